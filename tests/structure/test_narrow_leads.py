"""Lead-ins, notes and time limits are only what is said to be one: what stands beside them keeps its sentence."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


def leads(text: str) -> list[str]:
    return [clause.lead_in for clause in parse(text).clauses]


@pytest.mark.parametrize(
    "note", ["（请市教育局牵头，市妇联配合）", "（请市妇联负责）", "（请市教育局、市妇联落实）", "（请市教育局牵头办理）"]
)
def test_a_request_to_bodies_to_take_a_duty_is_a_note(note: str) -> None:
    document = parse(f"护童纪要\n一、学校每日点名。{note}\n二、家长接送孩子。")
    assert [n.text for n in document.duty_notes] == [note]
    assert [c.text for c in document.clauses] == ["学校每日点名。", "家长接送孩子。"]


@pytest.mark.parametrize(
    "order",
    [
        "时限：超过半天未到校的，上报镇教育办",
        "时限：名单张贴后逐日回访家长",
        "办结时限：找到后通知家长接回",
        "完成时限：点名后逐级上报镇教育办",
        "完成时限：人员齐全的当场开课，不齐全的一次告知",
    ],
)
def test_what_is_done_behind_the_label_of_a_limit_stays(order: str) -> None:
    document = parse(f"护童规程\n一、点名\n班主任核对名册。\n{order}\n二、接送\n家长接送孩子。")
    assert [c.text for c in document.clauses] == ["班主任核对名册。", order, "家长接送孩子。"]


@pytest.mark.parametrize("limit", ["收到名单后3个工作日", "随到随收", "家长申请后一个月内", "第一、二季度各2次"])
def test_a_time_behind_the_label_of_a_limit_is_one(limit: str) -> None:
    document = parse(f"护童规程\n一、点名\n班主任核对名册。\n时限：{limit}\n二、接送\n家长接送孩子。")
    assert [c.text for c in document.clauses] == ["班主任核对名册。", "家长接送孩子。"]


@pytest.mark.parametrize("step", ["经办：点名后一小时内转交保卫大队。", "经办单位：收到名册后两日内转交教育局。"])
def test_a_step_of_a_procedure_is_no_note(step: str) -> None:
    document = parse(f"护童流程\n登记：门卫当场登记来人。\n{step}\n办结：班主任通知家长。")
    assert [c.text for c in document.clauses][1] == step
    assert not document.duty_notes


@pytest.mark.parametrize("words", ["就近的派出所", "报东街派出所", "各律师事务所", "不收费用的各地"])
def test_where_one_goes_is_no_note(words: str) -> None:
    assert not parse(f"护童告知\n家长可以领取手环。（{words}）\n学校每日点名。").duty_notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实人员、器材，做到三个有：有门卫、有录像、有名册；对没有的学校限期补齐。", ["", ""]),
        ("各班逐人核对，实现两个清：人数清、去向清；各年级每周核对一次名册。", ["", ""]),
        ("各校要加强值守，落实责任：校长亲自抓；要加强检查，当面指出；要保障经费。", ["", "", ""]),
        (
            "对走失孩子，分类办理：有家长的，送回家；没有家长的，送学校；县民政局每月回访一次。",
            ["", "对走失孩子，分类办理：", ""],
        ),
        ("对走失孩子，实行三问：问姓名、问学校、问家长；对走失老人，先登记；对外来人员，联系社区。", ["", "", ""]),
        ("遇见生人，采取三问三看：问姓名、问来意、问住处；看证件。", ["", "遇见生人，采取三问三看："]),
        ("各乡镇，重点做好两件事：登记外来孩子；劝阻辍学。", ["", "各乡镇，重点做好两件事："]),
        (
            "遇到难题，市里主动对接：县教育局办理手续；县民政局安排食宿。",
            ["", "遇到难题，市里主动对接："],
        ),
    ],
)
def test_a_lead_in_with_commas_ends_where_another_matter_begins(text: str, expected: list[str]) -> None:
    assert leads(f"第一条 {text}") == expected


@pytest.mark.parametrize(
    "lead",
    [
        "县教育局要会同学校，健全三项制度：",
        "县妇联要做好两项工作：",
        "会议明确三项措施：",
        "会议要求，严格落实制度：",
        "开学期间，学校严格执行三项要求：",
    ],
)
def test_a_sentence_that_ends_as_a_field_holds_for_itself_alone(lead: str) -> None:
    assert leads(f"第一条 {lead}点名、登记、回访。县财政局保障经费。每周检查一次。") == ["", "", ""]


@pytest.mark.parametrize("lead", ["会议要求：", "整治重点：", "建议："])
def test_the_bare_name_of_a_field_holds_for_its_paragraph(lead: str) -> None:
    assert leads(f"第一条 {lead}逐班点名。门卫登记。") == ["", lead if lead != "建议：" else ""]


@pytest.mark.parametrize(
    "lead", ["为管好孩子，现通知如下：", "您提出的护童建议收悉，答复如下：", "请拨打下面的电话：", "值班室联系电话："]
)
def test_an_announcement_of_the_whole_text_and_telephones_are_no_lead_ins(lead: str) -> None:
    assert leads(f"护童来信\n各学校：\n{lead}\n1、班主任每天点名。\n2、门卫登记来人。") == ["", "", ""]


def test_what_is_still_to_be_done_is_a_lead_in_above_outermost_numbers() -> None:
    lead = "下一步，我校将做好以下工作："
    assert leads(f"护童来信\n各学校：\n{lead}\n1、班主任每天点名。\n2、门卫登记来人。") == ["", lead, lead]


def test_a_subtitle_below_a_list_is_none_of_its_items() -> None:
    lead = "报名请带以下材料："
    found = parse(f"护童须知\n{lead}\n户口簿\n身份证\n报名地点\n各学校均设报名点，不收费用。").clauses
    assert [(c.text, c.lead_in) for c in found[:3]] == [(f"{lead}\n户口簿", ""), ("身份证", lead), ("报名地点", "")]


def test_points_inside_names_and_numbers_end_no_sentence() -> None:
    lines = ["成员:王芳,艾山江.买买提负责联络.", "值守点设在省道三零五线.5公里处.", "按照细则第二部分第三项.2的要求点名."]
    found = [c.text for c in parse("护童问答\n" + "\n".join(lines)).clauses]
    assert found == lines
