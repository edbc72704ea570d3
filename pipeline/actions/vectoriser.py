"""Clauses as sparse TF-IDF vectors over channels of text: own words, headings, lead-in, previous clause, leading agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.actions.occurrences import CharacterNgrams, Extractor, Integers, Occurrences, Terms
from pipeline.folding import fold
from pipeline.schema import AgencyMention, Clause, Label, Role

if TYPE_CHECKING:  # tagging needs no SciPy, which takes long to import
    import scipy.sparse as sp

Floats = NDArray[np.float64]


# Clauses share headings, and the previous clause was just folded.
_folded = lru_cache(maxsize=256)(fold)


@dataclass(frozen=True, slots=True)
class ClauseView:
    """What the classifier reads of a clause, folded: its own words and its context."""

    own: str
    headings: str = ""
    lead_in: str = ""
    previous: str = ""
    leads: str = ""


def view(clause: Clause | Label, mentions: Sequence[AgencyMention]) -> ClauseView:
    """Return the view of ``clause``, whose agencies are ``mentions``."""
    leads = sorted({mention.agency_id for mention in mentions if mention.role is Role.LEAD})
    return ClauseView(
        own=_folded(clause.text),
        headings=_folded("\n".join(clause.headings)),
        lead_in=_folded(clause.lead_in),
        previous=_folded(clause.previous),
        leads=" ".join(leads),
    )


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

    def fit(self, texts: Sequence[str]) -> None:
        """Learn features and their inverse document frequencies (smoothed as in scikit-learn)."""
        self.extractor.fit(texts)
        found = self.extractor.find(texts)
        pairs = np.unique(found.row * self.extractor.size + found.feature)
        frequency = np.bincount(pairs % max(self.extractor.size, 1), minlength=self.extractor.size)
        self.idf = np.log((1 + len(texts)) / (1 + frequency)) + 1

    def matrix(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Return the matrix (texts × features)."""
        import scipy.sparse as sp

        row, feature, value, _, _ = self._cells(self.extractor.find(texts), len(texts))
        pointer = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(texts)))])
        return sp.csr_matrix((value, feature, pointer), (len(texts), self.extractor.size))

    def shares(self, found: Occurrences, count: int) -> Floats:
        """Return the part that each occurrence in ``count`` texts has of its matrix cell."""
        _, _, value, occurrences, cell = self._cells(found, count)
        return (value / occurrences)[cell]

    def _cells(self, found: Occurrences, count: int) -> tuple[Integers, Integers, Floats, Integers, Integers]:
        """Return row, feature, value and occurrences of each matrix cell in order, and the cell of each occurrence."""
        width = max(self.extractor.size, 1)
        cells, cell, occurrences = np.unique(found.row * width + found.feature, return_inverse=True, return_counts=True)
        row, feature = np.divmod(cells, width)
        value = (1 + np.log(occurrences)) * self.idf[feature]
        norm = np.sqrt(np.bincount(row, value**2, minlength=count))
        return row, feature, value * (self.weight / norm[row]), occurrences, cell


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
            block.fit(block.texts(views))
        return self

    def transform(self, views: Sequence[ClauseView]) -> sp.csr_matrix:
        """Return the matrix (clauses × features)."""
        return _beside([block.matrix(block.texts(views)) for block in self.blocks_])

    def transform_measures(self, measures: Sequence[str]) -> sp.csr_matrix:
        """Return the matrix (measures × features of the blocks that read own words)."""
        return _beside([block.matrix(measures) for block, _ in self.own_columns()])

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
