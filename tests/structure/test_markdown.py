"""Markdown signs in front of numbers and list items."""

from __future__ import annotations

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def test_markdown_headings_and_bullets_are_read_without_their_signs() -> None:
    document = parse_document(
        RawText(
            "plan.md",
            "# 某市反拐方案\n## 二、加强打击\n### （一）专项行动\n"
            "- 打击犯罪；\n* 开展宣传。\n- 责任单位：市公安局\n## 三、其他\n加强领导。",
        ),
        "d",
    )
    assert [c.text for c in document.clauses] == ["打击犯罪；", "开展宣传。", "加强领导。"]
    assert document.clauses[0].headings == ("二、加强打击", "（一）专项行动")
    assert [n.text for n in document.duty_notes] == ["责任单位：市公安局"]
    assert document.provisions[0].number == "（一）"
