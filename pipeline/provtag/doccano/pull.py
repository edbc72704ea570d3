"""Get confirmed labels back: one sheet an annotator, every span checked, every fault named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.annotation.rows import CLAUSE_ID, Pulled, label_of_row, unit_of_row
from provtag.doccano.client import Doccano, Row
from provtag.doccano.projects import Project, check_label_types, existing_round
from provtag.labels import GOLD
from provtag.schema import Label, ProvtagError

ADMIN = "project_admin"
SHARED_SHEET = "all"


@dataclass
class Round:
    """What a pull found. ``sheets``: annotator → confirmed labels; ``open``: annotator → examples not confirmed yet, and
    ``units`` what those of them show that were pushed by us.

    ``faults``: one line for each confirmed example that could not be taken over.
    """

    sheets: dict[str, list[Pulled]] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    units: dict[str, list[Label]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def pull_round(server: Doccano, name: str, types: LabelTypes, linker: Linker) -> Round:
    """Return the confirmed labels of every annotator of a round, blind or assisted."""
    result = Round()
    for project in existing_round(server, name):
        if project.shared_labels and not project.annotator:
            raise ProvtagError(
                f"project {project.name!r} has labels shared by all, so nobody's own; pull an adjudication with --adjudicated,"
                " or switch the sharing off in its settings"
            )
        check_label_types(server, project, types)
        examples = server.examples(project.id)
        for annotator, rows in _rows_by_annotator(server, project).items():
            result.sheets[annotator] = _labels(rows, annotator, types, linker, result.faults)
            result.open[annotator] = len(examples) - len(rows)
            result.units[annotator] = _open_units(examples, rows)
    return result


def pull_decisions(server: Doccano, name: str, types: LabelTypes, linker: Linker) -> Round:
    """Return the decisions of an adjudication as gold labels, under the name "gold"."""
    [project, *others] = existing_round(server, name)
    if others or not project.shared_labels or project.annotator:
        raise ProvtagError(f"project {name!r} is no adjudication; pull it without --adjudicated")
    check_label_types(server, project, types)
    result = Round()
    rows = server.export(project.id, confirmed_only=True).get(SHARED_SHEET, [])
    result.sheets[GOLD] = _labels(rows, GOLD, types, linker, result.faults)
    result.open[GOLD] = len(server.examples(project.id)) - len(rows)
    return result


def _rows_by_annotator(server: Doccano, project: Project) -> Mapping[str, Sequence[Row]]:
    """Return the confirmed rows of each annotator; an admin counts as one only where the admin confirmed something."""
    sheets = server.export(project.id, confirmed_only=True)
    if project.annotator:
        return {project.annotator: sheets.get(SHARED_SHEET, [])}
    roles = {member.username: member.rolename for member in server.members(project.id)}
    return {name: sheets.get(name, []) for name, role in roles.items() if role != ADMIN or sheets.get(name)}


def _open_units(examples: Sequence[Row], rows: Sequence[Row]) -> list[Label]:
    """Return the units of ``examples`` that are not among the confirmed ``rows`` and stand there as they were pushed."""
    confirmed = {row["id"] for row in rows}
    units = []
    for example in examples:
        if example["id"] not in confirmed:
            with suppress(ProvtagError, KeyError, TypeError):  # foreign or edited: a fault only once it is confirmed
                units.append(unit_of_row({**example["meta"], "id": example["id"], "text": example["text"]}))
    return units


def _labels(rows: Iterable[Row], annotator: str, types: LabelTypes, linker: Linker, faults: list[str]) -> list[Pulled]:
    copies: dict[str, list[Pulled]] = defaultdict(list)
    foreign = 0
    for row in rows:
        if not row.get(CLAUSE_ID):
            foreign += 1
            continue
        try:
            pulled = label_of_row(row, annotator, types, linker)
            copies[pulled.label.clause_id].append(pulled)
        except ProvtagError as fault:
            faults.append(f"{annotator}: {fault}")
        except (KeyError, TypeError, ValueError, AttributeError):
            faults.append(
                f"{annotator}: {row[CLAUSE_ID]}: its metadata was edited in doccano (example {row['id']}); delete it, push again"
            )
    if foreign:
        faults.append(f"{annotator}: {foreign} confirmed examples were not pushed by provtag and have no clause_id; left out")
    for clause_id, found in copies.items():
        if any(pulled != found[0] for pulled in found[1:]):
            faults.append(f"{annotator}: {clause_id}: confirmed twice with different labels; delete one of the examples")
    return [found[0] for found in copies.values() if all(pulled == found[0] for pulled in found)]
