"""In which article each sentence of a damaged text belongs, once base and pasted sentences are told apart."""

from __future__ import annotations

from itertools import groupby

from pipeline.structure.units import Unit

Number = tuple[int, int]
Place = tuple[Number, int]  # an article, and BEFORE or AFTER it for sentences of a lost one
BEFORE, IN, AFTER = -1, 0, 1
FRONT: Place = ((0, 0), IN)


def put_in_order(units: list[Unit]) -> list[tuple[Place, list[Unit]]]:
    """Return the passages of the text in order, each with its place: front, articles, sentences of lost articles."""
    runs = [list(run) for _, run in groupby(range(len(units)), lambda i: units[i].pasted)]
    places = _places(units, runs)
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
            kept = [id(u) for u in passage]
            original = id(units[unit.original])
            if original in kept:
                insertion[places[i]] = kept.index(original) + 1
            continue
        at = 0 if unit.number else insertion.get(places[i], len(passage))
        passage.insert(at, unit)
        insertion[places[i]] = at + 1
    return [(place, passage) for place, passage in sorted(passages.items(), key=lambda item: item[0]) if passage]


def _places(units: list[Unit], runs: list[list[int]]) -> list[Place]:
    """Return the place of every unit: below the article its run has opened, else where its other copy stands."""
    places: list[Place | None] = [None] * len(units)
    heads: list[list[int]] = []  # the units of each run before its first article
    for run in runs:
        current: Place | None = FRONT if run[0] == 0 else None
        head = []
        for i in run:
            number = units[i].number
            current = (number, IN) if number else current
            places[i] = current
            if current is None:
                head.append(i)
        heads.append(head)
    _follow_copies(units, heads, places)
    for wanted in (True, False):  # first the heads whose article is known, since their copies show the others
        for at, head in enumerate(heads):
            if head and places[head[0]] is None:
                place = _by_order(units, runs, at, places)
                if (place[1] == IN) or not wanted:
                    for i in head:
                        places[i] = place
        _follow_copies(units, heads, places)
    return [place or FRONT for place in places]


def _follow_copies(units: list[Unit], heads: list[list[int]], places: list[Place | None]) -> None:
    copies = [(unit.original, i) for i, unit in enumerate(units) if unit.original >= 0]
    changed = True
    while changed:
        changed = False
        for one, other in copies:
            for known, unknown in ((one, other), (other, one)):
                if places[unknown] is None and places[known] is not None:
                    places[unknown] = places[known]
        for head in heads:
            known_places = [place for i in head if (place := places[i]) is not None]
            if known_places and len(known_places) < len(head):
                changed = True
                for i in head:
                    places[i] = places[i] or known_places[0]


def _by_order(units: list[Unit], runs: list[list[int]], at: int, places: list[Place | None]) -> Place:
    """Return the place of sentences that no copy shows: between the article before them and the one after."""
    pasted = units[runs[at][0]].pasted
    opened = [unit.number for i in runs[at] if (unit := units[i]).number]
    before = next((place for run in reversed(runs[:at]) if units[run[-1]].pasted is pasted and (place := places[run[-1]])), FRONT)
    if opened:
        following = opened[0]
    else:
        following = next(
            (n for run in runs[at + 1 :] if units[run[0]].pasted is pasted for i in run if (n := units[i].number)), None
        )
    if following and before[0][0] in (following[0], following[0] - 1):
        return (before[0], IN) if before[1] == IN else before
    if pasted and opened:
        numbers = {unit.number for unit in units}
        last = (opened[0][0] - 1, 0)
        return (last, IN) if last in numbers else (opened[0], BEFORE)
    if opened:
        return (opened[0], BEFORE)
    return (before[0], AFTER if not pasted else before[1])
