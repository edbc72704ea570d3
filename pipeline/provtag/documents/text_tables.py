"""Tables in plain text, drawn with box signs, in the marks of a wiki, or with commas: read as those of Word files are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from provtag.documents.table import DIGITS, Cell, Table
from provtag.patterns import Pattern

_BOXED = Pattern(r"\s*[\u2500-\u257f].*[\u2500-\u257f]\s*")
_FRAME = Pattern(r"(?=.*[─━═]{2})[\s\u2500-\u257f]*")
_UPRIGHT = Pattern(r"[│┃║]")
_CORNER = Pattern(r"[^\s─━═]")
_FEW = 2  # groups of lines between frames up to which a frame does not part all rows

_QUOTED_CELL = Pattern(r'(?<=\t)"([^"\t\n]{1,200}(?:\n[^"\t\n]{1,200}){1,9})"(?=[\t\r\n]|\Z)')
_WIKI_TABLE = Pattern(r"(?m)^[ \t:]*\{\|[^\n]*\n((?:(?!\{\|)[\s\S])*?)^[ \t]*\|\}[ \t]*$")
_ROW_MARK = Pattern(r"(?m)^[ \t]*\|-+[^\n]*$")
_CELL_MARK = Pattern(r"(?m)^[ \t]*[|!](?![+}])|\|\||!!")
_CAPTION = Pattern(r"(?m)^[ \t]*\|\+ *(?:[^|\n]*=[^|\n]*\|)?(.*)$")
_ATTRIBUTES = Pattern(r"([^|\n]*=[^|\n]*)\|")
_SPAN = Pattern(r"(row|col)span *= *[\"']?(\d{1,2})")


def without_boxes(text: str) -> str:
    """Return ``text`` with the tables drawn with box signs as rows."""
    if "─" not in text and "━" not in text and "═" not in text:
        return text
    written: list[str] = []
    for boxed, lines in groupby(text.split("\n"), key=lambda line: bool(_BOXED.fullmatch(line))):
        block = list(lines)
        is_table = boxed and any(_FRAME.fullmatch(line) for line in block) and any(_UPRIGHT.search(line) for line in block)
        written += _lines(_boxed_rows(block)) if is_table else block
    return "\n".join(written)


def without_wiki_tables(text: str) -> str:
    """Return ``text`` with the tables of a wiki ({| … |}) as rows."""
    return _WIKI_TABLE.sub(lambda table: "\n".join(_lines(_wiki_rows(table[1]))), text) if "{|" in text else text


def separated(text: str, signs: str) -> str:
    """Return the rows of a file whose entries one of ``signs`` parts, that of the most lines. Raises csv.Error."""
    lines = text.splitlines(keepends=True)
    sign = max(signs, key=lambda sign: sum(sign in line for line in lines))
    return "\n".join(_lines([Cell(entry) for entry in row] for row in csv.reader(lines, delimiter=sign)))


def without_quoted_breaks(text: str) -> str:
    """Return ``text`` with the lines of a cell in one, where a sheet pasted as text quotes them behind a tab."""
    return _QUOTED_CELL.sub(lambda cell: " ".join(cell[1].split("\n")), text) if '\t"' in text else text


def _lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    table = Table()
    yield from filter(None, map(table.marked_row, rows))


def _boxed_rows(block: Sequence[str]) -> Iterator[list[Cell]]:
    """Yield the rows of a drawn table. A frame that does not run through a column continues its cell."""
    groups = [(is_frame, list(lines)) for is_frame, lines in groupby(block, key=lambda line: bool(_FRAME.fullmatch(line)))]
    few = sum(not is_frame for is_frame, _ in groups) <= _FEW
    unframed: set[int] = set()
    for is_frame, lines in groups:
        if is_frame:
            unframed = {i for i, part in enumerate(_CORNER.split(lines[-1].strip())[1:-1]) if not part.strip()}
            continue
        rows: list[list[str]] = []
        for line in lines:
            cells = [cell.strip() for cell in _UPRIGHT.split(line.strip())[1:-1]]
            begins = bool(cells) and (DIGITS.fullmatch(cells[0]) or (few and all(cells)))
            if not rows or begins or len(cells) != len(rows[-1]):
                rows.append(cells)
            else:
                rows[-1] = [above + cell for above, cell in zip(rows[-1], cells, strict=True)]
        for row in rows:
            yield [Cell(text, continued=i in unframed and not text) for i, text in enumerate(row)]
            unframed = set()


def _wiki_rows(table: str) -> Iterator[list[Cell]]:
    """Yield the caption and the rows of a wiki table, without the looks of cells."""
    if caption := _CAPTION.search(table):
        yield [Cell(caption[1].strip())]
    for row in _ROW_MARK.split(_CAPTION.sub("", table)):
        cells = [_wiki_cell(cell) for cell in _CELL_MARK.split(row)[1:]]
        if cells:
            yield cells


def _wiki_cell(text: str) -> Cell:
    looks = _ATTRIBUTES.match(text)
    spans = {kind: int(count) for kind, count in _SPAN.findall(looks[1])} if looks else {}
    own = text[looks.end() :] if looks else text
    return Cell(own.strip(), max(spans.get("col", 1), 1), max(spans.get("row", 1), 1))
