"""The one learned decision: what a possible name is in its clause, by the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.contexts import Sentence
from provtag.agencies.features import BITS, features, numbers
from provtag.files import atomic_path
from provtag.schema import Role

Floats = NDArray[np.float32]

# What a possible name can be; None: no agency.
OUTCOMES: tuple[Role | None, ...] = (None, Role.LEAD, Role.SUPPORT, Role.MENTION)
WEIGHTS, INTERCEPTS = "weights.npy", "intercepts.npy"


class Reason(NamedTuple):
    """Words around a name that spoke for its role, and how much (log-odds); ``words`` show the name's group as ``…``."""

    words: str
    weight: float


class Decision:
    """Weights (features × outcomes) and intercepts (outcomes) of a multinomial logistic regression."""

    def __init__(self, weights: Floats, intercepts: Floats) -> None:
        self._weights = weights
        self._intercepts = intercepts

    def log_odds(self, sentences: Sequence[Sentence]) -> Floats:
        """Return the scores (possible names × outcomes) of ``sentences``, in reading order."""
        if not any(sentence.names for sentence in sentences):
            return np.zeros((0, len(OUTCOMES)), np.float32)
        return self._weights[numbers(features(sentences))].sum(axis=1) + self._intercepts

    def roles(self, sentences: Sequence[Sentence]) -> Iterator[Role | None]:
        """Yield the likeliest outcome of every possible name of ``sentences``, in reading order."""
        for outcome in self.log_odds(sentences).argmax(axis=1).tolist():
            yield OUTCOMES[outcome]

    def reasons(self, sentence: Sentence, index: int, most: int) -> list[Reason]:
        """Return what spoke most for the outcome of the name ``index`` of ``sentence``, against the mean of all outcomes."""
        chosen = int(self.log_odds([sentence])[index].argmax())
        weights: dict[str, float] = {}
        families = list(features([sentence]))
        for seen, row in zip(families, self._weights[numbers(families)[index]], strict=True):
            words = seen.words(index)
            weights[words] = weights.get(words, 0.0) + float(row[chosen] - row.mean())
        return [Reason(*item) for item in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]]

    def save(self, folder: Path) -> None:
        """Write the weights as arrays; the same weights give the same bytes."""
        for name, array in ((WEIGHTS, self._weights), (INTERCEPTS, self._intercepts)):
            with atomic_path(folder / name) as temporary, temporary.open("wb") as stream:
                np.save(stream, array)

    @classmethod
    def load(cls, folder: Path) -> Decision | None:
        """Read what ``save`` wrote; None where no decision was stored. Raises ValueError where the shapes are others."""
        if not (folder / WEIGHTS).exists():
            return None
        weights, intercepts = (np.load(folder / name, allow_pickle=False) for name in (WEIGHTS, INTERCEPTS))
        if weights.shape != (1 << BITS, len(OUTCOMES)) or intercepts.shape != (len(OUTCOMES),):
            raise ValueError(f"{WEIGHTS} has the shape {weights.shape}, not {(1 << BITS, len(OUTCOMES))}")
        return cls(weights, intercepts)
