from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.structure.lines import heal
from provtag.structure.sentences import top_level
from provtag.structure.text import clean


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_layout_becomes_one_form_and_print_stays() -> None:
    assert clean("\ufeff第一章\u3000总\xa0则\r\n\r\n  負責;\u200b２０２１年 \r甲") == "第一章 总 则\n負責;２０２１年\n甲"


def test_spaced_print_is_closed_up_but_headings_and_blanks_to_fill_stay() -> None:
    spaced = "（ 1 ） 学 校 应 当 在 2 0 2 3 年 前 点 名 ， 并 登 记 。\n第二条 街 道 应 当 走 访 。"
    assert clean(spaced) == "（1）学校应当在2023年前点名，并登记。\n第二条 街道应当走访。"
    assert clean("学 校 应 当 点 名，民 警 应 当 走 访（每 月）。") == "学校应当点名，民警应当走访（每月）。"
    to_fill = "登记时间： 年 月 日 时 分。\n住址 省（区） 县 乡 村"
    assert clean(to_fill) == to_fill
    kept = "第二章 监 督 管 理\n登记时间： 年 月 日 时\n序号 任务 甲 乙，丙\n选项：A B C D\n点名  走访  登记  巡查，值守"
    assert clean(kept) == kept


def test_a_page_break_is_a_line_end_but_the_mark_of_lost_text_stays() -> None:
    assert clean("甲\f乙\n\f\n丙") == "甲\n乙\n\f\n丙"


def test_sentences_broken_by_a_page_are_made_whole() -> None:
    broken = "做好农村留守妇女儿童的基本情况摸底排查工作，建立信息台账，定期巡查\n走访，开展关爱活动。\n下一段。"
    assert heal(broken) == broken.replace("巡查\n走访", "巡查走访")
    note = "加强娱乐场所管理。（市公安局负责，市民政局、市市场\n监管局、市妇联配合）"
    assert heal(note) == note.replace("\n", "")


def test_a_short_line_of_a_law_goes_on_below_where_it_has_a_comma() -> None:
    law = "".join(f"第{number}条 民警走访出租房屋。\n" for number in "一二三四五六")
    assert heal(law + "学校应当点名，\n村里登记造册。") == law + "学校应当点名，村里登记造册。"
    assert heal(law + "县里设立热线，民警\n登记造册。") == law + "县里设立热线，民警登记造册。"
    assert heal(law + "工作机制\n民警登记造册。") == law + "工作机制\n民警登记造册。"


def test_titles_items_and_signatures_keep_their_lines() -> None:
    text = (
        "关于印发反拐实施细则的通知\n各区县：\n一、加强领导\n各地要提高认识。\n有下列情形之一的：\n（一）甲；\n（二）乙。\n"
        "市人民政府\n2021年12月29日"
    )
    assert heal(text) == text


def test_a_fixed_width_is_undone() -> None:
    paragraph = (
        "公安机关应当密切关注拐卖人口犯罪的形势和特点，加强人口管理和出入境管理，预防拐卖人口犯罪发生，并会同民政部门救助受害人。"
    )
    wrapped = "\n".join(paragraph[i : i + 16] for i in range(0, len(paragraph), 16))
    text = "\n".join(["一、预防", wrapped, "二、救助", wrapped, "三、宣传", wrapped])
    assert heal(text) == "\n".join(["一、预防", paragraph, "二、救助", paragraph, "三、宣传", paragraph])


def test_lines_of_nearly_one_length_that_come_to_no_end_are_a_list() -> None:
    slogans = [
        "守护每一个孩子的平安成长快乐生活", "孩子是每个家庭和社会的未来希望", "人人参与反对拐卖儿童的行动中来吧",
        "发现可疑的人和事请马上打电话报警", "不要吃陌生人给的糖果和饮料零食", "打击拐卖守护团圆人人有责任义务",
        "警民携手让拐卖犯罪无处可以藏身", "校园内外处处有人看护孩子们上学", "家家户户看好自己家里的小孩子们",
    ]  # fmt: skip
    assert heal("\n".join(slogans)) == "\n".join(slogans)


@pytest.mark.parametrize("mark", ["\u061c", "\u200e", "\u202e", "\u2067", "\u2069", "\u206f", "\ufff9", "\U000e0041"])
def test_what_turns_or_hides_words_goes(mark: str) -> None:
    assert unicodedata.category(mark) == "Cf"
    assert clean(f"应当{mark}打击{mark}拐卖") == "应当打击拐卖"


def test_a_sign_that_is_never_closed_does_not_hide_the_pair_around_it() -> None:
    text = "甲（乙“丙。）丁。"
    assert top_level(text, 0, len(text)) == ([len(text)], [(1, 7)])
