"""Word files: their parts, whatever these are called; the text is that of the document part, the rest is counted."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from provtag.documents import notices
from provtag.documents.limits import fault
from provtag.documents.numbering import Numbering, W
from provtag.documents.packages import Package, faults_named, opened, parsed
from provtag.documents.word_body import Body, deleted
from provtag.documents.word_xml import flat_parts
from provtag.patterns import Pattern

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "diagrams/data"  # part of the name of a part that holds the texts of a diagram
_PROSE = Pattern("[，。；]")


def word_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a Word file, a line a paragraph or table row, and warnings. Raises InputError."""
    with opened(data, path, "Word file") as package:
        main = _main_part(package, path)
        related = package.related(main)
        document = _part(package, main, path)
        styles = _optional(package, main, related, "styles", path)
        targets = {key: name for key, name in package.by_id(main).items() if _DIAGRAM in name and name in package}
        diagrams = {key: package.xml(name) for key, name in targets.items()}
        body = Body(Numbering(_optional(package, main, related, "numbering", path), styles), styles, diagrams)
        text = "\n".join(body.lines(document))
        said = [*body.warnings(), *_left_out(document), *_beside(package, main, related, path)]
        if body.unread or any(_DIAGRAM in name and name not in targets.values() for name in package.names()):
            said.append(notices.DRAWING)
    return text, tuple(said)


def flat_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the same for a Word document in one XML file."""
    with faults_named(path, "Word file"):
        parts = flat_parts(data, path)
    document = parts.get("document")
    if document is None:
        raise fault(path, "an XML file without a Word document in it", "open it in Word and save it as .docx")
    body = Body(Numbering(parts.get("numbering"), parts.get("styles")), parts.get("styles"), {})
    text = "\n".join(body.lines(document))
    return text, (*body.warnings(), *_left_out(document))


def _main_part(package: Package, path: Path) -> str:
    for target in package.related("").get("officeDocument", []):
        if "xl/" not in target and "ppt/" not in target:
            return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise fault(path, "a zip archive without a Word document in it", "unpack it, or save the document as .docx")


def _part(package: Package, name: str, path: Path) -> Any:
    return parsed(package.read(name).replace(_STRICT, _TRANSITIONAL), path)


def _optional(package: Package, main: str, related: dict[str, list[str]], kind: str, path: Path) -> Any | None:
    """Return the part of ``kind`` that the document names, or that stands in its usual place; None where there is none."""
    usual = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
    name = next(iter(related.get(kind, [])), usual)
    return _part(package, name, path) if name in package else None


def _left_out(document: Any) -> list[str]:
    """Return warnings about what ``document`` shows and a text cannot."""

    def count(*tags: str) -> int:
        return sum(1 for _ in document.iter(*tags))

    said = []
    if found := deleted(document):
        said.append(notices.DELETED.format(count=found))
    for kind in ("footnote", "endnote"):
        if found := count(f"{W}{kind}Reference"):
            said.append(notices.NOTES.format(count=found, kind=f"{kind}s"))
    if found := count(f"{_A}blip", f"{_V}imagedata"):
        said.append(notices.PICTURES.format(count=found))
    if found := count(f"{_O}OLEObject"):
        said.append(notices.OBJECTS.format(count=found))
    if count(f"{_C}chart"):
        said.append(notices.DRAWING)
    if count(f"{W}altChunk"):
        said.append(notices.ALIEN_PART)
    return said


def _beside(package: Package, main: str, related: dict[str, list[str]], path: Path) -> list[str]:
    """Return warnings about parts beside the document: comments, and headers and footers that hold sentences."""
    said = []
    comments = _optional(package, main, related, "comments", path)
    if comments is not None and (found := sum(1 for _ in comments.iter(f"{W}comment"))):
        said.append(notices.NOTES.format(count=found, kind="comments"))
    edges = [name for name in package.names() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    characters = 0
    for name in edges:
        words = "".join(element.text or "" for element in _part(package, name, path).iter(f"{W}t"))
        characters += len(words) if _PROSE.search(words) else 0
    if characters:
        said.append(notices.EDGES.format(count=characters))
    return said
