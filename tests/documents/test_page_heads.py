"""What comes again at the ends of pages of plain text goes; what belongs to the documents on them stays."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from provtag.documents.page_breaks import without_page_breaks
from provtag.documents.reader import read_bytes
from provtag.structure.parser import parse_document

ORDERS = ["公安机关接到报警应当立即查找。", "民政部门应当安置被解救的儿童。", "妇联应当走访留守妇女的家庭。"]


def pages(*texts: list[str]) -> str:
    return "\n".join(chain.from_iterable([*text, f"- {number} -", ""] for number, text in enumerate(texts, 1)))


def test_dates_and_signatures_of_several_orders_stay() -> None:
    text = pages(*([f"第{n}号令", order, "某市公安局", f"2021年{n}月9日"] for n, order in enumerate(ORDERS, 1)))
    found = without_page_breaks(text)
    assert found.count("某市公安局") == 3
    assert all(f"2021年{n}月9日" in found for n in (1, 2, 3))


def test_lines_of_duties_at_the_ends_of_pages_stay() -> None:
    found = without_page_breaks(pages(*([order, "责任单位：市公安局"] for order in ORDERS)))
    assert found.count("责任单位：市公安局") == 3


def test_the_number_of_the_document_keeps_its_first_place() -> None:
    number = "某府办〔2021〕5号"
    found = without_page_breaks(pages(*([number, order] for order in ORDERS))).split("\n")
    assert found[0] == number


def test_a_running_head_with_an_address_goes() -> None:
    head = "https://example.org/a.html 某县人民政府"
    assert head not in without_page_breaks(pages(*([head, order] for order in ORDERS)))


ITEMS = (
    "公安机关对来历不明的流浪乞讨儿童逐一采集血样比对，发现疑似被拐儿童的，立即通报民政部门。（市公安局牵头，市民政局配合）",
    "教育部门将防拐安全教育纳入中小学和幼儿园课程，每学期至少开展一次主题班会，提高儿童自我保护意识。（市教育局负责）",
    "民政部门为被解救的妇女儿童提供临时庇护、心理疏导和生活救助，协助其返回原籍，不得歧视。（市民政局负责）",
)


def wrapped(width: int, indent: str) -> list[str]:
    lines = ["河湾市反拐工作方案"]
    for number in "一二三四":
        lines.append(f"{number}、第{number}类任务")
        for inner, item in zip("一二三", ITEMS, strict=True):
            words = f"{indent}（{inner}）第{number}类：{item}"
            lines += [words[i : i + width] for i in range(0, len(words), width)]
    return lines


def divided(lines: list[str]) -> tuple[list[str], list[str]]:
    document = parse_document(read_bytes(Path("a.txt"), "\n".join(lines).encode()), "a")
    return [clause.text for clause in document.clauses], [note.text for note in document.duty_notes]


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("edge", ["— {n} —", "- {n} -\f", "{n}", "\n第 {n} 页 共 3 页\n", "\n·{n}·\n\n河湾市公报        第3期\n"])
@pytest.mark.parametrize("places", [(7,), (7, 17), (7, 18, 27)])
def test_pages_end_inside_the_paragraphs_of_a_text_of_a_fixed_width(places: tuple[int, ...], edge: str, indent: str) -> None:
    lines = wrapped(30, indent)
    whole = divided(lines)
    assert len(whole[0]) == len(whole[1]) == 12
    if len(places) == 1 and "公报" in edge:
        return  # a head that comes once may be a line of the text
    for n, at in reversed(list(enumerate(places, 1))):
        lines.insert(at, edge.format(n=n))
    assert divided(lines) == whole


def test_a_form_feed_inside_a_sentence() -> None:
    text = "第一条 公安机关采集血样，录入全国信\f\n息库。\n第二条 民政部门救助儿童，协助返回\n\f原籍。"
    assert without_page_breaks(text) == "第一条 公安机关采集血样，录入全国信息库。\n第二条 民政部门救助儿童，协助返回原籍。"
    lost = "第一条 公安机关采集血样，录入全国信\n\f\n息库。"
    assert without_page_breaks(lost) == lost


@pytest.mark.parametrize("below", ["二、宣传", "（一）宣传", "第二条 宣传。"])
def test_a_form_feed_between_lines_joins_nothing(below: str) -> None:
    text = f"市公安局、市民政局\f\n{below}"
    assert without_page_breaks(text) == text


def test_numbers_of_rows_below_full_lines_stay() -> None:
    tasks = (
        "对来历不明的流浪乞讨儿童，逐一采集血样比对",
        "为被解救的妇女儿童，提供临时庇护和心理疏导",
        "将防拐安全教育，纳入中小学和幼儿园全部课程",
    )
    text = "\n".join(f"{n}\n{task}" for n, task in zip((1, 3, 4), tasks, strict=True))
    assert without_page_breaks(text) == text
