"""What is seen around a name: the same words are the same feature, wherever they stand, and other words another."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provtag.agencies.contexts import Sentence
from provtag.agencies.features import features, joined, joined_runs


def seen(proposed: Callable[[str], Sentence], texts: list[str], family: str) -> list[int]:
    """Return the feature of ``family`` of the first name of each text."""
    return [int(one.keys[0]) for text in texts for one in features([proposed(text)]) if one.family == family]


def test_words_that_are_shown_are_the_feature(proposed: Callable[[str], Sentence]) -> None:
    texts = ["由县公安局负责打击。", "会同县民政局、县妇联走访，送交县公安局负责的案件；由县教育局组织。", "县公安局"]
    sentences = [proposed(text) for text in texts]
    shown = [family for family in features(sentences) if ": " in family.words(0)]
    assert {"before: 由", "behind: 负责", "part ends: 打击", "next part: 。¶"} <= {family.words(0) for family in shown}
    for family in (one for one in shown if "+" not in one.words(0)):
        words = [family.words(at) for at in range(len(family.keys))]
        assert [words[at] == words[0] for at in range(len(words))] == (family.keys == family.keys[0]).tolist()


def test_the_clauses_beside_one_say_nothing_of_it(proposed: Callable[[str], Sentence]) -> None:
    one, other = proposed("由县公安局负责打击。"), proposed("会同县民政局走访，送交县妇联。")
    for together, alone in zip(features([other, Sentence("无", []), one]), features([one]), strict=True):
        assert together.keys[-1:].tolist() == alone.keys.tolist() and together.words(2) == alone.words(0)


def test_whether_a_particle_or_a_modal_verb_comes_first_and_how_near(proposed: Callable[[str], Sentence]) -> None:
    texts = [
        "县公安局移送的人员应当登记。",
        "县民政局交接的妇女。",
        "县公安局移送应当登记的人员。",
        "县公安局移送人员，应当登记。",
    ]
    relative, same, modal, neither = seen(proposed, texts, "particle or modal")
    assert relative == same and len({relative, modal, neither}) == 3
    assert relative not in seen(proposed, ["县公安局及时移送的人员。"], "particle or modal")


@given(st.lists(st.integers(0, 0x10FFFF), min_size=2, max_size=20), st.data())
def test_joining_a_run_at_once_is_joining_one_by_one(signs: list[int], data: st.DataObject) -> None:
    points = np.array(signs, np.uint64)
    start = data.draw(st.integers(1, len(signs) - 1))
    end = data.draw(st.integers(start + 1, len(signs)))
    one_by_one = reduce(joined, (points[at : at + 1] for at in range(start, end)), np.zeros(1, np.uint64))
    assert joined_runs(points, np.array([start]), np.array([end])).tolist() == one_by_one.tolist()
