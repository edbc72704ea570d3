from __future__ import annotations

import pytest

from provtag.agencies.unknown_names import unknown_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由雪山督查室负责", ["雪山督查室"]),
        ("由雪山教室负责", []),
        ("由雪山支队负责", ["雪山支队"]),
        ("由雪山球队负责", []),
        ("由护林联合会负责", ["护林联合会"]),
        ("由护林大会负责", []),
        ("由市雪山保护局、护林小组负责", ["市雪山保护局", "护林小组"]),
        ("六护林组负责", []),
        ("责任科室:雪山股\n配合单位:护林小组", ["雪山股", "护林小组"]),
        ("责任科室:雪山股 护林小组", ["护林小组"]),  # words beside each other
    ],
)
def test_what_is_built_like_a_name_and_what_only_ends_like_one(text: str, names: list[str]):
    assert [text[start:end] for start, end in unknown_names(text)] == names


def test_a_stretch_that_touches_a_name_is_none():
    text = "由市雪山保护局、护林小组负责"
    first, second = unknown_names(text)
    assert list(unknown_names(text, [first])) == [second]
    assert list(unknown_names(text, [(0, first.start), (second.start - 1, second.start)])) == [first, second]
    assert list(unknown_names(text, [(first.end - 1, first.end + 1), (second.end - 1, len(text))])) == []
