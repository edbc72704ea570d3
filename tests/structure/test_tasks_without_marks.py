"""Tasks without an end mark above who has them: each is a clause, where a title above its text is none."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document

TASKS = {"车站张贴寻人启事": "交通局", "清查无证旅店": "公安局", "帮扶回村妇女": "县妇联"}
BELOW = {
    "a note": "责任单位：{body}",
    "a note and a limit": "责任单位：{body}\n完成时限：长期",
    "a limit and a note": "完成时限：2023年9月底前\n责任单位：{body}",
    "a note and a remark": "责任单位：{body}\n备注：旺季加密",
    "two notes": "牵头单位：{body}\n配合单位：财政局、司法局",
    "brackets": "（责任单位：{body}）",
    "a body": "县{body}",
    "a dash": "——县{body}",
}


def parse(*lines: str) -> Document:
    return parse_document(RawText("tasks.txt", "\n".join(lines)), "d")


def clauses(*lines: str) -> list[str]:
    return [clause.text for clause in parse(*lines).clauses]


@pytest.mark.parametrize("number", ["第{}条 ", "{}、", "（{}）"])
@pytest.mark.parametrize("below", BELOW)
def test_every_task_is_a_clause_whatever_says_who_has_it(below: str, number: str) -> None:
    rows = [
        f"{number.format('一二三'[i])}{task}\n{BELOW[below].format(body=body)}" for i, (task, body) in enumerate(TASKS.items())
    ]
    read = clauses("临水县反拐办法", *rows, "第四条 本办法自公布之日起施行。" if "条" in number else "")
    assert [clause for clause in read if clause in TASKS] == list(TASKS)


def test_an_order_in_an_article_is_a_clause_also_above_a_sentence() -> None:
    lines = ("第一条 县民政局接收流浪儿童", "责任单位：县民政局", "接收情况每旬通报一次。", "第二条 县妇联探访家庭。")
    assert clauses("临水县反拐办法", *lines) == ["县民政局接收流浪儿童", "接收情况每旬通报一次。", "县妇联探访家庭。"]


def test_the_title_of_an_article_is_none_of_its_tasks() -> None:
    text = ("第一条 旅店登记", "责任单位：公安局", "旅店应当核对证件。", "第二条 主管部门", "县公安局", "第三条 学校应当点名。")
    assert clauses("临水县反拐办法", *text) == ["旅店应当核对证件。", "学校应当点名。"]


TITLES = {
    "组织领导": "县公安局牵头，县民政局配合。",
    "责任主体": "县公安局",
    "职责分工": "县公安局负责。",
    "适用对象": "学校、幼儿园",
    "施行日期": "2024年1月1日起实施。",
    "完成时间": "2023年底前。",
}


@pytest.mark.parametrize(("title", "below"), TITLES.items())
def test_a_title_above_a_bare_body_or_time_is_none_of_its_tasks(title: str, below: str) -> None:
    read = clauses("临水县反拐办法", "第一条 旅店登记住客。", f"第二条 {title}", below, "第三条 学校应当点名。")
    assert title not in read


def test_an_order_above_a_list_with_notes_of_its_own_is_a_clause() -> None:
    rows = ("一、清查", "（一）县公安局排查旅店", "责任单位：县公安局", "1.教育局逐班点名", "责任单位：教育局", "2.妇联入户探访")
    document = parse("临水县反拐方案", *rows, "责任单位：妇联")
    assert [clause.text for clause in document.clauses] == ["县公安局排查旅店", "教育局逐班点名", "妇联入户探访"]
    assert len(document.duty_notes) == 3


def test_an_order_above_a_list_whose_limits_come_first_is_a_clause() -> None:
    first = ("一、清查", "（一）县公安局排查旅店", "责任单位：县公安局")
    rows = [f"{i}.{task}\n完成时限：长期\n责任单位：{body}" for i, (task, body) in enumerate(TASKS.items(), 1)]
    assert clauses("临水县反拐方案", *first, *rows) == ["县公安局排查旅店", *TASKS]


@pytest.mark.parametrize("title", ["清查旅店", "县公安局排查旅店"])
def test_a_title_whose_body_has_all_below_it_stays_a_heading(title: str) -> None:
    rows = ("一、清查", f"（一）{title}", "责任单位：县公安局", "1.核对证件；", "2.登记访客。", "（二）点名。")
    assert clauses("临水县反拐方案", *rows) == ["核对证件；", "登记访客。", "点名。"]


@pytest.mark.parametrize("limit", ["完成时限：长期", "完成时限：2023年9月底前"])
def test_the_first_row_without_a_number_is_a_task_where_its_limit_comes_first(limit: str) -> None:
    rows = [f"{task}\n{limit}\n责任单位：{body}" for task, body in reversed(TASKS.items())]
    assert clauses("临水县反拐任务分工表", *rows) == list(reversed(TASKS))


@pytest.mark.parametrize(("first", "other"), [("完成时限：", "时限："), ("完成时限:", "完成时限：")])
def test_the_first_row_is_a_task_where_other_limits_have_other_labels(first: str, other: str) -> None:
    labelled = zip((first, other, other), reversed(TASKS.items()), strict=True)
    rows = [f"{task}\n{label}长期\n责任单位：{body}" for label, (task, body) in labelled]
    assert clauses("临水县反拐任务分工表", *rows) == list(reversed(TASKS))


def test_an_event_with_its_time_and_hosts_has_a_title_all_the_same() -> None:
    document = parse("临水县护童宣传日", "时间：2023年6月1日", "主办单位：县妇联", "现场发放反拐手册。")
    assert "临水县护童宣传日" not in [clause.text for clause in document.clauses]


def test_a_wide_bar_inside_a_row_of_markdown_divides_no_cells() -> None:
    head = "| 任务 | 责任单位 |\n|---|---|\n"
    document = parse("临水县反拐任务分工", f"{head}| 车站｜码头巡查 | 交通局 |\n| 清查旅店 | 公安局 |")
    assert [clause.text for clause in document.clauses] == ["车站｜码头巡查", "清查旅店"]
    assert [note.text for note in document.duty_notes] == ["责任单位：交通局", "责任单位：公安局"]


@pytest.mark.parametrize("row", ["{}｜{}", "｜{}｜{}｜", "|{}｜{}|"])
def test_wide_bars_alone_divide_cells(row: str) -> None:
    rows = [row.format(task, body) for task, body in TASKS.items()]
    assert clauses("临水县反拐任务分工", row.format("任务", "责任单位"), *rows) == list(TASKS)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| 任务 ｜ 责任单位 | 完成时限 |", "| {} | {} | 长期 |"),
        ("| 任务 | 责任单位 | 完成时限 |", "| {} ｜ {} | 长期 |"),
        ("| 任务 | 责任单位 | 完成时限 |", "| {} │ {} | 长期 |"),
    ],
)
def test_bars_of_two_kinds_divide_cells_where_one_kind_alone_gives_too_few(head: str, row: str) -> None:
    document = parse("临水县反拐任务分工", head, *(row.format(task, body) for task, body in TASKS.items()))
    assert [clause.text for clause in document.clauses] == list(TASKS)
    assert [note.text for note in document.duty_notes] == [f"责任单位：{body}" for body in TASKS.values()]
