"""The command ``coverage``."""

from __future__ import annotations

import argparse

from provtag.commands.results import add_tagging_options, outputs_in, say_uncounted, write_tables, write_texts
from provtag.commands.tagging import INPUT_HELP, run_tag
from provtag.schema import ProvtagError
from provtag.terminal import say

FILES = LINKS, ADDED, WORKBOOK, PAGE = "links.csv", "added.csv", "coverage.xlsx", "coverage.html"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``coverage`` to the ``provtag`` parser."""
    coverage = commands.add_parser("coverage", help="what of a plan the other documents that count carry out, leave out and add")
    coverage.add_argument("plan", metavar="PLAN", help="the plan: a file, or a folder of several plans")
    coverage.add_argument("others", nargs="+", metavar="OTHER", help=f"what it is compared with: {INPUT_HELP}")
    add_tagging_options(coverage)
    coverage.set_defaults(run=run_coverage)


def run_coverage(options: argparse.Namespace) -> int:
    """Tag PLAN and OTHER... into --out and write links.csv, added.csv, coverage.xlsx and coverage.html there; returns the exit
    code. Raises ProvtagError where there is nothing to compare PLAN with; where none of it can be read, nothing is compared."""
    from provtag.analysis.alignment import Aligner
    from provtag.analysis.clauses import by_document
    from provtag.analysis.coverage import ADDED_COLUMNS, LINK_COLUMNS, cover, tables
    from provtag.report.analyses.coverage_page import coverage_page
    from provtag.report.tagged import counted_documents, tagged_clauses
    from provtag.report.workbook import write_coverage_workbook
    from provtag.tagging.inputs import find_inputs

    options.input = [options.plan, *options.others]
    plans = len(find_inputs([options.plan], options.out, options.follow_links))
    names = [item.doc_id for item in find_inputs(options.input, options.out, options.follow_links)]
    if plans == len(names):
        raise ProvtagError(f"{options.plan}: nothing to compare it with; name other documents behind it")
    aligner = Aligner.load(options.model)
    code = run_tag(options)
    documents = by_document(tagged_clauses(options.out))
    compared = counted_documents(options.out, names[:plans])
    say_uncounted(options.out, compared)
    found = [name for name in names if name in documents and name in compared]
    read, others = ({name: documents[name] for name in found if name in side} for side in (names[:plans], names[plans:]))
    if not read or not others:
        with outputs_in(options.out) as outputs:
            for name in {*FILES}.intersection(outputs.of_analyses()):
                outputs.remove(name)
        fault = "no other document was read that counts" if read else "no plan could be read"
        say(f"provtag: {options.plan}: {fault}, so nothing was compared")
        return code or 1
    coverage = cover(read, others, aligner.links)
    sheets = tables(coverage)
    with outputs_in(options.out) as outputs:
        write_tables(outputs, {LINKS: sheets["links"][[*LINK_COLUMNS]], ADDED: sheets["added"][[*ADDED_COLUMNS]]})
        with outputs.replacing(WORKBOOK):
            write_coverage_workbook(coverage, sheets, options.out / WORKBOOK)
        write_texts(outputs, {PAGE: coverage_page(coverage)})
    links, missing, added = (len(sheets[name]) for name in ("links", "missing", "added"))
    say(f"{links - missing} links, {missing} missing, {added} added: {options.out}")
    return code
