"""The one learned decision: what a possible name is in its clause, by the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.contexts import Sentence, lists
from provtag.agencies.features import BITS, Integers, Seen, features, numbers
from provtag.files import write_array
from provtag.schema import Role

Floats = NDArray[np.float32]

# What a possible name can be; None: no agency.
OUTCOMES: tuple[Role | None, ...] = (None, Role.LEAD, Role.SUPPORT, Role.MENTION)
NO_AGENCY = OUTCOMES.index(None)
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
        of_families = self._weights.take(numbers(features(sentences)).T, axis=0)  # added family by family, which is the fastest
        return of_families.sum(axis=0) + self._intercepts

    def roles(self, sentences: Sequence[Sentence]) -> Iterator[Role | None]:
        """Yield the likeliest outcome of every possible name of ``sentences``, in reading order; agencies of one list have one
        role."""
        for outcome in self._outcomes(sentences).tolist():
            yield OUTCOMES[outcome]

    def _outcomes(self, sentences: Sequence[Sentence]) -> Integers:
        """Return the outcomes (possible names, as indices into OUTCOMES) that are decided on."""
        odds = self.log_odds(sentences)
        outcomes = odds.argmax(axis=1)
        first = 0
        for sentence in sentences:
            own = slice(first, first := first + len(sentence.names))
            if len(set(outcomes[own].tolist()) - {NO_AGENCY}) > 1:
                outcomes[own] = _of_lists(sentence, odds[own], outcomes[own])
        return outcomes

    def reasons(self, sentence: Sentence, most: int) -> list[list[Reason]]:
        """Return for each possible name of ``sentence`` what spoke most for its outcome, against the mean of all outcomes."""
        chosen = self._outcomes([sentence]).tolist()
        if not chosen:
            return []
        families = list(features([sentence]))
        return [self._reasons(families, rows, at, chosen[at])[:most] for at, rows in enumerate(numbers(families))]

    def _reasons(self, families: Sequence[Seen], rows: Integers, at: int, outcome: int) -> list[Reason]:
        """Return what speaks for an ``outcome`` of the name ``at``, the most telling first; ``rows``: its features' numbers."""
        weights: dict[str, float] = {}
        said = self._weights[rows]
        for seen, weight in zip(families, (said[:, outcome] - said.mean(axis=1)).tolist(), strict=True):
            words = seen.words(at)
            weights[words] = weights.get(words, 0.0) + weight
        return [Reason(*item) for item in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]

    def save(self, folder: Path) -> None:
        """Write the weights as arrays; the same weights give the same bytes."""
        for name, array in ((WEIGHTS, self._weights), (INTERCEPTS, self._intercepts)):
            write_array(folder / name, array)

    @classmethod
    def load(cls, folder: Path) -> Decision | None:
        """Read what ``save`` wrote; None where no decision was stored. Raises ValueError where the shapes are others."""
        if not (folder / WEIGHTS).exists():
            return None
        weights, intercepts = (np.load(folder / name, allow_pickle=False) for name in (WEIGHTS, INTERCEPTS))
        if weights.shape != (1 << BITS, len(OUTCOMES)) or intercepts.shape != (len(OUTCOMES),):
            raise ValueError(f"{WEIGHTS} has the shape {weights.shape}, not {(1 << BITS, len(OUTCOMES))}")
        return cls(weights, intercepts)


def _of_lists(sentence: Sentence, odds: Floats, outcomes: Integers) -> Integers:
    """Return the ``outcomes`` of the names of a sentence, with the role that is likeliest for all members of a list together."""
    agencies = np.flatnonzero(outcomes != NO_AGENCY)
    roles = np.where(np.arange(len(OUTCOMES)) == NO_AGENCY, -np.inf, odds)
    decided = outcomes.copy()
    for members in lists(sentence.text, [sentence.names[at] for at in agencies.tolist()]):
        decided[agencies[members]] = roles[agencies[members]].sum(axis=0).argmax()
    return decided
