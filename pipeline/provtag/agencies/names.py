"""Finding agency names: cores by automaton, lengthened leftwards and rightwards, bare stems judged by their context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from provtag.agencies.bureaus import Bureaus
from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import Core, Kind, Register
from provtag.schema import Level

_BOOK_TITLE = re.compile("《[^《》]*(?:《[^》]*》[^《》]*)*》|〈[^〉]*〉")
_GLOSS_BEFORE = re.compile(r"\([^()]*简称[^()]*\)$")
_BREAKS = " ,;。:"
_LIST_BREAKS = _BREAKS + "、条"
_TERRITORY_BREAKS = _LIST_BREAKS + "和与及的对"
_PART_BREAKS = _BREAKS + '“”"'
_MEMBERS = "conference_member"
_LONGEST_OVERLAP = 6


class Name(NamedTuple):
    """An agency name in a folded text."""

    start: int
    end: int
    agency_id: str
    level: Level
    candidates: tuple[str, ...] = ()
    score: float = 1.0


class _Part(NamedTuple):
    """A core that was found, with where its prefix begins and the level that prefix shows."""

    start: int
    core_start: int
    end: int
    core: Core
    level: Level | None


class NameFinder:
    """Finds the agency names of a folded text; ``in_list`` tells whether the whole text is a list of agencies."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._cores = list(register.cores.values())
        self._automaton = AhoCorasick(
            [core.text for core in self._cores],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )
        self.prefixes = Prefixes(register)
        self._bureaus = Bureaus(register, self.prefixes)
        self._ending_levels = register.ending_levels
        self._place_endings = tuple(register.words("places_end"))
        self._led_agencies = register.words("led_by_level")
        # These are asked for the few cores that a text has, so they are worked out when they are needed.
        self._level_length = cache(self._level_length_of)
        self._core_level = cache(self._core_level_of)
        followed, preceded = register.table("not_followed_by"), register.table("not_preceded_by")
        self._not_beside = cache(lambda core: (_following(core, followed), tuple(preceded.get(core, ()))))
        self._tails = {word: re.compile(pattern) for word, pattern in register.table("tails").items()}
        self._inner_unit = re.compile(register.pattern("inner_unit"))
        self._verb_ending = register.pattern("verb_ending")
        self._verbs_within = {
            core.text for core in self._cores if core.text.removesuffix(self._verb_ending) in register.cores
        } - {core.text for core in self._cores if not core.text.endswith(self._verb_ending)}
        self._after_noun = re.compile(register.pattern("after_noun"))
        self._place_directly = register.words("place_directly")
        context = register.table("bare_context")
        self._bare_after = re.compile("|".join(context["after"]))
        self._list_after = re.compile(context["after"][0])
        self._strong_cues = tuple(context["strong_cues"])
        self._led_stems = frozenset(context["led"])
        self._stem_not_before = re.compile(context["not_before"])
        self._bare_cues = tuple(context["cues"])
        self._bare_cue_after = re.compile(context["after_cue"])
        self._governments = tuple(register.words("government_endings"))
        self._clear = register.words("clear_stems")
        self._subjects = register.words("subject_stems")
        self._subject_not_before = re.compile(context["subject_not_before"])
        self._subject_cues = (*context["subject_cues"], *context["strong_cues"], *context["cues"])
        self._list_stems = register.words("list_stems")
        self._list_cues = tuple(context["list_cues"])
        self._territory_before = re.compile(context["territory_not_before"])
        self._joiner = re.compile(context["joiner"])
        self._territory_ids = self._territories()
        self._territory_cues = tuple(register.words("territory_cues"))
        self._territory = re.compile(self._territory_pattern())

    def find(self, text: str, in_list: bool = False) -> list[Name]:
        """Names in reading order, never overlapping."""
        parts = self._merged(text, self._parts(text, in_list))
        parts = self._with_territories(text, parts)
        if not parts:
            return []
        titles = _titles(text)
        kept: list[Name] = []
        next_start = -1
        runs = self._clear_runs(text, parts)
        for index in range(len(parts) - 1, -1, -1):
            part = parts[index]
            if part.end > next_start > -1 or any(start <= part.start < end for start, end in titles):
                continue
            if part.start in runs or self._counts(text, part, next_start, in_list):
                part = self._with_government(part, parts[index - 1] if index else None)
                kept.append(self._name(part))
                next_start = part.start
        return kept[::-1]

    def not_agencies(self, text: str) -> list[tuple[int, int]]:
        """Where the text has what looks like an agency and is none (救助管理机构), and titles of books."""
        words = [
            (start, end)
            for index, start, end in self._automaton.find_matches_as_indexes(text)
            if self._cores[index].kind is Kind.BLOCKER
        ]
        return words + _titles(text)

    def _parts(self, text: str, in_list: bool) -> list[_Part]:
        parts: list[_Part] = []
        for index, start, end in self._matches(text):
            core = self._cores[index]
            if core.kind is Kind.BLOCKER:
                continue
            if parts and start < parts[-1].end:
                continue
            whole = self._with_tail(text, core, end)
            if whole > end and core.kind is Kind.BARE:  # 铁路|白石车务段
                core = replace(core, kind=Kind.NAME)
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

    def _matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Index, start and end of the cores in a text; where one is another word, those that begin inside it (移[交警]方)."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if not self._is_other_word(text, index, start, end):
                yield index, start, end
                continue
            offset = start + 1
            for inner, first, last in self._automaton.find_matches_as_indexes(text[offset : end + _LONGEST_OVERLAP]):
                found = inner, offset + first, offset + last
                if found[1] < end and not self._is_other_word(text, *found):
                    yield found

    def _core_level_of(self, core: Core) -> Level | None:
        """The level that a core shows by itself: 市委, 公安部, 派出所."""
        ending = next((level for ending, level in self._ending_levels if core.text.endswith(ending)), None)
        return core.level or self._register.levels.get(core.text) or ending

    def _with_tail(self, text: str, core: Core, end: int) -> int:
        """Where the name ends with a right-hand part (民航|重庆监管局) or an office inside it (市民政局|儿童福利科)."""
        if (tail := self._tails.get(core.text)) and (match := tail.match(text, end)):
            return match.end()
        inner = self._inner_unit.match(text, end) if core.kind is Kind.NAME else None
        if inner is None and core.text in self._verbs_within and not self._after_noun.match(text, end):
            return end - len(self._verb_ending)
        return inner.end() if inner and self.prefixes.may_be_place(inner.group()) else end

    def _level_length_of(self, core: Core) -> int:
        """Length of a level word that a core begins with (市 of 市委, 村 of 村委会): a place before it belongs to it."""
        if core.level is None and core.agency_id not in self._led_agencies:
            return 0
        return next((len(word) for word in self._place_endings if core.text.startswith(word)), 0)

    def _is_other_word(self, text: str, index: int, start: int, end: int) -> bool:
        followed, preceded = self._not_beside(self._cores[index].text)
        return bool((followed and text.startswith(followed, end)) or (preceded and text.endswith(preceded, 0, start)))

    def _merged(self, text: str, parts: list[_Part]) -> list[_Part]:
        """Adjacent parts of one name made one: 市公安局|刑侦支队, 国务院|妇儿工委办公室, 反拐联席会议|成员单位."""
        merged: list[_Part] = []
        for part in parts:
            if part.core.agency_id == _MEMBERS and (gloss := _GLOSS_BEFORE.search(text, 0, part.start)):
                merged = [before for before in merged if before.start < gloss.start()]
                if merged and merged[-1].end == gloss.start():
                    merged[-1] = merged[-1]._replace(end=part.end, core=part.core)
                    continue
            before = merged[-1] if merged else None
            if before and before.end == part.start and (core := self._merged_core(before, part)):
                merged[-1] = _Part(before.start, before.core_start, part.end, core, before.level or part.level)
            else:
                merged.append(part)
        return merged

    @staticmethod
    def _merged_core(before: _Part, part: _Part) -> Core | None:
        """The core of two adjacent parts that make one name; None when they are two names."""
        if part.start == part.core_start:
            bare = before.core.kind is Kind.BARE
            if part.core.kind in (Kind.UNIT, Kind.PART) or (part.core.kind is Kind.SMALL and not bare):
                return replace(before.core, kind=Kind.NAME)
            if before.core.agency_id == "government" and part.core.kind is Kind.NAME and not part.core.level:
                return part.core
        return part.core if part.core.agency_id == _MEMBERS else None

    def _territories(self) -> dict[str, str]:
        entries = self._register.to_data()[0]["agencies"].items()
        return {word: agency_id for agency_id, entry in entries for word in entry.get("territories", ())}

    def _territory_pattern(self) -> str:
        territories = list(self._territory_ids)
        words = _alternatives(territories)
        alone = _alternatives(self._register.words("territories_alone"))
        single = [word for word in territories if "、" not in word]
        long = _alternatives(word for word in single if len(word) > 1)
        # 由县(区) is mostly the beginning of a body that the register lacks.
        local = _alternatives(word for word in single if len(word) > 1 and self._territory_ids[word] != "government")
        behind_verb = _behind(self._register.words("territory_verbs"))
        behind_cue = _behind(self._territory_cues)
        lived_in = "".join(f"(?<!{word})" for word in _longest_first(self._register.words("territory_not_behind")))
        acts = self._register.pattern("territory_acts")
        not_acting = self._territory_before.pattern
        # Most places of a text begin no territory: one look at the character spares the branches.
        first = "".join(sorted({word[0] for word in territories} | set("各属当")))
        return (
            f"(?=[{first}])(?:(?:各|属地|当地)(?:{words})|{lived_in}(?:{alone})|{behind_verb}(?:{_alternatives(single)})|{behind_cue}(?:{local})(?!{not_acting})"
            f"|(?:(?<![一-鿿])|(?<=[和与及的]))(?:{long})(?=(?:[、和](?:{long}))?(?:{acts}))"
            f"|(?<=的)(?:{long})(?=[、和](?:部门|单位)))"
        )

    def _with_territories(self, text: str, parts: list[_Part]) -> list[_Part]:
        found: list[_Part] = []
        for match in self._territory.finditer(text):
            start, end = match.span()
            if any((part.start < end and start < part.end) or part.start == end for part in parts):
                continue
            word = match.group().lstrip("各属当地")
            agency_id = self._territory_ids[word]
            start = min(start, self.prefixes.before(text, start).start) if match.group()[0] == "各" else start
            found.append(_Part(start, start, end, Core(word, agency_id, Kind.BARE), self._register.levels.get(word)))
        return sorted(parts + found) if found else parts

    @staticmethod
    def _with_government(part: _Part, before: _Part | None) -> _Part:
        """A bare stem behind its government is one name with it (县级以上人民政府|卫生健康、应急管理等部门)."""
        if part.core.kind is Kind.BARE and before and before.end == part.start and before.core.agency_id == "government":
            return part._replace(start=before.start, level=before.level)
        return part

    def _clear_runs(self, text: str, parts: list[_Part]) -> set[int]:
        """Where bare stems that can mean nothing but the agency, joined by 、 (城管、民政一起巡查)."""
        runs: set[int] = set()
        for first, second in pairwise(parts):
            if second.start != first.end + 1 or text[first.end] != "、":
                continue
            both = (first, second)
            joined = all(part.core.kind is Kind.NAME or part.core.text in self._clear for part in both)
            if joined and (first.start in runs or not _is_han(text[first.start - 1 : first.start]) or self._cued(text, first)):
                runs.update(part.start for part in both)
        return runs

    def _is_clear(self, text: str, part: _Part) -> bool:
        """Whether a stem that means nothing but the agency stands where only an agency stands (由公安登记落户)."""
        stem = part.core.text
        if self._stem_not_before.match(text, part.end):
            return False
        if stem in self._clear and text.endswith(self._strong_cues, 0, part.start):
            return True
        if stem in self._led_stems and part.start < part.core_start:
            return True
        subject = stem in self._subjects and not self._subject_not_before.match(text, part.end)
        begins = text[part.start - 1 : part.start] in _PART_BREAKS
        return subject and (begins or text.endswith(self._subject_cues, 0, part.start))

    def _cued(self, text: str, part: _Part) -> bool:
        return text.endswith(self._bare_cues, 0, part.start)

    def _counts(self, text: str, part: _Part, next_start: int, in_list: bool) -> bool:
        """Whether a part is an agency in its context; ``next_start`` is where the next agency begins (-1: none)."""
        kind = part.core.kind
        if kind in (Kind.NAME, Kind.UNIT):
            return True
        if kind is Kind.PART:
            return False
        if kind is Kind.SMALL:
            return part.start < part.core_start
        before, after = text[part.start - 1 : part.start], text[part.end : part.end + 1]
        if in_list:
            return (not before or not _is_han(before) or before in "和及与或由") and (
                not after or not _is_han(after) or after in "和及与或等" or bool(self._bare_after.match(text, part.end))
            )
        cued = self._cued(text, part)
        if part.core.text in self._territory_ids and (
            cued
            or text.endswith(self._territory_cues, 0, part.start)
            or (before in _TERRITORY_BREAKS and (after not in _BREAKS or (after == ":" and part.start == 0)))
        ):
            return not self._territory_before.match(text, part.end)
        if self._is_clear(text, part):
            return True
        joiner = self._joiner.match(text, part.end)
        # 加强队伍建设，村民委员会…: an everyday word before a comma is no member of a list
        parted = after == "," and part.core.text in self._list_stems
        joined = joiner is not None and joiner.end() == next_start and not parted
        led = before and _is_han(before) and before != "条" and not text.endswith(self._governments, 0, part.start)
        if led and not cued and part.start == part.core_start:
            return joined and (part.core.text in self._subjects or text.endswith(self._list_cues, 0, part.start))
        if joined or self._list_after.match(text, part.end):
            return True
        if part.core.text in self._list_stems:
            return False
        return bool(self._bare_after.match(text, part.end)) or (cued and bool(self._bare_cue_after.match(text, part.end)))

    def _name(self, part: _Part) -> Name:
        level = part.level
        agency_id = self._register.agency_at_level(part.core.agency_id, level) if level else part.core.agency_id
        return Name(part.start, part.end, agency_id, level or Level.GENERAL, part.core.candidates)


def _following(core: str, table: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What must not follow a core, by each of its endings that the table has."""
    return tuple(word for length in range(1, min(6, len(core)) + 1) for word in table.get(core[-length:], ()))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _behind(words: Iterable[str]) -> str:
    """A pattern that stands directly behind one of the words; one look at the character before spares the others."""
    ordered = _longest_first(words)
    last = "".join(sorted({word[-1] for word in ordered}))
    return f"(?<=[{last}])(?:{'|'.join(f'(?<={word})' for word in ordered)})"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _titles(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _BOOK_TITLE.finditer(text)] if "《" in text or "〈" in text else []


def _is_han(character: str) -> bool:
    return bool(character) and "一" <= character <= "鿿"
