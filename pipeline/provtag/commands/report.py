"""The command ``compare``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from provtag.schema import ProvtagError
from provtag.terminal import shown

if TYPE_CHECKING:
    from provtag.report.comparison import Comparison


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the report commands to the ``provtag`` parser."""
    compare = commands.add_parser(
        "compare", help="compare the tagged documents that count: who leads or supports what, differences first"
    )
    compare.add_argument("folder", type=Path, metavar="DIR", help="folder written by `provtag tag`")
    compare.add_argument("--out", type=Path, metavar="FILE", help="write the whole table to FILE.csv or FILE.xlsx")
    compare.set_defaults(run=run_compare)


def run_compare(options: argparse.Namespace) -> int:
    """Print what differs among the documents of DIR; returns the exit code."""
    from provtag.commands.results import say_uncounted
    from provtag.report.comparison import compare_folder, printed_lines, write_comparison_table
    from provtag.report.tagged import check_results
    from provtag.report.workbook import write_comparison_workbook

    writers = {".csv": write_comparison_table, ".xlsx": write_comparison_workbook}
    write = writers.get(options.out.suffix.lower()) if options.out else None
    if options.out and write is None:
        raise ProvtagError(f"{options.out}: no known table format; name a file that ends in .csv or .xlsx")
    check_results(options.folder)
    comparison = compare_folder(options.folder)
    say_uncounted(options.folder, comparison.documents)
    if write:
        _write(comparison, write, options.folder, options.out)
    for line in printed_lines(comparison):
        print(shown(line))
    return 0


def _write(comparison: Comparison, write: Callable[[Comparison, Path], None], folder: Path, path: Path) -> None:
    """Write a table to ``path``, on record in ``folder``: what is there and no table of an earlier comparison is kept aside,
    and a table in ``folder`` goes when documents are tagged anew."""
    from provtag.commands.results import outputs_in
    from provtag.tagging.outputs import ALL

    place = path.parent.resolve() / path.name
    inside = place.parent == folder.resolve()
    if inside and path.name in ALL:
        raise ProvtagError(f"{path}: is a table that `provtag tag` writes; name another file")
    with outputs_in(folder) as outputs, outputs.replacing(path.name if inside else str(place)):
        write(comparison, place)
