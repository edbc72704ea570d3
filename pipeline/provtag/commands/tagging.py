"""The commands ``tag``, ``parse`` and ``explain``."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from provtag.paths import MODEL
from provtag.schema import ProvtagError
from provtag.terminal import say, shown
from provtag.translation import chosen, spoken

if TYPE_CHECKING:
    from provtag.tagging.batch import Summary

# A page of this many clauses has some 45 MB and opens in ten seconds; a browser shows no larger one well.
REPORT_CLAUSES = 100_000
CORRECTIONS = "corrections.jsonl"  # what the report calls the file that it saves
INPUT_HELP = "files, folders or archives (searched recursively); the formats are in the README"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the tagging commands to the ``provtag`` parser."""
    tag = commands.add_parser("tag", help="tag regulations: tables and a report of what each clause orders and who must do it")
    parse = commands.add_parser("parse", help="split regulations into provisions and clauses, without models")
    for command in (tag, parse):
        command.add_argument("input", nargs="+", metavar="INPUT", help=INPUT_HELP)
        command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
        add_batch_options(command)
    tag.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    tag.add_argument("--labels", type=Path, metavar="LABELS", help="people's labels (a file or folder), in place of the model's")
    tag.add_argument("--xlsx", action="store_true", help="also write the tables as one workbook, clauses.xlsx")
    tag.set_defaults(run=run_tag)
    parse.set_defaults(run=run_parse, model=None, labels=None)
    explain = commands.add_parser("explain", help="tag one sentence and show why")
    explain.add_argument("sentence", type=_text, help="the sentence, in quotes")
    explain.add_argument(
        "--heading", type=_text, action="append", default=[], metavar="TEXT", help="a heading above it, outermost first"
    )
    explain.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    explain.set_defaults(run=run_explain)


def add_batch_options(command: argparse.ArgumentParser) -> None:
    """Add the options of a run over many files."""
    command.add_argument("--workers", type=_count, metavar="N", help="worker processes (default: one a core)")
    command.add_argument(
        "--scheduler",
        type=_scheduler,
        metavar="ADDRESS",
        help="work on the Dask cluster at tcp://HOST:PORT, whose workers see the same paths, or on one started here (local)",
    )
    command.add_argument("--follow-links", action="store_true", help="follow links that lead out of a folder that is searched")
    command.add_argument("--force", action="store_true", help="do all documents again, also those that have not changed")
    command.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, default=None, help="show a progress bar (default: on a terminal)"
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: not a number from 1")
    return int(text)


def _scheduler(text: str) -> str:
    if not re.fullmatch(r"local|\w+://\S+:\d+", text):
        raise argparse.ArgumentTypeError(f"{text!r}: neither tcp://HOST:PORT nor local")
    return text


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"{text!r}: is no text in UTF-8") from None
    return text


def run_tag(options: argparse.Namespace) -> int:
    """Tag INPUT... into --out; returns the exit code."""
    summary = run_inputs(options)
    _write_report(options, summary)
    if options.xlsx:
        from provtag.report.workbook import write_workbook
        from provtag.tagging.outputs import WORKBOOK, Outputs

        with Outputs(options.out).replacing(WORKBOOK):
            write_workbook(options.out)
    return finish(summary, options.out)


def repeated_command(options: argparse.Namespace) -> str:
    """Return the command that tags the same INPUT... into the same folder with the labels that the report saves.

    It stands in a page that is passed on: of an absolute path, "…" takes the place of the folders above its last part.
    """
    parts = ["provtag", "tag", *map(_passed_on, options.input), "--out", _passed_on(options.out), "--labels", CORRECTIONS]
    if options.model != MODEL:
        parts += ["--model", _passed_on(options.model)]
    if chosen():
        parts += ["--lang", chosen()]
    parts += [flag for flag, given in (("--follow-links", options.follow_links), ("--xlsx", options.xlsx)) if given]
    return shown(shlex.join(parts))


def _passed_on(path: str | Path) -> str:
    from provtag.report.batch import LEFT_OUT

    return f"{LEFT_OUT}/{Path(path).name}" if Path(path).is_absolute() else str(path)


def _write_report(options: argparse.Namespace, summary: Summary) -> None:
    """Write ``report.html``, or say so where the clauses are too many for one page."""
    from provtag.analysis.alignment import Aligner
    from provtag.report.page import write_report
    from provtag.tagging.manifest import ALIGNMENT
    from provtag.tagging.outputs import REPORT, Outputs

    if summary.clauses > REPORT_CLAUSES:
        reason = f"{summary.clauses} clauses are more than the {REPORT_CLAUSES} that one page shows well"
        say(f"provtag: no report.html: {reason}; tag fewer documents into one folder for a report")
        return
    model: Path = options.model
    with Outputs(options.out).replacing(REPORT):
        compared = summary.documents > 1 and (model / ALIGNMENT).is_dir()
        aligner = Aligner.load(model) if compared else None
        write_report(options.out, aligner, repeated_command(options), chosen())


def run_parse(options: argparse.Namespace) -> int:
    """Parse INPUT... into --out and print a table of documents; returns the exit code."""
    summary = run_inputs(options)
    for line in summary.health:
        print(shown(spoken(line)))
    return finish(summary, options.out)


def run_inputs(options: argparse.Namespace) -> Summary:
    """Write the rows and tables of INPUT... into --out, and return what was done."""
    from provtag.settings import DocumentLimits, read_settings
    from provtag.tagging.batch import Batch, run_batch
    from provtag.tagging.executors import LOCAL
    from provtag.tagging.inputs import Skipped, find_inputs

    if options.workers and options.scheduler not in (None, LOCAL):
        raise ProvtagError(f"--workers: the cluster at {options.scheduler} has workers of its own; leave one of the two out")
    skipped: list[Skipped] = []

    def note(left_out: Skipped) -> None:
        say(f"provtag: {left_out}")
        skipped.append(left_out)

    inputs = find_inputs(options.input, options.out, options.follow_links, note)
    progress = sys.stderr.isatty() if options.progress is None else options.progress
    left: list[tuple[str, str]] = []
    if options.labels:
        from provtag.tagging.corrections import with_labels

        inputs, left = with_labels(inputs, options.labels)
    batch = Batch(
        options.out,
        options.model,
        read_settings(DocumentLimits),
        options.workers or len(os.sched_getaffinity(0)),
        options.scheduler,
        options.force,
        progress,
        skipped=tuple(skipped),
        left_labels=left,
    )
    return run_batch(inputs, batch)


def run_explain(options: argparse.Namespace) -> int:
    """Print types with evidence and agencies with roles of one sentence."""
    from provtag.tagging.explain import explain_lines
    from provtag.tagging.tagger import Tagger

    for line in explain_lines(Tagger.load(options.model), options.sentence, options.heading):
        print(shown(line))
    return 0


def finish(summary: Summary, out: Path) -> int:
    """Say what was done; returns the exit code, or raises KeyboardInterrupt where the run was interrupted."""
    counts = f"{summary.documents} documents, {summary.clauses} clauses, {summary.characters} characters"
    notes = [f"{summary.seconds:.1f} s", f"{summary.reused} reused"]
    if summary.failed:
        notes.append(f"{summary.failed} failed, see failures.csv")
    say(f"{spoken(counts)} ({'; '.join(map(spoken, notes))}): {out}")
    if summary.interrupted:
        raise KeyboardInterrupt
    return 1 if summary.failed else 0
