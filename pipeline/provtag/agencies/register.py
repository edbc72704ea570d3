"""The register of agencies (``labels/agencies.yaml``) and of regions, expanded into the cores of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from provtag.files import read_yaml
from provtag.language.folding import fold
from provtag.language.regions import region_rows
from provtag.schema import InputError, Level

# The id of a real agency that has no id of its own.
OTHER = "other"
# The ids of those whose inner units are of many fields, and of those that have no units but members of many fields.
GENERAL = ("government", "township", "village_committee")
JOINT = ("anti_trafficking_conference", "minors_protection_committee", "women_children_committee", "comprehensive_governance")
_INNER_BRACKETS = (("〔", "〕"), ("﹝", "﹞"), ("[", "]"))


class Kind(StrEnum):
    """How much context a core needs to count as an agency."""

    NAME = "name"  # counts by itself
    SMALL = "small"  # an office name that counts only behind a place or level (镇民政办), or inside a longer name
    UNIT = "unit"  # an inner unit: counts by itself and lengthens the name before it (市公安局刑侦支队)
    PART = "part"  # lengthens the name before it, and is none by itself
    BARE = "bare"  # a stem alone: counts in lists and beside agency verbs (公安、民政部门)
    TERRITORY = "territory"  # a place: counts where it acts for its government (各镇)
    UNKNOWN = "unknown"  # built like a name, and not in the register
    BLOCKER = "blocker"  # looks like an agency and is none


class Meaning(NamedTuple):
    """What a core says; many cores share one."""

    agency_id: str
    kind: Kind
    candidates: tuple[str, ...] = ()
    level: Level | None = None


class Core(NamedTuple):
    """The part of a name that says who it is, in folded characters, with its meaning."""

    text: str
    agency_id: str
    kind: Kind
    candidates: tuple[str, ...] = ()
    level: Level | None = None


_STRENGTH = {kind: rank for rank, kind in enumerate((Kind.BARE, Kind.PART, Kind.SMALL, Kind.UNIT, Kind.NAME))}


def _is_stronger(old: Meaning, new: Meaning) -> bool:
    """Say whether ``old`` is of the same agency as ``new`` and needs less context."""
    return old.agency_id == new.agency_id and _STRENGTH[old.kind] > _STRENGTH[new.kind]


@lru_cache(maxsize=4096)
def expand(pattern: str) -> tuple[str, ...]:
    """All strings of a pattern in which ``(a|b|)`` stands for alternatives; brackets without ``|`` are literal."""
    start = _alternatives_start(pattern)
    if start is None:
        return (pattern,)
    end, options = _alternatives(pattern, start)
    middles = [middle for option in options for middle in expand(option)]
    return tuple(pattern[:start] + middle + rest for middle in middles for rest in expand(pattern[end:]))


def _alternatives_start(pattern: str) -> int | None:
    brackets = (match.start() for match in re.finditer(r"\(", pattern))
    return next((start for start in brackets if len(_alternatives(pattern, start)[1]) > 1), None)


def _alternatives(pattern: str, start: int) -> tuple[int, list[str]]:
    """The end of the bracket that opens at ``start`` and its parts between ``|`` of its own depth."""
    depth, options = 0, [""]
    for position in range(start, len(pattern)):
        character = pattern[position]
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position + 1, options
        if character == "|" and depth == 1:
            options.append("")
        elif position > start:
            options[-1] += character
    raise InputError(f"agencies.yaml: bracket not closed in {pattern!r}; close it")


def _in_any_brackets(word: str) -> Iterator[str]:
    """Yield a folded ``word`` as it is written, and with those brackets that stand inside of others: 各县〔市、区〕."""
    yield word
    if "(" in word:
        for opening, closing in _INNER_BRACKETS:
            yield word.replace("(", opening).replace(")", closing)


class Register:
    """Names, levels and regions as data; every word is folded (see ``provtag.language.folding``)."""

    def __init__(self, data: Mapping[str, Any], regions: Sequence[tuple[str, str]]) -> None:
        self._data = dict(data)
        self._regions = [(name, level) for name, level in regions]
        self._names = {agency_id: str(entry["name"]) for agency_id, entry in data["agencies"].items()}

    @classmethod
    def load(cls, agencies_yaml: Path) -> Register:
        """Read the register; raises InputError naming the file that cannot be read."""
        return cls(read_yaml(agencies_yaml), [(row["name"], row["level"]) for row in region_rows()])

    @classmethod
    def from_data(cls, data: Mapping[str, Any], regions: Sequence[Sequence[str]]) -> Register:
        """The register from what ``to_data`` gave (for example out of JSON)."""
        return cls(data, [(name, level) for name, level in regions])

    def to_data(self) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """The plain data of the register: agencies, and (name, level) of regions."""
        return self._data, list(self._regions)

    @property
    def agency_ids(self) -> tuple[str, ...]:
        """Every canonical id, in the order of the file."""
        return tuple(self._names)

    def name(self, agency_id: str) -> str:
        """The Chinese canonical name of an id; KeyError when the id is unknown."""
        return self._names[agency_id]

    def words(self, key: str) -> frozenset[str]:
        """A plain word list of the file, folded and expanded."""
        return frozenset(fold(form) for word in self._data.get(key, ()) for form in expand(fold(word)))

    def pattern(self, key: str) -> str:
        """A regular expression of the file."""
        return str(self._data[key])

    def table(self, key: str) -> dict[str, Any]:
        """A table of the file with folded keys."""
        return {fold(word): value for word, value in self._data.get(key, {}).items()}

    @cached_property
    def territories(self) -> dict[str, str]:
        """Word for a place that may stand for its government → agency id."""
        entries = self._data["agencies"].items()
        return {
            form: agency_id
            for agency_id, entry in entries
            for word in entry.get("territories", ())
            for form in _in_any_brackets(fold(word))
        }

    def agency_at_level(self, agency_id: str, level: Level) -> str:
        """The id of a body whose agency depends on its level (镇人民政府 → township)."""
        return str(self._data["agencies"][agency_id].get("at_level", {}).get(str(level), agency_id))

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Level word → level."""
        table = self._data["levels"].items()
        return {form: Level(level) for level, words in table for word in words for form in _in_any_brackets(fold(word))}

    @cached_property
    def ending_levels(self) -> list[tuple[str, Level | None]]:
        """Endings of cores with the level they show (None: none, against a shorter ending), the longest first."""
        table = self._data["ending_levels"].items()
        endings = [(fold(end), None if level == "none" else Level(level)) for level, ends in table for end in ends]
        return sorted(endings, key=lambda item: -len(item[0]))

    @cached_property
    def regions(self) -> dict[str, Level]:
        """Region name → level; the widest when the name stands for several. Short names of provinces and cities too."""
        found: dict[str, Level] = {}
        for name, level in self._regions:
            found.setdefault(fold(name), Level(level))
        return found

    @cached_property
    def short_regions(self) -> frozenset[str]:
        """Provinces and cities without their last word (重庆, 贵州, 黔东南), for names like 重庆铁路办事处."""
        endings = self._data["region_endings"]
        short = set()
        for name, level in self._regions:
            ending = next((ending for ending in endings if name.endswith(ending)), "")
            if level in (Level.PROVINCE, Level.CITY) and len(name) - len(ending) >= 2:
                short.add(fold(name[: len(name) - len(ending)]))
        return frozenset(short)

    @cached_property
    def halves(self) -> dict[str, str]:
        """Stem → agency id, of the stems that may be half of a combined bureau (海洋, 渔业: 海洋与渔业局)."""
        entries, never = self._data["agencies"].items(), self.words("never_halves")
        domains = [(agency_id, domain) for agency_id, entry in entries for domain in entry.get("domains", ())]
        found: dict[str, str] = {}
        for agency_id, domain in domains:
            for stem in self._forms(tuple(domain["stems"])):
                if stem not in never:
                    found.setdefault(stem, agency_id)
        return found

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """What every core says. What is written out wins over what is composed; blockers win over all."""
        meanings: dict[str, Meaning] = {}
        for composed in (True, False):
            for agency_id, entry in self._data["agencies"].items():
                for texts, meaning in self._cores_of(agency_id, entry, composed):
                    for text in texts:
                        old = meanings.get(text)
                        if not (old and _is_stronger(old, meaning)):
                            meanings[text] = meaning
        return meanings | dict.fromkeys(self.words("not_agencies"), Meaning("", Kind.BLOCKER))

    def core(self, text: str) -> Core:
        """The core ``text``; KeyError where it is none."""
        return Core(text, *self.meanings[text])

    def _cores_of(self, agency_id: str, entry: Mapping[str, Any], composed: bool) -> Iterator[tuple[Iterable[str], Meaning]]:
        """The cores of an agency, those together that mean the same."""
        if composed:
            for domain in entry.get("domains", ()):
                yield from self._domain(agency_id, domain)
            return
        for tie in entry.get("ties", ()):
            for pattern in tie["names"]:
                for texts, level in self._literal(pattern):
                    yield texts, Meaning(agency_id, Kind.NAME, tuple(tie["candidates"]), level)
        for key, kind in (
            ("names", Kind.NAME),
            ("units", Kind.UNIT),
            ("parts", Kind.PART),
            ("small", Kind.SMALL),
            ("bare", Kind.BARE),
        ):
            for pattern in entry.get(key, ()):
                for texts, level in self._literal(pattern):
                    yield texts, Meaning(agency_id, kind, (), level)

    def _domain(self, agency_id: str, domain: Mapping[str, Any]) -> Iterator[tuple[Iterable[str], Meaning]]:
        candidates = tuple(domain.get("candidates", ()))
        organ = domain.get("own_heads") or [*self._data["organ_heads"], *domain.get("heads", ())]
        kind = Kind.UNIT if domain.get("unit") else Kind.NAME
        heads = self._forms((*self._data["heads"], *organ))
        small_heads = self._forms(tuple(self._data["small_heads"]))
        whole, small = Meaning(agency_id, kind, candidates), Meaning(agency_id, Kind.SMALL, candidates)
        for stem in self._forms(tuple(domain["stems"])):
            yield [stem + head for head in heads], whole
            yield [stem + head for head in small_heads], small
        yield self._forms(tuple(domain.get("bare", domain["stems"]))), Meaning(agency_id, Kind.BARE, candidates)

    @staticmethod
    @cache
    def _forms(patterns: tuple[str, ...]) -> list[str]:
        """The strings of patterns, folded."""
        return [fold(form) for pattern in patterns for form in expand(pattern)]

    def _literal(self, pattern: str) -> Iterator[tuple[list[str], Level | None]]:
        """The strings of a pattern, with the level of the character that ``{L}`` stands for."""
        places = self._data["level_characters"] if "{L}" in pattern else [""]
        for place in places:
            texts = [text for text in expand(fold(pattern.replace("{L}", place))) if text]
            level = self.levels.get(place)
            yield [text for text in texts if place in text], level
            if level:
                yield [text for text in texts if place not in text], None
