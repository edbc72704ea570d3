"""Pairs of documents whose clauses people aligned: ``labels/alignment``, one file a pair, one JSON object a line.

``{"plan_clause_id", "clause_id", "grade"}`` is a link, ``{"plan_clause_id", "grade": "missing"}`` says that there is none. Every
clause of the plan has a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provtag.analysis.links import Grade
from provtag.analysis.unseen import UnseenClause
from provtag.files import numbered_jsonl
from provtag.labels import label_files
from provtag.schema import ProvtagError

# The grade of a pair of clauses as a number: that of no link is 0.
OUTCOMES = (None, Grade.SAME, Grade.AKIN, Grade.PART)
Outcomes = NDArray[np.int8]


@dataclass(frozen=True)
class AlignedPair:
    """Two documents, and what people say of every pair of their clauses (plan's × other's, numbers of OUTCOMES)."""

    name: str
    plan: Sequence[UnseenClause]
    other: Sequence[UnseenClause]
    outcomes: Outcomes

    @property
    def doc_ids(self) -> frozenset[str]:
        """Return the ids of both documents."""
        return frozenset((self.plan[0].doc_id, self.other[0].doc_id))


def read_aligned(folder: Path, clauses: Iterable[UnseenClause]) -> list[AlignedPair]:
    """Return the pairs of ``folder``, which are among ``clauses``.

    Raises ProvtagError with file and line where a clause is none of them, a link stands twice or beside missing, and with the
    file where a clause of the plan has no line.
    """
    documents: dict[str, list[UnseenClause]] = {}
    places: dict[str, tuple[str, int]] = {}
    for clause in clauses:
        document = documents.setdefault(clause.doc_id, [])
        places[clause.clause_id] = (clause.doc_id, len(document))
        document.append(clause)
    return [_read_pair(file, documents, places) for file in label_files(folder)]


def _read_pair(file: Path, documents: dict[str, list[UnseenClause]], places: dict[str, tuple[str, int]]) -> AlignedPair:
    plan_id = other_id = ""
    links: dict[tuple[int, int], Grade] = {}
    judged: dict[int, Grade] = {}
    for line, row in numbered_jsonl(file):
        try:
            plan_id, plan = places[row["plan_clause_id"]]
            grade = Grade(row["grade"])
            known = judged.setdefault(plan, grade)
            if grade is Grade.MISSING or known is Grade.MISSING:
                if (known, grade) != (Grade.MISSING, Grade.MISSING) or "clause_id" in row:
                    raise ValueError("a clause is missing and has a counterpart")
                continue
            other_id, other = places[row["clause_id"]]
            if links.setdefault((plan, other), grade) is not grade:
                raise ValueError("the same two clauses have two grades")
        except (KeyError, ValueError) as error:
            raise ProvtagError(f"{file}:{line}: no link of the current clauses ({error}); see labels/README.md") from None
    if not links:
        raise ProvtagError(f"{file}: holds no link; align the pair or remove the file")
    if without := [clause.clause_id for number, clause in enumerate(documents[plan_id]) if number not in judged]:
        raise ProvtagError(f"{file}: says nothing of {len(without)} clauses of the plan, first {without[0]}; add a line for each")
    outcomes = np.zeros((len(documents[plan_id]), len(documents[other_id])), np.int8)
    for place, grade in links.items():
        outcomes[place] = OUTCOMES.index(grade)
    return AlignedPair(file.stem, documents[plan_id], documents[other_id], outcomes)
