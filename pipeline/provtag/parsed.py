"""Parsed documents, as the stage ``clauses`` leaves them to those that learn from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from provtag.files import read_jsonl, write_bytes
from provtag.schema import Clause, Document, DutyNote, Health, Metadata, Region, Span


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write documents, one JSON object a line, without their health, provisions and parts, which nobody learns from."""
    kept = (replace(document, health=Health(), provisions=(), parts=()) for document in documents)
    write_bytes(path, b"".join(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE) for document in kept))


def read_documents(path: Path) -> Iterator[Document]:
    """Yield what ``write_documents`` wrote."""
    for row in read_jsonl(path):
        yield Document(
            row["doc_id"],
            row["source"],
            row["text"],
            _metadata(**row["metadata"]),
            Health(),
            clauses=tuple(Clause(**clause | {"headings": tuple(clause["headings"])}) for clause in row["clauses"]),
            duty_notes=tuple(DutyNote(**note | {"paragraph": Span(**note["paragraph"])}) for note in row["duty_notes"]),
        )


def _metadata(region: dict[str, str] | None, **others: Any) -> Metadata:
    return Metadata(region=Region(**region) if region else None, **others)
