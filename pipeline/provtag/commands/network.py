"""The command ``network``."""

from __future__ import annotations

import argparse

from provtag.commands.results import add_result_options, outputs_in, say_uncounted, tagged_results, write_tables, write_texts
from provtag.schema import ProvtagError
from provtag.terminal import say


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``network`` to the ``provtag`` parser."""
    network = commands.add_parser(
        "network",
        help="which agencies work together in the documents that count, from the one that leads to the one that supports",
    )
    add_result_options(network)
    network.add_argument("--compare", action="store_true", help="also test how two documents, and no more, differ")
    network.set_defaults(run=run_network)


def run_network(options: argparse.Namespace) -> int:
    """Write nodes.csv, edges.csv, network.graphml, network.gexf and network.html into --out; returns the exit code."""
    from provtag.analysis.network import agency_names, build_network, units_of
    from provtag.analysis.network_difference import difference_table
    from provtag.analysis.network_files import gexf_text, graphml_text
    from provtag.report.analyses.network_page import network_page
    from provtag.report.tagged import counted_documents, tagged_clauses, tagged_documents
    from provtag.settings import NetworkSettings, read_settings

    folder, code = tagged_results(options)
    # Whoever has two documents compared means both, also where one is a copy of the other.
    named = [row["doc_id"] for row in tagged_documents(folder)] if options.compare else []
    documents = counted_documents(folder, named if len(named) == 2 else ())
    say_uncounted(folder, documents)
    wanted = frozenset(documents)
    clauses = [row for row in tagged_clauses(folder) if row["doc_id"] in wanted]
    units = units_of(clauses)
    network = build_network(units, agency_names(clauses))
    tables = {"nodes.csv": network.nodes, "edges.csv": network.edges}
    difference = None
    if options.compare:
        if len(documents) != 2:
            raise ProvtagError(f"--compare: needs two documents that count and there are {len(documents)}; name two files")
        sides = [[unit for unit in units if unit.doc_id == doc_id] for doc_id in documents]
        settings = read_settings(NetworkSettings)
        tables["differences.csv"] = difference = difference_table(sides[0], sides[1], settings.shuffles, settings.seed)
    texts = {
        "network.graphml": graphml_text(network),
        "network.gexf": gexf_text(network),
        "network.html": network_page(network, documents, difference),
    }
    with outputs_in(options.out) as outputs:
        write_tables(outputs, tables)
        write_texts(outputs, texts)
    say(f"{len(documents)} documents, {len(network.nodes)} agencies, {len(network.edges)} ties: {options.out}")
    return code
