"""The command ``changes``."""

from __future__ import annotations

import argparse

from provtag.commands.results import add_tagging_options, outputs_in, write_tables, write_texts
from provtag.commands.tagging import run_tag
from provtag.schema import ProvtagError
from provtag.terminal import say
from provtag.translation import spoken


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``changes`` to the ``provtag`` parser."""
    changes = commands.add_parser("changes", help="what became of a regulation from one edition to the next")
    changes.add_argument("old", metavar="OLD", help="the earlier edition, one file")
    changes.add_argument("new", metavar="NEW", help="the later edition, one file")
    add_tagging_options(changes)
    changes.set_defaults(run=run_changes)


def run_changes(options: argparse.Namespace) -> int:
    """Tag OLD and NEW into --out and write changes.csv, tasks.csv, changes.xlsx and changes.html there; returns the exit code.

    Raises ProvtagError where they are not two documents. Where one of them fails, there is nothing to compare.
    """
    from provtag.analysis.alignment import Aligner
    from provtag.analysis.change import change_table, changed_tasks, changes, task_table
    from provtag.analysis.clauses import by_document
    from provtag.report.analyses.change_page import change_page
    from provtag.report.tagged import tagged_clauses
    from provtag.report.workbook import write_table_workbook
    from provtag.tagging.inputs import find_inputs

    options.input = [options.old, options.new]
    names = [item.doc_id for item in find_inputs(options.input, options.out, options.follow_links)]
    if len(names) != 2:
        raise ProvtagError(f"{options.old}, {options.new}: hold {len(names)} documents; name two, the earlier edition first")
    aligner = Aligner.load(options.model)
    code = run_tag(options)
    documents = by_document(tagged_clauses(options.out))
    if unread := [name for name in names if name not in documents]:
        say(f"provtag: {', '.join(unread)}: could not be read, so nothing was compared; see failures.csv")
        return code
    old, new = names
    found = changes(documents[old], documents[new], aligner.rewording, aligner.thresholds.more)
    tasks = changed_tasks(found)
    sheets = {"changes": change_table(found), "tasks": task_table(tasks)}
    with outputs_in(options.out) as outputs:
        write_tables(outputs, {f"{name}.csv": table for name, table in sheets.items()})
        with outputs.replacing("changes.xlsx"):
            write_table_workbook(sheets, options.out / "changes.xlsx")
        write_texts(outputs, {"changes.html": change_page(old, new, found, tasks)})
    counts = ", ".join(f"{number} {spoken(str(kind))}" for kind, number in sheets["changes"]["change"].value_counts().items())
    say(f"{counts}: {options.out}")
    return code
