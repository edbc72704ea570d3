"""The first screen tells the truth about the batch: what was not read, what counts once, how uncertain a count is."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tagged_output import make_document, other, write_tagged, write_tagged_report

from provtag.documents import notices
from provtag.report.page import write_report
from provtag.schema import Judgment
from provtag.tagging.tables import write_csv


@pytest.fixture(scope="module")
def mixed_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of two documents, a copy of the first, a recipe without a title, and two files that were not read."""
    items = [make_document(0, 40), make_document(2, 40), other(make_document(0, 40), "copy"), make_document(3, 6)]
    copy, recipe = items[2], items[3]
    items[2] = replace(copy, document=replace(copy.document, source="in/doc000-副本.txt"))
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
    assert facts == ["4 份读入", "1 份未能读取", "1 份跳过", "1 份不像法规，不计入", "1 份与另一份相同，不重复计入"]
    rows = [row.locator("th, td").all_text_contents() for row in page.locator("table.left-out tbody tr").all()]
    assert rows == [["空.txt", "未能读取", "空文件，没有文字；请检查文件"], ["表.csv", "跳过", "以前的结果文件夹"]]
    assert page.locator(".facts").bounding_box()["y"] + page.locator("table.left-out").bounding_box()["height"] < 900
    table = page.locator("table.documents")
    assert "（doc000.txt）相同，不重复计数" in table.locator("tbody tr").nth(2).text_content()
    recipe = table.locator("tbody tr").nth(3)
    assert recipe.locator("th > a").text_content() == "红烧肉.txt"
    assert "不像法规，不计入" in recipe.text_content()
    assert "未发现问题" not in recipe.text_content()


def test_documents_of_one_title_and_one_file_name_are_told_apart_by_their_folders(open_page, tmp_path):
    items = [make_document(0, 3), other(make_document(0, 4, seed=8), "doc001")]
    for item, year in zip(items, ("2013", "2021"), strict=True):
        item.document = replace(item.document, source=f"in/{year}/细则.txt")
    page = open_page(write_tagged_report(tmp_path, items))
    names = [name.rpartition("（")[2] for name in page.locator("table.documents th > a").all_text_contents()]
    assert names == ["in/2013/细则.txt）", "in/2021/细则.txt）"]


def test_a_copy_counts_once_and_can_be_chosen(open_page, mixed_report):
    page = open_page(mixed_report)
    assert "2 份文件 · 80 条分句" in page.locator("header .summary").text_content()
    page.goto(page.url.split("#")[0] + "#view=clauses&lang=zh")
    assert page.locator(".count").text_content() == "80 条分句（共 80 条）"
    for chosen in ("&doc=copy", "&doc=copy&doc=doc000"):
        page.goto(page.url.split("#")[0] + "#view=clauses&lang=zh" + chosen)
        assert page.locator(".count").text_content() == "40 条分句（共 80 条）"
    assert page.locator("article.clause .document-name").first.text_content().endswith("（doc000.txt）")
    assert page.locator(".chip").all_text_contents()[0].endswith("（doc000-副本.txt） ✕")


def test_what_reads_like_no_regulation_counts_on_demand(open_page, mixed_report):
    page = open_page(mixed_report)
    page.locator(".facts").get_by_role("link", name="份不像法规").click()
    expect(page.locator("table.documents tbody th > a")).to_have_text(["红烧肉.txt"])
    page.get_by_role("button", name="清除筛选").click()
    assert len(page.locator("table.documents tbody th > a").all()) > 1
    page.get_by_label("不像法规的也计入").check()
    assert "3 份文件 · 86 条分句" in page.locator("header .summary").text_content()
    assert "1 份不像法规，计入" in page.locator(".facts").text_content()
    page.get_by_role("link", name="分句", exact=True).click()
    assert page.locator(".count").text_content() == "86 条分句（共 86 条）"


