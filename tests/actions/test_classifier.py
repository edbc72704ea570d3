"""The linear classifier is a scikit-learn estimator."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.utils.estimator_checks import parametrize_with_checks

from provtag.actions.classifier import CERTAIN, TypeClassifier


@parametrize_with_checks([TypeClassifier()])
def test_scikit_learn_checks(estimator: Any, check: Any) -> None:
    check(estimator)


def test_any_number_of_types_a_row() -> None:
    X = np.array([[1.0, 0], [0, 1], [1, 1], [0, 0]] * 5)
    classifier = TypeClassifier().fit(X, X.astype(int))
    assert classifier.predict(X).tolist() == X.tolist()
    assert classifier.predict_proba(X).shape == (20, 2)


def test_a_type_that_no_row_has_is_never_given() -> None:
    X = np.array([[1.0], [0.0]])
    classifier = TypeClassifier().fit(X, np.array([[1, 0], [0, 0]]))
    assert classifier.decision_function(X)[:, 1].tolist() == [-CERTAIN, -CERTAIN]
