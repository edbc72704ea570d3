"""``clauses.xlsx``: the tables for people in one workbook, with filters and frozen heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from provtag.files import atomic_path
from provtag.report.comparison import COLUMNS, Comparison, compare
from provtag.report.tagged import tagged_clauses, tagged_documents
from provtag.schema import ProvtagError
from provtag.tagging.tables import AGENCY_COLUMNS, CLAUSE_COLUMNS, flat_agencies, flat_clause

Row = dict[str, Any]

DOCUMENT_COLUMNS = (
    "doc_id", "source", "title", "doc_number", "issuer", "region", "issued", "provisions", "clauses", "needs_review",
    "missing_numbers", "repeated_sentences", "truncated", "warnings",
)  # fmt: skip
WIDTHS = {"text": 70, "title": 40, "headings": 36, "agency": 20, "missing_numbers": 30, "warnings": 30, "review_reasons": 24}
DEFAULT_WIDTH = 14
WRAPPED = {"text", "title", "headings", "warnings", "missing_numbers", "lead_agencies", "support_agencies", "mention_agencies"}
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767  # of a sheet, of a cell
# Nothing in the document is taken for more than text; the fixed date keeps equal rows equal bytes.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)


def write_workbook(out: Path) -> None:
    """Write ``out/clauses.xlsx`` from ``out/documents.jsonl`` and ``out/clauses.jsonl``."""
    with _workbook(out / "clauses.xlsx") as book:
        book.sheet("documents", DOCUMENT_COLUMNS, _document_cells(out))
        book.sheet("clauses", CLAUSE_COLUMNS, (_cells(flat_clause(row), CLAUSE_COLUMNS) for row in tagged_clauses(out)))
        agencies = (agency for row in tagged_clauses(out) for agency in flat_agencies(row))
        book.sheet("agencies", AGENCY_COLUMNS, (_cells(row, AGENCY_COLUMNS) for row in agencies))
        _comparison_sheet(book, compare([row["doc_id"] for row in tagged_documents(out)], tagged_clauses(out)))


def write_comparison_workbook(comparison: Comparison, path: Path) -> None:
    """Write the comparison alone as a workbook."""
    with _workbook(path) as book:
        _comparison_sheet(book, comparison)


class _Book:
    """A workbook under construction; every sheet has a frozen, filtered head."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self.head: Format = workbook.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.plain: Format = workbook.add_format({"valign": "top"})
        self.wrapped: Format = workbook.add_format({"valign": "top", "text_wrap": True})
        self.probability: Format = workbook.add_format({"valign": "top", "num_format": "0.00"})

    def sheet(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], frozen_columns: int = 0) -> None:
        """Add a sheet; raises ProvtagError where the rows are more than a sheet holds."""
        sheet = self.workbook.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column, max(DEFAULT_WIDTH, min(24, len(column) + 2))))
            sheet.write_string(0, place, column, self.head)
        number = 0
        for number, row in enumerate(rows, 1):
            if number >= MOST_ROWS:
                raise ProvtagError(f"sheet {name}: more rows than a workbook holds; use the CSV or Parquet tables")
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, number, place, column, value)
        sheet.freeze_panes(1, frozen_columns)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)

    def _write(self, sheet: Any, row: int, place: int, column: str, value: Any) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(row, place, value, self.plain)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, self.probability if column.startswith("score_") else self.plain)
        elif value:
            text = value if len(value) <= MOST_CHARACTERS else value[: MOST_CHARACTERS - 1] + "…"
            sheet.write_string(row, place, text, self.wrapped if column in WRAPPED else self.plain)


@contextmanager
def _workbook(path: Path) -> Iterator[_Book]:
    with atomic_path(path) as temporary:
        workbook = xlsxwriter.Workbook(str(temporary), OPTIONS)
        workbook.set_properties({"created": CREATED})
        try:
            yield _Book(workbook)
        finally:
            workbook.close()


def _comparison_sheet(book: _Book, comparison: Comparison) -> None:
    header, *rows = comparison.rows()
    book.sheet("compare", header, rows, frozen_columns=len(COLUMNS))


def _cells(row: Row, columns: Sequence[str]) -> list[Any]:
    return [row[column] for column in columns]


def _document_cells(out: Path) -> Iterator[list[Any]]:
    clauses: dict[str, list[int]] = {}
    for row in tagged_clauses(out):
        counts = clauses.setdefault(row["doc_id"], [0, 0])
        counts[0] += 1
        counts[1] += row["needs_review"]
    for row in tagged_documents(out):
        health = row["health"]
        yield [
            *(row.get(column) for column in DOCUMENT_COLUMNS[:7]),
            len(row["provisions"]),
            *clauses.get(row["doc_id"], (0, 0)),
            ", ".join(map(str, health["missing_numbers"])),
            health["repeated_sentences"],
            len(health["truncated"]),
            "; ".join(health["warnings"]),
        ]
