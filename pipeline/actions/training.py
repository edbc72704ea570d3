"""From labels to an action-type model: context, weights, and calibration on groups the model has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold

from pipeline.actions.classifier import TypeClassifier, fit_logistic
from pipeline.actions.measures import best_rows, measures_of
from pipeline.actions.model import TYPES, ActionModel, LinearWeights
from pipeline.actions.occurrences import CharacterNgrams
from pipeline.actions.vectoriser import ClauseVectoriser, ClauseView, view
from pipeline.annotation.labels import CLAUSE
from pipeline.schema import Label

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

WRITTEN = "written"
# The combination is rounded before it multiplies the weights, so the held-out models behind it need not be exact optima.
COMBINATION_DIGITS = 2
HELD_OUT_TOLERANCE = 1e-4


def clause_labels(labels: Sequence[Label]) -> list[Label]:
    """Return the labels of clauses; duty notes have no action types."""
    return [label for label in labels if label.kind == CLAUSE]


def views_of(labels: Sequence[Label]) -> list[ClauseView]:
    """Return what the classifier reads of labelled clauses."""
    return [view(label, label.agencies) for label in labels]


def targets_of(labels: Sequence[Label]) -> Integers:
    """Return the action types of ``labels`` as 0/1 (clauses × types)."""
    return np.array([[int(action in label.action_types) for action in TYPES] for label in labels])


def group_of(label: Label) -> str:
    """Return what must not stand on both sides of a split: the document, or the style of a written example."""
    return f"{WRITTEN}/{label.style}" if label.origin == WRITTEN else label.doc_id


def train(labels: Sequence[Label], settings: dict[str, Any], lexicon: dict[str, list[str]]) -> ActionModel:
    """Train on the clauses of ``labels`` with the ``actions`` parameters; calibrated on held-out groups of them."""
    clauses = clause_labels(labels)
    views, targets = views_of(clauses), targets_of(clauses)
    weights = np.array([settings["written_weight"] if label.origin == WRITTEN else 1.0 for label in clauses])
    combination = _held_out_combination(views, targets, weights, [group_of(label) for label in clauses], settings, lexicon)
    parts = _fit_parts(views, targets, weights, settings, lexicon)
    known = CharacterNgrams(2)
    known.fit([item.own for item in views])
    return ActionModel(parts.vectoriser, parts.combined(combination).rounded(), known, settings)


@dataclass(frozen=True)
class _Parts:
    """The two linear models before they are combined and calibrated: weights (types × features) and intercepts."""

    vectoriser: ClauseVectoriser
    clauses: tuple[Floats, Floats]
    measures: tuple[Floats, Floats]

    def log_odds(self, views: Sequence[ClauseView]) -> tuple[Floats, Floats]:
        """Return the log-odds (clauses × types) of the whole clauses and of their best measures."""
        pieces, row, _ = measures_of([item.own for item in views])
        scores = _linear(self.vectoriser.transform_measures(pieces), *self.measures)
        best = np.stack([column[best_rows(column, row, len(views))] for column in scores.T], axis=1)
        return _linear(self.vectoriser.transform(views), *self.clauses), best

    def combined(self, combination: Floats) -> LinearWeights:
        """Return the weights of the sum; ``combination`` holds clause slope, measure slope and shift (types × 3)."""
        clause, measure, shift = combination.T
        intercepts = self.clauses[1] * clause + self.measures[1] * measure + shift
        return LinearWeights(self.clauses[0] * clause[:, None], self.measures[0] * measure[:, None], intercepts)


def _linear(X: sp.csr_matrix, weights: Floats, intercepts: Floats) -> Floats:
    return np.asarray(X @ weights.T) + intercepts


def _fit_parts(
    views: Sequence[ClauseView], targets: Integers, weights: Floats, settings: dict[str, Any], lexicon: dict[str, list[str]]
) -> _Parts:
    vectoriser = ClauseVectoriser(settings["blocks"], lexicon).fit(views)
    clauses = TypeClassifier(settings["C"], settings["tolerance"])
    clauses.fit(vectoriser.transform(views), targets, sample_weight=weights)
    measures = [_fit_measures(vectoriser, views, wanted, weights, settings) for wanted in targets.T]
    return _Parts(
        vectoriser,
        (clauses.coef_, clauses.intercept_),
        (np.stack([coefficients for coefficients, _ in measures]), np.array([intercept for _, intercept in measures])),
    )


def _fit_measures(
    vectoriser: ClauseVectoriser, views: Sequence[ClauseView], wanted: Integers, weights: Floats, settings: dict[str, Any]
) -> tuple[Floats, float]:
    """Fit the measure model of one type by multiple-instance learning and return its weights and intercept.

    A type that a clause has is in its likeliest measure; one that it has not is in none of them. Whole clauses train it too,
    and give the first idea of which measure is the likeliest.
    """
    pieces, row, _ = measures_of([item.own for item in views])
    whole = vectoriser.transform_measures([item.own for item in views])
    parts = vectoriser.transform_measures(pieces)
    several = np.bincount(row)[row] > 1
    solver = (settings["C"], settings["tolerance"])
    coefficients, intercept = fit_logistic(whole, wanted == 1, weights, *solver)
    for _ in range(settings["measures"]["rounds"]):
        likeliest = np.zeros(len(pieces), bool)
        likeliest[best_rows(parts @ coefficients, row, len(views))] = True
        used = several & (likeliest | (wanted[row] == 0))
        coefficients, intercept = fit_logistic(
            sp.vstack([whole, parts[used]], format="csr"),
            np.concatenate([wanted, wanted[row][used]]) == 1,
            np.concatenate([weights, weights[row][used] * settings["measures"]["weight"]]),
            *solver,
        )
    return coefficients, intercept


def _held_out_combination(
    views: Sequence[ClauseView],
    targets: Integers,
    weights: Floats,
    groups: Sequence[str],
    settings: dict[str, Any],
    lexicon: dict[str, list[str]],
) -> Floats:
    """Return how the two parts are added up (types × 3), fitted on clauses scored by parts that have not seen their group.

    Ordinary folds stand in where there are too few groups to leave one out.
    """
    folds = min(settings["calibration_folds"], len(set(groups)))
    if folds < 2:
        groups, folds = [str(number) for number in range(len(views))], settings["calibration_folds"]
    settings = settings | {"tolerance": HELD_OUT_TOLERANCE}
    whole, best = np.zeros(targets.shape), np.zeros(targets.shape)
    for train_at, test_at in GroupKFold(folds).split(views, groups=groups):
        parts = _fit_parts([views[at] for at in train_at], targets[train_at], weights[train_at], settings, lexicon)
        whole[test_at], best[test_at] = parts.log_odds([views[at] for at in test_at])
    if not settings["measures"]["use"]:
        best[:] = 0
    fitted = [_combine(whole[:, at], best[:, at], targets[:, at], weights) for at in range(len(TYPES))]
    return np.round(fitted, COMBINATION_DIGITS)


def _combine(whole: Floats, best: Floats, wanted: Integers, weights: Floats) -> Floats:
    """Return clause slope, measure slope (both ≥ 0, so that the best measure stays the best) and shift."""
    inputs = np.stack([whole, best, np.ones(len(whole))], axis=1)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        odds = inputs @ parameters
        value = float(np.sum(weights * (np.logaddexp(0, odds) - wanted * odds)))
        return value, inputs.T @ (weights * (expit(odds) - wanted))

    bounds = [(0, None), (0, None if best.any() else 0), (None, None)]
    return minimize(loss, np.array([0.5, 0.0, 0.0]), jac=True, bounds=bounds, method="L-BFGS-B", tol=1e-12).x
