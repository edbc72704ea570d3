"""Which clause of one document is the counterpart of which of another: a learned score of every pair, then a choice of links.

A pair's probabilities of being the same, akin, part or nothing come from a multinomial logistic regression over its likeness.
Each clause of the plan is given at most one first counterpart, one to one, so that the sum of the probabilities is greatest
(Kuhn 1955; Jonker and Volgenant 1987); what is likely enough by itself is a link besides: one clause may stand in several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provtag.analysis.aligned import OUTCOMES
from provtag.analysis.embedding import Embedding
from provtag.analysis.likeness import FEATURES, Readable, Side, features
from provtag.analysis.links import Grade, Link
from provtag.files import read_json, write_json
from provtag.schema import InputError, ProvtagError
from provtag.tagging.manifest import ALIGNMENT

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WEIGHTS = "weights.npy"
SETTINGS = "settings.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the probability of a link must reach: of a ``first`` counterpart, and of one ``more``."""

    first: float
    more: float


class Scorer:
    """Weights (features, then one for the constant × OUTCOMES)."""

    def __init__(self, weights: Floats) -> None:
        self.weights = weights

    def __call__(self, likeness: Floats) -> Floats:
        """Return the probabilities of OUTCOMES (plan × other × outcomes) from likeness (plan × other × features)."""
        scores = likeness @ self.weights[:-1] + self.weights[-1]
        exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
        probabilities: Floats = exponents / exponents.sum(axis=-1, keepdims=True)
        return probabilities


class Aligner:
    """Finds the counterparts of clauses."""

    def __init__(self, embedding: Embedding, scorer: Scorer, thresholds: Thresholds) -> None:
        self.embedding = embedding
        self.scorer = scorer
        self.thresholds = thresholds

    def probabilities(self, plan: Sequence[Readable], other: Sequence[Readable]) -> Floats:
        """Return the probability of each of OUTCOMES for every pair of clauses; both documents have clauses."""
        return self.scorer(features(Side(plan, self.embedding), Side(other, self.embedding)))

    def rewording(self, old: Sequence[Readable], new: Sequence[Readable]) -> Floats:
        """Return the probability that two clauses order the same, or one a part of the other, for every pair."""
        return rewording_of(self.probabilities(old, new))

    def links(self, plan: Sequence[Readable], other: Sequence[Readable]) -> list[Link]:
        """Return the links of every clause of ``plan`` in order, the likeliest first; where there is none, one that says so."""
        if not plan:
            return []
        if not other:
            return [Link(number, None, Grade.MISSING, 1.0) for number in range(len(plan))]
        return links_of(self.probabilities(plan, other), self.thresholds)

    def save(self, folder: Path) -> None:
        """Write the model into ``folder``."""
        self.embedding.save(folder)
        np.save(folder / WEIGHTS, self.scorer.weights)
        facts = {"features": list(FEATURES), "longest": self.embedding.longest, "thresholds": asdict(self.thresholds)}
        write_json(folder / SETTINGS, facts)

    @classmethod
    def load(cls, model: Path) -> Aligner:
        """Load it from a packaged pipeline directory; raises ProvtagError where it is not there or of another version."""
        folder = model / ALIGNMENT
        try:
            facts = read_json(folder / SETTINGS)
            weights = np.load(folder / WEIGHTS, allow_pickle=False)
            if facts["features"] != list(FEATURES) or weights.shape != (len(FEATURES) + 1, len(OUTCOMES)):
                raise ValueError("other features")
            return cls(Embedding.load(folder, facts["longest"]), Scorer(weights), Thresholds(**facts["thresholds"]))
        except (KeyError, TypeError, ValueError, OSError, InputError) as error:
            raise ProvtagError(
                f"{folder}: none, or a model of another version ({error!r}); run `make run` to train it anew"
            ) from None


def rewording_of(probabilities: Floats) -> Floats:
    """Return, from the ``probabilities`` of OUTCOMES, those that two clauses order the same, or one a part of the other."""
    return probabilities[..., [OUTCOMES.index(Grade.SAME), OUTCOMES.index(Grade.PART)]].sum(axis=-1)


def chosen(likeness: Floats, first: Flags, thresholds: Thresholds) -> Flags:
    """Return which pairs are links (plan × other), from the probabilities that they are and from who comes ``first``."""
    choice: Flags = (first & (likeness >= thresholds.first)) | (likeness >= thresholds.more)
    return choice


def first_counterparts(likeness: Floats) -> Flags:
    """Return the pairs (plan × other), each clause in one at most, that are likeliest together."""
    from scipy.optimize import linear_sum_assignment

    first = np.zeros(likeness.shape, bool)
    first[linear_sum_assignment(likeness, maximize=True)] = True
    return first


def links_of(probabilities: Floats, thresholds: Thresholds) -> list[Link]:
    """Return the links that the ``probabilities`` of OUTCOMES give."""
    likeness = 1 - probabilities[..., 0]
    choice = chosen(likeness, first_counterparts(likeness), thresholds)
    grades = probabilities[..., 1:].argmax(axis=-1) + 1
    found = []
    for plan, row in enumerate(choice):
        others = np.flatnonzero(row)
        for other in sorted(others.tolist(), key=lambda place: -likeness[plan, place]):
            found.append(Link(plan, other, OUTCOMES[grades[plan, other]] or Grade.MISSING, float(likeness[plan, other])))
        if not len(others):
            found.append(Link(plan, None, Grade.MISSING, float(1 - likeness[plan].max())))
    return found
