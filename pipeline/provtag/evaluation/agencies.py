"""How well agencies, roles and links are read in documents never seen: the experiments behind ``metrics/agencies.json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.evaluation.agency_baselines import JiebaBaseline, SpacyBaseline
from provtag.evaluation.mentions import Unit, interval, scores
from provtag.labels import CLAUSE
from provtag.schema import AgencyMention, Label

Row = dict[str, Any]

DIGITS = 4
# The NER baseline sees this many labels, this many times; it takes a minute, which is what a baseline is worth.
SPACY_LABELS, SPACY_ROUNDS = 1200, 5


class Finder(Protocol):
    """Anything that finds agency mentions in clauses and duty notes."""

    def in_clause(self, text: str) -> tuple[AgencyMention, ...]:
        """Return the mentions of a clause."""

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        """Return the mentions of a duty note."""


BASELINES: dict[str, Callable[[Sequence[Label]], Finder]] = {
    "jieba_nt": lambda training: JiebaBaseline(),
    "spacy_ner": lambda training: SpacyBaseline.fit(training[:SPACY_LABELS], SPACY_ROUNDS),
}


def leave_one_document_out(
    gold: Sequence[Label],
    written: Sequence[Label],
    register: Register,
    role_rules: Mapping[str, Any],
    baselines: Mapping[str, Finder],
    names: dict[str, str],
    draws: int,
    seed: int,
) -> tuple[Row, list[Row]]:
    """Train the learned component without one document and test on it, beside ``baselines`` that have seen neither.

    Returns figures by document name (see ``compared``), and the rows of the comparison plot.
    """
    figures: Row = {}
    rows: list[Row] = []
    for doc_id in sorted({label.doc_id for label in gold}):
        test = [label for label in gold if label.doc_id == doc_id]
        training = [*(label for label in gold if label.doc_id != doc_id), *written]
        rules_only = Recogniser(register, role_rules)
        systems: dict[str, Finder] = {"model": Recogniser(register, role_rules, Learned.fit(training))}
        systems |= baselines
        entry = compared(test, systems, rules_only, draws, seed)
        for system in systems:
            rows += [
                {
                    "name": f"{names[doc_id]} · {aspect} · {system}",
                    "document": names[doc_id],
                    "system": system,
                    "aspect": aspect,
                    "f1": value["f1"],
                }
                for aspect, value in entry[system]["everywhere"].items()
            ]
        figures[names[doc_id]] = entry
    return figures, rows


def compared(test: Sequence[Label], systems: Mapping[str, Finder], rules_only: Recogniser, draws: int, seed: int) -> Row:
    """Return the figures of ``systems`` by system and part: everywhere, in clauses, in duty notes, in and out of the register."""
    return {
        system: {name: _figures(units, draws, seed) for name, units in _parts(test, finder, rules_only).items()}
        for system, finder in systems.items()
    }


def on_written(written: Sequence[Label], recogniser: Recogniser, draws: int, seed: int) -> Row:
    """Return the figures on the written examples, by style; register and rules, without the learned component."""
    styles: Row = {}
    for style in sorted({label.style for label in written}):
        units = _units([label for label in written if label.style == style], recogniser)
        styles[style] = _figures(units, draws, seed)
    return styles


def _parts(test: Sequence[Label], finder: Finder, rules_only: Recogniser) -> dict[str, list[Unit]]:
    units = _units(test, finder)
    return {
        "everywhere": units,
        "clauses": [unit for unit, label in zip(units, test, strict=True) if label.kind == CLAUSE],
        "duty_notes": [unit for unit, label in zip(units, test, strict=True) if label.kind != CLAUSE],
        "in_register": _restricted(units, test, rules_only, inside=True),
        "out_of_register": _restricted(units, test, rules_only, inside=False),
    }


def _units(labels: Sequence[Label], finder: Finder) -> list[Unit]:
    return [(label.agencies, _find(finder, label)) for label in labels]


def _find(finder: Finder, label: Label) -> tuple[AgencyMention, ...]:
    find: Callable[[str], tuple[AgencyMention, ...]] = finder.in_clause if label.kind == CLAUSE else finder.in_duty_note
    return find(label.text)


def _restricted(units: Sequence[Unit], test: Sequence[Label], rules_only: Recogniser, inside: bool) -> list[Unit]:
    """Keep the mentions whose span the register finds by itself (``inside``), or those that it does not."""
    kept: list[Unit] = []
    for (labelled, predicted), label in zip(units, test, strict=True):
        known = {(mention.start, mention.end) for mention in _find(rules_only, label)}
        kept.append(
            (
                tuple(mention for mention in labelled if ((mention.start, mention.end) in known) is inside),
                tuple(mention for mention in predicted if ((mention.start, mention.end) in known) is inside),
            )
        )
    return kept


def _figures(units: Sequence[Unit], draws: int, seed: int) -> Row:
    """Return precision, recall, F1 and its interval of every aspect; "n/a" where nothing was labelled or predicted."""
    figures: Row = {}
    for aspect, agreement in scores(units).items():
        low, high = interval(units, aspect, draws, seed)
        values = {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1, "low": low, "high": high}
        figures[aspect] = {name: _rounded(value) for name, value in values.items()} | {"labelled": agreement.labelled}
    return figures


def _rounded(value: float) -> float | str:
    return round(value, DIGITS) if value == value else "n/a"  # nan differs from itself
