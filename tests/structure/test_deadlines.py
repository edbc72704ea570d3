"""A time limit reaches the clauses that it is said of, and no others."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.deadlines import deadlines
from provtag.structure.parser import parse_document


def limits(text: str) -> list[tuple[str, str]]:
    document = parse_document(RawText("x.txt", text), "x")
    found = deadlines(document)
    said = {clause_id: document.text[span.start : span.end] for clause_id, span in found.items()}
    return [(clause.text, said.get(clause.clause_id, "")) for clause in document.clauses]


def test_a_table_has_a_limit_a_row():
    text = (
        "松岭县反拐任务分工表\n序号\t重点任务\t牵头单位\t责任单位\t完成时限\n"
        "1\t排查辖区旅馆业，落实登记查验制度。\t县公安局\t县文旅局\t2022年6月底前\n"
        "2\t为被解救妇女儿童提供救助安置。\t县民政局\t县妇联\t长期坚持\n"
    )
    assert limits(text) == [
        ("排查辖区旅馆业，落实登记查验制度。", "2022年6月底前"),
        ("为被解救妇女儿童提供救助安置。", "长期坚持"),
    ]


def test_a_line_below_a_paragraph_and_a_limit_inside_a_note():
    text = (
        "松岭县反拐工作方案\n一、工作任务\n（一）加强预防。公安机关排查出租屋。教育部门开展宣传。\n责任单位：县公安局、县教育局\n"
        "完成时限：2022年12月底前\n（二）加强救助。民政部门安置受害人。（牵头单位：县民政局；完成时限：2023年6月）\n"
        "（三）加强督查。县政府办公室定期督查。\n"
    )
    assert limits(text) == [
        ("公安机关排查出租屋。", "2022年12月底前"),
        ("教育部门开展宣传。", "2022年12月底前"),
        ("民政部门安置受害人。", "2023年6月"),
        ("县政府办公室定期督查。", ""),
    ]


def test_no_label_no_limit():
    assert limits("松岭县办法\n第一条　公安机关于2022年底前完成排查。\n") == [("公安机关于2022年底前完成排查。", "")]


def test_a_limit_below_the_first_words_of_a_text_holds_for_them() -> None:
    assert limits("民警排查出租屋。\n完成时限：2022年底前") == [("民警排查出租屋。", "2022年底前")]


def test_a_required_time_is_a_limit_and_no_clause() -> None:
    text = "护童方案\n一、任务\n1．走访出租屋。责任部门：市公安局。时间要求：八月底前。\n2．点名。"
    document = parse_document(RawText("a.txt", text), "d")
    assert [clause.text for clause in document.clauses] == ["走访出租屋。", "点名。"]


@pytest.mark.parametrize("limit", ["学年结束", "接警当天", "第一、四季度", "逢集日，节前加一次", "每月；国庆前复核"])
def test_below_a_head_of_limits_stand_limits(limit: str) -> None:
    rows = f"任务\t责任单位\t时限\n清点渡口\t县海事处\t{limit}\n张贴海报\t县妇联\t长期"
    assert limits(f"护童任务表\n{rows}") == [("清点渡口", limit.replace("；", "，")), ("张贴海报", "长期")]


@pytest.mark.parametrize("words", ["接警后应当立即出警。", "由派出所另定。", "已办结。"])
def test_behind_the_label_of_a_limit_an_order_or_a_report_stays(words: str) -> None:
    assert limits(f"护童方案\n一、任务\n1．走访出租屋。\n时限：{words}")[-1] == (f"时限：{words}", "")


def test_when_a_text_is_carried_out_is_said_by_its_first_sentence():
    text = "护童计划\n一、时间：7月1日起，到12月20日止。头半月准备。\n二、学校\n每天点名。\n时间：9月1日起。\n"
    assert limits(text) == [("时间：7月1日起，到12月20日止。", ""), ("头半月准备。", ""), ("每天点名。", "9月1日起")]


def test_a_limit_in_front_of_who_has_it_is_no_clause():
    text = "护童计划\n一、时间：6月底前。责任单位：县公安局。\n学校点名。\n二、民警走访。\n"
    assert [words for words, _ in limits(text)] == ["学校点名。", "民警走访。"]
