"""Clauses as sparse TF-IDF vectors over channels of text: own words, headings, lead-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from provtag.actions.occurrences import CharacterNgrams, Extractor, Floats, Integers, Occurrences, Terms, Texts
from provtag.language.folding import fold, fold_each
from provtag.schema import Clause, Label, ProvtagError
from provtag.settings import Block

if TYPE_CHECKING:  # tagging needs no SciPy, which takes long to import
    import scipy.sparse as sp

OWN = "own"


@lru_cache(maxsize=256)
def _folded(headings: tuple[str, ...]) -> str:
    """Return headings folded; clauses of one provision share them."""
    return fold("\n".join(" ".join(heading.splitlines()) for heading in headings))


@dataclass(frozen=True, slots=True)
class ClauseView:
    """What the classifier reads of a clause: its own words, headings (a line each) and lead-in, folded, and where it stands.

    ``document`` and ``provision`` tell which clauses stand together; a clause without a document stands alone.
    """

    own: str
    headings: str = ""
    lead_in: str = ""
    document: str = ""
    provision: str = ""


def view_each(clauses: Sequence[Clause | Label]) -> list[ClauseView]:
    """Return the view of each of ``clauses``."""
    return [
        ClauseView(own, _folded(clause.headings), lead_in, clause.doc_id, clause.provision_id)
        for clause, own, lead_in in zip(
            clauses,
            fold_each([clause.text for clause in clauses]),
            fold_each([clause.lead_in for clause in clauses]),
            strict=True,
        )
    ]


def view(clause: Clause | Label) -> ClauseView:
    """Return the view of ``clause``."""
    return view_each([clause])[0]


class Channel:
    """All features of one text of a clause: blocks of features, each L2-normalised a text, times the block's weight.

    The features of the blocks are numbered one block after the other. ``idf`` is learnt.
    """

    def __init__(self, name: str, blocks: Sequence[tuple[Extractor, float]]) -> None:
        self.name = name
        self.extractors = [extractor for extractor, _ in blocks]
        self.weights = np.array([weight for _, weight in blocks])
        self.idf: Floats = np.zeros(0)

    @property
    def size(self) -> int:
        """Return the number of features."""
        return sum(extractor.size for extractor in self.extractors)

    def features(self) -> Iterator[tuple[Extractor, range]]:
        """Yield every block's extractor with the numbers of its features."""
        start = 0
        for extractor in self.extractors:
            yield extractor, range(start, start + extractor.size)
            start += extractor.size

    def texts(self, views: Sequence[ClauseView]) -> list[str]:
        """Return the channel of ``views``."""
        return [getattr(item, self.name) for item in views]

    def fit(self, texts: Texts) -> None:
        """Learn features and their inverse document frequencies (smoothed as in scikit-learn)."""
        for extractor in self.extractors:
            extractor.fit(texts)
        found = self.find(texts)
        frequency = np.bincount(found.feature[_first_of_cells(found)], minlength=self.size)
        self.idf = np.log((1 + len(texts)) / (1 + frequency)) + 1

    def find(self, texts: Texts) -> Occurrences:
        """Return the occurrences of features in ``texts`` cell by cell: in the order of text, feature and start.

        Every extractor finds its features in the order of their starts.
        """
        parts = []
        for extractor, numbers in self.features():
            found = extractor.find(texts)
            parts.append(found._replace(feature=found.feature + numbers.start))
        row, feature, start, length = (np.concatenate(values) for values in zip(*parts, strict=True))
        order = np.argsort(row * self.size + feature, kind="stable")
        return Occurrences(*(values.take(order) for values in (row, feature, start, length)))

    def matrix(self, texts: Texts) -> sp.csr_matrix:
        """Return the matrix (texts × features)."""
        import scipy.sparse as sp

        found = self.find(texts)
        first = _first_of_cells(found)
        value, _ = self._cells(found, first, len(texts))
        pointer = np.concatenate([[0], np.cumsum(np.bincount(found.row[first], minlength=len(texts)))])
        return sp.csr_matrix((value, found.feature[first], pointer), (len(texts), self.size))

    def shares(self, found: Occurrences, count: int) -> Floats:
        """Return the part that each occurrence has of its matrix cell; ``found`` lies cell by cell in ``count`` texts."""
        value, occurrences = self._cells(found, _first_of_cells(found), count)
        return np.repeat(value / occurrences, occurrences)

    def _cells(self, found: Occurrences, first: Integers, count: int) -> tuple[Floats, Integers]:
        """Return value and number of occurrences of each matrix cell; ``first`` are the first occurrences of cells."""
        occurrences = np.diff(first, append=len(found.row))
        feature = found.feature[first]
        text_and_block = found.row[first] * len(self.extractors) + self._block_of.take(feature)
        value = (1 + np.log(np.arange(1, occurrences.max(initial=1) + 1))).take(occurrences - 1) * self.idf.take(feature)
        norm = np.sqrt(np.bincount(text_and_block, value**2, minlength=count * len(self.extractors)))
        weight = np.tile(self.weights, count) / np.where(norm > 0, norm, 1)
        return value * weight.take(text_and_block), occurrences

    @cached_property
    def _block_of(self) -> Integers:
        """Return the block of every feature."""
        return np.repeat(np.arange(len(self.extractors)), [extractor.size for extractor in self.extractors])


