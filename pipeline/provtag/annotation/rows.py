"""Screens to the rows that doccano imports, and exported rows back to labels.

Everything doccano has no field for travels in the metadata of an example: strings only, the same keys in every row (doccano
turns a missing one into NaN and refuses the file), and none of the names that doccano uses itself. What no row has is left out,
and what some lack is a dash there, so that an annotator sees no empty line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.annotation.screens import Screen, category_names, span_triples
from provtag.labels import CLAUSE, DUTY_NOTE, NOBODY
from provtag.patterns import Pattern
from provtag.schema import AgencyMention, Label, ProvtagError

Row = dict[str, Any]

# A metadata key of this name would overwrite doccano's own or break its export.
RESERVED = {"id", "data", "text", "label", "entities", "relations", "cats", "spans", "categories", "Comments"} | {
    "filename",
    "upload_name",
    "example_uuid",
    "#line_number",
}
# What is no metadata: doccano has fields for it.
CONTENT = {"text", "cats", "entities"}
CLAUSE_ID = "clause_id"
DOCUMENT, PROVISION, KIND, HEADINGS, LEAD_IN, PREVIOUS = "文件", "条款", "类别", "标题", "引语", "前文"
FOLLOWING, DUTY_NOTES, PROBABILITIES, REVIEW, LINKS, CHECKSUM = "后文", "责任分工", "概率", "注意", "机构链接", "校验"
# Which measures the model sees, for people to read; and those of the label, which come back as they went.
PROPOSED_MEASURES, MEASURES = "措施建议", "措施"
KINDS = {CLAUSE: "分句", DUTY_NOTE: "责任分工"}
REASONS = {
    "near_threshold": "模型拿不准",
    "unlike_training": "与训练文本不像",
    "unknown_measure": "措施不明",
    "measure_of_other_type": "措施与类型不符",
}
BETWEEN_HEADINGS = " › "
LACKING = "—"
NONE = "无"
LINK = Pattern(r"(\d+)-(\d+)=(\w+)")


@dataclass(frozen=True, slots=True)
class Pulled:
    """A label from doccano. ``unlinked``: the spans no agency of the register fits (linked to "other"), for a person to check."""

    label: Label
    unlinked: tuple[AgencyMention, ...] = ()


def import_rows(screens: Sequence[Screen], types: LabelTypes) -> list[Row]:
    """Return the rows to import; raises ProvtagError where doccano would lose or change something in them."""
    rows = _without_blanks([_import_row(screen, types) for screen in screens])
    for row in rows:
        keys = row.keys() - CONTENT
        if keys != rows[0].keys() - CONTENT:
            raise ProvtagError(f"{row[CLAUSE_ID]}: its metadata has other keys than the first row's; doccano refuses such files")
        for key in keys:
            if key in RESERVED:
                raise ProvtagError(f"{row[CLAUSE_ID]}: doccano keeps the metadata key {key!r} for itself; rename it")
            if not isinstance(row[key], str):
                raise ProvtagError(f"{row[CLAUSE_ID]}: the metadata {key!r} is not a string; doccano would change it")
    return rows


def unit_of_row(row: Row) -> Label:
    """Build what an example shows, whatever is marked on it; raises ProvtagError where its text was edited in doccano."""

    def said(key: str) -> str:
        value = row.get(key) or ""
        return "" if value == LACKING else value

    if checksum(row["text"]) != row.get(CHECKSUM):
        raise ProvtagError(
            f"{row[CLAUSE_ID]}: its text was edited in doccano (example {row['id']}); delete it there and push again"
        )
    return Label(
        clause_id=row[CLAUSE_ID],
        kind={shown: kind for kind, shown in KINDS.items()}[row[KIND]],
        text=row["text"],
        action_types=None,
        agencies=(),
        headings=tuple(said(HEADINGS).split(BETWEEN_HEADINGS)) if said(HEADINGS) else (),
        lead_in=said(LEAD_IN),
        previous=said(PREVIOUS),
        doc_id=said(DOCUMENT),
        provision_id=said(PROVISION),
        origin=NOBODY,
    )


def label_of_row(row: Row, annotator: str, types: LabelTypes, linker: Linker) -> Pulled:
    """Build the label of an exported row; raises ProvtagError saying what was changed by hand in doccano."""
    unit = unit_of_row(row)
    clause_id, text = unit.clause_id, unit.text
    links = {(int(start), int(end)): agency for start, end, agency in LINK.findall(row.get(LINKS) or "")}
    mentions, unlinked = [], []
    for start, end, name in row["entities"]:
        if not 0 <= start < end <= len(text):
            raise ProvtagError(f"{clause_id}: a span from {start} to {end} is not in its text; mark it again in doccano")
        agency_id = links.get((start, end)) or linker.agency_id(text, start, end)
        mention = AgencyMention(text[start:end], start, end, _known(types.role, name, clause_id), agency_id or linker.unknown)
        mentions.append(mention)
        if agency_id is None:
            unlinked.append(mention)
    # A duty note orders nothing: types that were clicked on its screen say nothing.
    given = [_known(types.action, name, clause_id) for name in row["cats"]] if unit.kind == CLAUSE else []
    label = replace(
        unit,
        action_types=tuple(sorted(given, key=list(types.actions).index)),
        agencies=tuple(mentions),
        origin=annotator,
        measures=_judged_measures(row.get(MEASURES) or LACKING),
    )
    return Pulled(label, tuple(unlinked))


def checksum(text: str) -> str:
    """Return what tells whether somebody edited the text of an example."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def opinion(label: Label, types: LabelTypes) -> str:
    """Return what an annotator said of a clause, as one line for the one who decides."""
    actions = "、".join(category_names(label, types)) or NONE
    spans = "；".join(
        f"{types.roles[item.role].name}：{item.text}（{item.start}-{item.end}）"
        for item in sorted(label.agencies, key=lambda item: item.start)
    )
    return f"{actions}；{spans}" if spans else actions


