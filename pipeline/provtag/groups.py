"""Rows in groups (the clauses of a document, a section, a provision): their numbers, ranges of them, and what the others of a
group say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def numbered(keys: Iterable[Hashable]) -> Integers:
    """Return keys as numbers (rows,), in the order in which they appear."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(key, len(seen)) for key in keys], np.int64)


def ranges(first: Integers, counts: Integers) -> Integers:
    """Return the numbers from each ``first`` on, so many of each, one range behind the other."""
    return np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def mean_of_others(values: NDArray[Any], group: Integers) -> NDArray[Any]:
    """Return for each row of ``values`` (rows × columns) the mean of the other rows of its ``group`` (rows,), nought where there
    are none."""
    order = np.argsort(group, kind="stable")
    first = np.flatnonzero(np.diff(group[order], prepend=-1))
    total = np.add.reduceat(values[order], first, axis=0)[group]
    others = np.bincount(group)[group, None] - 1
    each = ((others > 0) / np.maximum(others, 1)).astype(values.dtype)
    return (total - values) * each


def neighbour(values: NDArray[Any], group: Integers, step: int, nothing: float = 0.0) -> NDArray[Any]:
    """Return the row of ``values`` (rows × columns) so many before each (behind it where ``step`` is negative), ``nothing`` where
    that is of another ``group`` (rows,)."""
    of_group = np.roll(group, step) == group
    of_group[slice(None, step) if step > 0 else slice(step, None)] = False
    return np.where(of_group[:, None], np.roll(values, step, axis=0), values.dtype.type(nothing))
