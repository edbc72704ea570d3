"""Linear models, one an action type, whose scores are calibrated log-odds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import check_is_fitted, column_or_1d, validate_data

Floats = NDArray[np.float64]

MOST_STEPS, SMALLEST_STEP, STEP_TOLERANCE = 100, 1e-6, 1e-9
# Log-odds of a type that all training rows have.
CERTAIN = 10.0


def fit_logistic(
    X: Any,
    target: NDArray[np.bool_],
    sample_weight: ArrayLike | None,
    C: float,
    tolerance: float,
    start: tuple[Floats, float] | None = None,
) -> tuple[Floats, float]:
    """Return coefficients and intercept of a logistic regression of one yes/no ``target`` on X.

    ``start`` is a solution of a similar problem, from which the optimum is nearer.
    """
    if target.all() or not target.any():  # every row, or none: certain either way
        return np.zeros(X.shape[1]), CERTAIN if target.all() else -CERTAIN
    model = LogisticRegression(C=C, solver="newton-cg", tol=tolerance, max_iter=200, warm_start=start is not None)
    if start is not None:
        model.coef_, model.intercept_ = start[0][None, :].copy(), np.array([start[1]])
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


class TypeClassifier(ClassifierMixin, BaseEstimator):
    """Logistic regression, one against the rest, for any number of types a row (multilabel) or one of several classes.

    Parameters
    ----------
    C: inverse strength of the L2 penalty.
    tolerance: the solver's; small, so that the stored weights are the optimum and not the path to it.

    Attributes
    ----------
    coef_: (types × features). intercept_: (types,). classes_: labels, or type numbers in the multilabel case.
    """

    def __init__(self, C: float = 30.0, tolerance: float = 1e-10) -> None:
        self.C = C
        self.tolerance = tolerance

    def fit(self, X: Any, y: Any, sample_weight: ArrayLike | None = None) -> TypeClassifier:
        """Fit on X (rows × features, dense or sparse), y (rows × types of 0/1, or one label a row) and weights of rows."""
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64)
        check_classification_targets(y)
        y = np.asarray(y)
        if len(y) != X.shape[0]:
            raise ValueError(f"X has {X.shape[0]} rows, y has {len(y)}")
        self.multilabel_ = type_of_target(y) == "multilabel-indicator"
        if self.multilabel_:
            self.classes_, targets = np.arange(y.shape[1]), y.astype(bool)
        else:
            y = column_or_1d(y, warn=True)
            self.classes_ = np.unique(y)
            if len(self.classes_) < 2:
                raise ValueError("y has one class only; a classifier needs at least two")
            targets = y.reshape(-1, 1) == self.classes_[None, :]
        fitted = [fit_logistic(X, target, sample_weight, self.C, self.tolerance) for target in targets.T]
        self.coef_ = np.stack([coefficients for coefficients, _ in fitted])
        self.intercept_ = np.array([intercept for _, intercept in fitted])
        return self

    def decision_function(self, X: Any) -> Floats:
        """Return the log-odds (rows × types); of the second class only in the two-class case."""
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)
        scores = np.asarray(X @ self.coef_.T) + self.intercept_
        return scores[:, 1] if not self.multilabel_ and len(self.classes_) == 2 else scores

    def predict_proba(self, X: Any) -> Floats:
        """Return one probability a type (multilabel), or a distribution over the classes."""
        scores = self.decision_function(X)
        if self.multilabel_:
            return expit(scores)
        if scores.ndim == 1:
            return np.stack([expit(-scores), expit(scores)], axis=1)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        return exponents / exponents.sum(axis=1, keepdims=True)

    def predict(self, X: Any) -> NDArray[Any]:
        """Return 0/1 a type (multilabel, at 0.5), or the likeliest class."""
        scores = self.decision_function(X)
        if self.multilabel_:
            return (scores > 0).astype(int)
        return self.classes_[(scores > 0).astype(int) if scores.ndim == 1 else scores.argmax(axis=1)]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.classifier_tags.multi_label = True
        return tags
