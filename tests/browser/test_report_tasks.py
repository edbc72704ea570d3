"""Ten tasks of an analyst, each done with the mouse in Chinese and with the keyboard alone in English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from editions import ELSEWHERE, KEPT, NEW, OLD
from playwright.sync_api import expect

MOST_STEPS = 400  # presses of the tab key from the top of the page to any control


class Hand:
    """Reaches the controls of a page: with the mouse, or with the tab key alone."""

    def __init__(self, page: Any, keyboard: bool) -> None:
        self.page = page
        self.keyboard = keyboard

    def use(self, control: Any, key: str = "Enter") -> None:
        """Click a control, or go to it by the tab key and press ``key``."""
        if not self.keyboard:
            control.click()
            return
        self.reach(control)
        self.page.keyboard.press(key)

    def reach(self, control: Any) -> None:
        """Go to a control; fails where the tab key does not lead to it, or its focus cannot be seen."""
        if not self.keyboard:
            control.scroll_into_view_if_needed()
            return
        wanted = control.element_handle()
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                break
        else:
            raise AssertionError(f"the tab key does not lead to {wanted.evaluate('each => each.outerHTML')[:200]}")

    def choose(self, select: Any, value: str) -> None:
        """Choose an option of a list."""
        self.reach(select)
        select.select_option(value)


def lead_of_rescue(page: Any, hand: Hand) -> None:
    """Which clauses order rescue under the lead of civil affairs?"""
    hand.use(page.locator("nav [data-view=clauses]"))
    hand.use(page.locator(".checks .type-2 input"), "Space")
    hand.use(page.locator("[data-key=picker-parties]"))
    hand.use(page.locator(".picker[open] .options label", has_text=said(page, "民政", "civil affairs")).locator("input"), "Space")
    hand.choose(page.locator(".chips select").last, "0")
    expect(page.locator("ol.clauses .text")).to_have_text([NEW[0], OLD[0], ELSEWHERE[0]])


def words_in_either_form(page: Any, hand: Hand) -> None:
    """Which clauses name a station or a platform?"""
    hand.use(page.locator("nav [data-view=clauses]"))
    hand.use(page.locator(".search input"))
    page.keyboard.type("客运站 平台")
    hand.choose(page.locator(".joined"), "any")
    expect(page.locator("ol.clauses .text")).to_have_text([NEW[3], OLD[3]])


def what_became_of_the_old_edition(page: Any, hand: Hand) -> None:
    """What is new in the later edition?"""
    hand.use(page.locator("nav [data-view=sides]"))
    hand.choose(page.locator("[data-key=side-left]"), "old")
    hand.choose(page.locator("[data-key=side-right]"), "new")
    if hand.keyboard:
        hand.reach(page.locator("[name=compare-by]").first)
        page.keyboard.press("ArrowRight")
    else:
        page.locator("[name=compare-by][value=changes]").click()
    page.locator("[name=kind][value=new]").wait_for()
    new = page.locator(".side-row.is-new .text").all_text_contents()
    assert NEW[3] in new and KEPT not in new


def whose_task_changed(page: Any, hand: Hand) -> None:
    """Who has a task that it had not?"""
    what_became_of_the_old_edition(page, hand)
    name = said(page, "妇联", "women federation")
    row = page.locator("table.tasks tbody tr", has_text=name)
    expect(row.locator("td").nth(0)).to_have_text("—")
    expect(row.locator("td").nth(1)).to_have_text(said(page, "配合", "support"))


def in_whose_words(page: Any, hand: Hand) -> None:
    """From where has the later edition this sentence?"""
    hand.use(page.locator("table.documents .mark a").first)
    hand.use(page.locator(".clause-mark", has_text=KEPT))
    hand.use(page.locator(".words-of a").last)
    expect(page.locator(".reader-bar select option:checked")).to_have_text("松河市反对拐卖人口办法")


def similar_elsewhere(page: Any, hand: Hand) -> None:
    """Which clause elsewhere is like this one?"""
    hand.use(page.locator("nav [data-view=clauses]"))
    hand.use(page.locator("article.clause", has_text=KEPT).first.locator(".similar summary"))
    expect(page.locator(".similar[open] p").first).to_have_text(KEPT)


def who_supports_whom(page: Any, hand: Hand) -> None:
    """In which clauses does the women's federation support civil affairs?"""
    hand.use(page.locator("nav [data-view=network]"))
    hand.use(page.locator("table.ties td a").first)
    expect(page.locator("ol.clauses .text")).to_have_text([NEW[0]])


def cite(page: Any, hand: Hand) -> None:
    """Copy a clause with its title and article."""
    hand.use(page.locator("nav [data-view=clauses]"))
    hand.use(page.locator("article.clause").first.locator("button.cite"))
    page.get_by_role("button", name=said(page, "已复制", "copied")).wait_for()
    assert NEW[0] in page.evaluate("navigator.clipboard.readText()")


def save_the_matrix(page: Any, hand: Hand) -> None:
    """Save who does what as a table."""
    button = page.get_by_role("button", name=said(page, "CSV：谁做什么", "CSV: Who does what"))
    with page.expect_download() as download:
        hand.use(button)
    assert download.value.suggested_filename.endswith(".csv")


def correct(page: Any, hand: Hand) -> None:
    """Confirm what is right and save the judgments."""
    hand.use(page.locator("nav [data-view=clauses]"))
    hand.use(page.locator("button.confirm").first)
    hand.use(page.locator(".corrections input"))
    page.keyboard.type("王丽")
    with page.expect_download() as download:
        hand.use(page.locator(".corrections button", has_text="corrections.jsonl"))
    assert download.value.suggested_filename == "corrections.jsonl"


TASKS = (
    lead_of_rescue, words_in_either_form, what_became_of_the_old_edition, whose_task_changed, in_whose_words, similar_elsewhere,
    who_supports_whom, cite, save_the_matrix, correct,
)  # fmt: skip


def said(page: Any, chinese: str, english: str) -> str:
    """Return what the page says in its language."""
    return chinese if page.evaluate("document.documentElement.lang") == "zh-CN" else english


@pytest.mark.parametrize(("language", "keyboard"), [("zh", False), ("en", True)], ids=["mouse-zh", "keyboard-en"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_an_analyst_does_it(
    open_page: Any, desk_report: Any, task: Callable[[Any, Hand], None], language: str, keyboard: bool
) -> None:
    page = open_page(desk_report, f"#lang={language}", permissions=["clipboard-read", "clipboard-write"])
    task(page, Hand(page, keyboard))
