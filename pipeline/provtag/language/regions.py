"""Administrative regions: which place a name begins with (``regions.csv``, GB/T 2260)."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache

from ahocorasick_rs import AhoCorasick

from provtag.paths import REGIONS
from provtag.patterns import Pattern
from provtag.schema import Region

LONGEST = 15  # characters of the longest official name

_SUFFIX = Pattern(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|[省市]$")
_UNKNOWN = Pattern(r"[\u4e00-\u9fff]{1,10}?[省市县区州盟旗](?:(?=人民(?:政府|代表大会|法院|检察院))|$)")
_DIVISION = "省市县区州盟旗"


@cache
def region_rows() -> tuple[dict[str, str], ...]:
    """Return the rows of ``regions.csv``: code, name and level of each place."""
    with REGIONS.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    """Return the regions of each official name, and of the short names of provinces."""
    named: defaultdict[str, list[Region]] = defaultdict(list)
    for row in region_rows():
        region = Region(row["name"], row["code"])
        named[region.name].append(region)
        if row["level"] == "province":
            named[_SUFFIX.sub("", region.name)].append(region)
    return {name: tuple(regions) for name, regions in named.items()}


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    names = list(_regions())
    return names, AhoCorasick(names)


def contains(outer: Region, inner: Region) -> bool:
    """Say whether ``inner`` lies in ``outer`` (or is it)."""
    return inner.code.startswith(re.sub("(?:00){1,2}$", "", outer.code))


def leading_region(name: str, around: tuple[Region, ...] = ()) -> Region | None:
    """Return the narrowest place with which ``name`` begins ("贵州省贵阳市公安局" → 贵阳市), None where it is none or unknown.

    A name that several places bear counts only when the place before it, or one of ``around``, contains it.
    """
    found: Region | None = None
    at = 0
    while step := _at(name, at, (found,) if found else around):
        found, at = step
    unknown = _UNKNOWN.match(name, at)
    if unknown and not unknown.group().startswith(("各", "人民")) and (found is None or name[at] not in _DIVISION):
        return None
    return found


def _at(name: str, at: int, around: tuple[Region, ...]) -> tuple[Region, int] | None:
    """Return the place named at ``at`` inside (or among) ``around``, and where its name ends."""
    for length in range(min(LONGEST, len(name) - at), 1, -1):
        written = name[at : at + length]
        places = _regions().get(written, ())
        if not places or (places[0].name != written and name[at + length : at + length + 1] in tuple(_DIVISION)):
            continue
        if at == 0 and _is_province(places[0]):
            return places[0], at + length
        inside = [place for place in places if any(contains(outer, place) and outer != place for outer in around)]
        if inside:
            return inside[0], at + length
        if at == 0 and len(places) == 1:
            return places[0], at + length
    return None


def _is_province(place: Region) -> bool:
    return place.code.endswith("0000")


def regions_in(text: str) -> tuple[Region, ...]:
    """Return the regions whose official names stand in ``text`` and belong to one place only."""
    names, automaton = _automaton()
    standing = {names[index] for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}
    found = (_regions()[name] for name in sorted(standing))
    return tuple(places[0] for places in found if len(places) == 1 or _is_province(places[0]))
