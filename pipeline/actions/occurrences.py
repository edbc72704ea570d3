"""Where features occur in texts: what the vectoriser counts and what the evidence points at are the same occurrences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

CODE_POINT_BITS = 21


class Occurrences(NamedTuple):
    """Parallel arrays, one entry an occurrence: which text, which feature, first character in that text, length."""

    row: Integers
    feature: Integers
    start: Integers
    length: Integers


class Extractor(Protocol):
    """Finds features in texts. After ``fit``, features are numbered 0 … ``size`` - 1."""

    @property
    def size(self) -> int:
        """Return the number of features."""

    def fit(self, texts: Sequence[str]) -> None:
        """Learn which features there are."""

    def find(self, texts: Sequence[str]) -> Occurrences:
        """Return every occurrence of a known feature in ``texts``."""


class CharacterNgrams:
    """All runs of ``n`` characters that stand in at least ``min_df`` of the fitted texts.

    Texts become one array of code points and n-grams become integers, so that finding them is a few array operations
    instead of a Python loop; n ≤ 3 keeps the integers below 2^63.
    """

    def __init__(self, n: int, min_df: int = 1, keys: Integers | None = None) -> None:
        self.n = n
        self.min_df = min_df
        self.keys: Integers = np.zeros(0, np.int64) if keys is None else keys

    @property
    def size(self) -> int:
        """Return the number of features."""
        return len(self.keys)

    def fit(self, texts: Sequence[str]) -> None:
        """Learn the n-grams of ``texts``."""
        keys, row, _ = self._ngrams(texts)
        text_and_key = np.unique(np.stack([keys, row], axis=1), axis=0)
        found, frequency = np.unique(text_and_key[:, 0], return_counts=True)
        self.keys = found[frequency >= self.min_df]

    def find(self, texts: Sequence[str]) -> Occurrences:
        """Return the occurrences of the learnt n-grams in ``texts``."""
        keys, row, start = self._ngrams(texts)
        if not self.size:
            keys, row, start = keys[:0], row[:0], start[:0]
        feature = np.minimum(np.searchsorted(self.keys, keys), self.size - 1)
        known = self.keys[feature] == keys
        row = row[known]
        return Occurrences(row, feature[known], start[known], np.full(len(row), self.n))

    def _ngrams(self, texts: Sequence[str]) -> tuple[Integers, Integers, Integers]:
        """Return key, text number and start of every n-gram of ``texts``."""
        lengths = np.array([len(text) for text in texts], np.int64)
        points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        row = np.repeat(np.arange(len(texts)), lengths)
        start = np.arange(len(points)) - (np.cumsum(lengths) - lengths)[row]
        at = np.flatnonzero(start + self.n <= lengths[row])
        keys = points[at]
        for offset in range(1, self.n):
            keys = (keys << CODE_POINT_BITS) | points[at + offset]
        return keys, row[at], start[at]


class Terms:
    """The concepts of a lexicon (concept → terms): a concept occurs where one of its terms does, longest term first."""

    def __init__(self, lexicon: dict[str, list[str]]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.lexicon = lexicon
        self.concepts = sorted(lexicon)  # the order of features must not depend on that of a file
        terms = [(term, number) for number, concept in enumerate(self.concepts) for term in lexicon[concept]]
        self._concept = np.array([number for _, number in terms], np.int64)
        self._automaton = AhoCorasick([term for term, _ in terms], matchkind=MatchKind.LeftmostLongest)

    @property
    def size(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def fit(self, texts: Sequence[str]) -> None:
        """Do nothing: the lexicon is knowledge, not learnt."""

    def find(self, texts: Sequence[str]) -> Occurrences:
        """Return the occurrences of the lexicon's terms in ``texts``."""
        found = [
            (row, term, start, end)
            for row, text in enumerate(texts)
            for term, start, end in self._automaton.find_matches_as_indexes(text)
        ]
        row, term, start, end = np.array(found, np.int64).reshape(-1, 4).T
        return Occurrences(row, self._concept[term], start, end - start)
