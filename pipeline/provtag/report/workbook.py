"""Answers for people as workbooks, in Chinese: a sheet a question, with filters, frozen heads and links to the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import xlsxwriter
from xlsxwriter.format import Format

from provtag.analysis.clauses import ReadClause, by_document
from provtag.analysis.coverage import Coverage, measure_matrix
from provtag.files import atomic_path, read_yaml
from provtag.paths import ACTION_TYPES, MEASURES
from provtag.report.batch import left_out, marks
from provtag.report.comparison import COLUMNS, NONE, Comparison, compare
from provtag.report.tagged import counted_documents, tagged_clauses, tagged_documents
from provtag.schema import ActionType, ProvtagError, Trait
from provtag.tagging.outputs import REPORT
from provtag.tagging.tables import AGENCY_COLUMNS, CLAUSE_COLUMNS, COUNTS, ORDER_TRAITS, TRAITS, flat_agencies, flat_clause
from provtag.translation import chinese

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

# Nothing is taken for more than text; the fixed date keeps equal rows equal bytes.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
CREATED = datetime(2000, 1, 1)
OWN = ""  # a column with a head of its own
LINK = "report"  # the column that leads to the clause in the report
DOCUMENT_COLUMNS = (
    "doc_id", "source", "title", "doc_number", "issuer", "region", "issued", "provisions", "clauses", "needs_review",
    "counted", "doubtful", "copy_of", "alike_to", "scanned", "taught", "accounted", "missing_numbers",
    "repeated_sentences", "truncated", "warnings",
)  # fmt: skip
LEFT_OUT_COLUMNS = ("source", "skipped", "reason")
CLAUSE_IDS = ("clause_id", "plan_clause_id", "new_clause_id", "old_clause_id")  # which of them a row leads to
MEASURE_COLUMNS = ("action_type", "measure", "document_count")
COVERAGE_COLUMNS = ("doc_id", "title", "clauses")
REVIEW_COLUMNS = ("doc_id", "number", "text", "action_types", "review_reasons", *COUNTS, LINK)
WIDTHS = {
    "text": 70, "reason": 60, "title": 40, "headings": 36, "missing_numbers": 30, "warnings": 30, "review_reasons": 24,
    "agency": 20, "measure": 40, OWN: 24, "plan_text": 60, "difference": 70,
}  # fmt: skip
DEFAULT_WIDTH = 14
WRAPPED = {
    "text", "title", "headings", "warnings", "missing_numbers", "reason", "lead_agencies", "support_agencies", "mention_agencies",
    "measure", OWN, "plan_text", "difference", *TRAITS,
}  # fmt: skip
NAMED = {
    "action_types", "action_type", "review_reasons", "decided_by", "role", "level", "scope", "grade", "change", "old_role",
    "new_role", "clause",
}  # fmt: skip # columns of ids, in Chinese
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS, MOST_LINKS = 1_048_576, 16_384, 32_767, 65_530  # of a sheet, a sheet, a cell, a sheet


def write_workbook(out: Path) -> None:
    """Write ``out/clauses.xlsx`` from the rows of documents and clauses in ``out``, and its ``failures.csv`` if any."""
    columns = (*CLAUSE_COLUMNS, LINK)
    with _workbook(out / "clauses.xlsx") as book:
        book.sheet("documents", DOCUMENT_COLUMNS, _cells(_documents(out), DOCUMENT_COLUMNS))
        if missing := left_out(out):
            rows = ({**row, "reason": row["reason"]["zh"]} for row in missing)
            book.sheet("not read", LEFT_OUT_COLUMNS, _cells(rows, LEFT_OUT_COLUMNS))
        counts = {row["doc_id"]: row for row in tagged_documents(out)}
        linked = (flat_clause(row, counts[row["doc_id"]]) | {LINK: _address(row)} for row in tagged_clauses(out))
        book.sheet("clauses", columns, _cells(linked, columns))
        flat = (
            flat_clause(row, counts[row["doc_id"]]) | {LINK: _address(row)} for row in tagged_clauses(out) if row["needs_review"]
        )
        book.sheet("to review", REVIEW_COLUMNS, _cells(flat, REVIEW_COLUMNS))
        agencies = (agency for row in tagged_clauses(out) for agency in flat_agencies(row, counts[row["doc_id"]]))
        book.sheet("agencies", AGENCY_COLUMNS, _cells(agencies, AGENCY_COLUMNS))
        read = by_document(tagged_clauses(out))
        counted = {doc_id: read.get(doc_id, []) for doc_id in counted_documents(out)}
        _measure_sheet(book, counted)
        _coverage_sheet(book, counted, {doc_id: row["title"] or "" for doc_id, row in counts.items()})
        _comparison_sheet(book, compare(list(counted), tagged_clauses(out)))


def write_comparison_workbook(comparison: Comparison, path: Path) -> None:
    """Write the comparison alone as a workbook."""
    with _workbook(path) as book:
        _comparison_sheet(book, comparison)


def write_coverage_workbook(coverage: Coverage, tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write measures × documents, the plans first, and the ``tables`` of a coverage (sheet → rows) as a workbook."""
    with _workbook(path) as book:
        _measure_sheet(book, {**coverage.plans, **coverage.others})
        _table_sheets(book, tables)


