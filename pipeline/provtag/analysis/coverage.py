"""What of a plan other documents carry out, leave out and add, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provtag.analysis.clauses import ReadClause
from provtag.analysis.links import Grade, Link

if TYPE_CHECKING:  # tagging needs no pandas, which takes long to import
    import pandas as pd

Documents = Mapping[str, Sequence[ReadClause]]

LINK_COLUMNS = ("plan_doc_id", "plan_clause_id", "doc_id", "clause_id", "grade", "score")
ADDED_COLUMNS = ("doc_id", "clause_id")
SCORE_DIGITS = 4

Align = Callable[[Sequence[ReadClause], Sequence[ReadClause]], Sequence[Link]]


@dataclass(frozen=True)
class Coverage:
    """The clauses of the plans and of the others by document id, and the links of every plan in every other document.

    ``links``: (plan's id, other's id) → links in the order of the plan's clauses; each clause of the plan has one at least.
    """

    plans: Documents
    others: Documents
    links: Mapping[tuple[str, str], Sequence[Link]]

    def pairs(self, *grades: Grade) -> Iterator[tuple[ReadClause, str, ReadClause | None, Link]]:
        """Yield (clause of a plan, id of the other document, counterpart, link) of the links that have one of ``grades``."""
        for (plan_id, other_id), links in self.links.items():
            plan, other = self.plans[plan_id], self.others[other_id]
            for link in links:
                if link.grade in grades:
                    yield plan[link.plan], other_id, None if link.other is None else other[link.other], link

    def added(self) -> Iterator[ReadClause]:
        """Yield the clauses of the others that are the counterpart of no clause of a plan."""
        for other_id, clauses in self.others.items():
            linked = {link.other for (_, found_in), links in self.links.items() if found_in == other_id for link in links}
            yield from (clause for number, clause in enumerate(clauses) if number not in linked)


def cover(plans: Documents, others: Documents, align: Align) -> Coverage:
    """Return what each of ``others`` has of each of ``plans``."""
    links = {(plan_id, other_id): align(plan, other) for plan_id, plan in plans.items() for other_id, other in others.items()}
    return Coverage(plans, others, links)


def tables(coverage: Coverage) -> dict[str, pd.DataFrame]:
    """Return the tables by name; ``links`` and ``added`` begin with LINK_COLUMNS and ADDED_COLUMNS."""
    return {
        "links": link_table(coverage),
        "missing": missing_table(coverage),
        "added": added_table(coverage),
    }


def link_table(coverage: Coverage) -> pd.DataFrame:
    """Return one row a link with both texts; where a clause has no counterpart in a document, one with the grade missing."""
    import pandas as pd

    rows = [
        (
            *(clause.doc_id, clause.clause_id, other_id, other.clause_id if other else "", str(link.grade)),
            *(round(link.score, SCORE_DIGITS), clause.place, clause.text, other.place if other else ""),
            *(other.text if other else "", _leads(clause), _leads(other)),
        )
        for clause, other_id, other, link in coverage.pairs(*Grade)
    ]
    columns = ("plan_place", "plan_text", "place", "text", "plan_leads", "leads")
    return pd.DataFrame(rows, columns=[*LINK_COLUMNS, *columns])


def missing_table(coverage: Coverage) -> pd.DataFrame:
    """Return the clauses of the plans that a document has no counterpart of."""
    import pandas as pd

    rows = [
        (clause.doc_id, clause.clause_id, other_id, round(link.score, SCORE_DIGITS), *_shown(clause))
        for clause, other_id, _, link in coverage.pairs(Grade.MISSING)
    ]
    return pd.DataFrame(rows, columns=["plan_doc_id", "plan_clause_id", "doc_id", "score", *_SHOWN])


def added_table(coverage: Coverage) -> pd.DataFrame:
    """Return the clauses that no plan has."""
    import pandas as pd

    rows = [(clause.doc_id, clause.clause_id, *_shown(clause)) for clause in coverage.added()]
    return pd.DataFrame(rows, columns=[*ADDED_COLUMNS, *_SHOWN])


_SHOWN = ("place", "text", "action_types", "leads")


def _shown(clause: ReadClause) -> tuple[str, ...]:
    return clause.place, clause.text, ";".join(clause.action_types), _leads(clause)


def _leads(clause: ReadClause | None) -> str:
    return "、".join(clause.leads) if clause else ""


def measure_matrix(documents: Documents) -> pd.DataFrame:
    """Return measures × documents: who leads a measure there, and the numbers of the clauses that order it."""
    import pandas as pd

    cells: dict[tuple[str, str], dict[str, list[ReadClause]]] = {}
    for doc_id, clauses in documents.items():
        for clause in clauses:
            for measure in clause.measures:
                cells.setdefault((measure.measure_id, measure.name), {}).setdefault(doc_id, []).append(clause)
    rows = [
        [measure_id, name, *(_cell(found.get(doc_id, ())) for doc_id in documents)]
        for (measure_id, name), found in sorted(cells.items())
    ]
    return pd.DataFrame(rows, columns=["measure", "name", *documents])


def _cell(clauses: Sequence[ReadClause]) -> str:
    """Return "lead, lead: number, number" of the clauses of one measure in one document."""
    leads = "、".join(dict.fromkeys(name for clause in clauses for name in clause.leads))
    numbers = "; ".join(dict.fromkeys(clause.place for clause in clauses))
    return f"{leads}: {numbers}" if leads else numbers
