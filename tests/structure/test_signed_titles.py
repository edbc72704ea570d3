"""Headings that no number but a sign marks: ◆ in front of them, or a colon behind them."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


@pytest.mark.parametrize(("before", "behind"), [("◆ ", ""), ("■", ""), ("※", ""), ("▲ ", ""), ("", "："), ("", ":")])
def test_bare_words_with_one_sign_above_sentences_are_headings(before: str, behind: str) -> None:
    first, second = (f"{before}{words}{behind}" for words in ("接送制度", "门岗管理"))
    document = parse(f"护童要点\n{first}\n家长凭卡接送。\n{second}\n保安在十分钟内登记车辆。\n陌生人不放行。")
    assert [(c.text, c.headings) for c in document.clauses] == [
        ("家长凭卡接送。", (first,)),
        ("保安在十分钟内登记车辆。", (second,)),
        ("陌生人不放行。", (second,)),
    ]


@pytest.mark.parametrize(
    ("lines", "clauses"),
    [
        (["◆ 家长凭卡接送", "◆ 保安登记车辆", "陌生人不放行。"], ["家长凭卡接送", "保安登记车辆", "陌生人不放行。"]),
        (["◆ 家长凭卡接送。", "◆ 保安登记车辆。"], ["家长凭卡接送。", "保安登记车辆。"]),
    ],
)
def test_items_and_orders_with_a_sign_are_clauses(lines: list[str], clauses: list[str]) -> None:
    document = parse("\n".join(["护童要点", "学校每日点名。", *lines]))
    assert [c.text for c in document.clauses] == ["学校每日点名。", *clauses]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [("【市公安局】", "【各县（市、区）民政局】", "3"), ("【市公安局】", "【市妇联】", "1"), ("【破案】", "【救助】", "3")],
)
def test_lines_in_brackets_above_numbers_are_headings(first: str, second: str, number: str) -> None:
    document = parse(f"护童清单\n{first}\n1. 接报立即立案。\n2. 调取车站录像。\n{second}\n{number}. 每周家访一次。")
    assert [(c.text, c.headings) for c in document.clauses] == [
        ("接报立即立案。", (first,)),
        ("调取车站录像。", (first,)),
        ("每周家访一次。", (second,)),
    ]
    assert not document.duty_notes


def test_bodies_in_brackets_below_one_title_are_headings() -> None:
    first, second = "【市公安局】", "【市民政局】"
    document = parse(f"护童清单\n一、分工\n{first}\n1. 接报立即立案。\n2. 调取录像。\n{second}\n1. 每周家访一次。\n2. 建立档案。")
    assert [c.headings for c in document.clauses] == [("一、分工", first)] * 2 + [("一、分工", second)] * 2
    assert not document.duty_notes


def test_bodies_in_brackets_behind_items_or_below_a_title_of_their_own_are_notes() -> None:
    document = parse("护童清单\n1. 接报立即立案。\n【市公安局】\n2. 建立档案。\n【市民政局】\n本清单自印发之日起施行。")
    assert [n.text for n in document.duty_notes] == ["【市公安局】", "【市民政局】"]
    document = parse("护童清单\n一、打击\n【市公安局】\n1. 立案。\n2. 追逃。\n二、防范\n【市民政局】\n1. 家访。\n2. 建档。")
    assert [n.text for n in document.duty_notes] == ["【市公安局】", "【市民政局】"]


def test_signed_words_above_numbers_are_headings_whether_the_numbers_count_on_or_not() -> None:
    first, second, third = "◆ 站车发现这一块", "◆ 接人这一块", "◆ 队伍这一块"
    document = parse(f"护童要点\n{first}\n1. 保安守门。\n2. 站长点名。\n{second}\n3. 女警陪护。\n{third}\n1. 每月开课。")
    assert [c.headings for c in document.clauses] == [(first,), (first,), (second,), (third,)]


def test_signed_words_that_close_items_are_no_headings() -> None:
    document = parse("护童要点\n1. 走访这些人：\n◆ 孤儿\n2. 清点这些人：\n◆ 留守儿童\n3. 每月通报。")
    assert not [c for c in document.clauses if any("◆" in heading for heading in c.headings)]


def test_bodies_with_which_paragraphs_open_are_their_headings() -> None:
    first, second = "县公安局。", "县妇联、团县委。"
    document = parse(f"督查要点\n{first}看民警是否当场登记走失的孩子。\n{second}看名册上的孩子是否都有人家访。\n各组当天回报。")
    assert [(c.text, c.headings) for c in document.clauses] == [
        ("看民警是否当场登记走失的孩子。", (first,)),
        ("看名册上的孩子是否都有人家访。", (second,)),
        ("各组当天回报。", ()),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "一、巡查码头。\n【{}】\n二、接回儿童。\n【{}】\n三、每月家访。",
        "一、巡查\n1、码头。\n2、渡口。\n【{}】\n二、接回\n1、安置。\n2、入学。\n【{}】\n三、每月家访。",
        "1. 巡查码头。\n【{}】\n（一）接回儿童。\n【{}】\n三、每月家访。",
        "（一）巡查码头\n1. 早班。\n2. 晚班。\n【{}】\n1. 接人。\n2. 送人。\n【{}】\n（二）每月家访。",
    ],
)
@pytest.mark.parametrize("notes", [("市公安局", "市民政局"), ("责任单位：市公安局", "责任单位：市民政局")])
def test_bodies_in_brackets_behind_tasks_are_notes_whatever_number_is_next(lines: str, notes: tuple[str, str]) -> None:
    document = parse("护童清单\n" + lines.format(*notes))
    assert [n.text for n in document.duty_notes] == [f"【{note}】" for note in notes]
    assert not [c for c in document.clauses if any("【" in heading for heading in c.headings)]
