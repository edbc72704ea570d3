"""The action-type model: from clauses to calibrated probabilities, decisions, evidence and reasons for review.

Two linear views of a clause are added up: the whole clause with its context, and the one of its measures (the pieces between
commas) that speaks loudest for the type; so a measure counts although others stand beside it. Both are linear in the same
n-grams, so every character's part in the score is known exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.actions.measures import best_rows, measures_of
from pipeline.actions.occurrences import CharacterNgrams, Occurrences
from pipeline.actions.vectoriser import Block, ClauseVectoriser, ClauseView, view
from pipeline.files import read_json, write_json
from pipeline.schema import ActionScores, ActionType, AgencyMention, Clause, Evidence

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

TYPES = tuple(ActionType)
# Weights are stored rounded, so that processors whose sums differ in the last bits train the same file.
WEIGHT_DIGITS = 3
ARRAYS = ("clause_weights", "measure_weights", "intercepts")


@dataclass(frozen=True)
class LinearWeights:
    """Calibrated weights: (types × features) of the whole clause and of its best measure, and one intercept a type."""

    clause_weights: Floats
    measure_weights: Floats
    intercepts: Floats

    def rounded(self) -> LinearWeights:
        """Return the weights as they are stored."""
        return LinearWeights(*(np.round(getattr(self, name), WEIGHT_DIGITS) for name in ARRAYS))


@dataclass(frozen=True)
class Scored:
    """Log-odds (clauses × types), each character's part in them (characters of all clauses × types), clause lengths."""

    log_odds: Floats
    characters: Floats
    lengths: Integers


@dataclass(frozen=True)
class Explanation:
    """How one log-odds came about: ``bias + context + characters.sum()`` is the score of the clause for the type."""

    bias: float
    context: float
    characters: Floats


class ActionModel:
    """A fitted vectoriser, linear weights, thresholds and review rules; plain arrays and JSON on disk.

    ``settings`` are the ``actions`` parameters of ``params.yaml``; ``known`` are the two-character runs of the training
    clauses, by which text unlike anything in training is recognised.
    """

    def __init__(
        self, vectoriser: ClauseVectoriser, weights: LinearWeights, known: CharacterNgrams, settings: dict[str, Any]
    ) -> None:
        self.vectoriser = vectoriser
        self.weights = weights
        self.known = known
        self.settings = settings
        # One row a feature: an occurrence then reads its weights for all types from one place in memory.
        self._clause_weights = np.ascontiguousarray(weights.clause_weights.T)
        self._measure_weights = np.ascontiguousarray(weights.measure_weights.T)

    def score(self, clauses: Sequence[Clause], mentions: Sequence[Sequence[AgencyMention]]) -> list[ActionScores]:
        """Return for each clause its probabilities, types, evidence (offsets into the clause) and reasons for review."""
        return self.score_views([view(clause, found) for clause, found in zip(clauses, mentions, strict=True)])

    def score_views(self, views: Sequence[ClauseView]) -> list[ActionScores]:
        """Return the same of views."""
        if not views:
            return []
        scored = self._score(views)
        probabilities = 1 / (1 + np.exp(-scored.log_odds))
        thresholds = np.array([self.settings["thresholds"][action] for action in TYPES])
        reasons = self._review_reasons(scored.log_odds - np.log(thresholds / (1 - thresholds)), self._familiarity(views))
        ends = np.cumsum(scored.lengths)
        results = []
        for row, length, end, why in zip(probabilities, scored.lengths, ends, reasons, strict=True):
            own = scored.characters[end - length : end]
            chosen = np.flatnonzero(row >= thresholds)
            results.append(
                ActionScores(
                    scores=dict(zip(TYPES, row.tolist(), strict=True)),
                    action_types=tuple(TYPES[at] for at in chosen),
                    evidence={TYPES[at]: _positive_runs(own[:, at]) for at in chosen},
                    review_reasons=why,
                )
            )
        return results

    def explain(self, item: ClauseView, action: ActionType) -> Explanation:
        """Return how the log-odds of ``action`` came about; its parts add up to the score."""
        scored = self._score([item])
        at = TYPES.index(action)
        bias = float(self.weights.intercepts[at])
        characters = scored.characters[:, at]
        return Explanation(bias, float(scored.log_odds[0, at] - bias - characters.sum()), characters)

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON; the same model gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, block in enumerate(self.vectoriser.blocks_):
            if isinstance(block.extractor, CharacterNgrams):
                np.save(folder / f"keys{number}.npy", block.extractor.keys)
            np.save(folder / f"idf{number}.npy", block.idf.astype(np.float32))
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self.weights, name).astype(np.float32))
        np.save(folder / "known.npy", self.known.keys)
        write_json(folder / "settings.json", self.settings | {"types": list(TYPES)})
        write_json(folder / "lexicon.json", self.vectoriser.lexicon)

    @classmethod
    def load(cls, folder: Path) -> ActionModel:
        """Read a model that ``save`` wrote."""
        settings = read_json(folder / "settings.json")
        vectoriser = ClauseVectoriser(settings["blocks"], read_json(folder / "lexicon.json")).prepare()
        for number, block in enumerate(vectoriser.blocks_):
            if isinstance(block.extractor, CharacterNgrams):
                block.extractor.keys = _array(folder / f"keys{number}.npy")
            block.idf = _array(folder / f"idf{number}.npy").astype(np.float64)
        weights = LinearWeights(*(_array(folder / f"{name}.npy").astype(np.float64) for name in ARRAYS))
        return cls(vectoriser, weights, CharacterNgrams(2, keys=_array(folder / "known.npy")), settings)

    def _score(self, views: Sequence[ClauseView]) -> Scored:
        lengths = np.array([len(item.own) for item in views], np.int64)
        first = np.cumsum(lengths) - lengths
        characters = np.zeros((int(lengths.sum()), len(TYPES)))
        log_odds = np.tile(self.weights.intercepts, (len(views), 1))
        own: list[tuple[Block, Occurrences]] = []  # with starts counted over all clauses
        for block, columns in self.vectoriser.columns():
            texts = block.texts(views)
            # Clauses share their context; their own words stand on their own, each in its place.
            distinct = texts if block.is_own else list(dict.fromkeys(texts))
            found = block.extractor.find(distinct)
            part = block.shares(found, len(distinct))[:, None] * self._clause_weights[columns][found.feature]
            sums = _sums(part, found.row, len(distinct))
            if block.is_own:
                log_odds += sums
                found = found._replace(start=first[found.row] + found.start)
                _spread(characters, found, part)
                own.append((block, found))
            else:
                number = {text: at for at, text in enumerate(distinct)}
                log_odds += sums[[number[text] for text in texts]]
        self._add_best_measures([item.own for item in views], own, log_odds, characters)
        self._take_over_lead_ins(views, log_odds)
        return Scored(log_odds, characters, lengths)

    def _take_over_lead_ins(self, views: Sequence[ClauseView], log_odds: Floats) -> None:
        """An item of an enumeration completes its lead-in and has the lead-in's types, and its own besides."""
        distinct = list(dict.fromkeys(item.lead_in for item in views if item.lead_in))
        if not distinct:
            return
        of_lead_in = dict(zip(distinct, self._score([ClauseView(text) for text in distinct]).log_odds, strict=True))
        for at, item in enumerate(views):
            if item.lead_in:
                log_odds[at] = np.maximum(log_odds[at], of_lead_in[item.lead_in])

    def _add_best_measures(
        self, texts: Sequence[str], own: Sequence[tuple[Block, Occurrences]], log_odds: Floats, characters: Floats
    ) -> None:
        pieces, clause, _ = measures_of(texts)
        piece_at = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
        scores = np.zeros((len(pieces), len(TYPES)))
        parts = []
        for (block, everywhere), (_, columns) in zip(own, self.vectoriser.own_columns(), strict=True):
            found = _inside(everywhere, piece_at)
            part = block.shares(found, len(pieces))[:, None] * self._measure_weights[columns][found.feature]
            scores += _sums(part, found.row, len(pieces))
            parts.append((found, part))
        is_best = np.zeros(scores.shape, bool)
        for at in range(len(TYPES)):
            best = best_rows(scores[:, at], clause, len(texts))
            log_odds[:, at] += scores[best, at]
            is_best[best, at] = True
        for found, part in parts:
            _spread(characters, found, part * is_best[found.row])

    def _familiarity(self, views: Sequence[ClauseView]) -> Floats:
        """Return the share of each clause's two-character runs that training has seen."""
        seen = np.bincount(self.known.find([item.own for item in views]).row, minlength=len(views))
        return seen / np.array([max(len(item.own) - 1, 1) for item in views])

    def _review_reasons(self, margins: Floats, familiarity: Floats) -> list[tuple[str, ...]]:
        near = near_threshold(margins, self.settings)
        unlike = familiarity < self.settings["review"]["familiarity"]
        return [
            tuple(name for name, holds in (("near_threshold", is_near), ("unlike_training", is_unlike)) if holds)
            for is_near, is_unlike in zip(near, unlike, strict=True)
        ]


