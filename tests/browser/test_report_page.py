"""The report in a real browser: filters, links, languages, keyboard, export."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from provtag.report.page import STATIC
from provtag.tagging.tables import CLAUSE_COLUMNS, flat_clause, write_csv

COUNT = ".count"


def rows_of(report: Path) -> list[dict[str, Any]]:
    """Return the clauses behind a report."""
    return [json.loads(line) for line in (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]


def count_of(page: Any) -> int:
    """Return the number of clauses the page says it found."""
    match = re.match(r"([\d,]+)", page.text_content(COUNT))
    assert match
    return int(match[1].replace(",", ""))


def test_documents_show_health_and_lead_to_their_clauses(open_page, report):
    page = open_page(report)
    table = page.locator("table.documents")
    assert table.locator("tbody tr").count() == 3
    assert "缺 5 个条号" in table.locator("tbody tr").nth(1).text_content()
    table.locator("summary").first.click()
    assert "27、41、46" in table.text_content()
    table.locator("tbody tr").nth(1).locator("td.figure a").first.click()
    assert count_of(page) == 40
    assert page.locator("li .document-name").first.text_content() == "云渡市反对拐卖人口行动实施细则"


@pytest.mark.parametrize("role", ["lead", "support"])
def test_heat_map_counts_clauses_and_leads_to_them(open_page, report, role):
    page = open_page(report)
    page.locator(f"input[name=shown-role][value={role}]").check()
    row = page.locator("table.heatmap tbody tr", has=page.get_by_role("rowheader", name="民政", exact=True))
    link = row.locator("td").nth(2).locator("a")
    wanted = [
        clause["text"]
        for clause in rows_of(report)
        if "rescue" in clause["action_types"]
        and any(agency["agency_id"] == "civil_affairs" and agency["role"] == role for agency in clause["agencies"])
    ]
    assert len(wanted) > 1
    assert int(link.text_content()) == len(wanted)
    assert re.match(r"民政，(主责|配合)，救助", link.get_attribute("aria-label"))
    link.click()
    page.wait_for_selector(COUNT)
    assert count_of(page) == len(wanted)
    assert [text.text_content() for text in page.locator("li .text").all()] == wanted
    page.go_back()
    page.wait_for_selector("table.heatmap")


def test_a_clause_leads_to_its_place_in_the_text_and_back(open_page, report):
    page = open_page(report, "#view=clauses&type=rescue&agency=civil_affairs")
    before = count_of(page)
    card = page.locator("ol.clauses li").nth(2)
    text = card.locator(".text").text_content()
    card.locator("a.to-text").click()
    mark = page.locator(".document-text [aria-current]")
    assert mark.text_content() == text
    assert mark.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top > 0")
    assert page.locator(".details .text").text_content() == text
    page.locator("a.back").click()
    page.wait_for_selector(COUNT)
    assert count_of(page) == before
    assert page.locator("article[aria-current] .text").text_content() == text


def test_the_reading_view_shows_the_whole_text_unchanged(open_page, report):
    page = open_page(report, "#view=reader&doc=doc001")
    documents = [json.loads(line) for line in (report.parent / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert page.locator(".document-text").text_content() == documents[1]["text"]
    first = page.locator(".clause-mark").first
    assert first.get_attribute("title") == "此句在原文本中被截断"
    page.get_by_role("button", name="下一分句").click()
    page.get_by_role("button", name="下一分句").click()
    assert page.locator(".document-text [aria-current]").get_attribute("data-clause") == "41"


def test_review_filter_and_reasons(open_page, report):
    page = open_page(report, "#view=clauses&review=1")
    assert count_of(page) == sum(clause["needs_review"] for clause in rows_of(report))
    assert page.locator("ol.clauses li").count() == page.locator(".reasons", has_text="概率接近判定界限").count()


def test_evidence_agencies_and_probabilities_are_shown(open_page, report):
    page = open_page(report, "#view=clauses")
    clause = next(row for row in rows_of(report) if row["action_types"] and row["agencies"])
    card = page.locator("ol.clauses li", has_text=clause["text"]).first
    start = clause["start"]
    marked = set(card.locator("mark").all_text_contents())
    for items in clause["evidence"].values():
        spans = sorted(items, key=lambda item: -item["weight"])
        words = [clause["text"][item["start"] - start : item["end"] - start] for item in spans]
        assert any(words[0][:4] in text for text in marked)
        assert spans[0]["weight"] > 5 * spans[1]["weight"] or any(words[1][:4] in text for text in marked)
    for agency in clause["agencies"]:
        if agency["scope"] == "clause":
            assert card.locator(f".text .agency.{agency['role']}", has_text=agency["text"]).count() == 1
    tip = card.locator(".tip")
    assert not tip.is_visible()
    card.locator(".types").focus()
    assert tip.is_visible()
    assert tip.locator("b").all_text_contents() == [f"{score:.2f}" for score in clause["scores"].values()]
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_tints_begin_and_end_where_words_do(open_page, report):
    page = open_page(report, "#view=clauses")
    edges = page.evaluate("""() => [...document.querySelectorAll("article .text")].flatMap((text) => {
        const words = new Intl.Segmenter("zh", { granularity: "word" }).segment(text.textContent);
        const edges = new Set([...words].map((word) => word.index).concat(text.textContent.length));
        return [...text.querySelectorAll("mark")].map((mark) => {
            const before = new Range();
            before.selectNodeContents(text);
            before.setEndBefore(mark);
            const start = before.toString().length;
            return [mark.textContent, edges.has(start) && edges.has(start + mark.textContent.length)];
        });
    })""")
    assert len(edges) > 50
    assert [text for text, whole in edges if not whole] == []


def test_coverage_says_what_a_document_lacks(open_page, report):
    page = open_page(report, "#view=overview&doc=doc000&doc=doc002")
    pairs: dict[str, set[tuple[str, str]]] = {"doc000": set(), "doc002": set()}
    for clause in rows_of(report):
        for agency in clause["agencies"]:
            if agency["role"] == "lead" and clause["doc_id"] in pairs:
                pairs[clause["doc_id"]] |= {(agency["agency"], action) for action in clause["action_types"]}
    missing = pairs["doc002"] - pairs["doc000"]
    cell = page.locator("table.profile tbody tr").first.locator("td").nth(5)
    cell.locator("summary").click()
    cell.locator("ul").nth(1).wait_for()
    assert cell.locator("li").count() == len(missing) > 6
    cell.locator("a").first.click()
    page.wait_for_selector(COUNT)
    assert count_of(page) > 0
    assert set(page.locator("li .document-name").all_text_contents()) == {"白石省反对拐卖人口行动实施细则"}


def test_comparison_puts_differences_first(open_page, report):
    page = open_page(report)
    page.locator("input[name=compared]").nth(2).check()
    bodies = page.locator("table.compare tbody")
    assert "各文件不同" in bodies.first.locator("tr").first.text_content()
    for row in bodies.first.locator("tr:not(.group)").all():
        assert len(set(row.locator("td").all_text_contents())) > 1
    for row in bodies.nth(1).locator("tr:not(.group)").all():
        assert len(set(row.locator("td").all_text_contents())) == 1


def test_language_follows_browser_and_switch(open_page, report):
    english = open_page(report, locale="en-GB")
    assert english.evaluate("document.documentElement.lang") == "en"
    assert english.get_by_role("heading", name="Who does what").is_visible()
    page = open_page(report, "#view=clauses&type=rescue")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    before = count_of(page)
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("checkbox", name="rescue").is_checked()
    assert count_of(page) == before
    page.reload()
    assert page.get_by_role("button", name="中文").is_visible()
    assert "undefined" not in page.locator("body").inner_text()


def test_exported_csv_is_the_filtered_part_of_clauses_csv(open_page, report, tmp_path):
    page = open_page(report, "#view=clauses&type=publicity")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 CSV").click()
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    wanted = tmp_path / "wanted.csv"
    write_csv(wanted, CLAUSE_COLUMNS, (flat_clause(row) for row in rows_of(report) if "publicity" in row["action_types"]))

    def table(path: Path) -> list[list[str]]:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))

    assert len(table(saved)) > 10
    assert table(saved) == table(wanted)


def test_keyboard_alone_reaches_a_clause_in_the_text(open_page, report):
    page = open_page(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"

    def tab_to(selector: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", "the focus must be visible"
                return
        raise AssertionError(f"{selector} cannot be reached")

    tab_to(".heatmap td a")
    page.keyboard.press("Enter")
    page.wait_for_selector(COUNT)
    assert page.evaluate("document.activeElement.id") == "clauses"
    tab_to("a.to-text")
    page.keyboard.press("Enter")
    page.wait_for_selector(".document-text")
    assert page.evaluate("document.activeElement.matches('.clause-mark[aria-current]')")


def test_the_focus_stays_on_the_control_that_was_used(open_page, report):
    page = open_page(report)
    page.locator("input[name=shown-role][value=lead]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "support"
    page.locator("button.sort").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('th').getAttribute('aria-sort')") == "descending"


def test_every_control_and_table_has_a_name(open_page, report):
    for view in ("overview", "clauses", "reader"):
        page = open_page(report, f"#view={view}")
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("a, button, input, select, summary, [role=group], nav, form, fieldset")]
            .filter((each) => !(each.ariaLabel || each.textContent.trim() || (each.labels && each.labels.length)))
            .map((each) => each.outerHTML)"""
        )
        assert nameless == []
        assert page.locator("main").count() == 1
        assert page.locator("header").count() == 1
        assert page.locator("table th:not([scope])").count() == 0
        identifiers = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
        assert len(identifiers) == len(set(identifiers))


def test_both_languages_have_the_same_words(chromium):
    page = chromium.new_page()
    source = (STATIC / "words.js").read_text(encoding="utf-8")
    chinese, english = page.evaluate(f"""() => {{
      const [LEAD, SUPPORT] = [0, 1];
      {source}
      const keys = (value, path) => typeof value === "object"
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${{path}}.${{key}}`)) : [path];
      return [keys(WORDS.zh, ""), keys(WORDS.en, "")];
    }}""")
    page.close()
    assert sorted(chinese) == sorted(english)
    assert len(chinese) > 80


def test_header_and_health_lead_to_what_they_count(open_page, report):
    page = open_page(report)
    page.locator("table.documents tbody tr").nth(1).locator(".faults a").click()
    page.wait_for_selector(".document-text")
    assert "cut" in page.locator(".document-text [aria-current]").get_attribute("class")
    page.locator("header .summary a").nth(1).click()
    page.wait_for_selector(COUNT)
    assert count_of(page) == sum(clause["needs_review"] for clause in rows_of(report))