def test_a_correction_reaches_the_same_clause_of_copies(open_page, mixed_report, tmp_path):
    page = open_page(mixed_report, "#view=clauses&doc=copy&lang=zh")
    page.locator("button.confirm").first.click()
    assert page.locator(".corrections [role=status]").text_content() == "人工判定 1 处，未保存 1 处（副本中的同一分句随之更正）"
    page.get_by_label("署名").fill("王丽")
    with page.expect_download() as download:
        page.get_by_role("button", name="保存 corrections.jsonl").click()
    download.value.save_as(tmp_path / "corrections.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["clause_id"] for row in rows] == ["doc000-c1", "copy-c1"]
    assert rows[0]["agencies"] == rows[1]["agencies"] and {row["origin"] for row in rows} == {"王丽"}
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 CSV").click()
    download.value.save_as(tmp_path / "saved.csv")
    with (tmp_path / "saved.csv").open(encoding="utf-8-sig", newline="") as stream:
        first, second, *_ = csv.DictReader(stream)
    assert (first["decided_by"], first["judged_by"], first["copy_of"], first["counted"]) == ("human", "王丽", "doc000", "False")
    assert {key: float(first[key]) in (0, 1) for key in first if key.startswith("score_")} == dict.fromkeys(
        ("score_prevention", "score_crackdown", "score_rescue", "score_publicity"), True
    )
    assert (second["decided_by"], second["judged_by"]) == ("model", "")
    page.goto(page.url.split("#")[0] + "#view=clauses&doc=doc000&lang=zh")
    card = page.locator("article.clause").first
    assert "王丽" in card.locator(".by-human").text_content()
    page.goto(page.url.split("#")[0] + "#view=clauses&doc=copy&lang=zh")
    page.locator("article.clause").first.get_by_role("button", name="撤销").click()
    for chosen in ("copy", "doc000"):
        page.goto(page.url.split("#")[0] + f"#view=clauses&doc={chosen}&lang=zh")
        assert page.locator(".by-human").count() == 0


@pytest.fixture(scope="module")
def judged_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of a document and two copies; in the first copy somebody judged the first clause."""
    items = [make_document(0, 3), other(make_document(0, 3), "doc001"), other(make_document(0, 3), "doc002")]
    items[1].clauses[0] = replace(items[1].clauses[0], judgment=Judgment("李明", "2026-01-02"))
    return write_tagged_report(tmp_path_factory.mktemp("judged"), items)


def test_a_correction_leaves_judgments_of_copies_alone_and_taking_it_back_too(open_page, judged_report, tmp_path):
    page = open_page(judged_report)

    def first_of(document):
        page.goto(page.url.split("#")[0] + f"#view=clauses&doc={document}&lang=zh")
        return page.locator("article.clause").first

    def judges():
        said = [first_of(document).locator(".by-human").all_text_contents() for document in ("doc000", "doc001", "doc002")]
        return [text.split(" · ")[1] if text else "" for (text,) in (texts or [""] for texts in said)]

    first_of("doc000").locator("button.confirm").click()
    page.get_by_label("署名").fill("王丽")
    page.reload()
    assert judges() == ["王丽", "李明", "王丽"]
    own = first_of("doc002")
    own.get_by_role("button", name="更正").click()
    own.get_by_role("checkbox", name="救助").click()
    own.get_by_role("button", name="保存更正").click()
    tags = [first_of(document).locator(".tag").all_text_contents() for document in ("doc000", "doc001", "doc002")]
    assert tags[0] == tags[1] != tags[2]
    first_of("doc000").get_by_role("button", name="撤销").click()
    assert judges() == ["", "李明", "王丽"]
    with page.expect_download() as download:
        page.get_by_role("button", name="保存 corrections.jsonl").click()
    download.value.save_as(tmp_path / "corrections.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["doc_id"], row["origin"]) for row in rows] == [("doc001", "李明"), ("doc002", "王丽")]


@pytest.fixture
def three_copies(open_page, tmp_path):
    """Return a page of a document and two copies, the first clause of the document confirmed, and how to go to that clause."""
    items = [make_document(0, 3), *(other(make_document(0, 3), f"doc00{number}") for number in (1, 2))]
    page = open_page(write_tagged_report(tmp_path, items))

    def first_of(document):
        page.goto(page.url.split("#")[0] + f"#view=clauses&doc={document}&lang=zh")
        return page.locator("article.clause").first

    first_of("doc000").locator("button.confirm").click()
    return page, first_of


def test_a_copy_that_followed_what_is_taken_back_follows_what_is_left(three_copies):
    _, first_of = three_copies
    tags = first_of("doc002").locator(".tag").all_text_contents()
    first_of("doc001").get_by_role("button", name="更正").click()
    first_of("doc001").get_by_role("checkbox", name="救助").click()
    first_of("doc001").get_by_role("button", name="保存更正").click()
    assert first_of("doc002").locator(".tag").all_text_contents() != tags
    first_of("doc001").get_by_role("button", name="撤销").click()
    assert first_of("doc001").locator(".by-human").count() == 0
    assert first_of("doc002").locator(".tag").all_text_contents() == tags
    assert first_of("doc002").locator(".by-human").count() == 1


def test_what_an_earlier_report_kept_is_still_told_from_what_followed(three_copies):
    page, first_of = three_copies
    page.evaluate("""() => Object.entries(localStorage).forEach(([key, kept]) => localStorage.setItem(key,
      kept.replace('"follows":null', '"copied":false').replace(/"follows":"[^"]*"/, '"copied":true')))""")
    page.reload()
    assert page.locator(".corrections [role=status]").text_content().startswith("人工判定 1 处，未保存 1 处（副本")
    first_of("doc000").get_by_role("button", name="撤销").click()
    assert first_of("doc002").locator(".by-human").count() == 0


def test_copies_that_were_judged_together_are_corrected_together_again(open_page, tmp_path):
    items = [make_document(0, 3), other(make_document(0, 3), "doc001")]
    for item in items:
        item.clauses[0] = replace(item.clauses[0], judgment=Judgment("王丽", "2026-01-02T10:00:00Z"))
    page = open_page(write_tagged_report(tmp_path, items), "#view=clauses&doc=doc000&lang=zh")
    page.locator("button.correct").first.click()
    page.locator("form.editor").get_by_role("checkbox", name="救助").click()
    page.get_by_role("button", name="保存更正").click()
    tags = page.locator("article.clause").first.locator(".tag").all_text_contents()
    page.goto(page.url.split("#")[0] + "#view=clauses&doc=doc001&lang=zh")
    assert page.locator("article.clause").first.locator(".tag").all_text_contents() == tags


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
