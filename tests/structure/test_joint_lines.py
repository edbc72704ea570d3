"""Numbers that share a line or stand below a title have their own place."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


def read(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(c.number, c.headings, c.text) for c in parse(text).clauses]


@pytest.mark.parametrize("title", ["《河湾市护童条例》", "《河湾市护童条例》（节录）"])
def test_an_article_below_the_title_of_its_law_opens_there(title: str) -> None:
    document = parse(f"护童读本\n第二百零一条 学校应当点名。\n第二百零二条 医院应当登记。\n{title}\n第十三条 民警应当走访。")
    assert [(c.number, c.headings) for c in document.clauses][-1] == ("第十三条", (title,))
    assert document.health.missing_numbers == ()


def test_chapters_on_the_line_of_an_article_are_headings() -> None:
    text = "护童条例\n第一章 总则 第一条 学校应当点名。\n第二条 医院应当登记。 第二章 附则\n第三条 本条例自2024年1月1日起施行。"
    assert [(number, headings) for number, headings, _ in read(text)] == [
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第一章 总则",)),
        ("第三条", ("第二章 附则",)),
    ]


def test_points_that_count_on_in_a_line_have_their_own_numbers() -> None:
    text = "护童方案\n一、学校工作。1.学校应当点名。2.学校应当家访。\n二、医院工作\n1．医院应当登记。2．医院应当查验。"
    assert [(number, words) for number, _, words in read(text)] == [
        ("1.", "学校应当点名。"),
        ("2.", "学校应当家访。"),
        ("1．", "医院应当登记。"),
        ("2．", "医院应当查验。"),
    ]


def test_a_figure_behind_a_sentence_is_no_number() -> None:
    text = "护童方案\n一、学校应当点名。2.5万元经费由市级承担。\n二、医院应当登记。3.未满一年的不计。"
    assert [number for number, _, _ in read(text)] == ["一、", "一、", "二、", "二、"]


def test_articles_that_share_their_words_are_one_and_none_is_missing() -> None:
    document = parse("护童条例\n第一条 学校应当点名。\n第二条至第四条 （删去）\n第五条、第六条 本条例自2024年1月1日起施行。")
    assert [c.number for c in document.clauses] == ["第一条", "第五条、第六条"]
    assert document.health.missing_numbers == ()


def test_when_an_article_was_amended_is_no_clause() -> None:
    text = "护童条例\n第一条 学校应当点名。\n（2024年3月4日修正）\n第二条 民警应当走访。\n【2023年修订】"
    assert [words for _, _, words in read(text)] == ["学校应当点名。", "民警应当走访。"]


def test_a_book_holds_its_parts_and_the_last_heading_stands_beside_it() -> None:
    text = (
        "护童条例\n第一编 总则\n第一分编 学校\n第一章 点名\n第一条 学校应当点名。\n"
        "第二编 分则\n第一章 走访\n第二条 民警应当走访。\n"
        "附则\n第三条 本条例自2024年1月1日起施行。"
    )
    assert [headings for _, headings, _ in read(text)] == [
        ("第一编 总则", "第一分编 学校", "第一章 点名"),
        ("第二编 分则", "第一章 走访"),
        ("附则",),
    ]


def test_an_inserted_article_is_the_next_of_the_one_in_the_line_above() -> None:
    text = "护童条例\n第一条 学校应当点名。\n第二条 民警应当走访；\n旅馆应当查验；第二条之一 医院应当登记。第三条 车站应当巡查。"
    assert [number for number, _, _ in read(text)] == ["第一条", "第二条", "第二条", "第二条之一", "第三条"]


def test_rows_between_bars_and_the_line_below_them_are_apart() -> None:
    rows = ["甲类｜向外地介绍婚姻，收取高额中介费用的｜移交核查", "乙类｜在站场兜揽妇女儿童，说不清来历的｜当场报告"]
    below = "核查结果要在三日内告知来信人。"
    assert [c.text for c in parse("\n".join(["护童办法", "第一条 线索分两类：", *rows, below])).clauses][-2:] == [rows[1], below]


def test_a_note_goes_on_in_names_alone() -> None:
    note = "责任单位：县公安局、县民政局、县教育局、县交通运输局、县文化和旅游局"
    document = parse(f"护童方案\n一、任务\n1．走访出租屋。\n{note}\n码头夜间值守 两班轮换")
    assert [n.text for n in document.duty_notes] == [note]
    whole = parse(f"护童方案\n一、任务\n1．走访出租屋。\n{note}\n县残联、县妇联\n2．点名。")
    assert whole.duty_notes[0].text == f"{note} 县残联、县妇联"


def test_circled_numbers_that_count_on_in_a_line_have_their_own_provisions() -> None:
    document = parse("护童方案\n一、职责\n县公安局：\n①民警应当巡查。②民警应当走访。③家长应当配合。\n县民政局：\n福利院登记。")
    assert [(p.provision_id, p.number) for p in document.provisions] == [
        *((f"d/s1.县公安局：.{i}", sign) for i, sign in enumerate("①②③", 1)),
        ("d/s1.县民政局：.p1", ""),
    ]
    assert [c.text for c in document.clauses] == ["民警应当巡查。", "民警应当走访。", "家长应当配合。", "福利院登记。"]


def test_a_circled_number_that_does_not_count_on_breaks_no_line() -> None:
    assert [c.number for c in parse("护童方案\n一、职责\n①民警应当巡查。③民警应当走访。").clauses] == ["①", "①"]
