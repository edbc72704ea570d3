"""A tagged document as analysis reads it: its clauses from the rows of ``clauses.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from provtag.agencies.register import OTHER
from provtag.schema import ActionType, MeasureScore, Role

Row = dict[str, Any]

NO_TYPE = (0.0,) * len(ActionType)


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency in a clause or in the duty note that holds for it: its canonical id, its name, and its part.

    Where the register has no agency of its own for it, the name is the one that stands in the text.
    """

    agency_id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class NamedMeasure(MeasureScore):
    """A measure that a clause orders, with its name."""

    name: str


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause with what analysis compares. ``scores``: probabilities of the action types, in the order of ``ActionType``.
    ``measures``: the main one first."""

    doc_id: str
    provision_id: str
    clause_id: str
    number: str
    headings: tuple[str, ...]
    lead_in: str
    text: str
    action_types: tuple[str, ...] = ()
    scores: tuple[float, ...] = NO_TYPE
    measures: tuple[NamedMeasure, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def place(self) -> str:
        """Return where it stands, for people: the innermost heading, and the number where the heading does not begin with it."""
        heading = "".join(self.headings[-1:])
        return heading if self.number and heading.startswith(self.number) else f"{heading} {self.number}".strip()

    @property
    def leads(self) -> tuple[str, ...]:
        """Return the names of the agencies that lead, each once."""
        return tuple(dict.fromkeys(actor.name for actor in self.actors if actor.role is Role.LEAD))


def read_clause(row: Row) -> ReadClause:
    """Return the clause of a row of ``clauses.jsonl``."""
    return ReadClause(
        doc_id=row["doc_id"],
        provision_id=row["provision_id"],
        clause_id=row["clause_id"],
        number=row["number"],
        headings=tuple(row["headings"]),
        lead_in=row["lead_in"],
        text=row["text"],
        action_types=tuple(row["action_types"]),
        scores=tuple(row["scores"][action] for action in ActionType),
        measures=tuple(NamedMeasure(measure["id"], measure["score"], measure["name"]) for measure in row.get("measures", ())),
        actors=tuple(map(_actor, row["agencies"])),
    )


def _actor(row: Row) -> Actor:
    return Actor(row["agency_id"], agency_name(row), Role(row["role"]))


def agency_name(row: Row) -> str:
    """Return the name of an agency of a row of clauses.jsonl: as it is printed where it has no id of its own."""
    name: str = row["text"] if row["agency_id"] == OTHER else row["agency"]
    return name


def by_document(rows: Iterable[Row]) -> Mapping[str, list[ReadClause]]:
    """Return the clauses of each document, both in the order of ``rows``."""
    documents: dict[str, list[ReadClause]] = {}
    for row in rows:
        documents.setdefault(row["doc_id"], []).append(read_clause(row))
    return documents
