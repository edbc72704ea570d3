"""Which agencies work together: those that share a clause or a duty note, from the one that leads to the one that supports.

The weight of a tie is Newman's (2001): a clause or note with d agencies gives each pair of them 1/(d - 1), so that the weights
of an agency's ties add up to the number of clauses and notes that it shares with others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Any

import networkx as nx
import pandas as pd

from provtag.agencies.register import OTHER
from provtag.analysis.clauses import agency_name
from provtag.schema import Role, Scope

Row = dict[str, Any]

NODE_COLUMNS = (
    "agency_id", "agency", "units", "led", "supported", "degree", "strength", "out_strength", "in_strength", "betweenness",
    "core",
)  # fmt: skip
EDGE_COLUMNS = ("source", "source_agency", "target", "target_agency", "weight", "units", "led", "clause_ids")
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or duty note and the agencies in it: who leads and who supports, each agency once, mentions left out.

    ``clause_id`` is the clause's, or that of the clause before the note.
    """

    doc_id: str
    clause_id: str
    leads: frozenset[str]
    supports: frozenset[str]

    @property
    def agencies(self) -> frozenset[str]:
        """Return all agencies in it."""
        return self.leads | self.supports

    def ties(self) -> Iterator[tuple[str, str, Fraction]]:
        """Yield (source, target, weight): from each that leads to each that supports 1/(d - 1); between two that have the same
        role half of it each way, so that both directions add up to the pair's weight."""
        count = len(self.agencies)
        for source, target in permutations(sorted(self.agencies), 2):
            if source in self.leads and target in self.supports:
                yield source, target, Fraction(1, count - 1)
            elif (source in self.leads) == (target in self.leads):
                yield source, target, Fraction(1, 2 * (count - 1))


def units_of(clauses: Iterable[Row]) -> list[Unit]:
    """Return the clauses and duty notes, from rows of clauses.jsonl, in which an agency leads or supports. A note that several
    clauses inherit is one unit."""
    of_document: dict[str, list[Row]] = defaultdict(list)
    for row in clauses:
        of_document[row["doc_id"]].append(row)
    return [unit for doc_id, rows in of_document.items() for unit in _units(doc_id, rows)]


def agency_names(clauses: Iterable[Row]) -> dict[str, str]:
    """Return the key of every agency → its name."""
    return {agency_key(agency): agency_name(agency) for row in clauses for agency in row["agencies"]}


def agency_key(agency: Row) -> str:
    """Return what tells an agency of a row of clauses.jsonl from every other: its id, and the name of one without an own id."""
    return f"{OTHER}:{agency['text']}" if agency["agency_id"] == OTHER else agency["agency_id"]


def _units(doc_id: str, rows: Sequence[Row]) -> Iterator[Unit]:
    rows = sorted(rows, key=lambda row: row["start"])
    starts = [row["start"] for row in rows]
    notes: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        own = [agency for agency in row["agencies"] if agency["scope"] == Scope.CLAUSE]
        yield from _unit(doc_id, row, own)
        for agency in row["agencies"]:
            if agency["scope"] == Scope.DUTY_NOTE:  # between two clauses there is one note
                notes[bisect_right(starts, agency["start"]) - 1].append(agency)
    for number, agencies in sorted(notes.items()):
        yield from _unit(doc_id, rows[max(number, 0)], agencies)


def _unit(doc_id: str, row: Row, agencies: Iterable[Row]) -> Iterator[Unit]:
    roles: dict[str, set[str]] = {Role.LEAD: set(), Role.SUPPORT: set(), Role.MENTION: set()}
    for agency in agencies:
        roles[agency["role"]].add(agency_key(agency))
    leads, supports = frozenset(roles[Role.LEAD]), frozenset(roles[Role.SUPPORT] - roles[Role.LEAD])
    if leads or supports:
        yield Unit(doc_id, row["clause_id"], leads, supports)


@dataclass(frozen=True)
class Network:
    """The graph of the agencies (directed; ``weight`` of its edges exact), and the tables of its nodes and edges."""

    graph: nx.DiGraph
    nodes: pd.DataFrame
    edges: pd.DataFrame


