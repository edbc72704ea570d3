"""Likely mistakes come first; what nothing speaks against is not listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from provtag.annotation.second_look import doubtful
from provtag.schema import ActionType, Label
from tests.annotation.samples import label

CRACKDOWN, RESCUE = ActionType.CRACKDOWN, ActionType.RESCUE
PENALTY = "构成犯罪的，追究刑事责任"


def located(*labels: Label) -> list[tuple[Path, int, Label]]:
    return [(Path("d.jsonl"), line, item) for line, item in enumerate(labels, 1)]


def test_what_a_sure_model_contradicts_most_is_first() -> None:
    labels = located(
        label("d:1", "一。", (CRACKDOWN,)),
        label("d:2", "甲。", ()),
        label("d:3", "丙。", (CRACKDOWN, RESCUE)),
        label("d:4", "丁。"),
    )
    chances = {
        "d:1": (0.0, 0.85, 0.0, 0.0),  # agrees
        "d:2": (0.0, 0.0, 0.97, 0.0),
        "d:3": (0.0, 0.01, 0.02, 0.0),  # both types
        "d:4": (0.6, 0.0, 0.0, 0.0),  # not sure
    }
    found = doubtful(labels, chances)
    assert [(doubt.line, len(doubt.reasons)) for doubt in found] == [(3, 2), (2, 1)]
    assert found[1].reasons == ("rescue is not marked, the model says 0.97",)
    assert str(found[1]).startswith("d.jsonl:2: 3.5 rescue is not marked")


def test_of_the_same_words_the_minority_is_in_doubt_and_of_two_both() -> None:
    many = [label(f"d:{number}", f"{PENALTY}{'。；'[number % 2]}", (CRACKDOWN,)) for number in range(3)]
    [odd] = doubtful(located(*many, label("d:9", PENALTY, ())), {})
    assert (odd.line, odd.reasons) == (4, ("3 of 4 with the same words say otherwise (d.jsonl:1: crackdown)",))
    assert [doubt.line for doubt in doubtful(located(many[0], label("d:9", PENALTY, ())), {})] == [1, 2]
    assert doubtful(located(*many), {}) == []


def test_what_nobody_judged_is_not_in_doubt() -> None:
    unjudged = replace(label("d:1", PENALTY), action_types=None)
    assert doubtful(located(unjudged, label("d:2", PENALTY, (CRACKDOWN,))), {"d:1": (1.0, 1.0, 1.0, 1.0)}) == []
