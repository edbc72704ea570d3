"""The left part of a name: its level words, qualifiers and places (各县（市、区）, 当地, 青岚县)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from provtag.agencies.register import Register
from provtag.patterns import Pattern
from provtag.schema import Level

# What stands between levels that share a head noun (市、区人民政府), and which levels do, the wider first.
_SHARERS = "、和"
# Names of places with one character before this end are many: 柳州, 江州.
_SHORT_PLACES_END = "州"
_LEFT_OPEN, _LONGEST_LEFT_OPEN = Pattern("[×✕xX○*某]+$"), 6
# The end of words that say which place (拐入地), several of which share a head noun too.
_OF_PLACE = "地"
# Behind this what a body was called before begins: (原|州旅发委).
_FORMERLY = "(原"
LONGEST_PLACE = 4
# Places are named after peoples too (岚江苗族彝族|自治州, 牛角岭瑶族|乡).
_PEOPLE, _LONGEST_OF_PEOPLES = "族", 14
_SHARING = (Level.PROVINCE, Level.CITY, Level.COUNTY)


class Prefix(NamedTuple):
    """Where a name begins with its prefix, and the level the prefix shows (None: none)."""

    start: int
    level: Level | None


class Endings:
    """Words looked up by where they end in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[-1], set()).add(len(word))
        self._lengths = {last: sorted(known, reverse=True) for last, known in lengths.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def at(self, text: str, end: int) -> str:
        """The longest word that ends at ``end``, or the empty string."""
        for length in self._lengths.get(text[end - 1], ()) if end else ():
            if length <= end and text[end - length : end] in self._words:
                return text[end - length : end]
        return ""


class Prefixes:
    """Reads a name leftwards from its core."""

    def __init__(self, register: Register) -> None:
        self._levels = register.levels
        self._qualifiers = register.words("qualifiers")
        self._words = Endings({*self._levels, *self._qualifiers, *register.words("bureaus")})
        self._not_levels = Endings(register.words("words_not_levels"))
        boundaries = register.words("place_boundaries")
        # 会同县 is a county, and 会同 is what stands before many counties.
        self._regions = {name: level for name, level in register.regions.items() if name[:-1] not in boundaries}
        self._region_names = Endings(self._regions)
        self._like_formerly = tuple(name for name in self._regions if name.startswith(_FORMERLY[-1]))  # 原州区
        self._short_regions = Endings(register.short_regions)
        self._place_endings = register.words("places_end")
        # A place outside the list is spelt with the characters of places inside it; most verbs are not.
        self._place_characters = frozenset("".join(register.regions))
        self._boundaries = Endings(boundaries)
        never = "".join(sorted(set("".join(register.words("never_in_places")))))
        boundary = "|".join(sorted(map(re.escape, boundaries)))
        self._place = re.compile(f"(?:(?!{boundary}|[{never}])[一-鿿])*")
        self._of_peoples = re.compile(f"(?:(?:{'|'.join(sorted(register.words('peoples')))}){_PEOPLE})+$")
        self._steps = Endings({*self._words, *self._region_names, *self._short_regions, *self._not_levels})
        self._read = cache(self._read_of)

    def before(self, text: str, core_start: int, floor: int = 0, in_list: bool = False) -> Prefix:
        """The prefix that ends at ``core_start`` of a folded text; empty when the core stands alone.

        It does not reach below ``floor``, where the name before it ends. ``in_list``: the text is a list of agencies.
        """
        if not self._steps.at(text, core_start):  # as before most cores
            return Prefix(core_start, None)
        start, level = core_start, None
        while True:
            shared = start < core_start and text[start - 1] in _SHARERS
            if shared and text[core_start - 1] == text[start - 2] == _OF_PLACE:
                word = self._words.at(text, start - 1)
                step = Prefix(start - 1 - len(word) if word else start, None)
            else:
                step = self._shared(text, start, level) if shared else self._step(text, start, in_list)
            if step.start == start or step.start < floor:
                return Prefix(max(floor, start - self._left_open(text, start)) if level else start, level)
            level = step.level if shared else level or step.level
            start = step.start

    @staticmethod
    def _left_open(text: str, end: int) -> int:
        """Return how many characters before ``end`` stand for a place that a form leaves open: ××县, XX市, 某区."""
        found = _LEFT_OPEN.search(text, max(0, end - _LONGEST_LEFT_OPEN), end)
        return len(found.group()) if found else 0

    def _step(self, text: str, end: int, in_list: bool) -> Prefix:
        """One word to the left of ``end``."""
        step = self._steps.at(text, end)
        if not step:
            return Prefix(end, None)
        region, word, short = self._read(step)
        if region and (_PEOPLE in region or self._may_begin(text, end - len(region))):
            return Prefix(end - len(region), self._regions[region])
        if not word:
            return Prefix(end - len(short), None)
        start = end - len(word)
        if len(word) > 1 and word[-1] in self._place_endings:  # 江州|市, not 江|州市
            place = self.place_start(text, end - 1, in_list)
            if place < start and text[place] not in self._place_endings:
                return Prefix(place, self._levels.get(word[-1]))
        if word in self._place_endings or self._peoples(text, start):
            start = self.place_start(text, start, in_list, 1 if word == _SHORT_PLACES_END else 2)
        return Prefix(start, self._levels.get(word))

    def _read_of(self, step: str) -> tuple[str, str, str]:
        """The region, the level word or qualifier, and the short name of a place at the end of ``step``, the longest word there.

        The region is no shorter than the word; there is no word where the short name is longer, or a word that means no level.
        """
        names = (self._region_names, self._words, self._short_regions, self._not_levels)
        region, word, short, other = (words.at(step, len(step)) for words in names)
        counts = len(short) <= len(word) and other in ("", word)
        return region if len(region) >= max(len(word), 2) else "", word if counts else "", short

    def _shared(self, text: str, end: int, level: Level | None) -> Prefix:
        """A level word and 、 or 和 left of ``end`` that share the head noun: the 市、 of 市、区人民政府. Wide before narrow."""
        word = self._words.at(text, end - 1)
        wider = self._levels.get(word)
        if wider is None or level is None or self._not_levels.at(text, end - 1) not in ("", word):
            return Prefix(end, None)
        if wider not in _SHARING or level not in _SHARING or _SHARING.index(wider) > _SHARING.index(level):
            return Prefix(end, None)
        return Prefix(end - 1 - len(word), wider)

    def place_start(self, text: str, end: int, in_list: bool = False, shortest: int = 2) -> int:
        """Where the name of a place outside the official list begins before its level word at ``end`` (青岚|县).

        In a list of agencies, where no verbs stand, its characters need not be known ones; ``shortest`` of them at least.
        Names of peoples may stand behind it.
        """
        place_end = end - self._peoples(text, end)
        for length in range(shortest, LONGEST_PLACE + 1):
            start = place_end - length
            if start < 0 or not (in_list or self._place_characters.issuperset(text[start:place_end])):
                break
            if not self.may_be_place(text[start:place_end]):
                break
            if self._may_begin(text, start):
                return start
        return end

    def _peoples(self, text: str, end: int) -> int:
        """Return how many characters before ``end`` are names of peoples."""
        if text[end - 1 : end] != _PEOPLE:  # before most words
            return 0
        found = self._of_peoples.search(text, max(0, end - _LONGEST_OF_PEOPLES), end)
        return len(found.group()) if found else 0

    def leading_level(self, text: str, start: int) -> Level:
        """The level that the first word of a name shows; GENERAL when it shows none."""
        words = (text[start : start + length] for length in (5, 4, 3, 2, 1))
        return next((self._levels[word] for word in words if word in self._levels), Level.GENERAL)

    def is_no_level(self, text: str, end: int) -> bool:
        """Whether what looks like a level word at ``end`` of a text is part of another (城乡, 山区)."""
        return bool(self._not_levels.at(text, end))

    def ends_with_word(self, word: str) -> bool:
        """Whether a word ends with one that says which level or place without being its name (县级, 属地)."""
        return bool(self._words.at(word, len(word)))

    def may_be_place(self, word: str) -> bool:
        """Whether a word could be the name of a place or office: ideographs only, no function words or verbs."""
        return self._place.fullmatch(word) is not None

    def _may_begin(self, text: str, start: int) -> bool:
        """Whether a place name may begin at ``start``: after punctuation, a boundary word or a wider place.

        Behind (原 it may, and not with this 原, unless a known place is named so.
        """
        formerly = text.find(_FORMERLY, max(start - 2, 0), start + 1) + 1  # where 原 stands
        if formerly and not text.startswith(self._like_formerly, formerly):
            return start > formerly
        if start == 0 or not "一" <= text[start - 1] <= "鿿":
            return True
        return bool(self._boundaries.at(text, start)) or text[start - 1] in self._place_endings
