"""Numbers that only their count shows, and headings that stand alone on their line."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document


def parse(*lines: str) -> Document:
    return parse_document(RawText("counted.txt", "\n".join(lines)), "d")


def read(*lines: str) -> list[tuple[str, str]]:
    """Return the innermost heading and the words of each clause."""
    return [("".join(clause.headings[-1:]), clause.text) for clause in parse(*lines).clauses]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一　总的要求", "二　各站分工"),
        ("【一】总的要求", "【二】各站分工"),
        ("甲　总的要求", "乙　各站分工"),
        ("情景A（站台，9：00起）", "情景B（售票厅，9：30起）"),
        ("环节一　接站", "环节二　送站"),
        ("第一步　接站", "第二步　送站（当日）"),
        ("第1阶段（5月）", "第2阶段（6月）"),
        ("A 总的要求", "B 各站分工"),
    ],
)
def test_titles_that_count_up_are_headings(first: str, second: str) -> None:
    own = [first.replace("\u3000", " "), second.replace("\u3000", " ")]
    assert read("护童方案", "各站照此执行。", first, "保安每天巡查。", second, "站长登记孩子。", "保安拦人") == [
        ("", "各站照此执行。"),
        (own[0], "保安每天巡查。"),
        (own[1], "站长登记孩子。"),
        (own[1], "保安拦人"),
    ]


def test_such_a_title_may_be_the_first_line_below_that_of_the_text() -> None:
    assert read("护童方案", "一　巡查", "保安每天巡查。", "二　登记", "站长登记。")[0] == ("一 巡查", "保安每天巡查。")


def test_counted_titles_stand_above_numbers_and_below_the_heading_of_their_part() -> None:
    headings = [c.headings for c in parse("方案", "甲　分工", "一、巡查", "保安巡查。", "乙　其他", "站长解释。").clauses]
    assert headings == [("甲 分工", "一、巡查"), ("乙 其他",)]
    lines = ("方案", "一、演练", "情景一：走失", "保安找人。", "情景二：冒领", "站长拦人。")
    assert parse(*lines).clauses[-1].headings == ("一、演练", "情景二：冒领")


@pytest.mark.parametrize(
    ("first", "second"),
    [("第一步，自查（6月）。", "第二步，回头看（7月至8月）。"), ("其一，关于接站。", "其二，关于送站。")],
)
def test_counted_paragraphs_open_with_titles(first: str, second: str) -> None:
    assert read("方案", "一、步骤", f"{first}各站清点人数。", f"{second}县局抽查各站。") == [
        (first, "各站清点人数。"),
        (second, "县局抽查各站。"),
    ]


def test_counted_orders_are_clauses() -> None:
    steps = ["第一步，报告站长。", "保安关门。", "第二步，广播找人。", "乘警查车。"]
    assert [words for _, words in read("方案", "一、步骤", "".join(steps[:2]), "".join(steps[2:]))] == steps


def test_a_step_ends_the_items_of_the_one_before() -> None:
    lines = ("方案", "第一步　接站", "1）登记。写明来路。", "2）问话。单独问人。", "第二步　送站", "保安送人上车。")
    assert parse(*lines).clauses[-1].headings == ("第二步 送站",)


@pytest.mark.parametrize(
    "lines",
    [
        ["一　张三", "二　李四", "三　王五"],  # rows: nothing stands below each
        ["甲　方（盖章）", "乙　方（盖章）"],
        ["A 股公司也要登记。", "K 歌房也要登记。"],
        ["12、13岁的孩子由老师送到车站。", "3、4月各走访一次。"],
        ["2、3月和5月各走访一次。"],
    ],
)
def test_what_does_not_count_up_stays(lines: list[str]) -> None:
    words = [line.replace("\u3000", " ") for line in lines]
    assert [text for _, text in read("要点", "各站每天巡查。", *lines, "站长解释。")] == ["各站每天巡查。", *words, "站长解释。"]


def test_a_number_counts_in_front_of_a_figure() -> None:
    lines = ("一、登记", "1、3月至5月开展走访，一户不漏。", "2、各站登记。", "3、6月底汇总。", "4、12岁以下的孩子由老师接。")
    assert [text for _, text in read("要点", *lines)] == [
        "3月至5月开展走访，一户不漏。",
        "各站登记。",
        "6月底汇总。",
        "12岁以下的孩子由老师接。",
    ]
    assert [text for _, text in read("要点", "4.见面核查。", "5.1,903户逐户核查。", "6.1.5公里内设岗。")][
        1
    ] == "1,903户逐户核查。"


def test_an_order_with_its_month_in_front_is_no_title() -> None:
    assert read("要点", "一、走访", "1．3月至5月开展大走访。民警逐户上门，问来源、问证件。", "2．登记。")[0] == (
        "一、走访",
        "3月至5月开展大走访。",
    )


def test_months_that_open_a_line_are_no_number() -> None:
    assert read("要点", "一、宣传", "十一、十二两月，各站讲课。", "二、登记", "站长登记。")[0] == (
        "一、宣传",
        "十一、十二两月，各站讲课。",
    )


@pytest.mark.parametrize("end", ["", "。", "；"])
def test_lettered_lines_below_a_lead_in_are_its_items(end: str) -> None:
    items = [f"{words}{end}" for words in ("孩子哭闹不止，不认识跟前的大人", "大人说不出孩子的生日", "深夜抱着婴儿换车")]
    lines = [f"{letter} {item}" for letter, item in zip("ABC", items, strict=True)]
    clauses = parse("要点", "各站巡查。", "有下列情形的，当天报告：", *lines, "站长汇总。").clauses
    assert [(c.lead_in, c.text) for c in clauses][1:] == [
        ("", f"有下列情形的，当天报告：\n{lines[0]}"),
        ("有下列情形的，当天报告：", items[1]),
        ("有下列情形的，当天报告：", items[2]),
        ("", "站长汇总。"),
    ]


def test_several_lines_in_brackets_are_headings_below_numbers_too() -> None:
    lines = ("各站商定如下：", "【巡查】", "1．保安每天巡查。", "2．站长登记。", "【其他】", "站长解释。")
    assert read("要点", *lines)[1:] == [("【巡查】", "保安每天巡查。"), ("【巡查】", "站长登记。"), ("【其他】", "站长解释。")]


def test_bodies_in_brackets_below_their_tasks_are_none() -> None:
    document = parse("要点", "1．走访。", "【责任单位：县公安局】", "2．登记。", "【责任单位：县民政局】", "3．汇总。")
    assert [c.text for c in document.clauses] == ["走访。", "登记。", "汇总。"]
    assert len(document.duty_notes) == 2


def test_bare_words_above_rows_are_a_heading_below_a_number() -> None:
    rows = ("3月　　动员，配人　　各站", "4月　　走访，登记　　派出所", "5月　　总结　　县公安局")
    assert [heading for heading, _ in read("要点", "一、走访", "1．保安走访。", "时间安排", *rows, "站长解释。")][1] == "时间安排"


def test_a_sign_marks_headings_that_name_several_things() -> None:
    lines = ("★ 旅馆、网吧", "前台登记客人。", "★ 看人也看证", "保安核对证件。")
    assert read("要点", "各站巡查。", *lines)[1:] == [("★ 旅馆、网吧", "前台登记客人。"), ("★ 看人也看证", "保安核对证件。")]


def test_the_colon_of_a_clock_leads_nothing_in() -> None:
    clauses = parse("演练方案", "各站参加。", "14:29 站长接到报告；超过五分钟的，不算合格。").clauses
    assert [(c.lead_in, c.text) for c in clauses][1:] == [("", "14:29 站长接到报告；"), ("", "超过五分钟的，不算合格。")]


def test_a_heading_stands_above_the_deadline_it_names() -> None:
    lines = ("二、检查时间和范围", "时间：8月6日至10月15日。", "检查渔港和码头。")
    assert read("方案", "一、要求", "坚持标本兼治。", *lines)[1:] == [("二、检查时间和范围", "检查渔港和码头。")]
    tasks = ("1．排查出租屋", "时限：5月底", "2．登记外来人口", "时限：6月底", "各站每月报送。")
    assert [text for _, text in read("方案", "一、任务", *tasks)] == ["排查出租屋", "登记外来人口", "各站每月报送。"]


def test_titles_of_articles_and_of_their_parts_are_headings() -> None:
    lines = ("第一条　本年要达到的目标", "1．无拐卖案件；", "2．无收买行为。", "第二条　村里应当做的事", "（一）登记")
    more = ("村干部登记外来人员。", "（二）看护", "网格员看护孩子。", "保安巡查。", "第三条　奖惩", "乡里年底考核。")
    assert [(c.headings, c.text) for c in parse("责任书", *lines, *more).clauses] == [
        (("本年要达到的目标",), "无拐卖案件；"),
        (("本年要达到的目标",), "无收买行为。"),
        (("村里应当做的事", "（一）登记"), "村干部登记外来人员。"),
        (("村里应当做的事", "（二）看护"), "网格员看护孩子。"),
        (("村里应当做的事", "（二）看护"), "保安巡查。"),
        (("奖惩",), "乡里年底考核。"),
    ]


def test_bare_items_of_an_article_stay_items() -> None:
    clauses = parse("办法", "第一条　学校提交下列材料：", "（一）名册", "（二）照片", "第二条　学校保管材料。").clauses
    assert [c.text for c in clauses] == ["学校提交下列材料：\n（一）名册", "照片", "学校保管材料。"]
