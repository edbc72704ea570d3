"""Pushing: nothing twice, nothing lost, also when the server dies in the middle or people change things by hand."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from doccano_samples import Browser, ignore, label, rows_of

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.annotation.rows import import_rows
from provtag.annotation.screens import Screen
from provtag.doccano.client import Doccano
from provtag.doccano.projects import round_projects
from provtag.doccano.pull import pull_round
from provtag.doccano.push import push_blind, push_proposed
from provtag.doccano.server import Server
from provtag.schema import ProvtagError

pytestmark = pytest.mark.doccano

Login = Callable[[str], Browser]


def screens(count: int) -> list[Screen]:
    agencies = [("市公安局", "lead", "public_security"), ("民政部门", "support", "civil_affairs")]
    texts = (f"第{number}项：市公安局会同民政部门打击拐卖、开展救助。" for number in range(count))
    return [
        Screen(label(number, text, ["crackdown", "rescue"], agencies), priority=number / count)
        for number, text in enumerate(texts)
    ]


def assert_complete(browser: Browser, project_name: str, wanted: Sequence[Screen]) -> None:
    """Every screen stands in the project once, with its priority; labels are compared by a pull."""
    project = browser.project(project_name)
    found = browser.call("GET", f"projects/{project}/examples?limit=1000")["results"]
    assert sorted(example["meta"]["clause_id"] for example in found) == [screen.label.clause_id for screen in wanted]
    assert {example["meta"]["clause_id"]: example["score"] for example in found} == {
        screen.label.clause_id: screen.priority for screen in wanted
    }
    for example in found:
        browser.confirm(project, example["id"])


def test_pushing_twice_adds_nothing_twice(admin: Doccano, name: str, types: LabelTypes, browser_of: Login) -> None:
    [first] = push_blind(admin, name, screens(5), ["alice"], types, ignore)
    [second] = push_blind(admin, name, screens(5), ["alice"], types, ignore)
    [more] = push_blind(admin, name, screens(7), ["alice", "bob"], types, ignore)
    assert [(item.added, item.present) for item in (first, second, more)] == [(5, 0), (0, 5), (2, 5)]
    bob = browser_of("bob")
    assert len(bob.examples(bob.project(name))) == 7


def test_a_server_killed_after_the_import_loses_and_doubles_nothing(
    server: Server, admin: Doccano, name: str, types: LabelTypes, linker: Linker, browser_of: Login
) -> None:
    wanted = screens(60)
    killed = []

    def kill(done: int) -> None:
        if done and not killed:
            killed.append(server.stop(signal.SIGKILL))

    with pytest.raises(ProvtagError, match="no doccano server answers; start it and run this again"):
        push_proposed(admin, name, wanted, ["alice"], types, kill)
    server.launch()
    [pushed] = push_proposed(admin, name, wanted, ["alice"], types, ignore)
    assert (pushed.added, pushed.present) == (0, 60)
    assert_complete(browser_of("alice"), f"{name} · alice", wanted)
    found = pull_round(admin, name, types, linker)
    assert rows_of(item.label for item in found.sheets["alice"]) == rows_of(screen.label for screen in wanted)


@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_a_server_killed_during_the_import_loses_and_doubles_nothing(
    seconds: float,
    server: Server,
    admin: Doccano,
    name: str,
    types: LabelTypes,
    linker: Linker,
    browser_of: Login,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The import is queued or half done when the server dies; a queued one runs when the server is back."""
    wanted = screens(60)

    def kill(task: str) -> None:
        time.sleep(seconds)
        server.stop(signal.SIGKILL)
        raise ProvtagError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(admin, "_finished", kill)
        with pytest.raises(ProvtagError, match="killed"):
            push_proposed(admin, name, wanted, ["alice"], types, ignore)
    server.launch()
    push_proposed(admin, name, wanted, ["alice"], types, ignore)
    assert_complete(browser_of("alice"), f"{name} · alice", wanted)
    found = pull_round(admin, name, types, linker)
    assert rows_of(item.label for item in found.sheets["alice"]) == rows_of(screen.label for screen in wanted)


def test_labels_that_an_import_dropped_are_added(
    admin: Doccano, name: str, types: LabelTypes, linker: Linker, browser_of: Login
) -> None:
    """Trap: malformed or unreached labels are dropped in silence; so what arrived is compared with what was sent."""
    wanted = screens(4)
    push_proposed(admin, name, wanted[:1], ["alice"], types, ignore)
    [project] = round_projects(admin, name)
    stripped = [row | {"cats": [], "entities": []} for row in import_rows(wanted[1:], types)]
    admin.import_rows(project.id, stripped)
    push_proposed(admin, name, wanted, ["alice"], types, ignore)
    assert_complete(browser_of("alice"), f"{name} · alice", wanted)
    found = pull_round(admin, name, types, linker)
    assert rows_of(item.label for item in found.sheets["alice"]) == rows_of(screen.label for screen in wanted)


