"""Tables drawn by lines on PDF pages are read cell by cell, as those of Word files and web pages are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from document_files import drawn_pdf, lines_of, pdf_read_here
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from provtag.documents.page_grid import TOUCH, Grid, grids
from provtag.documents.page_lines import PageLine
from provtag.documents.pdf import pdf_text

EDGES = (60, 100, 330, 430, 540)
HEAD = ("序号", "工作任务", "责任单位", "完成时限")
Row = Sequence[Sequence[str]]  # of each cell the lines


def boxed(rows: Sequence[Row], top: float = 740, edges: Sequence[float] = EDGES) -> Callable[[Canvas], None]:
    """Return what draws rows of boxes with their lines, 18 points each."""

    def draw(canvas: Canvas) -> None:
        y = top
        for row in rows:
            height = 18 * max(map(len, row)) + 6
            for (left, right), lines in zip(pairwise(edges), row, strict=True):
                canvas.rect(left, y - height, right - left, height)
                for number, line in enumerate(lines):
                    canvas.drawString(left + 4, y - 18 * (number + 1), line)
            y -= height

    return draw


def one_line(*cells: str) -> Row:
    return [(cell,) if cell else () for cell in cells]


def text_of(*pages: Callable[[Canvas], None]) -> list[str]:
    with pdf_read_here():
        text, warnings = pdf_text(drawn_pdf(*pages), Path("table.pdf"))
    assert warnings == ()
    return lines_of(text)


@pytest.mark.parametrize(("thick", "is_table"), [(0.5, True), (2.9, True), (3.5, False)])
def test_thin_filled_boxes_are_rules_and_wide_ones_shades(thick: float, is_table: bool) -> None:
    edges, levels = (60, 330, 540), (740, 700, 660)
    words = ("工作任务", "责任单位"), ("走访家庭。", "县妇联")

    def draw(canvas: Canvas) -> None:
        for x in edges:
            canvas.rect(x, levels[-1], thick, levels[0] - levels[-1], stroke=0, fill=1)
        for y in levels:
            canvas.rect(edges[0], y, edges[-1] - edges[0], thick, stroke=0, fill=1)
        for row, level in zip(words, levels, strict=False):
            for left, cell in zip(edges, row, strict=False):
                canvas.drawString(left + 8, level - 26, cell)

    with pdf_read_here():
        text = pdf_text(drawn_pdf(draw), Path("table.pdf"))[0]
    assert ("责任单位：县妇联" in text) is is_table


@pytest.mark.parametrize("wide", [0.0, 2.0])
def test_sides_that_are_not_drawn_stand_where_the_rules_end(wide: float) -> None:
    uprights = [(x, 0.0, x + wide / 2, 100.0) for x in (100.0, 200.0)]
    levels = [(0.0, y, 300.0, y + wide / 2) for y in (40.0, 70.0)]
    (grid,) = grids(uprights + levels)
    assert (grid.edges, grid.levels) == ((0.0, 100.0, 200.0, 300.0), (100.0, 70.0, 40.0, 0.0))
    assert len(grid.cells) == 9
    assert grids(uprights + levels[:1]) == grids(levels) == []


def test_fields_that_no_rule_parts_are_one_cell() -> None:
    rules = [(x, 0.0, x, 100.0) for x in (0.0, 200.0, 300.0)] + [(100.0, 50.0, 100.0, 100.0)]
    rules += [(0.0, y, 300.0, y) for y in (0.0, 100.0)] + [(0.0, 50.0, 200.0, 50.0)]
    (grid,) = grids(rules)
    assert grid.cells == ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 2, 1), (1, 0, 1, 2))


@pytest.mark.parametrize(("right", "text"), [(133, "走访家庭并且登记。"), (132, "走访家庭\n并且登记。")])
def test_a_line_that_fills_its_cell_goes_on_in_the_next(right: float, text: str) -> None:
    grid = Grid((0.0, 200.0, 300.0), (100.0, 0.0), ((0, 0, 1, 1), (0, 1, 1, 1)))
    pieces = [PageLine("走访家庭", 4, 80, right, 92), PageLine("并且登记。", 4, 60, 64, 72), PageLine("妇联", 210, 80, 234, 92)]
    (line,) = grid.lines(pieces)
    assert line.row and [cell.text for cell in line.row.cells] == [text, "妇联"]


def test_lines_of_a_cell_stay_in_it() -> None:
    tasks = (("1",), ("在客运站设立求助点，为走失老人", "提供食宿。"), ("县民政局、县交", "通局"), ("6月底",))
    table = boxed([one_line(*HEAD), tasks, one_line("2", "走访独居老人。", "县妇联", "年底")])
    assert text_of(table) == [
        "1.在客运站设立求助点，为走失老人提供食宿。",
        "责任单位：县民政局、县交通局",
        "完成时限：6月底",
        "2.走访独居老人。",
        "责任单位：县妇联",
        "完成时限：年底",
    ]


def test_agencies_one_below_the_other_are_parted() -> None:
    table = boxed([one_line(*HEAD), (("1",), ("走访独居老人。",), ("县民政局", "县妇联"), ("年底",))])
    assert "责任单位：县民政局、县妇联" in text_of(table)


def test_a_table_goes_on_over_pages_with_and_without_its_head() -> None:
    first = boxed([one_line(*HEAD), one_line("1", "走访独居老人。", "县妇联", "年底")], top=120)
    for head in ([], [one_line(*HEAD)]):
        second = boxed([*head, one_line("2", "设立求助点。", "县民政局", "6月底")])
        lines = text_of(first, second)
        assert lines[3:] == ["2.设立求助点。", "责任单位：县民政局", "完成时限：6月底"]


def test_a_row_that_a_page_cuts_is_one() -> None:
    first = boxed([one_line(*HEAD), (("1",), ("走访独居老人，建立台",), ("县妇联",), ("年底",))], top=120)
    second = boxed([one_line("", "账。", "县民政局", ""), one_line("2", "设立求助点。", "县民政局", "6月底")])
    lines = text_of(first, second)
    assert lines[:3] == ["1.走访独居老人，建立台账。", "责任单位：县妇联、县民政局", "完成时限：年底"]
    assert lines[3] == "2.设立求助点。"


def test_a_row_that_a_page_cuts_is_one_below_the_head_said_again() -> None:
    for head in (["事由", "办法", "得分", "说明"], HEAD):
        first = boxed([one_line(*head), (("1",), ("走访独居老人，建立台",), ("县妇联",), ("年底",))], top=120)
        second = boxed([one_line(*head), one_line("", "账。", "", ""), one_line("2", "设立求助点。", "县民政局", "6月底")])
        text = "\n".join(text_of(first, second))
        assert "走访独居老人，建立台账。" in text
        assert text.count(head[1]) == (head != HEAD)


def beside_a_merged_cell(label: str, head: Sequence[Row], rows: Sequence[Row], top: float) -> Callable[[Canvas], None]:
    """Return what draws ``rows``, all of them to the right of one cell, below a row with a head for each."""
    below = top - sum(18 * max(map(len, row)) + 6 for row in head)
    end = below - sum(18 * max(map(len, row)) + 6 for row in rows)

    def draw(canvas: Canvas) -> None:
        boxed(head, top)(canvas)
        boxed(rows, below, EDGES[1:])(canvas)
        canvas.rect(EDGES[0], end, EDGES[1] - EDGES[0], below - end)
        canvas.drawString(EDGES[0] + 4, below - 18, label)

    return draw


@pytest.mark.parametrize("following", [[], [one_line("发放手册。", "县司法局", "8月")]])
def test_a_row_beside_a_merged_cell_is_cut_and_made_whole(following: list[Row]) -> None:
    head = [one_line("类别", "工作任务", "责任单位", "完成时限")]
    rows = [one_line("设立求助点。", "县民政局", "6月"), one_line("走访独居老人，建立台", "县妇联", "年底")]
    first = beside_a_merged_cell("预防", head, rows, 140)
    second = beside_a_merged_cell("", head, [one_line("账。", "", ""), *following], 740)
    written = [
        "【预防】",
        "设立求助点。",
        "责任单位：县民政局",
        "完成时限：6月",
        "走访独居老人，建立台账。",
        "责任单位：县妇联",
        "完成时限：年底",
    ]
    behind = ["发放手册。", "责任单位：县司法局", "完成时限：8月"] if following else []
    assert text_of(first, second) == written + behind


def merged_table(canvas: Canvas) -> None:
    """Draw a table without outer sides whose two tasks have one agency; its words touch the lines."""
    canvas.drawString(120, 760, "寻人工作分工")
    for y, start in ((740, 60), (716, 60), (692, 60), (668, 60)):
        canvas.line(start, y, 400 if y == 692 else 540, y)
    for x in (240, 400):
        canvas.line(x, 740, x, 668)
    for y, texts in (
        (722, ("工作", "完成期限", "牵头单位")),
        (698, ("发布寻人启事，核对比对数据", "三日", "")),
        (674, ("回访。", "每月", "")),
    ):
        for x, text in zip((60, 241, 401), texts, strict=True):
            canvas.drawString(x, y, text)
    canvas.drawString(401, 686, "市公安局")
    canvas.drawString(430, 640, "寻人办公室")


def test_merged_cells_and_words_at_the_lines() -> None:
    assert text_of(merged_table) == [
        "寻人工作分工",
        "发布寻人启事，核对比对数据",
        "完成时限：三日",
        "牵头单位：市公安局",
        "回访。",
        "完成时限：每月",
        "牵头单位：市公安局",
        "寻人办公室",
    ]


def test_a_frame_and_an_underline_are_no_table() -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(40, 40, 500, 780)
        canvas.drawString(100, 700, "县民政局应当设立求助点。")
        canvas.line(100, 697, 260, 697)

    assert text_of(framed) == ["县民政局应当设立求助点。"]


def test_text_above_and_below_a_table_keeps_its_place() -> None:
    table = boxed([one_line(*HEAD), one_line("1", "走访独居老人。", "县妇联", "年底")], top=700)

    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 600, "县民政局应当汇总。")
        table(canvas)
        canvas.drawString(60, 760, "分工如下：")

    lines = text_of(page)
    assert (lines[0], lines[-1]) == ("分工如下：", "县民政局应当汇总。")


@given(
    st.lists(st.integers(20, 90), min_size=2, max_size=6),
    st.lists(st.integers(12, 60), min_size=1, max_size=8),
    st.floats(-1, 1),
)
def test_every_field_of_a_drawn_grid_is_a_cell(widths: list[int], heights: list[int], miss: float) -> None:
    xs = [50.0 + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [800.0 - sum(heights[:i]) for i in range(len(heights) + 1)]
    if xs[-1] - xs[0] < 61:
        return
    uprights = [(x, ys[-1] + miss, x, ys[0] + miss) for x in xs]
    levels = [(left + miss, y, right + miss, y) for y in ys for left, right in pairwise(xs)]
    (grid,) = grids([*uprights, *levels])
    assert grid.cells == tuple((row, column, 1, 1) for row in range(len(heights)) for column in range(len(widths)))
    assert grid.edges == pytest.approx(xs, abs=1) and grid.levels == pytest.approx(ys, abs=1)


@pytest.mark.parametrize(("miss", "columns"), [(TOUCH, 2), (TOUCH + 0.5, 3)])
def test_a_double_line_is_one_where_its_two_are_three_points_apart(miss: float, columns: int) -> None:
    uprights = [(x, 700.0, x, 800.0) for x in (100.0, 200.0, 200.0 + miss, 300.0)]
    levels = [(100.0, y, 300.0, y) for y in (700.0, 750.0, 800.0)]
    (grid,) = grids([*uprights, *levels])
    assert len(grid.edges) == columns + 1 and len(grid.cells) == 2 * columns
