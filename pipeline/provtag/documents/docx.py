"""Word files: the text as Word prints it, with automatic numbers, tables, text boxes; without deleted text and headers."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from provtag.documents.limits import LIMITS, fault
from provtag.documents.numbering import Numbering, W, attribute
from provtag.documents.table import Cell, Table

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_ALTERNATIVES, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
_TEXT, _BOX = (f"{W}t", f"{_M}t"), f"{W}txbxContent"
_LAYOUT = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "tblPr", "instrText", "delText", "sectPr")}


def word_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a Word file, a line a paragraph or table row, and warnings. Raises InputError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _parts(package, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise fault(path, f"broken Word file ({error})", "open it in Word or WPS and save it anew") from None
    except etree.XMLSyntaxError as error:
        raise fault(path, f"broken Word file ({error.msg})", "open it in Word or WPS and save it anew") from None
    document, numbering, styles, notes = parts
    text = "\n".join(_lines(document, Numbering(numbering, styles)))
    return text, _warnings(document, notes)


def _parts(package: zipfile.ZipFile, path: Path) -> list[Any | None]:
    """Return the root elements of document, numbering, styles and footnotes, None for a part that is not there."""
    names = {name.lower(): name for name in package.namelist()}
    main = _main_part(package, names, path)
    folder = posixpath.dirname(main)
    wanted = [main, *(f"{folder}/{name}.xml".lstrip("/") for name in ("numbering", "styles", "footnotes"))]
    infos = [package.getinfo(names[name.lower()]) if name.lower() in names else None for name in wanted]
    if sum(info.file_size for info in infos if info) > LIMITS.unpacked_bytes:
        raise fault(path, f"unpacks to more than {LIMITS.unpacked_bytes >> 20} MB", "check the file")
    return [_parsed(package, info, path) if info else None for info in infos]


def _main_part(package: zipfile.ZipFile, names: dict[str, str], path: Path) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    if "_rels/.rels" in names:
        relations = _parsed(package, package.getinfo(names["_rels/.rels"]), path)
        for relation in relations.iterfind(f"{_PACKAGE}Relationship"):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith("/officeDocument") and target.lower() in names and "xl/" not in target:
                return str(target)
    raise fault(path, "a zip archive without a Word document in it", "unpack it, or save the document as .docx")


def _parsed(package: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Any:
    """Parse one part. The declared size is no promise, so no more than the limit is unpacked."""
    with package.open(info) as stream:
        data = stream.read(LIMITS.unpacked_bytes + 1)
    if len(data) > LIMITS.unpacked_bytes:
        raise fault(path, f"unpacks to more than {LIMITS.unpacked_bytes >> 20} MB", "check the file")
    if re.search(rb"<!\s*DOCTYPE|<!\s*ENTITY", data):
        raise fault(path, "holds XML entities, which Word never writes", "do not trust the file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)


def _warnings(document: Any, notes: Any | None) -> tuple[str, ...]:
    warnings = []
    count = len(list(document.iter(f"{W}footnoteReference"))) if notes is not None else 0
    if count:
        warnings.append(f"{count} footnotes left out")
    if next(document.iter(f"{W}altChunk"), None) is not None:
        warnings.append("an embedded part in another format was left out")
    return tuple(warnings)


def _lines(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the lines below ``parent`` in document order."""
    held = ""  # text of paragraphs whose end mark is deleted: it belongs to the next paragraph
    for element in parent:
        if element.tag == _PARAGRAPH:
            boxes: list[Any] = []
            text = _inline(element, boxes)
            properties = element.find(f"{W}pPr")
            if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
                held += text
            else:
                yield numbering.next(properties) + held + text
                held = ""
            for box in boxes:
                yield from _lines(box, numbering)
        elif element.tag == _TABLE:
            table = Table()
            for row in _rows(element):
                text = table.row([_cell(cell, numbering) for cell in _cells(row)])
                if text:
                    yield text
        elif element.tag == _ALTERNATIVES:
            yield from _lines(_chosen(element), numbering)
        elif element.tag not in _LEFT_OUT:
            yield from _lines(element, numbering)
    if held:
        yield held


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
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _cells(element)


def _cell(cell: Any, numbering: Numbering) -> Cell:
    columns = attribute(cell, "w:tcPr/w:gridSpan", "1")
    continued = attribute(cell, "w:tcPr/w:vMerge", "continue") if cell.find(f"{W}tcPr/{W}vMerge") is not None else ""
    text = "\n".join(_lines(cell, numbering))
    return Cell(
        text, int(columns) if re.fullmatch(r"[0-9]{1,3}", columns) else 1, continued=continued == "continue" and not text.strip()
    )


def _chosen(alternatives: Any) -> Any:
    """Return the branch Word shows: the first choice, or what older programs show where there is none."""
    return next((branch for branch in alternatives if branch.tag != _FALLBACK), alternatives)


def _inline(element: Any, boxes: list[Any]) -> str:
    """Return the text of runs below ``element``; text boxes met on the way are put into ``boxes``."""
    written = []
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            written.append(child.text or "")
        elif tag in _LAYOUT:
            written.append(_LAYOUT[tag])
        elif tag == _BOX:
            boxes.append(child)
        elif tag == f"{W}sym":
            written.append(_symbol(child.get(f"{W}char", "")))
        elif tag == _ALTERNATIVES:
            written.append(_inline(_chosen(child), boxes))
        elif tag not in _LEFT_OUT and not (tag == _RUN and _hidden(child)):
            written.append(_inline(child, boxes))
    return "".join(written)


def _hidden(run: Any) -> bool:
    return run.find(f"{W}rPr/{W}vanish") is not None and attribute(run, "w:rPr/w:vanish", "1") not in ("0", "false", "off")


def _symbol(code: str) -> str:
    """Return the character of a w:sym; those of symbol fonts have no character of their own and are left out."""
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    return "" if value < 0x20 or 0xD800 <= value <= 0xF8FF else chr(value)