def test_copies_that_a_twice_run_import_left_are_removed(admin: Doccano, name: str, types: LabelTypes, browser_of: Login) -> None:
    """Trap: the server runs a failed import again after its examples are stored."""
    wanted = screens(4)
    push_blind(admin, name, wanted[:2], ["alice"], types, ignore)
    [project] = round_projects(admin, name)
    for _ in range(2):
        admin.import_rows(project.id, import_rows(wanted, types))
    push_blind(admin, name, wanted, ["alice"], types, ignore)
    assert_complete(browser_of("alice"), name, wanted)


def test_a_confirmed_copy_is_never_removed(admin: Doccano, name: str, types: LabelTypes, browser_of: Login) -> None:
    wanted = screens(1)
    push_blind(admin, name, wanted, ["alice"], types, ignore)
    [project] = round_projects(admin, name)
    admin.import_rows(project.id, import_rows(wanted, types))
    alice = browser_of("alice")
    for example in alice.call("GET", f"projects/{project.id}/examples?limit=10")["results"]:
        alice.confirm(project.id, example["id"])
    with pytest.raises(ProvtagError, match="stands there more than once"):
        push_blind(admin, name, wanted, ["alice"], types, ignore)
    assert alice.call("GET", f"projects/{project.id}/examples?limit=10")["count"] == 2


def test_a_project_of_another_type_is_refused(
    server: Server, admin: Doccano, name: str, types: LabelTypes, linker: Linker
) -> None:
    Browser(server.url, "admin").call("POST", "projects", other_project(name))
    for call in (
        lambda: push_blind(admin, name, screens(1), ["alice"], types, ignore),
        lambda: pull_round(admin, name, types, linker),
    ):
        with pytest.raises(ProvtagError, match="is a SequenceLabeling project, not IntentDetectionAndSlotFilling"):
            call()


def other_project(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": "-",
        "guideline": "",
        "project_type": "SequenceLabeling",
        "resourcetype": "SequenceLabelingProject",
        "tags": [],
    }


def test_blind_and_assisted_rounds_do_not_mix(admin: Doccano, name: str, types: LabelTypes) -> None:
    push_proposed(admin, name, screens(1), ["alice"], types, ignore)
    with pytest.raises(ProvtagError, match="another kind of round; choose another --project"):
        push_blind(admin, name, screens(1), ["alice"], types, ignore)


def test_unknown_annotators_are_named_before_anything_is_made(admin: Doccano, name: str, types: LabelTypes) -> None:
    with pytest.raises(ProvtagError, match="no user mallory; create them in doccano first"):
        push_blind(admin, name, screens(1), ["alice", "mallory"], types, ignore)
    assert round_projects(admin, name) == []


def test_label_types_changed_by_hand_are_named(
    admin: Doccano, name: str, types: LabelTypes, linker: Linker, server: Server
) -> None:
    """Trap: label types are looked up by name, so a renamed one would shift or invent labels."""
    push_blind(admin, name, screens(1), ["alice"], types, ignore)
    boss = Browser(server.url, "admin")
    project = boss.project(name)
    number = boss.types(project, "span")["配合"]
    boss.call("PATCH", f"projects/{project}/span-types/{number}", {"text": "协助"})
    for call in (
        lambda: push_blind(admin, name, screens(2), ["alice"], types, ignore),
        lambda: pull_round(admin, name, types, linker),
    ):
        with pytest.raises(ProvtagError, match="span labels were changed by hand \\('协助' is not one of ours"):
            call()
    boss.call("PATCH", f"projects/{project}/span-types/{number}", {"text": "配合"})
    assert pull_round(admin, name, types, linker).open == {"alice": 1}
    boss.call("DELETE", f"projects/{project}/span-types/{number}")
    with pytest.raises(ProvtagError, match="'配合' is missing"):
        pull_round(admin, name, types, linker)
    push_blind(admin, name, screens(1), ["alice"], types, ignore)
    assert pull_round(admin, name, types, linker).open == {"alice": 1}


