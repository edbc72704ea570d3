"""Two editions: every clause is accounted for once, differences rebuild both texts, renamed agencies are one."""

from __future__ import annotations

from html import unescape

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from made import clause, document

from provtag.analysis.change import ChangeKind, change_table, changed_tasks, changes, difference, task_table
from provtag.report.analyses.change_page import change_page
from provtag.schema import Role


def by_common_characters(old, new):
    """Two clauses are one in other words by the share of their characters in common."""
    sets = [[set(item.text) for item in edition] for edition in (old, new)]
    return np.array([[len(one & other) / len(one | other) for other in sets[1]] for one in sets[0]])


def compare(old, new, threshold=0.5):
    return changes(document("old", *old), document("new", *new), by_common_characters, threshold)


texts = st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=4), min_size=1, max_size=6)


@given(st.text("甲乙丙，", max_size=12), st.text("甲乙丙，", max_size=12))
def test_a_difference_rebuilds_both_texts(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.sign != "+") == old
    assert "".join(piece.text for piece in pieces if piece.sign != "-") == new
    assert all(piece.text for piece in pieces)


@given(texts, texts)
def test_every_clause_is_in_one_change(old, new):
    found = compare(old, new)
    assert sorted(item.old.clause_id for item in found if item.old) == sorted(f"old:{n}" for n in range(1, len(old) + 1))
    assert [item.new.clause_id for item in found if item.new] == [f"new:{n}" for n in range(1, len(new) + 1)]
    for item in found:
        assert (item.kind is ChangeKind.NEW) == (item.old is None)
        assert (item.kind is ChangeKind.GONE) == (item.new is None)
        if item.kind in (ChangeKind.KEPT, ChangeKind.MOVED):
            assert item.texts[0] == item.texts[1]
            assert item.moved == (item.kind is ChangeKind.MOVED)


@given(texts)
def test_an_edition_is_kept_against_itself(some):
    assert {item.kind for item in compare(some, some)} == {ChangeKind.KEPT}


def test_kept_moved_reworded_gone_and_new():
    old = ("甲甲乙，丙。", "开展宣传教育", "子丑寅卯", "安置被解救的受害人")
    new = ("安置被解救的受害人", "甲甲乙丙", "开展宣传和教育", "辰巳午未")
    found = compare(old, new)
    assert [(str(item.kind), *item.ids) for item in found] == [
        ("moved", "old:4", "new:1"),
        ("kept", "old:1", "new:2"),
        ("reworded", "old:2", "new:3"),
        ("gone", "old:3", ""),
        ("new", "", "new:4"),
    ]
    rows = change_table(found).set_index("change")["difference"]
    assert rows["reworded"] == "开展宣传{+和+}教育"
    assert rows["gone"] == "[-子丑寅卯-]" and rows["new"] == "{+辰巳午未+}"


def test_the_first_of_equal_clauses_goes_with_the_first():
    assert [item.ids for item in compare(("施行", "施行"), ("施行",))] == [("old:1", "new:1"), ("old:2", "")]


def test_tasks_are_gained_lost_and_changed_under_canonical_ids():
    lead, support = Role.LEAD, Role.SUPPORT
    old = [
        clause("安置受害人", 1, "old", actors={"civil": lead, "health": support}),
        clause("旧任务", 2, "old", actors={"police": lead}),
    ]
    new = [
        clause("安置受害人", 1, "new", actors={"civil": support, "health": support, "women": support, "court": Role.MENTION}),
        clause("全新的事", 2, "new", actors={"police": support}),
    ]
    tasks = changed_tasks(changes(old, new, by_common_characters, 0.5))
    assert [(task.agency_id, task.change, task.old_role, task.new_role, task.text) for task in tasks] == [
        ("civil", "other role", "lead", "support", "安置受害人"),
        ("police", "lost", "lead", "", "旧任务"),
        ("police", "gained", "", "support", "全新的事"),
        ("women", "gained", "", "support", "安置受害人"),
    ]
    assert list(task_table(tasks)["clause"]) == ["kept", "gone", "new", "kept"]
    assert list(task_table([]).columns) == list(task_table(tasks).columns)


def test_the_page_marks_characters_and_shows_texts_as_texts():
    found = compare(("宣传<b>教育",), ("宣传<b>和教育",))
    page = change_page("old", "new", found, changed_tasks(found))
    assert "<ins>和</ins>" in page and "<b>" not in page
    assert "宣传<b>" in unescape(page)
