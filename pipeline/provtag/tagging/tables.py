"""Flat tables for people: clauses.csv, agencies.csv, clauses.parquet, failures.csv, from the rows of clauses.jsonl."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from provtag.files import atomic_path, read_yaml
from provtag.paths import ORDERS
from provtag.schema import ActionType, Role, Trait

Row = dict[str, Any]

# A cell that starts like this is read as a formula by spreadsheet programs (the full-width signs by Chinese versions).
FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
_SCORES = {f"score_{action}": str(action) for action in ActionType}
_AGENCIES = {str(role): f"{role}_agencies" for role in Role}
_DECISION = ("decided_by", "judged_by", "judged_at")
# Whether figures count the document of a row, and the copy that counts in its place; so it is unless `counting` says otherwise.
COUNTS: Mapping[str, Any] = {"counted": True, "copy_of": ""}
ALONE: Row = {**COUNTS, "alike": None}  # the same in documents.jsonl: and it is like no other
_COPIED = ("doc_id", "provision_id", "clause_id", "number", "text", "start", "end")
# The traits of orders: id → names, values, and whether it is found well enough to be shown.
ORDER_TRAITS: Mapping[str, Row] = read_yaml(ORDERS)["traits"]
TRAITS = tuple(trait for trait, entry in ORDER_TRAITS.items() if entry["shown"])

CLAUSE_COLUMNS = (
    "doc_id", "provision_id", "clause_id", "number", "headings", "text", "start", "end", *TRAITS, "action_types", "measures",
    *_SCORES, "needs_review", "review_reasons", *_DECISION, *_AGENCIES.values(), *COUNTS,
)  # fmt: skip
AGENCY_COLUMNS = (
    "doc_id", "clause_id", "text", "start", "end", "role", "agency_id", "agency", "level", "scope", "action_types", "decided_by",
    *COUNTS,
)  # fmt: skip
FAILURE_COLUMNS = ("source", "error", "reason")  # the reason is the error in the language that is spoken


def safe_cells(values: Iterable[Any]) -> list[Any]:
    """Return ``values`` so that no spreadsheet takes one for a formula: such text gets a leading quote mark."""
    return ["'" + value if isinstance(value, str) and value[:1] in FORMULA_STARTS else value for value in values]


def flat_clause(row: Row, counts: Mapping[str, Any] = COUNTS) -> Row:
    """Return the row of ``clauses.csv`` and ``clauses.parquet``: lists joined, one column a score and a role.

    ``counts``: whether its document counts.
    """
    flat = {key: row[key] for key in _COPIED}
    flat["headings"] = " > ".join(row["headings"])
    flat |= {trait: _shown(trait, row["order"][trait]) for trait in TRAITS}
    flat["action_types"] = ";".join(row["action_types"])
    flat["measures"] = ";".join(measure["name"] for measure in row["measures"])
    for column, action in _SCORES.items():
        flat[column] = row["scores"][action]
    flat["needs_review"] = row["needs_review"]
    flat["review_reasons"] = ";".join(row["review_reasons"])
    flat |= {key: row[key] for key in _DECISION}
    for role, column in _AGENCIES.items():
        flat[column] = ";".join(dict.fromkeys(item["text"] for item in row["agencies"] if item["role"] == role))
    return flat | {key: counts[key] for key in COUNTS}


def _shown(trait: str, marks: Sequence[Row]) -> str:
    """Return a trait of an order in one cell: how binding it is by its values, the others in the words of the text."""
    return ";".join(dict.fromkeys(mark["value" if trait == Trait.FORCE else "text"] for mark in marks))


def flat_agencies(row: Row, counts: Mapping[str, Any] = COUNTS) -> Iterator[Row]:
    """Yield the rows of ``agencies.csv`` of one clause; ``counts``: whether its document counts."""
    for agency in row["agencies"]:
        yield {
            "doc_id": row["doc_id"],
            "clause_id": row["clause_id"],
            "action_types": ";".join(row["action_types"]),
            "decided_by": row["decided_by"],
            **{key: agency[key] for key in AGENCY_COLUMNS if key in agency},
            **{key: counts[key] for key in COUNTS},
        }


def table_pieces(rows: Sequence[Row], counts: Mapping[str, Any] = COUNTS) -> dict[str, bytes]:
    """Return what the flat tables hold of one document, by their names; ``counts``: whether it counts."""
    flat = [flat_clause(row, counts) for row in rows]
    return {
        "clauses.csv": csv_lines(CLAUSE_COLUMNS, flat),
        "agencies.csv": csv_lines(AGENCY_COLUMNS, (agency for row in rows for agency in flat_agencies(row, counts))),
        "clauses.parquet": parquet_piece(flat),
    }


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table for spreadsheet programs: utf-8 with byte order mark, no cell that could be a formula."""
    write_csv_rows(path, columns, map(itemgetter(*columns), rows))


