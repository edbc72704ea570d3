"""The documents with labels, seeds and whole documents, and their clauses and duty notes, which the labels are anchored to."""

from __future__ import annotations

from collections.abc import Iterator

from provtag.documents.reader import read_file
from provtag.files import read_yaml
from provtag.labels import hands, stored_labels, units_of
from provtag.paths import MANIFEST, RAW, UNITS, WHOLE_DOCUMENTS
from provtag.schema import Document, Label
from provtag.structure.parser import parse_document


def current_units() -> list[Label]:
    """Return the units of the documents with labels, as the stage ``clauses`` wrote them, or else parsed anew."""
    return stored_labels(UNITS) if UNITS.exists() else parsed_units()


def parsed_units() -> list[Label]:
    """Return the units of the documents with labels, parsed anew."""
    return [unit for document in labelled_documents() for unit in units_of(document)]


def labelled_documents() -> Iterator[Document]:
    """Yield the seeds and the whole documents to learn from, parsed anew."""
    for doc_id, entry in read_yaml(MANIFEST)["documents"].items():
        yield parse_document(read_file(RAW / entry["file"]), doc_id)
    for doc_id in hands(WHOLE_DOCUMENTS):
        yield parse_document(read_file(WHOLE_DOCUMENTS / f"{doc_id}.txt"), doc_id)
