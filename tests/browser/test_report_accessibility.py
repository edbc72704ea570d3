"""Each view, with all that can be opened in it, as axe sees it: names, roles, contrast, order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize(
    ("view", "language", "options"),
    [
        ("overview", "zh", {}),
        ("overview", "en", PHONE | {"color_scheme": "dark"}),
        ("clauses", "zh", {"color_scheme": "dark"}),
        ("clauses", "en", PHONE),
        ("reader", "zh", PHONE),
        ("reader", "en", {}),
    ],
)
def test_axe_finds_no_fault(open_page: Any, report: Path, view: str, language: str, options: dict[str, Any]) -> None:
    address = f"#view={view}&lang={language}&clause=doc000%2Fdoc000-c5&plan=doc000&agency=health:lead&agency=court&type=rescue"
    page = open_page(report, address, bypass_csp=True, **options)  # the policy of the page lets no other script in
    if view != "overview":
        page.locator("button.confirm").first.click()
        page.locator("button.correct").last.click()
    no_fault(page)


@pytest.mark.parametrize(
    ("address", "language", "options"),
    [
        ("view=sides", "zh", PHONE),
        ("view=sides&compareBy=changes", "en", {"color_scheme": "dark"}),
        ("view=network", "zh", {"color_scheme": "dark"}),
        ("view=network&tie=together", "en", PHONE),
        ("view=reader&doc=new&marks=reuse&clause=new%2Fnew-c2", "zh", {}),
        ("view=reader&doc=new&marks=reuse&clause=new%2Fnew-c2", "en", PHONE | {"color_scheme": "dark"}),
    ],
)
def test_axe_finds_no_fault_in_documents_beside_each_other(
    open_page: Any, desk_report: Path, address: str, language: str, options: dict[str, Any]
) -> None:
    page = open_page(desk_report, f"#{address}&lang={language}", bypass_csp=True, **options)
    for summary in page.locator(".similar summary").all():
        summary.click()
    no_fault(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def no_fault(page: Any) -> None:
    """Fail where axe finds a fault in what the page shows."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
