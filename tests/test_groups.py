"""Rows in groups: what the others of a group say, and what stands before and behind."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provtag.groups import mean_of_others, neighbour, numbered, ranges

ROWS = np.array([[1.0, 10.0], [2.0, 20.0], [6.0, 60.0], [4.0, 40.0]])
GROUP = np.array([0, 1, 0, 0])


def test_groups_are_numbered_as_they_appear() -> None:
    assert numbered(["b", "a", "b", "c"]).tolist() == [0, 1, 0, 2]
    assert numbered([]).tolist() == []


def test_ranges_stand_one_behind_the_other() -> None:
    assert ranges(np.array([5, 1, 7]), np.array([2, 0, 3])).tolist() == [5, 6, 7, 8, 9]


def test_the_mean_of_the_others_leaves_a_row_itself_out() -> None:
    assert mean_of_others(ROWS, GROUP).tolist() == [[5, 50], [0, 0], [2.5, 25], [3.5, 35]]
    assert mean_of_others(ROWS.astype(np.float32), GROUP).dtype == np.float32


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-9, 9)), min_size=1, max_size=12))
def test_means_are_those_of_each_group_wherever_its_rows_stand(rows: list[tuple[int, int]]) -> None:
    group = numbered(key for key, _ in rows)
    means = mean_of_others(np.array([[float(value)] for _, value in rows]), group)[:, 0]
    for at, (key, _) in enumerate(rows):
        others = [value for i, (other, value) in enumerate(rows) if other == key and i != at]
        assert np.isclose(means[at], sum(others) / len(others) if others else 0)


def test_a_neighbour_is_of_the_same_group() -> None:
    rows, group = ROWS[:, :1], np.array([0, 0, 0, 1])
    assert neighbour(rows, group, 1).ravel().tolist() == [0, 1, 2, 0]
    assert neighbour(rows, group, 2).ravel().tolist() == [0, 0, 1, 0]
    assert neighbour(rows, group, -1, nothing=-1.0).ravel().tolist() == [2, 6, -1, -1]
    assert neighbour(rows, np.zeros(4, int), 1).ravel().tolist() == [0, 1, 2, 6]  # the first follows not the last
    assert neighbour(rows, np.zeros(4, int), -1).ravel().tolist() == [2, 6, 4, 0]
