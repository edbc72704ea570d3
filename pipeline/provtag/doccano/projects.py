"""The projects of one annotation round on the server, and whether somebody changed them by hand.

A blind round is one project NAME: its annotators keep labels of their own and see nobody else's. In an assisted round each
annotator has a project "NAME · user" with shared labels. doccano shows a label only to the user who made it, and only that
user can make it, unless the labels of a project are shared; so with an admin's account alone this is the way in which
everyone finds the proposed labels on the screen and edits them as their own, apart from the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from provtag.annotation.label_types import CATEGORY, SPAN, LabelTypes
from provtag.doccano.client import PROJECT_TYPE, Doccano
from provtag.paths import GUIDELINE
from provtag.schema import ProvtagError

BETWEEN = " · "
DESCRIPTION = "provtag"
MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the server. ``annotator``: whose it is, in an assisted round. ``shared_labels``: one set of labels for all."""

    id: int
    name: str
    shared_labels: bool
    annotator: str | None = None


def round_projects(server: Doccano, name: str) -> list[Project]:
    """Return the projects of the round ``name``; empty when there is none.

    Raises ProvtagError where one has another type, stands twice, or a blind and an assisted round share the name.
    """
    found = [_checked(remote, name) for remote in server.projects() if _belongs(remote.name, name)]
    names = [project.name for project in found]
    for project in found:
        if names.count(project.name) > 1:
            raise ProvtagError(f"{server.url}: two projects are called {project.name!r}; rename or delete one")
    if name in names and len(names) > 1:
        raise ProvtagError(
            f"{server.url}: {name!r} is a blind round and an assisted one; rename a project so that each has its own name"
        )
    return sorted(found, key=lambda project: project.name)


def existing_round(server: Doccano, name: str) -> list[Project]:
    """Return the projects of a round, at least one; raises ProvtagError where there is none or one was changed by hand."""
    projects = round_projects(server, name)
    if not projects:
        raise ProvtagError(
            f"{server.url}: no project {name!r} that {server.username} is a member of; push it first, or check --project"
        )
    return projects


def ensure_project(server: Doccano, name: str, annotator: str | None, shared_labels: bool) -> Project:
    """Return the project of a round (for ``annotator``, when assisted), created where it is missing."""
    full_name = f"{name}{BETWEEN}{annotator}" if annotator else name
    if len(full_name) > MAX_NAME:
        raise ProvtagError(f"--project: {full_name!r} is longer than {MAX_NAME} characters; choose a shorter name")
    for project in round_projects(server, name):
        if (project.annotator is None) != (annotator is None) or project.shared_labels != shared_labels:
            raise ProvtagError(
                f"{server.url}: the project {project.name!r} is of another kind of round; choose another --project"
            )
        if project.name == full_name:
            return project
    guideline = GUIDELINE.read_text(encoding="utf-8")
    remote = server.create_project(full_name, DESCRIPTION, guideline, shared_labels)
    return Project(remote.id, full_name, shared_labels, annotator)


def ensure_label_types(server: Doccano, project: Project, types: LabelTypes) -> None:
    """Create the label types that are missing, so that an import can create none by a typo."""
    check_label_types(server, project, types, complete=False)
    for kind in (CATEGORY, SPAN):
        present = {remote.text for remote in server.label_types(project.id, kind)}
        for label in types.of_kind(kind):
            if label.name not in present:
                server.create_label_type(project.id, kind, label.name, label.color, label.shortcut)


def check_label_types(server: Doccano, project: Project, types: LabelTypes, complete: bool = True) -> None:
    """Raise ProvtagError where somebody added, renamed or (with ``complete``) deleted a label type in doccano."""
    for kind in (CATEGORY, SPAN):
        ours = {label.name for label in types.of_kind(kind)}
        present = {remote.text for remote in server.label_types(project.id, kind)}
        changes = [f"{server.told(name)!r} is not one of ours" for name in sorted(present - ours)]
        changes += [f"{name!r} is missing" for name in sorted(ours - present) if complete]
        if changes:
            raise ProvtagError(
                f"project {project.name!r}: {kind} labels were changed by hand ({', '.join(changes)}); undo that in doccano"
            )


def ensure_annotators(server: Doccano, project: Project, annotators: Sequence[str]) -> None:
    """Make the annotators members of the project."""
    members = {member.username for member in server.members(project.id)}
    for name in annotators:
        if name not in members:
            server.add_annotator(project.id, name)


def check_users(server: Doccano, annotators: Sequence[str]) -> None:
    """Raise ProvtagError naming the annotators the server does not know."""
    unknown = [name for name in annotators if name not in server.usernames()]
    if unknown:
        raise ProvtagError(f"{server.url}: no user {', '.join(unknown)}; create them in doccano first")


def _belongs(full_name: str, name: str) -> bool:
    return full_name == name or full_name.startswith(name + BETWEEN)


def _checked(remote: Any, name: str) -> Project:
    if remote.project_type.value != PROJECT_TYPE:
        raise ProvtagError(
            f"project {remote.name!r} is a {remote.project_type.value} project, not {PROJECT_TYPE}; choose another --project"
        )
    if remote.single_class_classification:
        raise ProvtagError(f"project {remote.name!r} allows one category an example; switch that off in its settings")
    annotator = remote.name.removeprefix(name + BETWEEN) if remote.name != name else None
    if annotator and not remote.collaborative_annotation:
        raise ProvtagError(f"project {remote.name!r} no longer shares labels among members; switch that on in its settings")
    return Project(remote.id, remote.name, remote.collaborative_annotation, annotator)
