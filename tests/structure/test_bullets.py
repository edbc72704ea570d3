"""Bullets: what stands behind one is read as what stands behind a number, and one before a number is ornament."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("bullets.txt", text), "d")


def clauses(document: Document) -> list[tuple[tuple[str, ...], str]]:
    return [(c.headings, c.text) for c in document.clauses]


@pytest.mark.parametrize("bullet", ["● ", "——", "★", "▶️ ", "📌", "- "])
@pytest.mark.parametrize(("above", "headings"), [("一、措施", ("一、措施",)), ("一、措施\n1．学校", ("一、措施", "1．学校"))])
def test_a_title_behind_a_bullet_is_a_heading(bullet: str, above: str, headings: tuple[str, ...]) -> None:
    text = (
        f"护童方案\n{above}\n{bullet}加强校车管理。教师应当随车。（县教育局负责）\n"
        f"{bullet}每天清点人数。\n{bullet}做好家访工作。教师应当每月上门。\n（县妇联负责）\n二、保障\n安排经费。"
    )
    document = parse(text)
    assert clauses(document) == [
        ((*headings, "加强校车管理。"), "教师应当随车。"),
        (headings, "每天清点人数。"),
        ((*headings, "做好家访工作。"), "教师应当每月上门。"),
        (("二、保障",), "安排经费。"),
    ]
    reached = [document.text[note.paragraph.start : note.paragraph.end] for note in document.duty_notes]
    assert reached == ["教师应当随车。（县教育局负责）", "教师应当每月上门。\n（县妇联负责）"]


def test_bullets_below_what_leads_them_in_are_its_items() -> None:
    items = "● 加强校车管理。教师应当随车。\n● 做好家访工作。教师应当每月上门。"
    document = parse(f"护童方案\n一、措施\n学校应当做到下列各项：\n{items}")
    assert {c.headings for c in document.clauses} == {("一、措施",)}
    assert document.clauses[-1].lead_in == "学校应当做到下列各项："


@pytest.mark.parametrize("sign", ["▶ ", "■", "👉", "★★ ", "✅", "➡️"])
@pytest.mark.parametrize(
    "text",
    [
        "护童方案\n{}一、措施\n{}（一）校车管理。\n{}1．教师应当随车。（县教育局负责）\n{}（二）家访。\n{}1．教师应当上门。",
        "护童规定\n{}第一章 总则\n{}第一条 学校应当点名。\n{}第二章 职责\n{}第二条 教师应当家访。",
    ],
)
def test_a_sign_before_a_number_is_ornament(text: str, sign: str) -> None:
    plain, signed = parse(text.replace("{}", "")), parse(text.replace("{}", sign))
    assert [(c.number, *rest) for c, rest in zip(signed.clauses, clauses(signed), strict=True)] == [
        (c.number, *rest) for c, rest in zip(plain.clauses, clauses(plain), strict=True)
    ]
    assert [note.text for note in signed.duty_notes] == [note.text for note in plain.duty_notes]
    assert signed.health.warnings == plain.health.warnings


def test_numbers_in_keys_are_numbers() -> None:
    document = parse("护童方案\n1️⃣学校应当点名。\n2️⃣教师应当家访。")
    assert [(c.number, c.text) for c in document.clauses] == [("1⃣", "学校应当点名。"), ("2⃣", "教师应当家访。")]