def write_csv_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write such a table from rows whose cells stand in the order of ``header``, whatever the columns are called."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(map(safe_cells, chain([header], rows)))


def csv_head(columns: Sequence[str]) -> bytes:
    """Return what a table for spreadsheet programs begins with: byte order mark and the names of its columns."""
    return codecs.BOM_UTF8 + csv_lines(columns, [dict(zip(columns, columns, strict=True))])


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as lines of such a table, with no cell that could be a formula."""
    stream = io.StringIO(newline="")
    cells = itemgetter(*columns)
    csv.writer(stream).writerows(safe_cells(cells(row)) for row in rows)
    return stream.getvalue().encode()


def parquet_piece(rows: Sequence[Row]) -> bytes:
    """Return flat clauses as an Arrow batch, for ``parquet_table``."""
    import pyarrow as pa

    schema = parquet_schema()
    columns = zip(*map(itemgetter(*schema.names), rows), strict=True) if rows else [()] * len(schema)
    arrays = [_arrow(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema).serialize().to_pybytes()


def _arrow(values: Sequence[Any], kind: Any) -> Any:
    """Return ``values``, none of them missing, as an Arrow array; ``pyarrow.array`` would load pandas, 40 MB a worker."""
    import pyarrow as pa

    if pa.types.is_string(kind):
        encoded = [value.encode() for value in values]
        offsets = np.array([0, *accumulate(map(len, encoded))], np.int32)
        buffers = [pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    elif pa.types.is_boolean(kind):
        buffers = [pa.py_buffer(np.packbits(np.array(values, bool), bitorder="little"))]
    else:
        buffers = [pa.py_buffer(np.array(values, kind.to_pandas_dtype()))]
    return pa.Array.from_buffers(kind, len(values), [None, *buffers])


@contextmanager
def parquet_table(path: Path, group_rows: int = 5_000) -> Iterator[Callable[[bytes], object]]:
    """Give a function that adds a ``parquet_piece`` to a new Parquet file ``path``; memory holds one group of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = parquet_schema()
    group: list[Any] = []
    with pq.ParquetWriter(path, schema) as writer:

        def flush() -> None:
            writer.write_table(pa.Table.from_batches(group, schema).combine_chunks())
            group.clear()

        def add(piece: bytes) -> None:
            group.append(pa.ipc.read_record_batch(pa.py_buffer(piece), schema))
            if sum(batch.num_rows for batch in group) >= group_rows:
                flush()

        yield add
        flush()


@cache
def parquet_schema() -> Any:
    """Return the Arrow schema of the flat clauses."""
    import pyarrow as pa

    number, flag = pa.int64(), pa.bool_()
    kinds = {"start": number, "end": number, "needs_review": flag, "counted": flag}
    kinds |= dict.fromkeys(_SCORES, pa.float64())
    return pa.schema([(column, kinds.get(column, pa.string())) for column in CLAUSE_COLUMNS])
