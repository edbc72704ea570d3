"""The words of ``labels/orders.yaml`` as searches: the regular expressions of each trait and of its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from provtag.checking import checked
from provtag.files import read_yaml
from provtag.orders.searches import Searches
from provtag.patterns import Pattern
from provtag.schema import ProvtagError, Trait

_FRAGMENT = Pattern(r"\{([a-z]+)\}")
_PART = Pattern(r"(?:[^,;。!?\n]++|(?<=\d),(?=\d{3}))+[,;。!?\n]?")  # what no pattern goes beyond
_MOST_NESTED = 5  # fragments within fragments


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
    """

    zh: str
    en: str
    shown: bool
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


class Found(NamedTuple):
    """A range of the searched text that shows a trait; ``value`` is empty where the trait has none."""

    trait: Trait
    value: str
    start: int
    end: int


class Part(NamedTuple):
    """A range of a text that no pattern goes beyond; ``possible``: which patterns may match in it."""

    start: int
    end: int
    possible: int


class Vocabulary:
    """Finds the words of traits in folded text, and the sentences that order nothing."""

    def __init__(self, traits: Mapping[Trait, TraitWords], statements: Statements, fragments: Mapping[str, str]) -> None:
        """Compile the patterns; raises ValueError (``re.error`` too) where one cannot be."""
        self.traits = traits
        shown = [(trait, value, pattern) for trait, words in traits.items() for value, pattern in _patterns(words)]
        self._searches = Searches([_whole(pattern, fragments) for _, _, pattern in shown])
        self._values = [value for _, value, _ in shown]
        self._of_trait = {trait: sum(1 << number for number, item in enumerate(shown) if item[0] is trait) for trait in traits}
        self.facts, self.aims = (
            Searches([_whole(pattern, fragments) for pattern in patterns]) for patterns in (statements.facts, statements.aims)
        )
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

    def parts(self, text: str) -> list[Part]:
        """Return the parts of the folded ``text`` in which anything may be found."""
        ends = [part.end() for part in _PART.finditer(text)]
        bounds = zip([0, *ends], ends, strict=False)
        possible = self._searches.possible
        return [Part(start, end, bits) for start, end in bounds if (bits := possible(text[start:end]))]

    def part(self, text: str, start: int, end: int) -> Part:
        """Return ``text[start:end]`` as a part."""
        return Part(start, end, self._searches.possible(text[start:end]))

    def find(self, traits: Sequence[Trait], text: str, parts: Iterable[Part]) -> list[Found]:
        """Return what shows ``traits`` in ``parts`` of the folded ``text``, part by part; no two of a trait overlap."""
        return [
            Found(trait, value, *_evidence(found))
            for start, end, possible in parts
            for trait in traits
            if (of_trait := possible & self._of_trait[trait])
            for number, found in self._searches.find(of_trait, text, start, end)
            if (value := self._values[number]) is not None
        ]


def _patterns(words: TraitWords) -> Iterator[tuple[str | None, str]]:
    """Yield the patterns of a trait and the value that each shows, those first that count first; None: what is none."""
    yield from ((None, pattern) for pattern in words.besides)
    yield from ((value.id, pattern) for value in words.values for pattern in value.patterns)
    yield from (("", pattern) for pattern in words.patterns)


def _evidence(found: re.Match[str]) -> tuple[int, int]:
    """Return the range of the group of the pattern that was found, or of all of it where it has none."""
    return next(span for span in found.regs[1:] if span[0] >= 0) if found.lastindex else found.span()


def _whole(pattern: str, fragments: Mapping[str, str]) -> str:
    """Return ``pattern`` with its fragments in place; raises ValueError where one is unknown or contains itself."""
    whole = pattern
    for _ in range(_MOST_NESTED):
        if not _FRAGMENT.search(whole):
            return whole
        whole = _FRAGMENT.sub(lambda name: _fragment(name[1], fragments), whole)
    raise ValueError(f"{pattern!r}: its fragments contain each other")


def _fragment(name: str, fragments: Mapping[str, str]) -> str:
    if name not in fragments:
        raise ValueError(f"no fragment {name!r}")
    return fragments[name]
