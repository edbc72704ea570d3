"""Features as a matrix, and what is learnt where there is nothing to learn."""

from __future__ import annotations

import numpy as np
import pytest

from provtag.agencies.matrices import fit_yes_no, matrix
from provtag.settings import AgencySettings, Descent, Regression, read_settings


def test_only_features_that_several_rows_have_are_counted() -> None:
    counts, used = matrix(np.array([[7, 3, 3], [7, 5, 5], [3, 1, 9]]), 10)
    assert used.tolist() == [3, 7]
    assert counts.toarray().tolist() == [[2, 1], [0, 1], [1, 0]]


@pytest.mark.parametrize("answer", [True, False])
def test_where_all_rows_are_one_that_is_certain(answer: bool) -> None:
    settings = read_settings(AgencySettings).boundaries
    counts, _ = matrix(np.array([[1, 2], [1, 2]]), 4)
    weights, intercept = fit_yes_no(counts, np.array([answer, answer]), [1.0, 1.0], settings)
    assert weights.tolist() == [0, 0] and intercept == (10 if answer else -10)


@pytest.mark.parametrize("settings", [Regression(C=10.0, tolerance=1e-6), Descent(penalty=1e-3, rounds=50)])
def test_a_feature_speaks_for_what_it_stands_beside(settings: Descent | Regression) -> None:
    counts, used = matrix(np.array([[1, 2], [1, 2], [1, 3], [1, 3]] * 5), 4)
    target = np.array([True, True, False, False] * 5)
    weights, intercept = fit_yes_no(counts, target, np.ones(20), settings)
    odds = counts.toarray() @ weights + intercept
    assert ((odds > 0) == target).all() and weights[used.tolist().index(2)] > 0 > weights[used.tolist().index(3)]
    assert np.round(weights, 3).tolist() == weights.tolist() and round(intercept, 3) == intercept
    heavy = fit_yes_no(counts, target, np.where(target, 9.0, 1.0), settings)
    assert heavy[1] + heavy[0][used.tolist().index(1)] > intercept + weights[used.tolist().index(1)]
