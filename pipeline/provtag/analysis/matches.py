"""The longest stretches that a text has in common with an earlier one: a suffix array, after Karp, Miller and Rosenberg (1972).

Every window of 2^k characters gets a number, equal windows the same one, in alphabetical order; the numbers of windows twice as
long come from pairs of them. Time grows as n log n with the characters of all texts, memory is about 150 bytes a character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]
Names = npt.NDArray[np.int32]

_AFTER_UNICODE = 0x110000


@dataclass(frozen=True, slots=True)
class Matches:
    """The runs, one entry each, ordered by text and start: ``text`` has from ``start`` to ``end`` what ``source``, an earlier
    text, has from ``source_start`` on."""

    text: Array
    start: Array
    end: Array
    source: Array
    source_start: Array


def earlier_matches(texts: Sequence[str], shortest: int) -> Matches:
    """Return every stretch of at least ``shortest`` characters that a text shares with one before it in ``texts`` and that no
    longer such stretch contains; its source is the first text that has all of it.

    The runs of a text may overlap; together they cover each character that stands in any shared stretch so long.
    """
    return _Windows(texts, shortest).matches()


class _Windows:
    """All texts in one row, each closed by a sign of its own, and the numbers of all their windows.

    The number of a window is how many windows come before it and its equals in alphabetical order; of windows of two characters,
    where pairs of signs are numbers small enough, it is the pair.
    """

    def __init__(self, texts: Sequence[str], shortest: int) -> None:
        self.shortest = shortest
        self.starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
        row = [part for number, text in enumerate(texts) for part in (_code_points(text), [_AFTER_UNICODE + number])]
        signs = np.concatenate(row) if row else np.zeros(0, np.int64)
        self.text_of = np.repeat(np.arange(len(texts)), np.diff(self.starts))
        self.order = np.arange(len(signs))
        self.levels: list[Names] = []
        if len(signs):
            self.levels.append(_small(signs))
            self._sort()

    def _sort(self) -> None:
        """Number the windows of all lengths; ``order`` becomes the alphabetical order of what follows each place."""
        alone = np.zeros(len(self.order), bool)
        while not alone.all():
            names = self.levels[-1]
            pairs = _pairs(names, 1 << len(self.levels) - 1)
            if len(self.levels) == 1 and pairs.max() < np.iinfo(np.int32).max:
                self.levels.append(pairs.astype(np.int32))
                continue
            # Those that are like no other stay where they are; the others are sorted among their likes.
            slots = np.flatnonzero(~alone)
            places = self.order[slots]
            by_pair = np.argsort(pairs[places], kind="stable")
            places = self.order[slots] = places[by_pair]
            new = np.diff(pairs[places], prepend=-1) != 0
            names = names.copy() if len(slots) < len(self.order) else np.empty_like(names)
            names[places] = np.maximum.accumulate(np.where(new, slots, 0))
            self.levels.append(names)
            alone[slots] = new & np.append(new[1:], True)

    def matches(self) -> Matches:
        """Return the runs."""
        order = self._shared_in_order()
        texts = self.text_of[order]
        before, after = _nearest_smaller(texts)
        left, right = self._common_with(order, before), self._common_with(order, after)
        length = np.zeros(len(self.text_of) + 1, np.int64)  # one more, so that the place before the first has length 0
        length[order] = np.maximum(left, right)
        length[length < self.shortest] = 0
        begins = (length > 0) & (np.roll(length, 1) != length + 1)
        place = np.zeros(len(self.text_of), np.int64)
        place[order] = np.arange(len(order))
        start = np.flatnonzero(begins)
        runs = place[start]
        nearest = (self._first_place(order, texts, runs, side, length[start]) for side in (before, after))
        source = np.minimum(*nearest)
        found = source % len(self.text_of)
        text, source_text = self.text_of[start], self.text_of[found]
        inside = start - self.starts[text]
        return Matches(text, inside, inside + length[start], source_text, found - self.starts[source_text])

    def _shared_in_order(self) -> Array:
        """Return, in alphabetical order of what follows, the places whose window of ``shortest`` characters two texts have."""
        if not self.levels:
            return np.zeros(0, np.int64)
        level = min(self.shortest.bit_length(), len(self.levels)) - 1
        names = self.levels[level]
        windows = _numbered(_pairs(names, self.shortest - (1 << level)))
        first = np.full(int(windows.max()) + 1, len(self.starts))
        last = np.full(len(first), -1)
        np.minimum.at(first, windows, self.text_of)
        np.maximum.at(last, windows, self.text_of)
        return self.order[(first < last)[windows[self.order]]]

    def _common_with(self, order: Array, other: Array) -> Array:
        """Return how many characters each place has in common with the one that ``other`` names (-1: with none)."""
        length = np.zeros(len(order), np.int64)
        some = np.flatnonzero(other >= 0)
        length[some] = self._common(order[some], order[other[some]])
        return length

    def _common(self, first: Array, second: Array) -> Array:
        """Return how many characters from ``first`` and from ``second`` on are equal, in pairs of different places."""
        length = np.zeros(len(first), np.int64)
        for level in reversed(range(len(self.levels))):
            names = self.levels[level]
            length += (names[first + length] == names[second + length]).astype(np.int64) << level
        return length

    def _first_place(self, order: Array, texts: Array, runs: Array, nearest: Array, length: Array) -> Array:
        """Return the first place, in the first text, that has a whole run, on one side of it in the order; a big one for none.

        Going from neighbour to neighbour, texts come earlier and what is shared gets shorter. The answer is a place plus its
        text times the number of places, so that the smaller is of the earlier text.
        """
        size = len(self.text_of)
        best = np.full(len(runs), size * len(self.starts))
        open_runs, here = np.arange(len(runs)), nearest[runs]
        while len(open_runs):
            open_runs, here = open_runs[here >= 0], here[here >= 0]
            whole = self._common(order[runs[open_runs]], order[here]) >= length[open_runs]
            open_runs, here = open_runs[whole], here[whole]
            best[open_runs] = texts[here] * size + order[here]
            here = nearest[here]
        return best


def _code_points(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


def _small(values: Array) -> Names:
    """Return ``values`` as the small numbers of the same order."""
    return (np.cumsum(np.bincount(values) > 0) - 1)[values].astype(np.int32)


def _pairs(names: Names, distance: int) -> Array:
    """Return one number, in alphabetical order, for the names of each place and of the one ``distance`` after it."""
    follows = np.zeros(len(names), np.int64)
    follows[: max(len(names) - distance, 0)] = names[distance:] + np.int64(1)
    return names * (np.int64(names.max()) + 2) + follows


def _numbered(values: Array) -> Array:
    """Return a number for each value, equal ones the same."""
    return np.unique(values, return_inverse=True)[1]


def _nearest_smaller(values: Array) -> tuple[Array, Array]:
    """Return the index of the nearest smaller value before each, and after each (-1 where there is none)."""
    before, after = [-1] * len(values), [-1] * len(values)
    waiting: list[int] = []
    listed = values.tolist()
    for index, value in enumerate(listed):
        while waiting and listed[waiting[-1]] > value:
            after[waiting.pop()] = index
        if waiting:
            top = waiting[-1]
            before[index] = top if listed[top] < value else before[top]
        waiting.append(index)
    return np.array(before, np.int64), np.array(after, np.int64)