def write_table_workbook(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write the ``tables`` of an analysis (sheet → rows) as a workbook."""
    with _workbook(path) as book:
        _table_sheets(book, tables)


class _Book:
    """A workbook under construction; every sheet has a frozen, filtered head."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self.workbook = workbook
        self.head: Format = workbook.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.plain: Format = workbook.add_format({"valign": "top"})
        self.wrapped: Format = workbook.add_format({"valign": "top", "text_wrap": True})
        self.probability: Format = workbook.add_format({"valign": "top", "num_format": "0.00"})

    def sheet(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], own_names: Sequence[str] = ()) -> None:
        """Add a sheet, its name, heads and ids in Chinese; raises ProvtagError where rows or columns are more than a sheet holds.

        ``own_names``: heads, as they are, of further columns; those before them stay in sight.
        """
        sheet = self.workbook.add_worksheet(chinese(name))
        frozen_columns = len(columns) if own_names else 0
        heads = [*map(_head, columns), *own_names]
        columns = (*columns, *(OWN for _ in own_names))
        if len(columns) > MOST_COLUMNS:
            raise ProvtagError(f"sheet {name}: more columns than a workbook holds; use the CSV or Parquet tables")
        for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
            sheet.set_column(place, place, WIDTHS.get(column, DEFAULT_WIDTH))
            sheet.write_string(0, place, head, self.head)
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
            sheet.write_string(row, place, chinese("yes" if value else "no"), self.plain)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, self.probability if isinstance(value, float) else self.plain)
        elif column == LINK:
            if row <= MOST_LINKS:
                sheet.write_url(row, place, value, string=chinese("show in report"))
        elif value:
            text = _named(value) if column in NAMED else _values_named(column, value) if column == Trait.FORCE else value
            text = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
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
    places = len(COLUMNS)
    roles = {role: entry["name"] for role, entry in read_yaml(ACTION_TYPES)["roles"].items()} | {NONE: chinese(NONE)}
    named = ([*row[:places], *(roles[role] for role in row[places:])] for row in rows)
    book.sheet("compare", header[:places], named, header[places:])


def _measure_sheet(book: _Book, documents: Mapping[str, Sequence[ReadClause]]) -> None:
    """Add measures × documents, by type: who leads it, and in which provisions. What most documents order comes first."""
    types = {key: entry["types"] for key, entry in read_yaml(MEASURES)["measures"].items()}
    order = [*ActionType, ""]
    rows = []
    for measure_id, name, *cells in measure_matrix(documents).itertuples(index=False, name=None):
        action_type = next(iter(types.get(measure_id, ())), "")
        rows.append([action_type, name, sum(map(bool, cells)), *cells])
    rows.sort(key=lambda row: (order.index(row[0]), -row[2]))
    book.sheet("measures", MEASURE_COLUMNS, rows, [*documents])


