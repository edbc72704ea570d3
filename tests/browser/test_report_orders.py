"""What orders are like in the page: shown in the words of the text, and clauses filtered by it."""

from __future__ import annotations

import json

from provtag.tagging.tables import TRAITS


def test_clauses_are_filtered_by_what_their_order_is_like(open_page, report):
    rows = [json.loads(line) for line in (report.parent / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    reporting = next(row for row in rows if row["order"]["reporting"])
    filters = {"force": ("bare", "none"), "deadline": ("interval",)}
    for trait in filters.keys() & set(TRAITS):
        for value in filters[trait]:
            page = open_page(report, f"#view=clauses&{trait}={value}")
            wanted = sum(any(mark["value"] == value for mark in row["order"][trait]) for row in rows)
            assert page.locator("ol.clauses li").count() == min(wanted, 50)
            page.close()
    if "reporting" not in TRAITS:
        return
    page = open_page(report, f"#view=clauses&q={reporting['text'][:20]}")
    shown = page.locator("ol.clauses li", has_text=reporting["text"]).first.locator(".order")
    assert reporting["order"]["reporting"][0]["text"] in shown.text_content()
    assert "报告义务" in shown.text_content()
