"""Cases of behaviour: clauses that a reader of regulations must get right, and the share of them that a system passes.

A case on action types is passed when all its demands are met: this clause has these types and lacks those. Clauses of different
cases are decided together, so a predictor is called once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from provtag.actions.contract import TYPES
from provtag.evaluation.mentions import Finder
from provtag.evaluation.scores import Decisions, ratio
from provtag.files import read_yaml
from provtag.labels import CLAUSE, DUTY_NOTE
from provtag.paths import LABELS
from provtag.schema import ActionType, Label, ProvtagError, Role

Row = dict[str, Any]
Predictor = Callable[[Sequence[Label]], Decisions]
# The ids of failed cases, each with one line that says what was wanted and what was found.
Failures = dict[str, str]
Content = TypeVar("Content")

CASES = LABELS / "behaviour"
ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Demand:
    """The types that a clause must have, and those that it must lack; others are left open."""

    clause: Label
    has: frozenset[ActionType]
    lacks: frozenset[ActionType]

    def met_by(self, decided: frozenset[ActionType]) -> bool:
        """Tell whether ``decided`` are right types of the clause."""
        return self.has <= decided and not self.lacks & decided


@dataclass(frozen=True, slots=True)
class Case:
    """Demands that are passed or failed together; ``kind`` is functionality, invariance or direction."""

    case_id: str
    kind: str
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class RoleCase:
    """A clause or duty note, and the agencies that must be found in it, as (text, role) in reading order."""

    case_id: str
    label: Label
    agencies: tuple[tuple[str, Role], ...]
    kind: str = ROLES


def load_cases(folder: Path = CASES) -> list[Case]:
    """Return the cases on action types; raises ProvtagError naming file and case where one is not as it should be."""
    return [
        Case(case_id, kind, tuple(demands))
        for kind, read in _KINDS.items()
        for case_id, demands in _read(folder / f"{kind}.yaml", read)
    ]


def load_role_cases(folder: Path = CASES) -> list[RoleCase]:
    """Return the cases on agencies and their roles."""
    return [RoleCase(case_id, label, agencies) for case_id, (label, agencies) in _read(folder / f"{ROLES}.yaml", _agencies_of)]


def clauses_of(cases: Sequence[Case]) -> list[Label]:
    """Return the clauses that the demands of ``cases`` are on, in their order."""
    return [demand.clause for case in cases for demand in case.demands]


def failures(cases: Sequence[Case], predict: Predictor) -> Failures:
    """Return what ``predict`` gets wrong, a failed case an entry."""
    decisions = predict(clauses_of(cases))
    rows = iter([frozenset(action for action, holds in zip(TYPES, row, strict=True) if holds) for row in decisions])
    failed: Failures = {}
    for case in cases:
        decided = list(islice(rows, len(case.demands)))
        wrong = [(demand, types) for demand, types in zip(case.demands, decided, strict=True) if not demand.met_by(types)]
        if wrong:
            failed[case.case_id] = "; ".join(_said(demand, types) for demand, types in wrong)
    return failed


def role_failures(cases: Sequence[RoleCase], finder: Finder) -> Failures:
    """Return what ``finder`` gets wrong, a failed case an entry."""
    failed: Failures = {}
    for case in cases:
        read = finder.in_clause if case.label.kind == CLAUSE else finder.in_duty_note
        found = tuple((mention.text, mention.role) for mention in read(case.label.text))
        if found != case.agencies:
            failed[case.case_id] = f"{case.label.text} wanted {_listed(case.agencies)}, found {_listed(found)}"
    return failed


def behaviour_rows(cases: Sequence[Case], systems: Mapping[str, Predictor]) -> list[Row]:
    """Return the share passed by every system, a row a kind of case."""
    return [row for name, predict in systems.items() for row in _rows(name, cases, failures(cases, predict))]


def role_rows(cases: Sequence[RoleCase], systems: Mapping[str, Finder]) -> list[Row]:
    """Return the share of role cases passed by every system."""
    return [row for name, finder in systems.items() for row in _rows(name, cases, role_failures(cases, finder))]


def _rows(system: str, cases: Sequence[Case | RoleCase], failed: Failures) -> Iterator[Row]:
    for kind in dict.fromkeys(case.kind for case in cases):
        ids = [case.case_id for case in cases if case.kind == kind]
        passed = sum(case_id not in failed for case_id in ids)
        yield {"name": f"{kind} · {system}", "system": system, "kind": kind, "cases": len(ids), "passed": ratio(passed, len(ids))}


def _read(path: Path, read: Callable[[Row], Content]) -> Iterator[tuple[str, Content]]:
    seen: set[str] = set()
    for row in read_yaml(path)["cases"]:
        case_id = row.get("id", "without id")
        if case_id in seen:
            raise ProvtagError(f"{path}: two cases {case_id}; give one of them another id")
        seen.add(case_id)
        try:
            yield f"{path.stem}/{case_id}", read(row)
        except (KeyError, TypeError, ValueError) as error:
            raise ProvtagError(f"{path}: case {case_id}: {error}; see README.md beside it for the format") from None


def _functionality(row: Row) -> list[Demand]:
    return [_exactly(_clause(row), row["types"])]


def _invariance(row: Row) -> list[Demand]:
    variants = [variant if isinstance(variant, dict) else {"text": variant} for variant in row["variants"]]
    return [_exactly(_clause(row | variant), row["types"]) for variant in ({}, *variants)]


def _direction(row: Row) -> list[Demand]:
    gains, loses, keeps = (_types(row.get(key, ())) for key in ("gains", "loses", "keeps"))
    before, after = _clause(row | {"text": row["before"]}), _clause(row | {"text": row["after"]})
    return [Demand(before, keeps | loses, gains), Demand(after, keeps | gains, loses)]


_KINDS: dict[str, Callable[[Row], list[Demand]]] = {
    "functionality": _functionality,
    "invariance": _invariance,
    "direction": _direction,
}


def _agencies_of(row: Row) -> tuple[Label, tuple[tuple[str, Role], ...]]:
    return _clause(row), tuple((name, Role(role)) for name, role in row["agencies"].items())


def _exactly(clause: Label, types: Sequence[str]) -> Demand:
    has = _types(types)
    return Demand(clause, has, frozenset(TYPES) - has)


def _clause(row: Row) -> Label:
    kind = row.get("kind", CLAUSE)
    if kind not in (CLAUSE, DUTY_NOTE):
        raise ValueError(f"kind {kind} is neither {CLAUSE} nor {DUTY_NOTE}")
    return Label(
        clause_id=row["id"],
        kind=kind,
        text=row["text"],
        action_types=(),
        agencies=(),
        headings=tuple(row.get("headings", ())),
        lead_in=row.get("lead_in", ""),
    )


def _types(names: Sequence[str]) -> frozenset[ActionType]:
    return frozenset(map(ActionType, names))


def _said(demand: Demand, decided: frozenset[ActionType]) -> str:
    context = " > ".join((*demand.clause.headings, demand.clause.lead_in + demand.clause.text))
    faults = [f"not {action}" for action in TYPES if action in demand.has - decided]
    faults += [f"{action} although it must not" for action in TYPES if action in demand.lacks & decided]
    return f"{context} is {', '.join(faults)}"


def _listed(agencies: Sequence[tuple[str, Role]]) -> str:
    return "、".join(f"{name} {role}" for name, role in agencies) or "nothing"
