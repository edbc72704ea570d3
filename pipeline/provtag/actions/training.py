"""From labels to an action-type model: context, weights, and calibration on groups the model has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold

from provtag.actions.context import Context, ContextReader, ContextWeights, Cues, Odds, innermost
from provtag.actions.contract import TYPES, Words
from provtag.actions.log_odds import ORDERS, LinearWeights, orders_what, with_lead_ins
from provtag.actions.logistic import fit_logistic, fit_near
from provtag.actions.measures import best_rows, measures_of
from provtag.actions.occurrences import Floats, Integers
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, view
from provtag.labels import CLAUSE, GOLD, WHOLE, WRITTEN, types_of
from provtag.schema import Label
from provtag.settings import ActionSettings
from provtag.terminal import steps

COMBINATION_DIGITS = 2
FEWEST_FOLDS = 3
ODDS_DIGITS = 2
# A column that hardly varies must not weigh without bounds; the slope is in log-odds, of which three are one deviation.
LEAST_SPREAD, SLOPE_SPREAD = 0.05, 9.0
LITTLE, NEVER = 1e-2, 1e12
# Without any evidence a clause counts as its whole-clause log-odds say.
PRIOR = np.array([1.0, 0.0, 0.0])


def clause_labels(labels: Sequence[Label]) -> list[Label]:
    """Return the labels of clauses whose types somebody judged; duty notes have none."""
    return [label for label in labels if label.kind == CLAUSE and label.action_types is not None]


def views_of(labels: Sequence[Label]) -> list[ClauseView]:
    """Return what the classifier reads of labelled clauses; examples and excerpts have no document around them."""
    return [view(label) if label.origin in (GOLD, WHOLE) else replace(view(label), document="") for label in labels]


def targets_of(labels: Sequence[Label]) -> Integers:
    """Return the action types of ``labels`` as 0/1 (clauses × types)."""
    return np.array([[int(action in types_of(label)) for action in TYPES] for label in labels])


def group_of(label: Label) -> str:
    """Return what must not stand on both sides of a split: the hand that wrote it, or the document where no hand is named."""
    return f"{label.origin}/{label.style}" if label.style else label.doc_id


def fit_parts(
    data: Examples, held_out: HeldOut, settings: ActionSettings, words: Words
) -> tuple[ClauseVectoriser, LinearWeights, Context]:
    """Return what an ``ActionModel`` is made of, learnt from ``data`` and calibrated by its ``held_out`` scores."""
    combination = learn_combination(data, held_out.own, settings)
    context = learn_context(data, held_out.odds(combination, data.views), settings, words.cues)
    parts = _fit_linear(data, settings, words.lexicon, -1)
    return parts.vectoriser, parts.combined(combination).rounded(), context


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


class Halves(NamedTuple):
    """Log-odds (texts × types) that whole texts order a type, and of the measure in each that speaks loudest."""

    whole: Floats
    best: Floats

    def at(self, places: Integers) -> Halves:
        """Return the halves of the texts at ``places``."""
        return Halves(self.whole[places], self.best[places])

    def added(self, combination: Floats) -> Floats:
        """Return both added up to calibrated log-odds."""
        clause, measure, shift = combination.T
        return self.whole * clause + self.best * measure + shift


@dataclass(frozen=True)
class HeldOut:
    """What linear models that have not seen a clause's group say of it, of its heading and of its lead-in."""

    own: Halves
    heading: Halves
    lead_in: Halves

    @classmethod
    def of(cls, scores: Floats) -> HeldOut:
        """Return scores (clause, heading, lead-in × whole, best measure × clauses × types) by their names."""
        return cls(*(Halves(*halves) for halves in scores))

    @property
    def scores(self) -> Floats:
        """Return the same as one array, as it is stored."""
        return np.array([self.own, self.heading, self.lead_in])

    def odds(self, combination: Floats, views: Sequence[ClauseView]) -> Odds:
        """Return calibrated log-odds, rounded, so that what is learnt from them does not hang on last digits."""
        heading = self.heading.added(combination) * _present(innermost(view) for view in views)
        lead_in = self.lead_in.added(combination) * _present(view.lead_in for view in views)
        own = with_lead_ins(self.own.added(combination), lead_in, views)
        return Odds(*(np.round(values, ODDS_DIGITS) for values in (own, heading, lead_in)))


def _present(texts: Iterable[str]) -> Floats:
    return np.array([[float(bool(text))] for text in texts])


