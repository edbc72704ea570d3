"""The model card, and the table of figures of the READMEs: every number comes from the metrics files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.evaluation.markdown import interval, percent, shown, table, with_section
from provtag.evaluation.measure_card import measures_section
from provtag.evaluation.order_card import orders_section
from provtag.files import read_json, read_yaml
from provtag.labels import CLAUSE, GOLD, WHOLE, WRITTEN, types_of
from provtag.paths import MANIFEST, METRICS
from provtag.schema import ActionType, Label
from provtag.settings import ActionSettings, Block, DecisionSettings, Review

Figures = Mapping[str, Any]

TEMPLATE = Path(__file__).with_name("model_card.md")
SYSTEMS = {
    "model": "**the model**",
    "not_copied": "the model, clauses that are not near copies of training text",
    "tfidf_logistic": "character TF-IDF and logistic regression",
    "spacy_textcat": "spaCy text categoriser, trained from nothing",
    "keywords": "keyword lists",
    "heading_decides": "the heading decides",
    "majority": "the majority",
}
AGENCY_SYSTEMS = {"model": "**the model**", "jieba_nt": "jieba, words tagged nt", "spacy_ner": "spaCy NER, trained from nothing"}
ASPECTS = {"span": "span", "role": "span and role", "link": "span and agency", "all": "span, role and agency"}
COUNTED = (
    "clauses", *(f"clauses with {action}" for action in ActionType), "clauses with no type", "duty notes", "agency spans",
)  # fmt: skip
PARTS = {
    "everywhere": "everywhere",
    "clauses": "in clauses",
    "duty_notes": "in duty notes",
    "in_register": "names the register holds",
    "out_of_register": "names it does not hold",
}


@dataclass(frozen=True, slots=True)
class Metrics:
    """What the files of ``metrics`` hold: ``actions`` with ``rivals`` beside it, ``agencies``, ``agreement``,
    ``rounds``, ``measures`` and ``orders``."""

    actions: Figures
    agencies: Figures
    agreement: Figures
    rounds: Sequence[Figures]
    measures: Figures
    orders: Figures
    in_view: Sequence[str] = ()
    """The seeds that were read when the register was written; what is found in them flatters it."""

    @property
    def documents(self) -> list[str]:
        """Return the names of the annotated documents."""
        return list(self.actions["leave_one_document_out"])


def read_metrics() -> Metrics:
    """Return what the evaluation stages wrote, the rivals of the action-type model beside it."""
    names = ("actions", "rivals", "agencies", "agreement", "rounds", "measures", "orders")
    actions, rivals, agencies, agreement, rounds, measures, orders = (read_json(METRICS / f"{name}.json") for name in names)
    for name, systems in rivals["leave_one_document_out"].items():
        actions["leave_one_document_out"][name] |= systems
    actions["held_out"] |= rivals["held_out"]
    seeds = read_yaml(MANIFEST)["documents"].values()
    in_view = [entry["name"] for entry in seeds if entry.get("in_view_of_register")]
    return Metrics(actions, agencies, agreement, rounds, measures, orders, in_view)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the table of figures in one language."""

    head: tuple[str, ...]
    types: str
    agencies: str
    without: str
    held_out: str
    in_view: str
    lowest_style: str
    style: str
    keywords: str
    hands: str
    exact: str
    main_first: str
    main_among_three: str
    all_documents: str
    decided: str
    precision: str
    annotators: str


ENGLISH = Words(
    head=("what", "tested on", "figure", "95 % interval", "to compare"),
    types="action types, macro-F1",
    agencies="agencies (span, role and link all right), F1",
    without="{}, not trained on",
    held_out="written excerpts that training and rules have not seen",
    in_view="{}, in view when the register was written",
    lowest_style="written examples, the drafting style read worst",
    style="a drafting style not trained on (written examples)",
    keywords="keyword lists {}",
    hands="whole documents by a hand not trained on",
    exact="all types of a clause right {}",
    main_first="measures: the main one of a clause named first",
    main_among_three="measures: the main one among the first three",
    all_documents="seeds and whole documents, not trained on",
    decided="clauses decided without review",
    precision="action types given to them that are right",
    annotators="two annotators, lowest Krippendorff alpha of a type",
)
CHINESE = Words(
    head=("指标", "测试文本", "数值", "95% 置信区间", "对照"),
    types="行动类型，宏平均 F1",
    agencies="机构（边界、角色、链接全对），F1",
    without="{}（未参与训练）",
    held_out="训练和规则均未见过的编写节选",
    in_view="{}（编写名录时见过）",
    lowest_style="编写的例句，读得最差的一种行文风格",
    style="未参与训练的行文风格（编写的例句）",
    keywords="关键词表 {}",
    hands="未参与训练的作者所写的完整文件",
    exact="一条分句的类型全对 {}",
    main_first="具体措施：主要措施排在第一位",
    main_among_three="具体措施：主要措施在前三位之内",
    all_documents="种子文件和完整文件（未参与训练）",
    decided="无需复核、自动判定的分句",
    precision="其中所给行动类型的准确率",
    annotators="两位标注员，各类型 Krippendorff α 的最低值",
)