def build_network(units: Sequence[Unit], names: dict[str, str]) -> Network:
    """Return the network of ``units``; the nodes of the core come first, then those that share most."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(sorted({agency for unit in units for agency in unit.agencies}))
    for unit in units:
        for source, target, weight in unit.ties():
            edge = graph.get_edge_data(source, target) or {"weight": Fraction(0), "units": 0, "led": 0, "clause_ids": []}
            edge["weight"] += weight
            edge["units"] += 1
            edge["led"] += source in unit.leads and target in unit.supports
            edge["clause_ids"].append(unit.clause_id)
            graph.add_edge(source, target, **edge)
    nodes = _node_table(graph, units, names)
    return Network(graph, nodes, _edge_table(graph, list(nodes["agency_id"]), names))


def undirected(graph: nx.DiGraph) -> nx.Graph:
    """Return the graph of the pairs: Newman's ``weight``, and the ``distance`` 1/weight of shortest paths."""
    pairs: nx.Graph = nx.Graph()
    pairs.add_nodes_from(graph)
    for source, target, weight in graph.edges(data="weight"):
        total = weight + (graph[target][source]["weight"] if graph.has_edge(target, source) else 0)
        pairs.add_edge(source, target, weight=total, distance=1 / total)
    return pairs


def core(pairs: nx.Graph) -> frozenset[str]:
    """Return the core that is nearest to an ideal one: all of it tied to each other, no two of the others.

    The exact solution of Lip (2011) of the discrete model of Borgatti and Everett (2000): in order of degree, a node belongs to
    the core while its degree is above the number of those before it. Among equal degrees the greater strength comes first.
    """
    degree, strength = dict(pairs.degree()), dict(pairs.degree(weight="weight"))
    order = sorted(pairs, key=lambda agency: (-degree[agency], -strength[agency], agency))
    return frozenset(agency for number, agency in enumerate(order) if degree[agency] > number)


def _node_table(graph: nx.DiGraph, units: Sequence[Unit], names: dict[str, str]) -> pd.DataFrame:
    pairs = undirected(graph)
    strength = dict(pairs.degree(weight="weight"))
    between = nx.betweenness_centrality(pairs, weight="distance")
    table = pd.DataFrame({"agency_id": list(graph)})
    agencies = table["agency_id"]
    table["agency"] = agencies.map(names)
    for column, members in (
        ("units", (unit.agencies for unit in units)),
        ("led", (unit.leads for unit in units)),
        ("supported", (unit.supports for unit in units)),
    ):
        counts = Counter(agency for group in members for agency in group)
        table[column] = [counts[agency] for agency in agencies]
    table["degree"] = [pairs.degree(agency) for agency in agencies]
    table["strength"] = [_plain(strength[agency]) for agency in agencies]
    table["out_strength"] = [_plain(graph.out_degree(agency, weight="weight")) for agency in agencies]
    table["in_strength"] = [_plain(graph.in_degree(agency, weight="weight")) for agency in agencies]
    table["betweenness"] = [_plain(between[agency]) for agency in agencies]
    table["core"] = agencies.isin(core(pairs))
    order = ["core", "strength", "units", "agency_id"]
    return table.sort_values(order, ascending=[False, False, False, True])[list(NODE_COLUMNS)].reset_index(drop=True)


def _edge_table(graph: nx.DiGraph, order: Sequence[str], names: dict[str, str]) -> pd.DataFrame:
    rank = {agency: number for number, agency in enumerate(order)}
    rows = [
        (
            source, names[source], target, names[target], _plain(edge["weight"]), edge["units"], edge["led"],
            ";".join(dict.fromkeys(edge["clause_ids"])),
        )
        for source, target, edge in sorted(graph.edges(data=True), key=lambda item: (rank[item[0]], rank[item[1]]))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(EDGE_COLUMNS))


def _plain(value: Fraction | float) -> float:
    return round(float(value), DIGITS)
