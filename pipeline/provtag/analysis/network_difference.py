"""Do two documents differ in which agencies work together? A permutation test: clauses and notes are shuffled between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from provtag.analysis.network import Unit

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DIFFERENCE_COLUMNS = ("what", "source", "target", "first", "second", "difference", "p", "q")
DIGITS = 6
_CHUNK = 200  # shuffles in memory at a time
_EQUAL = 1e-9  # sums of the same numbers in another order differ by less


def difference_table(first: Sequence[Unit], second: Sequence[Unit], shuffles: int, seed: int) -> pd.DataFrame:
    """Return how the network of ``second`` differs from that of ``first``; p is the chance of as great a difference where clauses
    and notes belong to either by lot, q the same for many tests at once (Benjamini and Hochberg 1995).

    ``network``: half the sum of the differences of all ties, from 0 (the same) to 1 (no tie in common). ``agency``: the share of
    a document's clauses and notes that the agency shares with another. ``tie``: the share of the tie in the weight of all.
    """
    work = _Work.of([*first, *second])
    sides = np.arange(len(first) + len(second)) < len(first)
    seen = work.differences(sides[None, :])
    exceeded = [np.zeros(part.shape[1]) for part in seen]
    draw = np.random.default_rng(seed)
    for done in range(0, shuffles, _CHUNK):
        lots = draw.permuted(np.tile(sides, (min(_CHUNK, shuffles - done), 1)), axis=1)
        for count, part, other in zip(exceeded, seen, work.differences(lots), strict=True):
            count += (np.abs(other) >= np.abs(part) - _EQUAL).sum(axis=0)
    # The observed division is one of those that are possible (Phipson and Smyth 2010).
    network_p, agency_p, tie_p = ((count + 1) / (shuffles + 1) for count in exceeded)
    in_first, in_second = work.shares(sides[None, :]), work.shares(~sides[None, :])
    tables = [
        pd.DataFrame({"what": "network", "source": "", "target": "", "difference": seen[0][0], "p": network_p}),
        pd.DataFrame({"what": "agency", "source": work.agencies, "target": "", "p": agency_p}).assign(
            first=in_first[0][0], second=in_second[0][0], difference=seen[1][0]
        ),
        pd.DataFrame(work.ties, columns=["source", "target"]).assign(
            what="tie", p=tie_p, first=in_first[1][0], second=in_second[1][0], difference=seen[2][0]
        ),
    ]
    tables = [table.assign(q=_adjusted(table["p"].to_numpy())) for table in tables]
    tables[1:] = [table.sort_values("difference", key=lambda column: -column.abs(), kind="stable") for table in tables[1:]]
    return pd.concat(tables, ignore_index=True)[list(DIFFERENCE_COLUMNS)].round(DIGITS)


@dataclass(frozen=True)
class _Work:
    """The units as numbers: ``weights``, units × ties, and ``shared``, units × agencies, 1 where an agency shares the unit."""

    agencies: list[str]
    ties: list[tuple[str, str]]
    weights: Floats
    shared: Floats

    @classmethod
    def of(cls, units: Sequence[Unit]) -> _Work:
        """Return ``units`` as numbers."""
        agencies = sorted({agency for unit in units for agency in unit.agencies})
        ties = sorted({(source, target) for unit in units for source, target, _ in unit.ties()})
        places = {tie: number for number, tie in enumerate(ties)}
        weights, shared = np.zeros((len(units), len(ties))), np.zeros((len(units), len(agencies)))
        for number, unit in enumerate(units):
            for source, target, weight in unit.ties():
                weights[number, places[source, target]] = float(weight)
            if len(unit.agencies) > 1:
                shared[number] = [agency in unit.agencies for agency in agencies]
        return cls(agencies, ties, weights, shared)

    def shares(self, chosen: Flags) -> tuple[Floats, Floats]:
        """Return the shares of agencies and of ties in the units of each row of ``chosen`` (choices × units)."""
        weights = chosen @ self.weights
        return (
            chosen @ self.shared / np.maximum(chosen.sum(axis=1, keepdims=True), 1),
            weights / np.maximum(weights.sum(axis=1, keepdims=True), _EQUAL),
        )

    def differences(self, sides: Flags) -> tuple[Floats, Floats, Floats]:
        """Return the differences of network, agencies and ties for each row of ``sides``, true for the first document."""
        (first_agencies, first_ties), (second_agencies, second_ties) = self.shares(sides), self.shares(~sides)
        ties = second_ties - first_ties
        return np.abs(ties).sum(axis=1, keepdims=True) / 2, second_agencies - first_agencies, ties


def _adjusted(chances: Floats) -> Floats:
    """Return p values as the least false discovery rate at which each would be found."""
    order = np.argsort(-chances, kind="stable")
    rank = np.arange(len(chances), 0, -1)
    adjusted = np.empty(len(chances))
    adjusted[order] = np.minimum.accumulate(chances[order] * len(chances) / rank)
    return np.minimum(adjusted, 1.0)
