"""The action types of a clause once more, all of them at once, now that it is known what its words say of the measures.

A model of one type at a time cannot tell that a second type seldom stands beside a first, nor that words which speak for no
measure at all order nothing, nor that a long clause orders more than a short one. So the sets of types that clauses have are
weighed against each other (a label powerset): a softmax, linear in the log-odds of each type, in what the words speak for, in the
length, in the products of these, and in what the words of the clauses around speak for. A type is as likely as all sets that it
is in.

That is learnt on whole documents. Of clauses that stand alone, or in a text of a few, the log-odds are lower, for nothing around
them speaks up; they keep their types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provtag.actions.contract import TYPES
from provtag.actions.vectoriser import ClauseView
from provtag.groups import neighbour, numbered
from provtag.measures.context import LEAST_SHARE, SHARPNESS, Floats, Singles, softmax

# Log-odds and logarithms of shares are of one size when divided by these; log-odds beyond a few deviations say no more.
ODDS_SPREAD, SHARES_SPREAD = 4.0, 3.0
# The logarithm of the length of a short clause.
SHORT = 3.0
# So many clauses make a document like those that taught.
LEAST_CLAUSES = 12
LOWEST = float(np.log(LEAST_SHARE))
# Log-odds are given within this: a chance nearer to nought or one is not told apart.
NEARLY = 1e-6


@dataclass(frozen=True)
class SetWeights:
    """What is learnt: which ``sets`` of types there are (sets × types), the ``weights`` of each (sets × columns), an intercept
    each."""

    sets: NDArray[np.bool_]
    weights: Floats
    intercepts: Floats

    def log_odds(self, columns: Floats) -> Floats:
        """Return the log-odds of each type (clauses × types): those of all sets that it is in."""
        chances = softmax(columns @ self.weights.T + self.intercepts) @ self.sets
        chances = np.clip(chances, NEARLY, 1 - NEARLY)
        found: Floats = np.log(chances / (1 - chances))
        return found


def columns(odds: Floats, scores: Singles, compatible: NDArray[np.bool_], views: Sequence[ClauseView]) -> Floats:
    """Return what is known of each clause (clauses × columns).

    ``odds``: log-odds of the types (clauses × types). ``scores``: what the words speak for (clauses × measures and, last, none of
    them). ``compatible``: which measure is of which type (measures × types). ``views`` are the clauses of any number of
    documents, each document's in their order; a view without a document stands alone.
    """
    shares = softmax(scores.astype(np.float64) * SHARPNESS)
    of_types = np.hstack([shares[:, :-1] @ compatible, shares[:, -1:]])
    spoken = np.log(np.clip(of_types, LEAST_SHARE, 1.0))
    document = numbered(view.document or at for at, view in enumerate(views))
    around = [neighbour(spoken, document, step, LOWEST) / SHARES_SPREAD for step in (1, -1)]
    length = np.log1p([[len(view.own)] for view in views]) - SHORT
    said = np.hstack([np.tanh(odds / ODDS_SPREAD), spoken / SHARES_SPREAD + 0.5, length])
    one, other = np.triu_indices(said.shape[1])
    return np.hstack([odds / ODDS_SPREAD, said, said[:, one] * said[:, other], *around])


def in_documents(views: Sequence[ClauseView]) -> NDArray[np.bool_]:
    """Tell of each clause whether it stands in a document of ``LEAST_CLAUSES`` or more of ``views``."""
    document = numbered(view.document or at for at, view in enumerate(views))
    enough: NDArray[np.bool_] = np.bincount(document)[document] >= LEAST_CLAUSES
    return enough & [bool(view.document) for view in views]


def summed(sets: NDArray[np.bool_]) -> Floats:
    """Return the weights (sets × columns) by which each of ``sets`` (× types) scores the sum of the log-odds of its types."""
    weights = np.zeros((len(sets), width()))
    weights[:, : len(TYPES)] = sets * ODDS_SPREAD
    return weights


def width() -> int:
    """Return how many columns there are."""
    alone = np.zeros((1, len(TYPES)))
    return columns(alone, np.zeros((1, 2), np.float32), np.zeros((1, len(TYPES)), bool), [ClauseView("")]).shape[1]
