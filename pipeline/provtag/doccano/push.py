"""Put screens on the server: what is there already stays, what is missing is added, whatever broke off is completed.

An example is imported with doccano's own default score and gets its priority as the very last step; so the score tells which
examples an interrupted push left unfinished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from provtag.annotation.label_types import CATEGORY, SPAN, LabelTypes
from provtag.annotation.rows import CLAUSE_ID, import_rows
from provtag.annotation.screens import Screen
from provtag.doccano.client import Doccano, Row
from provtag.doccano.projects import Project, check_users, ensure_annotators, ensure_label_types, ensure_project
from provtag.schema import ProvtagError

UNFINISHED = 100.0  # doccano's default score; a priority is at most 1

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did to one project; ``edited``: clauses whose text somebody changed in doccano. ``address``: where annotators
    find it, in Chinese."""

    project: Project
    address: str
    added: int
    present: int
    edited: tuple[str, ...]


def push_blind(
    server: Doccano, name: str, screens: Sequence[Screen], annotators: Sequence[str], types: LabelTypes, done: Progress
) -> list[Pushed]:
    """Push one project in which each annotator labels alone; the screens should propose nothing."""
    check_users(server, annotators)
    project = ensure_project(server, name, annotator=None, shared_labels=False)
    return [_fill(server, project, screens, annotators, types, done)]


def push_proposed(
    server: Doccano, name: str, screens: Sequence[Screen], annotators: Sequence[str], types: LabelTypes, done: Progress
) -> list[Pushed]:
    """Push one project an annotator, with what the screens propose as the annotator's own labels."""
    check_users(server, annotators)
    projects = [ensure_project(server, name, annotator, shared_labels=True) for annotator in annotators]
    return [
        _fill(server, project, screens, [annotator], types, done) for project, annotator in zip(projects, annotators, strict=True)
    ]


def push_adjudication(
    server: Doccano, name: str, screens: Sequence[Screen], annotators: Sequence[str], types: LabelTypes, done: Progress
) -> list[Pushed]:
    """Push one project with shared labels for those who decide."""
    check_users(server, annotators)
    project = ensure_project(server, name, annotator=None, shared_labels=True)
    return [_fill(server, project, screens, annotators, types, done)]


def _fill(
    server: Doccano,
    project: Project,
    screens: Sequence[Screen],
    annotators: Sequence[str],
    types: LabelTypes,
    done: Progress,
) -> Pushed:
    wanted = {screen.label.clause_id: screen for screen in screens}
    rows = {row[CLAUSE_ID]: row for row in import_rows(list(wanted.values()), types)}
    ensure_label_types(server, project, types)
    before = _examples(server, project)
    missing = [row for clause_id, row in rows.items() if clause_id not in before]
    server.import_rows(project.id, missing)
    examples = {clause_id: row for clause_id, row in _examples(server, project).items() if clause_id in wanted}
    lost = rows.keys() - examples.keys()
    if lost:
        raise ProvtagError(f"project {project.name!r}: {len(lost)} clauses did not arrive ({min(lost)}, ...); run push again")
    edited = tuple(clause_id for clause_id, example in examples.items() if example["text"] != rows[clause_id]["text"])
    unfinished = {clause_id: row for clause_id, row in examples.items() if row["score"] == UNFINISHED and clause_id not in edited}
    if project.shared_labels:
        _complete_labels(server, project, unfinished, rows, types)
    done(len(rows) - len(unfinished))
    for clause_id, example in unfinished.items():
        server.set_score(project.id, example["id"], wanted[clause_id].priority)
        done(1)
    ensure_annotators(server, project, annotators)
    _assign(server, project, list(examples.values()), annotators)
    return Pushed(project, f"{server.url}/zh/projects/{project.id}", len(missing), len(rows) - len(missing), edited)


def _examples(server: Doccano, project: Project) -> dict[str, Row]:
    """Return the examples of a project by clause id; untouched copies that a twice-run import left are deleted."""
    copies = defaultdict(list)
    for example in server.examples(project.id):
        if clause_id := example["meta"].get(CLAUSE_ID):
            copies[clause_id].append(example)
    if any(len(found) > 1 for found in copies.values()):
        confirmed = {row["id"] for rows in server.export(project.id, confirmed_only=True).values() for row in rows}
        surplus = []
        for clause_id, found in copies.items():
            found.sort(key=lambda example: (example["id"] not in confirmed, example["score"] == UNFINISHED, example["id"]))
            if any(example["id"] in confirmed or example["score"] != UNFINISHED for example in found[1:]):
                raise ProvtagError(
                    f"project {project.name!r}: {clause_id} stands there more than once; delete one of the examples"
                )
            surplus += [example["id"] for example in found[1:]]
        server.delete_examples(project.id, surplus)
    return {clause_id: found[0] for clause_id, found in copies.items()}


def _complete_labels(
    server: Doccano, project: Project, unfinished: Mapping[str, Row], rows: Mapping[str, Row], types: LabelTypes
) -> None:
    """Add the proposed labels that an import dropped or a killed one did not reach; doccano itself reports neither."""
    missing = _missing_labels(server, project, unfinished, rows)
    if not missing:
        return
    ids = {kind: {remote.text: remote.id for remote in server.label_types(project.id, kind)} for kind in (CATEGORY, SPAN)}
    for clause_id, (categories, spans) in missing.items():
        example = unfinished[clause_id]["id"]
        for name in categories:
            server.add_category(project.id, example, ids[CATEGORY][name])
        for start, end, name in spans:
            server.add_span(project.id, example, start, end, ids[SPAN][name])
    if still := _missing_labels(server, project, unfinished, rows):
        raise ProvtagError(
            f"project {project.name!r}: doccano dropped labels of {len(still)} clauses ({min(still)}, ...); run push again"
        )


def _missing_labels(
    server: Doccano, project: Project, unfinished: Mapping[str, Row], rows: Mapping[str, Row]
) -> dict[str, tuple[list[str], list[tuple[int, int, str]]]]:
    """Return the proposed categories and spans that are not on the server, by clause id."""
    if not any(rows[clause_id]["cats"] or rows[clause_id]["entities"] for clause_id in unfinished):
        return {}
    present = {row.get(CLAUSE_ID): row for row in server.export(project.id, confirmed_only=False).get("all", [])}
    missing = {}
    for clause_id in unfinished:
        row, there = rows[clause_id], present.get(clause_id, {"cats": [], "entities": []})
        categories = [name for name in row["cats"] if name not in there["cats"]]
        spans = [(start, end, name) for start, end, name in row["entities"] if [start, end, name] not in there["entities"]]
        if categories or spans:
            missing[clause_id] = (categories, spans)
    return missing


def _assign(server: Doccano, project: Project, examples: Sequence[Row], annotators: Sequence[str]) -> None:
    """Assign every example to every annotator where the server wants that: doccano 1.8.5 hides unassigned ones."""
    if not server.has_assignments(project.id):
        return
    users = {member.username: member.user for member in server.members(project.id)}
    for example in examples:
        assigned = {assignment["assignee_id"] for assignment in example.get("assignments", [])}
        for name in annotators:
            if users[name] not in assigned:
                server.assign(project.id, example["id"], users[name])
