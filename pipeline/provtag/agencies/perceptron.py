"""An averaged perceptron in whole numbers: the same weights on every machine, stored as plain JSON."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Example = tuple[Sequence[str], str]
"""Features that are present, and the class."""


class Perceptron:
    """Scores classes by summed integer weights of the features present."""

    def __init__(self, classes: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        self._classes = tuple(classes)
        self._weights = {feature: tuple(row) for feature, row in weights.items()}

    @classmethod
    def fit(cls, classes: Sequence[str], examples: Sequence[Example], rounds: int = 8, seen: int = 2) -> Perceptron:
        """Learn ``classes`` from examples; features present in fewer than ``seen`` of them are ignored. Deterministic."""
        counts = Counter(feature for features, _ in examples for feature in set(features))
        known = [([feature for feature in features if counts[feature] >= seen], answer) for features, answer in examples]
        weights: dict[str, list[int]] = {}
        totals: dict[str, list[int]] = {}  # sum over time of every weight, less what came before its last change
        clock = 0
        generator = random.Random(0)
        for _ in range(rounds):
            order = list(range(len(known)))
            generator.shuffle(order)
            for features, answer in (known[index] for index in order):
                clock += 1
                guess = _best(classes, _sums(weights, features, len(classes)))
                if guess == answer:
                    continue
                for feature in features:
                    row = weights.setdefault(feature, [0] * len(classes))
                    total = totals.setdefault(feature, [0] * len(classes))
                    for label, step in ((answer, 1), (guess, -1)):
                        row[classes.index(label)] += step
                        total[classes.index(label)] += step * clock
        averaged = {
            feature: [weight * (clock + 1) - total for weight, total in zip(row, totals[feature], strict=True)]
            for feature, row in weights.items()
        }
        return cls(classes, {feature: averaged[feature] for feature in sorted(averaged) if any(averaged[feature])})

    def predict(self, features: Sequence[str]) -> tuple[str, float]:
        """The best class, and its lead over the next as a share of the weights that spoke (0: a tie, 1: all agree)."""
        sums = _sums(self._weights, features, len(self._classes))
        ranked = sorted(sums, reverse=True)
        spoken = sum(max(map(abs, self._weights[feature])) for feature in features if feature in self._weights)
        lead = (ranked[0] - ranked[1]) / (2 * spoken) if spoken and len(ranked) > 1 else 0.0
        return _best(self._classes, sums), min(lead, 1.0)

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"classes": list(self._classes), "weights": {name: list(row) for name, row in self._weights.items()}}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Perceptron:
        """The perceptron from what ``to_data`` gave."""
        return cls(data["classes"], data["weights"])


def _sums(weights: Mapping[str, Sequence[int]], features: Sequence[str], classes: int) -> list[int]:
    rows = [weights[feature] for feature in features if feature in weights]
    return [sum(row[index] for row in rows) for index in range(classes)]


def _best(classes: Sequence[str], sums: Sequence[int]) -> str:
    return classes[max(range(len(classes)), key=lambda index: (sums[index], -index))]
