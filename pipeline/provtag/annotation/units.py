"""The clauses and duty notes of the seeds in their current segmentation, which labels are anchored to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from provtag.documents.reader import read_file
from provtag.files import read_jsonl, read_yaml
from provtag.labels import CLAUSE, DUTY_NOTE
from provtag.paths import MANIFEST, RAW, UNITS, WHOLE_DOCUMENTS
from provtag.schema import Document
from provtag.structure.parser import parse_document


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or duty note to be labelled, with the context of the clause."""

    clause_id: str
    kind: str
    text: str
    doc_id: str
    provision_id: str
    headings: tuple[str, ...] = ()
    lead_in: str = ""
    previous: str = ""


def current_units() -> list[Unit]:
    """Return the units of the seeds, as the stage ``clauses`` wrote them, or else parsed from ``data/raw``."""
    if UNITS.exists():
        return [
            Unit(
                clause_id=row["clause_id"],
                kind=row["kind"],
                text=row["text"],
                doc_id=row["doc_id"],
                provision_id=row["provision_id"],
                headings=tuple(row.get("headings", ())),
                lead_in=row.get("lead_in", ""),
                previous=row.get("previous", ""),
            )
            for row in read_jsonl(UNITS)
        ]
    return [unit for document in seeds() for unit in units_of(document)]


def seeds() -> Iterator[Document]:
    """Yield the seeds, parsed from ``data/raw``."""
    for doc_id, entry in read_yaml(MANIFEST)["documents"].items():
        yield parse_document(read_file(RAW / entry["file"]), doc_id)


def labelled_documents() -> Iterator[Document]:
    """Yield every document that labels come from: the seeds, and those of ``labels/documents``."""
    yield from seeds()
    for path in sorted(WHOLE_DOCUMENTS.glob("*.txt")):
        yield parse_document(read_file(path), path.stem)


def units_of(document: Document) -> Iterator[Unit]:
    """Yield the clauses of a document, then its duty notes."""
    for clause in document.clauses:
        yield Unit(
            clause.clause_id,
            CLAUSE,
            clause.text,
            clause.doc_id,
            clause.provision_id,
            clause.headings,
            clause.lead_in,
            clause.previous,
        )
    for note in document.duty_notes:
        yield Unit(note.clause_id, DUTY_NOTE, note.text, note.doc_id, note.provision_id)
