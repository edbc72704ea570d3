"""Names that a document teaches: short names it gives, the units of who issued it, and what its issuer calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from provtag.agencies.names import Name, NameFinder
from provtag.agencies.register import GENERAL, OTHER, Kind
from provtag.language.folding import fold
from provtag.schema import Document, Level

_SHORT = re.compile(r"\((?:以下|下)[^()]{0,6}?称:?[“\"‘']?(?P<name>[一-鿿]{2,16})[”\"’']?\)")
# How far back the name reaches that a short name stands for.
_LONGEST_NAME = 40
# Lines of the head, where the issuer stands.
_HEAD = 6
_HAN = re.compile("[一-鿿]")


class DocumentNames:
    """What a document calls the bodies in it: word → agency id; ``own`` are what its issuer calls itself."""

    def __init__(self, words: Mapping[str, str], own: Iterable[str] = (), behind: str = "") -> None:
        self._ids = dict(words)
        self._words = sorted(words)
        self._own = tuple(sorted(own, key=lambda word: (-len(word), word)))
        self._behind = behind
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    @classmethod
    def of(cls, document: Document, finder: NameFinder) -> DocumentNames | None:
        """Return what ``document`` teaches; None where it is nothing."""
        grammar = finder.units
        issuer = issuer_of(document, finder)
        own = grammar.own_names(issuer.agency_id, issuer.core) if issuer else ()
        words = dict.fromkeys(own, issuer.agency_id if issuer else OTHER)
        texts = [fold(clause.text) for clause in document.clauses] + [fold(note.text) for note in document.duty_notes]
        for text in texts:
            for word in grammar.introduced(text):
                if not _is_known(word, finder):
                    words.setdefault(word, _agency_of_unit(word, issuer, finder))
        words |= _short_names(fold(document.text), finder)
        return cls(words, own, grammar.behind) if words else None

    def added(self, text: str, names: list[Name]) -> list[Name]:
        """Return ``names`` of a folded text with the taught ones, which win over those that they hold or cross."""
        taught = list(self._found(text, names))
        if not taught:
            return names
        kept = [name for name in names if not any(one.start < name.end and name.start < one.end for one in taught)]
        return sorted(kept + taught)

    def _found(self, text: str, names: list[Name]) -> Iterator[Name]:
        spans = {name.end: name for name in names}
        end_before = 0
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            word = self._words[index]
            before = spans.get(start)
            if len(word) == 1 and not self._stands_alone(text, start, end):
                continue
            if before and before.kind is Kind.NAME:  # 县公安局|法制科
                start, agency_id = before.start, before.agency_id if before.agency_id not in GENERAL else self._ids[word]
            else:
                agency_id = self._ids[word]
                own = next((one for one in self._own if text.endswith(one, end_before, start)), "")
                start -= len(own)
            if any(name.start < start < name.end or (name.start <= start and end < name.end) for name in names):
                continue
            end_before = end
            yield Name(start, end, agency_id, Level.GENERAL, Kind.UNIT, word)

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Say whether a word of one character (局) is a word by itself."""
        before, after = text[start - 1 : start], text[end : end + 1]
        return (not _HAN.match(before) or before in self._behind) and not (_HAN.match(after) and after in "面长里限部")


def issuer_of(document: Document, finder: NameFinder) -> Name | None:
    """Return who issued ``document``: by its metadata, or by its head and the line of its signature."""
    lines = [line for line in document.text.splitlines() if line.strip()]
    for source in (document.metadata.issuer or "", *lines[:_HEAD], *reversed(lines)):
        line = fold(source).strip().removesuffix("文件")
        for name in finder.find_listed(line):
            if name.start == 0 and name.end == len(line) and name.kind is Kind.NAME:
                return name
    return finder.government_of_place(fold(document.metadata.title or ""))


def _short_names(text: str, finder: NameFinder) -> dict[str, str]:
    """Return the short names that a folded text gives to bodies: word → agency id."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = text[max(match.start() - _LONGEST_NAME, 0) : match.start()]
        name = next((name for name in finder.find(before) if name.end == len(before)), None)
        if name:
            found.setdefault(match["name"], name.agency_id)
    return found


def _is_known(word: str, finder: NameFinder) -> bool:
    return any(name.kind is Kind.NAME and name.end - name.start == len(word) for name in finder.find(word))


def _agency_of_unit(word: str, issuer: Name | None, finder: NameFinder) -> str:
    """Return the agency of a unit: its issuer's, or in a government the one that its own name tells."""
    if issuer and issuer.agency_id not in GENERAL:
        return issuer.agency_id
    named = [name.agency_id for name in finder.find(word) if name.kind is not Kind.TERRITORY]
    return named[0] if named else issuer.agency_id if issuer else OTHER