def _judged_measures(said: str) -> tuple[str, ...] | None:
    """The measures as ``_import_row`` wrote them; None where nobody judged."""
    if said == LACKING:
        return None
    return () if said == NONE else tuple(said.split())


def _import_row(screen: Screen, types: LabelTypes) -> Row:
    label = screen.label
    scores = screen.model.scores if screen.model else {}
    reasons = screen.model.review_reasons if screen.model else ()
    return {
        "text": label.text,
        "cats": category_names(label, types),
        "entities": [list(span) for span in span_triples(label, types)],
        # In the order in which an annotator reads them.
        **{f"意见 {name}": said for name, said in screen.opinions.items()},
        HEADINGS: BETWEEN_HEADINGS.join(label.headings),
        LEAD_IN: label.lead_in,
        PREVIOUS: label.previous,
        FOLLOWING: screen.following,
        DUTY_NOTES: screen.duty_notes,
        PROBABILITIES: "  ".join(f"{types.actions[action].name} {score:.2f}" for action, score in scores.items()),
        PROPOSED_MEASURES: screen.measures,
        REVIEW: "、".join(REASONS.get(reason, reason) for reason in reasons),
        KIND: KINDS[label.kind],
        LINKS: " ".join(f"{item.start}-{item.end}={item.agency_id}" for item in label.agencies),
        MEASURES: "" if label.measures is None else " ".join(label.measures) or NONE,
        DOCUMENT: label.doc_id,
        PROVISION: label.provision_id,
        CLAUSE_ID: label.clause_id,
        CHECKSUM: checksum(label.text),
    }


def _without_blanks(rows: Sequence[Row]) -> list[Row]:
    """Return rows without the metadata that none of them has; where some have it, the others get a dash."""
    held = {key for row in rows for key, value in row.items() if value != ""} | CONTENT
    return [
        {key: value if value != "" or key in CONTENT else LACKING for key, value in row.items() if key in held} for row in rows
    ]


def _known(find: Any, name: str, clause_id: str) -> Any:
    try:
        return find(name)
    except KeyError:
        raise ProvtagError(f"{clause_id}: the label {name!r} is not one of ours; rename it back in doccano") from None
