"""Blanks inside names, where a line once ended: names are found as without them, and mentions keep them."""

from __future__ import annotations

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.schema import AgencyMention


def said(mentions: tuple[AgencyMention, ...]) -> list[tuple[str, str, str]]:
    return [(mention.text.replace(" ", ""), mention.role, mention.agency_id) for mention in mentions]


@pytest.mark.parametrize(
    "note",
    [
        "（县公安 局牵头，县 妇 联、县卫生健 康委配合）",
        "（县公 安局牵头，县妇 联、县卫生 健康委配合）",
        "（县 公安局牵头，县 妇联、县卫 生健康委配合）",
    ],
)
def test_a_duty_note_is_read_as_without_the_blanks(recogniser: Recogniser, note: str) -> None:
    found = recogniser.in_duty_note(note, 5)
    assert said(found) == said(recogniser.in_duty_note(note.replace(" ", "")))
    assert len(found) == 3
    assert all(note[mention.start - 5 : mention.end - 5] == mention.text for mention in found)


@pytest.mark.parametrize("clause", ["公 安机关应当会同民政部 门巡查。", "公安机 关应当会同民 政部门巡查。"])
def test_a_clause_is_read_as_without_the_blanks(recogniser: Recogniser, clause: str) -> None:
    found = recogniser.in_clause(clause)
    assert said(found) == said(recogniser.in_clause(clause.replace(" ", "")))
    assert len(found) == 2
    assert all(clause[mention.start : mention.end] == mention.text for mention in found)


def test_blanks_between_names_part_them(recogniser: Recogniser) -> None:
    names = [mention.text for mention in recogniser.in_duty_note("（县公安局 县民政局 县妇联）")]
    assert names == ["县公安局", "县民政局", "县妇联"]