def figures_table(metrics: Metrics, words: Words) -> str:
    """Return the headline figures as a Markdown table."""
    return table(words.head, _figure_rows(metrics, words))


def model_card(
    metrics: Metrics, dataset: Sequence[Label], settings: ActionSettings, decisions: DecisionSettings, version: str
) -> str:
    """Return the model card: its template with the tables made from data.

    ``settings`` are the ``actions`` parameters the model was trained with, ``decisions`` its thresholds and rules of review.
    """
    sections = {
        "version": f"Version {version}.",
        "summary": figures_table(metrics, CHINESE),
        "data": _data(metrics, dataset),
        "agreement": agreement_table(metrics.agreement),
        "action_types": "\n\n".join(_left_out(metrics, name) for name in metrics.documents),
        "held_out": _systems(metrics.actions["held_out"]) + "\n\n" + _types(metrics.actions["held_out"]["model"]),
        "rounds": rounds_table(metrics.rounds),
        "hands": _hands(metrics.actions["leave_one_hand_out"]),
        "styles": _style_table(metrics.actions["leave_one_style_out"]),
        "agencies_held_out": _agencies(metrics.agencies["held_out"]),
        "agencies": "\n\n".join(
            f"#### {name}\n\n{_agencies(systems)}" for name, systems in metrics.agencies["leave_one_document_out"].items()
        ),
        "agency_styles": _agency_styles(metrics),
        "measures": measures_section(metrics.measures),
        "orders": orders_section(metrics.orders),
        "calibration": _calibration_table(metrics.actions),
        "review": _review_note(decisions.review) + "\n\n" + _review_table(metrics.actions),
        "parameters": _parameters(settings, decisions),
    }
    card = TEMPLATE.read_text(encoding="utf-8")
    for name, content in sections.items():
        card = with_section(card, name, content)
    return card


def _figure_rows(metrics: Metrics, words: Words) -> Iterator[tuple[str, ...]]:
    for document, systems in metrics.actions["leave_one_document_out"].items():
        yield _types_row(words, words.without.format(document), systems)
    yield _types_row(words, words.held_out, metrics.actions["held_out"])
    hands = metrics.actions["leave_one_hand_out"]
    yield words.types, words.hands, shown(hands["macro_f1"]), _macro_interval(hands), words.exact.format(percent(hands["exact"]))
    style = metrics.actions["leave_one_style_out"]
    yield words.types, words.style, shown(style["macro_f1"]), interval(style, "low", "high"), ""
    for document, systems in metrics.agencies["leave_one_document_out"].items():
        tested_on = words.in_view if document in metrics.in_view else words.without
        yield _agencies_row(words, tested_on.format(document), systems)
    yield _agencies_row(words, words.held_out, metrics.agencies["held_out"])
    styles = [found["all"] for found in metrics.agencies["written_styles"].values() if found["all"]["labelled"]]
    lowest = min(styles, key=lambda found: found["f1"])
    yield words.agencies, words.lowest_style, shown(lowest["f1"]), interval(lowest, "low", "high"), ""
    measures = metrics.measures["leave_one_hand_out"]
    for name, what in (("main_first", words.main_first), ("main_among_three", words.main_among_three)):
        yield what, words.hands, shown(measures[name]), interval(measures, f"{name}_low", f"{name}_high"), ""
    review = metrics.actions["documents"]["review"]
    documents = words.all_documents
    yield words.decided, documents, percent(review["decided_automatically"]), "", ""
    yield words.precision, documents, percent(review["precision"]), "", ""
    alphas = [item["alpha"] for item in metrics.agreement["types"].values()]
    alpha = min(alphas, key=lambda alpha: -1 if alpha["value"] is None else alpha["value"])  # an undefined one shows as such
    yield words.annotators, ", ".join(metrics.documents), shown(alpha["value"]), interval(alpha, "low", "high"), ""


