"""Many regular expressions over one text: those whose words it lacks are not tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from provtag.orders.required_words import begins_text, required_words

_LEVELS = 3  # sets of words that an expression is told by
_CHOICES = 4096  # of expressions that may match, kept in mind

Search = Callable[[str, int, int], re.Match[str] | None]


class Searches:
    """Regular expressions by their numbers. Which may match is said by the bits of an integer, bit ``n`` for expression ``n``."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Read the patterns; raises ``re.error`` where one cannot be read. They are compiled when they are needed."""
        self.patterns = patterns
        self._count = len(patterns)
        # Bit n of level k: a word of the k-th set that pattern n requires is there; always set where it requires no k-th set.
        self._bits: defaultdict[str, int] = defaultdict(int)
        self._always, self._all = 0, (1 << self._count) - 1
        for number, pattern in enumerate(patterns):
            required = required_words(pattern)
            for level in range(_LEVELS):
                bit = 1 << level * self._count + number
                self._always |= 0 if required[level:] else bit
                for word in required[level] if required[level:] else ():
                    self._bits[word] |= bit
        self._words = AhoCorasick(list(self._bits))
        self._chosen = lru_cache(_CHOICES)(self._choose)
        self._search = cache(_search)

    def possible(self, text: str) -> int:
        """Return which expressions may match in ``text``."""
        there = self._always
        bits = self._bits
        for word in self._words.find_matches_as_strings(text, overlapping=True):
            there |= bits[word]
        for _ in range(_LEVELS - 1):
            there &= there >> self._count
        return there & self._all

    def any(self, text: str) -> bool:
        """Tell whether one of the expressions matches somewhere in ``text``."""
        return any(search(text, 0, len(text)) for _, search in self._chosen(self.possible(text)))

    def find(self, possible: int, text: str, start: int, end: int) -> list[tuple[int, re.Match[str]]]:
        """Return the numbers and matches of what ``possible`` expressions find in ``text[start:end]``, from left to right.

        No two overlap; where more than one matches at a place, the first of them counts: what one expression of all, one
        after another with ``|`` between, would find.
        """
        # Where each expression matches next, its number, the match and the search; no two have a number in common.
        searches = self._chosen(possible)
        ahead = [(found.start(), number, found, search) for number, search in searches if (found := search(text, start, end))]
        result = []
        while ahead:
            at, number, found, _ = min(ahead)
            result.append((number, found))
            after = max(found.end(), at + 1)
            passed = [(number, search) for begin, number, _, search in ahead if begin < after]
            ahead = [item for item in ahead if item[0] >= after]
            ahead += [(found.start(), number, found, search) for number, search in passed if (found := search(text, after, end))]
        return result

    def _choose(self, bits: int) -> list[tuple[int, Search]]:
        return [(number, self._search(pattern)) for number, pattern in enumerate(self.patterns) if bits >> number & 1]


def _search(pattern: str) -> Search:
    """Return the search for ``pattern``; one that is asked at the beginning only is not tried at every place."""
    compiled = re.compile(pattern)
    return compiled.match if begins_text(pattern) else compiled.search
