"""In which ways the clauses of two documents are alike: one matrix (plan's clauses × other's clauses) a way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from provtag.actions.measures import split_measures
from provtag.analysis.embedding import Embedding, unit_rows, unit_sparse_rows
from provtag.language.folding import fold
from provtag.schema import MeasureScore

Matrix = NDArray[np.float64]

# What the columns of ``features`` are. Words: cosine of TF-IDF; sense: cosine in the space of measures; ``own_words`` and
# ``own_sense``: the same against what all clauses of these two documents have in common, since in documents on one matter alone
# every clause is like every other. The pieces between commas are compared each with each: how much of the clause that has less
# of the other (``contained_less``) and of the one that has more (``contained_more``) finds a piece like it there, and the two
# pieces most alike. Headings, against all pairs of these documents, since in some they say much and in others nothing; the
# paragraph around a clause; ``place``: how far apart they stand, from the beginning (0) to the end (1); ``neighbours``: the pair
# before or behind. What models say of both: ``measures``: cosine of the scores of their measures; ``types``: how near the
# probabilities of their action types are; ``ordering``: how likely both order anything. ``best_of_plan`` and ``best_of_other``:
# how much better a pair is than the best few of its row and its column.
FEATURES = (
    "words", "sense", "own_words", "own_sense", "contained_less", "contained_more", "piece", "heading_words", "heading_sense",
    "paragraph_sense", "place", "neighbours", "best_of_plan", "best_of_other", "length", "longer", "measures", "types",
    "ordering",
)  # fmt: skip
BEST = 3
FAR = 2.0  # standard deviations from which on headings are no more alike or unlike


class Readable(Protocol):
    """A clause, wherever it is from."""

    @property
    def text(self) -> str:
        """Return its text."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings above it, the outermost first."""

    @property
    def provision_id(self) -> str:
        """Return the id of the provision that it is in."""

    @property
    def scores(self) -> tuple[float, ...]:
        """Return what the model gives as the probabilities of the action types, in the order of ``ActionType``."""

    @property
    def measures(self) -> Sequence[MeasureScore]:
        """Return the measures that the model decided on, the main one first."""


class Side:
    """The clauses of one document as vectors."""

    def __init__(self, clauses: Sequence[Readable], embedding: Embedding) -> None:
        texts = [clause.text for clause in clauses]
        self.words = embedding.tfidf(texts)
        self.place_of_sense = embedding.raw(self.words)
        self.sense = unit_rows(self.place_of_sense)
        self.heading_words = embedding.tfidf(["\n".join(clause.headings) for clause in clauses])
        self.heading_sense = embedding.project(self.heading_words)
        members: dict[str, list[str]] = {}
        for clause in clauses:
            members.setdefault(clause.provision_id, []).append(clause.text)
        order = {name: number for number, name in enumerate(members)}
        paragraphs = embedding.project(embedding.tfidf(["".join(found) for found in members.values()]))
        self.paragraph_sense = paragraphs[[order[clause.provision_id] for clause in clauses]]
        pieces, self.owner = _pieces(texts)
        self.piece_words = embedding.tfidf(pieces)
        self.piece_sense = embedding.project(self.piece_words)
        self.piece_length = np.array([float(len(piece)) for piece in pieces])
        self.place = np.linspace(0, 1, len(texts))
        self.length = np.log([max(len(text), 1) for text in texts])
        self.types = np.array([clause.scores for clause in clauses])
        self.ordering = 1 - np.prod(1 - self.types, axis=1)
        self.columns = {name: column for column, name in enumerate(_measures(clauses))}
        self.measures = _measure_rows(clauses, self.columns)

    def __len__(self) -> int:
        return len(self.place)


def features(plan: Side, other: Side) -> Matrix:
    """Return the likeness of every pair (plan's clauses × other's clauses × FEATURES); both have clauses."""
    words = (plan.words @ other.words.T).toarray().astype(np.float64)
    sense = (plan.sense @ other.sense.T).astype(np.float64)
    in_other, in_plan, piece = _containment(plan, other)
    base = words + sense + piece
    ways = (
        words,
        sense,
        _own_words(plan, other),
        _own_sense(plan, other),
        np.minimum(in_other, in_plan),
        np.maximum(in_other, in_plan),
        piece,
        _relative((plan.heading_words @ other.heading_words.T).toarray().astype(np.float64)),
        _relative((plan.heading_sense @ other.heading_sense.T).astype(np.float64)),
        plan.paragraph_sense @ other.paragraph_sense.T,
        -np.abs(plan.place[:, None] - other.place),
        np.maximum(_shifted(base, 1), _shifted(base, -1)),
        base - _best(base, axis=1),
        base - _best(base, axis=0),
        np.minimum(plan.length[:, None], other.length),
        -np.abs(plan.length[:, None] - other.length),
        _common_measures(plan, other),
        1 - np.abs(plan.types[:, None] - other.types).mean(axis=-1),
        np.minimum(plan.ordering[:, None], other.ordering),
    )
    return np.stack([np.asarray(way, np.float64) for way in ways], axis=-1)


