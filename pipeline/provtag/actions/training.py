"""From labels to an action-type model: context, weights, and calibration on groups the model has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold

from provtag.actions.classifier import TypeClassifier, fit_logistic
from provtag.actions.contract import TYPES, Lexicon
from provtag.actions.log_odds import LinearWeights
from provtag.actions.measures import best_rows, measures_of
from provtag.actions.occurrences import Floats, Integers
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, view
from provtag.labels import CLAUSE, WRITTEN
from provtag.schema import Label
from provtag.settings import ActionSettings

# The combination is rounded before it multiplies the weights, so the held-out models behind it need not be exact optima.
COMBINATION_DIGITS = 2
HELD_OUT_TOLERANCE = 1e-4
FEWEST_FOLDS = 3
# Without any evidence a clause counts as its whole-clause log-odds say.
PRIOR = np.array([1.0, 0.0, 0.0])


def clause_labels(labels: Sequence[Label]) -> list[Label]:
    """Return the labels of clauses; duty notes have no action types."""
    return [label for label in labels if label.kind == CLAUSE]


def views_of(labels: Sequence[Label]) -> list[ClauseView]:
    """Return what the classifier reads of labelled clauses."""
    return [view(label) for label in labels]


def targets_of(labels: Sequence[Label]) -> Integers:
    """Return the action types of ``labels`` as 0/1 (clauses × types)."""
    return np.array([[int(action in label.action_types) for action in TYPES] for label in labels])


def group_of(label: Label) -> str:
    """Return what must not stand on both sides of a split: the document, or the style of a written example."""
    return f"{WRITTEN}/{label.style}" if label.origin == WRITTEN else label.doc_id


def fit_weights(
    labels: Sequence[Label], settings: ActionSettings, lexicon: Lexicon, combination: Floats | None = None
) -> tuple[ClauseVectoriser, LinearWeights]:
    """Return what an ``ActionModel`` is made of, learnt from the clauses of ``labels``.

    ``combination`` (see ``learn_combination``) is learnt from the same labels unless it is given.
    """
    data = Examples.of(labels, settings)
    if combination is None:
        combination = learn_combination(data, *held_out_log_odds(data, settings, lexicon), settings)
    parts = _fit_parts(data, settings, lexicon)
    return parts.vectoriser, parts.combined(combination).rounded()


@dataclass(frozen=True)
class Examples:
    """Labelled clauses as the classifier takes them: views, types (clauses × types), weights, and groups that are kept apart."""

    views: Sequence[ClauseView]
    targets: Integers
    weights: Floats
    groups: Sequence[str]

    @classmethod
    def of(cls, labels: Sequence[Label], settings: ActionSettings) -> Examples:
        """Return the clauses of ``labels``."""
        clauses = clause_labels(labels)
        weights = [settings.written_weight if label.origin == WRITTEN else 1.0 for label in clauses]
        return cls(views_of(clauses), targets_of(clauses), np.array(weights), [group_of(label) for label in clauses])

    def at(self, places: Integers) -> Examples:
        """Return the clauses at ``places``."""
        views, groups = [self.views[place] for place in places], [self.groups[place] for place in places]
        return Examples(views, self.targets[places], self.weights[places], groups)


def held_out_log_odds(data: Examples, settings: ActionSettings, lexicon: Lexicon) -> tuple[Floats, Floats]:
    """Return log-odds of whole clauses and of best measures, each clause scored by parts that have not seen its group.

    Groups are dealt into ``calibration_folds`` folds, or into one fold a group where that is null; ordinary folds stand in where
    there is only one group.
    """
    settings = replace(settings, tolerance=HELD_OUT_TOLERANCE)
    number = len(set(data.groups))
    folds = min(settings.calibration_folds or number, number)
    groups = data.groups if folds > 1 else [str(at) for at in range(len(data.views))]
    splits = list(GroupKFold(folds if folds > 1 else FEWEST_FOLDS).split(data.views, groups=groups))
    results = Parallel(n_jobs=-1)(delayed(_held_out)(data, *split, settings, lexicon) for split in splits)
    whole, best = np.zeros(data.targets.shape), np.zeros(data.targets.shape)
    for (_, held_out), (whole_odds, best_odds) in zip(splits, results, strict=True):
        whole[held_out], best[held_out] = whole_odds, best_odds
    return whole, best


def _held_out(
    data: Examples, training: Integers, held_out: Integers, settings: ActionSettings, lexicon: Lexicon
) -> tuple[Floats, Floats]:
    return _fit_parts(data.at(training), settings, lexicon).log_odds(data.at(held_out).views)


def learn_combination(data: Examples, whole: Floats, best: Floats, settings: ActionSettings) -> Floats:
    """Return how the two parts are added up to calibrated log-odds (types × clause slope, measure slope, shift)."""
    best = best if settings.measures.use else np.zeros_like(best)
    columns = zip(whole.T, best.T, data.targets.T, strict=True)
    return np.round([_combine(*column, data.weights) for column in columns], COMBINATION_DIGITS)


@dataclass(frozen=True)
class _Parts:
    """The two linear models before they are combined and calibrated: weights (types × features) and intercepts."""

    vectoriser: ClauseVectoriser
    clauses: tuple[Floats, Floats]
    measures: tuple[Floats, Floats]

    def log_odds(self, views: Sequence[ClauseView]) -> tuple[Floats, Floats]:
        """Return the log-odds (clauses × types) of the whole clauses and of their best measures."""
        pieces, row = measures_of([item.own for item in views])
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


def _fit_parts(data: Examples, settings: ActionSettings, lexicon: Lexicon) -> _Parts:
    vectoriser = ClauseVectoriser(settings.blocks, lexicon).fit(data.views)
    clauses = TypeClassifier(settings.C, settings.tolerance)
    clauses.fit(vectoriser.transform(data.views), data.targets, sample_weight=data.weights)
    return _Parts(vectoriser, (clauses.coef_, clauses.intercept_), _fit_measures(vectoriser, data, settings))


def _fit_measures(vectoriser: ClauseVectoriser, data: Examples, settings: ActionSettings) -> tuple[Floats, Floats]:
    """Fit the measure model by multiple-instance learning and return its weights (types × features) and intercepts.

    A type that a clause has is in its likeliest measure; one that it has not is in none of them. Whole clauses train it too,
    and give the first idea of which measure is the likeliest.
    """
    pieces, row = measures_of([item.own for item in data.views])
    whole = vectoriser.transform_measures([item.own for item in data.views])
    parts = vectoriser.transform_measures(pieces)
    several = np.bincount(row)[row] > 1
    solver = (settings.C, settings.tolerance)
    fitted = []
    for wanted in data.targets.T:
        start = fit_logistic(whole, wanted == 1, data.weights, *solver)
        likeliest = np.zeros(len(pieces), bool)
        likeliest[best_rows(parts @ start[0], row, len(data.views))] = True
        used = several & (likeliest | (wanted[row] == 0))
        rows = sp.vstack([whole, parts[used]], format="csr")
        weights = np.concatenate([data.weights, data.weights[row][used] * settings.measures.weight])
        fitted.append(fit_logistic(rows, np.concatenate([wanted, wanted[row][used]]) == 1, weights, *solver, start))
    return np.stack([coefficients for coefficients, _ in fitted]), np.array([intercept for _, intercept in fitted])


def _combine(whole: Floats, best: Floats, wanted: Integers, weights: Floats) -> Floats:
    """Return clause slope, measure slope (both ≥ 0, so that the best measure stays the best) and shift.

    They are held to ``PRIOR`` as by one clause each, which matters only where there are few clauses to learn them from.
    """
    inputs = np.stack([whole, best, np.ones(len(whole))], axis=1)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        odds = inputs @ parameters
        away = parameters - PRIOR
        value = float(np.sum(weights * (np.logaddexp(0, odds) - wanted * odds)) + away @ away)
        return value, inputs.T @ (weights * (expit(odds) - wanted)) + 2 * away

    bounds = [(0, None), (0, None if best.any() else 0), (None, None)]
    return minimize(loss, PRIOR, jac=True, bounds=bounds, method="L-BFGS-B", tol=1e-12).x
