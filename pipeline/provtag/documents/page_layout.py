"""Printed pages: from runs of characters with their places to lines, columns and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import combinations, groupby, pairwise
from statistics import median

from provtag.documents import notices
from provtag.documents.agency_cells import AGENCY_END, names_in
from provtag.documents.column_heads import duty_label, is_form_row
from provtag.documents.page_furniture import without_furniture
from provtag.documents.page_grid import goes_on, grids, is_rest, whole, without_words
from provtag.documents.page_lines import Measure, Page, PageLine, TableRow, level_rows
from provtag.documents.table import Cell, Table, is_number, upright
from provtag.patterns import Pattern

Piece = PageLine  # a run of characters before rows are put together

_ENDED = Pattern("[。！？；：.!?;:）)】〕][”’]?$")
_START = Pattern(
    r"第[一二三四五六七八九十百千零〇\d]+[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\D|[①-⑳]|附件|——"
)
# The head of a table of contents, or an entry of one with its page.
_CONTENTS = Pattern(rf"^目\s*[录錄次]$|(?:[.．…·‥]{{3}}|……)\s*\d{{1,4}}$|^(?:{_START.pattern})[^，。；：]{{1,20}}?\s+\d{{1,3}}$")

_HEAD_ROWS = 2  # of a table, at most
WIDE_GAP = 2.0  # ems of white between two entries of a row
SAME_LEFT = 1.0  # points by which the lines of an entry may miss each other
_LEAST_CELLS = 3  # of a row of a table without rules
MOST_LINES = 1000  # more lines than any printed page has are left as they are stored
GUTTER = 0.8  # ems of white between two columns, at least
NARROWEST = 8  # ems of a column
CROSSING = 0.2  # share of lines that may cross the gutter: headings over both columns
FULL = 0.33  # share of a column's lines that reach its right edge; entries of a table seldom do
_STEP = 2.0  # points in which the gutter is looked for


@dataclass(frozen=True, slots=True)
class Laid:
    """The paragraphs of a document's pages, and warnings about what was left out of them."""

    lines: list[str]
    warnings: tuple[str, ...] = ()


def page_of(
    pieces: Sequence[Piece], width: float, height: float, rules: Sequence[Sequence[float]] = (), ruled: bool = False
) -> Page:
    """Return the page of ``pieces`` in reading order, in the tables that ``rules`` draw row by row.

    A page with such a table, or with lines that are perhaps one (``ruled``), has no columns.
    """
    rows, rest = _in_tables(pieces, rules)
    gutters = [] if ruled or rows else _gutters(rest)
    lines = _in_columns(rest, gutters) if gutters else _as_printed([*_rows(rest), *rows])
    return Page(height, tuple(lines))


def _in_tables(pieces: Sequence[Piece], rules: Sequence[Sequence[float]]) -> tuple[list[PageLine], list[Piece]]:
    """Return the rows of the tables on a page and the pieces outside of them; of tables in tables the inner one has a piece."""
    tables = sorted(grids([(left, bottom, right, top) for left, bottom, right, top in rules]), key=lambda table: table.area)
    inside: list[list[Piece]] = [[] for _ in tables]
    rest: list[Piece] = []
    for piece in pieces:
        holding = (own for table, own in zip(tables, inside, strict=True) if table.holds(piece))
        next(holding, rest).append(piece)
    filled = [table.lines(own) for table, own in zip(tables, inside, strict=True) if own]
    return [row for rows in filled for row in rows], rest


def _rows(pieces: Sequence[Piece]) -> Iterator[PageLine]:
    """Yield lines; the row of a table without rules, which a number opens, is one with the further lines of its cells."""
    at = 0
    while at < len(pieces):
        cells, behind = _numbered_row(pieces, at)
        if any(len(cell) > 1 for cell in cells):
            text = "\t".join(map(_in_one, cells))
            own = pieces[at:behind]
            bottom, right, top = min(p.bottom for p in own), max(p.right for p in own), max(p.top for p in own)
            yield PageLine(text, pieces[at].left, bottom, right, top)
            at = behind
        else:
            line, at = _line(pieces, at)
            yield line


def _line(pieces: Sequence[Piece], at: int) -> tuple[PageLine, int]:
    """Return the line that begins at ``at``, and where the next does: pieces that follow each other in one row are one, with a
    blank between them, or a tab where they are apart."""
    line = pieces[at]
    at += 1
    while at < len(pieces) and _is_beside(line, pieces[at]):
        piece = pieces[at]
        between = "\t" if _is_apart(line, piece) else " "
        text = f"{line.text}{between}{piece.text}"
        line = PageLine(text, line.left, min(piece.bottom, line.bottom), piece.right, max(piece.top, line.top))
        at += 1
    return line, at


