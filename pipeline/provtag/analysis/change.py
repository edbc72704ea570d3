"""Two editions of a regulation: which clauses stayed, were reworded, moved, went or came, and whose tasks that changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provtag.analysis.clauses import ReadClause
from provtag.language.folding import fold
from provtag.patterns import Pattern
from provtag.schema import Role

if TYPE_CHECKING:
    import pandas as pd

# The probability that a new clause is an old one in other words: (old clauses, new clauses) → matrix.
Rewording = Callable[[Sequence[ReadClause], Sequence[ReadClause]], NDArray[np.float64]]

_NO_WORD = Pattern(r"[\W_]+")


class ChangeKind(StrEnum):
    """What became of a clause. ``KEPT``: the same words in the same order of clauses; ``MOVED``: the same words elsewhere."""

    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """A clause of the old edition and what it became in the new one; one of them is None where it is gone or new.

    ``moved`` says of a reworded clause that it also stands elsewhere.
    """

    kind: ChangeKind
    old: ReadClause | None
    new: ReadClause | None
    moved: bool = False

    @property
    def ids(self) -> tuple[str, str]:
        """Return the id of the old and of the new clause, empty where there is none."""
        return self.old.clause_id if self.old else "", self.new.clause_id if self.new else ""

    @property
    def texts(self) -> tuple[str, str]:
        """Return the old and the new text, empty where there is none."""
        return self.old.text if self.old else "", self.new.text if self.new else ""

    @property
    def places(self) -> tuple[str, ...]:
        """Return where the clause stands in the old and in the new edition, once where it is the same."""
        return tuple(dict.fromkeys(clause.place for clause in (self.old, self.new) if clause))


@dataclass(frozen=True, slots=True)
class Task:
    """A clause in which the part of an agency changed; a role is empty where the agency has no task there.

    ``change``: gained, lost or other role. ``clause``: what became of the clause. ``text``: the new one, or the one that is gone.
    """

    agency_id: str
    agency: str
    change: str
    old_role: str
    new_role: str
    clause: str
    old_clause_id: str
    new_clause_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that both editions have (``sign`` "="), only the old one ("-") or only the new one ("+")."""

    sign: str
    text: str


def changes(old: Sequence[ReadClause], new: Sequence[ReadClause], rewording: Rewording, threshold: float) -> list[Change]:
    """Return what became of every clause, in the order of the new edition, each gone one behind what stood before it.

    Clauses of the same words are paired first; the others one to one, so that the sum of the probabilities of ``rewording`` is
    greatest, where it reaches ``threshold``.
    """
    pairs = _same_words(old, new)
    equal = set(pairs)
    left, right = _left(len(old), pairs), _left(len(new), pairs.values())
    if left and right:
        from scipy.optimize import linear_sum_assignment

        scores = rewording(old, new)[np.ix_(left, right)]
        for row, column in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
            if scores[row, column] >= threshold:
                pairs[left[row]] = right[column]
    stay = _in_order(pairs)
    before = {new_place: old_place for old_place, new_place in pairs.items()}
    found: list[tuple[float, Change]] = []
    for place, clause in enumerate(new):
        if (source := before.get(place)) is None:
            found.append((place, Change(ChangeKind.NEW, None, clause)))
            continue
        moved = source not in stay
        kind = ChangeKind.REWORDED if source not in equal else ChangeKind.MOVED if moved else ChangeKind.KEPT
        found.append((place, Change(kind, old[source], clause, moved)))
    behind = -1.0
    for place, clause in enumerate(old):
        if place in pairs:
            behind = pairs[place]
        else:
            found.append((behind + 0.5, Change(ChangeKind.GONE, clause, None)))
    return [change for _, change in sorted(found, key=lambda item: item[0])]


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces of both texts in order: what only the old one has before what only the new one has."""
    pieces = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("=", old[start:end]))
        else:
            pieces += [Piece(sign, text) for sign, text in (("-", old[start:end]), ("+", new[new_start:new_end])) if text]
    return pieces


def change_table(found: Sequence[Change]) -> pd.DataFrame:
    """Return a row a change: both clauses, where they stand, and their difference as "[-old-]" and "{+new+}"."""
    import pandas as pd

    rows = [
        {
            "change": str(change.kind),
            "moved": change.moved,
            "old_clause_id": change.old.clause_id if change.old else "",
            "new_clause_id": change.new.clause_id if change.new else "",
            "old_place": change.old.place if change.old else "",
            "new_place": change.new.place if change.new else "",
            "difference": "".join(map(_shown, difference(*change.texts))),
        }
        for change in found
    ]
    columns = ("change", "moved", "old_clause_id", "new_clause_id", "old_place", "new_place", "difference")
    return pd.DataFrame(rows, columns=list(columns))


def changed_tasks(found: Sequence[Change]) -> list[Task]:
    """Return who gained and lost tasks, agency by agency under its canonical name. To lead outweighs to support; a mention is
    no task."""
    tasks = []
    for change in found:
        before, after = _roles(change.old), _roles(change.new)
        for agency_id, name in sorted(before.keys() | after.keys()):
            old_role, new_role = (str(roles.get((agency_id, name), "")) for roles in (before, after))
            if old_role != new_role:
                kind = "gained" if not old_role else "lost" if not new_role else "other role"
                text = change.texts[1] or change.texts[0]
                tasks.append(Task(agency_id, name, kind, old_role, new_role, str(change.kind), *change.ids, text))
    return sorted(tasks, key=lambda task: (task.agency_id, task.agency))


def task_table(tasks: Sequence[Task]) -> pd.DataFrame:
    """Return a row a task."""
    import pandas as pd

    return pd.DataFrame(map(asdict, tasks), columns=[field.name for field in fields(Task)])


def _words(clause: ReadClause) -> str:
    return _NO_WORD.sub("", fold(clause.text))


def _same_words(old: Sequence[ReadClause], new: Sequence[ReadClause]) -> dict[int, int]:
    """Return old place → new place of clauses of the same words; of several, the first goes with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, clause in enumerate(new):
        places[_words(clause)].append(place)
    found = {}
    for place, clause in enumerate(old):
        if left := places[_words(clause)]:
            found[place] = left.pop(0)
    return found


def _left(count: int, taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [place for place in range(count) if place not in known]


def _in_order(pairs: dict[int, int]) -> set[int]:
    """Return the old places of the longest run of pairs that stand in the same order in both editions (Schensted 1961)."""
    ends: list[int] = []
    last: list[int] = []
    previous: dict[int, int | None] = {}
    for place in sorted(pairs):
        at = bisect_left(ends, pairs[place])
        previous[place] = last[at - 1] if at else None
        ends[at:] = [pairs[place], *ends[at + 1 :]]
        last[at:] = [place, *last[at + 1 :]]
    stay: set[int] = set()
    step: int | None = last[-1] if last else None
    while step is not None:
        stay.add(step)
        step = previous[step]
    return stay


def _shown(piece: Piece) -> str:
    return {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}[piece.sign].format(piece.text)


def _roles(clause: ReadClause | None) -> dict[tuple[str, str], Role]:
    """Return (agency id, name) → the strongest role of those that have a task in ``clause``."""
    roles: dict[tuple[str, str], Role] = {}
    for actor in clause.actors if clause else ():
        key = (actor.agency_id, actor.name)
        if actor.role is Role.LEAD or (actor.role is Role.SUPPORT and key not in roles):
            roles[key] = actor.role
    return roles
