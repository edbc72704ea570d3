"""Stage ``clauses``: parse the seeds into provisions, clauses and duty notes."""

from __future__ import annotations

from provtag.files import read_jsonl, write_jsonl
from provtag.labels import units_of, write_labels
from provtag.paths import DOCUMENTS, TEXTS, UNITS
from provtag.schema import RawText
from provtag.structure.parser import parse_document
from provtag.tagging.rows import document_row


def main() -> None:
    """Write ``documents.jsonl`` and ``units.jsonl`` (every clause and duty note of the seeds, judged by nobody)."""
    documents = []
    for row in read_jsonl(TEXTS):
        raw = RawText(row["source"], row["text"], row["encoding"], tuple(row["warnings"]))
        documents.append(parse_document(raw, row["doc_id"]))
    write_jsonl(DOCUMENTS, map(document_row, documents))
    write_labels(UNITS, [unit for document in documents for unit in units_of(document)])


if __name__ == "__main__":
    main()
