"""The headline figures are few, flat numbers, and of the seeds the worst speaks for all."""

from __future__ import annotations

from typing import Any

from provtag.evaluation.headline import headline
from provtag.files import read_json
from provtag.paths import METRICS


def test_it_is_short_and_made_of_numbers() -> None:
    stored = read_json(METRICS / "headline.json")
    assert 0 < len(stored) <= 15
    assert all(isinstance(figure, float) and 0 <= figure <= 1 for figure in stored.values())


def test_the_seed_read_worst_speaks_for_all() -> None:
    def parts(f1: float) -> dict[str, Any]:
        return {"everywhere": {"all": {"f1": f1}}}

    seeds = {"north": 0.9, "south": 0.7}
    actions = {
        "leave_one_document_out": {name: {"model": {"macro_f1": figure}} for name, figure in seeds.items()},
        "leave_one_hand_out": {"macro_f1": 0.8, "exact": 0.75},
        "leave_one_style_out": {"macro_f1": 0.85},
        "held_out": {"model": {"macro_f1": 0.95}},
        "documents": {"review": {"decided_automatically": 0.6, "precision": 0.9, "wrong_clauses_flagged": 0.5}},
    }
    agencies = {
        "leave_one_document_out": {name: {"model": parts(figure - 0.1)} for name, figure in seeds.items()},
        "documents": parts(0.81),
        "written": parts(0.82),
        "held_out": {"model": parts(0.83)},
    }
    agreement = {"types": {"rescue": {"alpha": {"value": None}}, "crackdown": {"alpha": {"value": 0.9}}}}
    measures = {"leave_one_hand_out": {"main_first": 0.65}}
    alignment = {"systems": {"model": {"links_f1": 0.68}}}
    figures = headline(actions, agencies, measures, alignment, agreement)
    assert (figures["types_worst_seed"], figures["agencies_worst_seed"]) == (0.7, 0.6)
    assert figures["agreement_worst_type"] == 0.0
    assert len(figures) == 15
