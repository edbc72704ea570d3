"""From labelled clauses to the choice of names in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from provtag.agencies.choice import Choice
from provtag.agencies.contexts import Sentence
from provtag.agencies.features import BITS, numbers
from provtag.agencies.laid_out import key, laid_out, of_boundaries, of_pairs
from provtag.agencies.matrices import fit_yes_no, matrix
from provtag.settings import AgencySettings


def fit_choice(
    sentences: Sequence[Sentence], wanted: Sequence[Sequence[tuple[int, int]]], weights: Sequence[float], settings: AgencySettings
) -> Choice:
    """Return the choice learnt from ``sentences``: which names are ``wanted`` in each, and how much each teaches."""
    laid = laid_out(sentences)
    lengths = np.array([len(sentence.text) + 1 for sentence in sentences])
    weight = np.repeat(np.array(weights, float), lengths)
    spans = [
        (offset + start, offset + end)
        for offset, names in zip(laid.offsets.tolist(), wanted, strict=True)
        for start, end in names
    ]
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    counts, used = matrix(numbers(of_boundaries(laid)), 1 << BITS)
    boundaries, intercepts = np.zeros((2, 1 << BITS), np.float32), np.zeros(3, np.float32)
    for row, at in enumerate((starts, ends)):
        target = np.isin(laid.positions, at)
        boundaries[row, used], intercepts[row] = fit_yes_no(counts, target, weight, settings.boundaries)
    pairs, opening, closing = Choice(boundaries, np.zeros(1, np.float32), intercepts).pairs(laid)
    target = np.isin(key(*pairs), key(starts, ends))
    names = np.zeros(1 << BITS, np.float32)
    if len(target):
        counts, used = matrix(numbers(of_pairs(laid, pairs, opening, closing)), 1 << BITS)
        of_pair = weight[np.searchsorted(laid.positions, pairs.start)]
        names[used], intercepts[2] = fit_yes_no(counts, target, of_pair, settings.names)
    return Choice(boundaries, names, intercepts)
