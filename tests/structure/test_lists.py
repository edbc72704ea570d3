"""Lists without numbers, closing remarks, broken lines, headings: what belongs together and what does not."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.lines import heal
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


def items(text: str) -> list[tuple[str, str]]:
    return [(clause.text, clause.lead_in) for clause in parse(text).clauses]


def test_lines_below_a_lead_in_are_its_items() -> None:
    lead = "不得有下列行为："
    assert items(f"第一条 {lead}\n买卖儿童；\n虐待儿童；\n遗弃儿童。\n学校应当制止。\n第二条 甲。")[:4] == [
        (f"{lead}\n买卖儿童；", ""),
        ("虐待儿童；", lead),
        ("遗弃儿童。", lead),
        ("学校应当制止。", ""),
    ]
    meaning = "本规定下列用语的含义是："
    assert items(f"第一条 {meaning}\n儿童，是指未满十四周岁的人。\n社工，是指社会工作者。")[1] == (
        "社工，是指社会工作者。",
        meaning,
    )


def test_a_colon_alone_announces_no_list() -> None:
    assert items("第一条 市长说：\n学校要点名。\n民警要走访。") == [("市长说：", ""), ("学校要点名。", ""), ("民警要走访。", "")]


@pytest.mark.parametrize(
    "text",
    [
        "第一条 民警履行下列职责：（一）走访；（二）找寻；学校予以配合。",
        "第一条 民警履行下列职责：\n走访；\n找寻。\n教育部门应当予以配合。",
    ],
)
def test_a_closing_remark_is_no_item(text: str) -> None:
    found = items(text.replace("学校予以", "教育机构予以"))
    assert found[1][1] == "民警履行下列职责：" and found[-1][1] == ""


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("（一）学校发现学生无故缺课后应当在当日\n报告派出所。", "（一）学校发现学生无故缺课后应当在当日报告派出所。"),
        ("1．民警接到走失报警后\n应当立即调取录像。", "1．民警接到走失报警后应当立即调取录像。"),
        ("第三章 被拐儿童的安置、\n教育和回归", "第三章 被拐儿童的安置、教育和回归"),
        ("第三章 被拐儿童的接收\n和安置", "第三章 被拐儿童的接收和安置"),
    ],
)
def test_short_lines_and_headings_are_made_whole(broken: str, whole: str) -> None:
    text = "二、任务\n{}\n（二）社工应当陪护。\n第九条 甲。"
    assert heal(text.format(broken + ("" if broken.endswith("。") else "\n第八条 乙。"))) == text.format(
        whole + ("" if broken.endswith("。") else "\n第八条 乙。")
    )


def test_a_long_title_stays_a_title() -> None:
    title = "一、坚持党委领导、政府负责、学校尽责、家庭配合、社会参与，不断健全完善保护儿童免受侵害的长效工作机制"
    text = f"护童意见\n{title}\n学校应当每日点名。\n二、强化保障\n财政部门应当安排经费。"
    assert heal(text) == text
    assert [c.headings for c in parse(text).clauses] == [(title,), ("二、强化保障",)]


def test_headings_may_hold_marks() -> None:
    document = parse("护童规定\n第一条 甲应当点名。\n排查、报告与处置\n第二条 乙应当走访。\n宣传，教育\n第三条 丙应当宣传。")
    assert [c.headings for c in document.clauses] == [(), ("排查、报告与处置",), ("宣传，教育",)]


def test_a_heading_above_the_first_article_is_no_front_matter() -> None:
    first = parse("护童规定\n（2020年1月1日通过）\n总 则\n第一条 甲应当点名。\n附 则\n第二条 乙应当走访。")
    assert [c.headings for c in first.clauses] == [("总 则",), ("附 则",)]
    second = parse("护童规定\n源头防范\n第一条 甲应当点名。\n找寻安置\n第二条 乙应当走访。")
    assert [c.headings for c in second.clauses] == [("源头防范",), ("找寻安置",)]


@pytest.mark.parametrize("items", [["工作总结", "典型案例", "统计表"], ["名册", "照片"]])
def test_the_last_bare_item_of_a_list_heads_nothing(items: list[str]) -> None:
    listed = "\n".join(f"{i}．{item}" for i, item in enumerate(items, 1))
    document = parse_document(RawText("list.txt", f"护童通知\n请各学校报送材料。\n{listed}\n各学校应当按时报送。"), "d")
    assert [c.text for c in document.clauses] == ["请各学校报送材料。", *items, "各学校应当按时报送。"]
    assert not any(c.headings for c in document.clauses)


def test_the_last_bare_body_heads_its_duties() -> None:
    document = parse_document(RawText("l.txt", "护童分工\n一、职责\n（一）市公安局\n（二）市教育局\n负责每日点名。"), "d")
    assert document.clauses[-1].headings == ("一、职责", "（二）市教育局")


@pytest.mark.parametrize(
    ("line", "scrap"),
    [("每日清点到校的学生，登记未到校的学生，并及时更新数", "据"), ("走访辖区内的出租房屋、旅馆、网吧，做到逐户逐人登", "记。")],
)
def test_the_last_signs_of_a_bare_item_belong_to_it(line: str, scrap: str) -> None:
    document = parse_document(RawText("l.txt", f"护童方案\n一、任务\n1．{line}\n{scrap}\n2．走访家庭"), "d")
    assert [c.text for c in document.clauses] == [line + scrap, "走访家庭"]


@pytest.mark.parametrize("adverb", ["依法依规", "坚决"])
def test_a_bare_item_does_not_end_before_its_verb(adverb: str) -> None:
    words = f"（二）对玩忽职守的单位，{adverb}\n严肃处理"
    document = parse_document(RawText("l.txt", f"护童方案\n一、任务\n（一）每日点名\n{words}"), "d")
    assert [c.text for c in document.clauses] == ["每日点名", f"对玩忽职守的单位，{adverb}严肃处理"]


@pytest.mark.parametrize("lead", ["禁止下列行为：\n", ""])
def test_the_last_line_of_a_list_without_marks_heads_nothing(lead: str) -> None:
    document = parse(f"护童规定\n学校每日点名。\n{lead}冒领儿童\n藏匿孩子\n涂改名册\n违者移送派出所处理。")
    assert [c.text for c in document.clauses][-4:] == [f"{lead}冒领儿童", "藏匿孩子", "涂改名册", "违者移送派出所处理。"]
    assert document.clauses[-2].lead_in == lead.strip() and not document.clauses[-1].lead_in
    assert not any(c.headings for c in document.clauses)


@pytest.mark.parametrize("order", ["派出所加强夜间巡逻", "网吧不得接纳学生"])
def test_an_order_between_paragraphs_is_no_heading(order: str) -> None:
    document = parse(f"护童规定\n学校每日点名。\n{order}\n家长按时接送。")
    assert [(c.text, c.headings) for c in document.clauses][1:] == [(order, ()), ("家长按时接送。", ())]


def test_a_field_between_paragraphs_is_a_heading() -> None:
    document = parse("护童规定\n学校每日点名。\n接送管理\n家长按时接送。")
    assert [(c.text, c.headings) for c in document.clauses][1:] == [("家长按时接送。", ("接送管理",))]
