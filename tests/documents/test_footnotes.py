"""Footnotes in plain text and pages: they are left out, said so, and leave no mark in the sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import ARTICLES, PAGE, kept
from hypothesis import given
from hypothesis import strategies as st

from provtag.documents.footnotes import without_footnotes
from provtag.documents.reader import read_bytes

BODY = "第一条 学校应当点名，民警走访。\n第二条 社工登记。"


@pytest.mark.parametrize(
    ("marked", "notes"),
    [
        ("第一条 学校[1]应当点名，民警[2] 走访。\n第二条 社工登记。", "[1] 学校，包括幼儿园。\n[2]：民警，包括辅警。"),
        ("第一条 学校①应当点名，民警走访②。\n第二条 社工登记。", "_____\n① 包括幼儿园。\n② 包括夜间。"),
        ("第一条 学校①应当点名，民警走访②。\n第二条 社工登记。", "①包括幼儿园。\n②包括夜间。"),
        ("第一条 学校[^1]应当点名，民警走访。\n第二条 社工登记。", "[^1]: 包括幼儿园。"),
        (BODY, "----------\n* 由市民政局解释。\n注：第二条不适用于幼儿园。"),
        (BODY, "  ----------\u3000\n* 由市民政局解释。"),
        (BODY, "[1] 包括幼儿园。\n[2] 包括夜间。"),
        (BODY, "[1] 包括幼儿园。\n[2] 包括夜间。\n\n \n"),
        ("第一条 学校[1]应当点名，民警[2] 走访。\n第二条 社工登记。", "\u3000[1] 包括幼儿园。\n  [2] 包括辅警。"),
        ("第一条 学校①应当点名，民警走访②。\n第二条 社工登记。", "① 包括幼儿园。\n②包括夜间。"),
        ("第一条 学校应当点名，民警①走访。\n第二条 社工登记。", "\u3000\u3000①包括辅警。\n"),
    ],
)
def test_notes_and_their_marks_are_left_out(marked: str, notes: str) -> None:
    text, said = without_footnotes(f"{marked}\n{notes}")
    assert text.rstrip() == BODY
    count = sum(bool(line.strip()) and "__" not in line and "--" not in line for line in notes.splitlines())
    assert said == (f"{count} lines of footnotes left out",)


def test_a_note_between_articles_is_left_out_where_a_mark_above_leads_to_it() -> None:
    one, note, two = "第一条 学校[3]应当点名。", "[3] 包括幼儿园。", "第二条 社工[3]登记。"
    assert without_footnotes(f"{one}\n{note}\n{two}")[0] == "第一条 学校应当点名。\n第二条 社工登记。"
    assert without_footnotes(f"{note}\n{two}") == (f"{note}\n{two}", ())


def test_a_raised_number_joins_no_other_number() -> None:
    assert without_footnotes("3<sup>1</sup>日内，10km<sup>2</sup>")[0] == "3日内，10km2"
    page = "<html><body><p>第一条 学校应当在3<sup><a href='#n'>[12]</a></sup>日内点名，面积10km<sup>2</sup>。</p></body></html>"
    assert "3日内点名，面积10km2" in read_bytes(Path("a.html"), page.encode()).text


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n-----\n第三条 妇联走访。",
        "一、任务：\n① 点名；\n② 走访。",
        "任务有①点名，②走访。\n①每天点名。\n②每月走访。",
        "校门①、车站②\n①点名。",
        "任务①点名②走访。\n① 点名。\n② 走访。\n③ 登记。",
        "任务①点名。任务①走访。\n①点名。",
        "[1] 点名。\n[2] 走访。",
        "依照[2021]5号文。",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_footnotes(text) == (text, ())


@given(st.text(alphabet="[1]2①-—学校。\n <sup>/注：", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert len(without_footnotes(text)[0]) <= len(text)


@pytest.mark.parametrize(
    ("mark", "note"), [("<a href='#n'>[1]</a>", "[1] "), ("1", "〔1〕"), ("②", "② "), ("注1", "注1："), ("(1)", "[1]")]
)
def test_footnotes_below_a_page_are_left_out_and_counted(mark: str, note: str) -> None:
    marked = f"<div>{PAGE}<p>第三条 学校<sup>{mark}</sup>应当点名。</p><hr><p id=n>{note}学校，包括幼儿园，由教师点名。</p></div>"
    assert kept(marked) == ([*ARTICLES, "第三条 学校应当点名。"], ("1 lines of footnotes left out",))
    plain = [*ARTICLES, "第三条 学校应当点名：", "①点名册；", "②签到册。"]
    assert kept("".join(f"<p>{line}</p>" for line in plain))[0] == plain
