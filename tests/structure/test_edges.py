"""Where the body begins and ends: sentences of the law that look like front or back matter, and texts without marks."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from tests.structure.reading import parse


@pytest.mark.parametrize(
    "law",
    [
        "关闭违法发布拐卖信息的网站。",
        "网站经营者应当删除拐卖信息。",
        "返回原籍的被拐妇女由民政部门安置。",
        "分享信息应当保密。",
        "政策解读由司法局负责开展。",
    ],
)
def test_a_last_sentence_that_begins_like_back_matter_is_law(law: str) -> None:
    assert parse(f"第一条 甲。\n第二条 乙。\n{law}").clauses[-1].text == law


def test_a_first_sentence_that_begins_like_a_portal_line_is_law() -> None:
    law = "来源广泛的群众举报线索，由公安机关核查。"
    assert [c.text for c in parse(f"某市反拐办法\n{law}\n第一条 甲。\n第二条 乙。").clauses] == [law, "甲。", "乙。"]


@pytest.mark.parametrize(
    "back", ["特此通知。", "（此件公开发布）", "来源：市政府办。", "附件1：任务表。", "【打印】【关闭】", "政策解读：一图读懂。"]
)
def test_back_matter_stays_back_matter(back: str) -> None:
    assert [c.text for c in parse(f"第一条 甲。\n第二条 乙。\n{back}").clauses] == ["甲。", "乙。"]


def test_orders_without_any_mark_below_a_title_are_the_body() -> None:
    document = parse("某市反拐工作要点\n〔2023〕5号\n加强打击拐卖犯罪\n做好受害人救助\n市公安局\n2023年3月1日")
    assert [c.text for c in document.clauses] == ["加强打击拐卖犯罪", "做好受害人救助"]


def test_a_title_alone_has_no_body() -> None:
    assert not parse("关于印发反拐实施细则的通知\n各区县人民政府：").clauses


@pytest.mark.parametrize("number", ["999999999", "九" * 9, "一" * 5000])
def test_a_run_of_digits_is_no_article_number(number: str) -> None:
    assert not parse(f"第一条 甲。\n第{number}条 乙。\n第三条 丙。\n{number}、丁。").health.missing_numbers[1:]


def test_a_wide_gap_is_counted_and_told_in_short() -> None:
    health = parse("第一条 甲。\n第9999条 乙。\n第一条之一 丙。").health
    assert len(health.missing_numbers) == 2000
    assert "9997 article numbers missing" in health.warnings[0] and len(health.warnings[0]) < 300
    assert parse("第一条 甲。\n第一千条 乙。").health.missing_numbers == tuple(range(2, 1000))


@pytest.mark.parametrize("head", ["目录", "目　录", "目　　录"])
@pytest.mark.parametrize("is_above", [True, False])
def test_contents_are_neither_title_nor_clauses(head: str, is_above: bool) -> None:
    entries = f"{head}\n一、工作目标……1\n（一）摸清底数…… 1\n二、工作措施……3"
    title = "某县寻亲工作规划"
    top = f"{entries}\n{title}" if is_above else f"{title}\n{entries}"
    document = parse(f"{top}\n一、工作目标\n（一）摸清底数\n公安局应当建立台账。\n二、工作措施\n民政局应当走访家庭。")
    assert document.metadata.title == title
    assert [(clause.headings[0], clause.text) for clause in document.clauses] == [
        ("一、工作目标", "公安局应当建立台账。"),
        ("二、工作措施", "民政局应当走访家庭。"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（第一条—第二条）", "（第三条）"),
        ("（第一條—第二條）", "（第三條）"),
        ("（第一条至第二条）", "（第三条）"),
        ("……（第1条-第2条）……1", "（第3条）……2"),
        (" 第一条——第二条", " 第三条至第三条"),
    ],
)
def test_articles_that_contents_name_are_none_of_the_body(first: str, second: str) -> None:
    body = "第一章 总则\n第一条 学校应当点名。\n第二条 街道应当走访。\n第二章 附则\n第三条 本办法自印发起施行。"
    document = parse(f"某县护童办法\n目录\n第一章 总则{first}\n第二章 附则{second}\n{body}")
    assert [(clause.number, clause.headings) for clause in document.clauses] == [
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第一章 总则",)),
        ("第三条", ("第二章 附则",)),
    ]
    assert document.health.warnings == ()


def test_numbered_titles_of_a_collection_are_not_its_title() -> None:
    laws = "\n".join(
        f"{n}．某县{name}办法\n第一条 公安局应当登记。\n第二条 民政局应当安置。" for n, name in ((1, "寻亲"), (2, "救助"))
    )
    assert parse(f"某县寻亲法规汇编\n目录\n1．某县寻亲办法\n2．某县救助办法\n{laws}").metadata.title == "某县寻亲法规汇编"


def test_a_chapter_that_ends_like_a_title_stays_a_heading_below_its_contents() -> None:
    chapters = ["第一章 总则", "第二章 机构与职责"]
    laws = ("第一条 公安局应当登记。", "第二条 民政局应当安置。")
    body = "\n".join(f"{chapter}\n{law}" for chapter, law in zip(chapters, laws, strict=True))
    document = parse("某县寻亲条例\n目  录\n" + "\n".join(chapters) + f"\n{body}")
    assert [clause.headings[0] for clause in document.clauses] == chapters


def test_numbers_with_small_faults_are_read_or_said() -> None:
    document = parse("护童方案\n一 、学校应当点名。\n二 、街道应当走访。\n1 ．每月走访。\n2 ．逐户登记。")
    assert [clause.number for clause in document.clauses] == ["一 、", "二 、", "1 ．", "2 ．"]
    document = parse("护童规定\n第九粂 学校应当点名。\n第l0条 街道应当走访。\n第卜一条 车站应当巡查。\n第三方条件应当合适。")
    assert document.clauses[0].number == "第九粂"
    assert document.health.warnings[-1] == "2 lines begin like a number that was not read: 第l0条, 第卜一条"


def test_a_line_that_is_all_below_its_number_is_no_heading() -> None:
    document = parse("护童方案\n一、要求\n坚持预防为主\n二、任务\n（一）学校点名\n（二）街道走访")
    assert [(clause.headings, clause.text) for clause in document.clauses] == [
        (("一、要求",), "坚持预防为主"),
        (("二、任务",), "学校点名"),
        (("二、任务",), "街道走访"),
    ]
    assert document.health.warnings == ()


def test_a_field_of_work_between_titles_that_count_on_is_a_heading() -> None:
    document = parse("护童方案\n一、组织领导\n二、宣传教育\n保障措施\n三、落实经费。\n四、检查考核。")
    assert "保障措施" not in [clause.text for clause in document.clauses]
    assert "保障措施" in [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.HEADING]


@pytest.mark.parametrize(("paragraphs", "is_quoted"), [(60, True), (61, False)])
def test_a_quotation_that_is_not_closed_soon_is_none(paragraphs: int, is_quoted: bool) -> None:
    articles = [f"第{number}条 学校点名。" for number in range(1, paragraphs + 2)]
    text = "某县修改护童办法的决定\n一、全文改为：“" + "\n".join(articles) + "”\n二、本决定自公布起施行。"
    numbered = {clause.number for clause in parse(text).clauses} & {f"第{number}条" for number in range(2, paragraphs + 1)}
    assert len(numbered) == (0 if is_quoted else paragraphs - 1)
