"""Which documents of a batch figures count: of copies one, the cleanest, and nothing that reads like no regulation.

What is not counted stays in every table, and says so there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from provtag.documents import notices
from provtag.schema import PartKind
from provtag.settings import CopySettings, read_settings
from provtag.tagging.copies import Copy, find_copies, sketch
from provtag.tagging.outputs import CLAUSES, DOCUMENTS, PARQUET
from provtag.tagging.records import Seen
from provtag.tagging.rows import row_line
from provtag.tagging.tables import COUNTS, table_pieces

Row = dict[str, Any]

DOUBTS = frozenset({notices.NO_REGULATION, notices.NO_PAGE, notices.FEW_CHINESE})
SHARE_DIGITS = 2


def is_doubtful(row: Row) -> bool:
    """Tell whether the document of a row of ``documents.jsonl`` reads like no regulation."""
    return not DOUBTS.isdisjoint(row["health"]["warnings"])


def is_scanned(row: Row) -> bool:
    """Tell whether OCR read any of it."""
    return any(warning.startswith(notices.OCR) for warning in row["health"]["warnings"])


def seen(row: Row, settings: CopySettings) -> Seen:
    """Return what is kept of the document of a row of ``documents.jsonl``."""
    return Seen(row["doc_id"], is_doubtful(row), _dirt(row), sketch(row["text"], settings))


def find_facts(documents: Sequence[tuple[str, Seen]]) -> dict[str, Row]:
    """Return what the rows of ``documents`` (source, what is kept of it) are to say where it is not that the document counts and
    is like no other: its id → ``counted``; ``copy_of``, the document that it is a copy of; ``alike``, which other it is like.

    Of copies the cleanest (``_dirt``) counts, then the one with the shorter name, as copies have longer ones, then the first.
    """
    settings = read_settings(CopySettings)
    order = sorted(documents, key=lambda document: (document[1].dirt, len(document[0].rpartition("/")[2])))
    kept = [document for _, document in order]
    copies = find_copies([document.sketch for document in kept], settings)
    return {
        document.doc_id: _facts(document, copy, kept[copy.of].doc_id if copy else "")
        for document, copy in zip(kept, copies, strict=True)
        if copy or document.doubtful
    }


def with_facts(pieces: Mapping[str, bytes], source: str, facts: Row | None) -> dict[str, bytes]:
    """Return the pieces of a document's record with its ``source`` and the ``facts`` that were found, if any.

    Of a document that does not count, the rows of all tables are made anew.
    """
    row = orjson.loads(pieces[DOCUMENTS]) | {"source": source} | (facts or {})
    stated = {**pieces, DOCUMENTS: row_line(row)}
    if PARQUET in pieces and not row["counted"]:
        clauses = [orjson.loads(line) for line in pieces[CLAUSES].splitlines()]
        stated |= table_pieces(clauses, {key: row[key] for key in COUNTS})
    return stated


def _dirt(row: Row) -> tuple[int, ...]:
    """Return what tells the worse of two copies.

    That is the one that reads like no regulation; then the scanned one; then the one with more faults; then the one with more
    words of a web page; then the one with less in its clauses; then the longer one.
    """
    health, parts = row["health"], row["parts"]
    faults = sum(len(health[key]) for key in ("missing_numbers", "truncated", "warnings")) + health["repeated_sentences"]
    page_words, in_clauses = parts.get(PartKind.NAVIGATION, 0), parts.get("clauses", 0)
    return is_doubtful(row), is_scanned(row), faults, page_words, -in_clauses, len("".join(row["text"].split()))


def _facts(document: Seen, copy: Copy | None, other: str) -> Row:
    is_copy = copy is not None and copy.same
    return {
        "counted": not (is_copy or document.doubtful),
        "copy_of": other if is_copy else "",
        "alike": {"doc_id": other, "share": round(copy.share, SHARE_DIGITS)} if copy else None,
    }
