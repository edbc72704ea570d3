"""Tables drawn by lines: from the rules of a page to cells, from the pieces in them to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import median

from provtag.documents.page_lines import Box, PageLine, TableRow, level_rows
from provtag.documents.table import NUMBERED, Cell, is_number
from provtag.patterns import Pattern

TOUCH = 3.0  # points by which rules that meet may miss each other, and between the two of a double line
MISSING = 1.9  # ems that a full line of a cell may miss at its end: the next character is not parted from a mark
UNFILLED = 0.33  # share of the cell that it may miss
SMALLEST = 60.0  # points that a table is wide, at least
SAME_EDGE = 6.0  # points by which the columns of a table may move from page to page
MOST_MEETINGS = 40_000  # of upright with level rules: more than any printed table has

_BODY_END = Pattern("[局厅廳部委办辦院會会署府联聯队隊所站处處室社团團校]$")
_ENDED = Pattern("[。；！？]$")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where its upright lines stand from left to right, its level ones from top to bottom, and its cells.

    A cell is (row, column, rows, columns).
    """

    edges: tuple[float, ...]
    levels: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]

    @property
    def area(self) -> float:
        """How large the table is, in square points."""
        return (self.edges[-1] - self.edges[0]) * (self.levels[0] - self.levels[-1])

    def holds(self, piece: PageLine) -> bool:
        """Say whether the middle of ``piece`` stands in the table."""
        across = (piece.left + piece.right) / 2
        return self.edges[0] < across < self.edges[-1] and self.levels[-1] < piece.middle < self.levels[0]

    def lines(self, pieces: Sequence[PageLine]) -> Iterator[PageLine]:
        """Yield the rows with the text of ``pieces``, all of which the table holds."""
        for row, (top, bottom) in enumerate(pairwise(self.levels)):
            places = [place for place in self.cells if place[0] == row]
            cells = [self._cell(place, pieces) for place in places]
            text = "\t".join(cell.text for cell in cells)
            found = TableRow(tuple(cells), tuple(place[1] for place in places), self.edges, row == 0)
            yield PageLine(text, self.edges[0], bottom, self.edges[-1], top, row=found)

    def _cell(self, place: tuple[int, int, int, int], pieces: Sequence[PageLine]) -> Cell:
        row, column, rows, columns = place
        left, right = self.edges[column], self.edges[column + columns]
        top, bottom = self.levels[row], self.levels[row + rows]
        own = [p for p in pieces if left < (p.left + p.right) / 2 <= right and bottom <= p.middle < top]
        return Cell(_cell_text(own, left, right), columns, rows)


def grids(rules: Sequence[Box]) -> list[Grid]:
    """Return the tables that ``rules`` draw: those that meet belong together, and some of them part columns."""
    uprights = _merged([(rule[0], rule[1], rule[3]) for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]])
    levels = _merged([(rule[1], rule[0], rule[2]) for rule in rules if rule[3] - rule[1] <= rule[2] - rule[0]])
    if len(uprights) * len(levels) > MOST_MEETINGS:
        return []
    found = (_grid([uprights[i] for i in up], [levels[i] for i in across]) for up, across in _meeting(uprights, levels))
    return [grid for grid in found if grid]


_Rule = tuple[float, float, float]  # where it stands (x of an upright one, y of a level one), from, to


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Return rules with those that go on in one line, or lie beside each other, as one."""
    merged: list[_Rule] = []
    for own in _near(sorted(rules)):
        place = (own[0][0] + own[-1][0]) / 2
        parts = sorted(rule[1:] for rule in own)
        start, end = parts[0]
        for from_, to in parts[1:]:
            if from_ > end + TOUCH:
                merged.append((place, start, end))
                start, end = from_, to
            end = max(end, to)
        merged.append((place, start, end))
    return merged


def _near(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Return sorted rules in groups that stand in one place."""
    groups: list[list[_Rule]] = []
    for rule in rules:
        if groups and rule[0] - groups[-1][0][0] <= TOUCH:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _clustered(values: Sequence[float]) -> list[float]:
    """Return the middles of values that are near each other."""
    return [(group[0][0] + group[-1][0]) / 2 for group in _near([(value, value, value) for value in sorted(values)])]


