"""The runs are all that texts share with earlier ones, and nothing else: held against a search of every stretch."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provtag.analysis.matches import earlier_matches

# Few signs, so that short texts share long stretches; one is outside the basic plane.
SIGN = st.sampled_from("甲乙丙𠮷")
TEXTS = st.lists(st.text(SIGN, max_size=25), max_size=5)


def runs_of(texts: list[str], shortest: int) -> list[tuple[int, int, int, int, int]]:
    found = earlier_matches(texts, shortest)
    columns = (found.text, found.start, found.end, found.source, found.source_start)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def searched(texts: list[str], shortest: int) -> list[tuple[int, int, int, int]]:
    """Every stretch that some earlier text has and no longer such stretch contains, with the first text that has it."""
    found = []
    for number, text in enumerate(texts):
        ends = [0]
        for start in range(len(text)):
            longest = max(
                (end for end in range(start, len(text) + 1) if in_earlier(texts, number, text[start:end])), default=start
            )
            if longest - start >= shortest and longest > max(ends):
                source = next(other for other in range(number) if text[start:longest] in texts[other])
                found.append((number, start, longest, source))
            ends.append(longest)
    return found


def in_earlier(texts: list[str], number: int, part: str) -> bool:
    return any(part in other for other in texts[:number])


@given(TEXTS, st.integers(1, 6))
@example(["甲乙丙甲乙丙", "甲乙丙甲乙丙", "乙丙甲乙丙甲乙丙"], 3)
@example(["甲" * 20, "甲" * 25, "乙" + "甲" * 9], 4)
@example(["", "甲", ""], 1)
def test_the_runs_are_those_of_a_search_of_every_stretch(texts: list[str], shortest: int) -> None:
    runs = runs_of(texts, shortest)
    assert [run[:4] for run in runs] == searched(texts, shortest)
    for text, start, end, source, source_start in runs:
        assert texts[source][source_start : source_start + end - start] == texts[text][start:end]


@pytest.mark.parametrize("shortest", [1, 7, 8, 9, 16])
def test_a_run_is_found_from_its_least_length_on(shortest: int) -> None:
    shared = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"[:shortest]
    texts = [f"前{shared}后", f"左{shared}右", f"上{shared[:-1]}下"]
    assert runs_of(texts, shortest) == [(1, 1, 1 + shortest, 0, 1)]


def test_many_equal_texts_are_all_copied_from_the_first() -> None:
    text = "公安机关会同民政部门救助受害人。" * 3
    assert runs_of([text] * 50, 8) == [(number, 0, len(text), 0, 0) for number in range(1, 50)]
