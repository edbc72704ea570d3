"""Bodies of one kind that are named by their places and counted: 黑石坡、勐岗两个|边境检查站."""

from __future__ import annotations

import re

from provtag.agencies.names import LIST_SIGNS, Name
from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import Kind
from provtag.language.numerals import to_int
from provtag.patterns import Pattern

_COUNTS = "两二三四五六七八九十"
_PLACE = f"[^\\W{LIST_SIGNS}等第的\\d_]{{1,5}}"
# With the last place, where the name begins there. Behind it stands who is counted: not 村|两委 or 三级工会.
_NUMBER = Pattern(f"(?:(?<=[{LIST_SIGNS}]){_PLACE}?)?[{_COUNTS}](?![级名位人次])个?")
_LIST = Pattern(f"(?P<places>{_PLACE}(?:[{LIST_SIGNS}]{_PLACE})+?)(?P<others>等)?(?P<number>[{_COUNTS}])个?$")
_LONGEST = 60
_MAY_HOLD_LIST = Pattern(f"[{LIST_SIGNS}]{_PLACE}等?[{_COUNTS}]")


def with_lists(text: str, names: list[Name], prefixes: Prefixes) -> list[Name]:
    """Return ``names`` of a folded text with the places that they are counted with, where no other name stands among these."""
    if not names or not _MAY_HOLD_LIST.search(text):  # as in most texts
        return names
    counted: list[Name] = []
    for name in names:
        start = _list_start(text, name.start, text.find(name.core, name.start, name.end), prefixes)
        while start < name.start and counted and counted[-1].end > start:
            if counted[-1].kind is Kind.TERRITORY:
                counted.pop()
            else:
                start = name.start
        counted.append(name._replace(start=start))
    return counted


def _list_start(text: str, start: int, core: int, prefixes: Prefixes) -> int:
    """Return where the places begin with which a name is counted that begins at ``start``, its core at ``core``; ``start`` where
    it is not.

    There are as many of them as the text says, or 等 behind them.
    """
    number = _NUMBER.match(text, start, core)
    found = _LIST.search(text, max(start - _LONGEST, 0), number.end() if number else start)
    if not found:
        return start
    places = re.split(f"[{LIST_SIGNS}]", found["places"])
    if len(places) != to_int(found["number"]) and not found["others"]:
        return start
    of_first = found.start() + len(places[0])
    first = prefixes.place_start(text, of_first, in_list=True)
    return first if first < of_first else start
