"""What speaks for a measure besides the words of a clause: its action types, and the clauses around it.

A document keeps to its subject, and a clause that names nothing by itself goes on with what the one before it ordered. So the
measures that the words of the other clauses speak for are put in numbers, beside the clause's own score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provtag.actions.vectoriser import ClauseView
from provtag.groups import mean_of_others, neighbour, numbered

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Integers = NDArray[np.int64]

# How far before and behind a clause its neighbours are looked at.
STEPS = (1, 2, -1, -2)
COLUMNS = ("words", "types", "document", "section", "provision", *(f"neighbour {-step:+}" for step in STEPS), "frequency")
# How sharply scores, most of which lie between -1 and 1, become shares.
SHARPNESS = 3.0
# Shares and probabilities below which there is no difference.
LEAST_SHARE, LEAST_TYPE = 0.003, 0.02


def columns(scores: Singles, types: Floats, frequency: Floats, views: Sequence[ClauseView]) -> Singles:
    """Return what is known of each clause and measure (COLUMNS × clauses × measures).

    ``scores``: of the words (clauses × measures and, last, none of them). ``types``: the probability that the clause has a type
    of the measure (clauses × measures). ``frequency``: the share of each measure in training. A view without a document stands
    alone.
    """
    places = [(view.document or at, view) for at, view in enumerate(views)]
    document = numbered(document for document, _ in places)
    section = numbered((document, view.headings) for document, view in places)
    provision = numbered((document, view.provision) for document, view in places)
    shares = softmax(scores * np.float32(SHARPNESS))[:, :-1]
    spoken = _log(shares, LEAST_SHARE)
    return np.stack(
        [
            scores[:, :-1],
            _log(types, LEAST_TYPE),
            *(_log(mean_of_others(shares, group), LEAST_SHARE) for group in (document, section, provision)),
            *(neighbour(spoken, document, step, np.log(LEAST_SHARE)) for step in STEPS),
            np.broadcast_to(_log(frequency, 0), shares.shape),
        ]
    )


def distribution(counts: Floats, inputs: NDArray[Any]) -> Floats:
    """Return the share of each measure in clauses that order something, where ``columns`` count ``counts``."""
    shares: Floats = softmax(np.tensordot(counts.astype(inputs.dtype), inputs, axes=1))
    return shares


def softmax(values: NDArray[Any]) -> NDArray[Any]:
    """Return each row as shares of one."""
    shares = values - values.max(axis=1, keepdims=True)
    np.exp(shares, out=shares)  # in place: new memory costs as much as the sums
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def _log(values: NDArray[Any], least: float) -> Singles:
    """Return the logarithm of ``values``, which are 0 or more, with ``least`` added."""
    return np.log(values.astype(np.float32) + np.float32(least))
