"""Which sentences of a damaged text are base and which are pasted: see ``repair`` for the two streams."""

from __future__ import annotations

from itertools import groupby

from provtag.structure.fragments import Unit
from provtag.structure.markers import Style


def sort_streams(units: list[Unit]) -> None:
    """Set ``pasted`` on every unit.

    A repeated sentence and an article number that goes back are pasted; what stands once and opens no article continues
    its neighbours, unless the other copy of the neighbour shows that something else follows there.
    """
    highest = (0, 0)
    chapters: dict[Style, int] = {}
    repeated = {unit.original for unit in units}
    undecided: list[int] = []
    for i, unit in enumerate(units):
        if unit.original >= 0:
            unit.pasted = True
        elif unit.number:
            unit.pasted = unit.number < highest
            highest = max(highest, unit.number)
        elif unit.heading:
            chapter = int(unit.heading.key)
            unit.pasted = chapter < chapters.get(unit.heading.style, 0) and unit.heading.style is not Style.SECTION
            chapters[unit.heading.style] = max(chapter, chapters.get(unit.heading.style, 0))
        elif i not in repeated:
            undecided.append(i)
    for _, numbered in groupby(enumerate(undecided), lambda pair: pair[1] - pair[0]):
        run = [i for _, i in numbered]
        pasted = _is_pasted(units, run)
        for i in run:
            units[i].pasted = pasted


def _is_pasted(units: list[Unit], run: list[int]) -> bool:
    """Decide for a run of neighbouring units that stand once and open no article."""
    before, after = run[0] - 1, run[-1] + 1
    pasted_before = before >= 0 and units[before].pasted
    pasted_after = after < len(units) and units[after].pasted
    if pasted_before and pasted_after:
        return _fills_hole(units, before, after, len(run))
    if pasted_before:
        return _paste_goes_on(units, before, run)
    return pasted_after and before >= 0 and not _base_goes_on(units, before)


def _fills_hole(units: list[Unit], before: int, after: int, length: int) -> bool:
    """Say whether ``length`` units are what the base has lost between the originals of the pasted units around them."""
    first, second = units[before].original, units[after].original
    if second < 0:
        return units[after].number is not None
    if first < 0:
        return units[second - 1].pasted
    return second - first - 1 == length and all(unit.pasted for unit in units[first + 1 : second])


def _base_goes_on(units: list[Unit], last: int) -> bool:
    """Say whether base unit ``last`` may be followed by what stands behind it: its other copy shows what follows."""
    copy = next((i for i, unit in enumerate(units) if unit.original == last), None)
    if copy is None:
        return True
    after = copy + 1
    if after < len(units) and not units[after].pasted and _is_one_stream(units):
        after = next((i for i in range(after, len(units)) if units[i].pasted), after)
    return after == len(units) or not units[after].pasted or not (units[after].number or units[after].heading)


def _is_one_stream(units: list[Unit]) -> bool:
    """Say whether the windows follow each other as one text, each beginning where the one before ended."""
    numbers = [unit.number for unit in units if unit.pasted and unit.number]
    return len(numbers) > 4 and numbers == sorted(numbers)


def _paste_goes_on(units: list[Unit], last: int, run: list[int]) -> bool:
    """Say whether ``run`` continues the pasted unit ``last``, the only copy that is left of what the base has lost there.

    A window holds as many sentences as the hole it fills, so the sentences of the hole can be counted.
    """
    original = units[last].original
    if original < 0:
        return False
    hole = original + 1
    while hole < len(units) and units[hole].pasted:
        hole += 1
    filled = sum(not unit.cut for unit in units[original + 1 : hole])
    resumed = next((i for i, unit in enumerate(units) if unit.original == hole), None)
    if not filled or resumed is None or resumed < last:
        return False
    shown = sum(unit.pasted and not unit.cut for unit in units[last + 1 : resumed])
    return shown + len(run) == filled