def _types_row(words: Words, tested_on: str, systems: Figures) -> tuple[str, ...]:
    model, keywords = systems["model"], words.keywords.format(shown(systems["keywords"]["macro_f1"]))
    return words.types, tested_on, shown(model["macro_f1"]), _macro_interval(model), keywords


def _agencies_row(words: Words, tested_on: str, systems: Figures) -> tuple[str, ...]:
    found = systems["model"]["everywhere"]["all"]
    return words.agencies, tested_on, shown(found["f1"]), interval(found, "low", "high"), ""


def _data(metrics: Metrics, dataset: Sequence[Label]) -> str:
    written = [label for label in dataset if label.origin == WRITTEN]
    columns = [counts([label for label in dataset if label.origin == origin]) for origin in (GOLD, WHOLE, WRITTEN)]
    rows = [[name, *(column[name] for column in columns)] for name in COUNTED]
    styles = len({label.style for label in written})
    names = f"Annotated documents: {', '.join(metrics.documents)}. Written examples: {styles} drafting styles."
    return table(["", "seeds", "whole documents by other hands", "written examples"], rows) + "\n\n" + names


def counts(labels: Sequence[Label]) -> Counter[str]:
    """Return how many of each thing of ``COUNTED`` the labels hold."""
    clauses = [label for label in labels if label.kind == CLAUSE]
    found = Counter(f"clauses with {action}" for label in clauses for action in types_of(label))
    found["clauses"] = len(clauses)
    found["duty notes"] = len(labels) - len(clauses)
    found["clauses with no type"] = sum(not label.action_types for label in clauses)
    found["agency spans"] = sum(len(label.agencies) for label in labels)
    return found


def agreement_table(agreement: Figures) -> str:
    """Return how far the annotators agree; for spans, F1 stands where alpha does."""
    questions = {action: agreement["types"][action] for action in map(str, ActionType)}
    questions |= {"role of a span both marked": agreement["roles"], "agency of a span both marked": agreement["links"]}
    rows = [
        (name, item["units"], shown(item["alpha"]["value"]), interval(item["alpha"], "low", "high"), shown(item["ac1"]["value"]))
        for name, item in questions.items()
    ]
    exact, units = agreement["spans"]["exact_f1"], agreement["units"]
    rows.append(("agency spans, exact", units["shared"], f"F1 {shown(exact['value'])}", interval(exact, "low", "high"), ""))
    found = f"{units['shared']} units were labelled by both; they disagree on {units['disagreements']} of them."
    return table(("question", "units", "Krippendorff alpha", "95 % interval", "Gwet AC1"), rows) + "\n\n" + found


def _left_out(metrics: Metrics, document: str) -> str:
    systems = metrics.actions["leave_one_document_out"][document]
    copied = percent(systems["copied_from_training"])
    head = f"### Trained without {document}\n\n{copied} of its clauses are near copies of training text."
    return f"{head}\n\n{_systems(systems)}\n\n### The model on {document}, by type\n\n{_types(systems['model'])}"


def _systems(systems: Figures) -> str:
    rows = [
        (name, systems[system]["clauses"], shown(systems[system]["macro_f1"]), _macro_interval(systems[system]))
        for system, name in SYSTEMS.items()
        if system in systems
    ]
    return table(("system", "clauses", "macro-F1", "95 % interval"), rows)


def _macro_interval(figures: Figures) -> str:
    return interval(figures, "macro_f1_low", "macro_f1_high")


def _types(figures: Figures) -> str:
    types = figures["types"]
    rows = [
        (action, *(types[action][count] for count in ("clauses", "omitted", "wrong")), *_figures_of(types[action]))
        for action in map(str, ActionType)
    ]
    return table(("type", "clauses", "omitted", "wrong", "precision", "recall", "F1"), rows)


def _figures_of(figures: Figures) -> tuple[str, ...]:
    return tuple(shown(figures[name]) for name in ("precision", "recall", "f1"))


def _style_table(style: Figures) -> str:
    rows = [(style["clauses"], shown(style["macro_f1"]), interval(style, "low", "high"))]
    return table(("clauses", "macro-F1", "95 % interval"), rows)


def _hands(figures: Figures) -> str:
    head = f"All types of a clause right: {percent(figures['exact'])} of {figures['clauses']} clauses."
    row = (figures["clauses"], shown(figures["macro_f1"]), _macro_interval(figures))
    return f"{table(('clauses', 'macro-F1', '95 % interval'), [row])}\n\n{head}\n\n{_types(figures)}"


