"""What the model card says of the traits of orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provtag.evaluation.markdown import shown, table
from provtag.schema import Trait

Figures = Mapping[str, Any]

PARTS = {
    "test": "clauses that no rule was written for",
    "dev": "clauses in view when the rules were written",
    "annotators": "two annotators",
}


def orders_section(orders: Figures) -> str:
    """Return the F1 of each trait as a table: of the parts that are there, and of one annotator against the other."""
    parts = [part for part in PARTS if part in orders]
    head = ["trait", *(words for part in parts for words in (f"{PARTS[part]}: with it", "F1"))]
    rows = [[str(trait), *(cell for part in parts for cell in _cells(orders[part][trait]))] for trait in Trait]
    return table(head, rows)


def _cells(figures: Figures) -> tuple[int, str]:
    return figures["clauses"], shown(figures["f1"])
