"""What a lead-in announces carries it, in whatever shape the items are printed; what is none of them does not."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


def items(text: str) -> list[tuple[str, str]]:
    return [(clause.text, clause.lead_in) for clause in parse(text).clauses]


def test_items_that_are_sentences_carry_the_lead_in_above_them() -> None:
    lead = "接到走失求助，这样办："
    found = items(
        f"护童办法\n一、找寻\n{lead}\n（1）门卫关上大门。班主任点名。\n（2）保安查看录像。\n（3）校长报警。\n家长在门外等候。"
    )
    assert found == [
        (lead, ""),
        ("门卫关上大门。", lead),
        ("班主任点名。", lead),
        ("保安查看录像。", lead),
        ("校长报警。", lead),
        ("家长在门外等候。", ""),
    ]


def test_the_lead_in_is_the_last_sentence_of_its_paragraph() -> None:
    found = items("护童纪要\n一、门卫\n会议听取了汇报。会议确定：\n1、门卫夜里值守。\n2、学校装录像。\n二、经费\n财政局拨款。")
    assert found == [
        ("会议听取了汇报。", ""),
        ("会议确定：", ""),
        ("门卫夜里值守。", "会议确定："),
        ("学校装录像。", "会议确定："),
        ("财政局拨款。", ""),
    ]


def test_items_with_titles_keep_these_as_headings() -> None:
    lead = "也要看到差距："
    found = parse(
        f"护童报告\n一、差距\n{lead}\n1．点名不严。两个班没有名册，一周无人查问。\n2．接送混乱。家长在马路上等候孩子放学。"
    ).clauses
    assert [(c.headings[-1], c.lead_in) for c in found[1:]] == [("1．点名不严。", lead), ("2．接送混乱。", lead)]
    assert found[0].text == lead


def test_what_announces_the_whole_text_is_no_lead_in() -> None:
    found = items("护童通告\n学校放假前开会商量过。\n现将有关事项通告如下：\n一、学校点名。\n二、家长接送。")
    assert not any(lead for _, lead in found)


def test_a_new_count_and_a_new_heading_end_the_list() -> None:
    text = "护童纪要\n一、门卫\n会议确定：\n1．门卫值守。\n2．学校装灯。\n二、经费\n3．财政局拨款。\n4．审计局检查。"
    assert [lead for _, lead in items(text)] == ["", "会议确定：", "会议确定：", "", ""]


def test_a_bare_title_with_a_colon_is_not_joined_to_its_first_item() -> None:
    assert items("护童清单\n一、任务\n学校每日点名。\n备注：\n1．名册存三年。\n2．表格另发。")[1:] == [
        ("备注：", ""),
        ("名册存三年。", "备注："),
        ("表格另发。", "备注："),
    ]


@pytest.mark.parametrize(
    ("lead", "lines", "below"),
    [
        ("全校分三块：", ["东院由甲看守；", "西院由乙看守；", "后院由丙看守。"], "夜里锁门。"),
        (
            "成立护童工作领导小组：",
            ["组长：甲（校长）", "副组长：乙（园长）", "成员：丙（门卫）"],
            "办公室设在门卫室，由丙负责。",
        ),
        ("值守安排如下：", ["周一 甲 东门", "周二 乙 西门", "周三 丙 后门"], "节假日另行安排。"),
    ],
)
def test_unnumbered_lines_below_a_lead_in_are_items_below_no_number(lead: str, lines: list[str], below: str) -> None:
    found = items("\n".join(["护童办法", "一、值守", "学校每日点名。", lead, *lines, below, "家长接送。"]))
    assert found[1] == (f"{lead}\n{lines[0]}", "")
    assert found[2] == (lines[1], lead)
    assert found[-2:] == [(below, ""), ("家长接送。", "")]


def test_paragraphs_below_a_colon_are_no_items() -> None:
    assert items("护童纪要\n纪要如下：\n会议要求学校点名。\n会议要求家长接送。") == [
        ("纪要如下：", ""),
        ("会议要求学校点名。", ""),
        ("会议要求家长接送。", ""),
    ]


def test_a_sentence_below_the_rows_of_a_table_is_no_item() -> None:
    found = items("第一条 值守安排如下：\n周一 甲 东门\n周二 乙 西门\n节假日另行安排。\n第二条 丁。")
    assert [lead for _, lead in found] == ["", "值守安排如下：", "", ""]


@pytest.mark.parametrize(
    "lead",
    ["发现孩子走失，按下列分工处置：", "成绩是有的，但漏洞也不少：", "巡查时，做到“三看”：", "有下列情形的，应当报告："],
)
def test_a_lead_in_with_commas_holds_for_the_parts_behind_it(lead: str) -> None:
    assert items(f"第一条 {lead}门卫关门；老师点名。家长在外等候。")[1:] == [("老师点名。", lead), ("家长在外等候。", "")]


def test_a_topic_holds_for_its_whole_paragraph() -> None:
    assert items("第一条 稳：门卫关门；老师点名。家长在外等候。")[1:] == [("老师点名。", "稳："), ("家长在外等候。", "稳：")]


@pytest.mark.parametrize("text", ["成立专班，组长：甲；副组长由乙担任。", "学生没到，老师在9：30前问明；家长来校说明。"])
def test_a_name_or_a_time_is_no_lead_in(text: str) -> None:
    assert [lead for _, lead in items(f"第一条 {text}")] == ["", ""]


@pytest.mark.parametrize("who", ["要求", "县民政局", "派出所"])
def test_who_acts_and_a_field_hold_to_the_end_of_the_paragraph(who: str) -> None:
    assert [lead for _, lead in items(f"第一条 {who}：每日走访。逐户登记；造册存档。每月上报。")] == ["", *[f"{who}："] * 3]


@pytest.mark.parametrize("lead", ["值守对象为三类：", "举报电话：", "资金有两个来源："])
def test_another_lead_in_ends_with_its_sentence(lead: str) -> None:
    assert [lead for _, lead in items(f"第一条 {lead}甲；乙。丙应当每年检查。")] == ["", lead, ""]


def test_a_plain_statement_before_a_full_stop_is_no_lead_in() -> None:
    assert [lead for _, lead in items("第一条 任务只有一个：看好孩子。老师每日点名。")] == ["", ""]


@pytest.mark.parametrize(
    "note",
    [
        "承办：城关派出所、县教育局",
        "承办：二中队（责任人：马某）",
        "协办：市科协、市电视台",
        "（各地负责，财政部给予补助）",
        "（市公安局、市民政局按职责办理）",
        "（市妇联、市记协）",
        "（县教育局基教股牵头，各学校配合）",
    ],
)
def test_more_bodies_are_read_as_duty_notes(note: str) -> None:
    document = parse(f"护童方案\n一、任务\n学校每日点名。\n{note}\n二、经费\n财政局拨款。")
    assert [n.text for n in document.duty_notes] == [note]
    assert [c.text for c in document.clauses] == ["学校每日点名。", "财政局拨款。"]


@pytest.mark.parametrize("words", ["（请于月底前交县教育局）", "（网吧、娱乐场所）", "承办：有关手续齐全"])
def test_requests_and_places_are_no_duty_notes(words: str) -> None:
    assert not parse(f"护童方案\n一、任务\n学校每日点名。\n{words}\n二、经费\n财政局拨款。").duty_notes


def test_a_line_that_only_begins_with_a_note_takes_no_heading_away() -> None:
    document = parse("护童方案\n一、任务\n学校每日点名。\n二、分工\n牵头：县教育局人事股。门卫负责锁门，保安巡查。")
    assert [(c.text, c.headings) for c in document.clauses][1:] == [("门卫负责锁门，保安巡查。", ("二、分工",))]
    assert [n.text for n in document.duty_notes] == ["牵头：县教育局人事股"]


WHOLE_LEADS = [
    "旅馆有下列情形之一的，由公安机关责令改正；拒不改正的，处五千元以下罚款：",
    "工作人员有下述行为之一的，给予处分；造成损失的，依法赔偿；涉嫌犯罪的，移送司法机关：",
    "经营者有以下情形之一的，处一百元以上五百元以下罚款；情节严重的，吊销许可证：",
]


@pytest.mark.parametrize("between", ["\n", ""])
@pytest.mark.parametrize("lead", WHOLE_LEADS)
def test_a_lead_in_that_announces_its_list_in_its_first_half_is_one(lead: str, between: str) -> None:
    first, second = "（一）不查验证件的；", "（二）不报告线索的。"
    found = items(f"第一条 {lead}{between}{first}{between}{second}\n第二条 本规定自印发之日起施行。")
    assert found[:2] == [(f"{lead}{between}{first}", ""), ("不报告线索的。", lead)]


@pytest.mark.parametrize("before", ["有线索的，逐条登记；", "违反下列规定的，予以通报。", "具备以下两项；"])
def test_what_stands_before_a_lead_in_is_no_half_of_it(before: str) -> None:
    lead = "有下列情形之一的，立即出警："
    found = items(f"第一条 {before}{lead}\n（一）孩子走失的；\n（二）老人走失的。")
    assert [text for text, _ in found] == [before, f"{lead}\n（一）孩子走失的；", "老人走失的。"]
    assert found[2][1] == lead


@pytest.mark.parametrize(
    ("parts", "lead"),
    [
        (["门卫每日查看下列教室；", "发现陌生人的，立即报警；"], "夜里还应当："),
        (["门卫每日查看下列教室；", "发现陌生人的，立即报警；"], "夜里巡查："),
        (["有下列情形之一的，不予受理；", "情节轻微的，告知家长；"], "应当受理的，按照以下顺序办理："),
        (["有下列情形之一的，不予受理；"], "其他情形，门卫要："),
    ],
)
@pytest.mark.parametrize("between", ["\n", ""])
def test_a_lead_in_that_awaits_a_list_of_its_own_stands_alone(parts: list[str], lead: str, between: str) -> None:
    found = items(f"第一条 {''.join(parts)}{lead}{between}（一）登记；{between}（二）核查。")
    assert found == [*((part, "") for part in parts), (f"{lead}{between}（一）登记；", ""), ("核查。", lead)]


def test_a_list_goes_on_below_an_item_with_a_list_of_the_same_style() -> None:
    assert items("第一条 门卫要做好：\n（1）点名；\n（2）锁门，要求：（1）早锁；（2）晚锁；\n（3）登记。") == [
        ("门卫要做好：\n（1）点名；", ""),
        *((words, "门卫要做好：") for words in ("锁门，要求：（1）早锁；", "晚锁；", "登记。")),
    ]


def test_a_list_ends_where_the_next_one_of_its_style_begins() -> None:
    assert items("第一条 门卫要做好：（1）点名；（2）锁门；校长另外要求：（1）登记；（2）核查。") == [
        ("门卫要做好：（1）点名；", ""),
        ("锁门；", "门卫要做好："),
        ("校长另外要求：（1）登记；", ""),
        ("核查。", "校长另外要求："),
    ]
