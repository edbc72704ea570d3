"""Stage ``clauses``: parse the seeds and the whole documents into provisions, clauses and duty notes."""

from __future__ import annotations

from joblib import Parallel, delayed

from provtag.files import read_jsonl
from provtag.labels import units_of, write_labels
from provtag.parsed import write_documents
from provtag.paths import DOCUMENTS, TEXTS, UNITS
from provtag.schema import RawText
from provtag.structure.parser import parse_document


def main() -> None:
    """Write ``documents.jsonl`` and ``units.jsonl`` (every clause and duty note of them, judged by nobody)."""
    read = (
        (RawText(row["source"], row["text"], row["encoding"], tuple(row["warnings"])), row["doc_id"]) for row in read_jsonl(TEXTS)
    )
    documents = Parallel(n_jobs=-1)(delayed(parse_document)(*one) for one in read)
    write_documents(DOCUMENTS, documents)
    write_labels(UNITS, [unit for document in documents for unit in units_of(document)])


if __name__ == "__main__":
    main()
