"""Documents beside each other in the page: side by side, editions, words reused, similar clauses, who works with whom."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from editions import ELSEWHERE, KEPT, MOVED, NEW, OLD, editions
from playwright.sync_api import expect
from tagged_output import write_tagged_report

from provtag.report.page import STATIC
from provtag.settings import DeskSettings, read_settings

DIFFERENCE = (STATIC / "difference.js").read_text(encoding="utf-8")


def rows_of(page: Any) -> list[tuple[str, str, str]]:
    """Return the rows side by side: left text, kind, right text."""
    rows = page.locator(".side-row:not(.side-heads)").all()
    return [
        tuple(row.locator("> div").nth(place).locator(".text, .kind").all_text_contents() for place in range(3)) for row in rows
    ]


def texts_of(rows: list[Any], side: int) -> list[str]:
    """Return the texts of one side, each once."""
    return list(dict.fromkeys(text for row in rows for text in row[side] if text != "（同上）"))


def test_two_documents_stand_side_by_side_whole(open_page, desk_report):
    page = open_page(desk_report, "#view=sides&left=old&right=new")
    rows = rows_of(page)
    assert texts_of(rows, 0) == list(OLD)
    assert sorted(texts_of(rows, 2)) == sorted(NEW)
    assert page.locator(".side-heads").text_content().startswith("松河市反对拐卖人口办法关系松河市反对拐卖人口办法（修订）")
    page.get_by_role("button", name="互换").click()
    rows = rows_of(page)
    assert texts_of(rows, 0) == list(NEW)
    assert sorted(texts_of(rows, 2)) == sorted(OLD)


def test_what_stands_side_by_side_is_saved_as_a_table(open_page, desk_report):
    page = open_page(desk_report, "#view=sides&left=old&right=new&compareBy=changes")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV：对照", exact=True).click()
    head, *rows = csv.reader(download.value.path().read_text(encoding="utf-8-sig").splitlines())
    assert head[2] == "松河市反对拐卖人口办法" and head[7] == "松河市反对拐卖人口办法（修订）"
    assert [row[2] for row in rows if row[2]] == list(OLD)
    assert sorted(row[7] for row in rows if row[7]) == sorted(NEW)
    assert {row[3] for row in rows if row[2] == row[7]} == {"保留", "移动"}
    page.get_by_role("radio", name="新增").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV：对照", exact=True).click()
    _, *rows = csv.reader(download.value.path().read_text(encoding="utf-8-sig").splitlines())
    assert rows and all(row[:3] == ["", "", ""] for row in rows), "what is shown is saved"


def test_editions_say_what_became_of_each_clause(open_page, desk_report):
    page = open_page(desk_report, "#view=sides&left=old&right=new&compareBy=changes")
    rows = rows_of(page)
    kinds = {(*row[0], *row[2]): row[1] for row in rows}
    assert sorted([*kinds[KEPT, KEPT], *kinds[MOVED, MOVED]]) == ["保留", "移动"]
    before = Counter(row[1][0] for row in rows)
    assert page.locator("input[name=kind]").count() == 6
    page.get_by_role("button", name="互换").click()
    after = Counter(row[1][0] for row in rows_of(page))
    assert (after["删去"], after["新增"]) == (before["新增"], before["删去"])
    page.locator("input[name=kind][value=kept]").check()
    assert len(rows_of(page)) == 1
    page.reload()
    assert [row[1] for row in rows_of(page)] == [["保留"]]


def test_what_differs_is_marked_character_by_character(open_page, desk_report):
    page = open_page(desk_report, "#view=sides&left=old&right=new&compareBy=changes")
    row = page.locator(".side-row", has_text="临时住所").first
    assert row.locator("del").count() == 0
    assert row.locator("ins").all_text_contents() == ["会同妇联", "和心理疏导"]
    tasks = page.locator("table.tasks tbody tr", has_text="妇联")
    assert tasks.locator("td").all_text_contents() == ["—", "配合", "第1条", "第1条"]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("甲乙丙丁", "甲乙丙丁", [["=", "甲乙丙丁"]]),
        ("（一）", "(一)", [["=", "（一）"]]),
        ("开展宣传教育", "开展宣传和教育", [["=", "开展宣传"], ["+", "和"], ["=", "教育"]]),
        ("每年检查客运站", "每月抽查汽车站", [["=", "每"], ["-", "年检查客运"], ["+", "月抽查汽车"], ["=", "站"]]),
        ("", "新增", [["+", "新增"]]),
        ("𠮷在前", "𠮷在后", [["=", "𠮷在"], ["-", "前"], ["+", "后"]]),
    ],
)
def test_difference_of_two_texts(chromium, old, new, pieces):
    shown = """difference(...given).flatMap((each) => (each.shared ? [["=", each.old]]
      : [["-", each.old], ["+", each.current]].filter(([, text]) => text)))"""
    assert in_difference(chromium, shown, old, new) == pieces


def in_difference(chromium: Any, expression: str, *given: Any) -> Any:
    """Return what an expression over ``given`` says where only `difference.js` is there."""
    page = chromium.new_page()
    page.add_script_tag(content=f"const d3 = {{ sum: (some, of) => some.map(of).reduce((a, b) => a + b, 0) }};{DIFFERENCE}")
    found = page.evaluate(f"(given) => {expression}", list(given))
    page.close()
    return found


@pytest.mark.parametrize(
    ("old", "new", "least", "marked"),
    [
        ("开展宣传教育活动", "开展宣传和教育活动", 0.5, True),
        ("开展宣传教育活动", "侦破拐卖妇女案件", 0.5, False),
        ("甲乙丙丁戊己", "己戊丁丙乙甲", 0.5, False),
        ("甲" * 3000, "甲" * 3000, 0.5, False),
    ],
)
def test_only_texts_that_share_enough_and_are_not_too_long_are_compared(chromium, old, new, least, marked):
    counted = "let calls = 0; const plain = difference; difference = (...texts) => { calls += 1; return plain(...texts); };"
    found, calls = in_difference(
        chromium, f"{{ {counted} const found = alikePieces(...given); return [found !== null, calls]; }}", old, new, least
    )
    assert found is marked
    assert calls == (1 if marked or (set(old) == set(new) and len(old) < 100) else 0), "what cannot be shared is seen first"


def test_shared_words_are_the_longest_runs_of_both(chromium):
    words = in_difference(
        chromium, "sharedWords(...given)", "民政部门撤销监护人资格，妥善安置。", "撤销监护人资格后由民政部门安置", 3
    )
    assert words == ["撤销监护人资格", "民政部门", "安置"]
    assert in_difference(chromium, "sharedWords(...given)", "甲，乙", "乙，甲", 3) == []


def test_a_link_says_how_sure_it_is_and_what_both_clauses_have(open_page, desk_report):
    page = open_page(desk_report, "#view=sides&left=old&right=elsewhere")
    scored = page.locator(".stands", has=page.locator("[title=对应成立的概率]"))
    assert scored.count() > 0
    for stands in scored.all():
        kind, score, *_ = (part.text_content() for part in stands.locator("span, small").all())
        assert kind.startswith("可能") == (float(score) < 0.5)
    assert "相近：同一措施，要求不同" in page.locator(".note").first.text_content()


def test_each_part_that_is_missing_is_said_once(open_page, tmp_path, monkeypatch):
    def few(kind: Any) -> Any:
        settings = read_settings(kind)
        return replace(settings, characters=10) if kind is DeskSettings else settings

    monkeypatch.setattr("provtag.report.desk.read_settings", few)
    page = open_page(write_tagged_report(tmp_path, editions()))
    notes = page.locator(".missing-part").all_text_contents()
    assert len(notes) == 3
    assert "全部文字多于 10 字" in notes[2]
    page.goto(page.url.split("#")[0] + "#view=reader&lang=zh")
    assert "全部文字多于 10 字" in page.locator("main").text_content()


def test_words_of_earlier_documents_are_marked_and_lead_there(open_page, desk_report):
    page = open_page(desk_report)
    page.locator("table.documents tbody tr").nth(0).get_by_role("link", name="见于更早的文件").click()
    page.locator("mark.reused").first.wait_for()
    marked = page.locator("mark.reused").all_text_contents()
    assert KEPT[:-1] in "".join(marked) and not any("网信部门" in words for words in marked)
    assert page.locator(".document-text").text_content().count(KEPT) == 1
    page.locator(".clause-mark", has_text=KEPT).click()
    page.locator(".words-of a").last.click()
    expect(page.locator(".reader-bar select option:checked")).to_have_text("松河市反对拐卖人口办法")
    assert page.locator(".document-text [aria-current]").text_content() == KEPT
    page.get_by_label("标注", exact=True).check()
    assert page.locator("mark.reused").count() == 0


def test_similar_clauses_open_below_a_clause(open_page, desk_report):
    page = open_page(desk_report, "#view=clauses&doc=elsewhere")
    card = page.locator("article.clause", has_text=ELSEWHERE[0])
    card.locator(".similar summary").click()
    assert card.locator(".similar p").first.text_content() in (OLD[0], NEW[0])
    link = card.locator(".similar a").first
    name = link.text_content()
    link.click()
    page.locator(".document-text").wait_for()
    assert page.locator(".details .document-name").text_content() in name


def test_the_network_counts_clauses_and_leads_to_them(open_page, report):
    rows = [json.loads(line) for line in (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = Counter(
        (lead, other)
        for row in rows
        for lead in {each["agency"] for each in row["agencies"] if each["role"] == "lead"}
        for other in {each["agency"] for each in row["agencies"] if each["role"] == "support"} - {lead}
    )
    page = open_page(report, "#view=network")
    assert sum(map(int, page.locator("table.ties td a").all_text_contents())) == sum(pairs.values())
    (first, second), count = pairs.most_common(1)[0]
    link = page.locator("table.ties").get_by_role("link", name=f"{first}，{second}，主责与配合")
    assert link.text_content() == str(count)
    assert page.locator("svg.graph a").count() == len({agency for pair in pairs for agency in pair})
    link.click()
    page.wait_for_selector(".count")
    assert page.text_content(".count").startswith(f"{count} ")
    assert page.locator(".chips .join").text_content() == "且"


def test_the_graph_answers_to_the_keyboard(open_page, report):
    page = open_page(report, "#view=network&tie=together")
    page.locator("svg.graph a").first.focus()
    lines = page.locator("svg.graph line")
    assert 0 < page.locator("svg.graph line.near").count() < lines.count()
    page.keyboard.press("Enter")
    page.wait_for_selector(".count")
    assert page.locator(".chips .chip").count() == 1


def test_names_on_the_outer_ring_stand_free(chromium):
    page = chromium.new_page()
    source = (STATIC / "network.js").read_text(encoding="utf-8")
    angles = source[source.index("function ringAngles") : source.index("/** Where each agency stands")]
    page.evaluate(f"window.d3 = {{ range: (count) => [...Array(count).keys()] }}; window.ringAngles = {angles.strip()}")
    for count in range(1, 41):
        found = page.evaluate(f"ringAngles({count})")
        assert len(found) == count and found == sorted(found) and found[0] >= 0 and found[-1] < 2 * math.pi
        for side in (1, -1):
            heights = sorted(340 * math.sin(angle) for angle in found if math.cos(angle) * side > 0)
            assert all(below - above > 30 for above, below in pairwise(heights))
    page.close()


def test_more_documents_than_are_compared_say_what_to_do(open_page, large_report, report):
    page = open_page(large_report, "#view=sides")
    assert "provtag coverage" in page.locator("main .note").text_content()
    assert "不能对照分句" in open_page(report, "#view=sides").locator("main .note").text_content()
