"""The measures inside a clause: what stands between commas may order something of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provtag.patterns import Pattern

# A shorter piece ("同时，", "对此，") orders nothing by itself and joins what follows.
SHORTEST = 6
# Folded text: full-width marks are half-width here.
PIECE = Pattern(r"[^,;:。]*[,;:。]?")


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


def measures_of(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the measures of all clauses, and the number of each one's clause."""
    ranges = [split_measures(text) for text in texts]
    pieces = [text[start:end] for text, of_text in zip(texts, ranges, strict=True) for start, end in of_text]
    return pieces, np.repeat(np.arange(len(texts)), [len(of_text) for of_text in ranges])


def best_rows(scores: NDArray[np.float64], rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return for each of ``count`` clauses which measure scores highest; ``rows`` ascends and every clause has a measure."""
    each = np.arange(count)
    highest = np.maximum.reduceat(scores, np.searchsorted(rows, each))
    best = np.flatnonzero(scores == highest[rows])
    return best[np.searchsorted(rows[best], each)]  # the first where several are
