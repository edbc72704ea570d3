"""The output files, put together from the records of the documents in input order; memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path

from provtag.files import atomic_path, remove_unfinished
from provtag.tagging.records import Record
from provtag.tagging.tables import AGENCY_COLUMNS, CLAUSE_COLUMNS, FAILURE_COLUMNS, csv_head, csv_lines, parquet_table

ROWS = ("documents.jsonl", "clauses.jsonl")
CSV = {"clauses.csv": CLAUSE_COLUMNS, "agencies.csv": AGENCY_COLUMNS}
PARQUET = "clauses.parquet"
FAILURES = "failures.csv"
# What a run may write besides, and must not leave behind from an earlier one.
OTHERS = ("report.html", "clauses.xlsx")


def assemble(out: Path, records: Iterable[tuple[str, Record]], tables: bool) -> None:
    """Write the rows, the flat ``tables``, and the failures of ``records`` ((source, record) in input order) into ``out``.

    Where nothing failed there is no ``failures.csv``. Files of an earlier run that this one does not write are removed, and what
    a killed run left half written.
    """
    records = iter(records)
    first = list(islice(records, 1))  # so that workers are at work while the libraries that write tables are imported
    failed = False
    for name in (*ROWS, *CSV, PARQUET, FAILURES):
        remove_unfinished(out / name)
    with ExitStack() as stack:
        write = {name: stack.enter_context(_file(out / name)) for name in (*ROWS, FAILURES)}
        write[FAILURES](csv_head(FAILURE_COLUMNS))
        if tables:
            write[PARQUET] = stack.enter_context(parquet_table(out / PARQUET))
            for name, columns in CSV.items():
                write[name] = stack.enter_context(_file(out / name))
                write[name](csv_head(columns))
        for source, record in chain(first, records):
            if record.error:
                failed = True
                write[FAILURES](csv_lines(FAILURE_COLUMNS, [{"source": source, "error": record.error}]))
            for name, piece in record.pieces.items():
                write[name](piece)
    if not failed:
        (out / FAILURES).unlink()
    for name in OTHERS if tables else (*OTHERS, *CSV, PARQUET):
        (out / name).unlink(missing_ok=True)


@contextmanager
def _file(path: Path) -> Iterator[Callable[[bytes], object]]:
    with atomic_path(path) as temporary, temporary.open("wb") as stream:
        yield stream.write
