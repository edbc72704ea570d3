"""The network as files for programs that draw graphs: GraphML and GEXF, both open in Gephi."""

from __future__ import annotations

import re

import networkx as nx

from provtag.analysis.network import Network
from provtag.patterns import Pattern

# The writer says when it wrote, which is not the same in equal files.
_META = Pattern(r"\s*<meta\b.*?</meta>", re.DOTALL)


def graphml_text(network: Network) -> str:
    """Return the network as GraphML."""
    return _HEAD + "\n".join(nx.generate_graphml(_plain_graph(network))) + "\n"


def gexf_text(network: Network) -> str:
    """Return the network as GEXF 1.2."""
    return _HEAD + _META.sub("", "\n".join(nx.generate_gexf(_plain_graph(network)))) + "\n"


_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def _plain_graph(network: Network) -> nx.DiGraph:
    """Return the graph with the columns of its tables as attributes, names as labels."""
    graph: nx.DiGraph = nx.DiGraph()
    nodes = network.nodes.rename(columns={"agency": "label"}).set_index("agency_id")
    graph.add_nodes_from(nodes.to_dict("index").items())
    for edge in network.edges.to_dict("records"):
        graph.add_edge(edge["source"], edge["target"], weight=edge["weight"], units=edge["units"], led=edge["led"])
    return graph
