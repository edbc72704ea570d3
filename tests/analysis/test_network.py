"""The network of six clauses, every figure of it worked out by hand.

    clause  leads     supports   d   ties
    1       A         B          2   A→B 1
    2       A         B C        3   A→B 1/2, A→C 1/2, B↔C 1/4 each way
    3       A B       –          2   A↔B 1/2 each way
    4       A         C          2   A→C 1
    5       D         A          2   D→A 1
    6       E         –          1   none

Pairs: AB 1 + 1/2 + 1 = 5/2, AC 3/2, BC 1/2, AD 1. Strengths: A 5, B 3, C 2, D 1, E 0: the clauses each shares.
Distances: AB 2/5, AC 2/3, BC 2 or over A 16/15, AD 1. Shortest paths between others all go over A: of the 6 pairs among B C D E,
BC, BD and CD: betweenness 3/6. Degrees: A 3, B 2, C 2, D 1, E 0. Core: A (3 > 0), B (2 > 1), not C (2 > 2 is false).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.analysis.network import Unit, agency_names, build_network, core, undirected, units_of

NAMES = dict(zip("ABCDE", ("公安", "民政", "妇联", "教育", "网信"), strict=True))
SIX = [("A", "B"), ("A", "BC"), ("AB", ""), ("A", "C"), ("D", "A"), ("E", "")]


def unit(number: int, leads: str, supports: str, doc_id: str = "甲") -> Unit:
    return Unit(doc_id, f"{doc_id}:{number}", frozenset(leads), frozenset(supports))


@pytest.fixture
def units() -> list[Unit]:
    return [unit(number, *sides) for number, sides in enumerate(SIX, 1)]


def test_the_nodes_are_as_worked_out_by_hand(units: list[Unit]) -> None:
    nodes = build_network(units, NAMES).nodes
    columns = ["agency_id", "agency", "units", "led", "supported", "degree", "strength", "betweenness", "core"]
    assert [tuple(row) for row in nodes[columns].itertuples(index=False)] == [
        ("A", "公安", 5, 4, 1, 3, 5.0, 0.5, True),
        ("B", "民政", 3, 1, 2, 2, 3.0, 0.0, True),
        ("C", "妇联", 2, 0, 2, 2, 2.0, 0.0, False),
        ("D", "教育", 1, 1, 0, 1, 1.0, 0.0, False),
        ("E", "网信", 1, 1, 0, 0, 0.0, 0.0, False),
    ]
    directed = nodes.set_index("agency_id")[["out_strength", "in_strength"]]
    assert directed.loc["A"].tolist() == [3.5, 1.5]
    assert directed.loc["B"].tolist() == [0.75, 2.25]


def test_the_edges_are_as_worked_out_by_hand(units: list[Unit]) -> None:
    edges = build_network(units, NAMES).edges
    assert [tuple(row) for row in edges.drop(columns=["source_agency", "target_agency"]).itertuples(index=False)] == [
        ("A", "B", 2.0, 3, 2, "甲:1;甲:2;甲:3"),
        ("A", "C", 1.5, 2, 2, "甲:2;甲:4"),
        ("B", "A", 0.5, 1, 0, "甲:3"),
        ("B", "C", 0.25, 1, 0, "甲:2"),
        ("C", "B", 0.25, 1, 0, "甲:2"),
        ("D", "A", 1.0, 1, 1, "甲:5"),
    ]


LETTERS = st.text(st.sampled_from("ABCDE"), max_size=4)


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=12))
def test_strength_is_the_number_of_clauses_shared(sides: list[tuple[str, str]]) -> None:
    units = [unit(number, leads, "".join(set(supports) - set(leads))) for number, (leads, supports) in enumerate(sides)]
    pairs = undirected(build_network(units, NAMES).graph)
    for agency in pairs:
        assert pairs.degree(agency, weight="weight") == sum(agency in one.agencies and len(one.agencies) > 1 for one in units)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])))
def test_no_other_core_is_nearer_to_the_ideal_one(ties: set[tuple[int, int]]) -> None:
    pairs: nx.Graph = nx.Graph()
    pairs.add_nodes_from(map(str, range(7)))
    pairs.add_edges_from((str(first), str(second), {"weight": Fraction(1)}) for first, second in ties)

    def faults(members: frozenset[str]) -> int:
        others = set(pairs) - members
        missing = len(members) * (len(members) - 1) // 2 - pairs.subgraph(members).number_of_edges()
        return missing + pairs.subgraph(others).number_of_edges()

    subsets = (frozenset(str(node) for node in range(7) if number >> node & 1) for number in range(1 << 7))
    assert faults(core(pairs)) == min(map(faults, subsets))


def mention(agency_id: str, role: str, start: int, scope: str = "clause") -> dict[str, Any]:
    return {"agency_id": agency_id, "agency": NAMES[agency_id], "role": role, "start": start, "scope": scope}


def row(number: int, start: int, *agencies: dict[str, Any]) -> dict[str, Any]:
    return {"doc_id": "甲", "clause_id": f"甲:{number}", "start": start, "agencies": list(agencies)}


def test_a_note_is_one_unit_and_a_mention_none() -> None:
    """Two clauses with one note behind the second, a third with one of its own: three clauses and notes with agencies."""
    note = [mention("B", "lead", 50, "duty_note"), mention("C", "support", 53, "duty_note")]
    other = mention("D", "lead", 90, "duty_note")
    rows = [
        row(1, 0, mention("A", "lead", 2), mention("E", "mention", 8), *note),
        row(2, 20, mention("E", "mention", 22), *note),
        row(3, 70, mention("A", "support", 72), mention("A", "lead", 80), other),
    ]
    assert units_of(rows) == [
        unit(1, "A", ""), unit(3, "A", ""), unit(2, "B", "C"), unit(3, "D", ""),
    ]  # fmt: skip
    assert agency_names(rows) == NAMES
    assert units_of([]) == [] and len(build_network([], {}).nodes) == 0


def test_bodies_without_an_id_of_their_own_are_nodes_of_their_own() -> None:
    def said(text: str, agency_id: str, role: str) -> dict[str, Any]:
        return {"text": text, "agency_id": agency_id, "agency": agency_id, "role": role, "scope": "clause", "start": 0}

    rows = [
        {
            "doc_id": "d",
            "clause_id": "d:1",
            "start": 0,
            "agencies": [said("甲办", "other", "lead"), said("公安", "police", "support")],
        },
        {
            "doc_id": "d",
            "clause_id": "d:2",
            "start": 9,
            "agencies": [said("乙会", "other", "lead"), said("甲办", "other", "support")],
        },
    ]
    network = build_network(units_of(rows), agency_names(rows))
    assert dict(zip(network.nodes["agency"], network.nodes["degree"], strict=True)) == {"甲办": 2, "乙会": 1, "police": 1}
