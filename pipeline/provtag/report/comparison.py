"""Who leads or supports what in which document: agency × action type × document, differences first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from provtag.report.tagged import counted_documents, tagged_clauses
from provtag.schema import ActionType, InputError, Role
from provtag.tagging.inputs import unique_names
from provtag.tagging.tables import spoken_ids, write_csv_rows
from provtag.translation import spoken

Row = dict[str, Any]

LEAD, SUPPORT, NONE = str(Role.LEAD), str(Role.SUPPORT), "none"
WEIGHTS = {LEAD: 2, SUPPORT: 1}
ROLES = {0: NONE} | {weight: role for role, weight in WEIGHTS.items()}
COLUMNS = ("agency_id", "agency", "action_type", "differs")
PRINTED_DOCUMENTS = 6  # with more documents the printed table counts them instead of naming each
PRINTED_WIDTH = 18


@dataclass(frozen=True)
class Duty:
    """What one agency has to do for one action type: ``lead``, ``support`` or ``none``, one entry a document."""

    agency_id: str
    agency: str
    action_type: ActionType
    roles: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Is the duty not the same in all documents?"""
        return len(set(self.roles)) > 1


@dataclass(frozen=True)
class Comparison:
    """The duties across documents, those that differ first."""

    documents: tuple[str, ...]
    duties: tuple[Duty, ...]

    def rows(self) -> Iterator[list[Any]]:
        """Yield header and rows of the table; all cells as they are, unquoted. No two columns have one name."""
        yield unique_names([*COLUMNS, *self.documents])
        for duty in self.duties:
            yield [duty.agency_id, duty.agency, str(duty.action_type), duty.differs, *duty.roles]


def compare_folder(folder: Path) -> Comparison:
    """Compare the documents that count of a folder written by ``provtag tag``; raises InputError where there are none."""
    documents = counted_documents(folder)
    if not documents:
        raise InputError(f"{folder}: no documents to compare; tag some first")
    return compare(documents, tagged_clauses(folder))


def compare(documents: Sequence[str], clauses: Iterable[Row]) -> Comparison:
    """Return who has which duty where, from the rows of clauses.jsonl. To lead outweighs to support; a mention is no duty.
    Clauses of other documents are left out."""
    import pandas as pd

    wanted = frozenset(documents)

    found = pd.DataFrame(
        [
            (agency["agency_id"], agency["agency"], action, row["doc_id"], WEIGHTS[agency["role"]])
            for row in clauses
            if row["doc_id"] in wanted
            for agency in row["agencies"]
            if agency["role"] in WEIGHTS
            for action in row["action_types"]
        ],
        columns=["agency_id", "agency", "action_type", "document", "weight"],
    )
    names = found.groupby("agency_id")["agency"].first()
    strongest = found.groupby(["agency_id", "action_type", "document"])["weight"].max().unstack(fill_value=0)
    strongest = strongest.reindex(columns=list(documents), fill_value=0)
    duties = [
        Duty(agency_id, names[agency_id], ActionType(action), tuple(ROLES[weight] for weight in weights))
        for (agency_id, action), *weights in strongest.itertuples(name=None)
    ]
    order = list(ActionType)
    duties.sort(key=lambda duty: (not duty.differs, order.index(duty.action_type), -_weight(duty), duty.agency_id))
    return Comparison(tuple(documents), tuple(duties))


def write_comparison_table(comparison: Comparison, path: Path) -> None:
    """Write the comparison as CSV."""
    header, *rows = comparison.rows()
    write_csv_rows(path, header, rows)


def printed_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a short table for the terminal, in the language to speak: the duties that differ, and how many agree."""
    names = spoken_ids() | {NONE: spoken(NONE)}
    in_cell = names | {NONE: "-"}
    named = len(comparison.documents) <= PRINTED_DOCUMENTS
    columns = comparison.documents if named else (LEAD, SUPPORT, NONE)
    differing = [duty for duty in comparison.duties if duty.differs]
    if not named:
        yield spoken(f"{len(comparison.documents)} documents; the figures count them")
    if differing:
        yield _line("", "", columns if named else [names.get(role, role) for role in columns])
    for duty in differing:
        counts = Counter(duty.roles)
        cells = [in_cell.get(role, role) for role in duty.roles] if named else [str(counts[name]) for name in columns]
        yield _line(names.get(duty.action_type, duty.action_type), duty.agency, cells)
    yield spoken(f"{len(differing)} duties differ, {len(comparison.duties) - len(differing)} are the same in all documents")


def _weight(duty: Duty) -> int:
    return sum(WEIGHTS.get(role, 0) for role in duty.roles)


def _line(action: str, agency: str, cells: Sequence[str]) -> str:
    return " ".join((_fitted(action, 10), _fitted(agency, 20), *(_fitted(cell, PRINTED_WIDTH) for cell in cells))).rstrip()


def _fitted(text: str, width: int) -> str:
    """Return ``text`` cut and padded to ``width`` columns of a terminal, where a Chinese character takes two."""
    shown, used = "", 0
    for character in text:
        size = 2 if east_asian_width(character) in "WF" else 1
        if used + size > width:
            shown = shown[:-1] + "…"
            break
        shown, used = shown + character, used + size
    return shown + " " * (width - used)
