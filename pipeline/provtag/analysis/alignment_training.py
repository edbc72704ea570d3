"""Teaches the alignment: the space of measures by examples, the score by pairs that people aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from joblib import Parallel, delayed

from provtag.analysis.aligned import OUTCOMES, AlignedPair
from provtag.analysis.alignment import Aligner, Flags, Floats, Scorer, Thresholds, chosen, first_counterparts
from provtag.analysis.embedding import Embedding, fit_embedding
from provtag.analysis.likeness import Side, features
from provtag.labels import CLAUSE, named_measures
from provtag.measures.catalogue import Catalogue
from provtag.schema import Label
from provtag.settings import AlignmentSettings

NOTHING = ""  # the measure of a clause that orders none
DIGITS = 6
NEVER = -100.0  # the score of an outcome that nobody gave


def embedding_of(
    labels: Iterable[Label], pairs: Sequence[AlignedPair], catalogue: Catalogue, settings: AlignmentSettings
) -> Embedding:
    """Learn the space of the measures of ``catalogue`` from ``labels``, without the documents of ``pairs``: what is tested was
    not learnt from."""
    aligned = frozenset[str]().union(*(pair.doc_ids for pair in pairs))
    named = [(label.text, _measure(label, catalogue)) for label in labels if label.kind == CLAUSE and label.doc_id not in aligned]
    counts = Counter(measure for _, measure in named)
    kept = [(text, measure) for text, measure in named if measure is not None and counts[measure] > 1]
    return fit_embedding([text for text, _ in kept], [measure for _, measure in kept], settings.embedding)


def _measure(label: Label, catalogue: Catalogue) -> str | None:
    """Return the main matter of a clause by its id of today, also one that orders nothing (a budget); NOTHING where it is none,
    None where nobody said which."""
    if named := (*named_measures(label), label.measure)[0]:
        return catalogue.formerly.get(named, named)
    return NOTHING if label.action_types == () else None


def likeness_of(pair: AlignedPair, embedding: Embedding) -> Floats:
    """Return the features of every pair of clauses of ``pair``."""
    return features(Side(pair.plan, embedding), Side(pair.other, embedding))


def fit_scorer(likeness: Sequence[Floats], pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> Scorer:
    """Learn the weights from ``pairs`` and their ``likeness``."""
    from sklearn.linear_model import LogisticRegression

    X = np.concatenate([values.reshape(-1, values.shape[-1]) for values in likeness])
    y = np.concatenate([pair.outcomes.ravel() for pair in pairs])
    mean, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=settings.C, max_iter=settings.iterations, solver="newton-cholesky")
    model.fit((X - mean) / spread, y)
    weights = np.zeros((X.shape[1] + 1, len(OUTCOMES)))
    weights[-1] = NEVER
    weights[:-1, model.classes_] = (model.coef_ / spread).T
    weights[-1, model.classes_] = model.intercept_ - model.coef_ @ (mean / spread)
    return Scorer(np.round(weights, DIGITS).astype(np.float64))


def fit_aligner(embedding: Embedding, pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> Aligner:
    """Learn the score from ``pairs``, and the thresholds from scores of pairs that were left out."""
    likeness = [likeness_of(pair, embedding) for pair in pairs]
    unseen = left_out(likeness, pairs, settings)
    return Aligner(embedding, fit_scorer(likeness, pairs, settings), fit_thresholds(unseen, pairs, settings))


def left_out(likeness: Sequence[Floats], pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> list[Floats]:
    """Return for each of ``pairs`` the probabilities of OUTCOMES by a scorer that has not seen it; where there is one pair only,
    by one that has."""
    fits = (delayed(_fit_without)(at, likeness, pairs, settings) for at in range(len(pairs)))
    return [scorer(values) for scorer, values in zip(Parallel(n_jobs=-1)(fits), likeness, strict=True)]


def _fit_without(at: int, likeness: Sequence[Floats], pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> Scorer:
    rest = [place for place in range(len(pairs)) if place != at] or [at]
    return fit_scorer([likeness[place] for place in rest], [pairs[place] for place in rest], settings)


def fit_thresholds(unseen: Sequence[Floats], pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> Thresholds:
    """Return the thresholds whose links agree best with ``pairs``, of which ``unseen`` holds what ``left_out`` returns: those
    with the highest mean F1 of links and of missing clauses."""
    scores = [1 - probabilities[..., 0] for probabilities in unseen]
    counterparts = [first_counterparts(values) for values in scores]
    wanted = [pair.outcomes > 0 for pair in pairs]
    candidates = [Thresholds(first, more) for first, more in product(settings.thresholds, repeat=2) if first <= more]

    def agreement(thresholds: Thresholds) -> float:
        found = [chosen(values, first, thresholds) for values, first in zip(scores, counterparts, strict=True)]
        return f1(wanted, found) + f1(map(missing, wanted), map(missing, found))

    return max(candidates, key=agreement)


def missing(links: Flags) -> Flags:
    """Return which clauses of the plan have no counterpart (plan × other)."""
    lacking: Flags = ~np.any(links, axis=1)
    return lacking


def f1(wanted: Iterable[Flags], found: Iterable[Flags]) -> float:
    """Return the F1 of what was ``found`` over all pairs of documents; 1 where nothing was wanted and nothing found."""
    hits = total = 0
    for one, other in zip(wanted, found, strict=True):
        hits += int((one & other).sum())
        total += int(one.sum() + other.sum())
    return 2 * hits / total if total else 1.0
