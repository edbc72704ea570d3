"""Who has the duties below a heading, where the heading says it in brackets."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


def notes(document: Document) -> list[tuple[str, list[str]]]:
    """Return each note with the clauses it is for."""
    return [
        (n.text, [c.text for c in document.clauses if n.paragraph.start <= c.start < n.paragraph.end])
        for n in document.duty_notes
    ]


@pytest.mark.parametrize(
    "note", ["（市民政局牵头，市妇联配合）", "（责任单位：市民政局、市妇联）", "（市民政局）", "（牵头单位：市民政局（救助站））"]
)
@pytest.mark.parametrize(
    ("body", "clauses"),
    [
        ("一、接送学生{}\n（一）划定车位。\n（二）设置岗亭。\n二、其他\n学校要点名。", ["划定车位。", "设置岗亭。"]),
        ("一、任务\n（一）接送学生{}\n1．划定车位。\n2．设置岗亭。\n（二）其他\n学校要点名。", ["划定车位。", "设置岗亭。"]),
        ("一、任务\n（一）接送学生{}\n校门口划定车位。\n（二）其他\n学校要点名。", ["校门口划定车位。"]),
    ],
)
def test_a_note_in_a_heading_is_for_the_clauses_below(body: str, clauses: list[str], note: str) -> None:
    document = parse("河湾市护童方案\n" + body.format(note))
    assert notes(document) == [(note, clauses)]
    headings = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.HEADING]
    assert all(note not in heading for heading in headings)
    assert document.health.accounted == 1


@pytest.mark.parametrize(
    "title",
    [
        "加强接送（市教育局牵头，市妇联配合）。",
        "加强接送（责任单位：市教育局）：",
        "加强接送（市教育局）：",
    ],
)
def test_a_note_of_a_title_is_for_the_sentences_behind_it(title: str) -> None:
    document = parse(f"河湾市护童方案\n一、任务\n（一）{title}划定车位，设置岗亭。每天点名。\n（二）走访家长。")
    assert [c.text for c in document.clauses] == ["划定车位，设置岗亭。", "每天点名。", "走访家长。"]
    assert document.clauses[0].headings == ("一、任务", f"（一）{title}")
    assert [clauses for _, clauses in notes(document)] == [["划定车位，设置岗亭。", "每天点名。"]]
    assert document.health.accounted == 1


def test_each_sentence_with_its_own_note_is_no_title() -> None:
    document = parse("河湾市护童方案\n一、任务\n（一）接送。（市教育局负责）走访。（市妇联负责）\n（二）点名。")
    assert notes(document) == [("（市教育局负责）", ["接送。"]), ("（市妇联负责）", ["走访。"])]


@pytest.mark.parametrize("words", ["社区民警（柳林派出所）：核查身份。", "学校点名（每天两次）：班主任登记。"])
def test_other_brackets_before_a_colon_are_no_note(words: str) -> None:
    document = parse(f"河湾市护童方案\n一、任务\n（一）{words}\n（二）走访家长。")
    assert not document.duty_notes
    assert document.clauses[0].text == words


@pytest.mark.parametrize(
    "note", ["责任单位：市民政局、市妇联", "牵头单位：市民政局\n配合单位：市妇联", "（市民政局、市妇联负责）"]
)
@pytest.mark.parametrize(
    ("body", "clauses"),
    [
        ("一、接送学生\n{}\n1．划定车位。\n2．设置岗亭。\n二、其他\n学校要点名。", ["划定车位。", "设置岗亭。"]),
        ("一、任务\n（一）接送学生\n{}\n校门口划定车位。\n（二）其他\n学校要点名。", ["校门口划定车位。"]),
        ("一、接送学生\n{}\n（一）划定车位。\n（二）设置岗亭。", ["划定车位。", "设置岗亭。"]),
    ],
)
def test_a_note_between_a_heading_and_what_is_below_is_for_all_of_it(body: str, clauses: list[str], note: str) -> None:
    document = parse("河湾市护童方案\n" + body.format(note))
    assert notes(document) == [(note, clauses)]
    assert {len(clause.headings[-1:]) for clause in document.clauses} == {1}
    assert document.health.accounted == 1


@pytest.mark.parametrize(
    "body",
    [
        "1．划定车位\n责任单位：市教育局\n2．设置岗亭\n责任单位：市公安局",
        "1．划定车位\n责任单位：市教育局\n2．设置岗亭\n责任单位：市公安局\n本方案自印发之日起施行。",
        "一、接送\n（一）划定车位\n责任单位：市教育局\n（二）设置岗亭\n责任单位：市公安局\n二、其他\n学校要点名。",
    ],
)
def test_a_note_below_a_task_is_for_that_task(body: str) -> None:
    assert notes(parse("河湾市护童方案\n" + body)) == [
        ("责任单位：市教育局", ["划定车位"]),
        ("责任单位：市公安局", ["设置岗亭"]),
    ]


@pytest.mark.parametrize("body", ["县妇幼服务中心", "镇综治中心", "县救助站"])
def test_the_office_of_a_body_that_is_a_heading_is_no_note(body: str) -> None:
    document = parse_document(RawText("office.txt", f"分工\n一、{body}（联席会议办公室）\n1．每月汇总。\n2．每季通报。"), "d")
    assert document.clauses[0].headings == (f"一、{body}（联席会议办公室）",)
    assert not document.duty_notes
