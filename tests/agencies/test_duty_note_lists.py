"""What a duty note is, and which lists of bodies it holds."""

from __future__ import annotations

import pytest

from provtag.agencies.duty_notes import DutyNoteRoles
from provtag.agencies.register import Register


@pytest.fixture(scope="module")
def grammar(register: Register) -> DutyNoteRoles:
    return DutyNoteRoles(register.table("duty_note"))


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("(县公安局牵头,县民政局、县妇联配合)", ["县公安局", "县民政局、县妇联"]),
        ("责任单位:县公安局、县民政局 时限:6月底前", ["县公安局、县民政局 "]),
        ("(责任单位:县公安局、县民政局;配合单位:县妇联)", ["县公安局、县民政局;", "县妇联)"]),
        ("牵头评分单位:县公安局", ["县公安局"]),
        ("牵头领导:张三;责任单位:县公安局", ["县公安局"]),  # persons are no bodies
        ("〔县公安局、县民政局〕", ["县公安局、县民政局"]),
    ],
)
def test_lists_stand_behind_labels_or_before_verbs(grammar: DutyNoteRoles, text: str, lists: list[str]) -> None:
    assert grammar.is_note(text)
    assert [text[start:end] for start, end in grammar.lists(text)] == lists


@pytest.mark.parametrize("text", ["县公安局负责走访。", "(一)县公安局走访", "责任部门走访。", "(由县公安局走访)和(县民政局)"])
def test_other_words_are_no_duty_note(grammar: DutyNoteRoles, text: str) -> None:
    assert not grammar.is_note(text) and list(grammar.lists(text)) == []
