"""The measure model: from the words found in clauses to a distribution over measures, and the decision.

It reads the features that the action-type model has found, so that a clause is searched once. First come scores that are linear
in the words of the clause and of what stands above it, one a measure; then what else is known (``context``) is added, in the same
way for all measures, which also calibrates the scores. What the words speak for also settles the action types (``type_sets``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provtag.actions.contract import TYPES
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, Reading
from provtag.checking import checked
from provtag.files import read_json, write_json
from provtag.measures import type_sets
from provtag.measures.catalogue import Measure
from provtag.measures.context import COLUMNS, Floats, Integers, Singles, columns, distribution
from provtag.schema import ActionScores, ActionType, MeasureScore
from provtag.settings import MeasureSettings

# The arrays as they are stored, and as they are worked with.
ARRAYS = {
    "features": (np.int32, np.int64),
    "table": (np.float16, np.float32),
    "intercepts": (np.float16, np.float32),
    "counts": (np.float32, np.float64),
    "frequency": (np.float32, np.float64),
}
SET_ARRAYS = {"sets": (np.bool_, np.bool_), "weights": (np.float32, np.float64), "intercepts": (np.float32, np.float64)}
NOT_READ = -1
MOST_MEASURES = 3
# So many words are weighed at once: their weights stay in the processor's cache, however long a text is.
_TOGETHER = 4096
UNKNOWN, OTHER_TYPE = "unknown_measure", "measure_of_other_type"


@dataclass(frozen=True)
class MeasureWeights:
    """What is learnt.

    ``features``: the numbers of the words that are read, ascending. ``table``: their weights (words × measures and, last, none of
    them), ``intercepts`` likewise. ``counts``: what each of COLUMNS counts. ``frequency``: the share of each measure in training.
    """

    features: Integers
    table: Singles
    intercepts: Singles
    counts: Floats
    frequency: Floats


@dataclass(frozen=True, slots=True)
class Decision:
    """The measures of a clause, the main one first, and why a person should look at them."""

    measures: tuple[MeasureScore, ...] = ()
    review_reasons: tuple[str, ...] = ()


class MeasureModel:
    """Weights of words and surroundings over ``measures``, and of sets of types; plain arrays and JSON on disk.

    ``vectoriser``: the digest of the vectoriser whose features the weights are of.
    """

    def __init__(
        self,
        measures: Sequence[Measure],
        weights: MeasureWeights,
        sets: type_sets.SetWeights,
        settings: MeasureSettings,
        vectoriser: str,
    ) -> None:
        self.measures = tuple(measures)
        self.weights = weights
        self.sets = sets
        self.settings = settings
        self.vectoriser = vectoriser
        self._ids = [measure.measure_id for measure in self.measures]
        self._types = {measure.measure_id: measure.types for measure in self.measures}
        self._of_types = type_table(self.measures)
        self._row_of = np.full(int(weights.features.max(initial=NOT_READ)) + 2, NOT_READ)
        self._row_of[weights.features] = np.arange(len(weights.features))

    def names(self) -> dict[str, str]:
        """Return measure id → Chinese name."""
        return {measure.measure_id: measure.name for measure in self.measures}

    def scores(self, reading: Reading) -> Singles:
        """Return what the words speak for (clauses × measures and, last, none of them)."""
        rows = self._row_of[np.minimum(reading.found.feature, len(self._row_of) - 1)]
        read = np.flatnonzero(rows != NOT_READ)
        share, row = reading.shares[read].astype(np.float32), rows[read]
        ends = np.searchsorted(reading.found.row[read], np.arange(reading.rows + 1))
        of_texts = np.zeros((reading.rows, self.weights.table.shape[1]), np.float32)
        # A product a text is three times as fast as one sum over all of them, and in one small place of memory faster still.
        place = np.empty((_TOGETHER, of_texts.shape[1]), np.float32)
        for text, (begin, behind) in enumerate(pairwise(ends.tolist())):
            for first in range(begin, behind, _TOGETHER):
                end = min(first + _TOGETHER, behind)
                weights = place[: end - first]
                self.weights.table.take(row[first:end], axis=0, out=weights, mode="clip")  # other modes work in a new place
                of_texts[text] += share[first:end] @ weights
        heading, lead_in = np.float32(self.settings.heading), np.float32(self.settings.lead_in)
        above = heading * of_texts[reading.heading] + lead_in * of_texts[reading.lead_in]
        return self.weights.intercepts + of_texts[: reading.clauses] + above

    def settled(self, odds: Floats, scores: Singles, views: Sequence[ClauseView]) -> Floats:
        """Return the log-odds of the action types (clauses × types) as they are once the measures have had their say.

        ``odds`` are those that the action-type model gives, ``scores`` what the words of the clauses ``views`` speak for. Clauses
        that stand in no document keep theirs.
        """
        settled = self.sets.log_odds(type_sets.columns(odds, scores, self._of_types, views))
        return np.where(type_sets.in_documents(views)[:, None], settled, odds)

    def distribution(self, scores: Singles, views: Sequence[ClauseView], actions: Sequence[ActionScores]) -> Floats:
        """Return for each clause, if it orders anything, what (clauses × measures, each row adds up to 1).

        ``views`` are all clauses of a document in their order, ``scores`` and ``actions`` what is said of each.
        """
        types = np.array([[item.scores[action] for action in TYPES] for item in actions])
        inputs = columns(scores, compatible(types, self.measures), self.weights.frequency, views)
        return distribution(self.weights.counts, inputs)

    def decide(self, distribution: Floats, actions: Sequence[ActionScores]) -> list[Decision]:
        """Return the measures of clauses: none where a clause has no action type, or none is likely enough."""
        decisions = [Decision()] * len(actions)
        ordering = [at for at, item in enumerate(actions) if item.action_types]
        for at, likeliest in zip(ordering, self.likeliest(distribution[ordering]), strict=True):
            decisions[at] = decision(likeliest, actions[at].action_types, self._types, self.settings)
        return decisions

    def likeliest(self, distribution: Floats, count: int = MOST_MEASURES) -> list[list[MeasureScore]]:
        """Return the ``count`` likeliest measures of each clause, the likeliest first."""
        count = min(count, len(self.measures))
        order = np.argpartition(-distribution, count - 1, axis=1)[:, :count]
        shares = np.take_along_axis(distribution, order, axis=1)
        falling = np.argsort(-shares, axis=1, kind="stable")
        places = np.take_along_axis(order, falling, axis=1).tolist()
        found = np.take_along_axis(shares, falling, axis=1).tolist()
        return [
            [MeasureScore(self._ids[at], share) for at, share in zip(*of_clause, strict=True)]
            for of_clause in zip(places, found, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON; the same model gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, (stored, _) in ARRAYS.items():
            np.save(folder / f"{name}.npy", getattr(self.weights, name).astype(stored))
        for name, (kept, _) in SET_ARRAYS.items():
            np.save(folder / f"type_sets_{name}.npy", getattr(self.sets, name).astype(kept))
        write_json(folder / "settings.json", asdict(self.settings) | {"columns": list(COLUMNS), "vectoriser": self.vectoriser})
        write_json(folder / "measures.json", [asdict(measure) for measure in self.measures])

    @classmethod
    def load(cls, folder: Path) -> MeasureModel:
        """Read a model that ``save`` wrote; raises KeyError, ValueError or OSError where it is of another version."""
        settings = read_json(folder / "settings.json")
        vectoriser = settings.pop("vectoriser")
        if settings.pop("columns") != list(COLUMNS):
            raise ValueError(f"its columns are not {', '.join(COLUMNS)}")
        rows = read_json(folder / "measures.json")
        measures = [Measure(row["measure_id"], row["name"], tuple(map(ActionType, row["types"]))) for row in rows]
        weights = MeasureWeights(**_arrays(folder, ARRAYS))
        sets = type_sets.SetWeights(**_arrays(folder, SET_ARRAYS, "type_sets_"))
        if weights.table.shape != (len(weights.features), len(measures) + 1):
            raise ValueError(f"its table has the shape {weights.table.shape}")
        count = len(sets.intercepts)
        shapes = [array.shape for array in (sets.sets, sets.weights, sets.intercepts)]
        if shapes != [(count, len(TYPES)), (count, type_sets.width()), (count,)]:
            raise ValueError(f"its sets have the shapes {shapes}")
        return cls(
            measures, weights, sets, checked(MeasureSettings, settings, f"{folder / 'settings.json'}: measures"), vectoriser
        )


def decision(
    likeliest: Sequence[MeasureScore],
    types: Sequence[ActionType],
    types_of: Mapping[str, Sequence[ActionType]],
    settings: MeasureSettings,
) -> Decision:
    """Return the measures of a clause of the action types ``types`` from its likeliest, the likeliest first.

    ``types_of``: the action types of each measure.
    """
    if not types:
        return Decision()
    if likeliest[0].score < settings.least:
        return Decision((), (UNKNOWN,))
    agrees = not set(types).isdisjoint(types_of[likeliest[0].measure_id])
    more = (measure for measure in likeliest[1:MOST_MEASURES] if measure.score >= settings.threshold)
    return Decision((likeliest[0], *more), () if agrees else (OTHER_TYPE,))


def compatible(types: Floats, measures: Sequence[Measure]) -> Floats:
    """Return the probability that a clause has a type of each measure (clauses × measures) from those of ``types`` (× types)."""
    number = {found: at for at, found in enumerate(dict.fromkeys(measure.types for measure in measures))}
    likeliest = np.stack([types[:, [TYPES.index(action) for action in found]].max(axis=1) for found in number], axis=1)
    return likeliest[:, [number[measure.types] for measure in measures]]


def type_table(measures: Sequence[Measure]) -> NDArray[np.bool_]:
    """Return which measure is of which type (measures × types)."""
    return np.array([[action in measure.types for action in TYPES] for measure in measures], bool)


def vectoriser_id(vectoriser: ClauseVectoriser) -> str:
    """Return a digest of the features of a clause's own words: the same after saving and loading."""
    digest = hashlib.sha256(json.dumps(vectoriser.lexicon, sort_keys=True).encode())
    digest.update(vectoriser.own.idf.astype(np.float32).tobytes())
    return digest.hexdigest()


def _arrays(folder: Path, kinds: Mapping[str, tuple[Any, Any]], prefix: str = "") -> dict[str, NDArray[Any]]:
    """Read arrays, as they are worked with."""
    return {name: np.load(folder / f"{prefix}{name}.npy", allow_pickle=False).astype(used) for name, (_, used) in kinds.items()}
