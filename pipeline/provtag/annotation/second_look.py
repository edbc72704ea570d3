"""Labels that deserve a second look: a model that has not seen them is sure of another, or the same words have another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from provtag.annotation.copies import Said, said
from provtag.labels import CLAUSE, types_of
from provtag.schema import ActionType, Label

Chances = Mapping[str, Sequence[float]]
"""Clause id → probabilities of the action types, in their order."""
Located = tuple[Path, int, Label]

CONFIDENT = 0.9  # chance that a type is wrong from which the model is heard
SUREST = 0.9999  # what training left of a chance is rounded


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that may be wrong: what speaks against it, and ``weight``, how much, in log-odds added up."""

    file: Path
    line: int
    label: Label
    weight: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.weight:.1f} {'; '.join(self.reasons)}: {self.label.text}"


def doubtful(labels: Sequence[Located], chances: Chances) -> list[Doubt]:
    """Return the doubtful ones of a set of ``labels``, the likeliest mistakes first.

    A type is doubtful where its chance speaks against the label; a whole label where at least half of those on the same words
    (numbers and punctuation aside) say otherwise. A label that nobody judged is none.
    """
    judged = [item for item in labels if item[2].kind == CLAUSE and item[2].action_types is not None]
    same_words: dict[Said, list[Located]] = defaultdict(list)
    for item in judged:
        same_words[said(item[2])].append(item)
    found = []
    for file, line, label in judged:
        against = _by_chance(label, chances.get(label.clause_id, ())) + _by_words(label, same_words[said(label)])
        if against:
            weight = sum(log(chance / (1 - chance)) for chance, _ in against)
            found.append(Doubt(file, line, label, weight, tuple(reason for _, reason in against)))
    return sorted(found, key=lambda doubt: -doubt.weight)


def _by_chance(label: Label, chances: Sequence[float]) -> list[tuple[float, str]]:
    """How likely each type of ``label`` is wrong, and why, where the model is confident."""
    against = []
    for action, chance in zip(ActionType, chances, strict=False):  # none where no model was asked
        is_given = action in types_of(label)
        if (wrong := 1 - chance if is_given else chance) >= CONFIDENT:
            against.append((min(wrong, SUREST), f"{action} is {'' if is_given else 'not '}marked, the model says {chance:.2f}"))
    return against


def _by_words(label: Label, alike: Sequence[Located]) -> list[tuple[float, str]]:
    """The share of the labels on the same words that say otherwise, and where the first of them is."""
    others = [item for item in alike if set(types_of(item[2])) != set(types_of(label))]
    if 2 * len(others) < len(alike):
        return []
    file, line, other = others[0]
    said_there = ", ".join(types_of(other)) or "none"
    reason = f"{len(others)} of {len(alike)} with the same words say otherwise ({file.name}:{line}: {said_there})"
    return [(len(others) / len(alike), reason)]
