"""Finding what may be agency names: cores by automaton, lengthened leftwards and rightwards, and territories."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from provtag.agencies.bureaus import Bureaus
from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import GENERAL, Core, Kind, Register
from provtag.agencies.units import UnitGrammar
from provtag.agencies.word_search import WordSearch
from provtag.language.ideographs import ideographs_but
from provtag.patterns import Pattern
from provtag.schema import Level

_BOOK_TITLE = Pattern("《[^《》]{0,80}(?:《[^》]{0,80}》[^《》]{0,80}){0,3}》|〈[^〉]{0,80}〉")
_GLOSS_BEFORE = Pattern(r"\([^()]*简称[^()]*\)$")
_COUNTED = Pattern("[0-9]{1,3}[个家]")
_LIST_NEIGHBOURS, _LIST_ENDS = "和及与或由", "和及与或等负牵配参协会联主承按共分指督落具组统"
_MEMBERS = "conference_member"
_GOVERNMENT, _CONFERENCE = "government", "anti_trafficking_conference"
# No name of a place begins with these.
_NO_PLACE = "各每本该全我其两三四五六七八九十一某外同"
# Directly behind these a single character may be a place that acts (由|村).
_BEFORE_PLACE = "和与及由报向经请让给对跟把"
LIST_SIGNS = "、和与及"
_LONGEST_OVERLAP = 6
# How often a place stands before a name that a document teaches.
_PLACED = 2
_WITH_UNITS = (Kind.NAME, Kind.UNIT)


class Name(NamedTuple):
    """What may be an agency name in a folded text. ``core`` says who it is, the words before it where or at which level.

    ``odds``: how sure the choice of names is of it, as a whole number of log-odds.
    """

    start: int
    end: int
    agency_id: str
    level: Level
    kind: Kind
    core: str
    candidates: tuple[str, ...] = ()
    score: float = 1.0
    odds: int = 0


class _Part(NamedTuple):
    """A core that was found, with where its prefix begins and the level that prefix shows."""

    start: int
    core_start: int
    end: int
    core: Core
    level: Level | None


class NameFinder:
    """Finds what may be an agency name in a folded text; whether it is one, its context decides."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._core_search = WordSearch(register.meanings)
        self._territory_ids = register.territories
        self._territory_search = WordSearch({word for word in self._territory_ids if len(word) > 1})
        single = "".join(word for word in self._territory_ids if len(word) == 1)
        self._single_territory = re.compile(
            rf"(?<!{ideographs_but(_BEFORE_PLACE)})(?:各|每个|(?P<place>[一-鿿]{{2,3}}?)|)(?P<word>[{single}])(?![{single}])"
        )
        self._has_single_territory = re.compile(f"[{single}]").search
        self.prefixes = Prefixes(register)
        self.units = UnitGrammar(register)
        self._not_agencies = register.words("not_agencies")
        self._bureaus = Bureaus(register, self.prefixes)
        self._ending_levels = register.ending_levels
        self._place_endings = tuple(register.words("places_end"))
        self._led_agencies = register.words("led_by_level")
        # These are asked for the few cores that a text has, so they are worked out when they are needed.
        self._core = cache(register.core)
        self._level_length = cache(self._level_length_of)
        self._core_level = cache(self._core_level_of)
        followed, preceded = register.table("not_followed_by"), register.table("not_preceded_by")
        self._not_beside = cache(lambda core: (_following(core, followed), tuple(preceded.get(core, ()))))
        self._tails = {word: re.compile(pattern) for word, pattern in register.table("tails").items()}
        self._inner_unit = re.compile(register.pattern("inner_unit"))
        self._not_in_units = re.compile(register.pattern("not_in_units"))
        self._verb_ending = register.pattern("verb_ending")
        verbs = (text for text in register.meanings if text.endswith(self._verb_ending))
        self._verbs_within = {text for text in verbs if text.removesuffix(self._verb_ending) in register.meanings}
        self._after_noun = re.compile(register.pattern("after_noun"))
        levels = "|".join(word for word in self._place_endings if word in register.levels)
        self._place_of_title = re.compile(f"[一-鿿]{{1,8}}?(?P<level>{levels})(?=[0-9]|关于|反|打|防|未|落|实|深|加|拐|留|困|控)")
        self._place_directly = register.words("place_directly")

    def find(self, text: str) -> list[Name]:
        """What may be names in a clause, in reading order, never overlapping."""
        return next(self.find_each([text]))

    def find_each(self, texts: Sequence[str]) -> Iterator[list[Name]]:
        """Yield what may be names in each of many clauses, which are searched together."""
        for text, parts in self._each(texts, in_list=False):
            titles = _titles(text) if parts else []
            yield [
                self._name(part)
                for part in parts
                if part.core.kind is not Kind.PART and not (titles and any(start <= part.start < end for start, end in titles))
            ]

    def find_listed(self, text: str) -> list[Name]:
        """Names in a text that is a list of agencies: stems and territories count where they are whole members."""
        return next(self.find_each_listed([text]))

    def find_each_listed(self, texts: Sequence[str]) -> Iterator[list[Name]]:
        """Yield the names in each of many lists of agencies, which are searched together."""
        for text, parts in self._each(texts, in_list=True):
            yield [self._name(part) for part in parts if self._is_listed(text, part)]

    def _each(self, texts: Sequence[str], in_list: bool) -> Iterator[tuple[str, list[_Part]]]:
        """Yield each of ``texts`` with its parts."""
        cores, territories = self._core_search.find_each(texts), self._territory_search.find_each(texts)
        for text, of_cores, of_territories in zip(texts, cores, territories, strict=True):
            parts = self._merged(text, self._parts(text, of_cores, in_list)) if of_cores else []
            yield text, self._with_territories(text, parts, of_territories)

    def government_of_place(self, title: str) -> Name | None:
        """Return the government of the place that a folded title begins with (半山镇2021年…); None where it begins with none."""
        match = self._place_of_title.match(title)
        if not match:
            return None
        level = self._register.levels[match["level"]]
        agency_id = self._register.agency_at_level(_GOVERNMENT, level)
        return Name(0, match.end(), agency_id, level, Kind.TERRITORY, match.group())

    def places(self, text: str) -> frozenset[str]:
        """Return what stands more than once directly before names in a folded text as a place does (沔口县公安局: 沔口).

        No word that the register has, or that a name ends with, is one.
        """
        counts: Counter[str] = Counter()
        for start, end in self._core_search.find(text):
            if self._core(text[start:end]).kind in _WITH_UNITS:
                level = next((word for word in self._place_endings if text.endswith(word, 0, start)), "")
                last = start - len(level)
                counts[text[self.prefixes.place_start(text, last, in_list=True) : last]] += 1
        often = (place for place, count in counts.items() if place and count >= _PLACED)
        return frozenset(place for place in often if not (self._core_search.find(place) or self.prefixes.ends_with_word(place)))

    def not_agencies(self, text: str) -> list[tuple[int, int]]:
        """Where the text has what looks like an agency and is none (救助管理机构), and titles of books."""
        found = self._core_search.find(text)
        return [(start, end) for start, end in found if self._core(text[start:end]).kind is Kind.BLOCKER] + _titles(text)

    def _parts(self, text: str, cores: Sequence[tuple[int, int]], in_list: bool) -> list[_Part]:
        parts: list[_Part] = []
        for start, end in self._matches(text, cores):
            core = self._core(text[start:end])
            if core.kind is Kind.BLOCKER:
                continue
            if parts and start < parts[-1].end:
                continue
            whole = self._with_tail(text, core, end)
            if whole > end and core.kind is Kind.BARE:  # 铁路|白石车务段, 铁路|白石车站派出所
                core = core._replace(kind=Kind.NAME, agency_id=self._tail_agency(text, end, whole) or core.agency_id)
            end = whole
            floor = parts[-1].end if parts else 0
            prefix = self.prefixes.before(text, start + self._level_length(core), floor, in_list)
            if prefix.start == start and core.text in self._place_directly:
                place = self.prefixes.place_start(text, start, in_list)
                prefix = self.prefixes.before(text, place, floor, in_list)
            if prefix.start == start and (bureau := self._bureaus.whole(text, core, start, end, in_list)):
                core, start, prefix = bureau
                parts = [part for part in parts if part.end <= prefix.start]
            level = prefix.level or self._core_level(core)
            parts.append(_Part(min(prefix.start, start), start, end, core, level))
        return parts

    def _matches(self, text: str, cores: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Start and end of those ``cores`` of a text that count; where one is another word, those that begin inside it
        (移[交警]方)."""
        for start, end in cores:
            if not self._is_other_word(text, start, end):
                yield start, end
                continue
            offset = start + 1
            for first, last in self._core_search.find(text[offset : end + _LONGEST_OVERLAP]):
                found = offset + first, offset + last
                if found[0] < end and not self._is_other_word(text, *found):
                    yield found

    def _core_level_of(self, core: Core) -> Level | None:
        """The level that a core shows by itself: 市委, 公安部, 派出所."""
        ending = next((level for ending, level in self._ending_levels if core.text.endswith(ending)), None)
        return core.level or self._register.levels.get(core.text) or ending

    def _with_tail(self, text: str, core: Core, end: int) -> int:
        """Where the name ends with a right-hand part (民航|重庆监管局) or an office inside it (市民政局|儿童福利科)."""
        if (tail := self._tails.get(core.text)) and (match := tail.match(text, end)):
            return match.end()
        whole = self.with_inner_unit(text, end) if core.kind in _WITH_UNITS and core.agency_id not in GENERAL else end
        if whole == end and core.text in self._verbs_within and not self._after_noun.match(text, end):
            return end - len(self._verb_ending)
        return whole

    def _tail_agency(self, text: str, start: int, end: int) -> str | None:
        """The agency that a right-hand part names by itself; None where it names none, or one of any level (县委)."""
        tail = text[start:end]
        cores = [self._core(tail[first:last]) for first, last in self._core_search.find(tail) if last == len(tail)]
        ids = (core.agency_id for core in cores if core.kind in (Kind.NAME, Kind.UNIT))
        return next((agency_id for agency_id in ids if agency_id not in GENERAL), None)

    def with_inner_unit(self, text: str, end: int) -> int:
        """Where the name that ends at ``end`` ends with the inner units behind it (市民政局|儿童福利科), if there are any."""
        while (inner := self._inner_unit.match(text, end)) and not self._not_in_units.search(inner.group()):
            end = inner.end()
        return end

    def _level_length_of(self, core: Core) -> int:
        """Length of a level word that a core begins with (市 of 市委, 村 of 村委会): a place before it belongs to it."""
        if core.level is None and core.agency_id not in self._led_agencies:
            return 0
        return next((len(word) for word in self._place_endings if core.text.startswith(word)), 0)

    def _is_other_word(self, text: str, start: int, end: int) -> bool:
        followed, preceded = self._not_beside(text[start:end])
        return bool((followed and text.startswith(followed, end)) or (preceded and text.endswith(preceded, 0, start)))

    def _merged(self, text: str, parts: list[_Part]) -> list[_Part]:
        """Adjacent parts of one name made one: 市公安局|刑侦支队, 国务院|妇儿工委办公室, 反拐联席会议|成员单位."""
        merged: list[_Part] = []
        for part in parts:
            if part.core.agency_id == _MEMBERS and merged and _COUNTED.fullmatch(text, merged[-1].end, part.start):
                part = part._replace(start=merged[-1].end)  # 联席会议18个成员单位
            if part.core.agency_id == _MEMBERS and (gloss := _GLOSS_BEFORE.search(text, 0, part.start)):
                merged = [before for before in merged if before.start < gloss.start()]
                if merged and merged[-1].end == gloss.start():
                    merged[-1] = merged[-1]._replace(end=part.end, core=part.core)
                    continue
            before = merged[-1] if merged else None
            listed = text[part.end : part.end + 1] in LIST_SIGNS
            if before and before.end == part.start and (core := self._merged_core(before, part, listed)):
                merged[-1] = _Part(before.start, before.core_start, part.end, core, before.level or part.level)
            else:
                merged.append(_with_level(part, before, text))
        return merged

    @staticmethod
    def _merged_core(before: _Part, part: _Part, listed: bool) -> Core | None:
        """The core of two adjacent parts that make one name; None when they are two names. ``listed``: a list goes on."""
        if part.start == part.core_start:
            bare = before.core.kind is Kind.BARE
            if part.core.kind in (Kind.UNIT, Kind.PART) or (part.core.kind is Kind.SMALL and not bare):
                return before.core._replace(kind=Kind.NAME)
            if part.core.kind is Kind.NAME and not bare and part.core.agency_id == before.core.agency_id:  # 县卫计局|卫生监督所
                return before.core
            if listed and part.core.kind is Kind.BARE and part.core.agency_id == before.core.agency_id:  # 公安机关刑侦、网安部门
                return before.core._replace(kind=Kind.NAME)
            if part.core.agency_id == _CONFERENCE and part.core.level is None and not bare:  # 县政府|打拐办; 市公安局|打拐办
                return part.core if before.core.agency_id in GENERAL else before.core
            if before.core.agency_id == "government" and part.core.kind is Kind.NAME and not part.core.level:
                return part.core
        return part.core if part.core.agency_id == _MEMBERS else None

    def _with_territories(self, text: str, parts: list[_Part], places: list[tuple[int, int]]) -> list[_Part]:
        """Places that may stand for their government, where no other part names them (各镇, 县(市、区), 青岚镇).

        ``places``: where those stand that have a name of several characters.
        """
        named: dict[int, int] = {}
        for match in self._single_territory.finditer(text) if self._has_single_territory(text) else ():
            if self.prefixes.is_no_level(text, match.end()):
                continue
            places.append(match.span("word"))
            if match["place"] and match["place"][0] not in _NO_PLACE and not self._not_in_units.search(match["place"]):
                named[match.start("word")] = match.start()
        if not places:
            return parts
        found: list[_Part] = []
        following = reached = 0
        for word_start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            while following < len(parts) and parts[following].end <= word_start:
                following += 1
            next_start = parts[following].start if following < len(parts) else len(text) + 1
            reached = max(reached, parts[following - 1].end if following else 0)
            if end >= next_start or word_start < reached:  # most places are in a part
                continue
            word = text[word_start:end]
            start = self.prefixes.before(text, word_start).start
            if start == word_start and word in self._place_endings:
                start = self.prefixes.place_start(text, word_start, in_list=True)
                start = named.get(word_start, start) if start == word_start else start
            if start < reached or text[start:end] in self._not_agencies:
                continue
            core = Core(word, self._territory_ids[word], Kind.TERRITORY)
            found.append(_Part(start, word_start, end, core, self._register.levels.get(word)))
            reached = end
        return sorted(parts + found) if found else parts

    def _is_listed(self, text: str, part: _Part) -> bool:
        kind = part.core.kind
        if kind in (Kind.NAME, Kind.UNIT):
            return True
        if kind in (Kind.PART, Kind.SMALL):
            return kind is Kind.SMALL and part.start < part.core_start
        before, after = text[part.start - 1 : part.start], text[part.end : part.end + 1]
        return (not _is_han(before) or before in _LIST_NEIGHBOURS) and (not _is_han(after) or after in _LIST_ENDS)

    def _name(self, part: _Part) -> Name:
        level = part.level
        agency_id = self._register.agency_at_level(part.core.agency_id, level) if level else part.core.agency_id
        core = part.core
        return Name(part.start, part.end, agency_id, level or Level.GENERAL, core.kind, core.text, core.candidates)


def _with_level(part: _Part, before: _Part | None, text: str) -> _Part:
    """The government behind its party committee is of the same level (镇党委、政府)."""
    joined = before and part.start == part.core_start == before.end + 1 and text[before.end] in LIST_SIGNS
    if before and joined and part.core.text == "政府" and before.core.text.endswith("党委"):
        return part._replace(level=before.level)
    return part


def _following(core: str, table: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What must not follow a core, by each of its endings that the table has."""
    return tuple(word for length in range(1, min(6, len(core)) + 1) for word in table.get(core[-length:], ()))


def _titles(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _BOOK_TITLE.finditer(text)] if "《" in text or "〈" in text else []


def _is_han(character: str) -> bool:
    return bool(character) and "一" <= character <= "鿿"
