"""Logistic regression on sparse features, and near a prior."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]

MOST_ROUNDS = 1000
MOST_STEPS, SMALLEST_STEP, STEP_TOLERANCE = 100, 1e-6, 1e-9
# Log-odds of a type that all training rows have.
CERTAIN = 10.0


def fit_logistic(
    X: Any, target: NDArray[np.bool_], sample_weight: ArrayLike | None, C: float, tolerance: float
) -> tuple[Floats, float]:
    """Return coefficients and intercept of a logistic regression of one yes/no ``target`` on X.

    It goes through the rows and finds what each one counts, given the others (coordinate descent in the dual, Yu, Huang and Lin
    2011): some twenty rounds where Newton's method needs a hundred products with X. The intercept is penalised like any other
    coefficient. ``tolerance`` is in log-odds: so far off may the row be that fits worst. The same input gives the same
    coefficients where fits run one after the other; threads of one process would share the draws of the order.
    """
    if target.all() or not target.any():  # every row, or none: certain either way
        return np.zeros(X.shape[1]), CERTAIN if target.all() else -CERTAIN
    model = LogisticRegression(C=C, solver="liblinear", dual=True, tol=tolerance, max_iter=MOST_ROUNDS, random_state=0)
    model.fit(X, target, sample_weight=sample_weight)
    return model.coef_[0], float(model.intercept_[0])


def fit_near(X: Floats, target: NDArray[Any], weight: Floats, prior: Floats, penalty: Floats) -> Floats:
    """Return the coefficients of a logistic regression that are held to ``prior``, each by its ``penalty``; X is dense.

    Newton's method to the end, so that the same problem gives the same coefficients wherever it is solved.
    """
    at = prior.copy()

    def loss(coefficients: Floats) -> float:
        odds, away = X @ coefficients, coefficients - prior
        return float(weight @ (np.logaddexp(0, odds) - target * odds) + 0.5 * penalty @ away**2)

    for _ in range(MOST_STEPS):
        probability = expit(X @ at)
        gradient = X.T @ (weight * (probability - target)) + penalty * (at - prior)
        curvature = (X * (weight * probability * (1 - probability))[:, None]).T @ X + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        size, before = 1.0, loss(at)
        while loss(at - size * step) > before and size > SMALLEST_STEP:
            size /= 2
        at = at - size * step
        if np.abs(step).max() < STEP_TOLERANCE:
            break
    return at
