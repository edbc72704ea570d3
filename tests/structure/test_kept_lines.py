"""Lines of rules and plans that look like what stands around a text: how meetings are held, whom to ring, who does what."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind, RawText
from provtag.structure.parser import parse_document


def said(text: str) -> list[str]:
    """Return the clauses and notes of ``text`` in their order."""
    document = parse_document(RawText("kept.txt", text), "d")
    assert document.health.accounted == 1
    clauses = [(clause.start, clause.text) for clause in document.clauses]
    notes = [(note.start, note.text) for note in document.duty_notes]
    return [words for _, words in sorted([*clauses, *notes])]


def set_aside(text: str) -> list[str]:
    document = parse_document(RawText("kept.txt", text), "d")
    kinds = (PartKind.FRONT, PartKind.BACK)
    return [document.text[part.start : part.end] for part in document.parts if part.kind in kinds]


@pytest.mark.parametrize(
    ("heading", "facts"),
    [
        ("例会", "主持人：镇综治办主任，因故缺席时由副主任代为主持\n参加单位：派出所、民政所、妇联\n时间：每月最后一个周五"),
        ("纪要", "记录：综治办专人记录，会后两日内印发\n议题：由综治办提前三日征集"),
        (
            "门口值守",
            "时间：每天16时至17时\n地点：东门\n参加人员：值日教师、保安\n请假：不能到岗的，提前半天告诉德育处并找人顶岗",
        ),
        ("集体学习", "时间：5月6日上午9时\n地点：镇政府二楼\n参加人员：各村妇联主席\n主持人：镇妇联主席王一"),
        ("碰头", "主持：由召集人主持\n出席：各单位分管负责人出席\n记录：联络员整理纪要"),
    ],
)
def test_how_a_meeting_is_held_stays_below_its_number(heading: str, facts: str) -> None:
    text = f"护童工作制度\n一、登记\n各村应当登记来人。\n二、{heading}\n{facts}\n三、经费\n经费由镇财政所拨付。"
    assert not {*facts.split("\n")} & {*set_aside(text)}
    assert heading not in said(text)


@pytest.mark.parametrize("line", ["主持：由召集人主持\n记录：联络员整理纪要", "主持人：镇妇联主席王一\n地点：镇政府二楼"])
def test_how_a_meeting_is_held_stays_at_the_end(line: str) -> None:
    text = f"护童工作制度\n一、登记\n各村应当登记来人。\n二、例会\n{line}"
    assert not {*line.split("\n")} & {*set_aside(text)}


def test_who_came_is_set_aside_at_the_end_of_minutes() -> None:
    facts = ["出席：王一、李二", "请假：赵三（外出）", "记录：周四"]
    text = "护童会议纪要\n会议认为，走失的孩子多了。\n一、各村应当登记来人。\n二、学校应当点名。\n" + "\n".join(facts)
    assert {*facts} <= {*set_aside(f"{text}\n补记：孩子已经回家。")}


def test_a_rule_on_standing_guard_stays_above_the_first_number() -> None:
    facts = ["时间：每天16时至17时", "地点：东门", "请假：不能到岗的，提前半天告诉德育处"]
    text = "护童工作制度\n为接送孩子，制定本制度。\n" + "\n".join(facts) + "\n一、教师应当点名。\n二、家长应当准时。"
    assert not {*facts} & {*set_aside(text)}


def test_tasks_above_bodies_and_dates_are_no_signatures() -> None:
    rows = [
        "清查集镇出租房",
        "镇派出所",
        "2024年4月30日",
        "建立走失儿童台账并报镇综治办",
        "2024年5月31日",
        "开展进校宣讲",
        "中心小学",
    ]
    text = "护童任务分解表\n任务分工如下。\n" + "\n".join([*rows, "2024年6月30日"]) + "\n一、各单位要按期办结。"
    assert not {*rows} & {*set_aside(text)}


@pytest.mark.parametrize("task", ["登记线索并报镇综治办", "采集血样并移交县公安局", "镇派出所"])
def test_a_task_and_its_date_below_a_number_are_no_signature(task: str) -> None:
    text = f"护童安排\n一、材料\n（一）台账\n{task}\n2024年6月30日\n（二）报表\n逐月填写。\n二、要求\n各村要按时报送。"
    assert task not in set_aside(text)
    assert "台账" not in said(text)


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("二、求助渠道", ["求助电话：0555-6620110", "镇妇联维权热线：12338", "镇救助点：0555-6620226"]),
        ("（一）公开求助方式", ["派出所值班电话：110", "民政救助热线：0555-6620336"]),
        ("对外公开求助方式", ["报警电话：110", "刑侦中队：0555-6620119"]),
        ("二、公开求助电话。", ["报警电话：110", "刑侦中队：0555-6620119"]),
        ("每周二下午", ["接访热线：0555-6620446"]),
    ],
)
def test_numbers_stay_below_their_heading(heading: str, numbers: list[str]) -> None:
    text = f"护童热线安排\n一、值守\n值守人员应当逐件登记。\n{heading}\n" + "\n".join(numbers) + "\n三、奖励\n查实的，奖励300元。"
    assert not {*numbers} & {*set_aside(text)}


@pytest.mark.parametrize(
    "line",
    [
        "联系人：各组推选一名妇女，每月20日前报送走访情况",
        "联系人：各组推选一名妇女",
        "联系人：联络员",
    ],
)
def test_who_is_to_be_the_contact_stays(line: str) -> None:
    assert line in said(f"护童队工作制度\n一、人员\n队员每周碰头。\n{line}\n二、活动\n每月走访一次。")


@pytest.mark.parametrize("line", ["材料截止日期：2024-05-31", "应报材料份数：12000", "上报时间：2024—05"])
def test_a_date_or_an_amount_below_a_contact_stays(line: str) -> None:
    text = f"护童信息要求\n一、报送\n各村每季度报送一次。\n联系人：李明\n{line}\n二、内容\n走访人数。"
    assert line in said(text)
    assert "联系人：李明" in set_aside(text)


def test_a_contact_with_a_number_behind_a_comma_is_set_aside() -> None:
    contact = "联系人：镇妇联李明，电话：0555-6620226"
    assert contact in set_aside(f"护童信息要求\n一、各村每季度报送一次。\n{contact}\n二、镇妇联应当汇总。")


@pytest.mark.parametrize(
    "steps",
    [
        ["看：看清来人的衣着。", "问：问清来人的去处。", "报：拨打110或者到附近的派出所。"],
        ["找：回到分开的地方。", "问：向保安求助。", "送：捡到孩子的，送到附近派出所或者救助站"],
        ["问：向保安求助", "报：打110或者找学校、派出所"],
        ["查：调取门口录像", "发：各村寻人启事", "送：找到的孩子送救助站", "报：镇综治办、派出所"],
        ["报：镇综治办、派出所"],
    ],
)
def test_steps_stay_at_the_end(steps: list[str]) -> None:
    text = "护童明白卡\n一、防范\n家长应当接送孩子。\n二、孩子不见了\n" + "\n".join(steps)
    assert said(text)[1:] == steps


@pytest.mark.parametrize(
    "lead_in",
    ["镇、村、组各级建立三级护童网：", "片区、村各设一名护童员：", "片区、各村组建一个巡查站："],
)
def test_what_is_set_up_at_several_levels_is_no_receiver(lead_in: str) -> None:
    text = f"护童网建设办法\n{lead_in}\n镇上设巡查队，村里设巡查员。\n一、巡查员每周走访一次。\n二、巡查队应当登记来人。"
    assert lead_in not in set_aside(text)
