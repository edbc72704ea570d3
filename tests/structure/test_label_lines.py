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
