"""``network.html``: the network as a matrix, and as a drawing where there are few agencies."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pandas as pd

from provtag.analysis.network import Network, undirected
from provtag.report.analyses.page import page, say

MOST_DRAWN = 40
SHADES = 9
INNER, OUTER, MIDDLE = 190, 400, 480  # radii of the rings of core and others, and half the side of the drawing
Place = tuple[float, float]


def network_page(network: Network, documents: list[str], difference: pd.DataFrame | None) -> str:
    """Return the page: a matrix of who leads whom, the figures of the agencies, and what differs between two documents."""
    nodes = network.nodes.to_dict("records")
    cells = {(row["source"], row["target"]): row for row in network.edges.to_dict("records")}
    most = max((row["weight"] for row in cells.values()), default=1)
    for row in cells.values():
        # The root keeps the many weak ties apart, which a few strong ones would leave in one shade.
        row["shade"] = max(1, math.ceil(SHADES * math.sqrt(row["weight"] / most)))
    return page(
        "network",
        say("机构网络", "Network of agencies"),
        report="",
        documents=documents,
        nodes=nodes,
        cells=cells,
        drawing=_drawing(network) if 0 < len(nodes) <= MOST_DRAWN else None,
        most_drawn=MOST_DRAWN,
        difference=None if difference is None else _differences(difference, network),
    )


def _differences(difference: pd.DataFrame, network: Network) -> dict[str, Any]:
    names = dict(zip(network.nodes["agency_id"], network.nodes["agency"], strict=True))
    rows = difference.assign(source=difference["source"].map(names), target=difference["target"].map(names).fillna(""))
    whole = rows[rows["what"] == "network"].iloc[0].to_dict()
    agencies = rows[rows["what"] == "agency"].to_dict("records")
    return {"network": whole, "agencies": agencies, "ties": int((rows["what"] == "tie").sum())}


def _drawing(network: Network) -> dict[str, Any]:
    """Return the circles and lines of the drawing: the core on the inner ring, the others outside near those they are tied to."""
    pairs = undirected(network.graph)
    places = _places(network, pairs)
    most = float(max((weight for *_, weight in pairs.edges(data="weight")), default=1))
    top = max(network.nodes["strength"].max(), 1)
    lines = []
    for first, second, weight in sorted(pairs.edges(data="weight"), key=lambda edge: (edge[2], edge[0], edge[1])):
        (x1, y1), (x2, y2) = places[first], places[second]
        share = math.sqrt(float(weight) / most)
        line = {
            "x1": x1,
            "y1": y1,
            "x2": x2,
            "y2": y2,
            "width": round(0.5 + 6 * share, 1),
            "opacity": round(0.15 + 0.6 * share, 2),
        }
        lines.append(line)
    circles = [
        {
            "x": places[node["agency_id"]][0],
            "y": places[node["agency_id"]][1],
            "radius": round(5 + 15 * math.sqrt(node["strength"] / top), 1),
            **node,
        }
        for node in network.nodes.to_dict("records")
    ]
    return {"side": 2 * MIDDLE, "lines": lines, "circles": circles}


def _places(network: Network, pairs: nx.Graph) -> dict[str, Place]:
    inner = list(network.nodes.loc[network.nodes["core"], "agency_id"])
    angles = {agency: 2 * math.pi * number / len(inner) for number, agency in enumerate(inner)}

    def towards(agency: str) -> float:
        ties = [(angles[other], float(pairs[agency][other]["weight"])) for other in pairs[agency] if other in angles]
        x, y = (sum(weight * turn(angle) for angle, weight in ties) for turn in (math.cos, math.sin))
        return round(math.atan2(y, x) % (2 * math.pi), 6)

    outer = sorted((agency for agency in network.nodes["agency_id"] if agency not in angles), key=lambda one: (towards(one), one))
    places = {agency: _on_ring(INNER if len(inner) > 1 else 0, angle) for agency, angle in angles.items()}
    return places | {agency: _on_ring(OUTER, 2 * math.pi * number / len(outer)) for number, agency in enumerate(outer)}


def _on_ring(radius: float, angle: float) -> Place:
    return round(MIDDLE + radius * math.cos(angle), 1), round(MIDDLE + radius * math.sin(angle), 1)
