"""In which article each sentence of a damaged text belongs, once base and pasted sentences are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from provtag.structure.fragments import Unit
from provtag.structure.markers import Marker, Style

Number = tuple[int, int]
Place = tuple[Number, int]  # an article, or BEFORE or AFTER it: headings, and sentences of lost articles
BEFORE, IN, AFTER = -1, 0, 1
FRONT: Place = ((0, 0), IN)


@dataclass(slots=True)
class _Head:
    """Neighbouring units that open no article: the first of a run, or below a heading.

    ``before``: the last place of their stream; ``following``: the next article of their stream, ``adjacent`` when
    nothing stands between; ``below_heading``: the article before cannot go on here.
    """

    units: list[int]
    pasted: bool
    before: Place
    below_heading: bool
    following: Number | None = None
    adjacent: bool = False


def put_in_order(units: list[Unit]) -> list[tuple[Place, list[Unit]]]:
    """Return the passages of the text in order, each with its place: front, articles, what stands between them."""
    places = _places(units)
    passages: dict[Place, list[Unit]] = {}
    for i, unit in enumerate(units):
        if not unit.pasted:
            passages.setdefault(places[i], []).append(unit)
    insertion: dict[Place, int] = {}
    for i, unit in enumerate(units):
        if not unit.pasted:
            continue
        passage = passages.setdefault(places[i], [])
        if unit.original >= 0:
            at = next((k for k, kept in enumerate(passage) if kept is units[unit.original]), -1)
            if at >= 0:
                insertion[places[i]] = at + 1
            continue
        at = 0 if unit.number else insertion.get(places[i], len(passage))
        passage.insert(at, unit)
        insertion[places[i]] = at + 1
    return [(place, passage) for place, passage in sorted(passages.items(), key=lambda item: item[0]) if passage]


def number_blocks(units: list[Unit]) -> None:
    """Number the blocks of a plan in the order of the text, and leave a gap where one may be lost between two."""
    last: Marker | None = None
    count = 0
    for unit in units:
        if unit.marker and not unit.pasted:
            count += 1 if last is None or _follows(last, unit.marker) else 2
            unit.number, last = (count, 0), unit.marker
    current = (0, 0)
    for unit in units:
        if unit.original >= 0:
            unit.number = units[unit.original].number
        elif unit.marker and unit.pasted:
            unit.number = (current[0], current[1] + 1)
        current = unit.number or current


def _follows(last: Marker, marker: Marker) -> bool:
    """Say whether no block can be lost between two numbers."""
    if last.style is marker.style:
        return int(marker.key or 0) == int(last.key or 0) + 1
    return marker.key == "1" and marker.style is not Style.COMMA


def _places(units: list[Unit]) -> list[Place]:
    """Return the place of every unit: below the article its run has opened, else where its other copy stands."""
    places: list[Place | None] = [None] * len(units)
    heads = _heads(units, places)
    _follow_copies(units, heads, places)
    known = {unit.number for unit in units if unit.number}
    for certain in (True, False):  # the certain ones first, since their copies show the others
        for head in heads:
            if places[head.units[0]] is None:
                place = _by_order(head, known)
                alone = not head.pasted or all(units[i].original < 0 for i in head.units)
                if place[1] == IN if certain else alone:
                    for i in head.units:
                        places[i] = place
        _follow_copies(units, heads, places)
    return [place or FRONT for place in places]


def _heads(units: list[Unit], places: list[Place | None]) -> list[_Head]:
    """Fill in the places that the text itself shows, and return what is left."""
    heads: list[_Head] = []
    last: dict[bool, Place] = {False: FRONT, True: FRONT}
    waiting: dict[bool, list[_Head]] = {False: [], True: []}
    headings: dict[bool, list[int]] = {False: [], True: []}
    for pasted, run in groupby(range(len(units)), lambda i: units[i].pasted):
        current: Place | None = FRONT if not heads and last[False] == FRONT and not pasted else None
        head: _Head | None = None
        below_heading = False
        for i in run:
            if number := units[i].number:
                for earlier in waiting[pasted]:
                    earlier.following, earlier.adjacent = number, earlier is head
                for at in headings[pasted]:
                    places[at] = (number, BEFORE)
                waiting[pasted], headings[pasted], head = [], [], None
                current = last[pasted] = (number, IN)
                places[i] = current
            elif units[i].heading:
                headings[pasted].append(i)
                current, below_heading = None, True
            elif current is not None:
                places[i] = current
            elif head is None or below_heading is not head.below_heading:
                head = _Head([i], pasted, last[pasted], below_heading)
                heads.append(head)
                waiting[pasted].append(head)
            else:
                head.units.append(i)
    for pasted in (False, True):
        for at in headings[pasted]:
            places[at] = (last[pasted][0], AFTER)
    return heads


def _follow_copies(units: list[Unit], heads: list[_Head], places: list[Place | None]) -> None:
    copies = [(unit.original, i) for i, unit in enumerate(units) if unit.original >= 0]
    changed = True
    while changed:
        changed = False
        for one, other in copies:
            for known, unknown in ((one, other), (other, one)):
                if places[unknown] is None and places[known] is not None:
                    places[unknown], changed = places[known], True
        for head in heads:
            shown = [place for i in head.units if (place := places[i]) is not None]
            if shown and len(shown) < len(head.units):
                changed = True
                for i in head.units:
                    places[i] = places[i] or shown[0]


def _by_order(head: _Head, known: set[Number]) -> Place:
    """Return the place that the order of the articles leaves for ``head``."""
    if head.following is None:
        return (head.before[0], AFTER)
    if head.below_heading:
        return (head.following, BEFORE)
    chapter, branch = head.following
    preceding = (chapter, branch - 1) if branch else max((n for n in known if n[0] == chapter - 1), default=None)
    if preceding in known and (head.adjacent or head.before == (preceding, IN)):
        return (preceding, IN)
    return (head.following, BEFORE) if head.adjacent else (head.before[0], AFTER)
