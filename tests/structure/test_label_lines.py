"""Lines behind a label below a task: what they say of it, and who has it."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("labels.txt", text), "d")


def read(document: Document) -> list[tuple[tuple[str, ...], str]]:
    return [(clause.headings, clause.text) for clause in document.clauses]


def held(document: Document, note: int) -> list[str]:
    span = document.duty_notes[note].paragraph
    return [clause.text for clause in document.clauses if span.start <= clause.start < span.end]


@pytest.mark.parametrize(
    "remark",
    [
        "工作目标：建档率达到九成。",
        "进度安排：分两批推进",
        "频次：每季度两次",
        "备注：寒暑假暂停",
        "联系人：李四 88880000",
        "●工作标准：一人一档",
        "【预期成果】形成台账",
        "工作要求：不漏一户",
    ],
)
@pytest.mark.parametrize("title", ["摸排失学儿童。", "摸排失学儿童"])
def test_a_remark_below_a_task_leaves_it_a_clause(title: str, remark: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．{title}\n{remark}\n责任单位：县教育局\n2．巡查车站。\n责任单位：县公安局")
    assert read(document) == [
        (("一、任务",), title),
        (("一、任务",), remark.removeprefix("●")),
        (("一、任务",), "巡查车站。"),
    ]
    assert held(document, 0) == [title, remark.removeprefix("●")]


def test_what_stands_above_more_than_remarks_is_a_title() -> None:
    document = parse(
        "护童方案\n一、任务\n（一）走访家庭\n工作目标：摸清底数。\n工作措施：逐户上门。\n（二）巡查车站\n工作目标：不留死角。\n1．夜查。\n2．日查。\n"
        "二、宣传\n工作目标：人人知晓。\n三、总结\n每年总结。"
    )
    assert read(document) == [
        (("一、任务", "（一）走访家庭"), "工作目标：摸清底数。"),
        (("一、任务", "（一）走访家庭"), "工作措施：逐户上门。"),
        (("一、任务", "（二）巡查车站"), "工作目标：不留死角。"),
        (("一、任务", "（二）巡查车站"), "夜查。"),
        (("一、任务", "（二）巡查车站"), "日查。"),
        (("二、宣传",), "工作目标：人人知晓。"),
        (("三、总结",), "每年总结。"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "责任分工：县公安局、县教育局",
        "主抓单位：县公安局",
        "组织单位：县教育局",
        "次要责任单位：县妇联",
        "牵头县直部门：县公安局\n配合县直部门：县财政局",
        "主办：县公安局\n会办：县财政局",
        "协作单位：县妇联",
        "【责任单位】县公安局",
        "【牵头单位】县公安局【配合单位】县妇联、县财政局",
        "【牵头单位】县公安局\n【配合单位】县妇联",
        "牵头单位：县公安局\n县教育局\n配合单位：县妇联\n县财政局",
    ],
)
@pytest.mark.parametrize("numbers", ["1．2．", "（一）（二）"])
def test_a_label_of_any_kind_opens_a_note(note: str, numbers: str) -> None:
    first, second = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    document = parse(f"护童方案\n一、任务\n{first}摸排失学儿童。\n{note}\n{second}巡查车站。")
    assert [c.text for c in document.clauses] == ["摸排失学儿童。", "巡查车站。"]
    assert [n.text for n in document.duty_notes] == [note]
    assert held(document, 0) == ["摸排失学儿童。"]


@pytest.mark.parametrize("sign", ["*", "★", "●"])
def test_a_sign_may_stand_before_a_label(sign: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．摸排失学儿童。\n{sign}责任单位：县教育局\n2．巡查车站。")
    assert [c.text for c in document.clauses] == ["摸排失学儿童。", "巡查车站。"]
    assert [n.text for n in document.duty_notes] == ["责任单位：县教育局"]


def test_a_label_without_a_name_on_its_line_lists_those_below_it() -> None:
    """Up to a number that goes on; a name above numbers that begin anew heads them."""
    document = parse("护童方案\n一、任务\n（一）巡查车站。\n牵头单位：\n县公安局\n县交通局\n配合单位：\n县妇联\n（二）点名。")
    assert [n.text for n in document.duty_notes] == ["牵头单位：县公安局\n县交通局\n配合单位：县妇联"]
    headed = parse("护童方案\n一、任务\n（一）巡查车站。\n责任单位：县公安局\n县教育局\n1．点名。\n2．家访。")
    assert [c.headings[-1] for c in headed.clauses] == ["一、任务", "县教育局", "县教育局"]


def test_labels_that_are_counted_below_a_task_are_its_note() -> None:
    document = parse(
        "护童方案\n一、任务\n1．摸排失学儿童。建立台账。\n（1）责任单位：县教育局\n（2）配合单位：县妇联\n2．巡查车站。\n（1）责任单位：县公安局\n"
        "二、分工\n（一）牵头单位：县公安局\n（二）配合单位：县妇联"
    )
    assert [(c.number, c.text) for c in document.clauses] == [
        ("1．", "摸排失学儿童。"),
        ("1．", "建立台账。"),
        ("2．", "巡查车站。"),
    ]
    assert [held(document, note) for note in range(3)] == [
        ["摸排失学儿童。", "建立台账。"],
        ["摸排失学儿童。", "建立台账。"],
        ["巡查车站。"],
    ]