def near_threshold(margins: Floats, settings: dict[str, Any]) -> NDArray[np.bool_]:
    """Tell which clauses have a type whose log-odds are so near its threshold (``margins``) that a person should decide."""
    return np.any(np.abs(margins) < settings["review"]["margin"], axis=1)


def _inside(found: Occurrences, piece_at: Integers) -> Occurrences:
    """Return the occurrences that lie in one piece, as occurrences in pieces; ``piece_at`` is the piece of every character."""
    row = piece_at[found.start]
    inside = row == piece_at[found.start + found.length - 1]
    return Occurrences(*(values[inside] for values in found._replace(row=row)))


def _sums(part: Floats, row: Integers, rows: int) -> Floats:
    """Return the sum of ``part`` (occurrences × types) in every row (rows × types)."""
    return np.stack([np.bincount(row, values, minlength=rows) for values in part.T], axis=1)


def _spread(characters: Floats, found: Occurrences, part: Floats) -> None:
    """Add the part of every occurrence to ``characters`` (both with one column a type), in equal shares to each it covers.

    Occurrences of one block begin at different characters, so none of them is added twice to one at the same offset.
    """
    start, length = found.start, found.length
    share = part / length[:, None]
    for offset in range(int(length.max(initial=0))):
        if not (inside := length > offset).all():
            start, length, share = start[inside], length[inside], share[inside]
        characters[start + offset] += share


def _positive_runs(characters: Floats) -> tuple[Evidence, ...]:
    """Return the maximal runs of characters that speak for the type, with their summed weights."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], characters > 0, [0]]).astype(np.int8)))
    total = np.concatenate([[0], np.cumsum(characters)])
    return tuple(Evidence(int(start), int(end), float(total[end] - total[start])) for start, end in edges.reshape(-1, 2))


def _array(path: Path) -> NDArray[Any]:
    return np.load(path, allow_pickle=False)
