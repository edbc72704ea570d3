"""A clause that only says who helps has the types of the clause it completes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.paths import REGISTER
from provtag.schema import ActionScores, ActionType, AgencyMention, Clause, Judgment, MeasureScore, Role, TaggedClause
from provtag.tagging.completion import completed

ORDER = "公安机关依法查处非法职业介绍；"


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser(Register.load(REGISTER), None)


def tagged(recogniser, text: str, *types: ActionType, role: Role = Role.SUPPORT, provision: str = "p") -> TaggedClause:
    mentions = tuple(
        AgencyMention(each.text, each.start + 100, each.end + 100, role, each.agency_id) for each in recogniser.in_clause(text)
    )
    scores = ActionScores({action: 0.9 * (action in types) for action in ActionType}, types, review_reasons=())
    return TaggedClause(Clause("d", provision, text, "", (), text, 100, 100 + len(text)), scores, mentions)


@pytest.mark.parametrize(
    "text",
    [
        "市场监督管理部门予以配合。",
        "民政部门、县妇联应当积极协助。",
        "司法行政机关和教育部门按照各自职责做好配合工作。",
        "交通运输部门、其他有关单位予以支持。",
    ],
)
def test_who_helps_does_what_is_done(recogniser, text):
    order, helps = completed([tagged(recogniser, ORDER, ActionType.CRACKDOWN), tagged(recogniser, text)])
    assert helps.actions.action_types == order.actions.action_types == (ActionType.CRACKDOWN,)
    assert helps.actions.scores == order.actions.scores
    assert (helps.clause.text, helps.agencies[0].role) == (text, Role.SUPPORT)


@pytest.mark.parametrize(
    "text", ["民政部门配合安置受害人。", "予以配合。", "教育部门协助开展宣传。", "公安机关应当支持民政部门救助儿童。"]
)
def test_a_task_of_its_own_stays_its_own(recogniser, text):
    given = [tagged(recogniser, ORDER, ActionType.CRACKDOWN), tagged(recogniser, text, ActionType.RESCUE)]
    assert completed(given) == given


def test_not_across_provisions_and_not_against_a_person(recogniser):
    order, helps = tagged(recogniser, ORDER, ActionType.CRACKDOWN), tagged(recogniser, "民政部门予以配合。")
    elsewhere = tagged(recogniser, "民政部门予以配合。", provision="q")
    judged = replace(helps, judgment=Judgment("王丽"))
    lead = tagged(recogniser, "民政部门予以配合。", role=Role.LEAD)
    for other in (elsewhere, judged, lead):
        assert completed([order, other]) == [order, other]
    assert completed([order, helps, helps])[2].actions.action_types == (ActionType.CRACKDOWN,)
    assert completed([helps, order]) == [helps, order]


def test_it_has_the_measures_of_what_it_completes(recogniser):
    measures = (MeasureScore("c_illegal_agency_ban", 0.9),)
    order = replace(tagged(recogniser, ORDER, ActionType.CRACKDOWN), measures=measures)
    helps = replace(
        tagged(recogniser, "市场监督管理部门予以配合。", ActionType.PREVENTION), measures=(MeasureScore("p_grid", 0.5),)
    )
    assert completed([order, helps])[1].measures == measures
