"""The command ``reuse``."""

from __future__ import annotations

import argparse

from provtag.commands.results import add_result_options, outputs_in, parsed_results, write_tables, write_texts
from provtag.terminal import say


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reuse`` to the ``provtag`` parser."""
    reuse = commands.add_parser("reuse", help="what documents, copies too, have in the words of earlier ones: who copies whom")
    add_result_options(reuse)
    reuse.set_defaults(run=run_reuse)


def run_reuse(options: argparse.Namespace) -> int:
    """Write reuse.csv, pairs.csv, runs.csv and reuse.html into --out; returns the exit code."""
    from provtag.analysis.reuse import find_reuse
    from provtag.report.analyses.reuse_page import reuse_page
    from provtag.report.tagged import tagged_documents
    from provtag.settings import ReuseSettings, read_settings

    folder, code = parsed_results(options)
    shortest = read_settings(ReuseSettings).shortest
    reuse = find_reuse(tagged_documents(folder), shortest)
    tables = {"reuse.csv": reuse.documents, "pairs.csv": reuse.pairs, "runs.csv": reuse.runs}
    with outputs_in(options.out) as outputs:
        write_tables(outputs, tables)
        write_texts(outputs, {"reuse.html": reuse_page(reuse, shortest)})
    say(f"{len(reuse.documents)} documents, {len(reuse.pairs)} pairs, {len(reuse.runs)} runs: {options.out}")
    return code
