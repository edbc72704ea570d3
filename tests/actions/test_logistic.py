"""Logistic regressions: of targets that all rows have, the optimum, and near a prior."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from provtag.actions.logistic import CERTAIN, fit_logistic, fit_near


def test_a_target_that_no_row_has_is_never_given() -> None:
    X = np.array([[1.0], [0.0]])
    assert fit_logistic(X, np.array([False, False]), None, 1.0, 1e-6)[1] == -CERTAIN
    assert fit_logistic(X, np.array([True, True]), None, 1.0, 1e-6)[1] == CERTAIN


def test_both_solvers_find_the_same_optimum_whichever_way_they_go() -> None:
    X = np.random.default_rng(0).normal(size=(60, 3))
    target, weight = X @ [1.0, -2.0, 0.0] > 0.3, np.linspace(0.5, 2.0, 60)
    coefficients, intercept = fit_logistic(sp.csr_matrix(X), target, weight, 2.0, 1e-6)
    newton = fit_near(np.column_stack([X, np.ones(60)]), target, weight, np.zeros(4), np.full(4, 0.5))
    np.testing.assert_allclose([*coefficients, intercept], newton, atol=1e-4)


def test_the_same_problem_gives_the_same_bytes() -> None:
    X = sp.csr_matrix(np.random.default_rng(0).normal(size=(60, 3)))
    target = np.arange(60) % 3 == 0
    once, again = (fit_logistic(X, target, None, 100.0, 4.0) for _ in range(2))
    assert once[0].tobytes() == again[0].tobytes() and once[1] == again[1]


def test_without_evidence_a_prior_stands() -> None:
    prior = np.array([1.0, 0.5])
    nothing = fit_near(np.zeros((2, 2)), np.array([1, 0]), np.ones(2), prior, np.ones(2))
    np.testing.assert_allclose(nothing, prior)
    held = fit_near(np.eye(2), np.array([1, 0]), np.ones(2), prior, np.full(2, 1e9))
    np.testing.assert_allclose(held, prior, atol=1e-6)
