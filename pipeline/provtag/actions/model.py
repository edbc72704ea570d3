"""The action-type model: from clauses to calibrated probabilities, decisions, evidence and reasons for review.

Two views of a clause are added up: the whole clause (whether it orders anything, and what if it does), and the one of its
measures (the pieces between commas) that speaks loudest for the type; so a measure counts although others stand beside it. All
are linear in the same n-grams, so every character's part in the score is known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import compress, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provtag.actions.certainty import certainty
from provtag.actions.context import GROUPS, Context, ContextReader, ContextWeights, Odds
from provtag.actions.contract import TYPES, Words
from provtag.actions.log_odds import ARRAYS, Flags, Floats, Integers, LinearWeights, Scored, Scorer
from provtag.actions.occurrences import CharacterNgrams, Extractor
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, Reading, view_each
from provtag.checking import checked
from provtag.files import read_json, write_json
from provtag.schema import ActionScores, ActionType, Clause, Evidence, Label
from provtag.settings import EVEN, ActionSettings, DecisionSettings

# Clauses scored together: enough to spread the cost of a call, few enough that memory does not grow with the document.
AT_ONCE = 256
# The types of each row of yes and no, read as a binary number.
CHOICES = [tuple(compress(TYPES, bits)) for bits in product((False, True), repeat=len(TYPES))]
# What the measures that the words speak for change in the log-odds of a type, as evidence names it.
MEASURES = "measures"
CONTEXT_ARRAYS = ("slopes", "weights", "intercepts")
# Own log-odds that the context seldom brings above a threshold: the words of what is above are kept at the first reading.
POSSIBLE = -1.0
CHOICE_BITS = 2 ** np.arange(len(TYPES))[::-1]


# Start, end and weight of characters in a row that speak for a type.
Run = tuple[int, int, float]
Runs = dict[ActionType, list[Run]]


@dataclass(frozen=True)
class InContext:
    """Clauses read in their documents: what their own words say (log-odds, the runs of characters behind them, familiarity), the
    log-odds with the context added (clauses × types), and each group's part in these (groups × clauses × types)."""

    views: Sequence[ClauseView]
    moves: Integers
    odds: Odds
    runs: list[Runs]
    familiarity: Floats
    log_odds: Floats
    parts: Floats


@dataclass(frozen=True)
class _Read:
    """Clauses read by themselves: log-odds, the words behind them, and the share of their character pairs seen in training."""

    odds: Odds
    runs: list[Runs]
    familiarity: Floats


