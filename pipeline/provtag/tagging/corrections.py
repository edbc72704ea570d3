"""People's labels in the place of the model's: each goes to the document it is of, and there to its clause or duty note."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from provtag.labels import CLAUSE, label_from_row, label_row, located_labels
from provtag.schema import (
    ActionScores,
    ActionType,
    AgencyMention,
    Clause,
    DutyNote,
    Judgment,
    Label,
    Level,
    MeasureScore,
    ProvtagError,
    Scope,
    TaggedClause,
)
from provtag.tagging.inputs import InputFile
from provtag.tagging.label_ids import LabelIds
from provtag.tagging.tagger import Tagger

Where = str
"""The file and line of a label."""


def with_labels(inputs: Sequence[InputFile], path: Path) -> tuple[list[InputFile], list[tuple[Where, str]]]:
    """Return ``inputs`` with the labels of their documents, and (where, why) of the labels of no document among them.

    ``path`` is a label file or a folder of them. Raises ProvtagError where there is none, one is no label, contradicts
    itself or names an unknown id, or a clause has two.
    """
    ids = LabelIds.load()
    first: dict[str, Where] = {}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file, line, label in located_labels(path):
        where = f"{file}:{line}"
        if label.clause_id in first:
            raise ProvtagError(f"{where}: {label.clause_id} has a label already in {first[label.clause_id]}; keep one of them")
        first[label.clause_id] = where
        of = label.clause_id.rpartition(":")[0]
        if label.doc_id not in ("", of):
            raise ProvtagError(f"{where}: {label.clause_id} is no clause of {label.doc_id!r}; correct clause_id or doc_id")
        rows[of].append({"where": where, "label": label_row(ids.checked(label, where))})
    if not rows:
        raise ProvtagError(f"{path}: holds no labels; name a label file, or the folder that holds some")
    labels = {doc_id: json.dumps(found, ensure_ascii=False, sort_keys=True) for doc_id, found in rows.items()}
    given = [replace(item, labels=labels.get(item.doc_id, "")) for item in inputs]
    known = {item.doc_id for item in inputs}
    left = [row for doc_id, found in rows.items() if doc_id not in known for row in found]
    return given, [(row["where"], _unmatched(row["label"]["clause_id"])) for row in left]


class Corrections:
    """The labels of one document, as ``InputFile.labels`` has them; those that found no place are in ``unmatched``.

    ``judged_notes``: who decided on the duty notes that have taken a label.
    """

    def __init__(self, labels: str) -> None:
        self.judged_notes: dict[str, Judgment] = {}
        rows = json.loads(labels) if labels else []
        self._labels: dict[str, tuple[Where, Label]] = {
            row["label"]["clause_id"]: (row["where"], label_from_row(row["label"])) for row in rows
        }

    @property
    def unmatched(self) -> tuple[tuple[Where, str], ...]:
        """Return (where, why) of each label that no clause or duty note has taken."""
        return tuple((where, _unmatched(clause_id)) for clause_id, (where, _) in self._labels.items())

    def clause(self, tagged: TaggedClause, tagger: Tagger) -> TaggedClause:
        """Return ``tagged`` as a person labelled it; what the model says where nobody did."""
        label = self._label(tagged.clause)
        if label is None:
            return tagged
        mentions = _mentions(label, tagged.clause.start, Scope.CLAUSE, tagger)
        actions = _decided(label) or tagged.actions
        measures = tagged.measures if label.measures is None else _measures(label.measures)
        if label.action_types is not None:
            measures = tuple(item for item in measures if not tagger.types_of(item.measure_id).isdisjoint(actions.action_types))
        judgment = None if label.action_types is None else _judgment(label)  # whose agencies they are says nothing of the types
        return TaggedClause(tagged.clause, actions, mentions, judgment, measures)

    def note(self, note: DutyNote, tagger: Tagger) -> tuple[AgencyMention, ...] | None:
        """Return the agencies of a duty note as a person labelled it, None where nobody did."""
        label = self._label(note)
        if label is None:
            return None
        self.judged_notes[note.clause_id] = _judgment(label)
        return _mentions(label, note.start, Scope.DUTY_NOTE, tagger)

    def _label(self, unit: Clause | DutyNote) -> Label | None:
        """Take the label of a clause or duty note, where it is of its kind and its text the same."""
        found = self._labels.get(unit.clause_id)
        if found is None:
            return None
        label = found[1]
        if label.text != unit.text or (label.kind == CLAUSE) != isinstance(unit, Clause):
            return None
        del self._labels[unit.clause_id]
        return label


def _decided(label: Label) -> ActionScores | None:
    """Return the types that a person gave, None where the person judged the agencies alone."""
    if label.action_types is None:
        return None
    given = label.action_types
    return ActionScores({action: float(action in given) for action in ActionType}, tuple(x for x in ActionType if x in given))


def _judgment(label: Label) -> Judgment:
    return Judgment(label.origin, label.judged_at)


def _measures(given: tuple[str, ...]) -> tuple[MeasureScore, ...]:
    """Return the measures that a person gave."""
    return tuple(MeasureScore(measure_id, 1.0) for measure_id in given)


def _mentions(label: Label, start: int, scope: Scope, tagger: Tagger) -> tuple[AgencyMention, ...]:
    return tuple(
        replace(mention, start=mention.start + start, end=mention.end + start, scope=scope, level=_level(mention.text, tagger))
        for mention in sorted(label.agencies, key=lambda mention: mention.start)
    )


def _level(name: str, tagger: Tagger) -> Level:
    """Return the level that a name shows; labels do not say it."""
    found = tagger.recogniser.in_clause(name)
    return found[0].level if found else Level.GENERAL


def _unmatched(clause_id: str) -> str:
    return f"the label of {clause_id} fits no clause or duty note of the documents; run `provtag labels move` and check it"
