"""Where features occur in texts: what the vectoriser counts and what the evidence points at are the same occurrences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from provtag.actions.key_table import Integers, KeyTable
from provtag.schema import ProvtagError

Floats = NDArray[np.float64]

CODE_POINT_BITS = 21
# Stands between texts that are searched together; no term has it.
SEPARATOR = "\n"


class Occurrences(NamedTuple):
    """Parallel arrays, one entry an occurrence: which text, which feature, first character in that text, length."""

    row: Integers
    feature: Integers
    start: Integers
    length: Integers


class Texts:
    """Texts and the one array of all their characters, which several extractors read."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.strings)

    @cached_property
    def lengths(self) -> Integers:
        """Return the length of every text."""
        return np.array([len(string) for string in self.strings], np.int64)

    @cached_property
    def first(self) -> Integers:
        """Return where among all characters each text begins."""
        return np.cumsum(self.lengths) - self.lengths

    @cached_property
    def row(self) -> Integers:
        """Return the text of every character."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @cached_property
    def points(self) -> Integers:
        """Return the code point of every character."""
        return np.frombuffer("".join(self.strings).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


class Extractor(Protocol):
    """Finds features in texts. After ``fit``, features are numbered 0 … ``size`` - 1."""

    @property
    def size(self) -> int:
        """Return the number of features."""

    def fit(self, texts: Texts) -> None:
        """Learn which features there are."""

    def find(self, texts: Texts) -> Occurrences:
        """Return every occurrence of a known feature in ``texts``."""


class CharacterNgrams:
    """All runs of ``n`` characters that stand in at least ``min_df`` of the fitted texts.

    N-grams become integers, so that finding them is a few array operations instead of a Python loop; n ≤ 3 keeps the integers
    below 2^63.
    """

    def __init__(self, n: int, min_df: int = 1) -> None:
        self.n = n
        self.min_df = min_df
        self.keys = np.zeros(0, np.int64)

    @property
    def keys(self) -> Integers:
        """The learnt n-grams as integers, ascending."""
        return self._keys

    @keys.setter
    def keys(self, keys: Integers) -> None:
        self._keys = keys
        self._table = KeyTable(keys)

    @property
    def size(self) -> int:
        """Return the number of features."""
        return len(self.keys)

    def fit(self, texts: Texts) -> None:
        """Learn the n-grams of ``texts``."""
        keys, at = self._ngrams(texts)
        order = np.argsort(keys, kind="stable")  # the texts in which a key stands stay in their order
        keys, row = keys[order], texts.row[at][order]
        first_in_text = (np.diff(keys, prepend=-1) != 0) | (np.diff(row, prepend=-1) != 0)
        found, frequency = np.unique(keys[first_in_text], return_counts=True)
        self.keys = found[frequency >= self.min_df]

    def find(self, texts: Texts) -> Occurrences:
        """Return the occurrences of the learnt n-grams in ``texts``."""
        keys, at = self._ngrams(texts)
        known, feature = self._table.find(keys)
        at = at.take(known)
        row = texts.row.take(at)
        return Occurrences(row, feature, at - texts.first.take(row), np.full(len(row), self.n))

    def _ngrams(self, texts: Texts) -> tuple[Integers, Integers]:
        """Return the key of every n-gram of ``texts``, and where among all characters it begins."""
        points, row = texts.points, texts.row
        count = max(len(points) - self.n + 1, 0)
        at = np.flatnonzero(row[:count] == row[self.n - 1 :])
        keys = points[:count]
        for offset in range(1, self.n):
            keys = (keys << CODE_POINT_BITS) | points[offset : offset + count]
        return keys[at], at


class Terms:
    """The concepts of a lexicon (concept → terms): a concept occurs where one of its terms does, longest term first."""

    def __init__(self, lexicon: dict[str, list[str]]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        for term in chain.from_iterable(lexicon.values()):
            if SEPARATOR in term:
                raise ProvtagError(f"lexicon: the term {term!r} has a line break; write it in one line")
        self.lexicon = lexicon
        self.concepts = sorted(lexicon)  # the order of features must not depend on that of a file
        terms = [(term, number) for number, concept in enumerate(self.concepts) for term in lexicon[concept]]
        self._concept = np.array([number for _, number in terms], np.int64)
        words, kind = [term for term, _ in terms], MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(words, matchkind=kind, implementation=Implementation.ContiguousNFA)

    @property
    def size(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def fit(self, texts: Texts) -> None:
        """Do nothing: the lexicon is knowledge, not learnt."""

    def find(self, texts: Texts) -> Occurrences:
        """Return the occurrences of the lexicon's terms in ``texts``."""
        found = self._automaton.find_matches_as_indexes(SEPARATOR.join(texts.strings))
        term, begin, end = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3).T
        first = texts.first + np.arange(len(texts))  # among all characters and separators
        row = np.searchsorted(first, begin, side="right") - 1
        return Occurrences(row, self._concept[term], begin - first[row], end - begin)
