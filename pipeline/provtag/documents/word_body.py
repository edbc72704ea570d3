"""The body of a Word document as Word prints it: automatic numbers, tables, text boxes; no deleted and no hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from provtag.documents import notices
from provtag.documents.numbering import Numbering, W, attribute
from provtag.documents.table import CONTINUED, Cell, Table, upright
from provtag.patterns import Pattern

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_ALTERNATIVES, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_KNOWN = "http://schemas.microsoft.com/office/"  # what begins so can be read like the rest
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
_TEXT, _BOX = (f"{W}t", f"{_M}t"), f"{W}txbxContent"
_LAYOUT = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "tblPr", "instrText", "delText", "sectPr")}
_SENTENCE = Pattern("[。；]")
_STRUCK = ("strike", "dstrike")
_OFF = ("0", "false", "off")
_SHOWN = 3  # boxes quoted at most in a warning


class Body:
    """Reads one document part, and remembers what it left out."""

    def __init__(self, numbering: Numbering, styles: Any | None, diagrams: dict[str, Any]) -> None:
        """Take the counter of numbers, the root of the styles, and the data of diagrams by relation id."""
        self._numbering = numbering
        self._styles = (
            {style.get(f"{W}styleId", ""): style for style in styles.iterfind(f"{W}style")} if styles is not None else {}
        )
        self._diagrams = diagrams
        self.unread = set(diagrams)  # the ids of diagrams that no paragraph shows
        self._hidden = 0
        self._struck = 0
        self._boxes: list[str] = []

    def warnings(self) -> list[str]:
        """Return what was left out on the way, once all lines are read."""
        said = [notices.HIDDEN.format(count=self._hidden)] if self._hidden else []
        if self._struck:
            said.append(notices.STRUCK.format(count=self._struck))
        if self._boxes:
            texts = "; ".join(self._boxes[:_SHOWN]) + ("; …" if len(self._boxes) > _SHOWN else "")
            said.append(notices.BOXES.format(count=len(self._boxes), texts=texts))
        return said

    def lines(self, parent: Any) -> Iterator[str]:
        """Yield the lines below ``parent`` in document order."""
        held = ""  # text of paragraphs whose end mark is deleted: it belongs to the next paragraph
        table = Table()  # the one right above
        for element in parent:
            if element.tag == _PARAGRAPH:
                boxes: list[Any] = []
                properties = element.find(f"{W}pPr")
                text = self._inline(element, boxes, self._is_hidden_style(attribute(properties, "w:pStyle")))
                if properties is not None and (
                    properties.find(f"{W}rPr/{W}del") is not None or properties.find(f"{W}rPr/{W}moveFrom") is not None
                ):
                    held += text
                else:
                    line = self._numbering.next(properties) + held + text
                    held = ""
                    if not (table.is_of_tasks and CONTINUED.fullmatch(line.strip())):
                        yield line
                        table = Table() if line.strip() else table
                for box in boxes:
                    yield from self._box(box, beside=bool(text.strip()))
            elif element.tag == _TABLE:
                rows = upright([[self._cell(cell) for cell in _cells(row)] for row in _rows(element)])
                table = table if table.goes_on_in(rows) else Table()
                yield from filter(None, map(table.marked_row, rows))
            elif element.tag == _ALTERNATIVES:
                yield from self.lines(_chosen(element))
            elif element.tag not in _LEFT_OUT:
                yield from self.lines(element)
        if held:
            yield held

    def _box(self, box: Any, beside: bool) -> Iterator[str]:
        """Yield the lines of a text box, word art or diagram; a few words in a box ``beside`` a text are no part of it."""
        if isinstance(box, str):
            lines = [box]
        elif box.tag == _BOX:
            lines = list(self.lines(box))
        else:
            lines = _diagram(box)
        words = " ".join(filter(None, (line.strip() for line in lines)))
        if beside and words and not _SENTENCE.search(words):
            self._boxes.append(words[:40])
        else:
            yield from lines

    def _cell(self, cell: Any) -> Cell:
        columns = attribute(cell, "w:tcPr/w:gridSpan", "1")
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        continued = attribute(cell, "w:tcPr/w:vMerge", "continue") if merged is not None else ""
        text = "\n".join(self.lines(cell))
        width = int(columns) if re.fullmatch(r"[0-9]{1,3}", columns) else 1
        return Cell(text, width, continued=continued == "continue" and not text.strip())

    def _inline(self, element: Any, boxes: list[Any], hidden: bool) -> str:
        """Return the text of runs below ``element``; text boxes, word art and diagrams met on the way are put into ``boxes``."""
        written = []
        for child in element:
            tag = child.tag
            if tag in _TEXT:
                written.append(child.text or "")
            elif tag in _LAYOUT:
                written.append(_LAYOUT[tag])
            elif tag == _BOX:
                boxes.append(child)
            elif tag == f"{_V}textpath":
                boxes.append(child.get("string", ""))
            elif tag == f"{_DGM}relIds":
                name = child.get(f"{_R}dm", "")
                if name in self._diagrams:
                    self.unread.discard(name)
                    boxes.append(self._diagrams[name])
            elif tag == f"{W}sym":
                written.append(_symbol(child.get(f"{W}char", "")))
            elif tag == _ALTERNATIVES:
                written.append(self._inline(_chosen(child), boxes, hidden))
            elif tag == _RUN and self._is_hidden(child, hidden):
                self._hidden += _characters(child)
            elif tag == _RUN and _is_struck(child):
                self._struck += _characters(child)
            elif tag not in _LEFT_OUT:
                written.append(self._inline(child, boxes, hidden))
        return "".join(written)

    def _is_hidden(self, run: Any, hidden: bool) -> bool:
        """Say whether a run is hidden by its own properties, its style, or as its paragraph is (``hidden``)."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return hidden
        if properties.find(f"{W}vanish") is not None:
            return attribute(properties, "w:vanish", "1") not in _OFF
        return hidden or self._is_hidden_style(attribute(properties, "w:rStyle"))

    def _is_hidden_style(self, name: str) -> bool:
        """Say whether a style, or one that it is based on, hides its text."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if style.find(f"{W}rPr/{W}vanish") is not None:
                return attribute(style, "w:rPr/w:vanish", "1") not in _OFF
            name = attribute(style, "w:basedOn")
        return False


def _is_struck(run: Any) -> bool:
    """Say whether a line is drawn through a run: its words count no longer."""
    properties = run.find(f"{W}rPr")
    lines = [properties.find(f"{W}{name}") for name in _STRUCK] if properties is not None else []
    return any(line is not None and line.get(f"{W}val", "1") not in _OFF for line in lines)


def _characters(run: Any) -> int:
    return sum(len(text.text or "") for text in run.iter(*_TEXT))


def deleted(document: Any) -> int:
    """Return how many characters of ``document`` are deleted, of its text or with rows and cells."""
    cut = [text for change in document.iter(f"{W}del") for text in change.iter(f"{W}delText")]
    for mark in document.iter(f"{W}del", f"{W}cellDel"):
        if mark.getparent().tag in (f"{W}trPr", f"{W}tcPr"):
            cut += mark.getparent().getparent().iter(*_TEXT)
    return sum(len((text.text or "").strip()) for text in set(cut))


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of ``table``, also those in content controls, without deleted ones and those of inner tables."""
    for element in table:
        if element.tag == _ROW:
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag not in _LEFT_OUT:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == _CELL:
            if element.find(f"{W}tcPr/{W}cellDel") is None:
                yield element
        elif element.tag not in _LEFT_OUT:
            yield from _cells(element)


def _chosen(alternatives: Any) -> Any:
    """Return the branch Word shows: the first choice whose extensions are known, or what is there for older programs."""
    for branch in alternatives.iterchildren(_CHOICE):
        needed = branch.get("Requires", "").split()
        if all(str(branch.nsmap.get(prefix, "")).startswith(_KNOWN) for prefix in needed):
            return branch
    fallback = alternatives.find(_FALLBACK)
    if fallback is not None:
        return fallback
    return next(iter(alternatives.iterchildren(_CHOICE)), alternatives)


def _diagram(data: Any) -> list[str]:
    """Return the texts of a diagram's shapes, a paragraph a line."""
    points = data.iter(f"{_DGM}pt")
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{_A}t"))
        for point in points
        if point.get("type", "node") in ("node", "asst")
        for paragraph in point.iter(f"{_A}p")
    ]


def _symbol(code: str) -> str:
    """Return the character of a w:sym; those of symbol fonts have no character of their own and are left out."""
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    return "" if value < 0x20 or 0xD800 <= value <= 0xF8FF else chr(value)
