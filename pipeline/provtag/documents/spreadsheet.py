"""Spreadsheets (.xlsx): each visible sheet is a table, read as those of Word files are; what is hidden in it is counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from provtag.documents import notices
from provtag.documents.cell_numbers import BUILT_IN, GENERAL, day_number, shown
from provtag.documents.limits import LIMITS, fault
from provtag.documents.packages import SPREADSHEET, Package, opened
from provtag.documents.table import Cell, Table, kind_line, upright
from provtag.patterns import Pattern

_USUAL = "xl/workbook.xml"
_UNNAMED = Pattern(r"(?:sheet|工作表|表|表格)\s*\d*", re.IGNORECASE)  # what programs call a sheet that nobody named
_REFERENCE = Pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = Pattern("_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "off")
_WIDEST = 16_384  # columns of a sheet
_READ = ("row", "col", "mergeCell")  # the elements of a sheet

Piece = tuple[str, bool | None]  # words of a cell, and whether they are struck; None: as the font of the cell says
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class _Style:
    """What the style of a cell says of its text."""

    code: str = GENERAL
    is_struck: bool = False


@dataclass(slots=True)
class _Sheet:
    """What a sheet holds: the texts of its filled cells by row and column, its merged areas, and what of it is hidden."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def characters(self) -> int:
        """Return how many characters its cells hold."""
        return sum(len(text) for row in self.cells.values() for text in row.values())

    def rows(self, path: Path) -> list[list[Cell]]:
        """Return what is seen of it as the rows of a table; rows and columns in which nothing stands are none of it."""
        numbers = [
            row for row in sorted(self.cells) if row not in self.hidden_rows and self.cells[row].keys() - self.hidden_columns
        ]
        columns = sorted({column for row in numbers for column in self.cells[row]} - self.hidden_columns)
        size = len(numbers) * len(columns)
        if size > LIMITS.text_characters:
            raise fault(path, f"{size:,} cells, more than {LIMITS.text_characters:,}", "split the file")
        spans: dict[tuple[int, int], Cell] = {}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.merged:
            down = range(bisect_left(numbers, top), bisect_left(numbers, bottom + 1))
            across = range(bisect_left(columns, left), bisect_left(columns, right + 1))
            size -= len(down) * len(across)
            if size < 0:
                break  # areas that overlap are those of no program
            if down and across:  # what stands in a corner that is hidden is shown in the rest
                spans[down[0], across[0]] = Cell(self.cells.get(top, {}).get(left, ""), len(across), len(down))
                covered.update((row, column) for row in down for column in across)
        return [
            [
                spans.get((i, j)) or Cell(self.cells[row].get(column, ""))
                for j, column in enumerate(columns)
                if (i, j) in spans or (i, j) not in covered
            ]
            for i, row in enumerate(numbers)
        ]


