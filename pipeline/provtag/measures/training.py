"""From labels to a measure model: linear scores of words, and on hands these have not seen, what all that is known counts, for
the measures and for the sets of action types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from provtag.actions.context import innermost
from provtag.actions.contract import TYPES
from provtag.actions.occurrences import CharacterNgrams, Texts
from provtag.actions.training import clause_labels, group_of, targets_of, views_of
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView
from provtag.files import read_jsonl
from provtag.labels import GOLD, WHOLE
from provtag.measures import type_sets
from provtag.measures.catalogue import Catalogue
from provtag.measures.context import COLUMNS, Floats, Integers, Singles, columns, distribution, softmax
from provtag.measures.model import MeasureModel, MeasureWeights, compatible, type_table, vectoriser_id
from provtag.measures.type_sets import SetWeights
from provtag.schema import Label, MeasureScore
from provtag.settings import MeasureSettings, TypeSets

# Weights of sets that are thrown away need no exact optimum.
HELD_OUT_STEP = 1e-2
# What is learnt from scores is rounded, so that processors whose sums differ in the last bits train the same file.
COUNT_DIGITS = 2
SET_DIGITS = 2
# A column that hardly varies must not weigh without bounds.
LEAST_SPREAD = 0.05
# The penalty of an intercept, where it may be anything.
LITTLE = 1e-3
# Where the search becomes Newton's (gradient a row), and how many steps that may take.
NEAR, LAST_STEPS = 1e-4, 20
NEARLY_NOTHING = 1e-300
MOST_STEPS = 2000
ODDS_DIGITS = 3
# What a measure scores that no clause in training has.
NEVER = -2.0
# As if each word had stood so often with every measure.
SMOOTHING = 0.5
FEWEST_FOLDS = 3


def read_types(path: Path) -> dict[str, list[float]]:
    """Return clause id → probabilities of the action types by a model that has not seen the clause's group, as the stage
    ``train_measures`` left them in ``path``; in those of written examples the measures had no say."""
    return {row["clause_id"]: [row[str(action)] for action in TYPES] for row in read_jsonl(path)}


def read_likeliest(path: Path) -> dict[str, list[MeasureScore]]:
    """Return clause id → its likeliest measures, the likeliest first, likewise."""
    return {row["clause_id"]: [MeasureScore(*item) for item in row["shares"].items()] for row in read_jsonl(path)}


@dataclass(frozen=True)
class Examples:
    """Clauses as the model takes them.

    ``words``: clauses × features of own words and of what stands above. ``targets``: 0/1, clauses × measures and, last, none of
    them; all 0 where a clause has action types, and nobody named its measures. ``main``: the number of the main measure, that of
    none where there is none. ``types``: 0/1, clauses × types. ``odds``: their log-odds by a model that has not seen the clause's
    group. ``groups`` must not stand on both sides of a split. ``seed``: is of a real document. ``whole``: is of a seed or of a
    document of another hand, as those are that will be read.
    """

    clause_ids: Sequence[str]
    views: Sequence[ClauseView]
    words: sp.csr_matrix
    targets: NDArray[np.bool_]
    main: Integers
    types: NDArray[np.bool_]
    odds: Floats
    weights: Floats
    groups: NDArray[np.str_]
    seed: NDArray[np.bool_]
    whole: NDArray[np.bool_]

    def at(self, places: Integers) -> Examples:
        """Return the clauses at ``places``."""
        return Examples(
            [self.clause_ids[place] for place in places],
            [self.views[place] for place in places],
            self.words[places],
            self.targets[places],
            self.main[places],
            self.types[places],
            self.odds[places],
            self.weights[places],
            self.groups[places],
            self.seed[places],
            self.whole[places],
        )


def examples(
    labels: Sequence[Label], odds: Floats, catalogue: Catalogue, vectoriser: ClauseVectoriser, settings: MeasureSettings
) -> Examples:
    """Return the clauses of ``labels``; ``odds`` (clauses × types): see ``Examples``."""
    clauses = clause_labels(labels)
    known = [catalogue.of(label) for label in clauses]
    number = {measure.measure_id: at for at, measure in enumerate(catalogue.ordered)}
    none = len(number)
    targets = np.zeros((len(clauses), none + 1), bool)
    for row, (label, found) in enumerate(zip(clauses, known, strict=True)):
        if found or not label.action_types:
            targets[row, [number[measure_id] for measure_id in found] or none] = True
    views = views_of(clauses)
    whole = np.array([label.origin in (GOLD, WHOLE) for label in clauses])
    return Examples(
        [label.clause_id for label in clauses],
        views,
        words_of(views, vectoriser, settings),
        targets,
        np.array([number[found[0]] if found else none for found in known]),
        targets_of(clauses) == 1,
        odds,
        np.where(whole, settings.document_weight, 1.0),
        np.array([group_of(label) for label in clauses]),
        np.array([label.origin == GOLD for label in clauses]),
        whole,
    )


def words_of(views: Sequence[ClauseView], vectoriser: ClauseVectoriser, settings: MeasureSettings) -> sp.csr_matrix:
    """Return the matrix (clauses × features) of own words plus, at their weights, those of innermost heading and lead-in."""
    matrix = vectoriser.own.matrix(Texts([view.own for view in views]))
    for weight, above in ((settings.heading, list(map(innermost, views))), (settings.lead_in, [view.lead_in for view in views])):
        number = {text: at for at, text in enumerate(dict.fromkeys(above))}
        matrix = matrix + weight * vectoriser.own.matrix(Texts(list(number)))[[number[text] for text in above]]
    return matrix.tocsr()


@dataclass(frozen=True)
class Fitted:
    """A trained model, and what it says of clauses when their group is left out.

    ``log_odds``: of the action types of all clauses (× types), settled for those of whole documents. ``distribution``: of the
    clauses ``clause_ids``, which are of whole documents, a row each, a column a measure.
    """

    model: MeasureModel
    log_odds: Floats
    clause_ids: Sequence[str]
    distribution: Floats


def fit_measures(
    labels: Sequence[Label], odds: Floats, catalogue: Catalogue, vectoriser: ClauseVectoriser, settings: MeasureSettings
) -> Fitted:
    """Train on the clauses of ``labels``; ``odds``: log-odds (clauses × types) by action-type models that have not seen their
    group. The same input gives the same model.

    Without whole documents all clauses are judged like theirs.
    """
    data = examples(labels, odds, catalogue, vectoriser, settings)
    places = np.flatnonzero(data.whole if data.whole.any() else np.ones(len(data.views), bool))
    judged = data.at(places)
    features = features_read(data, vectoriser, settings)
    frequency = frequency_of(judged)
    scores, weights = fit_all_words(data, places, features, settings)
    columns_of_sets = type_sets.columns(judged.odds, scores, type_table(catalogue.ordered), judged.views)
    settled, sets = fit_all_sets(judged, columns_of_sets, settings)
    inputs = columns(scores, compatible(expit(settled), catalogue.ordered), frequency, judged.views)
    counts = fit_counts(inputs, judged.targets[:, :-1])
    weights_of_all = MeasureWeights(features, *weights, counts, frequency)
    model = MeasureModel(catalogue.ordered, weights_of_all, sets, settings, vectoriser_id(vectoriser))
    log_odds = odds.copy()
    log_odds[places] = settled
    named = np.flatnonzero(judged.targets.any(axis=1))
    return Fitted(model, log_odds, [judged.clause_ids[at] for at in named.tolist()], distribution(counts, inputs[:, named]))


def fit_sets(data: Examples, columns: Floats, settings: MeasureSettings) -> SetWeights:
    """Return the weights under which the sets of types of ``data`` are likeliest, from ``columns`` (clauses × columns).

    They are held to those that take the types as independent: a set scores the sum of the log-odds of its types. Sets that hardly
    any clause has are not among them.
    """
    kinds, kind = np.unique(data.types, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    count = np.bincount(kind)
    often = count >= min(settings.sets.least * len(kind), count.max())
    kept = often[kind]
    sets = kinds[often]
    mean, spread = columns[kept].mean(axis=0), columns[kept].std(axis=0) + LEAST_SPREAD
    known = np.column_stack([(columns[kept] - mean) / spread, np.ones(kept.sum())])
    found = fit_softmax(
        known,
        data.odds[kept] @ sets.T,
        np.searchsorted(np.flatnonzero(often), kind[kept]),
        np.where(data.seed[kept], settings.sets.seed_weight, 1.0),
        settings.sets,
    )
    weights = found[:-1].T / spread
    intercepts = found[-1] - weights @ mean
    return SetWeights(sets, *(np.round(values, SET_DIGITS) + 0.0 for values in (type_sets.summed(sets) + weights, intercepts)))


def fit_softmax(X: Floats, given: Floats, target: Integers, weight: Floats, settings: TypeSets) -> Floats:
    """Return the coefficients (columns × classes) under which the ``target`` classes of the rows of X are likeliest.

    A class is as likely as the softmax of what is ``given`` (rows × classes) plus X times the coefficients says. These are held
    to nought, but for the last column. Newton's method ends the search, so that the same problem gives the same coefficients
    wherever it is solved.
    """
    columns, classes = X.shape[1], given.shape[1]
    rough = X.astype(np.float32)  # which way Newton's method goes need not be known better, only where it ends
    wanted = np.eye(classes)[target]
    penalty = np.full(columns, 1 / settings.C)
    penalty[-1] = LITTLE

    def chances(coefficients: Floats) -> Floats:
        return softmax(given + X @ coefficients)

    def gradient(coefficients: Floats, shares: Floats) -> Floats:
        return X.T @ ((shares - wanted) * weight[:, None]) + penalty[:, None] * coefficients

    def loss(flat: Floats) -> tuple[float, Floats]:
        coefficients = flat.reshape(columns, classes)
        shares = chances(coefficients)
        value = -float(weight @ np.log(shares[np.arange(len(X)), target] + NEARLY_NOTHING))
        return value + 0.5 * float(penalty @ (coefficients**2).sum(axis=1)), gradient(coefficients, shares).ravel()

    def curvature(shares: Floats) -> Floats:
        found = np.zeros((columns, classes, columns, classes))
        for one, other in combinations_with_replacement(range(classes), 2):
            each = weight * shares[:, one] * ((one == other) - shares[:, other])
            found[:, one, :, other] = found[:, other, :, one] = (rough * each[:, None].astype(np.float32)).T @ rough
        return found.reshape(columns * classes, -1) + np.diag(np.repeat(penalty, classes))

    start = np.zeros(columns * classes)
    near = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS, "gtol": NEAR * len(X), "ftol": 0.0})
    coefficients: Floats = near.x.reshape(columns, classes)
    for _ in range(LAST_STEPS):
        shares = chances(coefficients)
        step = np.linalg.solve(curvature(shares), gradient(coefficients, shares).ravel())
        coefficients = coefficients - step.reshape(columns, classes)
        if np.abs(step).max() < settings.tolerance:
            break
    return coefficients


def fit_all_sets(data: Examples, columns: Floats, settings: MeasureSettings) -> tuple[Floats, SetWeights]:
    """Return the log-odds of the types (clauses × types), each clause's settled by weights that have not seen its group, and the
    weights that all clauses teach.

    The models behind the ``columns`` of other groups have seen the group, which changes them too little to show. The log-odds are
    rounded, so that what is learnt from them does not hang on last digits.
    """
    folds = splits(data.groups, settings)
    quickly = replace(settings, sets=replace(settings.sets, tolerance=max(settings.sets.tolerance, HELD_OUT_STEP)))
    fits = [(data, columns, settings)] + [(data.at(training), columns[training], quickly) for training, _ in folds]
    whole, *weights = Parallel(n_jobs=-1)(delayed(fit_sets)(*fit) for fit in fits)
    log_odds = np.zeros(data.odds.shape)
    for (_, test), of_fold in zip(folds, weights, strict=True):
        log_odds[test] = of_fold.log_odds(columns[test])
    return np.round(log_odds, ODDS_DIGITS), whole


def splits(groups: NDArray[np.str_], settings: MeasureSettings) -> list[tuple[Integers, Integers]]:
    """Return (training, left out) places of every fold of groups; of clauses where there is only one group."""
    number = len(set(groups))
    apart = groups if number > 1 else np.arange(len(groups)).astype(str)
    return list(GroupKFold(min(settings.folds, number) if number > 1 else FEWEST_FOLDS).split(apart, groups=apart))


def features_read(data: Examples, vectoriser: ClauseVectoriser, settings: MeasureSettings) -> Integers:
    """Return the numbers of the features that stand in enough clauses, ascending; long n-grams only repeat short ones."""
    read = np.bincount(data.words.indices, minlength=data.words.shape[1]) >= settings.min_df
    for extractor, numbers in vectoriser.own.features():
        if isinstance(extractor, CharacterNgrams) and extractor.n > settings.longest:
            read[numbers.start : numbers.stop] = False
    return np.flatnonzero(read)


def frequency_of(data: Examples) -> Floats:
    """Return the share of each measure among the main ones of clauses, as if each had been seen once more."""
    counts = np.bincount(data.main, minlength=data.targets.shape[1])[:-1] + 1.0
    return counts / counts.sum()


def fit_words(
    words: sp.csr_matrix, targets: NDArray[np.bool_], weights: Floats, settings: MeasureSettings
) -> tuple[Singles, Singles]:
    """Return table and intercepts (see ``MeasureWeights``): of a linear SVM a measure, against all other clauses, plus those of a
    complement naive Bayes. ``words``: clauses × words that are read; ``targets``, ``weights``: see ``Examples``."""
    table, intercepts = _fit_svm(words, targets, weights, settings)
    return table + np.float32(settings.bayes) * _complement_bayes(words, targets, weights), intercepts


def _complement_bayes(words: sp.csr_matrix, targets: NDArray[np.bool_], weights: Floats) -> Singles:
    """Return how much rarer each word is in the clauses without a measure than with any (Rennie and others 2003), the mean of all
    measures taken off."""
    counts = words.T @ (targets * weights[:, None])
    others = counts.sum(axis=1, keepdims=True) - counts + SMOOTHING
    rarer = -np.log(others / others.sum(axis=0))
    return (rarer - rarer.mean(axis=1, keepdims=True)).astype(np.float32)


def _fit_svm(
    words: sp.csr_matrix, targets: NDArray[np.bool_], weights: Floats, settings: MeasureSettings
) -> tuple[Singles, Singles]:
    table = np.zeros((words.shape[1], targets.shape[1]), np.float32)
    intercepts = np.full(targets.shape[1], NEVER, np.float32)
    row, measure = np.nonzero(targets)
    classes = np.unique(measure)
    if len(classes) > 1:
        model = LinearSVC(C=settings.C, tol=settings.tolerance, random_state=0)
        model.fit(words[row], measure, sample_weight=weights[row])
        # of two classes it gives the weights of the second only
        sign = np.array([[-1.0], [1.0]]) if len(classes) == 2 else np.ones((len(classes), 1))
        table[:, classes], intercepts[classes] = (sign * model.coef_).T, sign[:, 0] * model.intercept_
    return table, intercepts


def fit_all_words(
    data: Examples, judged: Integers, features: Integers, settings: MeasureSettings
) -> tuple[Singles, tuple[Singles, Singles]]:
    """Return the scores of the words of the clauses ``judged`` (× measures and none) by weights that have not seen their group,
    and the mean of these weights, which all clauses taught."""
    folds, words = splits(data.groups[judged], settings), data.words[:, features]
    fits = (delayed(_fit_without)(words, data.targets, data.weights, judged[test], settings) for _, test in folds)
    weights = list(Parallel(n_jobs=-1)(fits))
    scores = np.zeros((len(judged), data.targets.shape[1]), np.float32)
    for (_, test), (table, intercepts) in zip(folds, weights, strict=True):
        scores[test] = np.asarray(words[judged[test]] @ table + intercepts, np.float32)
    table, intercepts = (np.mean(of_folds, axis=0) for of_folds in zip(*weights, strict=True))
    return scores, (table, intercepts)


def _fit_without(
    words: sp.csr_matrix, targets: NDArray[np.bool_], weights: Floats, left_out: Integers, settings: MeasureSettings
) -> tuple[Singles, Singles]:
    rest = np.setdiff1d(np.arange(len(targets)), left_out)
    return fit_words(words[rest], targets[rest], weights[rest], settings)


def fit_counts(inputs: NDArray[Any], targets: NDArray[np.bool_]) -> Floats:
    """Return the weights of the columns of ``inputs`` under which ``targets`` (clauses × measures), of each clause in equal
    shares, are likeliest; held to nought as by one clause. A clause without measures says nothing."""
    orders = targets.any(axis=1)
    inputs, named = inputs[:, orders].astype(np.float64), np.nonzero(targets[orders])
    wanted = 1 / targets[orders].sum(axis=1)[named[0]]

    def loss(counts: Floats) -> tuple[float, Floats]:
        shares = distribution(counts, inputs)
        value = -float(wanted @ np.log(shares[named] + NEARLY_NOTHING)) + 0.5 * float(counts @ counts)
        shares[named] -= wanted
        return value, np.tensordot(inputs, shares, axes=2) + counts

    start = np.zeros(len(COLUMNS))
    return np.round(minimize(loss, start, jac=True, method="L-BFGS-B", tol=1e-10).x, COUNT_DIGITS)
