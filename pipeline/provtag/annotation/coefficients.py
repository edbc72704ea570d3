"""Agreement corrected for chance, for any number of annotators with missing opinions, and bootstrap intervals.

Opinions come as ``counts``, an integer array (units, values): how many annotators gave the unit the value. An annotator
who did not look at a unit is in none of its counts. ``times`` says how many units have each row of ``counts``. A coefficient
that the opinions leave undefined is ``nan``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provtag.groups import ranges

Counts = NDArray[np.int64]
Indices = NDArray[np.int64]

CONFIDENCE = 95.0  # per cent of the resamples that an interval holds


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its bootstrap interval; ``None`` where the opinions leave it undefined."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How intervals are drawn: number of resamples and seed of the generator."""

    resamples: int
    seed: int


def raw_agreement(counts: Counts, times: Counts) -> float:
    """Return the share of pairs of opinions on the same unit that agree, a mean over units with two or more opinions."""
    shared, opinions, weight = _with_opinions(counts, times, 2)
    if not weight.sum():
        return float("nan")
    return float(np.average((shared * (shared - 1)).sum(axis=1) / (opinions * (opinions - 1)), weights=weight))


def alpha(counts: Counts, times: Counts) -> float:
    """Return Krippendorff's alpha for nominal values; undefined when the units with two opinions show one value only.

    One less observed disagreement over expected (Krippendorff 2011): the share of pairs of opinions that differ, within units
    (each weighed by its number of opinions) and among all opinions.
    """
    shared, opinions, weight = _with_opinions(counts, times, 2)
    totals = weight @ shared
    if np.count_nonzero(totals) < 2:
        return float("nan")
    observed = weight @ ((opinions**2 - (shared**2).sum(axis=1)) / (opinions - 1))
    expected = (totals.sum() ** 2 - (totals**2).sum()) / (totals.sum() - 1)
    return float(1 - observed / expected)


def ac1(counts: Counts, times: Counts) -> float:
    """Return Gwet's AC1 (Gwet 2008), which stays meaningful where one value is rare; the columns are all possible values.

    Undefined when no unit has two opinions or only one value is possible.
    """
    agreement = raw_agreement(counts, times)
    if np.isnan(agreement) or counts.shape[1] < 2:
        return float("nan")
    looked_at, opinions, weight = _with_opinions(counts, times, 1)
    shares = np.average(looked_at / opinions[:, None], axis=0, weights=weight)
    chance = float((shares * (1 - shares)).sum()) / (counts.shape[1] - 1)
    return (agreement - chance) / (1 - chance)


def _with_opinions(counts: Counts, times: Counts, least: int) -> tuple[Counts, Counts, Counts]:
    """Return the rows with ``least`` opinions or more, how many opinions each has, and how many units have it."""
    opinions = counts.sum(axis=1)
    enough = opinions >= least
    return counts[enough], opinions[enough], times[enough]


def figure(statistic: Callable[[Indices], float], groups: Sequence[str], bootstrap: Bootstrap) -> Figure:
    """Return ``statistic`` of all units with its percentile interval.

    ``statistic`` takes indices of units. Whole groups are drawn with replacement (``groups`` names the group of each unit),
    since clauses of one provision are no independent observations. Resamples that leave it undefined are left out.
    """
    value = statistic(np.arange(len(groups)))
    if np.isnan(value):
        return Figure(None, None, None)
    _, block, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    members, starts = np.argsort(block, kind="stable"), np.cumsum(sizes) - sizes
    generator = np.random.default_rng(bootstrap.seed)
    draws = generator.integers(len(sizes), size=(bootstrap.resamples, len(sizes)))
    values = np.array([statistic(members[ranges(starts[draw], sizes[draw])]) for draw in draws])
    defined = values[~np.isnan(values)]
    if not len(defined):
        return Figure(value, None, None)
    low, high = np.percentile(defined, [(100 - CONFIDENCE) / 2, (100 + CONFIDENCE) / 2])
    return Figure(value, float(low), float(high))