def test_an_example_edited_in_doccano_is_named_and_a_deleted_one_comes_back(
    admin: Doccano, name: str, types: LabelTypes, linker: Linker, server: Server, browser_of: Login
) -> None:
    push_blind(admin, name, screens(3), ["alice"], types, ignore)
    alice, boss = browser_of("alice"), Browser(server.url, "admin")
    project = alice.project(name)
    ids = {key: example["id"] for key, example in alice.examples(project).items()}
    for example in ids.values():
        alice.confirm(project, example)
    boss.call("PATCH", f"projects/{project}/examples/{ids['doc:0001']}", {"text": "改过的文字。"})
    boss.call("PATCH", f"projects/{project}/examples/{ids['doc:0002']}", {"meta": {"clause_id": "doc:0002"}})
    boss.call("POST", f"projects/{project}/examples", {"text": "手工上传", "meta": {}})
    found = pull_round(admin, name, types, linker)
    assert [item.label.clause_id for item in found.sheets["alice"]] == ["doc:0000"]
    assert [fault.split(": ")[1] for fault in found.faults] == ["doc:0001", "doc:0002"]
    assert "text was edited in doccano" in found.faults[0]
    [pushed] = push_blind(admin, name, screens(3), ["alice"], types, ignore)
    assert pushed.edited == ("doc:0001",)
    for key in ("doc:0001", "doc:0002"):
        boss.call("DELETE", f"projects/{project}/examples/{ids[key]}")
    assert [item.label.clause_id for item in pull_round(admin, name, types, linker).sheets["alice"]] == ["doc:0000"]
    [pushed] = push_blind(admin, name, screens(3), ["alice"], types, ignore)
    assert (pushed.added, pushed.edited) == (2, ())


def test_only_what_the_annotator_confirmed_is_pulled(
    admin: Doccano, name: str, types: LabelTypes, linker: Linker, server: Server, browser_of: Login
) -> None:
    """Trap: confirmation is per user, and an example nobody touched exports exactly like "no label"."""
    push_blind(admin, name, screens(4), ["alice", "bob"], types, ignore)
    alice, boss = browser_of("alice"), Browser(server.url, "admin")
    project = alice.project(name)
    ids = {key: example["id"] for key, example in alice.examples(project).items()}
    alice.confirm(project, ids["doc:0000"])
    alice.confirm(project, ids["doc:0001"])
    alice.add_category(project, ids["doc:0002"], "预防")  # at work, not confirmed
    boss.confirm(project, ids["doc:0003"])
    found = pull_round(admin, name, types, linker)
    assert {user: [item.label.clause_id for item in sheet] for user, sheet in found.sheets.items()} == {
        "admin": ["doc:0003"],
        "alice": ["doc:0000", "doc:0001"],
        "bob": [],
    }
    assert found.open == {"admin": 3, "alice": 2, "bob": 4}


def test_spans_are_code_points_and_grapheme_mode_is_off(
    admin: Doccano, name: str, types: LabelTypes, linker: Linker, browser_of: Login, server: Server
) -> None:
    """Trap: in grapheme mode, or with another unit, spans behind 𠮷, é or an emoji shift."""
    text = "𠮷林e\u0301😀é市公安局打击拐卖。"
    start = text.index("市公安局")
    push_blind(admin, name, [Screen(label(1, text))], ["alice"], types, ignore)
    alice = browser_of("alice")
    project = alice.project(name)
    assert not Browser(server.url, "admin").call("GET", f"projects/{project}").get("grapheme_mode", False)
    example = alice.examples(project)["doc:0001"]["id"]
    alice.add_span(project, example, start, start + 4, "主责")
    alice.confirm(project, example)
    [pulled] = pull_round(admin, name, types, linker).sheets["alice"]
    assert [(item.text, item.start, item.agency_id) for item in pulled.label.agencies] == [("市公安局", start, "public_security")]


def test_a_server_of_1_8_5_gets_its_assignments(
    admin: Doccano, name: str, types: LabelTypes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap: doccano 1.8.5 shows annotators only what is assigned to them; 1.8.4 has no assignments at all."""
    push_blind(admin, name, screens(3), ["alice"], types, ignore)
    [project] = round_projects(admin, name)
    assert not admin.has_assignments(project.id)
    users = {member.username: member.user for member in admin.members(project.id)}
    listed = admin.examples
    made: list[tuple[int, int]] = []

    def examples_of_1_8_5(number: int) -> list[dict[str, Any]]:
        mine = {"id": "x", "assignee": "alice", "assignee_id": users["alice"]}
        return [row | {"assignments": [mine] if at == 0 else []} for at, row in enumerate(listed(number))]

    monkeypatch.setattr(admin, "has_assignments", lambda number: True)
    monkeypatch.setattr(admin, "examples", examples_of_1_8_5)
    monkeypatch.setattr(admin, "assign", lambda number, example, user: made.append((example, user)))
    push_blind(admin, name, screens(3), ["alice"], types, ignore)
    ids = [row["id"] for row in listed(project.id)]
    assert made == [(ids[1], users["alice"]), (ids[2], users["alice"])]
