"""``annotations.jsonld``: marked passages as W3C Web Annotations (REC-annotation-model-20170223)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from provtag import __version__
from provtag.exports.passages import Passage, passages_by_document

Row = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 20  # characters before and after the quoted words
_IDS = uuid.UUID("b7c1d6f4-52d3-5a0b-8b63-0d5b1c9e7a42")


def annotation_collection(documents: Iterable[Row], clauses: Iterable[Row]) -> Row:
    """Return rows of documents.jsonl and clauses.jsonl as one collection: an annotation for every clause with a type or measure
    and for every agency, which says where it stands by position (in code points) and by quotation."""
    passages = passages_by_document(clauses)
    items = [_annotation(row, passage) for row in documents for passage in passages.get(row["doc_id"], ())]
    return {
        "@context": CONTEXT,
        "id": "urn:provtag:annotations",
        "type": "AnnotationCollection",
        "label": "provtag",
        "total": len(items),
        "first": {"id": "urn:provtag:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(document: Row, passage: Passage) -> Row:
    text, start, end = document["text"], passage.start, passage.end
    source = _iri("document", document["doc_id"])
    return {
        "id": uuid.uuid5(_IDS, f"{source}#{start}-{end}").urn,
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": "urn:provtag", "type": "Software", "name": f"provtag {__version__}"},
        "body": [
            {
                "id": _iri(code.group, code.id),
                "type": "TextualBody",
                "purpose": "classifying",
                "value": code.name,
                "language": "zh",
            }
            for code in passage.codes
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(start - AROUND, 0) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
        },
    }


def _iri(kind: str, name: str) -> str:
    return f"urn:provtag:{kind}:{quote(name, safe='')}"