class ActionModel:
    """A fitted vectoriser, linear weights, thresholds and review rules; plain arrays and JSON on disk.

    It is a ``Classifier`` (see ``contract``). Text unlike anything in training is recognised by the
    two-character runs that the vectoriser has not seen.
    """

    def __init__(
        self,
        vectoriser: ClauseVectoriser,
        weights: LinearWeights,
        context: Context,
        settings: ActionSettings,
        decisions: DecisionSettings = EVEN,
    ) -> None:
        self.vectoriser = vectoriser
        self.weights = weights
        self.context = context
        self.settings = settings
        self.decisions = decisions
        self._scorer = Scorer(vectoriser, weights)
        thresholds = np.array([decisions.thresholds[action] for action in TYPES])
        self._threshold_odds = np.log(thresholds / (1 - thresholds))

    @classmethod
    def fit(cls, labels: Sequence[Label], settings: ActionSettings, words: Words) -> ActionModel:
        """Train on the clauses of ``labels``; needs scikit-learn, which nothing else here does."""
        from provtag.actions.training import Examples, fit_parts, held_out_scores

        data = Examples.of(labels, settings)
        return cls(*fit_parts(data, held_out_scores(data, settings, words.lexicon), settings, words), settings)

    def deciding(self, decisions: DecisionSettings) -> ActionModel:
        """Return the same model with other thresholds and rules of review."""
        return ActionModel(self.vectoriser, self.weights, self.context, self.settings, decisions)

    @cached_property
    def id(self) -> str:
        """Return a digest of all that is stored; the same after saving and loading, and on every machine."""
        digest = hashlib.sha256(json.dumps(self._plain(), sort_keys=True).encode())
        for name, array in self._arrays().items():
            digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode() + array.tobytes())
        return digest.hexdigest()

    def score(self, clauses: Sequence[Clause]) -> list[ActionScores]:
        """Return for each clause its probabilities, types, evidence and reasons for review.

        The evidence has offsets into the text that the clauses' own offsets index.
        """
        return self.score_views(view_each(clauses), [clause.start for clause in clauses])

    def score_views(self, views: Sequence[ClauseView], starts: Sequence[int] | None = None) -> list[ActionScores]:
        """Return the same of views; the evidence has offsets into each view's own words, moved by ``starts``."""
        return self.decide(self.read(views, starts)) if views else []

    def read(
        self, views: Sequence[ClauseView], starts: Sequence[int] | None = None, also: Callable[[Reading], object] | None = None
    ) -> InContext:
        """Return what is known of clauses before anything is decided.

        ``also`` is given what was read, some hundred clauses at a time, in their order.
        """
        moves = np.zeros(len(views), np.int64) if starts is None else np.array(starts, np.int64)
        slices = [slice(first, first + AT_ONCE) for first in range(0, len(views), AT_ONCE)]
        alone = [self._read(views[part], moves[part], also) for part in slices]
        odds = Odds(*(np.concatenate(values) for values in zip(*(part.odds for part in alone), strict=True)))
        runs = [of_clause for part in alone for of_clause in part.runs]
        familiarity = np.concatenate([part.familiarity for part in alone])
        return InContext(views, moves, odds, runs, familiarity, *self.context.log_odds(views, odds))

    def decide(self, heard: InContext, log_odds: Floats | None = None) -> list[ActionScores]:
        """Return what is decided on clauses; ``log_odds`` (clauses × types) count instead of those ``heard`` where somebody
        knows better."""
        settled = heard.log_odds if log_odds is None else log_odds
        margins = settled - self._threshold_odds
        chosen = margins >= 0
        runs = list(heard.runs)
        for row in np.flatnonzero((chosen & ~self._is_possible(heard.odds)).any(axis=1)).tolist():
            alone = slice(row, row + 1)
            runs[row] = _runs(self._scorer.score(heard.views[alone])[0], chosen[alone], heard.moves[alone])[0]
        parts = np.concatenate([heard.parts, (settled - heard.log_odds)[None]])
        return [
            self._scores(row, choice, words, around, reasons)
            for row, choice, words, around, reasons in zip(
                (1 / (1 + np.exp(-settled))).tolist(),
                (chosen @ CHOICE_BITS).tolist(),
                runs,
                parts.transpose(1, 2, 0),
                self._review_reasons(certainty(settled, chosen), heard.familiarity),
                strict=True,
            )
        ]

    def _read(self, views: Sequence[ClauseView], starts: Integers, also: Callable[[Reading], object] | None) -> _Read:
        """Read clauses by themselves; evidence is kept of every type that is possible by a clause's own words."""
        scored, odds, reading = self._scorer.score(views)
        if also:
            also(reading)
        return _Read(odds, _runs(scored, self._is_possible(odds), starts), self._familiarity(scored))

    def _is_possible(self, odds: Odds) -> Flags:
        return odds.own * self.context.weights.slopes >= POSSIBLE

    def _scores(
        self,
        probabilities: list[float],
        choice: int,
        runs: Runs,
        around: Floats,
        reasons: tuple[str, ...],
    ) -> ActionScores:
        """Return what is said of a clause; the words and the context's parts (types × groups) speak for the types decided on."""
        words, context = {}, {}
        for action in CHOICES[choice]:
            at = TYPES.index(action)
            slope = float(self.context.weights.slopes[at])
            words[action] = tuple(Evidence(start, end, weight * slope) for start, end, weight in runs.get(action, ()))
            context[action] = {group: part for group, part in zip((*GROUPS, MEASURES), around[at].tolist(), strict=True) if part}
        return ActionScores(dict(zip(TYPES, probabilities, strict=True)), CHOICES[choice], words, reasons, context)

    def save(self, folder: Path) -> None:
        """Write the model as plain arrays and JSON; the same model gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array)
        for name, value in self._plain().items():
            write_json(folder / f"{name}.json", value)

    @classmethod
    def load(cls, folder: Path) -> ActionModel:
        """Read a model that ``save`` wrote."""
        settings = read_json(folder / "settings.json")
        if settings.pop("types") != list(TYPES):
            raise ValueError(f"its types are not {', '.join(TYPES)}")
        settings = checked(ActionSettings, settings, f"{folder / 'settings.json'}: actions")
        decisions = checked(DecisionSettings, read_json(folder / "decisions.json"), f"{folder / 'decisions.json'}: actions")
        vectoriser = ClauseVectoriser(settings.blocks, read_json(folder / "lexicon.json")).prepare()
        for channel in vectoriser.channels_:
            for extractor in channel.extractors:
                if isinstance(extractor, CharacterNgrams):
                    extractor.keys = _array(folder / f"{channel.name}_{extractor.n}grams.npy")
            channel.idf = _array(folder / f"{channel.name}_idf.npy").astype(np.float64)
        # In Fortran order the scorer finds the weights of a feature side by side, as it wants them.
        weights = LinearWeights(*(np.asfortranarray(_array(folder / f"{name}.npy")) for name in ARRAYS))
        around = ContextWeights(*(_array(folder / f"context_{name}.npy").astype(np.float64) for name in CONTEXT_ARRAYS))
        context = Context(ContextReader(read_json(folder / "heading_cues.json")), around)
        return cls(vectoriser, weights, context, settings, decisions)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays as they are stored, by the names of their files."""
        arrays: dict[str, NDArray[Any]] = {}
        for channel in self.vectoriser.channels_:
            for extractor in channel.extractors:
                if isinstance(extractor, CharacterNgrams):
                    arrays[f"{channel.name}_{extractor.n}grams"] = extractor.keys
            arrays[f"{channel.name}_idf"] = channel.idf.astype(np.float32)
        arrays |= {name: getattr(self.weights, name).astype(np.float32, order="C") for name in ARRAYS}
        return arrays | {f"context_{name}": getattr(self.context.weights, name).astype(np.float32) for name in CONTEXT_ARRAYS}

    def _plain(self) -> dict[str, Any]:
        """Return what is stored as JSON, by the names of its files."""
        return {
            "settings": asdict(self.settings) | {"types": list(TYPES)},
            "decisions": asdict(self.decisions),
            "lexicon": self.vectoriser.lexicon,
            "heading_cues": self.context.reader.cues,
        }

    def _familiarity(self, scored: Scored) -> Floats:
        """Return the share of each clause's two-character runs that training has seen."""
        count = len(scored.log_odds)
        pairs = next((numbers for extractor, numbers in self.vectoriser.own.features() if _finds_pairs(extractor)), None)
        if pairs is None:  # a model without them cannot tell
            return np.ones(count)
        is_pair = (scored.found.feature >= pairs.start) & (scored.found.feature < pairs.stop)
        seen = np.bincount(scored.found.row[is_pair], minlength=count)[:count]
        return seen / np.maximum(scored.lengths[:count] - 1, 1)

    def _review_reasons(self, certain: Floats, familiarity: Floats) -> list[tuple[str, ...]]:
        near = certain < self.decisions.review.margin
        unlike = familiarity < self.decisions.review.familiarity
        return [
            tuple(name for name, holds in (("near_threshold", is_near), ("unlike_training", is_unlike)) if holds)
            for is_near, is_unlike in zip(near, unlike, strict=True)
        ]


