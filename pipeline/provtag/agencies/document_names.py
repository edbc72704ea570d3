"""Names that a document teaches: short names it gives, the units of who issued it, and what its issuer calls itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from provtag.agencies.crossing import Crossing
from provtag.agencies.names import Name, NameFinder
from provtag.agencies.register import GENERAL, JOINT, OTHER, Kind
from provtag.agencies.word_search import WordSearch
from provtag.language.folding import fold, fold_each
from provtag.schema import Clause, Document, DutyNote, Level

_SHORT = re.compile(r"\((?:以下|下)[^()]{0,6}?称:?[“\"‘']?(?P<name>[一-鿿]{2,16})[”\"’']?\)")
_SHORT_WORDS = ("称", "稱")
_DATE = re.compile(r"\s*[(（]?(?:[12１２]\d{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})\s*年")
# What issues laws has no units that act.
_LEGISLATURE = "legislature"
# How far back the name reaches that a short name stands for.
_LONGEST_NAME = 40
# Lines of the head and of the end, where the issuer stands.
_HEAD, _TAIL = 6, 12
# 局面, 局长, 局部 are other words.
_NOT_BEHIND_ONE = tuple("面长里限部")
_SURE = (Kind.NAME, Kind.UNIT)
_OF_TITLE = re.compile("关于|印发|开展|[12]\\d{3}年|[“《]")
_HAN = re.compile("[一-鿿]")


class DocumentNames:
    """What a document calls the bodies in it: word → agency id; ``own`` are what its issuer calls itself."""

    def __init__(self, words: Mapping[str, str], own: Collection[str], finder: NameFinder) -> None:
        self._ids = dict(words)
        self._own = frozenset(own)
        self._finder = finder
        self._search = WordSearch(self._ids)

    @classmethod
    def of(cls, document: Document, issuers: Sequence[Name], finder: NameFinder) -> DocumentNames | None:
        """Return what ``document`` of ``issuers`` teaches; None where it is nothing."""
        grammar = finder.units
        own: dict[str, str] = {}
        for issuer in issuers:
            for word in grammar.own_names(issuer.agency_id, issuer.core):
                own.setdefault(word, issuer.agency_id)
        words = dict(own)
        units: list[Clause | DutyNote] = []
        if any(one.agency_id != _LEGISLATURE for one in issuers):
            units = [*document.clauses, *document.duty_notes]
        abbreviates = any(word in document.text for word in _SHORT_WORDS)
        whole = fold(document.text) if units or abbreviates else ""
        for word in (word for unit in units for word in grammar.introduced(whole[unit.start : unit.end])):
            if agency_id := _agency_of_unit(word, issuers, finder):
                words.setdefault(word, agency_id)
        words |= _short_names(whole, finder)
        return cls(words, own, finder) if words else None

    def added(self, text: str, names: list[Name]) -> list[Name]:
        """Return ``names`` of a folded text with the taught ones, which win over those that they hold or cross."""
        taught = list(self._found(text, names))
        if not taught:
            return names
        winning = Crossing(taught)
        kept = [name for name in names if not winning.at(name.start, name.end)]
        return sorted(kept + taught)

    def _found(self, text: str, names: list[Name]) -> Iterator[Name]:
        places = self._search.find(text)
        if not places:
            return
        by_end = {name.end: name for name in names if name.kind in _SURE}
        others = Crossing(names)
        before: Name | None = None
        for start, end in places:
            word = text[start:end]
            agency_id, level = self._ids[word], Level.GENERAL
            if before and before.end == start and before.core in self._own:  # 局|安全股
                start, level = before.start, before.level
            elif before:
                yield from self._kept(before, others, text)
            if (holder := by_end.get(start)) and len(word) > 1:  # 县公安局|法制科
                start, level = holder.start, holder.level
                agency_id = agency_id if holder.agency_id in GENERAL else holder.agency_id
            else:  # 各县(区)|局
                prefix = self._finder.prefixes.before(text, start, before.end if before else 0)
                start, level = prefix.start, prefix.level or level
                if word in self._own and len(word) > 1:
                    if (other := by_end.get(end)) and other.start < start and other.core not in self._own:  # 公安|分局
                        before = None
                        continue
                    start = self._finder.units.named_start(text, start)
            end = self._finder.with_inner_unit(text, end) if word in self._own else end
            before = Name(start, end, agency_id, level, Kind.UNIT, word)
        if before:
            yield from self._kept(before, others, text)

    def _kept(self, name: Name, others: Crossing[Name], text: str) -> Iterator[Name]:
        """Yield ``name`` unless it lies inside a longer one or is a part of another word."""
        if len(name.core) == 1 == name.end - name.start and not self._stands_alone(text, name.start, name.end):
            return
        if text[name.end : name.end + 1] != "长" and not any(_cuts(one, name) for one in others.at(name.start, name.end)):
            yield name

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Say whether a word of one character (局) is a word by itself."""
        before, after = text[start - 1 : start], text[end : end + 1]
        begins = not _HAN.match(before) or before in self._finder.units.behind
        return begins and after not in _NOT_BEHIND_ONE


