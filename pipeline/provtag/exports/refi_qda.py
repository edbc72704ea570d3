"""``provtag.qdpx``: documents, codes and marked passages as a REFI-QDA project (1.5), for NVivo, MAXQDA, ATLAS.ti, QualCoder."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from provtag import __version__
from provtag.exports.passages import GROUP_NAMES, Code, Passage, passages_by_document
from provtag.files import atomic_path
from provtag.patterns import Pattern

Row = dict[str, Any]

NAMESPACE = "urn:QDA-XML:project:1.0"
_IDS = uuid.UUID("1f3b6b5e-6f0c-5a52-9c1e-3c0f6f1f8a11")
# Some programs ask when a thing was made. One date for all, as for the workbook: equal projects are equal bytes.
_CREATED, _CREATED_IN_ZIP = "2000-01-01T00:00:00Z", (2000, 1, 1, 0, 0, 0)
_NOT_IN_XML = Pattern("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_project(documents: Iterable[Row], clauses: Iterable[Row], path: Path) -> None:
    """Write rows of documents.jsonl and clauses.jsonl as the project ``path``. Positions count Unicode code points."""
    rows = list(documents)
    texts = {f"Sources/{_guid('text', row['doc_id'])}.txt": row["text"].encode() for row in rows}
    project = {"project.qde": project_xml(rows, passages_by_document(clauses))}
    with atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (project | texts).items():
            archive.writestr(zipfile.ZipInfo(name, _CREATED_IN_ZIP), content, zipfile.ZIP_DEFLATED)


def project_xml(documents: Iterable[Row], passages: dict[str, list[Passage]]) -> bytes:
    """Return the file project.qde."""
    user = _guid("user")
    root = etree.Element("Project", nsmap={None: NAMESPACE})
    root.attrib.update(
        {"name": "provtag", "origin": f"provtag {__version__}", "creatingUserGUID": user, "creationDateTime": _CREATED}
    )
    _add(_add(root, "Users"), "User", guid=user, name="provtag")
    codes = sorted({code for found in passages.values() for passage in found for code in passage.codes})
    if codes:
        _add_codes(_add(_add(root, "CodeBook"), "Codes"), codes)
    sources = None
    for row in documents:
        sources = _add(root, "Sources") if sources is None else sources
        guid = _guid("source", row["doc_id"])
        path = f"internal://{_guid('text', row['doc_id'])}.txt"
        source = _add(sources, "TextSource", guid=guid, name=row["doc_id"], plainTextPath=path, **_made_by(user))
        for passage in passages.get(row["doc_id"], ()):
            _add_passage(source, row, passage, user)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add_codes(parent: etree._Element, codes: list[Code]) -> None:
    for group, members in groupby(codes, key=lambda code: code.group):
        above = _add(parent, "Code", guid=_guid("group", group), name=GROUP_NAMES[group], isCodable="false")
        for code in members:
            color = {"color": code.color} if code.color else {}
            _add(above, "Code", guid=_code_guid(code), name=code.name, isCodable="true", **color)


def _add_passage(source: etree._Element, row: Row, passage: Passage, user: str) -> None:
    place = (row["doc_id"], str(passage.start), str(passage.end))
    selection = _add(
        source, "PlainTextSelection", guid=_guid("selection", *place), name=_name(row["text"][passage.start : passage.end]),
        startPosition=place[1], endPosition=place[2], **_made_by(user),
    )  # fmt: skip
    for code in passage.codes:
        coding = _add(selection, "Coding", guid=_guid("coding", *place, code.group, code.id), **_made_by(user))
        _add(coding, "CodeRef", targetGUID=_code_guid(code))


def _made_by(user: str) -> dict[str, str]:
    return {"creatingUser": user, "creationDateTime": _CREATED}


def _name(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    shown = {name: _NOT_IN_XML.sub("\ufffd", value) for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", shown)


def _code_guid(code: Code) -> str:
    return _guid("code", code.group, code.id)


def _guid(*parts: str) -> str:
    """Return the id of what ``parts`` name, always the same."""
    return str(uuid.uuid5(_IDS, "\n".join(parts)))