class _Workbook:
    """Reads the sheets of one workbook, and remembers what it left out."""

    def __init__(self, package: Package, path: Path) -> None:
        self._package = package
        self._path = path
        main = next(iter(package.related("").get("officeDocument", [])), _USUAL)
        self._book = package.xml(main)
        related = package.related(main)
        self._targets = package.by_id(main)
        self._worksheets = set(related.get("worksheet", []))
        self._strings = [_pieces(item) for root in self._parts(related, "sharedStrings") for item in root.iterfind("{*}si")]
        self._styles = [style for root in self._parts(related, "styles") for style in _styles(root)]
        self._from_1904 = any(_is_on(each, "date1904") for each in self._book.iterfind("{*}workbookPr"))
        self._struck = self._hidden = self._comments = self._pictures = self._boxes = 0
        self._characters = 0  # of all cells

    def lines(self) -> list[str]:
        """Return the lines of the visible sheets in order, the name of each above it where there are several."""
        sheets: list[tuple[str, list[str], list[str]]] = []
        for element in self._book.iterfind("{*}sheets/{*}sheet"):
            name = next((value for key, value in element.attrib.items() if key.endswith("/relationships}id")), "")
            part = self._targets.get(name, "")
            if part not in self._worksheets:
                continue  # a sheet that is one chart
            sheet = self._sheet(part)
            if element.get("state", "visible") != "visible":
                self._hidden += sheet.characters()
            else:
                titles, table = self._table(sheet)
                if titles or table:
                    sheets.append((element.get("name", "").strip(), titles, table))
                self._count_beside(part)
        lines = []
        for name, titles, table in sheets:
            is_named = len(sheets) > 1 and not _UNNAMED.fullmatch(name) and name not in titles
            head = [kind_line(name)] if is_named else []
            # The title of the first sheet is that of the document.
            lines += [*titles, *head, *table] if table else [*head, *titles]
        return lines

    def warnings(self) -> list[str]:
        """Return what was left out on the way, once all lines are read."""
        said = [notices.HIDDEN.format(count=self._hidden)] if self._hidden else []
        if self._struck:
            said.append(notices.STRUCK.format(count=self._struck))
        if self._comments:
            said.append(notices.NOTES.format(count=self._comments, kind="comments"))
        if self._pictures:
            said.append(notices.PICTURES.format(count=self._pictures))
        if self._boxes:
            said.append(notices.WIDGETS.format(parts="drawings", count=self._boxes))
        return said

    def _parts(self, related: dict[str, list[str]], kind: str) -> Iterator[Any]:
        yield from map(self._package.xml, related.get(kind, [])[:1])

    def _sheet(self, part: str) -> _Sheet:
        """Read a sheet as it is unpacked: a format for a million empty rows makes it long, and says nothing."""
        sheet = _Sheet()
        at, columns = 0, 0  # the row so far, and the first column that none has described
        for element in self._package.elements(part, _READ):
            kind = _name(element)
            if kind == "mergeCell":
                corners = [_place(corner) for corner in element.get("ref", "").split(":")]
                if len(corners) == 2 and corners[0] and corners[1]:
                    sheet.merged.append((*corners[0], *corners[1]))
            elif kind == "col":
                first, last = max(_whole(element.get("min")), columns), min(_whole(element.get("max")), _WIDEST)
                columns = max(columns, last + 1)
                if _is_on(element, "hidden"):
                    sheet.hidden_columns.update(range(first, last + 1))
            elif kind == "row":
                at = _whole(element.get("r")) or at + 1
                if len(element) and (cells := self._row(element)):
                    sheet.cells[at] = cells
                    if _is_on(element, "hidden"):
                        sheet.hidden_rows.add(at)
        return sheet

    def _row(self, row: Any) -> dict[int, str]:
        """Return the texts of the filled cells of a row by their columns."""
        texts: dict[int, str] = {}
        column = 0
        for cell in row.iterchildren("{*}c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            if len(cell) and (text := self._text(cell)).strip():
                texts[column] = text
                self._characters += len(text) + 1
        if self._characters > LIMITS.text_characters:
            raise fault(self._path, f"more than {LIMITS.text_characters:,} characters", "split the file")
        return texts

    def _text(self, cell: Any) -> str:
        """Return what a cell shows; of a formula it is the result that was saved with it."""
        number = _whole(cell.get("s"))
        style = self._styles[number] if number < len(self._styles) else _Style()
        kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
        if kind == "inlineStr":
            pieces = [piece for inline in cell.iterfind("{*}is") for piece in _pieces(inline)]
        elif kind == "s":
            at = _whole(value)
            pieces = self._strings[at] if at < len(self._strings) else []
        elif kind == "b":
            pieces = [("FALSE" if value in _OFF else "TRUE", None)]
        elif kind in ("str", "e"):
            pieces = [(_unescaped(value), None)]
        else:
            value = day_number(value) if kind == "d" else value
            pieces = [(shown(value, style.code, self._from_1904 and kind != "d"), None)] if value else []
        words = []
        for text, is_struck in pieces:
            if style.is_struck if is_struck is None else is_struck:
                self._struck += len(text)
            else:
                words.append(text)
        return "".join(words)

    def _table(self, sheet: _Sheet) -> tuple[list[str], list[str]]:
        """Return the titles above the table of a sheet, and the lines of the table."""
        rows = sheet.rows(self._path)
        self._hidden += sheet.characters() - sum(len(cell.text) for row in rows for cell in row)
        titles = list(takewhile(lambda cells: sum(bool(cell.text) for cell in cells) == 1, rows))
        lines = [line.strip() for cells in titles for cell in cells for line in cell.text.split("\n")]
        table = upright(rows[len(titles) :])
        return [*filter(None, lines)], [*filter(None, map(Table().row, table))]

    def _count_beside(self, part: str) -> None:
        """Count what lies on a sheet and is no cell of it."""
        related = self._package.related(part)
        for root in self._parts(related, "comments"):
            self._comments += sum(1 for _ in root.iter("{*}comment"))
        for root in self._parts(related, "drawing"):
            self._pictures += sum(1 for _ in root.iter("{*}pic"))
            self._boxes += sum(len(text.text or "") for box in root.iter("{*}txBody") for text in box.iter("{*}t"))


def sheet_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a spreadsheet, a line a row, and warnings. Raises InputError."""
    with opened(data, path, SPREADSHEET) as package:
        book = _Workbook(package, path)
        text = "\n".join(book.lines())
        return text, tuple(book.warnings())


def _styles(root: Any) -> Iterator[_Style]:
    """Yield the styles of cells in the order in which cells count them."""
    codes = {_whole(form.get("numFmtId")): form.get("formatCode", GENERAL) for form in root.iterfind("{*}numFmts/{*}numFmt")}
    struck = [any(_is_on(line, "val", "1") for line in font.iterfind("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    for form in root.iterfind("{*}cellXfs/{*}xf"):
        number, font = _whole(form.get("numFmtId")), _whole(form.get("fontId"))
        yield _Style(BUILT_IN.get(number) or codes.get(number, GENERAL), font < len(struck) and struck[font])


def _pieces(item: Any) -> list[Piece]:
    """Return the words of a string without those that say how they are pronounced."""
    pieces: list[Piece] = []
    for child in item:
        kind = _name(child)
        if kind == "t":
            pieces.append((_unescaped(child.text or ""), None))
        elif kind == "r":
            looks = child.find("{*}rPr")
            is_struck = None if looks is None else any(_is_on(line, "val", "1") for line in looks.iterfind("{*}strike"))
            pieces.append((_unescaped("".join(text.text or "" for text in child.iterfind("{*}t"))), is_struck))
    return pieces


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold, and one sign for the end of a line."""
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_on(element: Any, name: str, usual: str = "0") -> bool:
    return element.get(name, usual) not in _OFF


def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference (C7), None where it is none."""
    if not (match := _REFERENCE.fullmatch(reference)):
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _whole(text: str | None) -> int:
    """Return a number that is written in digits, 0 for what is none."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else 0
