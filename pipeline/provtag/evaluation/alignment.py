"""Counterparts found in pairs of documents left out, beside TF-IDF and BM25, and how far two readers agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provtag.analysis.aligned import OUTCOMES, AlignedPair
from provtag.analysis.alignment import Flags, Floats, chosen, first_counterparts
from provtag.analysis.alignment_training import f1, fit_thresholds, left_out, likeness_of, missing
from provtag.analysis.embedding import Embedding, ngram_counts
from provtag.analysis.likeness import FEATURES
from provtag.analysis.links import Grade
from provtag.settings import AlignmentSettings

Row = dict[str, Any]

DIGITS = 4
MOST = 5
# BM25 over runs of one and two characters (Robertson and Zaragoza 2009), its usual constants.
BM25_LONGEST, BM25_K1, BM25_B = 2, 1.2, 0.75
_LIKE = [OUTCOMES.index(Grade.SAME), OUTCOMES.index(Grade.AKIN)]


@dataclass(frozen=True)
class Found:
    """What was found in one pair (plan × other): how likely each link is, which were chosen, and their OUTCOMES."""

    likeness: Floats
    links: Flags
    outcomes: NDArray[np.int64]


def evaluate_alignment(
    pairs: Sequence[AlignedPair], readers: Sequence[Sequence[AlignedPair]], embedding: Embedding, settings: AlignmentSettings
) -> tuple[Row, list[Row]]:
    """Return the figures, and the rows of the plot (one a pair and system).

    Every pair is scored by weights and thresholds learnt from the other pairs; ``embedding`` has seen no document of any.
    ``readers``: the labels of each reader, pair by pair as in ``pairs``.
    """
    likeness = [likeness_of(pair, embedding) for pair in pairs]
    systems = {
        "model": likeness,
        "tfidf": [values[..., [FEATURES.index("words")]] for values in likeness],
        "bm25": [bm25(pair)[..., None] for pair in pairs],
    }
    figures: Row = {}
    rows = []
    for name, values in systems.items():
        found = leave_one_pair_out(values, pairs, settings)
        figures[name] = _figures(pairs, found)
        rows += [
            {"system": name, "pair": pair.name, **_figures([pair], [of_pair])} for pair, of_pair in zip(pairs, found, strict=True)
        ]
    one, other = ([pair.outcomes for pair in reader] for reader in readers)
    return {"pairs": len(pairs), "links": _size(pairs), "systems": figures, "readers": _agreement(one, other)}, rows


def leave_one_pair_out(likeness: Sequence[Floats], pairs: Sequence[AlignedPair], settings: AlignmentSettings) -> list[Found]:
    """Return what is found in each pair by a score that has not seen it, and by thresholds that suit the other pairs.

    The scores of the other pairs have seen the pair, which changes them too little to show.
    """
    unseen = left_out(likeness, pairs, settings)
    found = []
    for at, probabilities in enumerate(unseen):
        rest = [place for place in range(len(pairs)) if place != at]
        thresholds = fit_thresholds([unseen[place] for place in rest], [pairs[place] for place in rest], settings)
        likely = 1 - probabilities[..., 0]
        links = chosen(likely, first_counterparts(likely), thresholds)
        found.append(Found(likely, links, np.where(links, probabilities[..., 1:].argmax(axis=-1) + 1, 0)))
    return found


def bm25(pair: AlignedPair) -> Floats:
    """Return the score of every clause of the other document for every clause of the plan as the question."""
    texts = [clause.text for clause in (*pair.plan, *pair.other)]
    counts = ngram_counts(texts, BM25_LONGEST, 1 << 18)
    plan, other = counts[: len(pair.plan)], counts[len(pair.plan) :].tocoo()
    frequency = np.bincount(other.col, minlength=counts.shape[1])
    idf = np.log1p((len(pair.other) - frequency + 0.5) / (frequency + 0.5))
    length = np.bincount(other.row, other.data, minlength=len(pair.other))
    norm = BM25_K1 * (1 - BM25_B + BM25_B * length / max(length.mean(), 1))
    other.data = idf[other.col] * other.data * (BM25_K1 + 1) / (other.data + norm[other.row])
    scores: Floats = ((plan > 0).astype(np.float64) @ other.tocsr().T).toarray()
    return scores


def _figures(pairs: Sequence[AlignedPair], found: Sequence[Found]) -> Row:
    """Return the figures of one system: how often a counterpart is first and among MOST (asked from both sides), F1 of links, of
    those that are the same or akin by their grades, and of the plan's clauses that are missing."""
    wanted, links = [pair.outcomes > 0 for pair in pairs], [one.links for one in found]
    grades = [(pair.outcomes, one.outcomes) for pair, one in zip(pairs, found, strict=True)]
    places = np.concatenate([_places(one.likeness, flags) for one, flags in zip(found, wanted, strict=True)])
    both = [(mine > 0) & (other > 0) for mine, other in grades]
    values = {
        "first": np.mean(places == 0),
        "among_five": np.mean(places < MOST),
        "links_f1": f1(wanted, links),
        "same_akin_f1": f1((np.isin(mine, _LIKE) for mine, _ in grades), (np.isin(other, _LIKE) for _, other in grades)),
        "grades_right": sum(((mine == other) & one).sum() for (mine, other), one in zip(grades, both, strict=True))
        / max(sum(one.sum() for one in both), 1),
        "missing_f1": f1(map(missing, wanted), map(missing, links)),
    }
    return {name: round(float(value), DIGITS) for name, value in values.items()}


def _places(likeness: Floats, wanted: Flags) -> NDArray[np.int64]:
    """Return at which place (from 0) the best counterpart stands, for every clause of both documents that has one."""
    places = []
    for scores, flags in ((likeness, wanted), (likeness.T, wanted.T)):
        has = flags.any(axis=1)
        best = np.where(flags, scores, -np.inf).max(axis=1, keepdims=True)
        places.append(((scores > best).sum(axis=1))[has])
    return np.concatenate(places)


def _agreement(one: Sequence[NDArray[np.int8]], other: Sequence[NDArray[np.int8]]) -> Row:
    """Return how far two readers agree."""
    mine, yours = [values > 0 for values in one], [values > 0 for values in other]
    values = {
        "links_f1": f1(mine, yours),
        "same_akin_f1": f1((np.isin(values, _LIKE) for values in one), (np.isin(values, _LIKE) for values in other)),
        "missing_f1": f1(map(missing, mine), map(missing, yours)),
    }
    return {name: round(value, DIGITS) for name, value in values.items()}


def _size(pairs: Sequence[AlignedPair]) -> Row:
    """Return how many links of each grade and how many missing clauses the pairs have."""
    counts = {str(grade): sum(int((pair.outcomes == at).sum()) for pair in pairs) for at, grade in enumerate(OUTCOMES) if grade}
    return counts | {str(Grade.MISSING): sum(int(missing(pair.outcomes > 0).sum()) for pair in pairs)}
