"""Numbered features as a sparse matrix, and a yes/no model of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray
from sklearn.linear_model import LogisticRegression, SGDClassifier

from provtag.settings import Descent, Regression

# A feature that one row has says nothing of others.
_FEWEST = 2
_DIGITS = 3
# Log-odds where all rows are one and the same.
_CERTAIN = 10.0

Floats = NDArray[np.float32]


def matrix(columns: NDArray[np.int64], size: int) -> tuple[Any, NDArray[np.int64]]:
    """Return the counts (rows × features) of the features that several rows have, and their numbers, which are below ``size``."""
    count, families = columns.shape
    pointer = np.arange(count + 1) * families
    counts = sp.csr_matrix((np.ones(columns.size), columns.ravel(), pointer), (count, size))
    counts.sum_duplicates()
    used = np.flatnonzero(np.bincount(counts.indices, minlength=size) >= _FEWEST)
    return counts[:, used], used


def fit_yes_no(X: Any, target: NDArray[np.bool_], weight: ArrayLike, settings: Descent | Regression) -> tuple[Floats, float]:
    """Return coefficients and intercept of a logistic regression, rounded. Deterministic."""
    if target.all() or not target.any():
        return np.zeros(X.shape[1], np.float32), _CERTAIN if target.all() else -_CERTAIN
    model = _model(settings).fit(X, target, sample_weight=weight)
    return np.round(model.coef_[0], _DIGITS).astype(np.float32), round(float(model.intercept_[0]), _DIGITS)


def _model(settings: Descent | Regression) -> LogisticRegression | SGDClassifier:
    """Return the model to fit: to its optimum, or by averaged stochastic descent."""
    if isinstance(settings, Regression):
        return LogisticRegression(C=settings.C, tol=settings.tolerance, max_iter=1000)
    return SGDClassifier(
        loss="log_loss", alpha=settings.penalty, average=True, max_iter=settings.rounds, tol=None, random_state=0
    )
