"""Many regular expressions over one text: those whose words it lacks are not tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from provtag.orders.required_words import required_words

_LEVELS = 3  # sets of words that an expression is told by
_CHOICES = 4096  # of expressions that may match, kept in mind

Numbered = tuple[int, re.Pattern[str]]


class Searches:
    """Regular expressions by their numbers. Which may match is said by the bits of an integer, bit ``n`` for expression ``n``."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Read the patterns; raises ``re.error`` where one cannot be read. They are compiled when they are needed."""
        self.patterns = patterns
        self._count = len(patterns)
        # Bit n of level k: a word of the k-th set that pattern n requires is there; always set where it requires no k-th set.
        self._bits: defaultdict[str, int] = defaultdict(int)
        self._always = 0
        for number, pattern in enumerate(patterns):
            required = required_words(pattern)
            for level in range(_LEVELS):
                bit = 1 << level * self._count + number
                self._always |= 0 if required[level:] else bit
                for word in required[level] if required[level:] else ():
                    self._bits[word] |= bit
        self._words = AhoCorasick(list(self._bits))
        self._chosen = lru_cache(_CHOICES)(self._choose)
        self._compiled = cache(re.compile)

    def possible(self, text: str) -> int:
        """Return which expressions may match in ``text``."""
        there = self._always
        for word in self._words.find_matches_as_strings(text, overlapping=True):
            there |= self._bits[word]
        for _ in range(_LEVELS - 1):
            there &= there >> self._count
        return there & (1 << self._count) - 1

    def any(self, text: str) -> bool:
        """Tell whether one of the expressions matches somewhere in ``text``."""
        return any(pattern.search(text) for _, pattern in self._chosen(self.possible(text)))

    def find(self, possible: int, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the number and match of what ``possible`` expressions find in ``text[start:end]``, from left to right.

        No two overlap; where more than one matches at a place, the first of them counts: what one expression of all, one
        after another with ``|`` between, would find.
        """
        ahead = _ahead(self._chosen(possible), text, start, end)
        while ahead:
            at, number, found = min(ahead)
            yield number, found
            after = max(found.end(), at + 1)
            passed = [(number, found.re) for begin, number, found in ahead if begin < after]
            ahead = [item for item in ahead if item[0] >= after] + _ahead(passed, text, after, end)

    def _choose(self, bits: int) -> list[Numbered]:
        return [(number, self._compiled(pattern)) for number, pattern in enumerate(self.patterns) if bits >> number & 1]


def _ahead(patterns: Iterable[Numbered], text: str, start: int, end: int) -> list[tuple[int, int, re.Match[str]]]:
    """Return where each expression matches next, the numbers of those that do, and the matches."""
    return [(found.start(), number, found) for number, pattern in patterns if (found := pattern.search(text, start, end))]
