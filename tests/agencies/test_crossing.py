from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provtag.agencies.crossing import Crossing

RANGES = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda item: (item[0], item[0] + item[1]))


@given(st.lists(RANGES), RANGES)
def test_finds_all_that_share_a_character_and_no_other(items: list[tuple[int, int]], wanted: tuple[int, int]):
    start, end = wanted
    shared = sorted(item for item in items if set(range(*item)) & set(range(start, end)))
    assert Crossing(items).at(start, end) == shared