def _coverage_sheet(book: _Book, documents: Mapping[str, Sequence[ReadClause]], titles: Mapping[str, str]) -> None:
    """Add how many clauses of each document order what, and their share; a clause may have several types."""
    names = [*(_names()[action] for action in ActionType), chinese("no type")]
    rows = []
    for doc_id, clauses in documents.items():
        counts = [sum(action in clause.action_types for clause in clauses) for action in ActionType]
        counts.append(sum(not clause.action_types for clause in clauses))
        rows.append([doc_id, titles[doc_id], len(clauses), *counts, *(count / max(1, len(clauses)) for count in counts)])
    book.sheet("coverage", COVERAGE_COLUMNS, rows, [*names, *(chinese(f"share of {name}") for name in names)])


def _table_sheets(book: _Book, tables: Mapping[str, pd.DataFrame]) -> None:
    """Add a sheet a table; each row leads to its clause in the report, or to that which has no counterpart."""
    for name, table in tables.items():
        columns = (*map(str, table.columns), LINK)
        rows = (dict(zip(columns, row, strict=False)) for row in table.itertuples(index=False, name=None))
        book.sheet(name, columns, ([*row.values(), _address_of(row)] for row in rows))


def _cells(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[list[Any]]:
    return ([row[column] for column in columns] for row in rows)


def _address(row: Row) -> str:
    """Return where a clause stands in the report beside the workbook."""
    key = quote(f"{row['doc_id']}/{row['clause_id']}", safe="")
    return f"external:{REPORT}#view=reader&clause={key}"


def _address_of(row: Row) -> str:
    """Return the same of a row of an analysis: where its clause stands, or the one that has no counterpart."""
    clause_id = next(row[key] for key in CLAUSE_IDS if row.get(key))
    return _address({"doc_id": clause_id.rpartition(":")[0], "clause_id": clause_id})


def _named(ids: str) -> str:
    """Return ids, separated by semicolons, by their Chinese names."""
    return "、".join(_names().get(each) or chinese(each) for each in ids.split(";"))


@cache
def _names() -> Mapping[str, str]:
    vocabulary = read_yaml(ACTION_TYPES)
    return {key: entry["name"] for part in ("action_types", "roles") for key, entry in vocabulary[part].items()}


def _head(column: str) -> str:
    return ORDER_TRAITS[column]["zh"] if column in ORDER_TRAITS else chinese(column)


def _values_named(trait: str, ids: str) -> str:
    """Return values of a trait of orders, separated by semicolons, by their Chinese names."""
    names = {value["id"]: value["zh"] for value in ORDER_TRAITS[trait]["values"]}
    return "、".join(names[each] for each in ids.split(";"))


def _documents(out: Path) -> Iterator[Row]:
    clauses: dict[str, list[int]] = {}
    for row in tagged_clauses(out):
        counts = clauses.setdefault(row["doc_id"], [0, 0])
        counts[0] += 1
        counts[1] += row["needs_review"]
    documents = list(tagged_documents(out))
    for row, said in zip(documents, marks(documents), strict=True):
        health = row["health"]
        found, doubtful = clauses.get(row["doc_id"], (0, 0))
        yield row | {
            "provisions": len(row["provisions"]),
            "clauses": found,
            "needs_review": doubtful,
            "doubtful": said["doubtful"],
            "alike_to": "" if row["copy_of"] or not row["alike"] else row["alike"]["doc_id"],
            "scanned": said["scanned"],
            "taught": row.get("taught", 0.0),
            "accounted": health["accounted"],
            "missing_numbers": ", ".join(map(str, health["missing_numbers"])),
            "repeated_sentences": health["repeated_sentences"],
            "truncated": len(health["truncated"]),
            "warnings": "；".join(map(chinese, health["warnings"])),
        }
