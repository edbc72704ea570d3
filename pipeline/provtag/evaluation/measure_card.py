"""What the model card says of measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provtag.evaluation.markdown import interval, percent, shown, table

Figures = Mapping[str, Any]

MEASURED_ON = {
    "leave_one_hand_out": "whole documents, their hand not trained on",
    "gold": "seeds, not trained on",
    "held_out": "excerpts kept apart",
}
MEASURE_FIGURES = {
    "main_first": "main measure first",
    "main_among_three": "main measure among three",
    "set_f1": "F1 of the sets",
    "decided_right": "main measure first, of the 70 % decided on most surely",
}


def measures_section(measures: Figures) -> str:
    """Return the figures of measures as a table, and how far annotators agree about them."""
    rows = [
        (name, measures[part]["clauses"], measures[part]["with_measures"], *_with_intervals(measures[part]))
        for part, name in MEASURED_ON.items()
    ]
    head = ("clauses of", "clauses", "with measures", *MEASURE_FIGURES.values())
    two = measures["annotators"]
    agreed = f"the same main measure in {percent(two['main_same'])} of {two['both_gave_measures']}, F1 of the sets"
    return f"{table(head, rows)}\n\nTwo annotators of the whole documents: {agreed} {shown(two['set_f1'])}."


def _with_intervals(figures: Figures) -> Iterator[str]:
    for name in MEASURE_FIGURES:
        yield f"{shown(figures[name])} ({interval(figures, f'{name}_low', f'{name}_high')})"
