"""Word documents in one XML file: Word 2003 XML, and the flat form of .docx. Both become the parts of a .docx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from provtag.documents.limits import fault
from provtag.documents.numbering import W
from provtag.documents.packages import parsed

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_NOTES = "{http://schemas.microsoft.com/aml/2001/core}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
# Codes of number formats (w:nfc) whose names the later format has.
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


def flat_parts(data: bytes, path: Path) -> dict[str, Any]:
    """Return the root elements of its parts by name: document, numbering, styles, …; those of 2003 in later names."""
    root = parsed(data, path)
    if root.tag == f"{_PKG}package":
        parts = {}
        for part in root.iterfind(f"{_PKG}part"):
            content = part.find(f"{_PKG}xmlData")
            name = part.get(f"{_PKG}name", "").rpartition("/")[2].removesuffix(".xml")
            if content is not None and len(content):
                parts[name] = content[0]
        return parts
    if root.tag != f"{_OLD}wordDocument":
        raise fault(path, "an XML file that is no Word document", "open it in Word and save it as .docx")
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_OLD):
            element.tag = W + element.tag.removeprefix(_OLD)
        for name in [name for name in element.attrib if name.startswith(_OLD)]:
            element.set(W + name.removeprefix(_OLD), element.attrib.pop(name))
    _rename(root)
    document = etree.Element(f"{W}document")
    document.extend(root.iterfind(f"{W}body"))
    parts = {"document": document}
    for name, old in (("numbering", "lists"), ("styles", "styles")):
        found = root.find(f"{W}{old}")
        if found is not None:
            parts[name] = found
    return parts


def _rename(root: Any) -> None:
    """Give the elements of 2003 the names of today: lists, and deleted words."""
    for properties in root.iter(f"{W}listPr"):
        properties.tag = f"{W}numPr"
    for old, new in (("listDef", "abstractNum"), ("ilfo", "numId"), ("ilst", "abstractNumId")):
        for element in list(root.iter(f"{W}{old}")):
            element.tag = f"{W}{new}"
    for element in list(root.iter(f"{W}list")):
        element.tag = f"{W}num"
        element.set(f"{W}numId", element.get(f"{W}ilfo", ""))
    for element in root.iter(f"{W}abstractNum"):
        element.set(f"{W}abstractNumId", element.get(f"{W}listDefId", ""))
    for element in root.iter(f"{W}nfc"):
        code = element.get(f"{W}val", "0")
        element.tag = f"{W}numFmt"
        element.set(f"{W}val", _FORMATS.get(int(code), "decimal") if code.isdigit() else "decimal")
    for element in root.iter(f"{W}suff"):
        element.set(f"{W}val", element.get(f"{W}val", "").lower())
    for element in list(root.iter(f"{_NOTES}annotation")):
        kind = element.get(f"{W}type", "")
        if kind == "Word.Deletion":
            element.tag = f"{W}del"
        elif kind.startswith("Word.Comment"):
            element.tag = f"{W}instrText"  # like a field's code: no part of the text
        else:
            element.tag = f"{W}ins"
