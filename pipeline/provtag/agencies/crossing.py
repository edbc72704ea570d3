"""Which of many spans share characters with a range, without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])


class Crossing(Generic[Item]):
    """Tuples that begin with the start and the end of a span, to be asked for those that cross a range.

    They are put in order when first asked for: of most clauses nobody asks.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._unordered = items

    def at(self, start: int, end: int) -> list[Item]:
        """Return the items that share a character with ``start`` to ``end``, in reading order."""
        items, starts, reaches = self._ordered
        near = items[bisect_right(reaches, start) : bisect_left(starts, end)]
        return [item for item in near if item[1] > start]

    @cached_property
    def _ordered(self) -> tuple[list[Item], list[int], list[int]]:
        """The items, where each starts, and how far it and those before it reach."""
        items = sorted(self._unordered)
        return items, [item[0] for item in items], list(accumulate((item[1] for item in items), max))