def held_out_scores(data: Examples, settings: ActionSettings, lexicon: dict[str, list[str]]) -> HeldOut:
    """Return the scores of ``data``, each clause scored by parts that have not seen its group."""
    folds = splits(data, settings)
    results = Parallel(n_jobs=-1, return_as="generator")(delayed(_held_out)(data, *fold, settings, lexicon) for fold in folds)
    scores = np.zeros((3, 2, *data.targets.shape))
    for (_, held_out), of_fold in zip(folds, steps(results, "folds left out", len(folds)), strict=True):
        scores[:, :, held_out] = of_fold
    return HeldOut.of(scores)


def splits(data: Examples, settings: ActionSettings) -> list[tuple[Integers, Integers]]:
    """Return (training, held out) places of every fold: groups are dealt into ``calibration_folds`` folds, or into one fold a
    group where that is null; ordinary folds stand in where there is only one group."""
    number = len(set(data.groups))
    folds = min(settings.calibration_folds or number, number)
    groups = data.groups if folds > 1 else [str(at) for at in range(len(data.views))]
    return list(GroupKFold(folds if folds > 1 else FEWEST_FOLDS).split(data.views, groups=groups))


def held_out_log_odds(data: Examples, held_out: HeldOut, settings: ActionSettings, cues: Cues) -> Floats:
    """Return what the whole model says of every clause (clauses × types) when its group is left out of training.

    Combination and context of a fold are learnt from the scores of the other folds. The linear models behind those scores have
    seen the fold, which changes them too little to show.
    """
    log_odds = np.zeros(data.targets.shape)
    for training, test in splits(data, settings):
        rest, views = data.at(training), [data.views[place] for place in test]
        combination = learn_combination(rest, held_out.own.at(training), settings)
        odds = held_out.odds(combination, data.views)
        context = learn_context(rest, odds_at(odds, training), settings, cues)
        log_odds[test], _ = context.log_odds(views, odds_at(odds, test))
    return log_odds


def odds_at(odds: Odds, places: Integers) -> Odds:
    """Return the log-odds of the clauses at ``places``."""
    return Odds(*(values[places] for values in odds))


def _held_out(
    data: Examples, training: Integers, held_out: Integers, settings: ActionSettings, lexicon: dict[str, list[str]]
) -> Floats:
    views = data.at(held_out).views
    above = list(dict.fromkeys(text for view in views for text in (innermost(view), view.lead_in)))
    number = {text: len(views) + at for at, text in enumerate(above)}
    places = [range(len(views)), [number[innermost(view)] for view in views], [number[view.lead_in] for view in views]]
    halves = _fit_linear(data.at(training), settings, lexicon, 1).log_odds([*views, *map(ClauseView, above)])
    return np.array([[half[place] for half in halves] for place in places])


def learn_combination(data: Examples, own: Halves, settings: ActionSettings) -> Floats:
    """Return how the two halves are added up to calibrated log-odds (types × clause slope, measure slope, shift)."""
    best = own.best if settings.measures.use else np.zeros_like(own.best)
    columns = zip(own.whole.T, best.T, data.targets.T, strict=True)
    return np.round([_combine(*column, data.weights) for column in columns], COMBINATION_DIGITS)


def learn_context(data: Examples, odds: Odds, settings: ActionSettings, cues: Cues) -> Context:
    """Return the second stage, learnt from held-out log-odds: what a clause's surroundings add to its own log-odds.

    A clause that stands alone teaches it little and weighs ``alone_weight``. Weights are held to none, the slope to 1, by
    ``penalty`` in units of standard deviations.
    """
    reader = ContextReader(cues)
    columns, _ = reader.columns(data.views, odds)
    stands = np.array([bool(view.document) for view in data.views])
    weights = data.weights * np.where(stands, 1.0, settings.context.alone_weight)
    spread = np.sqrt(np.average((columns - np.average(columns, 0, weights)) ** 2, 0, weights)) + LEAST_SPREAD
    prior = np.zeros(columns.shape[1] + 2)
    prior[0] = 1.0
    penalty = np.full(len(prior), settings.context.penalty)
    penalty[0], penalty[-1] = settings.context.penalty * SLOPE_SPREAD, LITTLE
    if not settings.context.use:
        penalty[:] = NEVER
    solved = [
        fit_near(np.column_stack([own, columns / spread, np.ones(len(own))]), wanted, weights, prior, penalty)
        for own, wanted in zip(odds.own.T, data.targets.T, strict=True)
    ]
    slopes, around, intercepts = np.split(np.stack(solved), [1, columns.shape[1] + 1], axis=1)
    return Context(reader, ContextWeights(slopes[:, 0], around / spread, intercepts[:, 0]).rounded())


