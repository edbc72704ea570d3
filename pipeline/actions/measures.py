"""The measures inside a clause: what stands between commas may order something of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A shorter piece ("同时，", "对此，") orders nothing by itself and joins what follows.
SHORTEST = 6
# Folded text: full-width marks are half-width here.
PIECE = re.compile(r"[^,;:。]*[,;:。]?")


def split_measures(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the measures of a folded clause; they cover the text in order (one empty range for "")."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in PIECE.finditer(text):
        if match.end() - start >= SHORTEST:
            ranges.append((start, match.end()))
            start = match.end()
    if start < len(text) or not ranges:
        if ranges:
            start = ranges.pop()[0]
        ranges.append((start, len(text)))
    return ranges


def measures_of(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """Return the measures of all clauses, the number of each one's clause, and where in it each begins."""
    found = [(text[start:end], row, start) for row, text in enumerate(texts) for start, end in split_measures(text)]
    pieces = [piece for piece, _, _ in found]
    places = np.array([(row, start) for _, row, start in found], np.int64).reshape(-1, 2)
    return pieces, places[:, 0], places[:, 1]


def best_rows(scores: NDArray[np.float64], rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return for each of ``count`` clauses which measure scores highest; ``rows`` ascends and every clause has a measure."""
    each = np.arange(count)
    highest = np.maximum.reduceat(scores, np.searchsorted(rows, each))
    best = np.flatnonzero(scores == highest[rows])
    return best[np.searchsorted(rows[best], each)]  # the first where several are
