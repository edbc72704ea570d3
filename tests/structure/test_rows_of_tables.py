"""Rows of tables in plain lines: what is a row, and what each of its cells becomes."""

from __future__ import annotations

import pytest

from provtag.schema import Clause, Document, DutyNote, RawText
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
