"""Lines without an end mark are clauses where they order something, wherever in a text they stand."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("lines.txt", text), "d")


def clauses(text: str) -> list[str]:
    return [clause.text for clause in parse(text).clauses]


@pytest.mark.parametrize(
    "lines",
    [
        ["派出所每周巡查车站两次", "民政局当日接收走失儿童", "医院核对婴儿腕带"],
        ["医院应当核对婴儿腕带", "不得买卖儿童", "网吧严禁接纳学生"],
        ["外来媳妇，查明来历", "捡到弃婴，报告村里"],
        ["医院核对婴儿腕带"],
        ["派出所每周巡查车站两次"] * 20,
    ],
)
@pytest.mark.parametrize("head", ["防拐须知", "河湾市公安局\n防拐须知\n各派出所：", "防拐须知\n2024年3月1日"])
@pytest.mark.parametrize("last", ["各单位每月上报情况。", "一、各单位每月上报情况。"])
def test_lines_above_the_first_end_mark_are_of_the_body(lines: list[str], head: str, last: str) -> None:
    document = parse("\n".join([head, *lines, last]))
    front = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.FRONT]
    assert front == head.split("\n")
    found = [clause.text for clause in document.clauses]
    assert found[-1] == last.removeprefix("一、") and found[: len(lines) - 1] == lines[:-1]  # the last may head what follows


@pytest.mark.parametrize(
    "front",
    ["河湾市人民政府", "2024年3月1日市政府会议通过", "市 长  林远", "河政发〔2024〕3号", "来源：河湾日报", "（试行）", "目 录"],
)
def test_what_a_head_says_is_no_clause(front: str) -> None:
    assert clauses(f"防拐规定\n{front}\n各单位每月上报情况。") == ["各单位每月上报情况。"]