def _cuts(one: Name, name: Name) -> bool:
    """Say whether ``name`` lies inside the longer ``one``, or begins inside it."""
    return one.start < name.start < one.end or (one.start == name.start and name.end < one.end)


def issuers_of(document: Document, finder: NameFinder) -> list[Name]:
    """Return who issued ``document``: by its metadata, and by the lines of its head and signature that are nothing but names."""
    lines = [line for line in document.text.splitlines() if line.strip()]
    signatures = [line for line, following in pairwise(lines) if _DATE.match(following)]
    titled = _OF_TITLE.split(document.metadata.title or "", maxsplit=1)[0]  # 西山边境管理支队|关于开展…的方案
    if issuers := _whole_names([document.metadata.issuer or "", titled, *lines[:_HEAD], *signatures], finder):
        return issuers
    title = fold(document.metadata.title or "")
    if issuers := _leading_names(title, finder):
        return issuers
    if place := finder.government_of_place(title):
        return [place]
    return _whole_names(lines[-_TAIL:], finder)


def _leading_names(title: str, finder: NameFinder) -> list[Name]:
    """Return the names that a folded title begins with (西山县民政局、西山县公安局|寻亲工作方案), the first of each agency."""
    found: dict[str, Name] = {}
    end = 0
    for name in finder.find(title):
        is_placed = name.end - name.start > len(name.core)  # 人民法院组织法 is no court's
        if not is_placed or name.kind is not Kind.NAME or title[end : name.start] not in ("", "、", "和", " "):
            break
        found.setdefault(name.agency_id, name)
        end = name.end
    return list(found.values())


def _whole_names(lines: Sequence[str], finder: NameFinder) -> list[Name]:
    """Return the names that lines consist of, the first of each agency."""
    found: dict[str, Name] = {}
    words = [word.removesuffix("文件") for line in fold_each(lines) for word in line.split()]
    for word, names in zip(words, finder.find_each_listed(words), strict=True):
        for name in names:
            if name.start == 0 and name.end == len(word) and name.kind is Kind.NAME:
                found.setdefault(name.agency_id, name)
    return list(found.values())


def _short_names(text: str, finder: NameFinder) -> dict[str, str]:
    """Return the short names that a folded text gives to bodies: word → agency id."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = text[max(match.start() - _LONGEST_NAME, 0) : match.start()]
        name = next((name for name in finder.find(before) if name.end == len(before)), None)
        if name:
            found.setdefault(match["name"], name.agency_id)
    return found


def _agency_of_unit(word: str, issuers: Sequence[Name], finder: NameFinder) -> str | None:
    """Return the agency of a unit: its issuer's, or in a government the one that its own name tells; None where it is no news."""
    names = [name for name in finder.find(word) if name.kind is not Kind.TERRITORY]
    known = {name.agency_id for name in names}
    whole = {name.kind for name in names if name.end - name.start == len(word)}
    ids = [issuer.agency_id for issuer in issuers]
    first = ids[0] if ids else ""
    if not first or any(name.kind is Kind.NAME for name in names):
        return None
    if Kind.UNIT in whole and (first in (*GENERAL, *JOINT) or not finder.units.is_shared(word)):
        return None
    if first in JOINT:
        return min(known, default=None)
    if first in GENERAL:
        return min(known, default=first)
    own = next((agency_id for agency_id in ids if agency_id in known), None)
    fields = known - {OTHER}
    return own or (min(fields) if fields and not finder.units.is_shared(word) else first)
