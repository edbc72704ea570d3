"""Time limits and duty notes by where they stand."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind, RawText
from provtag.structure.deadlines import deadlines
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


@pytest.mark.parametrize("limit", ["5月底前挂牌，年底前达标", "随案", "接到通知后3日内启程", "首批短片5月交片"])
def test_below_a_duty_note_any_few_words_are_a_limit(limit: str) -> None:
    document = parse(f"渡口方案\n一、值守\n1.清点船工。\n牵头：县海事处\n完成时间：{limit}\n2.走访船厂。")
    assert [clause.text for clause in document.clauses] == ["清点船工。", "走访船厂。"]
    assert [document.text[span.start : span.end] for span in deadlines(document).values()] == [limit]


@pytest.mark.parametrize("line", ["完成时间：由县海事处于开航前另定", "时间：每周三晚召集船工学习", "完成时间：首航前。须到港"])
def test_an_order_below_a_duty_note_is_no_limit(line: str) -> None:
    document = parse(f"渡口方案\n一、值守\n1.清点船工。\n牵头：县海事处\n{line}\n2.走访船厂。")
    assert not [part for part in document.parts if part.kind is PartKind.DEADLINE]
    assert line[-4:] in "".join(clause.text for clause in document.clauses)


@pytest.mark.parametrize(
    "note",
    [
        "配合：县法院少年审判庭、渡口会计师事务所",
        "牵头：渡口公用所　配合：县公安局",
        "（牵头：县公安局 配合：各船帮）",
        "（物证中心；各县刑科所）",
    ],
)
def test_rare_bodies_are_those_of_a_note(note: str) -> None:
    document = parse(f"渡口方案\n一、值守\n1.清点船工。\n{note}\n2.走访船厂。")
    assert [clause.text for clause in document.clauses] == ["清点船工。", "走访船厂。"]
    assert [n.text.replace("\u3000", " ") for n in document.duty_notes] == [note.replace("　", " ")]


def test_brackets_behind_a_few_words_may_name_a_unit_beside_a_sure_body() -> None:
    document = parse("渡口方案\n一、值守\n1.整修哨位（警务保障室、渡口派出所）\n2.走访船厂（县总工会）")
    assert [clause.text.strip() for clause in document.clauses] == ["整修哨位", "走访船厂"]
    assert [note.text for note in document.duty_notes] == ["（警务保障室、渡口派出所）", "（县总工会）"]


@pytest.mark.parametrize("line", ["配合：提供车船、清点名册", "（走失儿童家庭）", "牵头：拟定办法 配合：收集名册"])
def test_what_is_done_is_no_list_of_bodies(line: str) -> None:
    document = parse(f"渡口方案\n一、值守\n1.清点船工。\n{line}\n2.走访船厂。")
    assert not document.duty_notes


@pytest.mark.parametrize("sign", ["★", "", "▲ "])
def test_a_day_behind_a_task_is_its_limit(sign: str) -> None:
    document = parse(f"渡口方案\n一、值守\n1.清点船工，一人一档。{sign}6月30日前\n2.走访船厂。\n3.看护渡口。长期坚持。")
    assert [clause.text for clause in document.clauses] == ["清点船工，一人一档。", "走访船厂。", "看护渡口。", "长期坚持。"]
    limits = [document.text[span.start : span.end] for span in deadlines(document).values()]
    assert limits == ["6月30日前"]


def test_the_note_of_the_first_row_holds_for_what_stands_below_the_head_of_its_table() -> None:
    rows = "事项　承办　期限\n清点船工　县海事处　3日\n走访船厂　县总工会　5日"
    document = parse(f"渡口方案\n一、回访\n1.每月走访。\n2.查看船厂。\n发现走失的，应当报告。\n{rows}")
    held = [
        [clause.text for clause in document.clauses if note.paragraph.start <= clause.start < note.paragraph.end]
        for note in document.duty_notes
    ]
    assert held == [["清点船工"], ["走访船厂"]]


def test_the_date_of_a_letter_behind_a_sentence_limits_nothing() -> None:
    document = parse("渡口方案\n一、值守\n1.清点船工。\n2.走访船厂。以上各项照办。2013年5月28日")
    assert not deadlines(document)


@pytest.mark.parametrize(
    "limit",
    [
        "时限：接报后立即出警并通知民政接收儿童",
        "时限：接报后24小时内出警并通知民政接收走失儿童",
        "完成时限：先公安后民政，接到孩子就送救助站，送完打电话给县妇联",
        "完成时间：走访完报县妇联汇总入库",
    ],
)
def test_what_is_done_is_no_limit_below_a_note(limit: str) -> None:
    document = parse(f"护童方案\n1、清查出租房\n责任单位：县公安局\n{limit}")
    assert [clause.text for clause in document.clauses] == ["清查出租房", limit]


@pytest.mark.parametrize(
    "row", ["1. 接走失儿童　责任单位：县公安局　时限：送站后报县妇联", "1. 巡查　牵头：县公安局　配合：登记过往车辆"]
)
def test_what_is_done_stays_in_a_row_with_labels(row: str) -> None:
    document = parse(f"护童方案\n{row}")
    assert [clause.text for clause in document.clauses] == [row.removeprefix("1. ").replace("　", " ")]


def test_an_order_behind_a_second_label_is_no_body() -> None:
    line = "牵头：县公安局　配合：登记过往可疑车辆"
    document = parse(f"护童方案\n1、车站巡查。\n{line}")
    assert [clause.text for clause in document.clauses] == [line.replace("　", " ")]
    split = parse("护童方案\n1、车站巡查。\n牵头：县公安局；配合：查看行李；落实：每班清点")
    assert [note.text for note in split.duty_notes] == ["牵头：县公安局"]
    assert "配合：查看行李；" in [clause.text for clause in split.clauses]


@pytest.mark.parametrize("second", ["案发农场", "县运管所、车务段", "县广电局  责任人：杜小明"])
def test_rare_bodies_and_persons_stand_beside_sure_bodies(second: str) -> None:
    line = f"牵头：县公安局  配合：{second}"
    document = parse(f"护童方案\n1、车站巡查。\n{line}")
    assert [note.text for note in document.duty_notes] == [line]


@pytest.mark.parametrize("title", ["县儿童救助站", "市民求助热线中心"])
def test_another_body_behind_a_title_in_the_name_of_a_place_has_its_duty(title: str) -> None:
    document = parse_document(
        RawText("note.txt", f"护童方案\n（一）点名\n每天点名。\n（二）{title}（县公安局）\n每天开放。"), "d"
    )
    assert [note.text for note in document.duty_notes] == ["（县公安局）"]


def test_a_time_in_a_line_below_a_task_is_its_limit() -> None:
    document = parse("护童方案\n1、清查车站。\n时间：6月底前。清查结果报县公安局。")
    assert [clause.text for clause in document.clauses] == ["清查结果报县公安局。"]


@pytest.mark.parametrize("below", ["", "\n抄送:县委", "\n2025年3月1日"])
@pytest.mark.parametrize("note", ["责任单位:县海事处", "牵头单位:县海事处/团县委", "主办:县海事处"])
def test_behind_a_colon_of_half_width_the_last_line_signs_nothing(note: str, below: str) -> None:
    document = parse(f"渡口方案\n1.清点船工。\n责任单位：县公安局\n2.走访船厂。\n{note}{below}")
    assert [held.text for held in document.duty_notes] == ["责任单位：县公安局", note]


def test_the_same_label_of_half_width_is_that_of_a_row() -> None:
    document = parse("渡口方案\n1.清点船工。\n主办单位:县公安局\n2.走访船厂。\n主办单位:县海事处")
    assert [held.text for held in document.duty_notes] == ["主办单位:县公安局", "主办单位:县海事处"]
