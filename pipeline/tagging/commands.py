"""The commands ``tag``, ``parse`` and ``explain``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.project import MODEL

if TYPE_CHECKING:
    from pipeline.schema import Document
    from pipeline.tagging.batch import Summary

INPUT_HELP = "files or folders (txt, md, html, docx, pdf; folders are searched recursively)"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the tagging commands to the ``provtag`` parser."""
    tag = commands.add_parser("tag", help="tag regulations: tables and a report of what each clause orders and who must do it")
    parse = commands.add_parser("parse", help="split regulations into provisions and clauses, without models")
    for command in (tag, parse):
        command.add_argument("input", nargs="+", metavar="INPUT", help=INPUT_HELP)
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    tag.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    tag.set_defaults(run=run_tag)
    parse.set_defaults(run=run_parse)
    explain = commands.add_parser("explain", help="tag one sentence and show why")
    explain.add_argument("sentence", help="the sentence, in quotes")
    explain.add_argument("--heading", action="append", default=[], metavar="TEXT", help="a heading above it, outermost first")
    explain.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    explain.set_defaults(run=run_explain)


def run_tag(options: argparse.Namespace) -> int:
    """Tag INPUT... into --out; returns the exit code."""
    from pipeline.report.page import write_report
    from pipeline.tagging.batch import run_batch, tagged_rows, write_tables
    from pipeline.tagging.inputs import find_inputs
    from pipeline.tagging.tagger import Tagger

    inputs = find_inputs(options.input)
    summary = run_batch(inputs, tagged_rows(Tagger.load(options.model)), options.out)
    write_tables(options.out)
    write_report(options.out)
    return _finish(summary, options.out)


def run_parse(options: argparse.Namespace) -> int:
    """Parse INPUT... into --out and print a table of documents; returns the exit code."""
    from pipeline.tagging.batch import parsed_rows, run_batch
    from pipeline.tagging.inputs import find_inputs

    summary = run_batch(find_inputs(options.input), parsed_rows, options.out)
    for document in summary.health:
        print(_health_line(document))
    return _finish(summary, options.out)


def run_explain(options: argparse.Namespace) -> int:
    """Print types with evidence and agencies with roles of one sentence."""
    from pipeline.tagging.explain import explain_lines
    from pipeline.tagging.tagger import Tagger

    for line in explain_lines(Tagger.load(options.model), options.sentence, options.heading):
        print(line)
    return 0


def _finish(summary: Summary, out: Path) -> int:
    failed = len(summary.failures)
    print(
        f"{summary.documents} documents, {summary.clauses} clauses, {summary.characters} characters"
        f"{f', {failed} failed (see failures.csv)' if failed else ''}: {out}",
        file=sys.stderr,
    )
    return 1 if failed else 0


def _health_line(document: Document) -> str:
    health = document.health
    notes = []
    if health.missing_numbers:
        notes.append(f"{len(health.missing_numbers)} numbers missing")
    if health.repeated_sentences:
        notes.append(f"{health.repeated_sentences} repeated sentences removed")
    if health.truncated:
        notes.append(f"{len(health.truncated)} sentences cut")
    notes += health.warnings
    counts = f"{len(document.provisions):>5} provisions {len(document.clauses):>5} clauses {len(document.duty_notes):>4} duty notes"
    return f"{document.doc_id:<40} {counts}  {'; '.join(notes)}".rstrip()