def _finds_pairs(extractor: Extractor) -> bool:
    return isinstance(extractor, CharacterNgrams) and extractor.n == 2


def _runs(scored: Scored, chosen: Flags, starts: Integers) -> list[Runs]:
    """Return for each clause and type ``chosen`` (clauses × types) the runs of characters that speak for it.

    A run is as long as can be and has the sum of its characters' parts as its weight; offsets are moved by ``starts``.
    """
    runs: list[Runs] = [{} for _ in chosen]
    for at, action in enumerate(TYPES):
        rows = np.flatnonzero(chosen[:, at])
        part, first = scored.characters(rows, at)
        edges = np.flatnonzero(np.diff(part > 0, prepend=False))
        if not len(edges):
            continue
        begin, end = edges[::2], edges[1::2]
        weights = np.add.reduceat(part, edges)[::2]
        owner = np.searchsorted(first, begin, side="right") - 1
        shift = (starts[rows] - first)[owner]
        found = zip((begin + shift).tolist(), (end + shift).tolist(), weights.tolist(), strict=True)
        for row, run in zip(rows[owner].tolist(), found, strict=True):
            runs[row].setdefault(action, []).append(run)
    return runs


def _array(path: Path) -> NDArray[Any]:
    return np.load(path, allow_pickle=False)
