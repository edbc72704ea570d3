"""What a person corrects in the page is kept, saved as labels, and stands in the tables after one command."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from provtag.cli import main
from provtag.labels import read_labels
from provtag.schema import ActionType, Role
from tests.tagging.conftest import tiny_model  # noqa: F401

pytestmark = pytest.mark.usefixtures("standing_workers")

TEXT = (
    "松岭县反拐工作办法\n第一条　公安机关打击拐卖犯罪。县妇联发放手册，𠮷县教育局配合。（县公安局牵头，县教育局配合）\n"
    "第二条　民政部门救助被解救的儿童。\n"
)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Path:  # noqa: F811
    """Return a folder with a source, the model, and the source tagged into ``out``."""
    folder = tmp_path_factory.mktemp("tagged")
    (folder / "办法.txt").write_text(TEXT, encoding="utf-8")
    (folder / "model").symlink_to(tiny_model)
    tag(folder, "out")
    return folder


def tag(folder: Path, out: str, *options: str) -> int:
    paths = {"--out": folder / out, "--model": folder / "model"}
    given = [str(part) for pair in paths.items() for part in pair]
    return main(["tag", str(folder / "办法.txt"), *given, "--workers", "1", *options])


def save(page: Any, path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="保存 corrections.jsonl").click()
    assert download.value.suggested_filename == "corrections.jsonl"
    download.value.save_as(path)


def card(page: Any, words: str) -> Any:
    return page.locator("article.clause", has=page.locator(".text", has_text=words))


def correct_handbook(page: Any) -> None:
    """Give the second clause one type, remove an agency, give another one a role and a link, and add one by its words."""
    clause = card(page, "发放手册")
    clause.get_by_role("button", name="更正").click()
    form = page.get_by_role("form", name="更正", exact=True)
    for name in ("预防", "打击", "救助", "宣传"):
        form.get_by_role("checkbox", name=name).set_checked(name == "宣传")
    own, note = form.locator("fieldset.agencies").all()
    while own.get_by_role("button", name="删除").count():
        own.get_by_role("button", name="删除").first.click()
    own.get_by_role("textbox").fill("县教育局")
    own.get_by_role("button", name="添加机构").click()
    own.get_by_label("县教育局的角色").select_option(label="配合")
    assert own.get_by_label("县教育局是哪个机构").input_value() == "education"
    own.get_by_role("textbox").fill("省政府")
    own.get_by_role("textbox").press("Enter")
    assert "“省政府”不在原文中" in own.get_by_role("status").text_content()
    note.get_by_label("县公安局的角色").select_option(label="配合")
    form.get_by_role("button", name="保存更正").click()


def test_a_correction_reaches_page_file_tables_and_report(open_page, tagged):
    page = open_page(tagged / "out" / "report.html", "#view=clauses")
    assert not page.locator(".corrections").is_visible()
    correct_handbook(page)
    assert not page.locator(".corrections .next").is_visible(), "nothing is saved yet"
    clause = card(page, "发放手册")
    assert clause.locator(".tag").all_text_contents() == ["宣传"]
    assert clause.locator(".text .agency").all_text_contents() == ["县教育局"]
    assert "人工" in clause.locator(".by-human").text_content()
    assert page.locator(".corrections [role=status]").text_content() == "人工判定 2 处，未保存 2 处"
    page.reload()
    assert clause.locator(".tag").all_text_contents() == ["宣传"]
    page.get_by_role("button", name="保存 corrections.jsonl").click()
    assert page.evaluate("document.activeElement.matches('.corrections input:invalid')"), "a label needs a name"
    page.get_by_label("署名").fill("王丽")
    save(page, tagged / "corrections.jsonl")
    assert page.locator(".corrections [role=status]").text_content() == "人工判定 2 处，未保存 0 处"
    command = page.locator(".corrections .next code").text_content()
    assert shlex.split(command)[1:7] == ["tag", "…/办法.txt", "--out", "…/out", "--labels", "corrections.jsonl"]
    assert "“…”请换成" in page.locator(".corrections .next").text_content()
    assert str(tagged) not in page.content(), "the page is passed on"

    labels = {label.kind: label for label in read_labels(tagged / "corrections.jsonl")}
    said = labels["clause"]
    assert said.action_types == (ActionType.PUBLICITY,)
    assert [(each.text, each.role, each.agency_id) for each in said.agencies] == [("县教育局", Role.SUPPORT, "education")]
    assert [(each.text, each.role) for each in labels["duty_note"].agencies] == [
        ("县公安局", Role.SUPPORT),
        ("县教育局", Role.SUPPORT),
    ]
    assert said.origin == "王丽"

    assert tag(tagged, "corrected", "--labels", str(tagged / "corrections.jsonl")) == 0
    with (tagged / "corrected" / "clauses.csv").open(encoding="utf-8-sig", newline="") as stream:
        row = list(csv.DictReader(stream))[1]
    assert (row["action_types"], row["decided_by"], row["judged_by"]) == ("publicity", "human", "王丽")
    assert row["judged_at"] == said.judged_at
    assert (row["lead_agencies"], row["support_agencies"]) == ("", "县教育局;县公安局")
    page = open_page(tagged / "corrected" / "report.html", "#view=clauses")
    assert card(page, "发放手册").locator(".by-human").text_content().startswith("人工 · 王丽 · 20")
    card(page, "救助").get_by_role("button", name="确认无误").click()
    page.get_by_label("署名").fill("李明")
    save(page, tagged / "both.jsonl")
    assert sorted(label.origin for label in read_labels(tagged / "both.jsonl")) == ["李明", "王丽", "王丽"]


def test_confirming_by_keyboard_goes_on_to_the_next_clause(open_page, tagged):
    page = open_page(tagged / "out" / "report.html", "#view=clauses")
    page.locator("button.confirm").first.focus()
    focused = "document.activeElement.closest('article').querySelector('.text').textContent"
    for words in ("打击", "发放手册", "救助"):
        assert words in page.evaluate(focused)
        page.keyboard.press("Enter")
    assert page.locator(".by-human").count() == 3
    undo = card(page, "救助").get_by_role("button", name="撤销")
    undo.click()
    assert page.locator(".by-human").count() == 2
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="全部撤销").click()
    assert page.locator(".by-human").count() == 0
    assert not page.locator(".corrections").is_visible()


def test_a_document_that_was_read_is_confirmed_whole(open_page, tagged):
    page = open_page(tagged / "out" / "report.html", "#view=reader")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="确认其余 4 处").click()
    assert page.get_by_role("button", name="确认其余 0 处").is_disabled()
    page.get_by_label("署名").fill("王丽")
    save(page, tagged / "corrections.jsonl")
    before = [json.loads(line) for line in (tagged / "out" / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    assert tag(tagged, "corrected", "--labels", str(tagged / "corrections.jsonl")) == 0
    after = [json.loads(line) for line in (tagged / "corrected" / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["action_types"] for row in after] == [row["action_types"] for row in before]
    for old, new in zip(before, after, strict=True):
        said = [[(each["start"], each["role"], each["agency_id"]) for each in row["agencies"]] for row in (old, new)]
        assert said[0] == said[1]


def test_what_the_tables_say_later_wins_over_what_this_browser_kept(open_page, tagged, tmp_path):
    folder = shutil.copytree(tagged, tmp_path / "copy", symlinks=True)
    page = open_page(folder / "out" / "report.html", "#view=clauses")
    card(page, "救助").get_by_role("button", name="确认无误").click()
    page.get_by_label("署名").fill("王丽")
    save(page, folder / "corrections.jsonl")
    (line,) = (folder / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    later = json.loads(line) | {"action_types": ["prevention"], "origin": "李明", "judged_at": "2999-01-01T00:00:00Z"}
    (folder / "corrections.jsonl").write_text(json.dumps(later, ensure_ascii=False), encoding="utf-8")
    tag(folder, "out", "--labels", str(folder / "corrections.jsonl"))
    page.reload()
    assert card(page, "救助").locator(".tag").all_text_contents() == ["预防"]
    assert "李明" in card(page, "救助").locator(".by-human").text_content()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_fits_a_phone(open_page, tagged, language):
    page = open_page(tagged / "out" / "report.html", f"#view=clauses&lang={language}", viewport={"width": 390, "height": 844})
    page.locator("button.confirm").first.click()
    page.locator("button.correct").nth(1).click()
    assert page.locator("form.editor").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('button.correct')")
