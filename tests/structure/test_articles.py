"""Articles that are printed without the marks or lines one expects."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


def test_an_article_without_an_end_mark_is_no_heading() -> None:
    document = parse("第一条 公安机关应当排查。\n第二条 禁止拐卖妇女儿童\n第三条 民政部门应当救助。")
    assert [p.provision_id for p in document.provisions] == ["d/art1", "d/art2", "d/art3"]
    assert document.clauses[1].text == "禁止拐卖妇女儿童"
    assert not document.health.missing_numbers


def test_a_single_article_is_an_article() -> None:
    document = parse("反拐决定\n第一条 禁止拐卖妇女儿童。\n公安机关应当排查。")
    assert [(p.provision_id, p.number) for p in document.provisions] == [("d/art1", "第一条")]


def test_articles_in_one_line_are_told_apart() -> None:
    document = parse(
        "某市反拐办法第一章 总则第一条 公安机关应当排查。依照前条。第二条 禁止拐卖。第三条规定另行公布。第四条 民政部门救助。"
    )
    assert [p.number for p in document.provisions] == ["第一条", "第二条", "第四条"]
    assert document.provisions[0].headings == ("第一章 总则",)
    assert document.clauses[0].text == "公安机关应当排查。"
    assert parse("某市反拐办法第一条 甲。第二条 乙。第三条 丙。").provisions[0].number == "第一条"


def test_articles_that_are_only_referred_to_break_no_line() -> None:
    text = "第一条 违反本办法第二条、第三条、第四条，由公安机关处罚。依照第五条办理。\n第二条 乙。"
    assert parse(text).text == text


def test_what_stands_right_above_a_heading_without_a_number_has_ended() -> None:
    document = parse("护童办法\n第一条 学校应当：\n（一）点名；\n（二）登记。\n救助安置\n第二条 民政部门应当安置儿童。")
    assert [(c.number, c.headings) for c in document.clauses][-1] == ("第二条", ("救助安置",))


@pytest.mark.parametrize("title", ["为什么管", "为谁服务", "什么叫“护童”"])
def test_a_question_or_a_quoted_word_may_be_the_title_of_an_article(title: str) -> None:
    document = parse(f"第一条 总的要求\n各校照此执行。\n第二条 {title}\n放学时孩子多，保安看得住。\n第三条 民警每月走访。")
    assert [(c.text, c.headings[-1:]) for c in document.clauses[1:2]] == [("放学时孩子多，保安看得住。", (title,))]


def test_an_article_that_says_to_what_end_goes_on_below() -> None:
    assert parse("第一条 为了护童\n制定本办法。\n第二条 民警每月走访。").clauses[0].text == "为了护童制定本办法。"


def test_articles_that_open_with_short_titles_have_headings() -> None:
    titles = ["采血。", "管住媒人。", "看好孩子。", "守好渡口。", "改村规、除旧俗。"]
    articles = [
        f"第{n}条 {title}两村每月各派一人上门看一次，看过后记在本子上。" for n, title in zip("一二三四五", titles, strict=True)
    ]
    document = parse("\n".join(["协作办法", *articles, "第六条 联席会每半年召开一次。临时有事，随时召集。"]))
    assert [(c.text, c.headings) for c in document.clauses] == [
        *(("两村每月各派一人上门看一次，看过后记在本子上。", (title,)) for title in titles),
        ("联席会每半年召开一次。", ()),
        ("临时有事，随时召集。", ()),
    ]


def test_an_article_that_opens_with_a_short_sentence_has_none_in_a_law() -> None:
    document = parse("第一条 禁止遗弃儿童。违者受罚。\n第二条 民警每月走访。走访有记录。\n第三条 本办法自印发之日起施行。")
    assert [c.headings for c in document.clauses] == [()] * 5


@pytest.mark.parametrize("opened", ["为谁值守由家长投票", "为何走访由村民说了算"])
def test_a_sentence_that_only_opens_like_a_question_goes_on_below(opened: str) -> None:
    document = parse(f"第一条 总的要求\n各校照此执行。\n第二条 {opened}\n票数贴在校门口。\n第三条 民警每月走访。")
    assert document.clauses[1].text == f"{opened}票数贴在校门口。"


@pytest.mark.parametrize(
    "order", ["每晚查铺。", "凭牌领人。", "逐人核对。", "不收散客。", "违约必究。", "一律登记。", "押金免收。"]
)
def test_where_an_article_opens_with_a_short_order_none_opens_with_a_title(order: str) -> None:
    opened = ["看好孩子。", "守好渡口。", "旅店验证入住。", order, "拼车报备。", "问清来处。"]
    articles = [
        f"第{n}条 {words}两村每月各派一人上门看一次，看过后记在本子上。" for n, words in zip("一二三四五六", opened, strict=True)
    ]
    document = parse("\n".join(["协作办法", *articles]))
    assert [c.text for c in document.clauses[::2]] == opened
    assert not any(c.headings for c in document.clauses)


def test_short_sentences_in_front_of_others_as_short_are_no_titles() -> None:
    articles = [
        f"第{n}条 {words}漏一人扣一分。"
        for n, words in zip("一二三四五", ["早晚点名。", "夜里查铺。", "上门家访。", "送人到站。", "核对名册。"], strict=True)
    ]
    document = parse("\n".join(["协作办法", *articles]))
    assert len(document.clauses) == 10 and not any(c.headings for c in document.clauses)
