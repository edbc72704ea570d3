"""Log-odds of clauses and each character's part in them, from one search for the features of all clauses of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from provtag.actions.context import Odds, innermost
from provtag.actions.measures import best_rows, measures_of
from provtag.actions.occurrences import Floats, Integers, Occurrences, Texts
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, Reading
from provtag.groups import ranges

Flags = NDArray[np.bool_]
Weights = TypeVar("Weights", NDArray[np.float64], NDArray[np.float32])

ARRAYS = ("clause_weights", "clause_intercepts", "measure_weights", "slopes", "intercepts")
# The column that says whether a clause orders anything; the types follow.
ORDERS = 0
# Weights are stored rounded, so that processors whose sums differ in the last bits train the same file.
WEIGHT_DIGITS = 3

# Parts of characters come out of running sums; less than this is what rounding leaves of nothing.
NOTHING = 1e-9


@dataclass(frozen=True)
class LinearWeights:
    """What words speak for, and how that is added up.

    ``clause_weights`` (1 + types × features), ``clause_intercepts`` (1 + types): of the whole clause, whether it orders anything
    and what if it does (see ``orders_what``), which counts by ``slopes`` (types). ``measure_weights`` (types × own features): of
    its best measure. ``intercepts`` (types): of the sum, which are calibrated log-odds.
    """

    clause_weights: Floats
    clause_intercepts: Floats
    measure_weights: Floats
    slopes: Floats
    intercepts: Floats

    def rounded(self) -> LinearWeights:
        """Return the weights as they are stored."""
        return LinearWeights(*(np.round(getattr(self, name), WEIGHT_DIGITS) for name in ARRAYS))


@dataclass(frozen=True)
class Scored:
    """Log-odds (clauses × types) and what they are made of.

    ``lengths``: characters of each clause. ``found``: the features in its own words; ``shares``: the part each has of its
    vector. ``of_clause`` (occurrences × 1 + types): what each adds as words of the clause. ``of_measure`` (occurrences × types):
    as words of the measure it lies in, whose number is in ``measure``, where ``is_best`` (measures × types) says that this is the
    best. ``steepness`` (2 × clauses × types): how the log-odds rise with the order and with the type.
    """

    log_odds: Floats
    lengths: Integers
    found: Occurrences
    shares: Floats
    of_clause: Floats
    of_measure: Floats
    measure: Integers
    is_best: Flags
    steepness: Floats

    def characters(self, rows: Integers, at: int) -> tuple[Floats, Integers]:
        """Return each character's part in the log-odds of the type ``at`` for the clauses ``rows``, and where each begins.

        An occurrence gives equal shares to the characters it covers. A nought stands behind the characters of every clause. The
        log-odds are not linear in order and type; a part is what a word adds at the steepness they have there.
        """
        widths = self.lengths[rows] + 1
        first = np.cumsum(widths) - widths
        begin, behind = np.searchsorted(self.found.row, [rows, rows + 1])
        wanted = ranges(begin, behind - begin)
        of_row = np.repeat(np.arange(len(rows)), behind - begin)
        start, length = first[of_row] + self.found.start[wanted], self.found.length[wanted]
        order, what = self.steepness[:, rows, at][:, of_row]
        of_measure = self.of_measure[wanted, at] * self.is_best[self.measure[wanted], at]
        parts = self.of_clause[wanted, ORDERS] * order + self.of_clause[wanted, ORDERS + 1 + at] * what + of_measure
        share, total = parts / length, int(widths.sum())
        characters = np.cumsum(np.bincount(start, share, total) - np.bincount(start + length, share, total))
        characters[np.abs(characters) < NOTHING] = 0
        return characters, first


def orders_what(order: Floats, what: Floats) -> Floats:
    """Return the log-odds that a clause orders a type, from those that it orders anything (clauses × 1), and this if so."""
    return -np.logaddexp(np.logaddexp(-order, -what), -order - what)


def steepness(order: Floats, what: Floats) -> Floats:
    """Return the derivatives of ``orders_what`` by ``order`` and by ``what`` (2 × clauses × types)."""
    odds = orders_what(order, what)
    neither = -order - what
    return np.exp(np.stack([np.logaddexp(-order, neither), np.logaddexp(-what, neither)]) + odds)


def with_lead_ins(own: Floats, lead_in: Floats, views: Sequence[ClauseView]) -> Floats:
    """Return log-odds of clauses in which every item of an enumeration has its lead-in's types besides its own."""
    is_item = np.array([bool(view.lead_in) for view in views])[:, None]
    return np.where(is_item, np.maximum(own, lead_in), own)


