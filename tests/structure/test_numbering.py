"""Every form in which articles, headings and items are numbered, and what only looks like a number."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


def read(text: str) -> list[tuple[str, str]]:
    return [(clause.number, clause.text) for clause in parse(text).clauses]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("第一条、", "第二条、"),
        ("第一条：", "第二条："),
        ("第一条", "第二条"),
        ("【第一条】", "【第二条】"),
        ("[第1条] ", "[第2条] "),
        ("**第一条** ", "**第二条** "),
    ],
)
def test_signs_around_the_number_of_an_article_are_no_text(first: str, second: str) -> None:
    texts = ["为了保护儿童，制定本规定。", "及时核查线索是民警的职责。"]
    document = parse(f"河湾市护童规定\n{first}{texts[0]}\n{second}{texts[1]}")
    assert [clause.text for clause in document.clauses] == texts
    assert [p.provision_id for p in document.provisions] == ["d/art1", "d/art2"]


def test_a_title_inside_the_brackets_of_the_number_is_a_heading() -> None:
    document = parse("河湾市护童规定\n【第一条 目的】为了保护儿童，制定本规定。\n【第二条 排查】学校应当排查。")
    assert [(c.number, c.headings, c.text) for c in document.clauses] == [
        ("第一条", ("目的",), "为了保护儿童，制定本规定。"),
        ("第二条", ("排查",), "学校应当排查。"),
    ]


@pytest.mark.parametrize(
    ("branch", "path"), [("第9-1條", "art9-1"), ("第 9－1 条", "art9-1"), ("第九条之一", "art9-1"), ("第9条之1", "art9-1")]
)
def test_branches_are_articles_of_their_own(branch: str, path: str) -> None:
    document = parse(f"第9条 學校應查核。\n{branch} 警察應協尋。\n第10条 本辦法自公布日施行。")
    assert [p.provision_id for p in document.provisions] == ["d/art9", f"d/{path}", "d/art10"]
    assert document.clauses[1].text == "警察應協尋。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("㈠", "㈡"),
        ("⑴", "⑵"),
        ("⒈", "⒉"),
        ("❶", "❷"),
        ("1）", "2）"),
        ("A.", "B."),
        ("1 ", "2 "),
        ("（1）", "（2）"),
        ("1.1 ", "1.2 "),
    ],
)
def test_items_are_numbered_in_any_sign(first: str, second: str) -> None:
    clauses = parse(f"河湾市护童方案\n一、任务\n{first}民警要走访出租屋。\n{second}社工要陪护儿童。").clauses
    assert [(c.number, c.text) for c in clauses] == [(first.strip(), "民警要走访出租屋。"), (second.strip(), "社工要陪护儿童。")]
    assert clauses[1].headings == ("一、任务",)


@pytest.mark.parametrize(
    ("first", "second"),
    [("第一部分 ", "第二部分 "), ("第一篇 ", "第二篇 "), ("壹、", "贰、"), ("Ⅰ．", "Ⅱ．"), ("第一编 ", "第二编 ")],
)
def test_outer_headings_in_any_sign(first: str, second: str) -> None:
    document = parse(f"河湾市护童规范\n{first}预防\n一、学校要点名。\n{second}找寻\n一、民警要调取录像。")
    assert [(c.number, c.headings, c.text) for c in document.clauses] == [
        ("一、", (f"{first}预防",), "学校要点名。"),
        ("一、", (f"{second}找寻",), "民警要调取录像。"),
    ]
    assert len({p.provision_id for p in document.provisions}) == 2


def test_decimal_numbers_stand_below_each_other() -> None:
    document = parse(
        "河湾市救助站规范\n1 接待\n1.1 登记\n1.1.1 值班员应当登记来人。\n1.1.2 值班员应当查验证件。\n"
        "1.2 饮食由食堂供应。\n2 离站\n2.1 护送员应当送站。"
    )
    assert [(c.number, c.headings) for c in document.clauses] == [
        ("1.1.1", ("1 接待", "1.1 登记")),
        ("1.1.2", ("1 接待", "1.1 登记")),
        ("1.2", ("1 接待",)),
        ("2.1", ("2 离站",)),
    ]


@pytest.mark.parametrize("words", ["1.5万元以上的罚款由公安机关决定。", "2 名民警应当在场。", "24 小时内立案。"])
def test_a_measure_at_the_start_of_a_line_is_no_number(words: str) -> None:
    assert read(f"第一条 甲应当排查。\n{words}")[1] == ("第一条", words)


@pytest.mark.parametrize(
    "broken",
    [
        "社工应当依照《河湾市护童规定》\n第二条及时陪护，并报告。",
        "社工违反本规定第一条、\n第二条，不陪护儿童的，由民政部门批评。",
    ],
)
def test_a_reference_that_opens_a_line_opens_no_article(broken: str) -> None:
    text = f"第一条 {broken}\n第二条 民警应当走访。"
    assert read(text) == [("第一条", broken.replace("\n", "")), ("第二条", "民警应当走访。")]


def test_articles_that_share_lines_are_told_apart() -> None:
    text = "第一条 学校应当点名。第二条 民警应当走访。\n第三条 社工应当陪护。 第四条 违反第一条的，由教育部门批评。"
    assert [number for number, _ in read(text)] == ["第一条", "第二条", "第三条", "第四条"]
    assert read("护童规定\n第一条 学校应当点名。第二条 民警应当走访。")[1] == ("第二条", "民警应当走访。")


def test_a_plan_on_one_line_is_read_as_one_of_many() -> None:
    document = parse(
        "河湾市护童方案 为保护儿童，制定本方案。一、预防 （一）学校要点名。（二）民警要走访。"
        "二、找寻 1．民警要调取录像。2．社区要协查。"
    )
    assert document.metadata.title == "河湾市护童方案"
    assert [(c.number, c.headings[-1:]) for c in document.clauses] == [
        ("", ()),
        ("（一）", ("一、预防",)),
        ("（二）", ("一、预防",)),
        ("1．", ("二、找寻",)),
        ("2．", ("二、找寻",)),
    ]


def test_words_that_count_are_items_below_a_lead_in() -> None:
    lines = parse("护童意见\n一、要求\n各校要做到三点：\n一是按时点名；\n二是及时报告；\n三是配合查找。").clauses
    inline = parse("护童意见\n一、要求\n各校要做到：第一，按时点名；第二，及时报告。").clauses
    lead = "各校要做到三点："
    assert [(c.text, c.lead_in) for c in lines] == [
        (f"{lead}\n一是按时点名；", ""),
        ("二是及时报告；", lead),
        ("三是配合查找。", lead),
    ]
    assert inline[1].lead_in == "各校要做到："


def test_a_new_article_that_a_decision_quotes_is_an_item_of_its_point() -> None:
    document = parse(
        "河湾市政府关于修改《护童规定》的决定\n一、增加两条，作为第三条、第四条：\n“第三条 学校应当点名。\n"
        "第四条 民警应当走访。”\n"
        "二、删去第七条。\n三、本决定自公布之日起施行。"
    )
    assert [(c.number, c.text) for c in document.clauses] == [
        ("一、", "增加两条，作为第三条、第四条：\n“第三条 学校应当点名。"),
        ("一、", "民警应当走访。"),
        ("二、", "删去第七条。"),
        ("三、", "本决定自公布之日起施行。"),
    ]
    assert parse("第一条 公布“白名单。\n第二条 学校应当点名。").clauses[1].number == "第二条"  # never closed: no quotation


def test_titles_alone_are_the_clauses() -> None:
    assert read("护童工作要点\n一、学校每日点名\n二、民警每周走访") == [("一、", "学校每日点名"), ("二、", "民警每周走访")]
    assert read("护童工作要点\n壹、学校每日点名\n贰、民警每周走访") == [("壹、", "学校每日点名"), ("贰、", "民警每周走访")]


@pytest.mark.parametrize("numbers", [("第一阶段：", "第二阶段："), ("问题一：", "问题二："), ("问题1：", "问题2：")])
def test_stages_and_problems_are_numbers(numbers: tuple[str, str]) -> None:
    first, second = numbers
    text = (
        f"护童方案\n一、步骤\n{first}宣传发动（3月1日至15日）\n1．学校要点名。\n2．民警要走访。\n{second}查找隐患。\n家长要接送。"
    )
    document = parse_document(RawText("stages.txt", text), "d")
    assert [(c.headings, c.text) for c in document.clauses] == [
        (("一、步骤", f"{first}宣传发动（3月1日至15日）"), "学校要点名。"),
        (("一、步骤", f"{first}宣传发动（3月1日至15日）"), "民警要走访。"),
        (("一、步骤", f"{second}查找隐患。"), "家长要接送。"),
    ]


@pytest.mark.parametrize(
    ("lines", "lead"),
    [
        ("1. 甲方点名。\n2. 乙方巡查。\n丙方更换时：\n一、重新签字。\n二、报县妇联。\n3. 丙方家访。", "丙方更换时："),
        ("（一）点名。\n（二）巡查。\n孩子走失时：\n一、立即报警。\n二、调取录像。\n（三）家访。", "孩子走失时："),
    ],
)
def test_a_list_inside_an_item_leaves_its_lead_in_there(lines: str, lead: str) -> None:
    document = parse_document(RawText("list.txt", f"护童办法\n{lines}"), "d")
    announced = next(c for c in document.clauses if c.text == lead)
    assert announced.provision_id == document.clauses[1].provision_id
