"""The tables in an output folder: what is written in ``tables.yaml`` of them, and their rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.files import read_jsonl, read_yaml
from provtag.tagging.tables import FORMULA_STARTS

DESCRIPTIONS = Path(__file__).parent / "tables.yaml"
_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``refers``: the table and column whose values it holds; ``type`` is that of Table Schema."""

    name: str
    type: str = "any"
    zh: str = ""
    en: str = ""
    refers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file in the output folder, its columns, and those that no two rows have the same."""

    name: str
    file: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()


def known_tables() -> list[Table]:
    """Return all tables that commands write, as they are described."""
    return [
        Table(
            name,
            entry["file"],
            entry["zh"],
            entry["en"],
            tuple(_field(column, facts) for column, facts in entry["fields"].items()),
            tuple(entry.get("key", ())),
        )
        for name, entry in read_yaml(DESCRIPTIONS).items()
    ]


def columns_of(folder: Path, table: Table) -> list[Field]:
    """Return the columns that the file of ``table`` has; one that is not described may hold anything."""
    described = {field.name: field for field in table.fields}
    return [described.get(name, Field(name)) for name in _names(folder / table.file) or described]


def rows_of(folder: Path, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``table`` as text (None: no value), lists and objects as JSON; no row where there is no such file."""
    path = folder / table.file
    if not path.is_file():
        return
    if path.suffix == ".jsonl":
        for row in read_jsonl(path):
            yield {key: _text(value) for key, value in row.items()}
    else:
        yield from ({key: unguarded(cell) or None for key, cell in row.items()} for row in _csv_rows(path))


def unguarded(cell: str) -> str:
    """Return a cell without the quotation mark that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


def _field(name: str, facts: dict[str, str]) -> Field:
    table, _, column = facts.get("refers", "").partition(".")
    return Field(name, facts["type"], facts["zh"], facts["en"], (table, column) if table else None)


def _names(path: Path) -> list[str]:
    """Return the names of a file's columns; none where an empty file does not tell."""
    if path.suffix == ".jsonl":
        return list(next(read_jsonl(path), {}))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream), [])


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    before = csv.field_size_limit(_LONGEST_CELL)  # the limit is one for the whole program
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.DictReader(stream)
    finally:
        csv.field_size_limit(before)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
