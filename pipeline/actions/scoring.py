"""Log-odds of clauses and each character's part in them, from one search for the features of all clauses of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.actions.measures import best_rows, measures_of
from pipeline.actions.occurrences import Integers, Occurrences, Texts
from pipeline.actions.vectoriser import ClauseVectoriser, ClauseView

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class LinearWeights:
    """Calibrated weights: (types × features) of the whole clause and of its best measure, and one intercept a type."""

    clause_weights: Floats
    measure_weights: Floats
    intercepts: Floats


class _Part(NamedTuple):
    """What the occurrences of one block in clauses add to the log-odds (occurrences × types)."""

    found: Occurrences
    part: Floats


class _MeasurePart(NamedTuple):
    """The same of occurrences inside a measure, whose number is ``piece``; it counts for the types that measure is best for."""

    found: Occurrences
    part: Floats
    piece: Integers


@dataclass(frozen=True)
class Scored:
    """Log-odds (clauses × types) and what they are made of; ``is_best`` (measures × types) tells which measures count."""

    log_odds: Floats
    lengths: Integers
    parts: Sequence[_Part]
    measure_parts: Sequence[_MeasurePart]
    is_best: Flags

    def characters(self, rows: Integers) -> tuple[Floats, Integers]:
        """Return each character's part in the log-odds (characters × types) for the clauses ``rows``, and where each begins.

        One row of zeros stands behind the characters of every clause.
        """
        widths = self.lengths[rows] + 1
        first = np.cumsum(widths) - widths
        place = np.full(len(self.lengths), -1)
        place[rows] = first
        characters = np.zeros((int(widths.sum()), self.log_odds.shape[1]))
        for found, part in self.parts:
            wanted = np.flatnonzero(place[found.row] >= 0)
            _spread(characters, place[found.row[wanted]] + found.start[wanted], found.length[wanted], part[wanted])
        for found, part, piece in self.measure_parts:
            wanted = np.flatnonzero(place[found.row] >= 0)
            counting = part[wanted] * self.is_best[piece[wanted]]
            _spread(characters, place[found.row[wanted]] + found.start[wanted], found.length[wanted], counting)
        return characters, first


class Scorer:
    """Adds up the weights of features found in clauses."""

    def __init__(self, vectoriser: ClauseVectoriser, weights: LinearWeights) -> None:
        self._vectoriser = vectoriser
        self._intercepts = weights.intercepts
        # One row a feature: an occurrence then reads its weights for all types from one place in memory.
        self._clause_weights = np.ascontiguousarray(weights.clause_weights.T)
        self._measure_weights = np.ascontiguousarray(weights.measure_weights.T)

    def score(self, views: Sequence[ClauseView]) -> Scored:
        """Score clauses; an item of an enumeration completes its lead-in and has the lead-in's types, and its own besides."""
        lead_ins = list(dict.fromkeys(item.lead_in for item in views if item.lead_in))
        scored = self._score([*views, *map(ClauseView, lead_ins)])
        number = {lead_in: len(views) + at for at, lead_in in enumerate(lead_ins)}
        items = [at for at, item in enumerate(views) if item.lead_in]
        of_lead_in = scored.log_odds[[number[views[at].lead_in] for at in items]]
        log_odds = scored.log_odds[: len(views)]
        log_odds[items] = np.maximum(log_odds[items], of_lead_in)
        return replace(scored, log_odds=log_odds)

    def _score(self, views: Sequence[ClauseView]) -> Scored:
        own = Texts([item.own for item in views])
        log_odds = np.tile(self._intercepts, (len(views), 1))
        parts = []
        for block, columns in self._vectoriser.columns():
            weights = self._clause_weights[columns]
            if block.is_own:
                found = block.find(own)
                part = weights.take(found.feature, axis=0) * block.shares(found, len(own))[:, None]
                log_odds += _sums(part, found.row, len(own))
                parts.append(_Part(found, part))
            else:  # clauses share their context
                contexts = block.texts(views)
                number = {text: at for at, text in enumerate(dict.fromkeys(contexts))}
                distinct = Texts(list(number))
                found = block.find(distinct)
                part = weights.take(found.feature, axis=0) * block.shares(found, len(distinct))[:, None]
                log_odds += _sums(part, found.row, len(distinct))[[number[text] for text in contexts]]
        measure_parts, is_best = self._add_best_measures(own, [found for found, _ in parts], log_odds)
        return Scored(log_odds, own.lengths, parts, measure_parts, is_best)

    def _add_best_measures(
        self, own: Texts, everywhere: Sequence[Occurrences], log_odds: Floats
    ) -> tuple[list[_MeasurePart], Flags]:
        pieces, clause, _ = measures_of(own.strings)
        piece_at = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
        scores = np.zeros((len(pieces), log_odds.shape[1]))
        parts = []
        for found, (block, columns) in zip(everywhere, self._vectoriser.own_columns(), strict=True):
            start = own.first[found.row] + found.start
            piece = piece_at[start]
            inside = np.flatnonzero(piece == piece_at[start + found.length - 1])
            found, piece = Occurrences(*(values[inside] for values in found)), piece[inside]
            share = block.shares(found._replace(row=piece), len(pieces))
            part = self._measure_weights[columns].take(found.feature, axis=0) * share[:, None]
            for at, column in enumerate(part.T):
                scores[:, at] += np.bincount(piece, column, minlength=len(pieces))
            parts.append(_MeasurePart(found, part, piece))
        is_best = np.zeros(scores.shape, bool)
        for at in range(scores.shape[1]):
            best = best_rows(scores[:, at], clause, len(own))
            log_odds[:, at] += scores[best, at]
            is_best[best, at] = True
        return parts, is_best


def _sums(part: Floats, row: Integers, rows: int) -> Floats:
    """Return the sum of ``part`` (occurrences × types) in every row (rows × types); ``row`` ascends."""
    sums = np.zeros((rows, part.shape[1]))
    if len(row):
        first = np.flatnonzero(np.diff(row, prepend=-1))
        sums[row[first]] = np.add.reduceat(part, first, axis=0)
    return sums


def _spread(characters: Floats, start: Integers, length: Integers, part: Floats) -> None:
    """Add the part of every occurrence to ``characters`` (both with one column a type), in equal shares to each it covers.

    Occurrences of one block begin at different characters, so none of them is added twice to one at the same offset.
    """
    share = part / length[:, None]
    for offset in range(int(length.max(initial=0))):
        if not (inside := length > offset).all():
            start, length, share = start[inside], length[inside], share[inside]
        characters[start + offset] += share
