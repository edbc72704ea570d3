"""Figures of what is read of orders, on a few clauses counted by hand; labels that do not fit their clause are an error."""

from __future__ import annotations

import json

import pytest

from provtag.evaluation.order_card import orders_section
from provtag.evaluation.orders import read_orders, score
from provtag.schema import Label, Mark, ProvtagError, Trait

TEXT = "学校应当于6月底前报告，每月报告。"
SHOWN = {str(trait): trait is not Trait.DEADLINE for trait in Trait}
UNITS = {"d:1": Label("d:1", "clause", TEXT, None, ())}
ROW = {
    "clause_id": "d:1",
    "text": TEXT,
    "force": [{"value": "must", "text": "应当"}],
    "deadline": [{"value": "date", "text": "6月底前"}, {"value": "interval", "text": "每月"}],
    "quantity": [],
    "condition": [],
    "reporting": [{"text": "报告"}, {"text": "报告"}],
    "budget": [],
}


def labels(tmp_path, **changes):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(ROW | changes, ensure_ascii=False) + "\n", encoding="utf-8")
    return read_orders(path, UNITS)


def mark(trait, value, words):
    start = TEXT.index(words) if words else 0
    return Mark(trait, value, words, start, start + len(words))


def test_words_that_are_marked_twice_stand_in_two_places(tmp_path):
    (found,) = labels(tmp_path).values()
    assert [(item.start, item.end) for item in found if item.trait is Trait.REPORTING] == [(9, 11), (14, 16)]
    assert all(TEXT[item.start : item.end] == item.text for item in found)


@pytest.mark.parametrize(
    "changes",
    [{"clause_id": "d:2"}, {"text": "学校应当报告。"}, {"budget": [{"text": "经费"}]}, {"force": None}],
)
def test_a_label_that_does_not_fit_is_an_error_with_its_line(tmp_path, changes):
    with pytest.raises(ProvtagError, match=r"x\.jsonl:1: "):
        labels(tmp_path, **changes)


def test_figures_of_traits(tmp_path):
    said = (
        mark(Trait.FORCE, "must", "应当"),
        mark(Trait.FORCE, "may", ""),
        mark(Trait.DEADLINE, "date", "于6月底"),
        mark(Trait.DEADLINE, "period", "每月"),
    )
    figures = score(labels(tmp_path), {"d:1": said})
    assert figures["force"] == {"clauses": 1, "precision": 0.5, "recall": 1.0, "f1": 0.6667, "words_f1": 0.6667}
    assert figures["deadline"] == {"clauses": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0, "words_f1": 0.5}
    assert figures["reporting"] == {"clauses": 1, "precision": 1.0, "recall": 0.0, "f1": 0.0, "words_f1": 0.0}
    assert figures["budget"]["f1"] == 1.0


def test_the_model_card_has_a_row_a_trait_and_no_column_of_what_is_not_there(tmp_path):
    found = labels(tmp_path)
    page = orders_section({"first": score(found, found), "shown": SHOWN})
    assert len(page.splitlines()) == 2 + len(Trait)
    assert "| deadline | no | 1 | 1.000 |" in page
    assert "annotators" not in page


def test_the_model_card_says_what_was_found_before_a_round_was_in_view(tmp_path):
    found = labels(tmp_path)
    page = orders_section(
        {"second": score(found, found), "first_time": {"second": dict.fromkeys(map(str, Trait), 0.75)}, "shown": SHOWN}
    )
    assert "| deadline | no | 1 | 0.750 | 1.000 |" in page
