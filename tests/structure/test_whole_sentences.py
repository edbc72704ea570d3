"""Where a sentence ends that quotes, or brackets, whole sentences, and with other full stops than 。"""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def clauses(line: str) -> list[str]:
    return [c.text for c in parse_document(RawText("s.txt", f"护童规定\n学校每日点名。\n{line}"), "d").clauses][1:]


@pytest.mark.parametrize(
    "sentences",
    [
        ["老师叮嘱：“放学不要跟陌生人走。”", "家长应当按时接送。"],
        ["老师叮嘱：「放学不要跟陌生人走！」", "家长按时接送。"],
        ["登记车辆。", "（登记簿由街道统一印制。）", "保安负责核对。"],
        ["（登记簿由街道统一印制。）", "保安负责核对。"],
        ["学校每天点名.", "街道每月走访."],
        ["学校每天点名．", "街道每月走访．"],
        ["学校老师每天都要点名.", "2019年以来查实七起.", "到6月底人人有卡."],
        ["船多厂多,这些底子都薄弱.", "3户人家没有登记."],
    ],
)
def test_a_sentence_ends_behind_a_whole_one(sentences: list[str]) -> None:
    assert clauses("".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "喊出“孩子丢了。”的人应当留在原地。",
        "老师叮嘱：“放学不要跟陌生人走。”，家长也要叮嘱。",
        "学校（含幼儿园。）应当点名。",
        "李雷.韩梅在岗亭值守。",
        "牌上写：“严禁拐卖！”字样，并挂在门口。",
        "问：“孩子在吗？”时应当录音。",
        "张贴：“严禁拐卖！”“保护儿童！”等标语。",
        "民警问：“孩子在哪？”并记录回答。",
        "由买买提.艾力负责登记外来人口.",
        "拨款4.5万元,见附表3.2节,系统为2.0版,网址www.abc.cn.",
    ],
)
def test_a_sentence_goes_on_behind_words_that_are_part_of_it(sentence: str) -> None:
    assert clauses(sentence) == [sentence]


def test_a_point_ends_a_line_where_the_lines_end_so() -> None:
    lines = ["学校老师要天天点名,见了生人多问一句,来路说不清的报派出所.", "街道每月走访,还要登记.", "村里看护孩子,老人."]
    assert clauses("\n".join(lines)) == lines


def test_a_full_stop_of_half_width_is_one() -> None:
    assert clauses("学校点名｡街道走访｡") == ["学校点名。", "街道走访。"]


@pytest.mark.parametrize(
    "lines",
    [
        "学校应当教学生记住：“不跟生人走；|不吃生人给的东西；|遇险找民警。”",
        "街道（含社区；|村委会）应当登记。",
        "学校应当公布《校规》中的话：「晚点名；|早关门」。",
    ],
)
def test_a_semicolon_in_a_quotation_or_in_brackets_ends_no_line(lines: str) -> None:
    assert clauses(lines.replace("|", "\n")) == [lines.replace("|", "")]


def test_numbered_lines_in_a_quotation_stay_lines() -> None:
    text = "将第二条改为：“学校应当：\n（一）点名；\n（二）关门。”"
    assert parse_document(RawText("x.txt", text), "d").text == text
    unclosed = "校训：“点名；\n关门；\n开门。"
    assert parse_document(RawText("x.txt", unclosed), "d").text == unclosed


@pytest.mark.parametrize("sign", "，。；：！？》")
def test_a_sign_that_opens_no_line_is_of_the_line_above(sign: str) -> None:
    text = f"护童方案\n一、学校点名\n{sign}\n二、街道走访\n{sign}民警巡查。"
    assert parse_document(RawText("x.txt", text), "d").text == f"护童方案\n一、学校点名{sign}\n二、街道走访{sign}民警巡查。"
