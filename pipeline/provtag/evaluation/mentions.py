"""How well predicted mentions agree with labelled ones: precision, recall and F1 of span, role, link and all."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from provtag.schema import AgencyMention

Unit = tuple[Sequence[AgencyMention], Sequence[AgencyMention]]
"""One clause or duty note: the labelled mentions, and the predicted ones."""

ASPECTS: dict[str, Callable[[AgencyMention], tuple[object, ...]]] = {
    "span": lambda mention: (mention.start, mention.end),
    "role": lambda mention: (mention.start, mention.end, mention.role),
    "link": lambda mention: (mention.start, mention.end, mention.agency_id),
    "all": lambda mention: (mention.start, mention.end, mention.role, mention.agency_id),
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one aspect over some units; figures are NaN where nothing was labelled or predicted."""

    matched: int
    labelled: int
    predicted: int

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.matched + other.matched, self.labelled + other.labelled, self.predicted + other.predicted)

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


def agreement(unit: Unit, aspect: str) -> Agreement:
    """Agreement of one unit in one of ``ASPECTS``."""
    key = ASPECTS[aspect]
    labelled, predicted = ({key(mention) for mention in mentions} for mentions in unit)
    return Agreement(len(labelled & predicted), len(labelled), len(predicted))


def scores(units: Sequence[Unit]) -> dict[str, Agreement]:
    """Agreement over all units, for every aspect."""
    return {aspect: _sum([agreement(unit, aspect) for unit in units]) for aspect in ASPECTS}


def interval(units: Sequence[Unit], aspect: str, draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """95 % bootstrap interval of F1 over units (drawn with replacement)."""
    counted = [agreement(unit, aspect) for unit in units]
    generator = random.Random(seed)
    drawn = sorted(_sum(generator.choices(counted, k=len(counted))).f1 for _ in range(draws)) if counted else []
    if not drawn:
        return float("nan"), float("nan")
    return drawn[int(0.025 * draws)], drawn[min(int(0.975 * draws), draws - 1)]


def _sum(counts: Sequence[Agreement]) -> Agreement:
    return Agreement(
        sum(count.matched for count in counts),
        sum(count.labelled for count in counts),
        sum(count.predicted for count in counts),
    )
