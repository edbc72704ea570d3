"""The words of ``labels/orders.yaml`` as searches: one regular expression a trait, whose groups say which value was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from provtag.files import read_yaml
from provtag.schema import ProvtagError, Trait
from provtag.settings import checked

_FRAGMENT = re.compile(r"\{([a-z]+)\}")
_BEGINS = ("{begin}", "{start}")  # the fragments for the beginning of a part, and of the text
_BESIDE = "beside"  # the group of what looks like a trait and is none
_NO_VALUE = "plain"  # the group of a trait that has no values
_PART = re.compile(r"(?:[^,;。!?\n]|(?<=\d),(?=\d{3}))+[,;。!?\n]?")  # what no pattern goes beyond
_NO_BRACKET = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")  # an escaped sign, or a class of signs
_MOST_NESTED = 5  # fragments within fragments

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a trait: its names, and the patterns that show it (none where it is what the absence of others means)."""

    id: str
    zh: str
    en: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TraitWords:
    """One trait: its names, the patterns that show it, of each value or of all, and what looks like it and is none.

    ``shown``: whether it is read well enough to be in tables and reports.
    ``signs``: words, separated by blanks, one of which is in whatever shows the trait or right behind it, so that the rest of a
    text need not be searched.
    """

    zh: str
    en: str
    shown: bool
    signs: str
    values: tuple[Value, ...] = ()
    patterns: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """How sentences that order nothing are told: by their words, and by the titles above them.

    ``asks``: what a lead-in without a word of force says where its items are orders.
    """

    facts: tuple[str, ...]
    aims: tuple[str, ...]
    asks: str
    facts_below: str
    aims_below: str


@dataclass(frozen=True, slots=True)
class _Content:
    traits: dict[Trait, TraitWords]
    statements: Statements


@dataclass(frozen=True, slots=True)
class Found:
    """A range of the searched text that shows a trait; ``value`` is empty where the trait has none."""

    start: int
    end: int
    value: str


class Vocabulary:
    """Finds the words of traits in folded text, and the sentences that order nothing."""

    def __init__(self, traits: Mapping[Trait, TraitWords], statements: Statements, fragments: Mapping[str, str]) -> None:
        """Compile the patterns; raises ValueError (``re.error`` too) where one cannot be."""
        self.traits = traits
        self._searches = {trait: _search(words, fragments) for trait, words in traits.items()}
        signs = _signs(traits)
        self._signs, self._traits_of_sign = AhoCorasick(list(signs)), list(signs.values())
        self.facts, self.aims = (re.compile(_any(patterns, fragments)) for patterns in (statements.facts, statements.aims))
        self.asks = re.compile(statements.asks)
        self.facts_below, self.aims_below = re.compile(statements.facts_below), re.compile(statements.aims_below)

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read ``labels/orders.yaml``; raises ProvtagError (one line) where a key is wrong or a pattern cannot be read."""
        rows = read_yaml(path)
        fragments = rows.pop("fragments", {}) if isinstance(rows, dict) else {}
        content = checked(_Content, rows, str(path))
        try:
            return cls(content.traits, content.statements, fragments)
        except (re.error, ValueError, TypeError) as error:
            raise ProvtagError(f"{path}: {error}; mend the pattern") from None

    def parts(self, text: str) -> dict[Trait, list[Range]]:
        """Return in which parts of the folded ``text`` each trait may be found: those that have one of its signs."""
        ends = [part.end() for part in _PART.finditer(text)]
        ranges = list(zip([0, *ends], ends, strict=False))
        found: dict[Trait, list[Range]] = {trait: [] for trait in self.traits}
        for sign, start, _ in self._signs.find_matches_as_indexes(text, overlapping=True):
            part = ranges[bisect_right(ends, start)]
            for trait in self._traits_of_sign[sign]:
                if part not in found[trait][-1:]:
                    found[trait].append(part)
        return found

    def find(self, trait: Trait, text: str, parts: Iterable[Range]) -> Iterator[Found]:
        """Yield what shows ``trait`` in ``parts`` of the folded ``text``, from left to right; no two overlap."""
        search = self._searches[trait]
        for start, end in parts:
            for found in search.finditer(text, start, end):
                if found.lastgroup != _BESIDE:
                    yield Found(*_evidence(found), "" if found.lastgroup == _NO_VALUE else str(found.lastgroup))


def _signs(traits: Mapping[Trait, TraitWords]) -> dict[str, list[Trait]]:
    found: defaultdict[str, list[Trait]] = defaultdict(list)
    for trait, words in traits.items():
        for sign in words.signs.split():
            found[sign].append(trait)
    return dict(found)


def _evidence(found: re.Match[str]) -> tuple[int, int]:
    """Return the range of the group inside the pattern that was found, or of all of it where it has none."""
    named = found.re.groupindex[str(found.lastgroup)]
    return next((span for span in found.regs[named + 1 :] if span[0] >= 0), found.span())


def _search(words: TraitWords, fragments: Mapping[str, str]) -> re.Pattern[str]:
    groups = {_BESIDE: words.besides} | {value.id: value.patterns for value in words.values} | {_NO_VALUE: words.patterns}
    return re.compile("|".join(f"(?P<{name}>{_any(patterns, fragments)})" for name, patterns in groups.items() if patterns))


def _any(patterns: Sequence[str], fragments: Mapping[str, str]) -> str:
    """Return one pattern for any of ``patterns``; neighbours that hold only at a beginning share the test for it."""
    tried = []
    for begin, group in groupby(patterns, _begin):
        ways = "|".join(pattern.removeprefix(begin) for pattern in group)
        tried.append(_whole(f"{begin}(?:{ways})" if begin else ways, fragments))
    return "|".join(tried)


def _begin(pattern: str) -> str:
    return next((begin for begin in _BEGINS if pattern.startswith(begin)), "")


def _whole(pattern: str, fragments: Mapping[str, str]) -> str:
    """Return ``pattern`` with its fragments in place; raises ValueError where one is unknown or contains itself."""
    whole = pattern
    for _ in range(_MOST_NESTED):
        if not _FRAGMENT.search(whole):
            return _closed(whole)
        whole = _FRAGMENT.sub(lambda name: _fragment(name[1], fragments), whole)
    raise ValueError(f"{pattern!r}: its fragments contain each other")


def _closed(pattern: str) -> str:
    """Return ``pattern``; raises ValueError where its brackets do not close, which those of its neighbours could hide."""
    brackets = (1 if sign == "(" else -1 for sign in _NO_BRACKET.sub("", pattern) if sign in "()")
    depths = [0, *accumulate(brackets)]
    if min(depths) < 0 or depths[-1]:
        raise ValueError(f"{pattern!r}: its brackets do not close")
    return pattern


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise ValueError(f"no fragment {name!r}")
    return fragments[name]
