"""``datapackage.json``: the tables of an output folder as a Frictionless data package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from provtag import __version__
from provtag.exports.tables import Field, Table, columns_of, known_tables

Row = dict[str, Any]

_FORMATS = {
    ".csv": {"format": "csv", "mediatype": "text/csv"},
    ".jsonl": {"format": "jsonl", "mediatype": "application/x-ndjson"},
}


def data_package(folder: Path) -> Row:
    """Return the descriptor of the tables that are in ``folder``: types, keys and descriptions (Chinese, English)."""
    tables = [table for table in known_tables() if (folder / table.file).is_file()]
    return {
        "profile": "data-package",
        "name": "provtag",
        "title": "反拐法规分句标注 Clauses of anti-trafficking regulations",
        "description": f"provtag {__version__}",
        "resources": [_resource(folder, table, {other.name for other in tables}) for table in tables],
    }


def _resource(folder: Path, table: Table, present: set[str]) -> Row:
    columns = columns_of(folder, table)
    schema: Row = {"fields": [_field(column) for column in columns]}
    names = {column.name for column in columns}
    if table.key and names >= set(table.key):
        schema["primaryKey"] = list(table.key)
    if keys := [_foreign_key(column) for column in columns if column.refers and column.refers[0] in present]:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": f"{table.zh} {table.en}",
        "path": table.file,
        "encoding": "utf-8",
        **_FORMATS[Path(table.file).suffix],
        "schema": schema,
    }


def _field(column: Field) -> Row:
    described = {"name": column.name, "type": column.type}
    if column.zh:
        described |= {"title": column.zh, "description": f"{column.zh}。{column.en}"}
    return described


def _foreign_key(column: Field) -> Row:
    assert column.refers is not None
    table, target = column.refers
    return {"fields": [column.name], "reference": {"resource": table, "fields": [target]}}
