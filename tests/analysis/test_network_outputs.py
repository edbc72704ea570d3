"""What is written of a network: files for graph programs, page, differences, and the command as its users see it."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from lxml import etree

from provtag.analysis.network import Unit, build_network
from provtag.analysis.network_difference import difference_table
from provtag.analysis.network_files import gexf_text, graphml_text
from provtag.cli import main
from provtag.report.analyses.network_page import MOST_DRAWN, network_page
from tests.report.tagged_output import make_document, write_tagged

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {"A": "公安 <&>", "B": "民政", "C": "妇联", "D": "教育"}


def units(text: str, doc_id: str = "甲") -> list[Unit]:
    """Return the units of "A>B A>BC": who leads before the sign, who supports behind it."""
    sides = [part.split(">") for part in text.split()]
    return [Unit(doc_id, f"{doc_id}:{number}", frozenset(lead), frozenset(rest)) for number, (lead, rest) in enumerate(sides)]


@pytest.mark.parametrize(
    ("write", "read", "schema"), [(graphml_text, nx.read_graphml, "graphml"), (gexf_text, nx.read_gexf, "gexf")]
)
def test_graph_files_are_valid_and_read_back(write, read, schema: str) -> None:
    network = build_network(units("A>B A>BC AB> D>"), NAMES)
    text = write(network)
    etree.XMLSchema(etree.parse(SCHEMAS / f"{schema}.xsd")).assertValid(etree.fromstring(text.encode()))
    graph = read(io.BytesIO(text.encode()))
    assert graph.is_directed()
    assert {(source, target): data["weight"] for source, target, data in graph.edges(data=True)} == {
        (row.source, row.target): row.weight for row in network.edges.itertuples()
    }
    nodes = network.nodes.set_index("agency_id")
    assert set(graph) == set(nodes.index)
    for agency, data in graph.nodes(data=True):
        assert data["label"] == nodes.loc[agency, "agency"]
        assert (data["betweenness"], data["core"]) == (nodes.loc[agency, "betweenness"], nodes.loc[agency, "core"])


def test_the_schemas_refuse_what_is_not_theirs() -> None:
    for schema, fault in (
        ("graphml", ('edgedefault="directed"', 'edgedefault="sideways"')),
        ("gexf", ('type="double"', 'type="real"')),
    ):
        text = (graphml_text if schema == "graphml" else gexf_text)(build_network(units("A>B"), NAMES))
        assert fault[0] in text
        checked = etree.XMLSchema(etree.parse(SCHEMAS / f"{schema}.xsd"))
        assert not checked.validate(etree.fromstring(text.replace(*fault).encode()))


def test_equal_networks_differ_by_nothing() -> None:
    table = difference_table(units("A>B A>C B>C"), units("A>B A>C B>C", "乙"), 200, 1)
    assert (table["difference"] == 0).all() and (table["p"] == 1).all() and (table["q"] == 1).all()


def test_the_difference_is_as_worked_out_by_hand() -> None:
    """First: A>B three times, B>C once. Second: A>C four times. No tie in common: distance 1. Of the C(8,4) = 70 ways to deal
    eight clauses 4 to 4, the observed one and its mirror image differ as much. B shares all of the first, none of the second."""
    table = difference_table(units("A>B A>B A>B B>C"), units("A>C A>C A>C A>C", "乙"), 20_000, 7).set_index(
        ["what", "source", "target"]
    )
    assert table.loc[("network", "", ""), "difference"] == 1
    assert table.loc[("network", "", ""), "p"] == pytest.approx(2 / 70, abs=0.004)
    assert table.loc[("agency", "B", ""), ["first", "second", "difference"]].tolist() == [1, 0, -1]
    assert table.loc[("agency", "B", ""), "p"] == pytest.approx(2 / 70, abs=0.004)
    assert table.loc[("tie", "A", "B"), ["first", "second"]].tolist() == [0.75, 0]


def test_chances_are_even_where_nothing_differs() -> None:
    """Where both documents are dealt from the same clauses, one in ten tests finds p at or below a tenth."""
    draw = np.random.default_rng(5)
    found = []
    for _ in range(60):
        dealt = [units(" ".join(draw.choice(["A>B", "A>C", "B>D", "AC>B"], 12)), doc_id) for doc_id in "甲乙"]
        found.append(difference_table(*dealt, 99, 1).loc[0, "p"] <= 0.1)
    assert sum(found) <= 14  # of 60, at chance 0.1: more in one of 2,000


def test_the_page_shows_every_tie_and_draws_few_agencies_only() -> None:
    network = build_network(units("A>B A>BC AB> D>"), NAMES)
    page = network_page(network, ["甲"], None)
    assert page.count('class="shade-') == len(network.edges)
    assert page.count("<circle") == 4 and page.count("<line") == 3
    assert "公安 &lt;&amp;&gt;" in page and "公安 <" not in page
    many = {f"机构{number}": f"机构{number}" for number in range(MOST_DRAWN + 1)}
    crowd = build_network([Unit("甲", "甲:1", frozenset(many), frozenset())], many)
    assert "<svg" not in network_page(crowd, ["甲"], None)
    assert "<svg" not in network_page(build_network([], {}), [], None)


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    return write_tagged(tmp_path / "tagged", [make_document(number, 20) for number in range(2)])


def test_the_command_writes_tables_files_and_page(tagged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["network", str(tagged), "--out", str(out), "--compare"]) == 0
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    assert set(files) == {"nodes.csv", "edges.csv", "differences.csv", "network.graphml", "network.gexf", "network.html"}
    nodes, edges = pd.read_csv(out / "nodes.csv"), pd.read_csv(out / "edges.csv")
    assert set(edges["source"]) | set(edges["target"]) <= set(nodes["agency_id"])
    assert edges["weight"].sum() == pytest.approx(nodes["strength"].sum() / 2, abs=1e-3)
    assert pd.read_csv(out / "differences.csv").loc[0, "what"] == "network"
    assert main(["network", str(tagged), "--out", str(out), "--compare"]) == 0
    assert files == {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_comparing_needs_two_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    three = write_tagged(tmp_path / "three", [make_document(number, 5) for number in range(3)])
    assert main(["network", str(three), "--out", str(tmp_path / "out"), "--compare"]) == 2
    assert "two documents" in capsys.readouterr().err
