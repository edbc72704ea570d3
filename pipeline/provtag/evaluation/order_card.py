"""What the model card says of the traits of orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provtag.evaluation.markdown import shown, table
from provtag.schema import Trait

Figures = Mapping[str, Any]

ANNOTATORS = "annotators"
BESIDE = ("first_time", "shown")  # what stands beside the figures of rounds and annotators


def orders_section(orders: Figures) -> str:
    """Return the F1 of each trait as a table: of the rounds of labels that are there, and of one annotator against the other.

    Of a round whose labels were kept from whoever wrote the rules until it was scored, that first figure stands before today's.
    """
    parts = sorted((part for part in orders if part not in BESIDE), key=lambda part: part == ANNOTATORS)
    first_time = orders.get("first_time", {})
    in_tables = orders["shown"]
    head = ["trait", "in tables", *(words for part in parts for words in _head(part, part in first_time))]
    rows = [
        [str(trait), "yes" if in_tables[trait] else "no"]
        + [cell for part in parts for cell in _cells(orders[part][trait], first_time.get(part), trait)]
        for trait in Trait
    ]
    return table(head, rows)


def _head(part: str, was_unseen: bool) -> list[str]:
    name = "two annotators" if part == ANNOTATORS else f"{part} round"
    return [f"{name}: with it", *(["F1 unseen"] if was_unseen else []), "F1"]


def _cells(figures: Figures, unseen: Figures | None, trait: Trait) -> list[object]:
    return [figures["clauses"], *([shown(unseen[trait])] if unseen else []), shown(figures["f1"])]
