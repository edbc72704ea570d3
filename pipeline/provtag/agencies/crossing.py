"""Which of many spans share characters with a range, without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Any, Generic, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])


class Crossing(Generic[Item]):
    """Tuples that begin with the start and the end of a span, to be asked for those that cross a range."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = sorted(items)
        self._starts: list[int] = [item[0] for item in self._items]
        self._reaches: list[int] = list(accumulate((item[1] for item in self._items), max))

    def at(self, start: int, end: int) -> list[Item]:
        """Return the items that share a character with ``start`` to ``end``, in reading order."""
        near = self._items[bisect_right(self._reaches, start) : bisect_left(self._starts, end)]
        return [item for item in near if item[1] > start]
