"""Logistic regressions: of targets that all rows have, from a start, and near a prior."""

from __future__ import annotations

import numpy as np

from provtag.actions.logistic import CERTAIN, fit_logistic, fit_near


def test_a_target_that_no_row_has_is_never_given() -> None:
    X = np.array([[1.0], [0.0]])
    assert fit_logistic(X, np.array([False, False]), None, 1.0, 1e-6)[1] == -CERTAIN
    assert fit_logistic(X, np.array([True, True]), None, 1.0, 1e-6)[1] == CERTAIN


def test_a_start_changes_the_path_and_not_the_end() -> None:
    X = np.random.default_rng(0).normal(size=(60, 3))
    target = X @ [1.0, -2.0, 0.0] > 0.3
    plain = fit_logistic(X, target, None, 1.0, 1e-10)
    started = fit_logistic(X, target, None, 1.0, 1e-10, (np.array([5.0, 5.0, 5.0]), 1.0))
    np.testing.assert_allclose(plain[0], started[0], atol=1e-6)


def test_without_evidence_a_prior_stands() -> None:
    prior = np.array([1.0, 0.5])
    nothing = fit_near(np.zeros((2, 2)), np.array([1, 0]), np.ones(2), prior, np.ones(2))
    np.testing.assert_allclose(nothing, prior)
    held = fit_near(np.eye(2), np.array([1, 0]), np.ones(2), prior, np.full(2, 1e9))
    np.testing.assert_allclose(held, prior, atol=1e-6)
