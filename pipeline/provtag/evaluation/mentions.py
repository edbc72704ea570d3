"""How well predicted mentions agree with labelled ones: precision, recall and F1 of span, role, link and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from provtag.schema import AgencyMention

Unit = tuple[Sequence[AgencyMention], Sequence[AgencyMention]]
"""One clause or duty note: the labelled mentions, and the predicted ones."""


class Finder(Protocol):
    """Anything that finds agency mentions in clauses and duty notes."""

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """Return the mentions of a clause; ``lead_in`` is that of its enumeration."""

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        """Return the mentions of a duty note."""


ASPECTS = ("span", "role", "link", "all")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one aspect over some units; figures are NaN where nothing was labelled or predicted."""

    matched: int
    labelled: int
    predicted: int

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is labelled."""
        return self.matched / self.predicted if self.predicted else float("nan")

    @property
    def recall(self) -> float:
        """Return the share of the labelled that is predicted."""
        return self.matched / self.labelled if self.labelled else float("nan")

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        total = self.labelled + self.predicted
        return 2 * self.matched / total if total else float("nan")


def scores(units: Sequence[Unit]) -> dict[str, Agreement]:
    """Agreement over all units, for every aspect."""
    *matched, labelled, predicted = (int(count) for count in _counted(units).sum(axis=0))
    return {aspect: Agreement(count, labelled, predicted) for aspect, count in zip(ASPECTS, matched, strict=True)}


def intervals(units: Sequence[Unit], draws: int = 1000, seed: int = 0) -> dict[str, tuple[float, float]]:
    """95 % bootstrap interval of F1 over units (drawn with replacement), for every aspect.

    Draws in which nothing was labelled or predicted are left out; NaN where all are.
    """
    if not units:
        return dict.fromkeys(ASPECTS, _bounds(np.zeros(0)))
    counted = _counted(units)
    generator = np.random.RandomState([seed])  # its draws are the same in every version of NumPy
    drawn = np.array([_f1_of(counted, generator.random_sample(len(units))) for _ in range(draws)])
    return {aspect: _bounds(values) for aspect, values in zip(ASPECTS, drawn.T, strict=True)}


def _counted(units: Sequence[Unit]) -> NDArray[np.float64]:
    """Return what each unit counts (units × matched in each aspect, labelled, predicted); whole numbers all, but floating ones
    are summed twenty times as fast."""
    return np.array([_counts(*unit) for unit in units], float).reshape(-1, len(ASPECTS) + 2)


def _counts(labelled: Sequence[AgencyMention], predicted: Sequence[AgencyMention]) -> tuple[int, ...]:
    wanted = {(mention.start, mention.end): mention for mention in labelled}
    found = {(mention.start, mention.end): mention for mention in predicted}
    pairs = [(wanted[place], found[place]) for place in wanted.keys() & found.keys()]
    same = [(one.role == other.role, one.agency_id == other.agency_id) for one, other in pairs]
    return len(pairs), sum(role for role, _ in same), sum(link for _, link in same), sum(map(all, same)), len(wanted), len(found)


def _bounds(values: NDArray[np.float64]) -> tuple[float, float]:
    defined = np.sort(values[~np.isnan(values)])
    if not len(defined):
        return float("nan"), float("nan")
    return float(defined[int(0.025 * len(defined))]), float(defined[min(int(0.975 * len(defined)), len(defined) - 1)])


def _f1_of(counted: NDArray[np.float64], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return F1 of every aspect over the units that ``chances`` (from 0 to 1) fall on."""
    times = np.bincount((chances * len(counted)).astype(np.int64), minlength=len(counted)).astype(float)
    *matched, labelled, predicted = np.tensordot(times, counted, axes=1)
    total = labelled + predicted
    return 2 * np.array(matched) / total if total else np.full(len(matched), np.nan)