def _meeting(uprights: Sequence[_Rule], levels: Sequence[_Rule]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the indices of upright and level rules that meet, directly or by others."""
    left = set(range(len(uprights)))
    while left:
        up, across = {left.pop()}, set[int]()
        fresh = set(up)
        while fresh:
            met = {j for j, i in product(range(len(levels)), fresh) if j not in across and _meet(uprights[i], levels[j])}
            across |= met
            fresh = {i for i, j in product(left, met) if _meet(uprights[i], levels[j])}
            up |= fresh
            left -= fresh
        yield sorted(up), sorted(across)


def _meet(upright: _Rule, level_rule: _Rule) -> bool:
    x, bottom, top = upright
    y, start, end = level_rule
    return start - TOUCH <= x <= end + TOUCH and bottom - TOUCH <= y <= top + TOUCH


def _grid(uprights: Sequence[_Rule], levels: Sequence[_Rule]) -> Grid | None:
    """Return the table of rules that meet; sides that are not drawn stand where the rules end. None for a mere frame."""
    if len(levels) < 2 or not uprights:
        return None
    edges = _clustered([x for rule in levels for x in rule[1:]] + [rule[0] for rule in uprights])
    heights = _clustered([y for rule in uprights for y in rule[1:]] + [rule[0] for rule in levels])[::-1]
    columns, rows = len(edges) - 1, len(heights) - 1
    if columns < 2 or rows < 1 or edges[-1] - edges[0] < SMALLEST:
        return None

    upright_at = [[rule for rule in uprights if abs(rule[0] - edge) <= TOUCH] for edge in edges]
    level_at = [[rule for rule in levels if abs(rule[0] - height) <= TOUCH] for height in heights]

    def beside(row: int, column: int) -> bool:
        """Say whether no rule parts a field from the one to its right."""
        middle = (heights[row] + heights[row + 1]) / 2
        return column + 1 < columns and not any(rule[1] < middle < rule[2] for rule in upright_at[column + 1])

    def below(row: int, column: int) -> bool:
        """Say whether no rule parts a field from the one below."""
        middle = (edges[column] + edges[column + 1]) / 2
        return row + 1 < rows and not any(rule[1] < middle < rule[2] for rule in level_at[row + 1])

    cells = _cells(rows, columns, beside, below)
    return Grid(tuple(edges), tuple(heights), tuple(cells)) if len(cells) > 1 else None


def _cells(
    rows: int, columns: int, beside: Callable[[int, int], bool], below: Callable[[int, int], bool]
) -> list[tuple[int, int, int, int]]:
    """Return (row, column, rows, columns) of each cell: fields that no rule parts are one."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, column in product(range(rows), range(columns)):
        if (row, column) in taken:
            continue
        width = height = 1
        while beside(row, column + width - 1) and (row, column + width) not in taken:
            width += 1
        while all(below(row + height - 1, column + i) for i in range(width)):
            height += 1
        taken |= set(product(range(row, row + height), range(column, column + width)))
        cells.append((row, column, height, width))
    return cells


def _cell_text(pieces: Sequence[PageLine], left: float, right: float) -> str:
    """Return the text of a cell, a line a paragraph: a line that fills the cell goes on in the next."""
    if not pieces:
        return ""
    lines = level_rows(pieces)
    em = median(piece.height for piece in pieces)
    texts = [" ".join(piece.text for piece in line) for line in lines]
    padding = min(line[0].left for line in lines) - left
    full = right - padding - max(MISSING * em, UNFILLED * (right - left - 2 * padding))
    are_bodies = all(map(_BODY_END.search, texts))  # names of agencies, one a line
    text = texts[0]
    for line, following in pairwise(range(len(lines))):
        goes_on = lines[line][-1].right > full and not are_bodies and not NUMBERED.match(texts[following])
        text += ("" if goes_on else "\n") + texts[following]
    return text


def goes_on(before: TableRow, row: TableRow) -> bool:
    """Say whether the first ``row`` of a page goes on in the table of the row ``before``: its columns stand where they stood."""
    edges = zip(before.edges, row.edges, strict=False)
    return len(before.edges) == len(row.edges) and all(abs(edge - other) <= SAME_EDGE for edge, other in edges)


def is_rest(before: TableRow, row: TableRow) -> bool:
    """Say whether ``row`` is what the end of a page cut off the row ``before``: its number is not said again, its words go on.

    A cell that reaches into ``before`` from above may be drawn anew, without words.
    """
    texts = {column: cell.text for column, cell in zip(before.columns, before.cells, strict=True)}
    pairs = [(texts.get(column, ""), cell.text) for column, cell in zip(row.columns, row.cells, strict=True)]
    if not texts.keys() <= set(row.columns) or any(rest for cell, rest in pairs if not cell or is_number(cell)):
        return False
    longest, rest = max(pairs, key=lambda pair: len(pair[0]))
    return bool(rest) and any(cell and not rest for cell, rest in pairs) and not _ENDED.search(longest)


def whole(before: TableRow, rest: TableRow) -> TableRow:
    """Return the row that the end of a page cut in two."""
    more = dict(zip(rest.columns, (cell.text for cell in rest.cells), strict=True))
    cells = [
        replace(cell, text=f"{cell.text}\n{words}" if _BODY_END.search(cell.text) else cell.text + words) if words else cell
        for cell, words in zip(before.cells, map(more.get, before.columns), strict=True)
    ]
    return replace(before, cells=tuple(cells))


def without_words(row: TableRow) -> TableRow:
    """Return ``row`` with empty cells: they still reach into the rows below."""
    return replace(row, cells=tuple(replace(cell, text="") for cell in row.cells))
