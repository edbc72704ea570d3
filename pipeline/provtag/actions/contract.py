"""What an action-type model must be able to do, so that another one is one more file beside ``model.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from provtag.actions.vectoriser import ClauseView, Reading
from provtag.files import read_yaml
from provtag.schema import ActionScores, ActionType, Clause, Label
from provtag.settings import ActionSettings

# The columns of every array of types.
TYPES = tuple(ActionType)


class Words(NamedTuple):
    """What a model knows beside what it learns: concepts and their terms, and what the words of a heading tell."""

    lexicon: dict[str, list[str]]
    cues: dict[str, list[str]]

    @classmethod
    def load(cls, lexicon: Path, cues: Path) -> Words:
        """Read ``labels/lexicon.yaml`` and ``labels/heading_cues.yaml``."""
        return cls(read_yaml(lexicon)["concepts"], read_yaml(cues))


class Classifier(Protocol):
    """Calibrated probabilities, decisions and evidence for clauses, from labelled ones."""

    @property
    def id(self) -> str:
        """Return what tells this model from every other: the same after saving and loading, and on every machine."""

    @classmethod
    def fit(cls, labels: Sequence[Label], settings: ActionSettings, words: Words) -> Classifier:
        """Train on the clauses of ``labels``; the same labels and settings give the same model."""

    def score(self, clauses: Sequence[Clause]) -> list[ActionScores]:
        """Return for each clause its probabilities, types, evidence and reasons for review.

        The evidence has offsets into the text that the clauses' own offsets index.
        """

    def read(
        self, views: Sequence[ClauseView], starts: Sequence[int] | None, also: Callable[[Reading], object] | None = None
    ) -> Any:
        """Return what is known of folded clauses before anything is decided; its ``log_odds`` are clauses × types.

        ``starts`` are where the clauses begin, ``also`` gets what was read.
        """

    def decide(self, heard: Any, log_odds: NDArray[np.float64] | None = None) -> list[ActionScores]:
        """Return what is decided on clauses that ``read`` has ``heard``; ``log_odds`` count instead of its own if given."""

    def save(self, folder: Path) -> None:
        """Write the model as plain data, without pickle; the same model gives the same bytes."""

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """Read a model that ``save`` wrote; raises KeyError, ValueError or OSError where it is of another version."""
