"""Tables of tasks in another shape than rows below heads: turned, forms, agencies as heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import drawn_pdf, word_with
from reportlab.pdfgen.canvas import Canvas

from provtag.documents.reader import read_bytes
from provtag.documents.table import Cell, Table, upright


def rows(*table: list[str]) -> list[str]:
    made = Table()
    return [made.row([Cell(text) for text in row]) for row in table]


def told(*table: list[str]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in upright([[Cell(text) for text in row] for row in table])]


def test_heads_in_the_first_column_stand_above_after_turning() -> None:
    turned = [["任务", "走访。", "立案。"], ["责任单位", "妇联", "公安局"]]
    upright_table = [["任务", "责任单位"], ["走访。", "妇联"], ["立案。", "公安局"]]
    assert told(*turned) == upright_table
    assert told(*upright_table) == upright_table
    cells = [[Cell(text) for text in row] for row in turned]
    assert upright([cells[0], [*cells[1][:-1], Cell("公安局", continued=True)]])[0] == cells[0]


def test_every_form_of_a_task_is_a_row() -> None:
    one, two = [["任务名称", "走访。"], ["牵头单位", "妇联"]], [["任务名称", "立案。"], ["牵头单位", "公安局"]]
    assert told(*one) == [["任务名称", "牵头单位"], ["走访。", "妇联"]]
    assert told(*one, *two) == [["任务名称", "牵头单位"], ["走访。", "妇联"], ["立案。", "公安局"]]
    more = ["配合单位", "民政局"]
    assert told(*one, *two, more)[1:] == [["走访。", "妇联", ""], ["立案。", "公安局", "民政局"]]
    for other in (
        [["任务", "责任单位"], ["走访。", "妇联"]],
        [["名称", "走访办法"], ["主办单位", "妇联"]],
        [*one, ["说明", "无"]],
        [["任务", "走访。"], ["牵头单位", "配合单位"]],
    ):
        assert told(*other) == other


@pytest.mark.parametrize(
    ("lead", "support", "heads"),
    [
        ("牵头", "配合", ["牵头单位", "配合单位"]),
        ("主办单位", "协办单位", ["主办单位", "协办单位"]),
        ("★", "△", ["牵头单位", "配合单位"]),
        ("√", "√", ["责任单位"]),
    ],
)
def test_agencies_as_heads_stand_where_their_part_is(lead: str, support: str, heads: list[str]) -> None:
    table = ["序号", "任务", "县公安局", "县民政局", "县妇联"], ["1", "走访。", "", lead, support], ["2", "立案。", lead, "—", ""]
    one = ["县民政局", "县妇联"] if len(heads) > 1 else ["县民政局、县妇联"]
    two = ["县公安局", ""][: len(heads)]
    assert told(*table) == [["序号", "任务", *heads], ["1", "走访。", *one], ["2", "立案。", *two]]


def test_parts_of_agencies_stand_in_one_order() -> None:
    table = [["任务", "县公安局", "县民政局", "县妇联"], ["走访。", "配合", "督导", "牵头"]]
    assert told(*table) == [["任务", "牵头单位", "督导单位", "配合单位"], ["走访。", "县妇联", "县民政局", "县公安局"]]


@pytest.mark.parametrize("signs", [("3", "5"), ("★", "●"), ("立案侦查", "走访"), ("", "")])
def test_what_is_no_sign_of_a_part_makes_no_agency_responsible(signs: tuple[str, str]) -> None:
    table = [["任务", "县公安局", "县妇联"], ["走访。", *signs]]
    assert told(*table) == table


TWO_FORMS = [
    ["任务", "走访。", "责任单位", "县妇联"],
    ["任务", "立案。", "责任单位", "县公安局"],
]


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (TWO_FORMS, [["任务", "责任单位"], ["走访。", "县妇联"], ["立案。", "县公安局"]]),
        (TWO_FORMS[:1], [["任务", "责任单位"], ["走访。", "县妇联"]]),
        (
            [
                ["责任单位", "派出所", "责任人", "张三"],
                ["职责", "走访。", "时限", "全年"],
                ["责任单位", "妇联", "责任人", "李四"],
            ],
            [["责任单位", "责任人", "职责", "时限"], ["派出所", "张三", "走访。", "全年"], ["妇联", "李四", "", ""]],
        ),
        (
            [["单位名称", "派出所", "责任人", "张三"], ["职责", "走访。", "", ""]],
            [["单位名称", "责任人", "职责"], ["派出所", "张三", "走访。"]],
        ),
        (
            [["护老任务卡", "", "", ""], ["任务", "走访。", "责任单位", "妇联"], ["备注", "", "时限", "六月"]],
            [["护老任务卡"], ["任务", "责任单位", "备注", "时限"], ["走访。", "妇联", "", "六月"]],
        ),
    ],
)
def test_a_form_may_have_several_fields_in_a_row(table: list[list[str]], wanted: list[list[str]]) -> None:
    assert told(*table) == wanted


def test_a_field_of_a_form_may_reach_over_others() -> None:
    card = [
        [Cell("护老任务卡", columns=4)],
        [Cell("牵头单位"), Cell("妇联"), Cell("配合单位"), Cell("团委")],
        [Cell("任务"), Cell("走访。", columns=3)],
    ]
    made = Table()
    assert [made.row(row) for row in upright(card)][2:] == ["走访。\n牵头单位：妇联\n配合单位：团委"]
    merged_down = [*card[:2], [Cell("任务", rows=2), Cell("走访。", columns=3)]]
    assert upright(merged_down) == merged_down


@pytest.mark.parametrize(
    "other",
    [["姓名", "张三", "年龄", "七十"], ["联系地址"], ["任务", "登记。", "责任单位", "时限"], ["妇联", "走访", "团委", "登记"]],
)
def test_no_row_of_entries_is_taken_for_heads(other: list[str]) -> None:
    bodies_first = ["部门", "妇联", "职责", "走访"]
    for form in (*TWO_FORMS, bodies_first, ["职责", "登记", "完成时限", "全年"]):
        assert told(form, other) == [form, other]
        assert rows(form, other)[0] == "\t".join(form)


@pytest.mark.parametrize(
    "heads", [["任务", "标准", "责任单位", "科室"], ["任务", "目标", "牵头单位", "联系人员"], ["措施", "标准", "时限", "备注"]]
)
def test_heads_beside_those_of_agencies_and_times_are_no_entries(heads: list[str]) -> None:
    assert rows(heads, ["走访。", "", "", ""]) == ["", "走访。"]


FORM_AND_SIGNS = ([*TWO_FORMS], [["任务", "县妇联", "县公安局"], ["走访。", "√", ""], ["立案。", "", "√"]])


@pytest.mark.parametrize("table", FORM_AND_SIGNS)
@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_tables_in_other_shapes_read_alike_from_every_format(table: list[list[str]], kind: str) -> None:
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(table):
            for column, words in enumerate(row):
                canvas.rect(20 + 120 * column, 700 - 24 * number, 120, 24)
                canvas.drawString(24 + 120 * column, 708 - 24 * number, words)

    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    data = {"docx": lambda: word_with(table), "html": lambda: f"<table>{page}</table>".encode(), "pdf": lambda: drawn_pdf(draw)}
    lines = read_bytes(Path(f"form.{kind}"), data[kind]()).text.split("\n")
    assert [line for line in lines if line.strip()] == ["走访。", "责任单位：县妇联", "立案。", "责任单位：县公安局"]
