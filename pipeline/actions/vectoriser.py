"""Clauses as sparse TF-IDF vectors over channels of text: own words, headings, lead-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.actions.occurrences import CharacterNgrams, Extractor, Integers, Occurrences, Terms, Texts
from pipeline.folding import fold
from pipeline.schema import Clause, Label

if TYPE_CHECKING:  # tagging needs no SciPy, which takes long to import
    import scipy.sparse as sp

Floats = NDArray[np.float64]


@lru_cache(maxsize=256)
def _folded(headings: tuple[str, ...]) -> str:
    """Return headings folded; clauses of one provision share them."""
    return fold("\n".join(headings))


@dataclass(frozen=True, slots=True)
class ClauseView:
    """What the classifier reads of a clause, folded: its own words and its context."""

    own: str
    headings: str = ""
    lead_in: str = ""


def view(clause: Clause | Label) -> ClauseView:
    """Return the view of ``clause``."""
    return ClauseView(fold(clause.text), _folded(clause.headings), fold(clause.lead_in) if clause.lead_in else "")


class Block:
    """One family of features: an extractor at work on one channel, L2-normalised a text, times ``weight``."""

    def __init__(self, channel: str, extractor: Extractor, weight: float) -> None:
        self.channel = channel
        self.extractor = extractor
        self.weight = weight
        self.idf: Floats = np.zeros(0)

    @property
    def is_own(self) -> bool:
        """Tell whether the block reads the clause's own words."""
        return self.channel == "own"

    def texts(self, views: Sequence[ClauseView]) -> list[str]:
        """Return the block's channel of ``views``."""
        return [getattr(item, self.channel) for item in views]

    def fit(self, texts: Texts) -> None:
        """Learn features and their inverse document frequencies (smoothed as in scikit-learn)."""
        self.extractor.fit(texts)
        found = self.find(texts)
        frequency = np.bincount(found.feature[_first_of_cells(found)], minlength=self.extractor.size)
        self.idf = np.log((1 + len(texts)) / (1 + frequency)) + 1

    def find(self, texts: Texts) -> Occurrences:
        """Return the occurrences of features in ``texts`` cell by cell: in the order of text, feature and start."""
        found = self.extractor.find(texts)
        longest = int(texts.lengths.max(initial=1))
        order = np.argsort((found.row * self.extractor.size + found.feature) * longest + found.start)
        return Occurrences(*(values[order] for values in found))

    def matrix(self, texts: Texts) -> sp.csr_matrix:
        """Return the matrix (texts × features)."""
        import scipy.sparse as sp

        found = self.find(texts)
        first = _first_of_cells(found)
        value, _ = self._cells(found, first, len(texts))
        pointer = np.concatenate([[0], np.cumsum(np.bincount(found.row[first], minlength=len(texts)))])
        return sp.csr_matrix((value, found.feature[first], pointer), (len(texts), self.extractor.size))

    def shares(self, found: Occurrences, count: int) -> Floats:
        """Return the part that each occurrence has of its matrix cell; ``found`` lies cell by cell in ``count`` texts."""
        value, occurrences = self._cells(found, _first_of_cells(found), count)
        return np.repeat(value / occurrences, occurrences)

    def _cells(self, found: Occurrences, first: Integers, count: int) -> tuple[Floats, Integers]:
        """Return value and number of occurrences of each matrix cell; ``first`` are the first occurrences of cells."""
        occurrences = np.diff(first, append=len(found.row))
        row = found.row[first]
        value = (1 + np.log(occurrences)) * self.idf[found.feature[first]]
        norm = np.sqrt(np.bincount(row, value**2, minlength=count))
        return value * (self.weight / norm[row]), occurrences


def _first_of_cells(found: Occurrences) -> Integers:
    is_first = np.ones(len(found.row), bool)
    is_first[1:] = (found.row[1:] != found.row[:-1]) | (found.feature[1:] != found.feature[:-1])
    return np.flatnonzero(is_first)


class ClauseVectoriser:
    """Turns clause views into one sparse row each; the columns of the blocks stand side by side.

    Parameters
    ----------
    blocks: list of {"channel", "kind": "ngrams" | "lexicon", "n", "min_df", "weight"} as in ``params.yaml``.
    lexicon: concept → terms, for blocks of kind "lexicon".
    """

    def __init__(self, blocks: Sequence[dict[str, Any]] = (), lexicon: dict[str, list[str]] | None = None) -> None:
        self.blocks = blocks
        self.lexicon = lexicon

    def prepare(self) -> ClauseVectoriser:
        """Set up the blocks as they are before fitting (what loading a stored model starts from)."""
        self.blocks_ = [self._block(settings) for settings in self.blocks]
        return self

    def fit(self, views: Sequence[ClauseView], y: None = None) -> ClauseVectoriser:
        """Learn the vocabulary of every block."""
        self.prepare()
        for block in self.blocks_:
            block.fit(Texts(block.texts(views)))
        return self

    def transform(self, views: Sequence[ClauseView]) -> sp.csr_matrix:
        """Return the matrix (clauses × features)."""
        return _beside([block.matrix(Texts(block.texts(views))) for block in self.blocks_])

    def transform_measures(self, measures: Sequence[str]) -> sp.csr_matrix:
        """Return the matrix (measures × features of the blocks that read own words)."""
        texts = Texts(measures)
        return _beside([block.matrix(texts) for block, _ in self.own_columns()])

    def columns(self) -> Iterator[tuple[Block, slice]]:
        """Yield every block with its columns in ``transform``."""
        return _side_by_side(self.blocks_)

    def own_columns(self) -> Iterator[tuple[Block, slice]]:
        """Yield the blocks that read own words with their columns in ``transform_measures``."""
        return _side_by_side([block for block in self.blocks_ if block.is_own])

    def _block(self, settings: dict[str, Any]) -> Block:
        extractor: Extractor
        if settings["kind"] == "lexicon":
            extractor = Terms(self.lexicon or {})
        else:
            extractor = CharacterNgrams(settings["n"], settings.get("min_df", 1))
        return Block(settings["channel"], extractor, settings["weight"])


def _side_by_side(blocks: Sequence[Block]) -> Iterator[tuple[Block, slice]]:
    start = 0
    for block in blocks:
        end = start + block.extractor.size
        yield block, slice(start, end)
        start = end


def _beside(matrices: Sequence[sp.csr_matrix]) -> sp.csr_matrix:
    import scipy.sparse as sp

    return sp.hstack(matrices, format="csr")
