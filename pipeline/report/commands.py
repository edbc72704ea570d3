"""The command ``compare``."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the report commands to the ``provtag`` parser."""
    compare = commands.add_parser("compare", help="compare tagged documents: who leads or supports what, differences first")
    compare.add_argument("folder", type=Path, metavar="DIR", help="folder written by `provtag tag`")
    compare.add_argument("--out", type=Path, metavar="FILE", help="write the whole table to FILE.csv or FILE.xlsx")
    compare.set_defaults(run=run_compare)


def run_compare(options: argparse.Namespace) -> int:
    """Print what differs among the documents of DIR; returns the exit code."""
    from pipeline.report.comparison import compare_folder, printed_lines, write_comparison

    comparison = compare_folder(options.folder)
    if options.out:
        write_comparison(comparison, options.out)
    for line in printed_lines(comparison):
        print(line)
    return 0
