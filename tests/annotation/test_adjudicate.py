"""What annotators agree on is gold; what they dispute is shown with every opinion, and proposed only where all agree."""

from __future__ import annotations

from dataclasses import replace

from provtag.annotation.adjudicate import NOT_LOOKED_AT, agreed_labels, disputed_screens
from provtag.annotation.agreement import measure
from provtag.annotation.coefficients import Bootstrap
from provtag.annotation.label_types import CATEGORY, SPAN, LabelTypes
from provtag.labels import GOLD
from provtag.schema import ActionType, Role
from tests.annotation.samples import label, mention

TEXT = "公安机关会同民政部门排查拐卖线索。"
POLICE, CIVIL = mention(TEXT, "公安机关"), mention(TEXT, "民政部门", Role.SUPPORT, "civil_affairs")
PREVENTION, CRACKDOWN = (ActionType.PREVENTION,), (ActionType.CRACKDOWN,)
OPINIONS = {
    "anna": [
        replace(label("d:1", TEXT, PREVENTION, (POLICE, CIVIL)), measures=("p_hotels", "p_inns")),
        label("d:2", TEXT, PREVENTION, (POLICE,)),
        label("d:3", TEXT, CRACKDOWN),
    ],
    "bert": [
        replace(label("d:1", TEXT, PREVENTION, (POLICE, CIVIL)), measures=("p_inns",)),
        label("d:2", TEXT, CRACKDOWN + PREVENTION, (POLICE, CIVIL)),
        label("d:4", TEXT, PREVENTION, (POLICE,)),
    ],
    "carl": [label("d:4", TEXT, PREVENTION, (replace(POLICE, role=Role.SUPPORT), CIVIL))],
}
DISPUTED = measure(OPINIONS, {}, Bootstrap(2, 1)).disagreements


def test_gold_is_what_two_or_more_looked_at_and_nobody_disputes() -> None:
    (gold,) = agreed_labels(OPINIONS, DISPUTED)
    assert (gold.clause_id, gold.action_types, gold.agencies, gold.origin) == ("d:1", PREVENTION, (POLICE, CIVIL), GOLD)
    assert gold.measures == ("p_inns",)  # that both give


def test_a_disputed_clause_shows_every_opinion_and_proposes_what_all_say() -> None:
    types = LabelTypes.load()
    screens = disputed_screens(DISPUTED, list(OPINIONS), types)
    assert [(screen.label.clause_id, screen.priority) for screen in screens] == [("d:2", 1.0), ("d:4", 1.0)]
    second, fourth = screens
    assert (second.label.action_types, second.label.agencies) == (PREVENTION, (POLICE,))
    assert (fourth.label.action_types, fourth.label.agencies, fourth.label.measures) == (PREVENTION, (), None)
    assert list(second.opinions) == ["anna", "bert", "carl"] and second.opinions["carl"] == NOT_LOOKED_AT
    assert second.opinions["anna"] != second.opinions["bert"] and "民政部门" in second.opinions["bert"]
    assert disputed_screens((), list(OPINIONS), types) == []


def test_the_more_is_disputed_the_earlier_it_is_shown() -> None:
    opinions = {
        "anna": [label("d:1", TEXT, PREVENTION), label("d:2", TEXT, PREVENTION, (POLICE,))],
        "bert": [label("d:1", TEXT, ()), label("d:2", TEXT, CRACKDOWN, (CIVIL,))],
    }
    screens = disputed_screens(measure(opinions, {}, Bootstrap(2, 1)).disagreements, list(opinions), LabelTypes.load())
    assert [(screen.label.clause_id, screen.priority) for screen in screens] == [("d:2", 1.0), ("d:1", 0.25)]


def test_annotators_pick_types_and_roles_by_their_names() -> None:
    types = LabelTypes.load()
    assert [types.action(each.name) for each in types.of_kind(CATEGORY)] == list(ActionType)
    assert [types.role(each.name) for each in types.of_kind(SPAN)] == list(Role)
