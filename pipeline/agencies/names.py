"""Finding agency names: cores by automaton, lengthened leftwards and rightwards, bare stems judged by their context."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.agencies.prefixes import Prefixes
from pipeline.agencies.register import Core, Kind, Register
from pipeline.schema import Level

_BOOK_TITLE = re.compile("《[^《》]*(?:《[^》]*》[^《》]*)*》|〈[^〉]*〉")
_HEAD_LEVELS = (
    ("总局", Level.NATIONAL),
    ("总署", Level.NATIONAL),
    ("厅", Level.PROVINCE),
    ("总队", Level.PROVINCE),
    ("派出所", Level.TOWNSHIP),
    ("司法所", Level.TOWNSHIP),
)


class Name(NamedTuple):
    """An agency name in a folded text."""

    start: int
    end: int
    agency_id: str
    level: Level
    candidates: tuple[str, ...]


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
        self._prefixes = Prefixes(register)
        self._place_endings = tuple(register.words("places_end"))
        self._not_followed = register.table("not_followed_by")
        self._not_preceded = register.table("not_preceded_by")
        self._tails = {word: re.compile(pattern) for word, pattern in register.table("tails").items()}
        context = register.table("bare_context")
        self._bare_after = re.compile("|".join(context["after"]))
        self._bare_cues = tuple(context["cues"])
        self._bare_cue_after = re.compile("|".join(context["after_cue"]))
        self._joiner = re.compile(context["joiner"])
        self._territory = re.compile(self._territory_pattern())
        self._territory_ids = self._territories()

    def find(self, text: str, in_list: bool = False) -> list[Name]:
        """Names in reading order, never overlapping."""
        parts = self._merged(text, self._parts(text))
        parts = self._with_territories(text, parts)
        titles = [match.span() for match in _BOOK_TITLE.finditer(text)] if "《" in text or "〈" in text else []
        kept: list[Name] = []
        next_start = -1
        for part in reversed(parts):
            if any(start <= part.start < end for start, end in titles):
                continue
            if self._counts(text, part, next_start, in_list):
                kept.append(self._name(part))
                next_start = part.start
        return kept[::-1]

    def _parts(self, text: str) -> list[_Part]:
        parts: list[_Part] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            core = self._cores[index]
            if core.kind is Kind.BLOCKER or self._is_other_word(text, start, end, core.text):
                continue
            if (tail := self._tails.get(core.text)) and (match := tail.match(text, end)):
                end = match.end()
            if parts and start < parts[-1].end:
                continue
            floor = parts[-1].end if parts else 0
            prefix = self._prefixes.before(text, start + self._level_length(core.text), floor)
            parts.append(_Part(min(prefix.start, start), start, end, core, prefix.level))
        return parts

    def _level_length(self, core: str) -> int:
        """Length of a level word that a core begins with (市 of 市委, 村 of 村委会): a place before it belongs to it."""
        return next((len(word) for word in self._place_endings if core.startswith(word)), 0)

    def _is_other_word(self, text: str, start: int, end: int, core: str) -> bool:
        for length in range(1, min(6, len(core)) + 1):
            following = self._not_followed.get(core[-length:])
            if following and text.startswith(tuple(following), end):
                return True
        preceding = self._not_preceded.get(core)
        return bool(preceding) and text.endswith(tuple(preceding), 0, start)

    def _merged(self, text: str, parts: list[_Part]) -> list[_Part]:
        """Adjacent parts of one name made one: 市公安局|刑侦支队, 国务院|妇儿工委办公室, 市委|政法委."""
        merged: list[_Part] = []
        for part in parts:
            before = merged[-1] if merged else None
            if before and before.end == part.start == part.core_start:
                bare = before.core.kind is Kind.BARE
                inner = part.core.kind in (Kind.UNIT, Kind.PART) or (part.core.kind is Kind.SMALL and not bare)
                over = before.core.agency_id == "government" and part.core.kind is Kind.NAME and not part.core.level
                if inner or over:
                    core = replace(before.core, kind=Kind.NAME) if inner else part.core
                    merged[-1] = _Part(before.start, before.core_start, part.end, core, before.level or part.level)
                    continue
            merged.append(part)
        return merged

    def _territories(self) -> dict[str, str]:
        entries = self._register.to_data()[0]["agencies"].items()
        return {word: agency_id for agency_id, entry in entries for word in entry.get("territories", ())}

    def _territory_pattern(self) -> str:
        words = sorted(self._territories(), key=lambda word: (-len(word), word))
        alone = sorted(self._register.words("territories_alone"), key=lambda word: (-len(word), word))
        return "各(?:" + "|".join(map(re.escape, words)) + ")|" + "|".join(map(re.escape, alone))

    def _with_territories(self, text: str, parts: list[_Part]) -> list[_Part]:
        found: list[_Part] = []
        for match in self._territory.finditer(text):
            start, end = match.span()
            if any(part.start < end and start < part.end or part.start == end for part in parts):
                continue
            word = match.group().removeprefix("各")
            agency_id = self._territory_ids[word]
            start = min(start, self._prefixes.before(text, start).start) if match.group()[0] == "各" else start
            found.append(_Part(start, start, end, Core(word, agency_id, Kind.BARE), self._register.levels.get(word)))
        return sorted(parts + found) if found else parts

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
        cued = text.endswith(self._bare_cues, 0, part.start)
        if before and _is_han(before) and not cued and part.start == part.core_start:
            return False
        joiner = self._joiner.match(text, part.end)
        if joiner and joiner.end() == next_start:
            return True
        return bool(self._bare_after.match(text, part.end)) or (cued and bool(self._bare_cue_after.match(text, part.end)))

    def _name(self, part: _Part) -> Name:
        level = part.level
        if level is None:
            level = part.core.level or next((level for ending, level in _HEAD_LEVELS if part.core.text.endswith(ending)), None)
        agency_id = self._register.agency_at_level(part.core.agency_id, level) if level else part.core.agency_id
        return Name(part.start, part.end, agency_id, level or Level.GENERAL, part.core.candidates)


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"
