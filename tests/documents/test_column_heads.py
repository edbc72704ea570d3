"""Column heads as a grammar: which part the agencies below them have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.documents.column_heads import (
    body_columns,
    duty_columns,
    duty_label,
    is_agency_head,
    is_column_name,
    is_form_row,
    is_task_head,
    kind_column,
    with_agencies,
)
from provtag.documents.table import Cell, Table
from provtag.schema import RawText
from provtag.structure.bodies import LABELLED
from provtag.structure.parser import parse_document
from provtag.structure.tables import set_in_lines

PARTS = ["牵头", "配合", "主办", "协办", "承办", "参与", "落实", "督导", "协管", "实施", "责任", "承担"]
BODIES = ["单位", "部门", "科室", "主体", "机构", "单位及责任人", "部门和负责人"]


def rows(*table: list[str]) -> list[str]:
    made = Table()
    return [made.row([Cell(text) for text in row]) for row in table]


@given(
    st.sampled_from(["", "主要", "第一", "具体"]),
    st.sampled_from(PARTS),
    st.sampled_from(BODIES),
    st.sampled_from(["", "（科室）"]),
)
def test_every_label_of_a_column_is_read_as_that_of_a_note(first: str, part: str, body: str, remark: str) -> None:
    label = duty_label(first + part + body + remark)
    assert label == first + part + body
    assert LABELLED.fullmatch(f"{label}：")


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("牵 头", "牵头单位"),
        ("协办", "协办单位"),
        ("责任单位（列首位的牵头）", "责任单位"),
        ("配合责任单位", "配合责任单位"),
        ("责任领导/处（科）室", "责任领导/处室"),
        ("责任科（室）", "责任科室"),
        ("牵头（责任）单位", "牵头单位"),
        ("责任(牵头)部门", "责任部门"),
        ("分管领导及责任单位", "分管领导及责任单位"),
        ("责任领导/电话", ""),
        ("整改时限", "完成时限"),
        ("包抓领导", "包抓领导"),
        ("经办", "经办单位"),
        ("协作部门", "协作部门"),
        ("谁配合", "配合单位"),
        ("谁来办", "责任单位"),
        ("值班电话", "值班电话"),
        ("经办人", ""),
        ("通知谁", ""),
        ("谁帮忙", "配合单位"),
        ("谁来主管", "主管单位"),
        ("牵头和配合", "牵头和配合单位"),
        ("落实", ""),
        ("落实情况", ""),
        ("单位性质", ""),
        ("牵头开展排查", ""),
    ],
)
def test_label_of_a_head(head: str, label: str) -> None:
    assert duty_label(head) == label


def test_a_head_is_of_agencies_or_of_tasks() -> None:
    assert is_agency_head("督导部门") and not is_agency_head("责任人") and not is_agency_head("工作任务")
    assert is_task_head("工作任务") and not is_task_head("督导部门")
    assert is_agency_head("谁牵头") and is_task_head("做什么") and not is_task_head("谁来做")


@pytest.mark.parametrize(
    ("one", "other"), [("主办", "协办"), ("落实单位", "督导科室"), ("第一责任部门（盖章）", "参与单位及联系人")]
)
@pytest.mark.parametrize("form", ["{}\t{}", "| {} | {} |"])
def test_agencies_of_any_column_are_notes_of_the_row(form: str, one: str, other: str) -> None:
    row = form.replace("{}", "{}\t{}" if "|" not in form else "{} | {}", 1)
    table = [
        row.format("任务", one, other),
        row.format("走访村户", "市妇联", "市民政局"),
        row.format("核对名册", "市公安局", "市教育局"),
    ]
    document = parse_document(RawText("table.txt", "护童任务表\n" + "\n".join(table)), "d")
    assert [c.text for c in document.clauses] == ["走访村户", "核对名册"]
    assert [n.text.split("\n") for n in document.duty_notes] == [
        [f"{duty_label(one)}：市妇联", f"{duty_label(other)}：市民政局"],
        [f"{duty_label(one)}：市公安局", f"{duty_label(other)}：市教育局"],
    ]


def test_heads_in_two_rows() -> None:
    table = Table()
    assert table.row([Cell("任务", rows=2), Cell("任务分工", columns=2), Cell("时限", rows=2)]) == ""
    assert table.row([Cell("牵头"), Cell("配合")]) == ""
    assert (
        table.row([Cell("走访。"), Cell("妇联"), Cell("民政局"), Cell("6月")])
        == "走访。\n时限：6月\n牵头单位：妇联\n配合单位：民政局"
    )


def test_a_part_alone_is_no_head_without_tasks() -> None:
    assert rows(["公安局", "牵头"], ["民政局", "配合"]) == ["公安局\t牵头", "民政局\t配合"]


def test_the_last_row_is_no_foot_of_a_site() -> None:
    text = "护童任务表\n任务\t主办单位\t备注\n走访村户\t市妇联\t\n核对名册\t市公安局\t"
    document = parse_document(RawText("table.txt", text), "d")
    assert [n.text for n in document.duty_notes] == ["主办单位：市妇联", "主办单位：市公安局"]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("责任单位", "县公安局"), True),
        (("任务", "开展排查。"), True),
        (("任务", "责任单位"), False),
        (("牵头单位", "配合单位"), False),
        (("事由", "办法", "得分"), False),
        (("", ""), False),
        (("", "责任单位", "县公安局"), True),
        (("部门", "县公安局"), True),
        (("任务", "", ""), False),
        (("县公安局", "责任单位"), False),
    ],
)
def test_a_row_of_a_form_heads_no_columns(cells: tuple[str, ...], wanted: bool) -> None:
    assert is_form_row(cells) is wanted


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (["任务", "责任单位", "完成时限"], {1: "责任单位", 2: "完成时限"}),
        (["序号", "牵头", "事由"], {1: "牵头单位"}),
        (["任务", "责任人"], {1: "责任人"}),
        (["任务", "时限"], {1: "时限"}),
        (["任务", "时间安排"], {}),
        (["任务", "联系电话"], {}),
        (["责任单位", "市公安局"], {}),
        (["任务", "责任单位", "一二三四五六七八九十一二"], {1: "责任单位"}),
        (["任务", "责任单位", "一二三四五六七八九十一二三"], {}),
        (["任务", "备注"], {}),
    ],
)
def test_columns_of_duties_beside_tasks(heads: list[str], wanted: dict[int, str]) -> None:
    assert duty_columns(dict(enumerate(heads))) == wanted


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (["成员单位", "职责"], {0: "责任单位"}),
        (["职责", "成员单位", "时限"], {1: "责任单位", 2: "时限"}),
        (["序号", "备注", "部门", "职责", "依据"], {2: "责任单位"}),
        (["职责", "依据", "部门"], {}),
        (["职责", "备注", "部门"], {2: "责任单位"}),
        (["部门", "单位", "职责"], {}),
        (["部门", "依据"], {}),
        (["部门"], {}),
        (["部门", "职责", "职务"], {}),
        (["部门", "职责", "一二三四五六七八九十一二"], {0: "责任单位"}),
        (["部门", "职责", "一二三四五六七八九十一二三"], {}),
        (["任务", "职责"], {}),
    ],
)
def test_columns_of_duties_beside_agencies(heads: list[str], wanted: dict[int, str]) -> None:
    assert body_columns(dict(enumerate(heads))) == wanted


@pytest.mark.parametrize(
    ("heads", "column"),
    [
        (["类别", "任务"], 0),
        (["序号", "任务类别", "分类", "任务"], 1),
        (["类别", "序号"], 0),
        (["类别", "依据"], -1),
        (["任务", "类别"], -1),
        (["任务", "依据"], -1),
    ],
)
def test_the_column_of_kinds_stands_before_what_it_parts(heads: list[str], column: int) -> None:
    assert kind_column(heads) == column


@pytest.mark.parametrize("head", ["出生日期", "证件类型及号码", "序号", "备注", "重点问题", "部门", "谁牵头", "完成时限"])
def test_what_the_name_of_a_column_ends_in(head: str) -> None:
    assert is_column_name(head) and is_column_name("立案（件）")
    assert not is_column_name(f"{head}，")


@pytest.mark.parametrize(
    "step", ["经办：登记后一小时内转交刑侦支队。", "经办单位：收到名册后三日内送县民政局。", "协作单位：查实后转县妇联。"]
)
def test_a_step_of_a_flow_is_no_note(step: str) -> None:
    document = parse_document(RawText("flow.txt", f"护童流程\n受理：派出所应当登记。\n{step}\n办结：派出所应当告知家属。"), "d")
    assert document.clauses[1].text == step and not document.duty_notes


@pytest.mark.parametrize("note", ["经办单位：县救助站", "协作单位：县妇联、县民政局"])
def test_a_label_of_a_step_before_names_is_a_note(note: str) -> None:
    document = parse_document(RawText("flow.txt", f"护童流程\n派出所应当登记。\n{note}\n学校应当告知家属。"), "d")
    assert [n.text for n in document.duty_notes] == [note]


@pytest.mark.parametrize("head", ["责任分工", "责任\n分工"])
def test_who_shares_a_task_stands_below_a_head_of_its_own(head: str) -> None:
    table = ["序号", "任务", head, "时限"], ["1", "走访村户", "市妇联", "6月"], ["2", "核对名册", "市公安局", "7月"]
    lines = ["1.走访村户\n责任单位：市妇联\n时限：6月", "2.核对名册\n责任单位：市公安局\n时限：7月"]
    assert rows(*table) == ["", *lines]
    for between in "\t", " | ":
        drawn = "\n".join(between.join("".join(cell.split()) for cell in row) for row in table)
        assert set_in_lines(drawn).split("\n", 1)[1] == "\n".join(lines)


@pytest.mark.parametrize("heads", [("任务", "责任单位", "责任分工"), ("姓名", "任务", "责任分工"), ("任务", "分工")])
def test_what_agencies_and_persons_share_is_no_agency(heads: tuple[str, ...]) -> None:
    assert with_agencies(heads) == list(heads)
    assert with_agencies(("任务", "责任分工")) == ["任务", "责任单位"]
