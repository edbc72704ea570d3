"""The words around names: what is joined is one group, sure names are one sign, and words that may be no name are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provtag.agencies.contexts import GROUP, Sentence, contexts, lists


@pytest.mark.parametrize(
    ("text", "words", "of_groups"),
    [
        ("由县公安局会同县民政局、县妇联等有关部门负责走访。", "由＊会同＊负责走访。", [[0], [1, 2]]),
        ("县公安局局长和县民政局负责走访。", "＊负责走访。", [[0, 1]]),
        ("其他县公安局、民政、教育等部门配合县妇联", "＊配合＊", [[0, 1, 2], [3]]),
        # who are members is said by these words
        ("以县公安局、县民政局为成员单位。", "以＊为成员单位。", [[0, 1], [2]]),
        # may be the field as well as the body
        ("做好民政、教育工作。", "做好民政、教育工作。", [[0, 1]]),
    ],
)
def test_joined_names_are_one_group(
    proposed: Callable[[str], Sentence], text: str, words: str, of_groups: list[list[int]]
) -> None:
    names = proposed(text).names
    written, found = contexts(text, names)
    assert written == words.replace("＊", GROUP)
    assert [list(range(group.first, group.last + 1)) for group in found] == of_groups
    assert [written[group.start : group.end] for group in found if written[group.start] == GROUP] == [GROUP] * words.count("＊")


def test_a_list_ends_where_one_acts_with_another(proposed: Callable[[str], Sentence]) -> None:
    text = "县公安局、县民政局与县妇联、县残联和县教育局走访"
    names = proposed(text).names
    assert lists(text, names) == [[0, 1], [2, 3, 4]]