def rounds_table(rounds: Sequence[Figures]) -> str:
    """Return the first-time scores of the rounds of whole documents, the latest first."""
    rows = [
        (
            item["round"], item["clauses"], item["commit"],
            *(shown(item["types"][name]) for name in ("macro_f1", "exact")),
            *(shown(item["agencies"][name]) for name in ("span", "all")),
            *(shown(item["review"][name]) for name in ("wrong_flagged", "right_flagged")),
            *(shown(item.get("measures", {}).get(name)) for name in ("main_first", "main_among_three", "set_f1")),
        )
        for item in sorted(rounds, key=lambda item: -item["round"])
    ]  # fmt: skip
    return table(
        (
            "round", "clauses", "scored at commit", "types: macro-F1", "all types right", "agencies: span", "agencies: all right",
            "wrong clauses flagged", "right ones flagged", "main measure first", "among three", "measures: F1 of the sets",
        ),
        rows,
    )  # fmt: skip


def _agencies(systems: Figures) -> str:
    rows = [
        (PARTS[part], ASPECTS[aspect], found["labelled"], *_figures_of(found), interval(found, "low", "high"))
        for part in PARTS
        for aspect in ASPECTS
        for found in [systems["model"].get(part, {}).get(aspect)]
        if found and found["labelled"]
    ]
    parts = table(("where", "right in", "labelled", "precision", "recall", "F1", "95 % interval"), rows)
    compared = [
        (AGENCY_SYSTEMS.get(system, system), *(shown(systems[system]["everywhere"][aspect]["f1"]) for aspect in ASPECTS))
        for system in sorted(systems, key=lambda system: (system != "model", system))
    ]
    head = ("system, everywhere (F1)", *ASPECTS.values())
    return f"{parts}\n\n" + table(head, compared)


def _agency_styles(metrics: Metrics) -> str:
    rows = [
        (
            style,
            found["all"]["labelled"],
            *(shown(found[aspect]["f1"]) for aspect in ASPECTS),
            interval(found["all"], "low", "high"),
        )
        for style, found in metrics.agencies["written_styles"].items()
    ]
    return table(("style (F1)", "labelled", *ASPECTS.values(), "95 % interval of the last"), rows)


def _calibration_table(actions: Figures) -> str:
    kinds = {"documents not trained on": "documents", "excerpts": "held_out"}
    rows = [
        (name, action, shown(item["brier"]), shown(item["ece"]))
        for name, kind in kinds.items()
        for action in map(str, ActionType)
        for item in [actions[kind]["calibration"][action]]
    ]
    return table(("text", "type", "Brier score", "expected calibration error"), rows)


def _review_note(review: Review) -> str:
    return (
        "A clause needs review where the log-odds that all its types are right, by their probabilities, are below "
        f"{review.margin}, or where less than {review.familiarity:.0%} of its two-character runs occur in training text."
    )


def _review_table(actions: Figures) -> str:
    columns = [actions[kind]["review"] for kind in ("documents", "held_out")]
    names = {
        "decided_automatically": "clauses decided without review",
        "precision": "of the types given to these, right",
        "recall": "of the types these have, found",
        "clauses_right": "of these clauses, right in every type",
        "wrong_clauses_flagged": "of all clauses with an error, sent to review",
    }
    rows = [(text, *(percent(column[name]) for column in columns)) for name, text in names.items()]
    return table(("", "documents not trained on", "excerpts"), rows)


def _parameters(settings: ActionSettings, decisions: DecisionSettings) -> str:
    rows = [
        ("decision thresholds", ", ".join(f"{action} {threshold}" for action, threshold in decisions.thresholds.items())),
        ("inverse strength of regularisation (C)", settings.C),
        ("weight of a written example", settings.written_weight),
        ("measures inside a clause", "used" if settings.measures.use else "not used"),
        ("context of a clause", f"used, penalty {settings.context.penalty}" if settings.context.use else "not used"),
        ("calibration folds", settings.calibration_folds),
        ("families of features", "; ".join(_block(block) for block in settings.blocks)),
    ]
    return table(("parameter", "value"), rows)


def _block(block: Block) -> str:
    kind = f"{block.n}-grams" if block.kind == "ngrams" else block.kind
    return f"{block.channel.replace('_', '-')} {kind} × {block.weight}"
