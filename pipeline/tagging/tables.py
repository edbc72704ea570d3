"""Flat tables for people: clauses.csv, agencies.csv, clauses.parquet, failures.csv, from the rows of clauses.jsonl."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.files import atomic_path
from pipeline.schema import ActionType, Role

Row = dict[str, Any]

# A cell that starts like this is read as a formula by spreadsheet programs (the full-width signs by Chinese versions).
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")

CLAUSE_COLUMNS = (
    "doc_id", "provision_id", "clause_id", "number", "headings", "text", "start", "end", "action_types",
    *(f"score_{action}" for action in ActionType),
    "needs_review", "review_reasons", *(f"{role}_agencies" for role in Role),
)  # fmt: skip
AGENCY_COLUMNS = (
    "doc_id", "clause_id", "text", "start", "end", "role", "agency_id", "agency", "level", "scope", "action_types",
)  # fmt: skip
FAILURE_COLUMNS = ("source", "error")


def safe_cell(value: Any) -> Any:
    """Return ``value`` so that no spreadsheet takes it for a formula: such text gets a leading quote mark."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def flat_clause(row: Row) -> Row:
    """Return the row of ``clauses.csv`` and ``clauses.parquet``: lists joined, one column a score and a role."""
    agencies = {role: [agency for agency in row["agencies"] if agency["role"] == role] for role in Role}
    return {
        **{key: row[key] for key in ("doc_id", "provision_id", "clause_id", "number", "text", "start", "end")},
        "headings": " > ".join(row["headings"]),
        "action_types": ";".join(row["action_types"]),
        **{f"score_{action}": row["scores"][action] for action in ActionType},
        "needs_review": row["needs_review"],
        "review_reasons": ";".join(row["review_reasons"]),
        **{f"{role}_agencies": ";".join(dict.fromkeys(item["text"] for item in agencies[role])) for role in Role},
    }


def flat_agencies(row: Row) -> Iterator[Row]:
    """Yield the rows of ``agencies.csv`` of one clause."""
    for agency in row["agencies"]:
        yield {
            "doc_id": row["doc_id"],
            "clause_id": row["clause_id"],
            "action_types": ";".join(row["action_types"]),
            **{key: agency[key] for key in AGENCY_COLUMNS if key in agency},
        }


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table for spreadsheet programs: utf-8 with byte order mark, no cell that could be a formula."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        for row in rows:
            writer.writerow({key: safe_cell(row[key]) for key in columns})


def write_parquet(path: Path, rows: Iterable[Row], batch_size: int = 5000) -> None:
    """Write the flat clauses as Parquet, in batches, so that memory does not grow with their number."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number, flag = pa.int64(), pa.bool_()
    kinds = {"start": number, "end": number, "needs_review": flag}
    kinds |= {f"score_{action}": pa.float64() for action in ActionType}
    schema = pa.schema([(column, kinds.get(column, pa.string())) for column in CLAUSE_COLUMNS])
    with atomic_path(path) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) == batch_size:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema))
