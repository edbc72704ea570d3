"""The measures inside a clause."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.measures import SHORTEST, best_rows, measures_of, split_measures


@given(st.text(alphabet="排查打击,;:。 甲", max_size=60))
def test_measures_cover_the_clause_in_order(text: str) -> None:
    ranges = split_measures(text)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start >= SHORTEST for start, end in ranges) or len(ranges) == 1


def test_a_short_piece_joins_its_neighbour() -> None:
    text = "同时,入户排查涉拐线索,依法处罚违法婚介人员。"
    assert [text[start:end] for start, end in split_measures(text)] == ["同时,入户排查涉拐线索,", "依法处罚违法婚介人员。"]


@given(st.lists(st.lists(st.integers(-3, 3), min_size=1, max_size=4), min_size=1, max_size=5))
def test_the_best_measure_is_the_one_with_the_highest_score(scores: list[list[int]]) -> None:
    rows = np.array([row for row, values in enumerate(scores) for _ in values])
    flat = np.array([float(value) for values in scores for value in values])
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    expected = [begin + values.index(max(values)) for begin, values in zip(first, scores, strict=True)]
    assert best_rows(flat, rows, len(scores)).tolist() == expected


def test_every_clause_has_a_measure() -> None:
    pieces, row = measures_of(["", "打击。"])
    assert pieces == ["", "打击。"]
    assert row.tolist() == [0, 1]
