"""Links between the clauses of two documents, and their grades."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a clause of one document stands to a clause of another.

    ``SAME``: both order the same. ``AKIN``: the same measure, ordered differently. ``PART``: one of them orders only a part of
    what the other does. ``MISSING``: there is none like it.
    """

    SAME = "same"
    AKIN = "akin"
    PART = "part"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Link:
    """The clause number ``other`` of another document is a counterpart of the clause number ``plan`` (both from 0), or ``other``
    is None: the clause is missing there. ``score``: the probability of that, in [0, 1]."""

    plan: int
    other: int | None
    grade: Grade
    score: float
