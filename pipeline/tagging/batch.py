"""Many files in one go: read → parse → tag → write, document by document."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents.reader import read_file
from pipeline.files import atomic_path, json_line, read_jsonl
from pipeline.schema import Document, ProvtagError
from pipeline.structure.parser import parse_document
from pipeline.tagging.inputs import InputFile
from pipeline.tagging.rows import Row, clause_row, document_row, tagged_row
from pipeline.tagging.tables import (
    AGENCY_COLUMNS,
    CLAUSE_COLUMNS,
    FAILURE_COLUMNS,
    flat_agencies,
    flat_clause,
    write_csv,
    write_parquet,
)
from pipeline.tagging.tagger import Tagger

ClauseRows = Callable[[Document], list[Row]]


@dataclass
class Summary:
    """What a batch did: counts, and the failures as rows of failures.csv."""

    documents: int = 0
    clauses: int = 0
    characters: int = 0
    failures: list[Row] = field(default_factory=list)
    health: list[Document] = field(default_factory=list)


def parsed_rows(document: Document) -> list[Row]:
    """Return the clause rows of ``provtag parse``: structure without tags."""
    return [clause_row(clause) for clause in document.clauses]


def tagged_rows(tagger: Tagger) -> ClauseRows:
    """Return the function that makes the clause rows of ``provtag tag``."""
    names = tagger.agency_names()
    return lambda document: [tagged_row(tagged, names) for tagged in tagger.tag(document)]


def run_batch(inputs: Sequence[InputFile], rows_of: ClauseRows, out: Path) -> Summary:
    """Write ``documents.jsonl`` and ``clauses.jsonl`` of all inputs into ``out``; a failed file costs its own row only."""
    check_output(out)
    summary = Summary()
    with ExitStack() as stack:
        documents, clauses = (
            stack.enter_context(stack.enter_context(atomic_path(out / name)).open("w", encoding="utf-8", newline="\n"))
            for name in ("documents.jsonl", "clauses.jsonl")
        )
        for item in inputs:
            try:
                document = parse_document(read_file(item.path), item.doc_id)
                rows = rows_of(document)
            except (ProvtagError, RecursionError, MemoryError) as error:
                summary.failures.append({"source": item.source, "error": str(error) or type(error).__name__})
                print(f"provtag: {error}", file=sys.stderr)
                continue
            documents.write(json_line(document_row(document)))
            clauses.writelines(map(json_line, rows))
            summary.documents += 1
            summary.clauses += len(rows)
            summary.characters += len(document.text)
            summary.health.append(document)
    write_failures(out / "failures.csv", summary.failures)
    return summary


def write_failures(path: Path, failures: Sequence[Row]) -> None:
    """Write the failures, or remove an older file where there are none."""
    if failures:
        write_csv(path, FAILURE_COLUMNS, failures)
    else:
        path.unlink(missing_ok=True)


def write_tables(out: Path) -> None:
    """Write clauses.csv, agencies.csv and clauses.parquet from the clauses.jsonl in ``out``."""
    clauses = out / "clauses.jsonl"
    write_csv(out / "clauses.csv", CLAUSE_COLUMNS, map(flat_clause, read_jsonl(clauses)))
    agencies = (agency for row in read_jsonl(clauses) for agency in flat_agencies(row))
    write_csv(out / "agencies.csv", AGENCY_COLUMNS, agencies)
    write_parquet(out / "clauses.parquet", map(flat_clause, read_jsonl(clauses)))


def check_output(out: Path) -> None:
    """Raise ProvtagError where ``out`` cannot be a folder to write to."""
    for part in (out, *out.parents):
        if part.exists():
            if not part.is_dir():
                raise ProvtagError(f"{part}: is a file; name a folder for --out")
            return
