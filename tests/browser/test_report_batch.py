"""The first screen tells the truth about the batch: what was not read, what counts once, how uncertain a count is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tagged_output import make_document, write_tagged

from provtag.documents import notices
from provtag.report.page import write_report
from provtag.tagging.tables import write_csv


@pytest.fixture(scope="module")
def mixed_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of two documents, a copy of the first, a recipe without a title, and two files that were not read."""
    items = [make_document(0, 40), make_document(2, 40), make_document(0, 40), make_document(3, 6)]
    copy, recipe = items[2], items[3]
    clauses = [replace(each, clause=replace(each.clause, doc_id="copy")) for each in copy.clauses]
    items[2] = replace(copy, document=replace(copy.document, doc_id="copy", source="in/副本.txt"), clauses=clauses)
    unhealthy = replace(recipe.document.health, warnings=(notices.NO_REGULATION,))
    untitled = replace(recipe.document.metadata, title=None)
    items[3].document = replace(recipe.document, source="in/红烧肉.txt", health=unhealthy, metadata=untitled)
    out = write_tagged(tmp_path_factory.mktemp("mixed"), items)
    rows = [("in/表.csv", "skipped: a folder of results"), ("in/空.txt", "empty: holds no text; check the file")]
    write_csv(out / "failures.csv", ("source", "error"), [dict(zip(("source", "error"), row, strict=True)) for row in rows])
    write_report(out)
    return out / "report.html"


def test_the_first_screen_answers(open_page, mixed_report):
    page = open_page(mixed_report)
    facts = [" ".join(text.split()) for text in page.locator(".facts li").all_text_contents()]
    assert facts == ["4 份读入", "1 份未能读取", "1 份跳过", "1 份不像法规", "1 份与另一份相同，只计一次"]
    rows = [row.locator("th, td").all_text_contents() for row in page.locator("table.left-out tbody tr").all()]
    assert rows == [["空.txt", "未能读取", "空文件，没有文字；请检查文件"], ["表.csv", "跳过", "以前的结果文件夹"]]
    assert page.locator(".facts").bounding_box()["y"] + page.locator("table.left-out").bounding_box()["height"] < 900
    table = page.locator("table.documents")
    assert "（doc000.txt）相同，不重复计数" in table.locator("tbody tr").nth(2).text_content()
    recipe = table.locator("tbody tr").nth(3)
    assert recipe.locator("th > a").text_content() == "红烧肉.txt"
    assert "不像法规" in recipe.text_content()
    assert "未发现问题" not in recipe.text_content()


def test_a_copy_counts_once_and_can_be_chosen(open_page, mixed_report):
    page = open_page(mixed_report)
    assert "3 份文件 · 86 条分句" in page.locator("header .summary").text_content()
    total = sum(int(text) for text in page.locator("table.counts td:nth-child(2)").all_text_contents())
    page.goto(page.url.split("#")[0] + "#view=clauses&lang=zh")
    assert page.locator(".count").text_content() == "86 条分句（共 86 条）"
    page.goto(page.url.split("#")[0] + "#view=clauses&lang=zh&doc=copy")
    assert page.locator(".count").text_content().startswith("40 条")
    assert total > 0


def test_ranges_hold_the_count_and_close_where_people_judged(open_page, mixed_report):
    page = open_page(mixed_report, "#view=reader&doc=doc002&lang=zh")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page.url.split("#")[0] + "#view=overview&doc=doc002&lang=zh")
    before = page.locator("table.counts tbody tr td:nth-child(3)").all_text_contents()
    assert all("–" in text for text in before)
    for text, low_high in zip(page.locator("table.counts td:nth-child(2)").all_text_contents(), before, strict=True):
        low, high = map(int, low_high.split("–"))
        assert 0 <= low <= int(text) + 10 and low < high <= 40
    page.goto(page.url.split("#")[0] + "#view=reader&doc=doc002&lang=zh")
    page.locator(".confirm-rest").click()
    page.goto(page.url.split("#")[0] + "#view=overview&doc=doc002&lang=zh")
    counts = page.locator("table.counts td:nth-child(2)").all_text_contents()
    assert page.locator("table.counts tbody tr td:nth-child(3)").all_text_contents() == counts
