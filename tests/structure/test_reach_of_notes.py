"""For which clauses a duty note holds."""

from __future__ import annotations

import pytest

from provtag.schema import Document
from tests.structure.reading import parse


def held(document: Document) -> list[list[str]]:
    """Return for each note the clauses that it holds for."""
    return [[c.text for c in document.clauses if n.paragraph.start <= c.start < n.paragraph.end] for n in document.duty_notes]


def test_a_note_that_opens_a_line_holds_for_what_stands_above() -> None:
    document = parse("护童方案\n一、任务\n1．就近入学。帮扶家庭。\n责任单位：市教育局；村妇联负责回访并填卡\n2．每日点名。")
    assert held(document) == [["就近入学。", "帮扶家庭。"]]


ITEMS = {
    "numbers": ["（1）漏报失踪的；", "（2）泄露身份的；", "（3）推诿报案的。"],
    "dashes": ["——漏报失踪的；", "——泄露身份的；", "——推诿报案的。"],
    "lines": ["漏报失踪的；", "泄露身份的；", "推诿报案的。"],
}


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS)
@pytest.mark.parametrize("number", ["第一条 ", "1．"])
def test_a_note_of_the_paragraph_that_closes_a_list_holds_for_all_of_it(number: str, items: list[str]) -> None:
    lines = [f"{number}民警应当考核。有下列情形的，不得评优：", *items, "市财政局予以奖励。（市委办公室负责）"]
    document = parse("\n".join(["护童办法", *lines]))
    assert held(document) == [[c.text for c in document.clauses]]
    assert (document.clauses[0].text, document.clauses[-1].text) == ("民警应当考核。", "市财政局予以奖励。")


def test_paragraphs_above_a_list_are_none_of_it() -> None:
    document = parse(
        "护童办法\n第一条 学校点名。\n有下列情形的，不得评优：\n（一）漏报；\n（二）推诿。\n对举报的予以奖励。（市财政局负责）"
    )
    assert [clauses[0] for clauses in held(document)] == ["有下列情形的，不得评优：\n（一）漏报；"]


@pytest.mark.parametrize(
    "lines",
    [
        ["有下列任务：", "（一）点名；（市教育局负责）", "（二）走访。", "对举报的给予奖励。（市委办公室负责）"],
        ["有下列任务：", "（一）点名；", "（二）走访。（市教育局负责）", "对举报的给予奖励。（市委办公室负责）"],
    ],
)
def test_a_list_with_notes_of_its_own_has_none_of_what_is_below(lines: list[str]) -> None:
    document = parse("\n".join(["护童办法", "第一条 " + lines[0], *lines[1:]]))
    assert held(document)[-1] == ["对举报的给予奖励。"]


def test_a_note_in_the_line_of_the_last_item_is_of_that_item() -> None:
    document = parse("护童办法\n第一条 有下列任务：\n（一）点名；\n（二）走访；\n（三）援助。（市司法局负责）")
    assert held(document) == [["援助。"]]


@pytest.mark.parametrize("between", ["时限：6月", "完成时间：6月底前"])
def test_a_time_limit_parts_no_notes_on_the_same_sentences(between: str) -> None:
    document = parse(f"护童方案\n1．点名。走访。\n牵头单位：市教育局\n{between}\n配合单位：市妇联\n2．采血。\n牵头单位：市公安局")
    assert held(document) == [["点名。", "走访。"], ["点名。", "走访。"], ["采血。"]]


@pytest.mark.parametrize("row", ["| {} | {} | {} | {} |", "{}\t{}\t{}\t{}"])
def test_a_column_of_limits_parts_no_columns_of_bodies(row: str) -> None:
    rows = [
        ("任务", "牵头单位", "时限", "配合单位"),
        ("点名", "市教育局", "全年", "市妇联"),
        ("采血", "市公安局", "6月", "市民政局"),
    ]
    document = parse("\n".join(["护童任务表", *(row.format(*cells) for cells in rows)]))
    assert [(note.text, *of) for note, of in zip(document.duty_notes, held(document), strict=True)] == [
        ("牵头单位：市教育局", "点名"),
        ("配合单位：市妇联", "点名"),
        ("牵头单位：市公安局", "采血"),
        ("配合单位：市民政局", "采血"),
    ]


def test_a_note_of_the_second_paragraph_is_not_of_the_first() -> None:
    document = parse("护童办法\n第一条 学校点名。\n福利院接收儿童。（市民政局负责）")
    assert held(document) == [["福利院接收儿童。"]]
