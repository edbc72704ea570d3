"""Table rows as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import drawn_pdf, word_with
from reportlab.pdfgen.canvas import Canvas

from provtag.documents.reader import read_bytes
from provtag.documents.table import Cell, Table, table_row
from provtag.structure.parser import parse_document
from provtag.structure.tables import set_in_lines


def rows(*table: list[str]) -> list[str]:
    made = Table()
    return [made.row([Cell(text) for text in row]) for row in table]


def test_table_row() -> None:
    assert table_row(["序号", "", "单位\n名称"]) == "序号\t单位 名称"
    assert table_row(["一\n二\n三\n四", "五"]) == "一\n二\n三\n四\n五"


@pytest.mark.parametrize(
    "head", ["责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "参加单位", "完成时限", "时限", "责任\n单位"]
)
def test_duty_columns_of_a_table_of_tasks(head: str) -> None:
    assert rows(["任务", head], ["甲。", "乙"], ["丙。", ""]) == ["", f"甲。\n{''.join(head.split())}：乙", "丙。"]


@pytest.mark.parametrize(
    ("number", "line"), [("1", "1.甲。"), ("（2）", "2.甲。"), ("3．\t", "3.甲。"), ("四", "四、甲。"), ("预防", "预防\t甲。")]
)
def test_number_of_a_row_stands_before_its_task(number: str, line: str) -> None:
    assert rows(["序号", "任务", "时限"], [number, "甲。", ""])[1] == line
    assert rows(["序号", "任务", "时限"], ["1", "1.甲。", ""])[1] == "1.甲。"


def test_other_tables_keep_their_rows() -> None:
    form = ["任务", "加强排查。"], ["责任单位", "市公安局"]
    assert rows(*form) == ["任务\t加强排查。", "责任单位\t市公安局"]
    assert rows(["序号", "单位"], ["1", "公安局"]) == ["序号\t单位", "1\t公安局"]


def test_a_cell_may_claim_any_width() -> None:
    assert Table().row([Cell("甲", columns=9999, rows=9999), Cell("乙")]) == "甲\t乙"


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("1.点名。\n2.走访", "1. 1.点名。 2.走访"),
        ("（1）点名\n（2）走访\n（3）登记\n（4）陪护", "1. （1）点名；（2）走访；（3）登记；（4）陪护"),
        ("点名\n走访", "1.点名 走访"),
    ],
)
def test_numbered_paragraphs_of_a_cell_are_items_of_its_row(cell: str, line: str) -> None:
    assert rows(["序号", "任务", "责任单位"], ["1", cell, "市公安局"])[1] == f"{line}\n责任单位：市公安局"


@pytest.mark.parametrize("heads", [["部门", "职责"], ["成员单位", "打击措施"], ["单位名称", "主要任务"]])
def test_a_table_by_agency_says_who_does_what(heads: list[str]) -> None:
    assert rows(heads, ["市公安局", "1.立案\n2.查找"], ["市妇联", "走访"]) == [
        "",
        "1.立案；2.查找\n责任单位：市公安局",
        "走访\n责任单位：市妇联",
    ]


def test_the_agency_of_a_merged_cell_has_all_its_duties() -> None:
    table = Table()
    table.row([Cell("部门"), Cell("打击职责"), Cell("救助职责")])
    assert table.row([Cell("市公安局", rows=2), Cell("立案"), Cell("解救")]) == "立案；解救\n责任单位：市公安局"
    assert table.row([Cell("侦办"), Cell("")]) == "侦办\n责任单位：市公安局"


def test_a_table_by_agency_may_have_time_limits() -> None:
    assert rows(["部门", "职责", "完成时限"], ["市公安局", "立案", "6月底"])[1] == "立案\n责任单位：市公安局\n完成时限：6月底"


@pytest.mark.parametrize("head", ["时间要求", "时间节点", "进度安排", "完成时间", "办结时限"])
def test_a_column_of_times_is_the_limit_of_its_row(head: str) -> None:
    assert rows(["任务", "责任单位", head], ["点名。", "市教育局", "6月"])[1] == "点名。\n责任单位：市教育局\n完成时限：6月"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("责任人", "责任单位：市教育局\n责任人：李四"),
        ("牵头领导", "责任单位：市教育局\n牵头领导：李四"),
        ("联系人", "责任单位：市教育局（联系人：李四）"),
        ("联系电话", "责任单位：市教育局（联系电话：李四）"),
    ],
)
@pytest.mark.parametrize("heads", [["任务", "责任单位"], ["工作职责", "部门"]])
def test_persons_and_phones_stand_with_the_agency(heads: list[str], head: str, line: str) -> None:
    assert rows([*heads, head], ["点名。", "市教育局", "李四"])[1] == f"点名。\n{line}"


@pytest.mark.parametrize("head", ["类别", "任务类别"])
def test_the_kind_of_a_task_stands_once_above_its_rows(head: str) -> None:
    assert rows(
        [head, "任务", "责任单位"], ["预防", "点名。", "甲局"], ["预防", "走访。", "乙局"], ["救助", "护送。", "丙局"]
    ) == [
        "",
        "【预防】\n点名。\n责任单位：甲局",
        "走访。\n责任单位：乙局",
        "【救助】\n护送。\n责任单位：丙局",
    ]


@pytest.mark.parametrize("other", ["工作标准", "依据"])
def test_where_the_agencies_come_first_any_column_may_stand_beside_their_duties(other: str) -> None:
    assert rows(["序号", "部门", "工作职责", other], ["1", "市教育局", "点名", "每日一次"])[1] == (
        "1.点名；每日一次\n责任单位：市教育局"
    )
    members = ["单位", "姓名", "职务", "分工"]
    assert rows(members, ["市教育局", "李四", "局长", "点名"])[0] == "\t".join(members)


def test_a_goal_heads_the_numbered_measures_beside_it() -> None:
    table = (
        ["目标", "措施", "责任单位"],
        ["摸清底数", "1.建立台账。", "民政局"],
        ["", "2.走访家庭。", "妇联"],
        ["查清去向", "核对名册。", ""],
    )
    assert rows(*table)[1:] == [
        "【摸清底数】\n1.建立台账。\n责任单位：民政局",
        "2.走访家庭。\n责任单位：妇联",
        "【查清去向】\n核对名册。",
    ]
    assert rows(["目标", "措施", "责任单位"], ["摸底", "建立台账。", "民政局"])[1] == "摸底\t建立台账。\n责任单位：民政局"


@pytest.mark.parametrize(
    ("goal", "measure", "line"),
    [
        ("一、摸清底数", "1.建立台账。", "【一、摸清底数】\n1.建立台账。"),
        ("（一）摸清底数", "1 建立台账。", "【（一）摸清底数】\n1 建立台账。"),
        ("一、摸清底数", "（一）建立台账。", "【一、摸清底数】\n（一）建立台账。"),
        ("一、摸清底数", "二、建立台账。", "一、摸清底数\t二、建立台账。"),
        ("一、摸清底数", "30日内建立台账。", "一、摸清底数\t30日内建立台账。"),
        ("一、摸清底数。", "1.建立台账。", "一、摸清底数。\t1.建立台账。"),
        ("一", "1.建立台账。", "一、 1.建立台账。"),
    ],
)
def test_a_goal_may_have_a_number_above_those_of_its_measures(goal: str, measure: str, line: str) -> None:
    assert rows(["目标", "措施", "责任单位"], [goal, measure, "民政局"])[1] == f"{line}\n责任单位：民政局"


def test_goals_stand_in_one_column_and_are_short() -> None:
    table = Table()
    table.row([Cell("目标"), Cell("措施"), Cell("标准"), Cell("责任单位")])
    assert table.row([Cell("摸清底数", rows=2), Cell("1.登记"), Cell("每日"), Cell("妇联")]).startswith("【摸清底数】\n1.登记")
    assert table.row([Cell("走访"), Cell("1.每月"), Cell("妇联")]) == "走访\t1.每月\n责任单位：妇联"
    assert table.row([Cell("查清去向"), Cell("核对。"), Cell("每日"), Cell("妇联")]).startswith("【查清去向】\n核对。")
    for goal, head in (("摸" * 30, f"【{'摸' * 30}】\n"), ("摸" * 31, f"{'摸' * 31}\t")):
        assert rows(["目标", "措施", "责任单位"], [goal, "1.登记", "妇联"])[1] == f"{head}1.登记\n责任单位：妇联"


def test_kind_and_goal_head_their_rows_together() -> None:
    table = ["类别", "任务", "措施", "责任单位"], ["预防", "摸底", "1.走访。", "妇联"], ["打击", "查处", "2.立案。", "公安局"]
    assert [row.split("\n")[0] for row in rows(*table)[1:]] == ["【预防：摸底】", "【打击：查处】"]


def test_a_remark_is_no_part_of_the_measure() -> None:
    table = ["任务", "责任单位", "备注"], ["走访家庭。", "妇联", "车辆由民政局安排。"], ["建立台账。", "民政局", ""]
    assert rows(*table)[1:] == ["走访家庭。\n责任单位：妇联\n备注：车辆由民政局安排。", "建立台账。\n责任单位：民政局"]


def test_an_agency_without_a_duty_has_not_that_of_the_row_above() -> None:
    assert rows(["部门", "职责"], ["公安局", "立案"], ["妇联", ""], ["民政局", "安置"])[2:] == [
        "妇联 —",
        "安置\n责任单位：民政局",
    ]
    table = ["序号", "任务", "牵头", "时限"], ["1", "走访", "妇联", "6月"], ["2", "", "公安局", "7月"], ["3", "登记", "", ""]
    assert rows(*table)[2:] == ["2.公安局 7月 —", "3.登记"]


def test_agencies_beside_a_merged_task_have_it() -> None:
    table = Table()
    table.row([Cell("任务"), Cell("主办单位")])
    table.row([Cell("走访", rows=2), Cell("妇联")])
    assert table.row([Cell("民政局")]) == "主办单位：民政局"
    table.row([Cell("任务"), Cell("说明"), Cell("主办单位")])
    table.row([Cell("走访", columns=2, rows=2), Cell("妇联")])
    assert table.row([Cell("民政局")]) == "主办单位：民政局"
    assert rows(["任务", "主办单位"], ["走访", "妇联"], ["", "民政局"])[2] == "主办单位：民政局"


@pytest.mark.parametrize("sign", ["同上", "〃"])
def test_a_cell_may_repeat_the_one_above(sign: str) -> None:
    table = ["任务", "牵头", "配合"], ["走访", "妇联", "民政局"], ["登记", sign, "公安局"], ["护送", sign, sign]
    assert rows(*table)[2:] == ["登记\n牵头单位：妇联\n配合单位：公安局", "护送\n牵头单位：妇联\n配合单位：公安局"]
    lines = set_in_lines("\n".join(map("\t".join, table)))
    assert lines.split("\n")[-3:] == ["护送", "牵头单位：妇联", "配合单位：公安局"]


@pytest.mark.parametrize(
    "table",
    [
        (["任务", "牵头单位"], ["走访", "妇联"], ["同上", "民政局"]),
        (["任务", "牵头单位"], ["走访", "妇联"], ["", ""], ["登记", "同上"]),
        (["任务", "牵头单位", "配合单位"], ["走访", "妇联", "团委"], ["登记", "", "〃"], ["护送", "同上", "公安局"]),
        (["部门", "职责"], ["民政局", "走访"], ["公安局", "同上"]),
        (["部门", "职责"], ["民政局", "走访"], ["同上", "登记"]),
        (["序号", "任务", "责任单位", "完成时限"], ["1", "走访", "妇联", "2024年6月"], ["2", "登记", "同上", "同上"]),
    ],
)
@pytest.mark.parametrize("between", ["\t", " | "])
def test_what_repeats_the_entry_above_reads_alike_in_every_kind_of_table(table: tuple[list[str], ...], between: str) -> None:
    of_cells = "\n".join(filter(None, rows(*table)))
    drawn = [between.join(row) if between == "\t" else f"| {between.join(row)} |" for row in table]
    of_lines = set_in_lines("\n".join(drawn)).split("\n")
    assert [line for line in of_lines[1:] if line.strip("|\t ")] == of_cells.split("\n")
    assert "同上" not in of_cells and "〃" not in of_cells


def test_nothing_above_to_repeat_leaves_the_entry_as_it_is() -> None:
    assert rows(["任务", "牵头单位"], ["走访", "同上"])[1] == "走访\n牵头单位：同上"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("县人力资源和\n社会保障局", "县人力资源和社会保障局"),
        ("县卫生健康\n委员会", "县卫生健康委员会"),
        ("县民政局 县卫生健\n康委", "县民政局 县卫生健康委"),
        ("县 教 育 局\n县民 政局", "县教育局、县民政局"),
        ("公 安 局\n民 政 局", "公安局、民政局"),
        ("县妇\n联", "县妇联"),
        ("各乡（镇、\n街道）", "各乡（镇、街道）"),
        ("县公安局\n（交警大队）", "县公安局（交警大队）"),
        ("公安\n民政\n妇联", "公安、民政、妇联"),
        ("县新闻媒体\n县团委", "县新闻媒体、县团委"),
        ("县公安局、\n县民政局", "县公安局、县民政局"),
        ("县公安局（交警\n大队、\n刑警大队）\n县妇联", "县公安局（交警大队、刑警大队）、县妇联"),
        ("县委\n宣传部", "县委、宣传部"),
    ],
)
def test_names_that_a_cell_breaks_or_spaces_out_are_put_together(cell: str, names: str) -> None:
    assert rows(["任务", "责任单位"], ["走访。", cell])[1] == f"走访。\n责任单位：{names}"
    assert rows(["任务", "责任人"], ["走访。", "张三\n李四"])[1] == "走访。\n责任人：张三、李四"


def test_tasks_and_agencies_that_are_numbered_alike_belong_together() -> None:
    head = ["措施", "牵头单位", "配合单位"]
    row = ["1.走访家庭。\n2.建立台账。", "1.妇联\n2.民政局", "公安局"]
    one, two = "走访家庭。\n牵头单位：妇联\n配合单位：公安局", "建立台账。\n牵头单位：民政局\n配合单位：公安局"
    assert rows(head, row)[1] == f"1.{one}\n2.{two}"
    assert rows(["序号", *head], ["3", *row])[1] == f"3. （1）{one}\n（2）{two}"
    assert rows(["任务", *head], ["摸底", *row])[1] == f"【摸底】\n1.{one}\n2.{two}"
    assert rows(["序号", "任务", *head], ["3", "摸底", *row])[1] == f"3.摸底\n（1）{one}\n（2）{two}"


@pytest.mark.parametrize("cell", ["妇联\n民政局", "1.妇联\n2.民政局\n3.公安局", "1.妇联\n3.民政局", "1.妇联"])
def test_agencies_that_are_numbered_otherwise_have_all_tasks_of_their_row(cell: str) -> None:
    assert rows(["措施", "责任单位"], ["①走访。②登记。", cell])[1].startswith("①走访。②登记。\n责任单位：")


@pytest.mark.parametrize("own", ["走访。（县妇联）", "走访（县妇联牵头）；"])
def test_the_agencies_of_a_row_have_every_task_though_one_says_who_has_it(own: str) -> None:
    table = ["措施", "责任单位"], [f"1.{own}\n2.登记。（县公安局）", "县妇联\n县公安局"]
    both = "责任单位：县妇联、县公安局"
    assert rows(*table)[1] == f"1.{own}\n{both}\n2.登记。（县公安局）\n{both}"
    every_month = rows(["措施", "责任单位"], ["1.走访（每月）。\n2.登记。", "县妇联"])
    assert every_month[1] == "1.走访（每月）。 2.登记。\n责任单位：县妇联"


DUTIES = [
    ["任务", "牵头单位", "配合单位"],
    ["登记走失老人。", "县公安局", "县民政局、县卫生健康委员会、县妇女联合会"],
    ["走访独居老人，回访病残老人，护送走失老人回家。", "县民政局", "县妇联"],
    ["为走失老人提供临时食宿和心理疏导，协助返回原籍。", "县民政局", "县妇联"],
]


@pytest.mark.parametrize("file", ["duties.docx", "duties.html", "duties.csv", "duties.pdf"])
def test_no_cell_goes_on_in_the_next_row(file: str) -> None:
    word = word_with(DUTIES)
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in DUTIES)
    data = {
        "duties.docx": word,
        "duties.html": f"<html><body><h1>护老任务分解表</h1><table>{page}</table></body></html>".encode(),
        "duties.csv": "\n".join(",".join(row) for row in DUTIES).encode(),
        "duties.pdf": drawn_pdf(_drawn),
    }[file]
    read = parse_document(read_bytes(Path(file), data), "d")
    assert [clause.text for clause in read.clauses] == [task for task, *_ in DUTIES[1:]]
    assert [note.text for note in read.duty_notes] == [f"牵头单位：{lead}\n配合单位：{others}" for _, lead, others in DUTIES[1:]]


def _drawn(canvas: Canvas) -> None:
    for number, row in enumerate(DUTIES):
        canvas.setFont(canvas._fontname, 9)
        for left, words, width in zip((20, 270, 340), row, (250, 70, 230), strict=True):
            canvas.rect(left, 700 - 24 * number, width, 24)
            canvas.drawString(left + 4, 708 - 24 * number, words)


@pytest.mark.parametrize(
    ("between", "kept"), [("续表", []), ("", []), ("　", []), ("（续上表）", []), ("二、救助", ["二、救助"])]
)
def test_a_table_without_heads_goes_on_in_the_columns_of_the_one_above(between: str, kept: list[str]) -> None:
    text = read_bytes(Path("duties.docx"), word_with(DUTIES[:3], between, DUTIES[3:])).text
    last = "为走失老人提供临时食宿和心理疏导，协助返回原籍。"
    rest = [f"{last}\t县民政局\t县妇联"] if kept else [last, "牵头单位：县民政局", "配合单位：县妇联"]
    assert [line for line in text.split("\n") if line.strip()][6:] == kept + rest


def test_rows_without_heads_go_on_in_columns_of_their_kind_alone() -> None:
    def goes_on(heads: list[str], *cells: list[str | Cell]) -> bool:
        table = Table()
        table.row([Cell(head) for head in heads])
        return table.goes_on_in([[Cell(cell) if isinstance(cell, str) else cell for cell in row] for row in cells])

    tasks = ["任务", "牵头单位", "配合单位"]
    assert goes_on(tasks, ["走访。", "妇联", ""], ["登记。", "", "民政局"])
    assert not goes_on(tasks)
    assert not goes_on(tasks, ["走访。", "妇联", "民政局"], ["登记。", "", ""])
    assert not goes_on(tasks, ["走访。", "妇联"])
    assert not goes_on(tasks, ["走访。", "妇联", "部门"])
    assert not goes_on(tasks, ["走访。", "妇联", "张三"])
    assert not goes_on(tasks, [Cell("走访。", columns=2), "妇联", "民政局"])
    assert not goes_on(["任务", "完成时限"], ["走访。", "6月"])
    assert not goes_on(["部门", "职责", "配合单位"], ["妇联", "走访。", "民政局"])


@pytest.mark.parametrize("roster", [["张三", "县民政局", "副局长"], ["姓名", "单位", "部门"]])
def test_another_table_below_one_of_tasks_keeps_its_rows(roster: list[str]) -> None:
    text = read_bytes(Path("duties.docx"), word_with(DUTIES[:2], "", [roster, ["李四", "县公安局", "科长"]])).text
    assert text.endswith("\t".join(roster) + "\n李四\t县公安局\t科长")
