"""The command ``compare``."""

from __future__ import annotations

import argparse
from pathlib import Path

from provtag.schema import ProvtagError
from provtag.terminal import shown


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the report commands to the ``provtag`` parser."""
    compare = commands.add_parser("compare", help="compare tagged documents: who leads or supports what, differences first")
    compare.add_argument("folder", type=Path, metavar="DIR", help="folder written by `provtag tag`")
    compare.add_argument("--out", type=Path, metavar="FILE", help="write the whole table to FILE.csv or FILE.xlsx")
    compare.set_defaults(run=run_compare)


def run_compare(options: argparse.Namespace) -> int:
    """Print what differs among the documents of DIR; returns the exit code."""
    from provtag.report.comparison import compare_folder, printed_lines, write_comparison_table
    from provtag.report.workbook import write_comparison_workbook

    writers = {".csv": write_comparison_table, ".xlsx": write_comparison_workbook}
    write = writers.get(options.out.suffix.lower()) if options.out else None
    if options.out and write is None:
        raise ProvtagError(f"{options.out}: no known table format; name a file that ends in .csv or .xlsx")
    comparison = compare_folder(options.folder)
    if write:
        write(comparison, options.out)
    for line in printed_lines(comparison):
        print(shown(line))
    return 0
