"""Faults that only a careful reader finds: numbers before digits, letters before texts, rows, brackets as headings."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from provtag.structure.markers import item_at
from tests.structure.reading import parse


@pytest.mark.parametrize(
    "line",
    [
        "15．26个村建队",
        "21．2015年起",
        "3.12348热线",
        "1．2名社工",
        "1．3月底前",
        "三、2019年打算",
        "1.3 家暴救助",
        "4.9 人审",
        "3 日常预防",
    ],
)
def test_digits_behind_a_number_belong_to_its_words(line: str) -> None:
    item = item_at(line, 0, len(line))
    assert item is not None and item.end == len(item.number) + line.count(" ")


@pytest.mark.parametrize("line", ["2.5万元", "98.25个百分点", "1.5倍", "3 天内", "10 家企业", "1.2 公里"])
def test_measures_are_no_number(line: str) -> None:
    assert item_at(line, 0, len(line)) is None


def test_a_decimal_number_that_ends_in_nought_stands_above_the_others() -> None:
    document = parse("护童规程\n1.0 目的\n1.1 防走失。\n2.0 职责\n2.1 学校点名。")
    assert [(c.number, c.headings) for c in document.clauses] == [("1.1", ("1.0 目的",)), ("2.1", ("2.0 职责",))]


def test_a_letter_before_a_text_is_front_matter_whatever_it_says() -> None:
    document = parse("护童通知\n为做好护童工作，特拟定方案，望各校照办。\n2020年1月1日\n2020年护童方案\n一、任务\n学校点名。")
    assert [c.text for c in document.clauses] == ["学校点名。"]


def test_a_second_plan_in_a_file_has_its_own_numbering() -> None:
    document = parse(
        "护童公约\n一、每日点名。\n二、每周走访。\n护童值守办法\n（2020年1月1日通过）\n一、夜间巡逻。\n二、节日值班。"
    )
    assert [(c.number, c.headings) for c in document.clauses][2:] == [("一、", ("护童值守办法",)), ("二、", ("护童值守办法",))]


def test_rows_that_blanks_divide_stay_rows() -> None:
    rows = ["3月1日  启动仪式，发放手册，张贴海报，讲解防拐知识  教育局", "4月2日  家长会，签订责任书    各校"]
    assert [c.text for c in parse("护童方案\n一、任务\n学校点名。\n二、日程\n{}\n{}".format(*rows)).clauses][1:] == rows


def test_words_in_heavy_brackets_are_headings() -> None:
    document = parse("护童方案\n【为什么做】\n儿童走失增多。\n【谁来做】\n学校点名。")
    assert [c.headings for c in document.clauses] == [("【为什么做】",), ("【谁来做】",)]


def test_parts_of_two_or_three_are_headings() -> None:
    document = parse("护童约定\n上篇 公约\n第一条 学校点名。\n下篇 看护\n第二条 家长看护。")
    assert [c.headings for c in document.clauses] == [("上篇 公约",), ("下篇 看护",)]


def test_an_agency_with_a_colon_heads_its_duties() -> None:
    document = parse("护童职责\n一、分工\n市公安局：\n①立案。\n②查找。\n市民政局：\n接收儿童。\n安置儿童。")
    assert [c.headings[-1] for c in document.clauses] == ["市公安局：", "市公安局：", "市民政局：", "市民政局："]


def test_two_headings_in_a_row_and_a_broken_one() -> None:
    document = parse("护童规定\n第一条 学校点名。\n走失儿童的找寻和\n社会各界的协助\n第二条 民警走访。")
    assert document.clauses[1].headings == ("走失儿童的找寻和社会各界的协助",)


def test_lists_of_annexes_and_seals_end_the_body() -> None:
    foot = (
        "附表1：护童任务表\n附表2：自查表（另发）\n甲县护童工作联席会议办公室\n（甲县公安局代章）\n2020年1月1日\n（此函不公开）"
    )
    document = parse(f"护童函\n各校：\n一、每日点名。\n二、走访。\n{foot}")
    assert [c.text for c in document.clauses] == ["每日点名。", "走访。"]
    assert [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.BACK] == foot.split("\n")


def test_another_column_may_stand_in_a_table_of_tasks() -> None:
    document = parse(
        "护童任务\n序号 | 任务 | 做到什么程度 | 责任单位 | 完成时间\n1 | 点名 | 每日一次 | 市教育局 | 5月起，连续30天"
    )
    assert [c.text for c in document.clauses] == ["点名 每日一次"]
    assert [n.text for n in document.duty_notes] == ["责任单位：市教育局"]


def test_a_heading_above_a_heading_stays_above_the_next() -> None:
    document = parse(
        "护童规定\n第一条 学校点名。\n走失的预防\n校园内\n第二条 老师点名。\n校园外\n第三条 民警走访。\n走失的找寻\n第四条 立案。"
    )
    assert [c.headings for c in document.clauses] == [
        (),
        ("走失的预防", "校园内"),
        ("走失的预防", "校园外"),
        ("走失的预防", "走失的找寻"),
    ]


def test_a_short_line_of_a_law_with_a_comma_goes_on() -> None:
    articles = "\n".join(f"第{n}条 学校应当点名。" for n in "一二三四五")
    document = parse(f"护童规定\n{articles}\n第六条 民警走访。\n走失儿童回家的，由\n民警护送。")
    assert document.clauses[-1].text == "走失儿童回家的，由民警护送。"
    plan = parse("护童方案\n一、任务\n宣传走心，让种子发芽\n学校应当点名。")
    assert [c.text for c in plan.clauses][-1] == "学校应当点名。"


def test_a_line_that_ends_open_goes_on_whatever_follows() -> None:
    broken = "护童方案\n一、任务\n经费纳入预算，\n2022年起每年不少于\n10万元。"
    broken += "对\n14周岁以下儿童，按照\n规定立案：（市公安局负责）\n二、附则"
    assert [c.text for c in parse(broken).clauses][:2] == [
        "经费纳入预算，2022年起每年不少于10万元。",
        "对14周岁以下儿童，按照规定立案：",
    ]


def test_a_title_above_a_list_is_a_heading_whatever_ends_its_items() -> None:
    document = parse("护童方案\n一、宣传教育\n(1)学校点名;\n(2)社区走访.\n二、打击重点\n（一）拐骗；\n（二）收买。")
    assert [c.headings for c in document.clauses] == [("一、宣传教育",)] * 2 + [("二、打击重点",)] * 2


def test_an_article_may_have_a_title_alone() -> None:
    document = parse("护童规定\n第一条 学校的职责\n（一）点名。\n（二）登记。\n第二条 民警走访\n第三条 即日施行。")
    assert [(c.number, c.headings, c.text) for c in document.clauses] == [
        ("第一条", ("学校的职责",), "点名。"),
        ("第一条", ("学校的职责",), "登记。"),
        ("第二条", (), "民警走访"),
        ("第三条", (), "即日施行。"),
    ]


def test_a_second_person_to_ask_is_no_clause() -> None:
    text = "护童通知\n一、每日点名。\n二、走访。\n联系人：公安局 张三 电话：1234567\n"
    text += "民政局 李四 电话：7654321\n甲市公安局\n2020年1月1日"
    assert [c.text for c in parse(text).clauses] == ["每日点名。", "走访。"]
