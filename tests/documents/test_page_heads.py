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
