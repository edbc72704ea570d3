"""Measures in the page: the matrix against a plan, the filter, and corrections."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.paths import MEASURES

NAMES = {measure: entry["name"] for measure, entry in read_yaml(MEASURES)["measures"].items()}


def test_the_matrix_says_what_a_plan_has_and_others_lack(open_page, report):
    measures = defaultdict(set)
    for line in (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        measures[row["doc_id"]] |= {NAMES[each["id"]] for each in row["measures"]}
    page = open_page(report)
    table = page.locator("table.matrix")
    assert table.locator("tbody th[scope=row]").count() == len(set().union(*measures.values()))
    assert table.locator(".left-out-of-plan").count() == 0
    page.locator("[data-key=plan]").select_option("doc000")
    lacking = [
        row.locator("th").text_content()
        for row in table.locator("tbody tr:not(.group)").all()
        if row.locator("td").nth(1).text_content() == "缺"
    ]
    assert set(lacking) == measures["doc000"] - measures["doc001"]
    assert table.locator("td.added-to-plan").count() == sum(
        len(measures[each] - measures["doc000"]) for each in ("doc001", "doc002")
    )
    row = table.locator("tbody tr", has=page.locator("td a")).first
    name = row.locator("th").text_content()
    row.locator("td a").first.click()
    page.locator("ol.clauses li").first.wait_for()
    assert all(name in text for text in page.locator("article .measures").all_text_contents())


def test_the_matrix_is_sorted_by_a_document_and_back(open_page, report):
    counts = Counter()
    for line in (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        counts.update((row["doc_id"], NAMES[each["id"]]) for each in row["measures"])
    page = open_page(report)

    def groups() -> list[list[str]]:
        bodies = page.locator("table.matrix tbody").all()
        return [body.locator("th[scope=row]").all_text_contents() for body in bodies]

    before = groups()
    heads = page.locator("table.matrix thead th")
    heads.nth(2).get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert [head.get_attribute("aria-sort") for head in heads.all()] == [None, None, "descending", None]
    ordered = [[counts["doc001", name] for name in names] for names in groups()]
    assert ordered == [sorted(each, reverse=True) for each in ordered] and ordered != [
        [counts["doc001", name] for name in names] for names in before
    ]
    assert page.evaluate("document.activeElement.matches('table.matrix thead th[aria-sort] button')"), "the focus stays"
    heads.first.get_by_role("button").click()
    assert groups() == before


def test_measures_are_corrected_and_saved_in_their_order(open_page, report, tmp_path):
    page = open_page(report, "#view=clauses")
    card = page.locator("article.clause", has=page.locator(".measures")).first
    card.get_by_role("button", name="更正").click()
    form = page.locator("form.editor")
    first, second = (
        form.locator("optgroup").nth(2).locator("option").evaluate_all("all => all.slice(0, 2).map(each => each.value)")
    )
    form.locator(".measures-said button").first.click()
    form.get_by_label("添加措施").select_option(second)
    form.get_by_label("添加措施").select_option(first)
    form.get_by_role("button", name="保存更正").click()
    page.get_by_label("署名").fill("王丽")
    with page.expect_download() as download:
        page.get_by_role("button", name="保存 corrections.jsonl").click()
    download.value.save_as(tmp_path / "corrections.jsonl")
    (label,) = [label for label in read_labels(tmp_path / "corrections.jsonl") if label.kind == "clause"]
    places = list(NAMES)
    assert label.measures == (places[int(second)], places[int(first)])


def test_a_clause_whose_measures_were_all_removed_is_judged_to_have_none(open_page, report, tmp_path):
    page = open_page(report, "#view=clauses")
    page.locator("article.clause", has=page.locator(".measures")).first.get_by_role("button", name="更正").click()
    form = page.locator("form.editor")
    while form.locator(".measures-said button").count():
        form.locator(".measures-said button").first.click()
    form.get_by_role("button", name="保存更正").click()
    page.get_by_label("署名").fill("王丽")
    with page.expect_download() as download:
        page.get_by_role("button", name="保存 corrections.jsonl").click()
    download.value.save_as(tmp_path / "corrections.jsonl")
    (label,) = [label for label in read_labels(tmp_path / "corrections.jsonl") if label.kind == "clause"]
    assert label.measures == ()
