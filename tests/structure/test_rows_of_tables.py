"""Rows of tables in plain lines: what is a row, and what each of its cells becomes."""

from __future__ import annotations

import pytest

from provtag.schema import Clause, Document, DutyNote, PartKind, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("table.txt", text), "d")


def spoken(text: str) -> list[str]:
    """Return the clauses of ``text``, and its duty notes with = before them, in order."""
    document = parse(text)
    units: list[Clause | DutyNote] = sorted([*document.clauses, *document.duty_notes], key=lambda unit: unit.start)
    return [unit.text if isinstance(unit, Clause) else f"={unit.text}" for unit in units]


@pytest.mark.parametrize("sign", ["　", "｜"])
def test_a_task_that_opens_with_a_digit_keeps_it_behind_the_number_of_its_row(sign: str) -> None:
    rows = [["序号", "问题", "责任单位"], ["1", "渡口无人值守", "县海事处"], ["2", "4名船工未登记", "县公安局"]]
    document = parse("督查通报\n附件：问题清单\n" + "\n".join(map(sign.join, rows)))
    numbers = {p.provision_id: p.number for p in document.provisions}
    assert [(numbers[c.provision_id], c.text) for c in document.clauses] == [("1.", "渡口无人值守"), ("2.", "4名船工未登记")]


@pytest.mark.parametrize("heads", ["栏目｜填写要求｜填写人", "片区|满分|扣分办法", "环节│责任岗│要做的事"])
def test_the_first_of_rows_between_bars_is_their_head_and_no_other(heads: str) -> None:
    bar = heads[2]
    rows = [bar.join(cells) for cells in (("时间", "写到分钟和门牌号码", "最先到场的船员"), ("船只", "颜色、船号", "值班长"))]
    document = parse("渡口规定\n第一条　下列情况应当登记：\n" + "\n".join([heads, *rows]))
    assert [clause.text for clause in document.clauses] == ["下列情况应当登记：", *rows]
    assert [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.TABLE_HEAD] == [heads]


@pytest.mark.parametrize("first", ["周一｜渡口派出所｜清点船工", "走访排查｜县海事处｜5月底", "每日清点船工不漏一人｜码头｜情况"])
def test_the_first_of_rows_without_a_head_is_a_row(first: str) -> None:
    rows = [first, "周二｜河堤派出所｜看护车站", "周三｜县总工会｜走访船厂"]
    assert spoken("渡口安排\n第一条　各点有人值守。\n" + "\n".join(rows)) == ["各点有人值守。", *rows]