@dataclass(frozen=True)
class _Parts:
    """The two linear models before they are combined and calibrated: weights (types × features) and intercepts."""

    vectoriser: ClauseVectoriser
    clauses: tuple[Floats, Floats]
    measures: tuple[Floats, Floats]

    def log_odds(self, views: Sequence[ClauseView]) -> Halves:
        """Return the log-odds of the whole clauses and of their best measures."""
        pieces, row = measures_of([item.own for item in views])
        scores = _linear(self.vectoriser.transform_measures(pieces), *self.measures)
        best = np.stack([column[best_rows(column, row, len(views))] for column in scores.T], axis=1)
        whole = _linear(self.vectoriser.transform(views), *self.clauses)
        return Halves(orders_what(whole[:, [ORDERS]], whole[:, ORDERS + 1 :]), best)

    def combined(self, combination: Floats) -> LinearWeights:
        """Return the weights of the sum; ``combination`` holds clause slope, measure slope and shift (types × 3)."""
        clause, measure, shift = combination.T
        intercepts = self.measures[1] * measure + shift
        return LinearWeights(*self.clauses, self.measures[0] * measure[:, None], clause, intercepts)


def _linear(X: sp.csr_matrix, weights: Floats, intercepts: Floats) -> Floats:
    return np.asarray(X @ weights.T) + intercepts


def _fit_linear(data: Examples, settings: ActionSettings, lexicon: dict[str, list[str]], processes: int) -> _Parts:
    """Return both models; ``processes`` (-1: one a core) fit the types, each as it would be fitted alone."""
    vectoriser = ClauseVectoriser(settings.blocks, lexicon).fit(data.views)
    X = vectoriser.transform(data.views)
    fits = [*_clause_fits(X, data, settings), *_measure_fits(vectoriser, X[:, : vectoriser.own.size], data, settings)]
    fitted = Parallel(n_jobs=processes)(fits)
    clauses, measures = fitted[: -len(TYPES)], fitted[-len(TYPES) :]
    return _Parts(vectoriser, _stacked(clauses), _stacked(measures))


def _stacked(fitted: Sequence[tuple[Floats, float]]) -> tuple[Floats, Floats]:
    """Return coefficients (models × features) and intercepts (models) of several models."""
    return np.stack([coefficients for coefficients, _ in fitted]), np.array([intercept for _, intercept in fitted])


def _clause_fits(X: sp.csr_matrix, data: Examples, settings: ActionSettings) -> Iterator[Any]:
    """Yield the fits of what whole clauses (clauses × features) speak for: whether they order anything, and each type.

    All clauses teach whether one orders anything. What it orders is learnt from those that order something: a report of a
    crackdown is about crackdown as much as the order of one is.
    """
    orders = np.asarray(data.targets.any(axis=1))
    solver = (settings.C, settings.tolerance)
    yield delayed(fit_logistic)(X, orders, data.weights, *solver)
    ordering = X[orders], data.weights[orders]
    for wanted in data.targets[orders].T:
        yield delayed(fit_logistic)(ordering[0], wanted == 1, ordering[1], *solver)


def _measure_fits(vectoriser: ClauseVectoriser, whole: sp.csr_matrix, data: Examples, settings: ActionSettings) -> Iterator[Any]:
    """Yield the fits of the measures of each type; ``whole``: clauses × features of own words."""
    pieces, row = measures_of([item.own for item in data.views])
    parts = vectoriser.transform_measures(pieces)
    for wanted in data.targets.T:
        yield delayed(_fit_measures)(whole, parts, row, wanted, data.weights, settings)


def _fit_measures(
    whole: sp.csr_matrix, parts: sp.csr_matrix, row: Integers, wanted: Integers, weights: Floats, settings: ActionSettings
) -> tuple[Floats, float]:
    """Fit the model of the measures of one type by multiple-instance learning; return its coefficients and intercept.

    A type that a clause has is in its likeliest measure; one that it has not is in none of them. ``whole`` clauses (clauses ×
    features) train it too, and give the first idea of which of the measures ``parts`` (× features, of the clauses ``row``) is
    the likeliest.
    """
    solver = (settings.C, settings.tolerance)
    first, _ = fit_logistic(whole, wanted == 1, weights, *solver)
    likeliest = np.zeros(len(row), bool)
    likeliest[best_rows(parts @ first, row, len(wanted))] = True
    used = (np.bincount(row)[row] > 1) & (likeliest | (wanted[row] == 0))
    rows = sp.vstack([whole, parts[used]], format="csr")
    of_rows = np.concatenate([weights, weights[row][used] * settings.measures.weight])
    return fit_logistic(rows, np.concatenate([wanted, wanted[row][used]]) == 1, of_rows, *solver)


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