def _is_beside(line: PageLine, piece: Piece) -> bool:
    overlap = min(piece.top, line.top) - max(piece.bottom, line.bottom)
    return piece.left >= line.right - 1 and overlap > 0.5 * min(piece.height, line.height)


def _is_apart(line: PageLine, piece: Piece) -> bool:
    return piece.left - line.right > WIDE_GAP * max(piece.height, line.height)


def _numbered_row(pieces: Sequence[Piece], at: int) -> tuple[list[list[PageLine]], int]:
    """Return the cells, each in lines, of the row of a table without rules that the number at ``at`` opens, and the piece behind
    it; no cells where there is no such row.

    The further lines of a cell begin right below its first, before or after the cells to its right.
    """
    if not is_number(pieces[at].text):  # most pieces
        return [], at
    cells: list[list[PageLine]] = [[pieces[at]]]
    own = cells[0]  # the cell to which the last piece belongs
    end = at + 1
    while end < len(pieces):
        piece = pieces[end]
        if _is_beside(own[-1], piece) and not _is_apart(own[-1], piece):
            own[-1] = _line([own[-1], piece], 0)[0]
        elif _is_beside(cells[-1][0], piece):
            own = [piece]
            cells.append(own)
        elif below := next((cell for cell in cells[1:] if _is_below(cell[-1], piece)), None):
            own = below
            own.append(piece)
        else:
            break
        end += 1
    return (cells, end) if len(cells) >= _LEAST_CELLS else ([], at)


def _is_below(line: PageLine, piece: Piece) -> bool:
    """Say whether ``piece`` begins right below ``line``, no further from it than the lines of a paragraph."""
    return abs(piece.left - line.left) < SAME_LEFT and 0 < line.middle - piece.middle < 2 * line.height


def _in_one(cell: Sequence[PageLine]) -> str:
    """Return the lines of a cell as one: names of agencies apart, anything else as it goes on."""
    texts = [line.text for line in cell]
    return names_in("\n".join(texts)) if all(map(AGENCY_END.search, texts)) else "".join(texts)


def _level(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for row in level_rows(pieces) for piece in row]


def _as_printed(lines: list[PageLine]) -> list[PageLine]:
    """Return lines so that each stands before those printed below it; those beside each other stay as they are stored."""
    if len(lines) > MOST_LINES or all(not _is_above(after, before) for before, after in combinations(lines, 2)):
        return lines
    above = [sum(_is_above(other, line) for other in lines) for line in lines]  # how many must still come before each line
    ready = [i for i, count in enumerate(above) if not count]
    ordered: list[PageLine] = []
    while ready:
        line = lines[heappop(ready)]
        ordered.append(line)
        for i, other in enumerate(lines):
            if _is_above(line, other):
                above[i] -= 1
                if not above[i]:
                    heappush(ready, i)
    return ordered


def _is_above(line: PageLine, other: PageLine) -> bool:
    """Say whether ``line`` is printed above ``other`` and over a part of it; tables have no text beside them."""
    is_apart = min(line.right, other.right) <= max(line.left, other.left)
    if is_apart and bool(line.row) == bool(other.row):
        return False
    return line.middle > other.top and other.middle < line.bottom


def _gutters(pieces: Sequence[Piece]) -> list[float]:
    """Return the middles of the white between columns of text, from left to right; none where the page has one column."""
    gutter = _gutter(pieces)
    if gutter is None:
        return []
    left, right = [p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]
    return [*_gutters(left), gutter, *_gutters(right)]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the middle of the white between two columns of text, None where there is one column, or a table without rules."""
    if len(pieces) < 6 or any(duty_label(piece.text) for piece in pieces):
        return None
    em = median(piece.height for piece in pieces)
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if em <= 0 or right - left < 2 * NARROWEST * em:
        return None
    middle, reach = (left + right) / 2, int((right - left) / 4 / _STEP)
    steps = [middle + _STEP * i for i in range(-reach, reach)]
    crossing = [sum(piece.left < x < piece.right for piece in pieces) for x in steps]
    for allowed in sorted({count for count in crossing if count <= max(2.0, CROSSING * len(pieces))}):
        for x in sorted(_white(steps, crossing, allowed, GUTTER * em - _STEP), key=lambda x: abs(x - middle)):
            if all(_is_column(side, em) for side in ([p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x])):
                return x
    return None


def _white(steps: Sequence[float], crossing: Sequence[int], allowed: int, width: float) -> Iterator[float]:
    """Yield the middles of the stretches of ``steps``, at least ``width`` wide, that at most ``allowed`` pieces cross."""
    for is_white, stretch in groupby(zip(steps, crossing, strict=True), key=lambda step: step[1] <= allowed):
        places = [x for x, _ in stretch]
        if is_white and places[-1] - places[0] >= width:
            yield (places[0] + places[-1]) / 2


def _is_column(pieces: Sequence[Piece], em: float) -> bool:
    """Say whether pieces are the lines of a column: many of them run to one right edge, which few may miss."""
    lines = list(_rows(_level(pieces)))
    if len(lines) < 3:
        return False
    left = min(line.left for line in lines)
    rights = sorted(line.right for line in lines if line.left < left + 3 * em and line.right >= left + NARROWEST * em)
    full = max((bisect_right(rights, right + 2.5 * em) - i for i, right in enumerate(rights)), default=0)
    return full >= FULL * len(lines)


def _in_columns(pieces: Sequence[Piece], gutters: Sequence[float]) -> Iterator[PageLine]:
    """Yield the lines of a page in columns: between lines that cross a gutter each column from left to right.

    Columns are moved to where the first one stands, so that all have one measure.
    """
    edges = [float("-inf"), *gutters, float("inf")]
    columns = [[p for p in pieces if left <= p.left and p.right <= right] for left, right in pairwise(edges)]
    first = min(piece.left for piece in columns[0])
    across = sorted((p for p in pieces if any(p.left < x < p.right for x in gutters)), key=lambda piece: -piece.top)
    borders = [float("inf"), *(piece.bottom for piece in across), float("-inf")]
    for (upper, lower), line in zip(pairwise(borders), [*across, None], strict=True):
        for column in columns:
            shift = min(piece.left for piece in column) - first
            for found in _rows(_level([p for p in column if lower < p.middle <= upper])):
                yield replace(found, left=found.left - shift, right=found.right - shift, columns=len(columns))
        if line is not None:
            yield line


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs of ``pages``, running heads, page numbers and footnotes left out."""
    return laid_out(pages).lines


