"""How often the measures said of clauses are right: the main one, those among the likeliest, the set; what abstaining gains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provtag.evaluation.scores import DIGITS, ratio
from provtag.schema import Label, MeasureScore

AMONG = 3
# The share of the clauses that are decided where the model abstains from the rest.
DECIDED = 0.7

Names = Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a clause: ``wanted`` by its label, the main measure first; the ``likeliest`` as the model has them, the
    likeliest first; the set that was ``decided`` on; and the document it is of."""

    wanted: Names
    likeliest: Sequence[MeasureScore]
    decided: Names
    document: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """What was said of clauses, judged by their labels, as arrays with a row a clause.

    ``ranks``: which of the ``AMONG`` likeliest the main measure is, from 0, and ``AMONG`` where it is none of them. ``scores``:
    of the likeliest. ``sets``: twice how many measures the two sets share, and how many they have together.
    """

    with_measures: NDArray[np.bool_]
    ranks: NDArray[np.int64]
    scores: NDArray[np.float64]
    sets: NDArray[np.int64]

    @classmethod
    def of(cls, said: Sequence[Said]) -> Judgements:
        """Judge what was said."""
        return cls(
            np.array([bool(item.wanted) for item in said], bool),
            np.array([_rank(item) for item in said], np.int64),
            np.array([item.likeliest[0].score if item.likeliest else 0.0 for item in said]),
            np.array([_shared(item.wanted, item.decided) for item in said], np.int64).reshape(-1, 2),
        )

    def at(self, places: NDArray[np.int64]) -> Judgements:
        """Return the clauses at ``places``, some perhaps more than once."""
        return Judgements(self.with_measures[places], self.ranks[places], self.scores[places], self.sets[places])

    def statistics(self) -> dict[str, float]:
        """Return the figures of these clauses, without their intervals."""
        ordering = np.flatnonzero(self.with_measures)
        ranks = self.ranks[ordering[np.argsort(-self.scores[ordering], kind="stable")]]  # the surest first
        surest = ranks[: max(round(DECIDED * len(ranks)), 1)]
        return {
            "main_first": _share((ranks == 0).sum(), len(ranks)),
            "main_among_three": _share((ranks < AMONG).sum(), len(ranks)),
            "set_f1": _share(*self.sets.sum(axis=0)),
            "decided_right": _share((surest == 0).sum(), len(surest)),
        }


def _rank(item: Said) -> int:
    names = [measure.measure_id for measure in item.likeliest[:AMONG]]
    return names.index(item.wanted[0]) if item.wanted and item.wanted[0] in names else AMONG


def judged(label: Label) -> bool:
    """Tell whether somebody judged the measures of a clause: not where it has action types and no measure of the map fits."""
    return label.action_types is not None and bool(label.measures or not label.action_types)


def figures(said: Sequence[Said], draws: int, seed: int) -> dict[str, Any]:
    """Return the figures of clauses, with 95 % bootstrap intervals over documents.

    ``main_first`` and ``main_among_three`` are of the clauses that have measures, ``set_f1`` of all. ``decided_right``: of the
    ``DECIDED`` share of them of which the model is surest, those whose likeliest measure is the main one.
    """
    judgements = Judgements.of(said)
    documents, place = np.unique([item.document for item in said], return_inverse=True)
    of_document = [np.flatnonzero(place == number) for number in range(len(documents))]
    generator = np.random.default_rng(seed)
    samples = (generator.integers(len(documents), size=len(documents)) for _ in range(draws))
    drawn = [judgements.at(np.concatenate([of_document[at] for at in sample])).statistics() for sample in samples]
    found: dict[str, Any] = {"clauses": len(said), "with_measures": sum(bool(item.wanted) for item in said)}
    for name, value in judgements.statistics().items():
        low, high = np.nanpercentile([sample[name] for sample in drawn], [2.5, 97.5])
        found |= {
            name: round(value, DIGITS),
            f"{name}_low": round(float(low), DIGITS),
            f"{name}_high": round(float(high), DIGITS),
        }
    return found


def set_f1(pairs: Iterable[tuple[Names, Names]]) -> float:
    """Return the F1 of sets of measures, all clauses together."""
    counts = np.array([_shared(one, other) for one, other in pairs]).reshape(-1, 2)
    return _share(*counts.sum(axis=0))


def _shared(one: Names, other: Names) -> tuple[int, int]:
    """Twice how many measures two sets share, and how many they have together."""
    return 2 * len(set(one) & set(other)), len(set(one)) + len(set(other))


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else float("nan")


def risk_coverage(said: Sequence[Said]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the curve: clauses decided from the surest on, and the share whose likeliest measure is wrong."""
    ordering = sorted((item for item in said if item.wanted), key=lambda item: -item.likeliest[0].score)
    wrong = np.array([item.likeliest[0].measure_id != item.wanted[0] for item in ordering])
    for percentage in range(5, 101, 5):
        kept = max(round(percentage / 100 * len(wrong)), 1)
        least = ordering[kept - 1].likeliest[0].score
        yield {"coverage": percentage / 100, "wrong": round(float(wrong[:kept].mean()), DIGITS), "share": round(least, DIGITS)}


def calibration(said: Sequence[Said], bins: int = 10) -> list[dict[str, Any]]:
    """Return by probability of the likeliest measure how often it is among those that hold."""
    ordering = [item for item in said if item.wanted]
    share = np.array([item.likeliest[0].score for item in ordering])
    holds = np.array([item.likeliest[0].measure_id in item.wanted for item in ordering])
    number = np.minimum((share * bins).astype(int), bins - 1)
    return [
        {
            "mean_share": round(float(share[number == at].mean()), DIGITS),
            "holds": round(float(holds[number == at].mean()), DIGITS),
            "clauses": int((number == at).sum()),
        }
        for at in np.unique(number)
    ]


def agreement(one: Mapping[str, Names], other: Mapping[str, Names]) -> dict[str, Any]:
    """Return how far two annotators agree: clause id → measures; the main one where both gave any, and the sets of all."""
    shared = [(found, other[clause_id]) for clause_id, found in one.items() if clause_id in other]
    both = [(first, second) for first, second in shared if first and second]
    return {
        "clauses": len(shared),
        "both_gave_measures": len(both),
        "main_same": ratio(sum(first[0] == second[0] for first, second in both), len(both)),
        "set_f1": round(set_f1(shared), DIGITS),
    }
