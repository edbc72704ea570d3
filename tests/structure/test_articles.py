"""Articles that are printed without the marks or lines one expects."""

from __future__ import annotations

from pipeline.schema import Document, RawText
from pipeline.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("articles.txt", text), "d")


def test_an_article_without_an_end_mark_is_no_heading() -> None:
    document = parse("第一条 公安机关应当排查。\n第二条 禁止拐卖妇女儿童\n第三条 民政部门应当救助。")
    assert [p.provision_id for p in document.provisions] == ["d/art1", "d/art2", "d/art3"]
    assert document.clauses[1].text == "禁止拐卖妇女儿童"
    assert not document.health.missing_numbers


def test_a_single_article_is_an_article() -> None:
    document = parse("反拐决定\n第一条 禁止拐卖妇女儿童。\n公安机关应当排查。")
    assert [(p.provision_id, p.number) for p in document.provisions] == [("d/art1", "第一条")]
