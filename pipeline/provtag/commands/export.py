"""The command ``export``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from provtag.commands.results import outputs_in

PACKAGE, PROJECT, ANNOTATIONS, DATABASE = "datapackage.json", "provtag.qdpx", "annotations.jsonld", "provtag.duckdb"
FORMATS = {"datapackage": PACKAGE, "qdpx": PROJECT, "annotations": ANNOTATIONS, "duckdb": DATABASE}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``export`` to the ``provtag`` parser."""
    export = commands.add_parser("export", help="results for other programs: data package, DuckDB, REFI-QDA, Web Annotation")
    export.add_argument("folder", type=Path, metavar="DIR", help="folder written by `provtag tag`; the files are added to it")
    export.add_argument(
        "--to", choices=FORMATS, action="append", metavar="FORMAT", help=f"one of {', '.join(FORMATS)} (default: all)"
    )
    export.set_defaults(run=run_export)


def run_export(options: argparse.Namespace) -> int:
    """Write the files of the formats into DIR; returns the exit code."""
    from provtag.exports.database import write_database
    from provtag.exports.datapackage import data_package
    from provtag.exports.refi_qda import write_project
    from provtag.exports.web_annotation import annotation_collection
    from provtag.files import write_json
    from provtag.report.tagged import check_results, tagged_clauses, tagged_documents

    folder: Path = options.folder
    names = [FORMATS[format_] for format_ in options.to or FORMATS]
    check_results(folder)  # before anything is written
    if {PROJECT, ANNOTATIONS} & set(names):
        next(iter(tagged_clauses(folder)), None)  # and here where they are not tagged
    writers: dict[str, Callable[[Path], None]] = {
        PACKAGE: lambda path: write_json(path, data_package(folder), sort_keys=False),
        PROJECT: lambda path: write_project(tagged_documents(folder), tagged_clauses(folder), path),
        ANNOTATIONS: lambda path: write_json(
            path, annotation_collection(tagged_documents(folder), tagged_clauses(folder)), sort_keys=False
        ),
        DATABASE: lambda path: write_database(folder, path),
    }
    with outputs_in(folder) as outputs:
        for name in names:
            with outputs.replacing(name):
                writers[name](folder / name)
            print(folder / name)
    return 0
