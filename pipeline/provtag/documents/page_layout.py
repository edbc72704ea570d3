"""Printed pages: from runs of characters with their places to lines, columns and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from provtag.documents import notices
from provtag.documents.page_furniture import without_furniture
from provtag.documents.page_lines import Measure, Page, PageLine

Piece = PageLine  # a run of characters before rows are put together

_ENDED = re.compile("[。！？；：.!?;:）)】〕][”’]?$")
_START = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]+[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\D|[①-⑳]|附件|——"
)

GUTTER = 0.8  # ems of white between two columns, at least
NARROWEST = 8  # ems of a column
CROSSING = 0.15  # share of lines that may cross the gutter: headings over both columns
FULL = 0.4  # share of a column's lines that reach its right edge; entries of a table seldom do
_STEP = 2.0  # points in which the gutter is looked for


@dataclass(frozen=True, slots=True)
class Laid:
    """The paragraphs of a document's pages, and warnings about what was left out of them."""

    lines: list[str]
    warnings: tuple[str, ...] = ()


def page_of(pieces: Sequence[Piece], width: float, height: float, ruled: bool = False) -> Page:
    """Return the page of ``pieces`` in reading order; a page with a table drawn by lines (``ruled``) has no columns."""
    gutter = None if ruled else _gutter(pieces)
    if gutter is None:
        return Page(height, tuple(_rows(pieces)))
    return Page(height, tuple(_in_columns(pieces, gutter)))


def _rows(pieces: Sequence[Piece]) -> Iterator[PageLine]:
    """Yield lines: pieces that follow each other in one row are one, with a tab between them."""
    line: PageLine | None = None
    for piece in pieces:
        if line is not None:
            overlap = min(piece.top, line.top) - max(piece.bottom, line.bottom)
            if piece.left >= line.right - 1 and overlap > 0.5 * min(piece.height, line.height):
                line = PageLine(
                    f"{line.text}\t{piece.text}", line.left, min(piece.bottom, line.bottom), piece.right, max(piece.top, line.top)
                )
                continue
            yield line
        line = piece
    if line is not None:
        yield line


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the middle of the white between two columns of text, None where the page has one column."""
    if len(pieces) < 6:
        return None
    em = median(piece.height for piece in pieces)
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if em <= 0 or right - left < 2 * NARROWEST * em:
        return None
    first, last = left + 0.25 * (right - left), left + 0.75 * (right - left)
    steps = [first + _STEP * i for i in range(int((last - first) / _STEP))]
    allowed = max(2.0, CROSSING * len(pieces))
    runs: list[tuple[float, float]] = []
    for x in steps:
        if sum(piece.left < x < piece.right for piece in pieces) <= allowed:
            if runs and x - runs[-1][1] <= _STEP * 1.5:
                runs[-1] = (runs[-1][0], x)
            else:
                runs.append((x, x))
    wide = [(a + b) / 2 for a, b in runs if b - a >= GUTTER * em - _STEP]
    middle = (left + right) / 2
    for x in sorted(wide, key=lambda x: abs(x - middle)):
        sides = [p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]
        if all(_is_column(side, em) for side in sides):
            return x
    return None


def _is_column(pieces: Sequence[Piece], em: float) -> bool:
    """Say whether pieces are the lines of a column: many of them run to its right edge."""
    lines = list(_rows(sorted(pieces, key=lambda piece: (-piece.top, piece.left))))
    if len(lines) < 3:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    full = sum(line.right > right - 2.5 * em and line.left < left + 3 * em for line in lines)
    return right - left >= NARROWEST * em and full >= FULL * len(lines)


def _in_columns(pieces: Sequence[Piece], gutter: float) -> Iterator[PageLine]:
    """Yield the lines of a page in two columns: between lines that cross the gutter the left column, then the right one.

    The right column is moved to where the left one stands, so that both have one measure.
    """
    lefts = [piece.left for piece in pieces if piece.right <= gutter]
    rights = [piece.left for piece in pieces if piece.left >= gutter]
    shift = min(rights) - min(lefts)
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda piece: -piece.top)
    borders = [float("inf"), *(piece.bottom for piece in across), float("-inf")]
    for (upper, lower), line in zip(pairwise(borders), [*across, None], strict=True):
        band = [p for p in pieces if lower < (p.top + p.bottom) / 2 <= upper and p not in across]
        for side in ([p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]):
            for found in _rows(sorted(side, key=lambda piece: (-round(piece.bottom), piece.left))):
                moved = shift if found.left >= gutter else 0.0
                yield replace(found, left=found.left - moved, right=found.right - moved, columns=2)
        if line is not None:
            yield line


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs of ``pages``, running heads, page numbers and footnotes left out."""
    return laid_out(pages).lines


def laid_out(pages: Sequence[Page]) -> Laid:
    """Return the paragraphs of ``pages`` and what was left out of them."""
    kept, footnotes = without_furniture(pages)
    said = (notices.FOOTNOTES.format(count=footnotes),) if footnotes else ()
    lines = [line for own in kept for line in own]
    if not lines:
        return Laid([], said)
    measures = {
        columns: Measure([line for line in lines if line.columns == columns]) for columns in {line.columns for line in lines}
    }
    written = [lines[0].text]
    for before, line in pairwise(lines):
        if before.columns == line.columns and _continues(measures[line.columns], before, line):
            written[-1] = _joined(written[-1], line.text)
        else:
            written.append(line.text)
    return Laid(written, said)


def _continues(measure: Measure, before: PageLine, line: PageLine) -> bool:
    """Say whether ``line`` goes on in the paragraph of ``before``."""
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