def _first_of_cells(found: Occurrences) -> Integers:
    is_first = np.ones(len(found.row), bool)
    is_first[1:] = (found.row[1:] != found.row[:-1]) | (found.feature[1:] != found.feature[:-1])
    return np.flatnonzero(is_first)


@dataclass(frozen=True)
class Reading:
    """The features found in the words of clauses and of what stands above them, for whoever weighs them.

    A row is a text: the clauses first, then the distinct headings and lead-ins above them, then an empty one. ``heading`` and
    ``lead_in`` say for each clause in which row its innermost heading and its lead-in stand. ``shares``: the part that each of
    ``found`` has of its row's vector.
    """

    rows: int
    found: Occurrences
    shares: Floats
    heading: Integers
    lead_in: Integers

    @property
    def clauses(self) -> int:
        """Return the number of clauses."""
        return len(self.heading)


class ClauseVectoriser:
    """Turns clause views into one sparse row each; the columns of the channels stand side by side.

    Parameters
    ----------
    blocks: the families of features; one at least reads the clause's own words. Raises ProvtagError where none does.
    lexicon: concept → terms, for blocks of kind "lexicon".
    """

    def __init__(self, blocks: Sequence[Block] = (), lexicon: dict[str, list[str]] | None = None) -> None:
        self.blocks = blocks
        self.lexicon = lexicon

    def prepare(self) -> ClauseVectoriser:
        """Set up the channels as they are before fitting (what loading a stored model starts from)."""
        names = dict.fromkeys(block.channel for block in sorted(self.blocks, key=lambda block: block.channel != OWN))
        if OWN not in names:
            raise ProvtagError(f"params.yaml: no block of actions.blocks reads the channel {OWN!r}; add one")
        self.channels_ = [Channel(name, [self._block(block) for block in self.blocks if block.channel == name]) for name in names]
        return self

    def fit(self, views: Sequence[ClauseView], y: None = None) -> ClauseVectoriser:
        """Learn the vocabulary of every channel."""
        self.prepare()
        for channel in self.channels_:
            channel.fit(Texts(channel.texts(views)))
        return self

    def transform(self, views: Sequence[ClauseView]) -> sp.csr_matrix:
        """Return the matrix (clauses × features)."""
        import scipy.sparse as sp

        return sp.hstack([channel.matrix(Texts(channel.texts(views))) for channel in self.channels_], format="csr")

    def transform_measures(self, measures: Sequence[str]) -> sp.csr_matrix:
        """Return the matrix (measures × features of own words)."""
        return self.own.matrix(Texts(measures))

    @property
    def own(self) -> Channel:
        """Return the channel of the clause's own words; its columns come first."""
        return self.channels_[0]

    def contexts(self) -> Iterator[tuple[Channel, slice]]:
        """Yield the channels of the context with their columns in ``transform``."""
        start = self.own.size
        for channel in self.channels_[1:]:
            yield channel, slice(start, start + channel.size)
            start += channel.size

    def _block(self, block: Block) -> tuple[Extractor, float]:
        if block.kind == "lexicon":
            return Terms(self.lexicon or {}), block.weight
        return CharacterNgrams(block.n, block.min_df), block.weight
