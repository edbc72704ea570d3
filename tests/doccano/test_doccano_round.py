"""Push and pull against a real server: the whole way of a label."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from doccano_samples import Browser, ignore, label, rows_of

from provtag.annotation.screens import Mode, Screen, screens_of
from provtag.doccano.pull import pull_round
from provtag.doccano.push import push_blind, push_proposed
from provtag.labels import label_row

pytestmark = pytest.mark.doccano


def test_push_then_pull_without_edits_is_the_identity_on_both_seeds(
    admin, name, types, linker, tagger, seeds, browser_of
) -> None:
    screens = [screen for document in seeds for screen in screens_of(document, tagger, Mode.ASSISTED)]
    assert {screen.label.kind for screen in screens} == {"clause", "duty_note"}
    start = time.monotonic()
    push_proposed(admin, name, screens, ["alice"], types, ignore)
    pushed = time.monotonic() - start
    alice = browser_of("alice")
    project = alice.project(f"{name} · alice")
    for example in alice.examples(project).values():
        alice.confirm(project, example["id"])
    start = time.monotonic()
    found = pull_round(admin, name, types, linker)
    print(f"\n{len(screens)} screens of the seeds: pushed in {pushed:.1f} s, pulled in {time.monotonic() - start:.1f} s")
    assert not found.faults
    assert found.open == {"alice": 0}
    assert rows_of(pulled.label for pulled in found.sheets["alice"]) == rows_of(screen.label for screen in screens)
    assert not any(pulled.unlinked for pulled in found.sheets["alice"])


def test_annotators_see_the_proposed_labels_and_edit_them_as_their_own(admin, name, types, linker, browser_of) -> None:
    """Trap: what an admin imports is invisible to annotators of a project without shared labels."""
    proposed = label(1, "市公安局会同民政部门开展救助。", ["rescue"], [("市公安局", "lead", "public_security")])
    push_proposed(admin, name, [Screen(proposed)], ["alice", "bob"], types, ignore)
    for user in ("alice", "bob"):
        browser: Browser = browser_of(user)
        project = browser.project(f"{name} · {user}")
        example = browser.examples(project)["doc:0001"]["id"]
        assert browser.labels(project, example) == ({"救助"}, {(0, 4, "主责")})
    alice = browser_of("alice")
    project = alice.project(f"{name} · alice")
    example = alice.examples(project)["doc:0001"]["id"]
    alice.clear(project, example)
    alice.add_category(project, example, "打击")
    alice.confirm(project, example)
    bob = browser_of("bob")
    other = bob.project(f"{name} · bob")
    assert bob.labels(other, bob.examples(other)["doc:0001"]["id"]) == ({"救助"}, {(0, 4, "主责")})
    found = pull_round(admin, name, types, linker)
    assert found.open == {"alice": 0, "bob": 1}
    assert [(item.label.action_types, item.label.agencies) for item in found.sheets["alice"]] == [(("crackdown",), ())]
    assert found.sheets["bob"] == []


def test_two_blind_annotators_get_exactly_their_edits_back(
    admin, name, types, linker, browser_of: Callable[[str], Browser]
) -> None:
    texts = ["市公安局打击拐卖。", "民政部门负责救助。", "学校开展宣传。"]
    push_blind(admin, name, [Screen(label(n, text)) for n, text in enumerate(texts)], ["alice", "bob"], types, ignore)
    alice, bob = browser_of("alice"), browser_of("bob")
    project = alice.project(name)
    ids = {key: example["id"] for key, example in alice.examples(project).items()}
    alice.add_category(project, ids["doc:0000"], "打击")
    alice.add_span(project, ids["doc:0000"], 0, 4, "主责")
    alice.confirm(project, ids["doc:0000"])
    alice.confirm(project, ids["doc:0002"])  # looked at, nothing marked: "none", and not "not looked at"
    bob.add_category(project, ids["doc:0000"], "预防")
    bob.add_category(project, ids["doc:0001"], "救助")
    bob.confirm(project, ids["doc:0001"])
    assert bob.labels(project, ids["doc:0000"]) == ({"预防"}, set())
    found = pull_round(admin, name, types, linker)
    assert not found.faults
    assert {item.label.clause_id: label_row(item.label)["action_types"] for item in found.sheets["alice"]} == {
        "doc:0000": ["crackdown"],
        "doc:0002": [],
    }
    assert next(label_row(item.label)["agencies"] for item in found.sheets["alice"]) == [
        {"start": 0, "end": 4, "role": "lead", "agency_id": "public_security", "text": "市公安局"}
    ]
    assert {item.label.clause_id: label_row(item.label)["action_types"] for item in found.sheets["bob"]} == {
        "doc:0001": ["rescue"]
    }
    assert found.open == {"alice": 1, "bob": 2}
