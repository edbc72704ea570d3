from __future__ import annotations

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation.coefficients import Bootstrap, ac1, alpha, figure, raw_agreement

MISSING = 0


def counts_of(opinions, values):
    """Counts (units, values) of opinions (annotators, units)."""
    return np.array([[sum(opinion == value for opinion in unit) for value in values] for unit in zip(*opinions, strict=True)])


def of(coefficient, counts):
    """The coefficient of units that stand once each."""
    return coefficient(counts, np.ones(len(counts), np.int64))


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: four observers, twelve units, missing data.
# The same ratings are the data set cac.raw4raters of Gwet's R package irrCAC, whose documentation gives AC1 and the
# percent agreement.
RELIABILITY_DATA = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, MISSING, MISSING, MISSING],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, MISSING, 3],
    [MISSING, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, MISSING],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, MISSING],
]


def test_four_observers_with_missing_data():
    counts = counts_of(RELIABILITY_DATA, range(1, 6))
    assert of(alpha, counts) == pytest.approx(0.743, abs=5e-4)
    assert of(ac1, counts) == pytest.approx(0.77544, abs=5e-6)
    assert of(raw_agreement, counts) == pytest.approx(0.8181818, abs=5e-7)


def test_two_observers_binary():
    # Krippendorff (2011), part A: two observers, ten units, alpha 0.095.
    counts = counts_of([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], (0, 1))
    assert of(alpha, counts) == pytest.approx(0.095, abs=5e-4)


def test_two_raters_three_values():
    # irrCAC, data set cont3x3abstractors (100 pregnancies, two abstractors; Gwet, Handbook of Inter-Rater Reliability):
    # AC1 0.8493305, Krippendorff's alpha 0.7972585, agreement 0.89 in the package's overview.
    table = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    pairs = [(one, other) for one in range(3) for other in range(3) for _ in range(table[one][other])]
    counts = counts_of(list(zip(*pairs, strict=True)), range(3))
    assert of(ac1, counts) == pytest.approx(0.8493305, abs=5e-8)
    assert of(alpha, counts) == pytest.approx(0.7972585, abs=5e-8)
    assert of(raw_agreement, counts) == pytest.approx(0.89)


def test_rare_value_leaves_ac1_high_where_alpha_falls():
    counts = np.array([[2, 0]] * 118 + [[1, 1]] * 7)
    assert of(ac1, counts) > 0.94
    assert of(alpha, counts) < 0


answers = st.sampled_from([0, 1, None])
sheets = st.integers(2, 4).flatmap(lambda annotators: st.lists(st.tuples(*[answers] * annotators), min_size=1, max_size=20))


def same(one, other):
    return (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other)


@given(st.lists(st.sampled_from([0, 1]), min_size=2, max_size=20), st.integers(2, 5))
def test_identical_annotators_agree_fully(opinion, annotators):
    counts = counts_of([opinion] * annotators, (0, 1))
    assert of(raw_agreement, counts) == of(ac1, counts) == 1
    if len(set(opinion)) == 2:
        assert of(alpha, counts) == pytest.approx(1)
    else:
        assert math.isnan(of(alpha, counts))


@given(sheets, st.randoms(use_true_random=False))
def test_order_of_units_and_names_of_values_do_not_matter(units, random):
    counts = counts_of(list(zip(*units, strict=True)), (0, 1))
    mixed = counts[random.sample(range(len(units)), len(units))]
    for coefficient in (alpha, ac1, raw_agreement):
        assert same(of(coefficient, counts), of(coefficient, mixed))
        assert same(of(coefficient, counts), of(coefficient, counts[:, ::-1]))


@given(sheets)
def test_units_nobody_else_looked_at_change_no_alpha_or_raw_agreement(units):
    counts = counts_of(list(zip(*units, strict=True)), (0, 1))
    more = np.vstack([counts, [[1, 0]], [[0, 0]]])
    assert same(of(alpha, counts), of(alpha, more))
    assert same(of(raw_agreement, counts), of(raw_agreement, more))


def test_interval_holds_the_value_and_repeats_itself():
    counts = np.array([[2, 0]] * 30 + [[0, 2]] * 20 + [[1, 1]] * 5)
    groups = [str(unit // 2) for unit in range(len(counts))]
    first, second = (figure(lambda chosen: of(alpha, counts[chosen]), groups, Bootstrap(200, 1)) for _ in range(2))
    assert first == second
    assert first.low < first.value < first.high
    other = figure(lambda chosen: of(alpha, counts[chosen]), groups, Bootstrap(200, 2))
    assert other.value == first.value
    assert (other.low, other.high) != (first.low, first.high)


def test_groups_are_drawn_whole():
    drawn = []
    figure(lambda chosen: drawn.append(sorted(chosen)) or 0.0, ["x", "y", "x"], Bootstrap(50, 1))
    assert all(chosen.count(0) == chosen.count(2) for chosen in drawn)
    assert {chosen.count(1) for chosen in drawn} == {0, 1, 2}


def test_one_group_only_still_gives_a_figure():
    counts = np.array([[2, 0], [1, 1], [0, 2]])
    found = figure(lambda chosen: of(alpha, counts[chosen]), ["p"] * 3, Bootstrap(10, 1))
    assert found.value == found.low == found.high


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=20).map(np.array))
def test_alpha_is_that_of_another_implementation(counts):
    shared = counts[counts.sum(axis=1) >= 2]
    if np.count_nonzero(shared.sum(axis=0)) < 2:
        assert math.isnan(of(alpha, counts))
    else:
        assert of(alpha, counts) == pytest.approx(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
