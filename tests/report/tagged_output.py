"""Tagged folders as ``provtag tag`` writes them, made up sentence by sentence: any number of documents and clauses."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from provtag.analysis.alignment import Aligner
from provtag.files import read_yaml, write_jsonl
from provtag.orders.reading import OrderReader
from provtag.paths import MEASURES as MEASURES_MAP
from provtag.report.page import write_report
from provtag.schema import (
    ActionScores,
    ActionType,
    AgencyMention,
    Clause,
    Document,
    Evidence,
    Health,
    Level,
    MeasureScore,
    Metadata,
    Provision,
    Region,
    Role,
    Scope,
    Span,
    TaggedClause,
)
from provtag.settings import CopySettings, read_settings
from provtag.tagging.counting import find_facts, seen
from provtag.tagging.rows import document_row, tagged_row
from provtag.tagging.tables import ALONE

AGENCIES = {
    "public_security": ("公安", "公安机关"),
    "civil_affairs": ("民政", "民政部门"),
    "education": ("教育", "教育部门"),
    "health": ("卫生健康", "卫生健康部门"),
    "women_federation": ("妇联", "妇联"),
    "justice": ("司法行政", "司法行政部门"),
    "human_resources": ("人力资源社会保障", "人力资源社会保障部门"),
    "cyberspace": ("网信", "网信部门"),
    "court": ("法院", "人民法院"),
    "procuratorate": ("检察院", "人民检察院"),
    "transport": ("交通运输", "交通运输部门"),
    "youth_league": ("共青团", "共青团"),
    "publicity_dept": ("党委宣传部", "宣传部门"),
    "market_regulation": ("市场监管", "市场监管部门"),
    "government": ("人民政府", "县级以上人民政府"),
    "village_committee": ("村（居）民委员会", "村（居）民委员会"),
    "immigration": ("移民管理", "移民管理机构"),
    "petition": ("信访", "信访部门"),
}
MEASURES_OF_THE_MAP = read_yaml(MEASURES_MAP)["measures"]
NAMES = {agency: name for agency, (name, _) in AGENCIES.items()}
NAMES |= {measure: entry["name"] for measure, entry in MEASURES_OF_THE_MAP.items()}
MEASURES = {
    ActionType.PREVENTION: (
        "加强对人力资源市场的管理，开展定期排查",
        "落实强制报告和登记查验制度",
        "做好农村留守儿童关爱保护和控辍保学工作",
    ),
    ActionType.CRACKDOWN: ("依法严厉打击拐卖妇女儿童犯罪", "对无证照职业中介机构予以查处取缔", "开展专项行动，侦查积案"),
    ActionType.RESCUE: ("及时解救被拐卖受害人并妥善安置", "为受害人提供心理疏导和法律援助", "帮助被解救人员落户、就学、就业"),
    ActionType.PUBLICITY: ("开展反拐法治宣传教育", "组织从业人员培训", "通过广播电视、新媒体曝光典型案例"),
}
# Four measures of the map for each type.
MAPPED = {
    action: [key for key, entry in MEASURES_OF_THE_MAP.items() if entry["types"][:1] == [action]][:4] for action in ActionType
}
PLACES = ("青岚县", "云渡市", "白石省", "松江区", "安和自治州", "临溪市", "东屏县", "北峪市")
HEADINGS = ("第一章 总则", "第二章 预防", "第三章 打击", "第四章 救助", "第五章 宣传")


@dataclass
class TaggedDocument:
    """A document with its tagged clauses."""

    document: Document
    clauses: list[TaggedClause]


def make_document(number: int, clauses: int, seed: int = 7) -> TaggedDocument:
    """Return document ``number`` with ``clauses`` clauses; the same arguments give the same document."""
    rng, chosen = random.Random(seed * 1000 + number), random.Random(number)
    place = PLACES[number % len(PLACES)] + (f"第{number // len(PLACES) + 1}片区" if number >= len(PLACES) else "")
    title = f"{place}反对拐卖人口行动实施细则"
    doc_id = f"doc{number:03}"
    known = rng.sample(list(AGENCIES), 12)
    text, provisions, tagged = f"{title}\n", [], []
    for index in range(clauses):
        heading = HEADINGS[index * len(HEADINGS) // clauses]
        if index * len(HEADINGS) // clauses != (index - 1) * len(HEADINGS) // clauses or not index:
            text += f"\n{heading}\n"
        printed = f"第{index + 1}条"
        start = len(text)
        text += f"{printed}　"
        clause_start = len(text)
        lead, support, other = rng.sample(known, 3)
        types = tuple(sorted(rng.sample(list(ActionType), rng.choice((0, 1, 1, 1, 2))), key=list(ActionType).index))
        parts = [(AGENCIES[lead][1], lead, Role.LEAD), ("会同", None, None), (AGENCIES[support][1], support, Role.SUPPORT)]
        if rng.random() < 0.3:
            parts += [("并向", None, None), (AGENCIES[other][1], other, Role.MENTION), ("报告", None, None)]
        mentions, evidence = [], {}
        for words, agency, role in parts:
            if agency and role:
                mentions.append(
                    AgencyMention(words, len(text), len(text) + len(words), role, agency, level=rng.choice(list(Level)))
                )
            text += words
        for action in types or ("",):
            text += "，"
            measure = rng.choice(MEASURES[action]) if action else "研究解决工作中的重大问题"
            if action:
                middle = len(text) + len(measure) // 2
                evidence[action] = (
                    Evidence(len(text), middle, rng.uniform(1, 5)),
                    Evidence(middle, len(text) + len(measure), rng.uniform(0.1, 2)),
                )
            text += measure
        text += "。"
        clause_end = len(text)
        if rng.random() < 0.4:
            note = rng.choice(known)
            text += "（市"
            words = NAMES[note] + "局"
            mentions.append(
                AgencyMention(words, len(text), len(text) + len(words), Role.LEAD, note, scope=Scope.DUTY_NOTE, level=Level.CITY)
            )
            text += words + "负责）"
        provision_id = f"{doc_id}-p{index + 1}"
        provisions.append(Provision(provision_id, printed, (heading,), start, len(text)))
        text += "\n"
        scores = {action: rng.uniform(0.55, 0.99) if action in types else rng.uniform(0.01, 0.4) for action in ActionType}
        reasons = ("near_threshold",) if rng.random() < 0.12 else ()
        clause = Clause(
            doc_id,
            provision_id,
            f"{doc_id}-c{index + 1}",
            printed,
            (heading,),
            text[clause_start:clause_end],
            clause_start,
            clause_end,
        )
        ordered = tuple(MeasureScore(chosen.choice(MAPPED[action]), 0.8) for action in types[:1])
        tagged.append(TaggedClause(clause, ActionScores(scores, types, evidence, reasons), tuple(mentions), measures=ordered))
    faulty = number % 3 == 1
    health = Health(
        missing_numbers=(27, 41, 46, 50, 51) if faulty else (),
        repeated_sentences=34 if faulty else 0,
        truncated=(Span(tagged[0].clause.start, tagged[0].clause.end),) if faulty else (),
        warnings=("decoded as GB18030",) if number % 5 == 2 else (),
    )
    metadata = Metadata(title, f"青府办发〔2021〕{number + 1}号", f"{place}人民政府办公室", Region(place, "500000"), "2021-12-31")
    document = Document(doc_id, f"{doc_id}.txt", text, metadata, health, tuple(provisions), tuple(item.clause for item in tagged))
    return TaggedDocument(document, tagged)


def written_document(doc_id: str, title: str, issued: str, sentences: Sequence[str]) -> TaggedDocument:
    """Return a document of ``sentences``, each an article; of the agencies that one names the first leads, the others support."""
    text, provisions, tagged = f"{title}\n", [], []
    for number, sentence in enumerate(sentences, 1):
        printed = f"第{number}条"
        start = len(text)
        text += f"{printed}　{sentence}\n"
        begin = text.index(sentence, start)
        end = begin + len(sentence)
        named = sorted((text.find(words, begin, end), agency, words) for agency, (_, words) in AGENCIES.items())
        mentions = tuple(
            AgencyMention(words, at, at + len(words), Role.SUPPORT if place else Role.LEAD, agency)
            for place, (at, agency, words) in enumerate(each for each in named if each[0] >= 0)
        )
        provisions.append(Provision(f"{doc_id}-p{number}", printed, ("第一章 任务",), start, end))
        clause = Clause(
            doc_id, provisions[-1].provision_id, f"{doc_id}-c{number}", printed, ("第一章 任务",), sentence, begin, end
        )
        scores = ActionScores(dict.fromkeys(ActionType, 0.5), (ActionType.RESCUE,))
        tagged.append(TaggedClause(clause, scores, mentions))
    metadata = Metadata(title, None, None, None, issued)
    clauses = tuple(item.clause for item in tagged)
    return TaggedDocument(Document(doc_id, f"{doc_id}.txt", text, metadata, Health(), tuple(provisions), clauses), tagged)


def with_text(item: TaggedDocument, sentence: str, title: str | None = None) -> TaggedDocument:
    """Return ``item`` with one more clause ``sentence`` at its end, and another title."""
    text = item.document.text + sentence
    start = len(item.document.text)
    last = item.document.provisions[-1]
    clause = Clause(
        item.document.doc_id,
        last.provision_id,
        f"{item.document.doc_id}-added",
        last.number,
        last.headings,
        sentence,
        start,
        len(text),
    )
    scores = ActionScores(
        dict.fromkeys(ActionType, 0.5), (ActionType.RESCUE,), {ActionType.RESCUE: (Evidence(start, start + 2, 1.0),)}
    )
    metadata = replace(item.document.metadata, title=title or item.document.metadata.title)
    provisions = (*item.document.provisions[:-1], replace(last, end=len(text)))
    clauses = (*item.document.clauses, clause)
    document = replace(item.document, text=text, metadata=metadata, provisions=provisions, clauses=clauses)
    return TaggedDocument(document, [*item.clauses, TaggedClause(clause, scores, ())])


def other(item: TaggedDocument, doc_id: str, *warnings: str) -> TaggedDocument:
    """Return ``item`` as another document, with warnings of its own."""
    health = replace(item.document.health, warnings=warnings)
    ids = [each.clause.clause_id.replace(item.document.doc_id, doc_id) for each in item.clauses]
    clauses = [
        replace(each, clause=replace(each.clause, doc_id=doc_id, clause_id=clause_id))
        for each, clause_id in zip(item.clauses, ids, strict=True)
    ]
    return TaggedDocument(replace(item.document, doc_id=doc_id, source=f"{doc_id}.txt", health=health), clauses)


def write_tagged(out: Path, items: Sequence[TaggedDocument], orders: bool = True) -> Path:
    """Write documents.jsonl and clauses.jsonl into ``out`` and return it; what ``orders`` are like takes long to read of many."""
    rows = [document_row(item.document) | ALONE for item in items]
    copies = read_settings(CopySettings)
    facts = find_facts([(row["source"], seen(row, copies)) for row in rows])
    write_jsonl(out / "documents.jsonl", (row | facts.get(row["doc_id"], {}) for row in rows))
    write_jsonl(out / "clauses.jsonl", _rows(items, OrderReader.load() if orders else None))
    return out


def _rows(items: Sequence[TaggedDocument], reader: OrderReader | None) -> Iterator[dict[str, Any]]:
    for item in items:
        for tagged in item.clauses:
            yield tagged_row(tagged, NAMES, reader.marks(tagged.clause) if reader else ())


def write_tagged_report(out: Path, items: Sequence[TaggedDocument], aligner: Aligner | None = None) -> Path:
    """Write the tables and the report of ``items`` into ``out`` and return the report's path."""
    write_report(write_tagged(out, items), aligner)
    return out / "report.html"
