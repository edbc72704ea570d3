"""Stage ``clauses``: parse the seeds into provisions, clauses and duty notes."""

from __future__ import annotations

from dataclasses import asdict

from provtag.files import read_jsonl, write_jsonl
from provtag.paths import DOCUMENTS, TEXTS, UNITS
from provtag.schema import RawText
from provtag.structure.parser import parse_document
from provtag.tagging.rows import clause_row, document_row


def main() -> None:
    """Write ``documents.jsonl`` and ``units.jsonl`` (every clause and duty note of the seeds) to ``data/interim``."""
    documents = []
    for row in read_jsonl(TEXTS):
        raw = RawText(row["source"], row["text"], row["encoding"], tuple(row["warnings"]))
        documents.append(parse_document(raw, row["doc_id"]))
    write_jsonl(DOCUMENTS, map(document_row, documents))
    write_jsonl(
        UNITS,
        [
            unit
            for document in documents
            for unit in (
                *({"kind": "clause", "previous": clause.previous} | clause_row(clause) for clause in document.clauses),
                *({"kind": "duty_note"} | asdict(note) for note in document.duty_notes),
            )
        ],
    )


if __name__ == "__main__":
    main()
