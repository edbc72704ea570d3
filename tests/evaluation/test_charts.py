"""Pictures of tables: every row is in them, in an order that answers the question, and nothing in them is from elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from provtag.evaluation.charts import CHARTS, Curves, Values
from provtag.files import read_yaml
from provtag.paths import ROOT

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    {"document": "north", "system": "<plain>", "f1": 0.25, "low": 0.2, "high": 0.3},
    {"document": "south", "system": "plain", "f1": 0.5, "low": 0.4, "high": 0.6},
    {"document": "north", "system": "model", "f1": 0.75, "low": 0.7, "high": 0.8},
    {"document": "south", "system": "model", "f1": "n/a", "low": "n/a", "high": "n/a"},
]
CHART = Values("Which is better?", ("document", "system"), "f1", "document")


def drawn(chart: Values | Curves, rows: list[dict[str, object]]) -> ElementTree.Element:
    return ElementTree.fromstring(chart.draw(rows))


def words(picture: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def test_groups_stand_together_and_the_best_of_each_first() -> None:
    names = [text for text in words(drawn(CHART, ROWS)) if " · " in text]
    assert names == ["north · model", "north · <plain>", "south · plain", "south · model"]


def test_a_row_without_a_figure_is_there_and_says_so() -> None:
    picture = drawn(CHART, ROWS)
    assert "n/a" in words(picture)
    assert len(list(picture.iter(f"{SVG}circle"))) == 3


def test_a_value_lies_in_its_interval() -> None:
    picture = drawn(CHART, ROWS)
    intervals = [line for line in picture.iter(f"{SVG}line") if line.get("stroke-width") == "2"]
    for line, circle in zip(intervals, picture.iter(f"{SVG}circle"), strict=True):
        low, value, high = float(line.get("x1") or 0), float(circle.get("cx") or 0), float(line.get("x2") or 0)
        assert low < value < high


def test_a_curve_goes_up_where_its_figures_do() -> None:
    chart = Curves("How far?", ("x", "share"), ("y", "wrong"), "kind", diagonal=True)
    rows = [{"kind": kind, "x": x, "y": x / 2} for kind in ("a", "b") for x in (0.0, 0.5, 1.0)]
    picture = drawn(chart, rows)
    curves = [line.get("points") or "" for line in picture.iter(f"{SVG}polyline")]
    assert len(curves) == 2
    heights = [float(place.split(",")[1]) for place in curves[0].split()]
    assert heights == sorted(heights, reverse=True)  # y counts from above
    assert {"How far?", "share", "wrong", "a", "b"} <= set(words(picture))


@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_is_shown_and_stands_alone(name: str) -> None:
    assert f"plots/{name}.svg" in read_yaml(ROOT / "dvc.yaml")["plots"]
    text = (ROOT / "plots" / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"<script|href|url\(", text)
    ElementTree.fromstring(text)
