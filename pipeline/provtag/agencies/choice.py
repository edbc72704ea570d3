"""The learned choice of possible names: where names begin and end in a clause, whatever the register knows of them."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.contexts import OUTSIDE, Sentence
from provtag.agencies.features import BITS, Integers, among, number, numbers, places
from provtag.agencies.laid_out import LaidOut, Pairs, key, laid_out, of_boundaries, of_pairs
from provtag.files import write_array
from provtag.groups import ranges

Floats = NDArray[np.float32]

_FILES = ("choice_boundaries.npy", "choice_names.npy", "choice_intercepts.npy")
# Log-odds from which on two places may be the beginning and the end of a name, and from which on a name is worth a decision.
_POSSIBLE, _GENEROUS = -6.0, -3.0
_LONGEST = 24
# Log-odds where no position of a clause is.
_NO_POSITION = -20.0


_STOP = among(",;。:?!《》" + OUTSIDE)
_SIGN = ~among("".join(map(chr, range(ord("一"), ord("鿿") + 1))) + string.ascii_letters + string.digits)


class Chosen(NamedTuple):
    """A possible name of a clause, and the log-odds that it is one."""

    start: int
    end: int
    odds: float


class Choice:
    """Weights of two linear models: of boundaries (begins, ends × features) and of names between them (features).

    ``intercepts``: of begins, of ends, of names.
    """

    def __init__(self, boundaries: Floats, names: Floats, intercepts: Floats) -> None:
        self._boundaries = np.ascontiguousarray(boundaries.T)  # both weights of a feature side by side: one look for two
        self._names = names
        self._intercepts = intercepts

    def chosen(self, sentences: Sequence[Sentence]) -> list[list[Chosen]]:
        """Return for each sentence its possible names that overlap none other and are likeliest together."""
        laid = laid_out(sentences)
        pairs, opening, closing = self.pairs(laid)
        columns = numbers(of_pairs(laid, pairs, opening, closing)) if len(pairs.start) else np.zeros((0, 1), np.int64)
        odds = self._names.take(columns).sum(axis=1) + self._intercepts[2]
        worth = np.flatnonzero(odds > _GENEROUS)
        sentence_of = np.searchsorted(laid.offsets, pairs.start[worth], side="right") - 1
        found: list[list[Chosen]] = [[] for _ in sentences]
        for index, start, end, odd in zip(
            sentence_of.tolist(),
            (pairs.start[worth] - laid.offsets[sentence_of]).tolist(),
            (pairs.end[worth] - laid.offsets[sentence_of]).tolist(),
            odds[worth].tolist(),
            strict=True,
        ):
            found[index].append(Chosen(start, end, odd))
        return [likeliest(names) for names in found]

    def pairs(self, laid: LaidOut) -> tuple[Pairs, Floats, Floats]:
        """Return what may be names, and the log-odds of each position that one begins there and that one ends there."""
        opening, closing = (np.full(len(laid.points) + 1, _NO_POSITION, np.float32) for _ in range(2))
        odds = np.tile(self._intercepts[:2], (len(laid.positions), 1))
        for columns in map(number, of_boundaries(laid)):
            odds += self._boundaries.take(columns, axis=0)
        opening[laid.positions], closing[laid.positions] = odds.T
        return possible_pairs(laid, opening, closing), opening, closing

    def save(self, folder: Path) -> None:
        """Write the weights as arrays; the same weights give the same bytes."""
        arrays = (np.ascontiguousarray(self._boundaries.T), self._names, self._intercepts)
        for name, array in zip(_FILES, arrays, strict=True):
            write_array(folder / name, array)

    @classmethod
    def load(cls, folder: Path) -> Choice:
        """Read what ``save`` wrote. Raises ValueError where the shapes are others."""
        arrays = [np.load(folder / name, allow_pickle=False) for name in _FILES]
        shapes = [(2, 1 << BITS), (1 << BITS,), (3,)]
        if [array.shape for array in arrays] != shapes:
            raise ValueError(f"{_FILES[-1]} and its arrays have the shapes {[array.shape for array in arrays]}, not {shapes}")
        return cls(*arrays)


def possible_pairs(laid: LaidOut, opening: Floats, closing: Floats) -> Pairs:
    """Return the pairs of a possible beginning and a possible end with a clause's own words between them, and all proposed names.

    Signs stand only inside of what was proposed (县(市、区)|公安局刑侦科).
    """
    starts = np.flatnonzero((opening > _POSSIBLE) | (laid.begins > 0))
    ends = np.flatnonzero((closing > _POSSIBLE) | (laid.ends > 0))
    stop, sign = (_last_before(ends, places(laid.points, signs)) for signs in (_STOP, _SIGN))
    bound = np.where(laid.within[sign] > 0, stop, sign)  # what no name goes back beyond
    first = np.searchsorted(starts, np.maximum(bound + 1, ends - _LONGEST))
    counts = np.searchsorted(starts, ends) - first
    start, end = starts[ranges(first, counts)], np.repeat(ends, counts)
    likely = opening[start] + closing[end] > _POSSIBLE
    whole = (start > np.repeat(sign, counts)) | (laid.begins[start] > 0)
    fits = likely & whole
    keys = np.unique(np.concatenate([key(start[fits], end[fits]), laid.names]))
    return Pairs(keys >> 10, (keys >> 10) + (keys & 1023))


def _last_before(ends: Integers, at: Integers) -> Integers:
    """Return the last place of ``at`` before each of ``ends``; there is one."""
    return at[np.searchsorted(at, ends) - 1]


def likeliest(names: Sequence[Chosen]) -> list[Chosen]:
    """Return those of ``names``, in order of their starts, that overlap none other and have the highest log-odds together."""
    if all(one.end <= other.start for one, other in pairwise(names)):
        return list(names)
    by_end = sorted(names, key=lambda name: name.end)
    ends = [name.end for name in by_end]
    totals = [0.0]
    for name in by_end:
        before = bisect_right(ends, name.start, 0, len(totals) - 1)
        totals.append(max(totals[-1], totals[before] + name.odds - _GENEROUS))
    return list(_traced(by_end, ends, totals))[::-1]


def _traced(by_end: Sequence[Chosen], ends: Sequence[int], totals: Sequence[float]) -> Iterator[Chosen]:
    """Yield the names that make up the highest of ``totals``, the last first."""
    index = len(by_end)
    while index:
        if totals[index] == totals[index - 1]:
            index -= 1
            continue
        yield by_end[index - 1]
        index = bisect_right(ends, by_end[index - 1].start, 0, index - 1)
