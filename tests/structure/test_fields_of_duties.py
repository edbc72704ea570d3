"""Whatever is said of a task beside it, in whatever order: who has it, by when, whom to call. None of it is a clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.documents.table import Cell, Table
from provtag.structure.deadlines import deadlines
from tests.structure.reading import parse

TASKS = ["开展校园防拐教育", "侦破拐卖积案，抓获在逃人员。", "清理网上送养信息；关闭违法网站", "建立失踪儿童信息快速发布机制。"]
BODIES = ["市公安局", "市民政局", "市教育局、市妇联", "团市委"]
FIELDS = {
    "牵头单位": BODIES,
    "配合单位": ["市司法局", "市检察院、市法院"],
    "完成时限": ["全年", "6月底前"],
    "联系人": ["李敏", "赵刚"],
    "联系电话": ["8212345"],
    "责任人": ["张建国", "王海燕"],
}
AGENCIES = ("牵头单位", "配合单位")
JOINED = {
    "lines": "\n{}",
    "blanks": "\n{}",
    "semicolons": "\n{}。",
    "brackets": "（{}）",
    "square": "【{}】",
    "behind": "{}。",
}
BETWEEN = {"lines": "\n", "blanks": "  "}

Task = tuple[str, dict[str, str]]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[Task]]:
    """Draw fields in some order, with 牵头单位 among them, and tasks with what each field says."""
    others = [name for name in FIELDS if name != "牵头单位"]
    names = draw(st.permutations(["牵头单位", *draw(st.lists(st.sampled_from(others), unique=True))]))
    tasks = draw(st.lists(st.sampled_from(TASKS), min_size=2, max_size=4, unique=True))
    return list(names), [(task, {name: draw(st.sampled_from(FIELDS[name])) for name in names}) for task in tasks]


def charged(text: str) -> list[tuple[str, set[str]]]:
    """Return the clauses of ``text``, each with the bodies that its duty notes name."""
    document = parse(text)
    known = {name for cell in (*BODIES, *FIELDS["配合单位"]) for name in cell.split("、")}
    notes = [(note.paragraph, {name for name in known if name in note.text}) for note in document.duty_notes]
    return [
        (clause.text.rstrip("。；"), set().union(*(names for where, names in notes if where.start <= clause.start < where.end)))
        for clause in document.clauses
    ]


def wanted(tasks: list[Task]) -> list[tuple[str, set[str]]]:
    return [
        (clause.rstrip("。"), {name for label in AGENCIES for name in fields.get(label, "").split("、") if name})
        for task, fields in tasks
        for clause in task.split("；")
    ]


@given(tables(), st.sampled_from(["| {} |", "{}"]), st.data())
def test_rows_of_a_table_have_their_bodies_whatever_the_order_of_its_columns(
    drawn: tuple[list[str], list[Task]], row: str, data: st.DataObject
) -> None:
    names, tasks = drawn
    at = data.draw(st.integers(0, len(names)))
    rows = [[*names[:at], "工作任务", *names[at:]]]
    rows += [[*(said[name] for name in names[:at]), task, *(said[name] for name in names[at:])] for task, said in tasks]
    sign = " | " if "|" in row else "\t"
    assert charged("\n".join(["护童任务表", *(row.format(sign.join(cells)) for cells in rows)])) == wanted(tasks)
    table = Table()
    lines = [table.row([Cell(cell) for cell in cells]) for cells in rows]
    assert charged("\n".join(["护童任务表", *filter(None, lines)])) == wanted(tasks)


@given(tables(), st.sampled_from(sorted(JOINED)))
def test_tasks_have_the_bodies_below_or_behind_them_whatever_else_is_said(drawn: tuple[list[str], list[Task]], form: str) -> None:
    names, tasks = drawn
    lines = ["护童方案", "一、主要任务"]
    for number, (task, said) in enumerate(tasks, 1):
        fields = BETWEEN.get(form, "；").join(f"{name}：{said[name]}" for name in names)
        ended = task if JOINED[form].startswith("\n") else task.rstrip("。") + "。"
        lines.append(f"（{number}）{ended}{JOINED[form].format(fields)}")
    assert charged("\n".join(lines)) == wanted(tasks)


@pytest.mark.parametrize("between", ["；", "  "])
def test_a_time_limit_ends_where_the_next_field_begins(between: str) -> None:
    document = parse(f"护童方案\n1．点名。\n牵头单位：市教育局{between}完成时限：6月底前{between}配合单位：市妇联")
    assert [document.text[limit.start : limit.end] for limit in deadlines(document).values()] == ["6月底前"]


def test_a_row_without_a_remark_has_its_cells_all_the_same() -> None:
    rows = [
        "任务　　责任单位　　时限　　备注",
        "点名　　市教育局　　全年",
        "采血　　市公安局　　6月　　新增",
        "走访　　　　全年　　新增",
    ]
    assert charged("\n".join(["护童任务表", *rows]))[:2] == [("点名", {"市教育局"}), ("采血 新增", {"市公安局"})]


@pytest.mark.parametrize("blanks", ["　　", "    "])
def test_an_empty_cell_between_blanks_leaves_the_agency_of_a_row_its_duty(blanks: str) -> None:
    rows = [["部门", "备注", "职责", "电话"], ["市教育局", "", "点名", "8212345"], ["市公安局", "新增", "采血", "8212346"]]
    text = "\n".join(["护童任务表", *(blanks.join(cells) for cells in rows)])
    assert charged(text) == [("点名", {"市教育局"}), ("新增", {"市公安局"}), ("采血", {"市公安局"})]


def test_a_bar_that_opens_a_row_stands_behind_an_empty_cell_where_the_row_needs_it() -> None:
    rows = ["类别｜任务｜责任单位｜时限", "宣传｜点名｜市教育局｜全年", "｜采血｜市公安局｜6月"]
    assert charged("\n".join(["护童任务表", *rows])) == [("点名", {"市教育局"}), ("采血", {"市公安局"})]


@pytest.mark.parametrize("contact", ["联系人：李敏", "联系电话：8212345", "联系人：李敏\n联系电话：8212345"])
def test_whom_to_call_beside_a_duty_note_is_no_clause(contact: str) -> None:
    lines = ["护童方案", "1．点名", contact, "责任单位：市教育局", "2．采血", "责任单位：市公安局", contact, "3．回访"]
    assert charged("\n".join(lines)) == [("点名", {"市教育局"}), ("采血", {"市公安局"}), ("回访", set())]


def test_numbers_that_a_heading_is_about_stay() -> None:
    assert [words for words, _ in charged("护童方案\n一、联系方式\n联系电话：8212345\n举报电话：110")][-1] == "举报电话：110"


def test_the_last_line_with_a_number_to_call_is_no_end_of_the_text_where_it_says_who() -> None:
    assert charged("护童方案\n1．点名\n2．采血\n责任单位：市公安局  联系电话：13800001234")[-1] == ("采血", {"市公安局"})


def test_a_cell_behind_a_sentence_makes_no_title_of_it() -> None:
    text = "护童任务表\n1.建立失踪儿童信息快速发布机制。 全部入库\n责任单位：市公安局\n2.点名。"
    assert charged(text)[0] == ("建立失踪儿童信息快速发布机制", {"市公安局"})


SAID = [
    ("1．每月汇总线索，报送上级（市公安局）", "每月汇总线索，报送上级（市公安局）"),
    ("1．选派干部，到联系点挂职（县公安局、县民政局）", "选派干部，到联系点挂职（县公安局、县民政局）"),
    ("1．走访。县公安局填写【责任单位】栏。", "县公安局填写【责任单位】栏。"),
    ("【主管部门】\n县公安局应当走访受害人。", "县公安局应当走访受害人。"),
    ("一、会议地点：县公安局\n每月召开一次。", "每月召开一次。"),
]


@pytest.mark.parametrize(("lines", "clause"), SAID)
def test_bodies_that_are_only_spoken_of_have_no_duty(lines: str, clause: str) -> None:
    document = parse(f"护童方案\n{lines}")
    assert [found.text for found in document.clauses][-1:] == [clause]
    assert not document.duty_notes


def test_a_framed_row_that_is_cut_short_keeps_its_task() -> None:
    rows = ["|任务|责任单位|配合单位|时限|", "|走访|市妇联|市民政局|6月|", "|巡查|市公安局|"]
    assert charged("\n".join(["护童任务表", *rows])) == [("走访", {"市妇联", "市民政局"}), ("巡查", {"市公安局"})]


@pytest.mark.parametrize("line", ["县公安局\n:2024年5月1日", "县公安局\n2024年5月1日\n相关链接\n1．会议召开。\n2．又开。"])
def test_what_stands_below_a_signature_is_none_of_the_text(line: str) -> None:
    assert [found.text for found in parse(f"护童方案\n一、走访。县公安局应当走访。\n{line}").clauses] == ["县公安局应当走访。"]


def test_a_title_of_an_item_may_stand_before_a_sentence_without_an_end_mark() -> None:
    document = parse("护童方案\n一、宣传工作。开展普法宣传\n二、走访工作。走访受害儿童")
    assert [clause.headings[-1] for clause in document.clauses] == ["一、宣传工作。", "二、走访工作。"]


@pytest.mark.parametrize("line", ["联系人：李明，，，，，，", "联系人：李明    联系电话：6220    ", "完成时限：6月，，，，"])
def test_signs_between_fields_take_no_time(line: str) -> None:
    assert len(parse(f"护童方案\n一、走访。\n{line * 400}").text) > 4000
