"""Duties below the name of a body, which no word of theirs gives to it."""

from __future__ import annotations

import pytest

from provtag.tagging.work import below_bodies


@pytest.mark.parametrize(
    ("heading", "agencies", "is_idle"),
    [
        ("（一）县公安局", [], True),
        ("2．县教育局、县民政局。", [], True),
        ("县妇联", [], True),
        ("（一）县公安局", [{"text": "公安机关"}], False),
        ("（一）公安工作", [], False),
    ],
)
def test_duties_below_a_body_that_have_no_agency_are_told(heading: str, agencies: list[object], is_idle: bool) -> None:
    row = {"headings": ["二、分工", heading], "agencies": agencies}
    assert below_bodies([row, {"headings": [], "agencies": []}]) == [row] * is_idle


def test_rows_that_are_not_tagged_have_no_agency_to_miss() -> None:
    assert below_bodies([{"headings": ["县公安局"]}]) == []
