"""The types of printed pages: lines with their places, and the measure of a column of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from provtag.documents.table import Cell

Box = tuple[float, float, float, float]  # left, bottom, right, top in points, y upwards


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table drawn by lines: its cells, the upright lines between which they stand, whether it is the table's first.

    ``columns``: the column in which each cell begins; where a cell from above reaches into the row, there is none.
    """

    cells: tuple[Cell, ...]
    columns: tuple[int, ...]
    edges: tuple[float, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line: its text and box in points, y upwards from the bottom of its page; how many columns its part has.

    A row of a table is a line, too.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    columns: int = 1
    row: TableRow | None = None

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Height of the middle of the box on its page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order, and the page's height in points."""

    height: float
    lines: tuple[PageLine, ...]


def in_rows(pieces: Sequence[list[Any]]) -> list[list[Any]]:
    """Return pieces [text, left, bottom, right, top] from top to bottom, those whose middles are level from left to right."""
    rows: list[list[list[Any]]] = []
    for piece in sorted(pieces, key=lambda piece: -(piece[2] + piece[4])):
        middle = (piece[2] + piece[4]) / 2
        if rows and rows[-1][0][2] < middle < rows[-1][0][4]:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda piece: float(piece[1]))]


def level_rows(pieces: Sequence[PageLine]) -> list[list[PageLine]]:
    """Return pieces as rows from top to bottom, in each those whose middles are level, from left to right."""
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if rows and rows[-1][0].bottom < piece.middle < rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


class Measure:
    """The measure of the text: where its lines begin and end, how wide a character is, and whether paragraphs are indented."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.em = median(line.height for line in lines) or 1.0
        lefts = Counter(round(line.left / 3) * 3 for line in lines if len(line.text) > 10)
        common = [left for left, count in lefts.items() if count >= max(2, sum(lefts.values()) * 0.08)]
        self.left = min(common, default=min(line.left for line in lines))
        rights = sorted(line.right for line in lines)
        edges = [r for i, r in enumerate(rights) if i + 1 - bisect_left(rights, r - 1.2 * self.em) >= max(4, len(rights) * 0.25)]
        self.right = max(edges, default=rights[-1])  # a line that sticks out is none
        indented = sum(self.is_indented(line) for line in lines)
        self.indented = indented >= 2 and any(not self.is_indented(line) for line in lines) and indented >= len(lines) * 0.08

    def is_indented(self, line: PageLine) -> bool:
        """Say whether ``line`` begins inside the column."""
        return line.left > self.left + self.em
