"""What comes again at the ends of pages of plain text goes; what belongs to the documents on them stays."""

from __future__ import annotations

from itertools import chain

from provtag.documents.page_breaks import without_page_breaks

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


WRAPPED = [
    ("　　民警应当在车站、码头和集市巡查，发现独自行走的儿童应", "当立即询问。"),
    ("　　乡镇人民政府应当摸清留守儿童的情况，建立台账，每季更", "新一次。"),
    ("　　学校应当每天点名，儿童无故缺课的，应当在当天告诉家长", "和派出所。"),
]


def inside(*lines: str) -> str:
    return "\n".join(chain.from_iterable((first, line, rest) for (first, rest), line in zip(WRAPPED, lines, strict=True)))


def test_what_stands_again_and_again_inside_sentences_is_a_running_head() -> None:
    whole = "\n".join(first + rest for first, rest in WRAPPED)
    assert without_page_breaks(inside(*["青河县人民政府公报"] * 3)) == whole
    assert without_page_breaks(inside(*[f"https://example.org/a_18.html 第{n}页/共3页" for n in (1, 2, 3)])) == whole


def test_agencies_and_times_in_lines_of_their_own_are_no_running_heads() -> None:
    tasks = [
        "在车站、码头和集市巡查，询问独自行走的儿童",
        "摸清留守儿童的情况，建立台账，每季更新一次",
        "学校每天点名，儿童无故缺课的告诉家长",
    ]
    text = "\n".join(chain.from_iterable((task, "县公安局", "长期坚持") for task in tasks))
    assert without_page_breaks(text) == text
    text = "\n".join(chain.from_iterable((task, "长期坚持", "县公安局") for task in tasks))
    assert without_page_breaks(text) == text
