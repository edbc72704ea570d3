"""Tables and charts leave the page as files, a clause as a citation."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tagged_output import make_document, write_tagged_report

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Any, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("language", "name", "agency"), [("zh", "CSV：谁做什么", "民政"), ("en", "CSV: Who does what", "civil affairs")]
)
def test_a_table_is_saved_as_it_is_shown(open_page, report, language, name, agency):
    page = open_page(report, f"#lang={language}")
    rows = list(csv.reader(StringIO(saved(page, name).decode("utf-8-sig"))))
    shown = page.locator("table.heatmap tbody tr", has=page.get_by_role("rowheader", name=agency, exact=True))
    assert [agency, *shown.locator("td").all_inner_texts()] in rows
    assert len(rows) == 1 + page.locator("table.heatmap tbody tr").count()


def test_a_table_and_a_chart_are_saved_as_drawings(open_page, report):
    page = open_page(report)
    drawing = etree.fromstring(saved(page, "SVG：谁做什么"))
    texts = ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
    assert {"机构", "预防", "民政"} <= set(texts)
    chart = etree.fromstring(saved(page, "SVG：覆盖情况 图"))
    circles = list(chart.iter(f"{SVG}circle"))
    assert len(circles) == 4 * 3
    assert all(circle.get("fill", "").startswith(("rgb", "color", "oklab")) for circle in circles)
    picture = saved(page, "PNG：覆盖情况 图")
    assert picture.startswith(b"\x89PNG") and len(picture) > 5000
    assert saved(page, "PNG：谁做什么").startswith(b"\x89PNG")


def test_a_clause_is_cited_in_one_click(open_page, report):
    page = open_page(report, "#view=clauses")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator("article.clause").nth(2)
    card.get_by_role("button", name="引用").click()
    card.get_by_role("button", name="已复制").wait_for()
    said = page.evaluate("navigator.clipboard.readText()")
    assert said == f"《青岚县反对拐卖人口行动实施细则》（青府办发〔2021〕1号）第3条：“{card.locator('.text').text_content()}”"


def test_a_title_in_a_title_is_cited_in_single_marks(open_page, tmp_path):
    item = make_document(0, 3)
    title = "青岚县贯彻《反对拐卖人口行动计划》实施方案"
    item.document = replace(item.document, metadata=replace(item.document.metadata, title=title))
    page = open_page(write_tagged_report(tmp_path, [item]), "#view=clauses", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="引用").first.click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("《青岚县贯彻〈反对拐卖人口行动计划〉实施方案》（")


def test_of_many_documents_a_part_is_made_when_it_comes_into_sight(open_page, tmp_path):
    report = write_tagged_report(tmp_path, [make_document(number, 5) for number in range(101)])
    page = open_page(report)
    page.locator("table.documents").wait_for(timeout=120_000)
    assert page.locator("table.profile").count() == 0
    while page.locator(".part:empty").count():  # what comes into sight grows and moves the rest out of it
        page.locator(".part:empty").last.scroll_into_view_if_needed()
        page.wait_for_timeout(50)
    assert page.locator("table.profile").count() == 1
    page = open_page(report)  # not reloaded, which would keep the place scrolled to
    page.locator("table.documents").wait_for(timeout=120_000)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.profile tbody tr").count() == 101
