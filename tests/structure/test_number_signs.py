"""Signs that are seldom used to number, or that OCR reads for others."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.number, c.headings) for c in parse_document(RawText("signs.txt", text), "d").clauses]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第壹條 ", "第貳條 "),
        ("第一条 ", "笫二条 "),
        ("第―条 ", "第二条 "),
        ("1）、", "2）、"),
        ("（一 ", "（二 "),
        ("一）", "二）"),
        ("—、", "二、"),
        ("(―)", "(二)"),
        ("（-）", "（二）"),
        ("(–)", "(二)"),
        ("-、", "二、"),
        ("甲、", "乙、"),
        ("任务一：", "任务二："),
        ("一：", "二："),
        ("步骤1、", "步骤2、"),
    ],
)
def test_a_sign_opens_a_clause_of_its_own(first: str, second: str) -> None:
    numbers = [number for number, _ in read(f"护童守则\n{first}学校应当点名。\n{second}民警应当走访。")]
    assert numbers == [first.strip(), second.strip()]


def test_a_word_that_opens_with_a_letter_stands_behind_a_letter() -> None:
    items = ["X光机检查行李。", "B超检查孕妇。", "U盘交民警保管。"]
    document = parse_document(RawText("x.txt", "要点\n" + "\n".join(f"{a}、{b}" for a, b in zip("ABC", items, strict=True))), "d")
    assert [(c.number, c.text) for c in document.clauses] == [("A、", items[0]), ("B、", items[1]), ("C、", items[2])]


def test_stems_number_headings_above_all_others() -> None:
    text = "护童方案\n甲、学校工作\n一、学校应当点名。\n二、教师应当家访。\n乙、医院工作\n一、医院应当登记。"
    assert read(text) == [("一、", ("甲、学校工作",)), ("二、", ("甲、学校工作",)), ("一、", ("乙、医院工作",))]


@pytest.mark.parametrize(
    "words",
    [
        "比例为一：二的学校应当增加人手。",
        "甲、乙两地民警应当会商。",
        "A、C两类学校应当增加人手。",
        "——民警应当走访。",
        "任务重的学校应当增加人手。",
        "（一般学校除外。）",
    ],
)
def test_words_that_only_begin_so_are_none(words: str) -> None:
    assert read(f"护童守则\n一、学校应当点名。\n{words}")[0] == ("一、", ())
    assert not any(number not in ("一、", "") for number, _ in read(f"护童守则\n一、学校应当点名。\n{words}"))


@pytest.mark.parametrize("sign", "●■▌▶◎❖✦★※")
def test_a_bullet_of_any_shape_is_no_word(sign: str) -> None:
    clauses = parse_document(RawText("signs.txt", f"护童守则\n{sign}学校应当点名。\n{sign}民警应当走访。"), "d").clauses
    assert [clause.text for clause in clauses] == ["学校应当点名。", "民警应当走访。"]


def test_a_circle_may_stand_for_a_name() -> None:
    clauses = parse_document(RawText("signs.txt", "护童守则\n○○县公安局应当走访。"), "d").clauses
    assert [clause.text for clause in clauses] == ["○○县公安局应当走访。"]


@pytest.mark.parametrize("rule", ["————————", "★", "★ ★ ★", "----------", "▬▬▬▬"])
def test_a_rule_of_signs_is_no_number(rule: str) -> None:
    head = f"某县教育局文件\n某教〔2022〕9号\n{rule}\n关于护童工作的通知\n各镇、各校："
    document = parse_document(RawText("rule.txt", f"{head}\n一、学校应当点名。\n二、教师应当家访。"), "d")
    assert [(clause.number, clause.headings) for clause in document.clauses] == [("一、", ()), ("二、", ())]


@pytest.mark.parametrize("pager", ["首页上一页 1 2 下一页尾页", "上一页 | 下一页", "<< 上一页 1 2 3 ... 下一页 >> 共3页"])
def test_a_pager_between_clauses_is_none(pager: str) -> None:
    text = f"护童要点\n一、宣传\n教师应当讲解。\n{pager}\n二、走访\n民警应当上门。"
    clauses = parse_document(RawText("pager.txt", text), "d").clauses
    assert [clause.text for clause in clauses] == ["教师应当讲解。", "民警应当上门。"]
