"""Headings that no number but a sign marks: ◆ in front of them, or a colon behind them."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("signed.txt", text), "d")


@pytest.mark.parametrize(("before", "behind"), [("◆ ", ""), ("■", ""), ("※", ""), ("▲ ", ""), ("", "："), ("", ":")])
def test_bare_words_with_one_sign_above_sentences_are_headings(before: str, behind: str) -> None:
    first, second = (f"{before}{words}{behind}" for words in ("接送制度", "门岗管理"))
    document = parse(f"护童要点\n{first}\n家长凭卡接送。\n{second}\n保安在十分钟内登记车辆。\n陌生人不放行。")
    assert [(c.text, c.headings) for c in document.clauses] == [
        ("家长凭卡接送。", (first,)),
        ("保安在十分钟内登记车辆。", (second,)),
        ("陌生人不放行。", (second,)),
    ]


@pytest.mark.parametrize(
    ("lines", "clauses"),
    [
        (["◆ 家长凭卡接送", "◆ 保安登记车辆", "陌生人不放行。"], ["家长凭卡接送", "保安登记车辆", "陌生人不放行。"]),
        (["◆ 家长凭卡接送。", "◆ 保安登记车辆。"], ["家长凭卡接送。", "保安登记车辆。"]),
    ],
)
def test_items_and_orders_with_a_sign_are_clauses(lines: list[str], clauses: list[str]) -> None:
    document = parse("\n".join(["护童要点", "学校每日点名。", *lines]))
    assert [c.text for c in document.clauses] == ["学校每日点名。", *clauses]