def _pieces(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the pieces of all texts, and the number of each one's text."""
    pieces, owner = [], []
    for number, text in enumerate(map(fold, texts)):
        for start, end in split_measures(text):
            pieces.append(text[start:end])
            owner.append(number)
    return pieces, np.array(owner)


def _containment(plan: Side, other: Side) -> tuple[Matrix, Matrix, Matrix]:
    """Return how much of a plan's clause the other's has, how much of the other's the plan's has, and the best pair of pieces."""
    alike = ((plan.piece_words @ other.piece_words.T).toarray() + plan.piece_sense @ other.piece_sense.T) / 2
    to_other = np.maximum.reduceat(alike, _first(other.owner), axis=1)
    to_plan = np.maximum.reduceat(alike, _first(plan.owner), axis=0)
    in_other = _mean(to_other, plan)
    in_plan = _mean(to_plan.T, other).T
    return in_other, in_plan, np.maximum.reduceat(to_other, _first(plan.owner), axis=0)


def _first(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the pieces of each text begin."""
    return np.flatnonzero(np.diff(owner, prepend=-1))


def _mean(rows: Matrix, side: Side) -> Matrix:
    """Return the means over the pieces of each clause (rows: pieces), longer pieces weighing more."""
    first = _first(side.owner)
    return np.add.reduceat(rows * side.piece_length[:, None], first, axis=0) / np.add.reduceat(side.piece_length, first)[:, None]


def _own_words(plan: Side, other: Side) -> Matrix:
    """Return the cosine of TF-IDF whose document frequencies are also those in these two documents."""
    count = len(plan) + len(other)
    frequency = plan.words.getnnz(axis=0) + other.words.getnnz(axis=0)
    weight = np.log((1 + count) / (1 + frequency))
    cosine: Matrix = (unit_sparse_rows(plan.words.multiply(weight)) @ unit_sparse_rows(other.words.multiply(weight)).T).toarray()
    return cosine


def _own_sense(plan: Side, other: Side) -> Matrix:
    """Return the cosine in the space of measures, seen from the mean of these two documents."""
    mean = np.concatenate([plan.place_of_sense, other.place_of_sense]).mean(axis=0)
    return (unit_rows(plan.place_of_sense - mean) @ unit_rows(other.place_of_sense - mean).T).astype(np.float64)


def _measures(clauses: Sequence[Readable]) -> dict[str, None]:
    """Return the ids of all measures of ``clauses``, each once."""
    return dict.fromkeys(measure.measure_id for clause in clauses for measure in clause.measures)


def _measure_rows(clauses: Sequence[Readable], columns: Mapping[str, int]) -> Matrix:
    """Return the scores of the measures of each clause as rows of length 1 (clauses × ``columns``), noughts where it has none."""
    scores = np.zeros((len(clauses), len(columns)), np.float32)
    for row, clause in enumerate(clauses):
        for measure in clause.measures:
            scores[row, columns[measure.measure_id]] = measure.score
    return unit_rows(scores).astype(np.float64)


def _common_measures(plan: Side, other: Side) -> Matrix:
    """Return the cosine of the scores of measures."""
    common = [name for name in plan.columns if name in other.columns]
    mine, yours = (side.measures[:, [side.columns[name] for name in common]] for side in (plan, other))
    cosine: Matrix = mine @ yours.T
    return cosine


def _shifted(values: Matrix, step: int) -> Matrix:
    """Return ``values`` moved ``step`` (1 or -1) rows and columns on, noughts where nothing comes from."""
    moved = np.zeros_like(values)
    if step > 0:
        moved[1:, 1:] = values[:-1, :-1]
    else:
        moved[:-1, :-1] = values[1:, 1:]
    return moved


def _relative(values: Matrix) -> Matrix:
    """Return how many standard deviations each value lies from the mean of all, at most FAR."""
    spread = values.std()
    relative: Matrix = np.clip((values - values.mean()) / spread, -FAR, FAR) if spread else np.zeros_like(values)
    return relative


def _best(values: Matrix, axis: int) -> Matrix:
    """Return the mean of the BEST highest values along ``axis``."""
    count = min(BEST, values.shape[axis])
    highest = np.take(np.sort(values, axis=axis), range(-count, 0), axis=axis)
    return highest.mean(axis=axis, keepdims=True)
