"""Bodies of one kind that are named by their places and counted: 黑石坡、勐岗两个|边境检查站."""

from __future__ import annotations

import re

from provtag.agencies.prefixes import Prefixes

_COUNTS = dict(zip("二三四五六七八九十", range(2, 11), strict=True)) | {"两": 2}
_SIGNS = "、和与及"
_PLACE = f"[^\\W{_SIGNS}\\d_]{{1,5}}"
_NUMBER = re.compile(f"[{''.join(_COUNTS)}]个?")
_LIST = re.compile(f"(?P<places>{_PLACE}(?:[{_SIGNS}]{_PLACE})+?)(?P<others>等)?(?P<number>[{''.join(_COUNTS)}])个?$")
_LONGEST = 60
may_hold_list = re.compile(f"[{_SIGNS}]{_PLACE}[{''.join(_COUNTS)}]").search


def list_start(text: str, start: int, prefixes: Prefixes) -> int:
    """Return where the places begin with which a name that begins at ``start`` is counted; ``start`` where it is not.

    There are as many of them as the text says, or 等 behind them.
    """
    number = _NUMBER.match(text, start)
    found = _LIST.search(text[: number.end() if number else start], max(start - _LONGEST, 0))
    if not found:
        return start
    places = re.split(f"[{_SIGNS}]", found["places"])
    if len(places) != _COUNTS[found["number"]] and not found["others"]:
        return start
    end = found.start() + len(places[0])
    first = prefixes.place_start(text, end, in_list=True)
    return first if first < end else start
