"""Filters of the clauses: any or all within a kind, all kinds together; chips, counts, an address that restores them, keys."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from provtag.report.page import write_report

COUNT = ".count"
Row = dict[str, Any]


def texts_of(report: Any, wanted: Callable[[Row], bool]) -> list[str]:
    """Return the texts of the clauses behind a report that are ``wanted``."""
    rows = map(json.loads, (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in rows if wanted(row)]


def shown_texts(page: Any) -> list[str]:
    """Return the texts of the clauses of the first page of the list."""
    return page.locator("ol.clauses .text").all_text_contents()


def found(page: Any) -> int:
    """Return how many clauses the page says it found."""
    match = re.match(r"\d+", page.text_content(COUNT))
    assert match
    return int(match[0])


def has(row: Row, agency: str, role: str = "") -> bool:
    """Tell whether an agency stands in a clause, in a role."""
    return any(each["agency_id"] == agency and role in ("", each["role"]) for each in row["agencies"])


def test_filters_combine_and_survive_reload(open_page, report):
    page = open_page(report, "#view=clauses")
    page.get_by_role("checkbox", name="打击").check()
    page.locator(".picker summary").nth(1).click()
    page.locator(".picker").nth(1).get_by_label(re.compile("^民政")).check()
    page.keyboard.press("Escape")
    page.get_by_label("民政的角色").select_option(label="主责")
    page.get_by_role("searchbox", name="文字").fill("侦查")
    wanted = texts_of(
        report,
        lambda row: (
            "crackdown" in row["action_types"]
            and has(row, "civil_affairs", "lead")
            and any("侦查" in words for words in (row["text"], *(measure["name"] for measure in row["measures"])))
        ),
    )
    assert 0 < len(wanted) < 20
    assert shown_texts(page) == wanted
    assert page.evaluate("CSS.highlights.get('searched').size") >= len(wanted)
    address = page.url
    page.reload()
    assert page.url == address
    assert shown_texts(page) == wanted
    assert page.get_by_role("checkbox", name="打击").is_checked()
    assert page.get_by_role("searchbox", name="文字").input_value() == "侦查"
    assert "民政" in page.locator(".picker summary").nth(1).text_content()
    page.get_by_role("button", name="清除筛选").click()
    assert found(page) == 120


def test_any_or_all_within_a_kind(open_page, report):
    page = open_page(report, "#view=clauses&type=prevention&type=rescue&agency=justice:lead&agency=village_committee")
    types = {"prevention", "rescue"}
    parties = (("justice", "lead"), ("village_committee", ""))

    def wanted(of_types: Callable[..., bool], of_parties: Callable[..., bool]) -> list[str]:
        return texts_of(
            report,
            lambda row: (
                of_types(each in row["action_types"] for each in types) and of_parties(has(row, *each) for each in parties)
            ),
        )

    assert shown_texts(page) == wanted(any, any)
    page.get_by_label("机构：任一或全部").select_option("all")
    assert 0 < found(page) < len(wanted(any, any))
    assert shown_texts(page) == wanted(any, all)
    page.get_by_label("机构：任一或全部").select_option("any")
    page.get_by_label("行动类型：任一或全部").select_option("all")
    assert 0 < found(page) < len(wanted(any, any))
    page.reload()
    assert shown_texts(page) == wanted(all, any)
    assert page.locator(".chips .join").all_text_contents() == ["且", "或"]


def test_words_are_joined_either_way(open_page, report):
    page = open_page(report, "#view=clauses&q=司法 侦查")
    assert shown_texts(page) == texts_of(report, lambda row: searched(row, "司法") and searched(row, "侦查"))[:50]
    page.get_by_label("文字：任一或全部").select_option("any")
    assert found(page) == len(texts_of(report, lambda row: searched(row, "司法") or searched(row, "侦查")))


def searched(row: Row, term: str) -> bool:
    """Tell whether a clause has a word where it is searched."""
    names = (each["name"] for each in row["measures"])
    agencies = (each["agency"] for each in row["agencies"])
    return any(term in words for words in (row["text"], row["number"], *row["headings"], *names, *agencies))


def test_each_choice_says_how_many_clauses_it_would_find(open_page, report):
    page = open_page(report, "#view=clauses&type=rescue&agency=education")
    page.locator("[data-key=picker-parties]").click()
    said = {
        label.locator("bdi").text_content(): int(label.locator("small").text_content())
        for label in page.locator(".picker[open] .options label").all()
    }
    for name, agency in (("教育", "education"), ("卫生健康", "health")):
        assert said[name] == len(
            texts_of(report, lambda row, agency=agency: "rescue" in row["action_types"] and has(row, agency))
        )
    page.keyboard.press("Escape")
    boxes = page.locator(".checks label")
    said = {box.locator("span").text_content(): int(box.locator("small").text_content()) for box in boxes.all()}
    assert said["打击"] == len(texts_of(report, lambda row: "crackdown" in row["action_types"] and has(row, "education")))
    page.get_by_role("checkbox", name="打击").check()
    page.get_by_label("行动类型：任一或全部").select_option("all")
    both = {"rescue", "crackdown"}
    count = len(texts_of(report, lambda row: both <= {*row["action_types"]} and has(row, "education")))
    assert boxes.nth(1).locator("small").text_content() == str(count)


def test_chips_are_taken_away_with_the_keyboard(open_page, report):
    page = open_page(report, "#view=clauses&type=rescue&type=crackdown&agency=health:lead")
    page.locator(".chips .chip").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "去掉 打击"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert not page.locator(".chips").is_visible()
    assert page.evaluate("document.activeElement.id") == "clauses"
    assert found(page) == 120


@pytest.mark.parametrize("address", ["agency=nobody:lead", "agency=health:king", "all=nothing&type=rescue", "agency=:"])
def test_an_address_with_unknown_filters_leaves_them_out(open_page, report, address):
    page = open_page(report, f"#view=clauses&{address}")
    assert found(page) == (120 if "type" not in address else len(texts_of(report, lambda row: "rescue" in row["action_types"])))


def test_the_link_restores_what_is_shown(open_page, report):
    page = open_page(
        report, "#view=clauses&agency=health:lead&agency=court&all=parties", permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="复制链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.get_by_label("机构：任一或全部").input_value() == "all"


def test_an_agency_is_looked_for_in_any_role_until_one_is_chosen(open_page, report):
    page = open_page(report, "#view=clauses")
    picker = page.locator("[data-key=picker-parties]")
    assert picker.get_attribute("aria-label") == "机构：全部，任何角色"
    picker.click()
    page.locator(".picker[open] .options").get_by_label(re.compile("^民政")).check()
    assert picker.get_attribute("aria-label") == "机构：民政（任何角色）"
    page.get_by_label("民政的角色").select_option(label="主责")
    assert picker.get_attribute("aria-label") == "机构：民政（主责）"


def test_the_page_opens_in_the_language_it_was_made_for(open_page, report, tmp_path):
    for name in ("documents.jsonl", "clauses.jsonl"):
        shutil.copy(report.parent / name, tmp_path / name)
    write_report(tmp_path, language="zh")
    page = open_page(tmp_path / "report.html", locale="en-GB")
    assert page.get_by_role("link", name="总览").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("link", name="Overview").is_visible()
