"""OFD (GB/T 33190): the text objects of its pages, as printed lines."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from provtag.documents import notices
from provtag.documents.limits import LIMITS, fault
from provtag.documents.packages import Package, opened
from provtag.documents.page_layout import Piece, laid_out, page_of
from provtag.documents.page_lines import Page, in_rows

_POINTS = 72 / 25.4  # OFD measures in millimetres
_SIZE = 4.0  # millimetres of a text object that does not say its size
_PAGE = (210.0, 297.0)


def ofd_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of an OFD file, a line a paragraph, and warnings. Raises InputError."""
    with opened(data, path, "OFD file") as package:
        pages: list[Page] = []
        pictures = 0
        for width, height, pieces, images in _pages(package, path):
            if len(pages) >= LIMITS.pages:
                raise fault(path, f"more than {LIMITS.pages:,} pages", "split the file")
            pages.append(page_of(pieces, width, height))
            pictures += images if not pieces else 0
    if pictures and not any(page.lines for page in pages):
        raise fault(path, "holds pictures of pages and no text", "open it in an OFD reader and print it to PDF")
    laid = laid_out(pages)
    said = (*laid.warnings, *((notices.PICTURES.format(count=pictures),) if pictures else ()))
    return "\n".join(laid.lines), said


def _named(parent: Any, name: str) -> Iterator[Any]:
    """Yield the elements called ``name`` below ``parent``; the namespace changed between drafts of the standard."""
    return parent.iter(f"{{*}}{name}")


def _text(parent: Any, name: str) -> str:
    return next((element.text or "" for element in _named(parent, name)), "").strip()


def _place(base: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), relative.replace("\\", "/"))).lstrip("/")


def _numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute; ``g n x`` stands for n times x."""
    words = (text or "").split()
    found: list[float] = []
    while words:
        word = words.pop(0)
        if word == "g" and len(words) > 1:
            count, value = int(words.pop(0)), float(words.pop(0))
            found += [value] * min(count, 10_000)
        else:
            found.append(float(word))
    return found


def _pages(package: Package, path: Path) -> Iterator[tuple[float, float, list[Piece], int]]:
    """Yield width, height, text and number of pictures of each page, in points."""
    roots = [_place("OFD.xml", element.text or "") for element in _named(package.xml("OFD.xml"), "DocRoot")]
    if not roots:
        raise fault(path, "broken OFD file (no document in it)", "open it in an OFD reader and print it to PDF")
    for root in roots:
        document = package.xml(root)
        usual = _numbers(_text(document, "PhysicalBox")) or [0, 0, *_PAGE]
        templates = {element.get("ID"): _place(root, element.get("BaseLoc", "")) for element in _named(document, "TemplatePage")}
        for element in _named(document, "Page"):
            content = package.xml(_place(root, element.get("BaseLoc", "")))
            box = _numbers(_text(content, "PhysicalBox")) or usual
            height = (box[3] if len(box) == 4 else _PAGE[1]) * _POINTS
            width = (box[2] if len(box) == 4 else _PAGE[0]) * _POINTS
            layers = [content]
            layers += [
                package.xml(templates[used.get("TemplateID")])
                for used in _named(content, "Template")
                if used.get("TemplateID") in templates
            ]
            pieces = [piece for layer in layers for found in _named(layer, "TextObject") for piece in _pieces(found, height)]
            images = sum(1 for _ in _named(content, "ImageObject"))
            yield width, height, [Piece(*piece) for piece in in_rows(pieces)], images


def _pieces(found: Any, height: float) -> Iterator[list[Any]]:
    """Yield the runs of characters of a text object with their boxes in points, y upwards."""
    box = _numbers(found.get("Boundary")) or [0, 0, 0, 0]
    size = float(found.get("Size", _SIZE))
    matrix = _numbers(found.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > abs(a) * 0.1 or a <= 0:  # turned: a stamp or watermark
        return
    x = y = 0.0
    for code in _named(found, "TextCode"):
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        text = (code.text or "").strip("\r\n")
        steps = _numbers(code.get("DeltaX"))
        advance = sum(steps[: len(text) - 1]) if steps else size * sum(0.5 if sign.isascii() else 1.0 for sign in text[:-1])
        left, bottom = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
        if text.strip():
            yield [
                text.strip(),
                left * _POINTS,
                height - (bottom + 0.12 * size * d) * _POINTS,
                (left + a * (advance + size)) * _POINTS,
                height - (bottom - 0.88 * size * d) * _POINTS,
            ]
