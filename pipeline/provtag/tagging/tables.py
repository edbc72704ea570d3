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
from provtag.paths import ACTION_TYPES, ORDERS
from provtag.schema import ActionType, Role, Trait
from provtag.translation import language

Row = dict[str, Any]
Columns = dict[str, list[Any]]  # all of the same length

# A cell that starts like this is read as a formula by spreadsheet programs (the full-width signs by Chinese versions).
FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
_SCORES = {f"score_{action}": str(action) for action in ActionType}
_AGENCIES = {str(role): f"{role}_agencies" for role in Role}
_DECISION = ("decided_by", "judged_by", "judged_at")
# Whether figures count the document of a row, and the document that it is a copy of; so it is unless `counting` says otherwise.
COUNTS: Mapping[str, Any] = {"counted": True, "copy_of": ""}
ALONE: Row = {**COUNTS, "alike": None}  # the same in documents.jsonl: and it is like no other
_COPIED = ("doc_id", "provision_id", "clause_id", "number", "text", "start", "end", "needs_review", *_DECISION)
_JOINED = ("action_types", "review_reasons")
_OF_AGENCY = ("text", "start", "end", "role", "agency_id", "agency", "level", "scope")
# The traits of orders: id → names, values, and whether it is found well enough to be shown.
ORDER_TRAITS: Mapping[str, Row] = read_yaml(ORDERS)["traits"]
TRAITS = tuple(trait for trait, entry in ORDER_TRAITS.items() if entry["shown"])

CLAUSE_COLUMNS = (
    "doc_id", "provision_id", "clause_id", "number", "headings", "text", "start", "end", *TRAITS, "action_types", "measures",
    *_SCORES, "needs_review", "review_reasons", *_DECISION, *_AGENCIES.values(), *COUNTS,
)  # fmt: skip
AGENCY_COLUMNS = (
    "doc_id", "clause_id", *_OF_AGENCY, "action_types", "decided_by", *COUNTS,
)  # fmt: skip
FAILURE_COLUMNS = ("source", "error", "reason")  # the reason is the error in the language that is spoken


def safe_cells(values: Iterable[Any]) -> list[Any]:
    """Return ``values`` so that no spreadsheet takes one for a formula: such text gets a leading quote mark."""
    cells = list(values)
    formulas = {value for value in set(cells) if isinstance(value, str) and value[:1] in FORMULA_STARTS}
    return [f"'{value}" if value in formulas else value for value in cells] if formulas else cells


def flat_clause(row: Row, counts: Mapping[str, Any] = COUNTS) -> Row:
    """Return one row of ``clause_columns``."""
    return {key: column[0] for key, column in clause_columns([row], counts).items()}


def clause_columns(rows: Sequence[Row], counts: Mapping[str, Any] = COUNTS) -> Columns:
    """Return the columns of ``clauses.csv`` and ``clauses.parquet``, of clauses of one document: lists joined, one column a score
    and a role.

    ``counts``: whether their document counts.
    """
    columns = {key: [row[key] for row in rows] for key in _COPIED}
    columns |= {key: [";".join(row[key]) for row in rows] for key in _JOINED}
    columns |= {trait: [_shown(trait, row["order"][trait]) for row in rows] for trait in TRAITS}
    columns |= {column: [row["scores"][action] for row in rows] for column, action in _SCORES.items()}
    columns |= {column: [_in_role(role, row["agencies"]) for row in rows] for role, column in _AGENCIES.items()}
    columns |= {key: [counts[key]] * len(rows) for key in COUNTS}
    columns["headings"] = [" > ".join(row["headings"]) for row in rows]
    columns["measures"] = [";".join([measure["name"] for measure in row["measures"]]) for row in rows]
    return {key: columns[key] for key in CLAUSE_COLUMNS}


def _shown(trait: str, marks: Sequence[Row]) -> str:
    """Return a trait of an order in one cell: how binding it is by its values, the others in the words of the text."""
    key = "value" if trait == Trait.FORCE else "text"
    return ";".join(dict.fromkeys([mark[key] for mark in marks])) if marks else ""


def _in_role(role: str, agencies: Sequence[Row]) -> str:
    return ";".join(dict.fromkeys([agency["text"] for agency in agencies if agency["role"] == role])) if agencies else ""


def flat_agencies(row: Row, counts: Mapping[str, Any] = COUNTS) -> Iterator[Row]:
    """Yield the rows of ``agency_columns`` of one clause."""
    columns = agency_columns([row], counts)
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def agency_columns(rows: Sequence[Row], counts: Mapping[str, Any] = COUNTS) -> Columns:
    """Return the columns of ``agencies.csv``, of clauses of one document; ``counts``: whether that counts."""
    pairs = [(row, agency) for row in rows for agency in row["agencies"]]
    columns = {key: [agency[key] for _, agency in pairs] for key in _OF_AGENCY}
    columns |= {key: [row[key] for row, _ in pairs] for key in ("doc_id", "clause_id", "decided_by")}
    columns |= {key: [counts[key]] * len(pairs) for key in COUNTS}
    columns["action_types"] = [";".join(row["action_types"]) for row, _ in pairs]
    return {key: columns[key] for key in AGENCY_COLUMNS}


def table_pieces(rows: Sequence[Row], counts: Mapping[str, Any] = COUNTS) -> dict[str, bytes]:
    """Return what the flat tables hold of one document, by their names; ``counts``: whether it counts."""
    columns = clause_columns(rows, counts)
    return {
        "clauses.csv": csv_piece(columns),
        "agencies.csv": csv_piece(agency_columns(rows, counts)),
        "clauses.parquet": parquet_piece(columns),
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


def csv_lines(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Return rows as lines of such a table, with no cell that could be a formula."""
    return csv_piece({column: [row[column] for row in rows] for column in columns})


def csv_piece(columns: Columns) -> bytes:
    """Return the lines of such a table from its columns."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(zip(*map(safe_cells, columns.values()), strict=True))
    return stream.getvalue().encode()


def parquet_piece(columns: Columns) -> bytes:
    """Return the columns of flat clauses as an Arrow batch, for ``parquet_table``."""
    import pyarrow as pa

    schema = parquet_schema()
    arrays = [_arrow(columns[name], kind) for name, kind in zip(schema.names, schema.types, strict=True)]
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


def spoken_ids() -> dict[str, str]:
    """Return the Chinese names of action types, roles and traits of orders, by their ids; none where English is spoken."""
    if language() != "zh":
        return {}
    kinds = read_yaml(ACTION_TYPES)
    values = {value["id"]: value["zh"] for trait in ORDER_TRAITS.values() for value in trait.get("values", ())}
    named = {name: entry["name"] for kind in ("action_types", "roles") for name, entry in kinds[kind].items()}
    return values | {name: trait["zh"] for name, trait in ORDER_TRAITS.items()} | named
