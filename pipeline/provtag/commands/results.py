"""What the analyses start from: a folder of results, as it is or made first from INPUT."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from provtag.commands.tagging import INPUT_HELP, add_batch_options, finish, run_inputs, run_tag
from provtag.paths import MODEL
from provtag.terminal import say

if TYPE_CHECKING:
    import pandas as pd

    from provtag.tagging.outputs import Outputs

MOST_NAMED = 10  # documents in one line of the screen; documents.jsonl tells of all


def add_result_options(command: argparse.ArgumentParser) -> None:
    """Add INPUT... and what ``add_tagging_options`` adds."""
    command.add_argument("input", nargs="+", metavar="INPUT", help=f"a folder written by `provtag tag`, or {INPUT_HELP}")
    add_tagging_options(command)


def add_tagging_options(command: argparse.ArgumentParser) -> None:
    """Add --out and the options of tagging."""
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    command.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    command.set_defaults(labels=None, xlsx=False)
    add_batch_options(command)


def tagged_results(options: argparse.Namespace) -> tuple[Path, int]:
    """Return the folder with the results for INPUT, and the exit code of making them: INPUT itself where it is such a folder,
    else --out after tagging INPUT into it."""
    folder = Path(options.input[0])
    if len(options.input) == 1 and (folder / "documents.jsonl").is_file():
        from provtag.report.tagged import check_results

        check_results(folder)
        return folder, 0
    return options.out, run_tag(options)


def say_uncounted(folder: Path, counted: Collection[str]) -> None:
    """Say how many documents of ``folder`` are not among the ``counted``, and name the first of them."""
    from provtag.report.tagged import tagged_documents

    wanted = frozenset(counted)
    if others := [row["doc_id"] for row in tagged_documents(folder) if row["doc_id"] not in wanted]:
        names = ", ".join((*others[:MOST_NAMED], *(["…"] if len(others) > MOST_NAMED else [])))
        say(f"provtag: {len(others)} not counted, being a copy or unlike a regulation: {names}")


def parsed_results(options: argparse.Namespace) -> tuple[Path, int]:
    """Return the same where the structure of documents is enough: INPUT is not tagged, and no model needed, unless --out holds
    tables of ``provtag tag``, which are kept up."""
    folder = Path(options.input[0])
    if (len(options.input) == 1 and (folder / "documents.jsonl").is_file()) or (options.out / "clauses.csv").exists():
        return tagged_results(options)
    options.model = None
    return options.out, finish(run_inputs(options), options.out)


@contextmanager
def outputs_in(out: Path) -> Iterator[Outputs]:
    """Give the output files of ``out``, kept from other runs; a file that a person changed is set aside when it is replaced."""
    from provtag.tagging.batch import check_output
    from provtag.tagging.outputs import Outputs
    from provtag.tagging.records import Records

    check_output(out)
    with Records(out).locked():
        yield Outputs(out)


def write_tables(outputs: Outputs, tables: dict[str, pd.DataFrame]) -> None:
    """Write ``tables``, by their file names, for spreadsheet programs; a cell without a value is empty."""
    from provtag.tagging.tables import write_csv_rows

    for name, table in tables.items():
        with outputs.replacing(name):
            cells = table.astype(object).where(table.notna(), "")
            write_csv_rows(outputs.out / name, list(table.columns), cells.itertuples(index=False, name=None))


def write_texts(outputs: Outputs, texts: dict[str, str]) -> None:
    """Write ``texts`` by their file names."""
    from provtag.files import write_text

    for name, text in texts.items():
        with outputs.replacing(name):
            write_text(outputs.out / name, text)
