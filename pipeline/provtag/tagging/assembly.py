"""The output files, put together from the records of the documents in input order; the rows of one are held at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from provtag.files import atomic_path, remove_unfinished
from provtag.tagging.inputs import Skipped
from provtag.tagging.outputs import ALL, CSV, FAILURES, PARQUET, REPORT, ROWS, WORKBOOK, Outputs
from provtag.tagging.records import Record
from provtag.tagging.tables import AGENCY_COLUMNS, CLAUSE_COLUMNS, FAILURE_COLUMNS, csv_head, csv_lines, parquet_table
from provtag.terminal import say
from provtag.translation import spoken

SKIPPED = "skipped: "  # how the reason begins in failures.csv where nobody tried to read a file
_COLUMNS = {"clauses.csv": CLAUSE_COLUMNS, "agencies.csv": AGENCY_COLUMNS, FAILURES: FAILURE_COLUMNS}


def assemble(out: Path, records: Iterable[tuple[str, Record]], tables: bool, skipped: Sequence[Skipped] = ()) -> None:
    """Write the rows, the flat ``tables``, and the failures of ``records`` ((source, record) in input order) into ``out``;
    what was ``skipped`` stands before the failures.

    No file is replaced before all are whole, so that what an earlier run wrote stays as it is where this one breaks off.
    Where nothing failed and nothing was skipped there is no ``failures.csv``. Files of an earlier run that this one does not
    write are removed, also what was made from other rows, which is said, and what a killed run left half written.
    """
    outputs = Outputs(out)
    names = (*ROWS, FAILURES, *((*CSV, PARQUET) if tables else ()))
    for name in ALL:
        remove_unfinished(out / name)
    with ExitStack() as replaced:
        paths = {name: replaced.enter_context(atomic_path(out / name)) for name in names}
        failed = _write(paths, records, skipped)
        outdated = [] if all(outputs.holds(name, paths[name]) for name in ROWS) else outputs.of_analyses()
        for name, path in paths.items():
            outputs.set_aside_if_changed(name)
            outputs.remember(name, path)
    of_tagging = () if tables else (*CSV, PARQUET, REPORT, WORKBOOK)
    if gone := [name for name in (*of_tagging, *outdated) if (out / name).is_file()]:
        say(f"provtag: {out}: removed what was made of other rows: {', '.join(gone)}")
    for name in (REPORT, WORKBOOK, *(() if failed else (FAILURES,)), *of_tagging, *outdated):
        outputs.remove(name)


def _write(paths: dict[str, Path], records: Iterable[tuple[str, Record]], skipped: Sequence[Skipped]) -> bool:
    """Write the output files to ``paths`` (by their names), and tell whether any document failed or was skipped."""
    failed = bool(skipped)
    with ExitStack() as streams:
        write = {name: streams.enter_context(_stream(name, path)) for name, path in paths.items()}
        write[FAILURES](csv_lines(FAILURE_COLUMNS, [_failure(item.source, f"{SKIPPED}{item.why}") for item in skipped]))
        for source, record in records:
            faults = [(source, record.error.removeprefix(f"{source}: "))] if record.error else []
            for place, why in (*faults, *record.unmatched):
                failed = True
                write[FAILURES](csv_lines(FAILURE_COLUMNS, [_failure(place, why)]))
            for name, piece in record.pieces.items():
                write[name](piece)
    return failed


def _failure(source: str, error: str) -> dict[str, str]:
    return {"source": source, "error": error, "reason": spoken(error)}


@contextmanager
def _stream(name: str, path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give a function that adds a piece to an output file."""
    if name == PARQUET:
        with parquet_table(path) as add:
            yield add
    else:
        with path.open("wb") as stream:
            if name in _COLUMNS:
                stream.write(csv_head(_COLUMNS[name]))
            yield stream.write
