"""Lines that a page width broke before a number that is none, and articles that share a line."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.markers import article_at, item_at
from provtag.structure.parser import parse_document


@pytest.mark.parametrize(
    "broken",
    [
        "学校应当在每年的|三、四月份开展演练。",
        "医院应当对|一、二级医院的登记开展检查。",
        "老师应当给|五、六年级学生讲课。",
        "妇联应当在每年|1、7月入户走访。",
        "公安机关要将破案率提升到|98.5%以上，并公布。",
        "对拐卖儿童的，依据刑法|第二百四十一条规定追究责任。",
        "符合本办法第三条第|（一）项规定的，由学校报告。",
        "对走失儿童，学校会同|派出所查找。",
    ],
)
def test_a_number_in_a_sentence_opens_nothing(broken: str) -> None:
    sentence = broken.replace("|", "")
    document = parse_document(
        RawText("a.txt", "护童方案\n一、任务\n（一）{}\n（二）每日点名。".format(broken.replace("|", "\n"))), "d"
    )
    assert sentence in [c.text for c in document.clauses]
    assert document.clauses[-1].text == "每日点名。" and document.clauses[-1].headings == ("一、任务",)


@pytest.mark.parametrize("line", ["三、四月份", "一、二级医院", "二、三产业", "（一）项规定的", "（二）款所称"])
def test_words_that_count_something_else_are_no_item(line: str) -> None:
    assert item_at(line, 0, len(line)) is None


@pytest.mark.parametrize("line", ["三、四方会商", "一、年度任务", "（一）项目管理", "（二）款项拨付"])
def test_words_of_an_item_may_look_like_a_count(line: str) -> None:
    assert item_at(line, 0, len(line)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "第一条 学校点名；第二条 民警走访。\n第三条 社工登记。第四条 妇联陪护。",
        "第一条.学校点名。第二条.民警走访，\n第三条，社工登记。\n第四条，妇联陪护。",
        "第一条：学校点名，第二条：民警走访。第三条：社工登记。第四条：妇联陪护。",
    ],
)
def test_articles_that_share_a_line_have_their_own_numbers(text: str) -> None:
    document = parse_document(RawText("a.txt", f"护童规定\n{text}"), "d")
    assert [(c.number, c.text[:4]) for c in document.clauses] == [
        ("第一条", "学校点名"),
        ("第二条", "民警走访"),
        ("第三条", "社工登记"),
        ("第四条", "妇联陪护"),
    ]
    assert not document.health.warnings


def test_an_article_that_is_referred_to_opens_none() -> None:
    text = "第一条 学校点名。\n第二条 违反第一条，第三条的处罚从重。\n第三条 民警走访；第四条的处罚另定。"
    assert [p.number for p in parse_document(RawText("a.txt", f"护童规定\n{text}"), "d").provisions] == [
        "第一条",
        "第二条",
        "第三条",
    ]
    assert article_at("第三条第二款", 0, 6) is None


def test_a_heading_may_begin_with_a_year_or_month() -> None:
    document = parse_document(
        RawText("报告.txt", "打拐工作报告\n一、2022年主要工作\n公安机关破案三起。\n二、5月份安排\n民政部门开展救助。\n"), "d"
    )
    assert [clause.headings for clause in document.clauses] == [("一、2022年主要工作",), ("二、5月份安排",)]


@pytest.mark.parametrize("rest", ["24小时内登记走访；", "负责人签字确认。"])
def test_an_item_of_a_law_goes_on_below(rest: str) -> None:
    item = "（二）自学校发现儿童走失之日起由老师会同家长在每日放学以前"
    articles = "\n".join(f"第{n}条 学校应当点名。" for n in "一二三四五")
    text = f"护童规定\n{articles}\n第六条 民警应当：\n（一）走访；\n{item}\n{rest}\n（三）登记。"
    assert f"{item.removeprefix('（二）')}{rest}" in [c.text for c in parse_document(RawText("a.txt", text), "d").clauses]


@pytest.mark.parametrize(
    ("lines", "third"),
    [
        ("第三条 民警依照本规定\n第九条的要求走访。\n第四条 旅馆应当查验。", "民警依照本规定第九条的要求走访。"),
        ("第三条 民警应当：\n（一）依照本规定\n第四条 旅馆应当查验。", "民警应当：\n（一）依照本规定"),
    ],
    ids=["out of turn", "in its turn"],
)
def test_an_article_that_comes_once_is_referred_to_where_it_is_not_the_next(lines: str, third: str) -> None:
    document = parse_document(RawText("a.txt", f"护童规定\n第一条 学校应当点名。\n第二条 医院应当登记。\n{lines}"), "d")
    assert [c.number for c in document.clauses] == ["第一条", "第二条", "第三条", "第四条"]
    assert document.clauses[2].text == third
