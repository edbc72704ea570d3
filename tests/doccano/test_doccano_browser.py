"""An annotator in a real browser: log in, see one clause with its proposed labels and context, confirm it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from doccano_samples import PASSWORDS, KeywordTagger, ignore, rows_of
from playwright.sync_api import Browser, Page, expect

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.annotation.screens import Mode, screens_of
from provtag.doccano.client import Doccano
from provtag.doccano.pull import pull_round
from provtag.doccano.push import push_proposed
from provtag.doccano.server import Server
from provtag.paths import ROOT
from provtag.schema import ActionType, Document

pytestmark = [pytest.mark.doccano, pytest.mark.browser]

SCREENSHOT = ROOT / ".doccano" / "annotator.png"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    page.set_default_timeout(60_000)
    yield page
    page.close()


def test_an_annotator_sees_labels_spans_and_context_and_confirms(
    server: Server,
    admin: Doccano,
    name: str,
    types: LabelTypes,
    linker: Linker,
    tagger: KeywordTagger,
    seeds: list[Document],
    page: Page,
) -> None:
    screens = [screen for screen in screens_of(seeds[0], tagger, Mode.ASSISTED) if screen.label.kind == "clause"]
    rich = [screen for screen in screens if len(screen.label.agencies) > 1 and screen.label.action_types and screen.following]
    push_proposed(admin, name, rich, ["alice"], types, ignore)
    shown = rich[0].label

    page.goto(f"{server.url}/auth")
    page.get_by_label("Username").fill("alice")
    page.get_by_label("Password").fill(PASSWORDS["alice"])
    page.get_by_label("Password").press("Enter")
    page.get_by_role("link", name=f"{name} · alice").click()
    # Until the page knows its project, the button leads nowhere.
    expect(page.get_by_role("banner")).to_contain_text(f"{name} · alice", timeout=60_000)
    body = page.locator("body")
    expect(body).to_contain_text("Welcome to Doccano!")
    page.get_by_text("Start Annotation").first.click()

    expect(body).to_contain_text(f"1 of {len(rich)}", timeout=60_000)
    for words in (*shown.headings, shown.previous, rich[0].following, "概率", shown.clause_id):
        expect(body).to_contain_text(words)
    for action in ActionType:
        chip = page.locator(".v-chip", has_text=types.actions[action].name)
        expect(chip).to_be_visible()
        expect(chip.locator(".mdi-check, .v-chip__filter")).to_have_count(int(action in shown.action_types))
    drawn = page.locator("svg text")
    for mention in shown.agencies:
        expect(drawn.filter(has_text=types.roles[mention.role].name).first).to_be_visible()
    page.wait_for_timeout(500)  # colours fade in
    page.screenshot(path=SCREENSHOT)

    page.keyboard.press("Enter")
    expect(body).to_contain_text(f"{100 // len(rich)}%" if len(rich) > 1 else "100%")
    [pulled] = pull_round(admin, name, types, linker).sheets["alice"]
    assert rows_of([pulled.label]) == rows_of([shown])
