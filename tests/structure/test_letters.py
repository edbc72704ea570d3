"""What a letter orders by itself is read as clauses; what it only says to send a text is not."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    return parse_document(RawText("letter.txt", text), "d")


HEAD = "河湾市民政局关于印发护童方案的通知\n各区民政局：\n"
FOOT = "河湾市民政局\n2024年3月4日\n河湾市护童方案\n一、学校应当点名。\n二、民警应当走访。"
SENDS = "现将《河湾市护童方案》印发给你们，请遵照执行。"


@pytest.mark.parametrize(
    "order",
    [
        "各区民政局应当于4月底前报送名册。",
        "各区民政局要在4月10日前报送名册。",
        "不得虚报名册。",
        "各区收到后五日内开展自查。",
        "市民政局要逐户登记。",
        "市政府决定从4月起在全市开展护童行动。",
    ],
)
@pytest.mark.parametrize("paragraph", [SENDS + "{}", SENDS + "\n{}", "{}" + SENDS])
def test_an_order_in_a_letter_is_a_clause(paragraph: str, order: str) -> None:
    document = parse(HEAD + paragraph.format(order) + "\n" + FOOT)
    assert [(c.number, c.text) for c in document.clauses] == [("", order), ("一、", "学校应当点名。"), ("二、", "民警应当走访。")]
    assert document.metadata.title == "河湾市护童方案" and document.metadata.issued == "2024-03-04"
    assert document.health.accounted == 1


def test_an_order_in_the_lead_in_of_a_notice_is_a_clause() -> None:
    document = parse(
        "河湾市教育局关于护童的通知\n各校：\n今年已有三起走失。各校应当每周点名。现将有关事项通知如下：\n"
        "一、班主任应当家访。\n二、门卫应当登记。\n河湾市教育局\n2024年3月4日"
    )
    assert [c.text for c in document.clauses] == ["各校应当每周点名。", "班主任应当家访。", "门卫应当登记。"]


@pytest.mark.parametrize(
    "formula",
    [
        "请结合实际，认真抓好落实。",
        "执行中遇到的问题，请及时报市民政局。",
        "去年全市有三名儿童走失，均已找回。",
        "旧方案同时废止。",
    ],
)
def test_what_only_sends_the_text_is_front_matter(formula: str) -> None:
    document = parse(f"{HEAD}{SENDS}{formula}\n{FOOT}")
    assert [c.number for c in document.clauses] == ["一、", "二、"]
    front = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.FRONT]
    assert SENDS + formula in front


@pytest.mark.parametrize(
    "lead_in",
    [
        "为加强护童工作，经市政府同意，提出如下意见：",
        "经局党委研究，现就有关事项通知如下：",
        "因人员变动，市教育局决定：",
        "市民政局对原方案作如下修改：",
        "为护好每个孩子，我单位郑重承诺：",
    ],
)
def test_what_leads_into_a_list_is_no_addressee(lead_in: str) -> None:
    document = parse(f"河湾市护童工作通知\n各区民政局，各有关单位：\n{lead_in}\n一、班主任应当家访。\n二、门卫应当登记。")
    assert [c.text for c in document.clauses] == [lead_in, "班主任应当家访。", "门卫应当登记。"]
    assert document.health.accounted == 1


def test_a_decision_before_the_lead_in_of_a_notice_is_a_clause() -> None:
    document = parse(
        "河湾市民政局关于护童周的通知\n各区民政局：\n去年走失三人。经研究，决定于5月在全市组织护童周。现通知如下：\n"
        "一、学校应当点名。\n二、民警应当走访。"
    )
    assert [c.text for c in document.clauses] == ["经研究，决定于5月在全市组织护童周。", "学校应当点名。", "民警应当走访。"]


@pytest.mark.parametrize(
    "closing",
    [
        "请各单位结合实际认真组织实施。",
        "民警发现线索，通过公众号发布协查。",
        "现有线索由市公安局统一发布。",
    ],
)
@pytest.mark.parametrize("orders", [2, 20])
def test_a_text_may_end_like_a_letter_that_sends_one(closing: str, orders: int) -> None:
    lines = [f"第{number}小组每月走访一次重点家庭。" for number in range(orders)]
    text = "\n".join(["河湾市反拐宣传周活动安排", *lines, closing, "河湾市妇联", "2023年5月11日"])
    assert [clause.text for clause in parse(text).clauses] == [*lines, closing]
