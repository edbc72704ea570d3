"""``provtag.duckdb``: all tables of an output folder in one database, with views for the questions they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from provtag.exports.tables import Field, Table, columns_of, known_tables, rows_of
from provtag.files import atomic_path

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VIEWS = Path(__file__).parent / "views.sql"
TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "array": "JSON",
    "object": "JSON",
    "any": "VARCHAR",
}


def write_database(folder: Path, path: Path) -> None:
    """Write the tables of ``folder`` to the database ``path``. Tables that ``folder`` lacks are there, without rows, so that
    every view can be asked."""
    import duckdb

    with atomic_path(path) as temporary:
        temporary.unlink()  # the library makes the file itself
        with duckdb.connect(str(temporary)) as database:
            for table in known_tables():
                _add(database, folder, table)
            database.execute(VIEWS.read_text(encoding="utf-8"))


def _add(database: DuckDBPyConnection, folder: Path, table: Table) -> None:
    found = columns_of(folder, table) if (folder / table.file).is_file() else []
    columns = list(dict.fromkeys([*table.fields, *found]))
    definitions = ", ".join(f"{_quoted(column.name)} {TYPES[column.type]}" for column in columns)
    database.execute(f"CREATE TABLE {_quoted(table.name)} ({definitions})")
    database.execute(f"COMMENT ON TABLE {_quoted(table.name)} IS {_literal(f'{table.zh} {table.en}')}")
    for column in columns:
        database.execute(f"COMMENT ON COLUMN {_quoted(table.name)}.{_quoted(column.name)} IS {_literal(_meaning(column))}")
    rows = pd.DataFrame(rows_of(folder, table), columns=[column.name for column in columns], dtype=object)
    database.register("rows", rows.where(rows.notna(), None))
    values = ", ".join(f"CAST({_quoted(column.name)} AS {TYPES[column.type]})" for column in columns)
    database.execute(f"INSERT INTO {_quoted(table.name)} SELECT {values} FROM rows")
    database.unregister("rows")


def _meaning(column: Field) -> str:
    return f"{column.zh} {column.en}".strip()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