class Scorer:
    """Adds up the weights of features found in clauses."""

    def __init__(self, vectoriser: ClauseVectoriser, weights: LinearWeights) -> None:
        self._vectoriser = vectoriser
        self._weights = weights
        # One row a feature: an occurrence then reads its weights for all types from one place in memory.
        self._clause_weights = np.ascontiguousarray(weights.clause_weights.T)
        self._measure_weights = np.ascontiguousarray(weights.measure_weights.T)

    def score(self, views: Sequence[ClauseView]) -> tuple[Scored, Odds, Reading]:
        """Score clauses, and by the same weights the headings and lead-ins above them; returns also what was read.

        An item of an enumeration completes its lead-in and has the lead-in's types, and its own besides.
        """
        above = list(dict.fromkeys(text for view in views for text in (view.lead_in, innermost(view)) if text))
        scored = self._score([*views, *map(ClauseView, above)])
        nothing = len(views) + len(above)
        number = {text: len(views) + at for at, text in enumerate(above)} | {"": nothing}
        of_all = np.vstack([scored.log_odds, np.zeros((1, scored.log_odds.shape[1]))])
        heading = np.array([number[innermost(view)] for view in views])
        lead_in = np.array([number[view.lead_in] for view in views])
        own = with_lead_ins(scored.log_odds[: len(views)], of_all[lead_in], views)
        reading = Reading(nothing + 1, scored.found, scored.shares, heading, lead_in)
        return replace(scored, log_odds=own), Odds(own, of_all[heading], of_all[lead_in]), reading

    def _score(self, views: Sequence[ClauseView]) -> Scored:
        channel = self._vectoriser.own
        own = Texts(channel.texts(views))
        found = channel.find(own)
        shares = channel.shares(found, len(own))
        of_clause = self._clause_weights.take(found.feature, axis=0) * shares[:, None]
        whole = self._weights.clause_intercepts + sums(of_clause, found.row, len(own))
        self._add_contexts(views, whole)
        best, of_measure, measure, is_best = self._best_measures(own, found)
        order, what = whole[:, [ORDERS]], whole[:, ORDERS + 1 :]
        slopes = self._weights.slopes
        log_odds = orders_what(order, what) * slopes + best + self._weights.intercepts
        steep = steepness(order, what) * slopes
        return Scored(log_odds, own.lengths, found, shares, of_clause, of_measure, measure, is_best, steep)

    def _add_contexts(self, views: Sequence[ClauseView], whole: Floats) -> None:
        for channel, columns in self._vectoriser.contexts():
            texts = channel.texts(views)
            number = {text: at for at, text in enumerate(dict.fromkeys(texts))}  # clauses share their context
            distinct = Texts(list(number))
            found = channel.find(distinct)
            parts = self._clause_weights[columns].take(found.feature, axis=0) * channel.shares(found, len(distinct))[:, None]
            whole += sums(parts, found.row, len(distinct))[[number[text] for text in texts]]

    def _best_measures(self, own: Texts, found: Occurrences) -> tuple[Floats, Floats, Integers, Flags]:
        """Return the score of each clause's best measure (clauses × types); what words add as those of their measure
        (occurrences × types), which measure that is (their number where it is none), and which are best (1 + measures × types).
        """
        pieces, clause = measures_of(own.strings)
        count = len(pieces)
        piece_at = np.repeat(np.arange(count), [len(piece) for piece in pieces])
        start = own.first.take(found.row) + found.start
        piece = piece_at.take(start)
        piece[piece != piece_at.take(start + found.length - 1)] = count
        share = self._vectoriser.own.shares(found._replace(row=piece), count + 1)
        of_measure = self._measure_weights.take(found.feature, axis=0) * share[:, None]
        scores: Floats = np.stack([np.bincount(piece, column, count + 1)[:count] for column in of_measure.T], axis=1)
        best = np.stack([best_rows(column, clause, len(own)) for column in scores.T])
        is_best = np.zeros((count + 1, scores.shape[1]), bool)
        is_best[best.T, np.arange(scores.shape[1])] = True
        return np.take_along_axis(scores, best.T, axis=0), of_measure, piece, is_best


def sums(parts: Weights, row: Integers, rows: int) -> Weights:
    """Return the sum of ``parts`` (occurrences × columns) in every row (rows × columns); ``row`` ascends."""
    total = np.zeros((rows, parts.shape[1]), parts.dtype)
    if len(row):
        first = np.flatnonzero(np.diff(row, prepend=-1))
        total[row[first]] = np.add.reduceat(parts, first, axis=0)
    return total
