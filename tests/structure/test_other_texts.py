"""Texts that are no regulation are parsed, and their document says what they are."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def said(text: str) -> list[str]:
    return [line for line in parse_document(RawText("other.txt", text), "d").health.warnings if "reads like" in line]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("河湾警方找回两名儿童\n本报讯 3月4日，河湾警方找回两名走失儿童。\n家长向民警致谢。", "a press report"),
        ("河湾市召开护童会议\n3月4日，会议在市政府召开。\n市公安局作了发言。（记者 林远）", "a press report"),
        ("车辆租赁合同\n甲方：林远\n乙方：何静\n第一条 甲方将车辆租给乙方。\n第二条 乙方应当按月付款。", "a contract"),
        ("个人简历\n姓名：林远\n一、教育经历\n河湾大学。\n二、工作经历\n河湾公司。", "a résumé"),
        (
            "児童の保護に関する規則\n第一条 この規則は、児童を守ることを目的とする。\n第二条 警察は、直ちに探す。",
            "Japanese",
        ),
    ],
)
def test_a_text_of_another_kind_is_named(text: str, kind: str) -> None:
    assert said(text) == [f"reads like {kind}, not like a regulation"]


@pytest.mark.parametrize(
    "text",
    [
        "河湾市护童规定\n第一条 学校应当点名。\n第二条 记者采访应当经家长同意。",
        "河湾市劳动合同管理办法\n第一条 用人单位应当与劳动者订立合同。\n第二条 甲方、乙方各执一份。",
        "河湾市护童通知\n各校应当点名，并向记者通报。",
    ],
)
def test_a_regulation_that_speaks_of_them_is_one(text: str) -> None:
    assert said(text) == []
