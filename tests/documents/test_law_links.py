"""Links that databases of laws put between articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.documents.reader import read_bytes

FIRST, SECOND = "第一条 学校应当点名。", "第二条 有下列情形之一的，处罚款：\n（一）不登记的；\n（二）不报告的。"


def read(text: str) -> tuple[str, tuple[str, ...]]:
    raw = read_bytes(Path("law.txt"), text.encode())
    return raw.text, raw.warnings


@pytest.mark.parametrize(
    "link",
    [
        "法宝联想：  案例与裁判文书 3 篇  地方法规 12 篇",
        "【法宝联想】",
        "关联法规 实务指南(2) 条文释义",
        "【释义】【相关案例】",
        "相关案例（15）",
        "关联法规 | 司法解释 | 期刊",
    ],
)
def test_a_line_of_links_is_left_out_and_said(link: str) -> None:
    below = SECOND.replace("：\n", f"：\n{link}\n", 1)
    text, warnings = read(f"护童规定\n{FIRST}\n{link}\n{below}\n")
    assert text.strip() == f"护童规定\n{FIRST}\n{SECOND}"
    assert "2 links of a database of laws left out" in warnings


def test_a_link_behind_a_sentence_is_left_out() -> None:
    text, warnings = read(f"护童规定\n{FIRST} 【释义】\n{SECOND}【条文释义】【相关案例】\n")
    assert text.strip() == f"护童规定\n{FIRST}\n{SECOND}"
    assert "2 links of a database of laws left out" in warnings


@pytest.mark.parametrize(
    "line",
    ["司法解释", "【案例】县里应当评选典型。", "法律法规宣传 12 场", "释义：本规定所称儿童", "第三条 【释义】学校包括幼儿园。"],
)
def test_words_of_the_text_are_no_links(line: str) -> None:
    assert line in read(f"护童规定\n{FIRST}\n{line}\n{SECOND}\n")[0]