def laid_out(pages: Sequence[Page]) -> Laid:
    """Return the paragraphs of ``pages`` and what was left out of them."""
    kept, footnotes = without_furniture(pages)
    said = (notices.FOOTNOTES.format(count=footnotes),) if footnotes else ()
    text = [line for own in kept for line in own if not line.row]
    measures = {
        columns: Measure([line for line in text if line.columns == columns]) for columns in {line.columns for line in text}
    }
    written: list[str] = []
    before: PageLine | None = None
    rows: list[list[Cell]] = []  # of the table that the lines so far end in
    for line in _with_whole_rows(line for own in kept for line in own):
        if rows and not (line.row and before and before.row and (not line.row.is_first or goes_on(before.row, line.row))):
            written += _table_lines(rows)
            rows = []
        if line.row:
            rows.append(list(line.row.cells))
        elif before and not before.row and before.columns == line.columns and _continues(measures[line.columns], before, line):
            written[-1] = _joined(written[-1], line.text)
        else:
            written.append(line.text)
        before = line
    return Laid([*written, *_table_lines(rows)], said)


def _table_lines(rows: list[list[Cell]]) -> Iterator[str]:
    yield from filter(None, map(Table().marked_row, upright(rows)))


def _with_whole_rows(lines: Iterable[PageLine]) -> Iterator[PageLine]:
    """Yield lines without the heads of a table that a page says again, the two parts of a row that its end cut as one.

    Behind a row that was made whole a row without words stands for the second part.
    """
    held: list[PageLine] = []  # a line, and what stands for the rests of its row
    heads: list[TableRow] = []  # the first rows of the table
    said_again = -1  # how many of them the page has said again, -1 where it goes on with other rows
    for line in lines:
        row, before = line.row, held[0].row if held else None
        if row and row.is_first:
            said_again = 0 if before and goes_on(before, row) else -1
            heads = heads if said_again == 0 else []
        is_known = row and 0 <= said_again < len(heads) and row.cells == heads[said_again].cells
        if row and is_known and not is_form_row([cell.text for cell in row.cells]):
            said_again += 1
            continue
        if row and before and said_again >= 0 and is_rest(before, row):
            held = [replace(held[0], row=whole(before, row)), *held[1:], replace(line, row=without_words(row))]
        else:
            if row and len(heads) < _HEAD_ROWS:
                heads.append(row)
            yield from held
            held = [line]
        said_again = -1
    yield from held


def _continues(measure: Measure, before: PageLine, line: PageLine) -> bool:
    """Say whether ``line`` goes on in the paragraph of ``before``; rows of entries are no paragraphs, nor are those of
    a table of contents."""
    if "\t" in before.text or "\t" in line.text or any(_CONTENTS.search(part.text.strip()) for part in (before, line)):
        return False
    if before.right < measure.right - 2.2 * measure.em or measure.is_indented(line) or len(before.text) < 6:
        return False
    if measure.indented:
        return True
    return not _ENDED.search(before.text) and not _START.match(line.text)


def _joined(before: str, text: str) -> str:
    if re.search(r"[A-Za-z]-$", before) and text[:1].islower():
        return before[:-1] + text
    words = before[-1:].isascii() and text[:1].isascii() and before[-1:].isalpha() and text[:1].isalpha()
    return f"{before} {text}" if words else before + text
