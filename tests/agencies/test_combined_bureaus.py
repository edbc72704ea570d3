"""A bureau of two fields is one name where a level or place stands before it, and belongs to the agency of its first field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provtag.agencies.contexts import Sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由县民政和教育局走访。", [("县民政和教育局", "民政和教育局", "civil_affairs")]),
        ("县教育民政局走访。", [("县教育民政局", "教育民政局", "education")]),
        ("贵阳市海洋与渔业局巡查。", [("贵阳市海洋与渔业局", "海洋与渔业局", "agriculture")]),
        ("民政和教育局走访。", [("民政", "民政", "civil_affairs"), ("教育局", "教育局", "education")]),
        ("县民政和公安派出所", [("县民政", "民政", "civil_affairs"), ("公安派出所", "公安派出所", "public_security")]),
    ],
)
def test_halves_are_one_name_below_a_level_or_place(
    proposed: Callable[[str], Sentence], text: str, found: list[tuple[str, str, str]]
) -> None:
    names = proposed(text).names
    assert [(text[name.start : name.end], name.core, name.agency_id) for name in names] == found
