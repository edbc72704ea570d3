"""The model card: every number is one of the metrics files, a missing one is no zero, and nothing else moves it."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.evaluation.markdown import table, with_section
from provtag.evaluation.model_card import CHINESE, ENGLISH, Metrics, figures_table, model_card
from provtag.schema import ActionType, AgencyMention, Label, ProvtagError, Role, Trait
from provtag.settings import ActionSettings, DecisionSettings, read_settings

TYPES = list(map(str, ActionType))
SETTINGS, DECISIONS = read_settings(ActionSettings), read_settings(DecisionSettings)


def label(origin: str, types: tuple[ActionType, ...], kind: str = "clause", style: str = "") -> Label:
    mention = AgencyMention("公安", 0, 2, Role.LEAD, "public_security")
    return Label("c", kind, "公安机关行动。", types, (mention,), origin=origin, style=style)


DATASET = [
    label("gold", (ActionType.RESCUE,)),
    label("gold", (ActionType.RESCUE, ActionType.CRACKDOWN)),
    label("gold", (), "duty_note"),
    label("written", (), style="notice"),
]


def metrics() -> Metrics:
    """Metrics in which every figure is another number, as the evaluation stages write them."""
    numbers = iter(range(1, 10_000))

    def share() -> float:
        return next(numbers) / 10_000

    def action_system() -> dict[str, Any]:
        types = {
            action: {"clauses": 9, "omitted": 1, "wrong": 2, "precision": share(), "recall": share(), "f1": share()}
            for action in TYPES
        }
        return {"macro_f1": share(), "macro_f1_low": share(), "macro_f1_high": share(), "clauses": 36, "types": types}

    def found() -> dict[str, Any]:
        names = ("precision", "recall", "f1", "low", "high")
        aspects = ("span", "role", "link", "all")
        return {aspect: {name: share() for name in names} | {"labelled": 7} for aspect in aspects}

    def coefficient() -> dict[str, Any]:
        figures = {name: {"value": share(), "low": share(), "high": share()} for name in ("alpha", "ac1", "raw")}
        return figures | {"units": 5}

    def certainty() -> dict[str, Any]:
        names = ("decided_automatically", "precision", "recall", "clauses_right", "wrong_clauses_flagged")
        calibration = {action: {"brier": share(), "ece": share()} for action in TYPES}
        return {"calibration": calibration, "review": {name: share() for name in names}}

    actions = {
        "leave_one_document_out": {
            "east": {"model": action_system(), "keywords": action_system(), "copied_from_training": share()},
        },
        "held_out": {"model": action_system(), "keywords": action_system()} | certainty(),
        "leave_one_hand_out": action_system() | {"exact": share()},
        "leave_one_style_out": {"clauses": 12, "macro_f1": share(), "low": share(), "high": share()},
        "documents": certainty(),
    }
    agencies = {"leave_one_document_out": {"east": {"model": {"everywhere": found()}, "longest_match": {"everywhere": found()}}}}
    agencies |= {"held_out": {"model": {"everywhere": found()}}, "written_styles": {"notice": found()}}
    agreement = {
        "types": {action: coefficient() for action in TYPES},
        "roles": coefficient(),
        "links": coefficient(),
        "spans": {"exact_f1": {"value": share(), "low": share(), "high": share()}},
        "units": {"all": 6, "shared": 6, "disagreements": 2},
    }
    names = {"types": ("macro_f1", "exact"), "agencies": ("span", "all"), "review": ("wrong_flagged", "right_flagged")}
    rounds = [{"round": 1, "clauses": 9, "commit": "abc"} | {part: {name: share() for name in of} for part, of in names.items()}]
    names = ("main_first", "main_among_three", "set_f1", "decided_right")
    parts = ("leave_one_hand_out", "gold", "held_out")
    measures: dict[str, Any] = {
        part: {"clauses": 9, "with_measures": 5} | {f"{name}{edge}": share() for name in names for edge in ("", "_low", "_high")}
        for part in parts
    }
    measures["annotators"] = {"clauses": 9, "both_gave_measures": 5, "main_same": share(), "set_f1": share()}
    orders = {part: {trait: {"clauses": 9, "f1": share()} for trait in Trait} for part in ("first", "second", "annotators")}
    orders["shown"] = dict.fromkeys(map(str, Trait), True)
    return Metrics(actions, agencies, agreement, rounds, measures, orders)


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    return [path] if isinstance(value, float) else []


SHOWN = ("actions", "agencies", "agreement", "measures", "orders")

# Measured, and not shown: types of baselines, raw agreement, intervals of AC1 and of single types.
UNSHOWN = re.compile(
    r"keywords/types|/raw/|/ac1/(low|high)|longest_match/everywhere/\w+/(precision|recall|low|high)"
    r"|written_styles/notice/(\w+/(precision|recall)|(span|role|link)/(low|high))"
)


def changed(path: tuple[str, ...]) -> Metrics:
    """Return the metrics with one figure altered."""
    altered = copy.deepcopy(metrics())
    value: Any = {name: getattr(altered, name) for name in SHOWN}
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = 0.987654
    return altered


EVERY_FIGURE = [path for path in leaves({name: getattr(metrics(), name) for name in SHOWN}) if not UNSHOWN.search("/".join(path))]


@pytest.mark.parametrize("path", EVERY_FIGURE, ids="/".join)
def test_every_figure_of_the_metrics_is_in_the_card(path: tuple[str, ...]) -> None:
    card = model_card(changed(path), DATASET, SETTINGS, DECISIONS, "1.2.3")
    assert "0.988" in card or "98.8%" in card


def test_the_card_shows_the_data_it_was_trained_on() -> None:
    card = model_card(metrics(), DATASET, SETTINGS, DECISIONS, "1.2.3")
    assert "| clauses | 2 | 0 | 1 |" in card
    assert "| clauses with rescue | 2 | 0 |" in card
    assert "| duty notes | 1 | 0 |" in card
    assert "Version 1.2.3." in card
    assert "1 drafting styles" in card


def test_a_missing_figure_is_no_zero() -> None:
    some = metrics()
    some.actions["leave_one_document_out"]["east"]["model"]["types"]["rescue"]["precision"] = "n/a"
    some.agencies["leave_one_document_out"]["east"]["model"]["everywhere"]["all"]["f1"] = "n/a"
    some.agreement["types"]["rescue"]["alpha"] = {"value": None, "low": None, "high": None}
    card = model_card(some, DATASET, SETTINGS, DECISIONS, "1")
    assert "| rescue | 9 | 1 | 2 | n/a |" in card
    assert "n/a – n/a" in card
    assert "agencies (span, role and link all right), F1 | east, not trained on | n/a" in figures_table(some, ENGLISH)


def test_only_what_was_in_view_when_the_register_was_written_is_said_to_be() -> None:
    first, *others = metrics().documents
    shown = figures_table(replace(metrics(), in_view=[first]), ENGLISH)
    assert f"| {first}, in view when the register was written |" in shown
    assert not [name for name in others if f"| {name}, in view" in shown]


def test_the_same_metrics_give_the_same_card() -> None:
    one, other = (
        metrics(),
        Metrics(*(json.loads(json.dumps(getattr(metrics(), field.name))) for field in fields(Metrics))),
    )
    copied = model_card(other, list(DATASET), copy.copy(SETTINGS), DECISIONS, "1")
    assert model_card(one, DATASET, SETTINGS, DECISIONS, "1") == copied


def test_both_languages_show_the_same_figures() -> None:
    english, chinese = figures_table(metrics(), ENGLISH), figures_table(metrics(), CHINESE)
    numbers = re.compile(r"\d\.\d{3}|\d+\.\d%")
    assert numbers.findall(english) == numbers.findall(chinese) != []


@given(st.text(alphabet="ab<!- \n"), st.text(alphabet="xy\n"), st.text(alphabet="pq\n"))
def test_a_section_is_replaced_and_the_rest_stays(before: str, old: str, new: str) -> None:
    page = f"{before}\n<!-- part -->\n{old}<!-- /part -->after"
    filled = with_section(page, "part", new)
    assert filled == f"{before}\n<!-- part -->\n{new.strip()}\n<!-- /part -->after"
    assert with_section(filled, "part", new) == filled


@pytest.mark.parametrize("page", ["", "<!-- part -->\n", "<!-- /part -->"])
def test_a_page_without_the_section_is_refused(page: str) -> None:
    with pytest.raises(ProvtagError, match="no section 'part'"):
        with_section(page, "part", "")


def test_cells_do_not_break_a_table() -> None:
    assert table(["a", "b"], [["x|y", 1]]).splitlines() == ["| a | b |", "| --- | --- |", "| x\\|y | 1 |"]
