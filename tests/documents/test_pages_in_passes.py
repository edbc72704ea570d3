"""PDF pages that are drawn in several passes, or twice, or that have fields."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from document_files import drawn_pdf, pdf_read_here
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from provtag.documents.pdf import pdf_text

FONT, SIZE = "STSong-Light", 14  # of drawn_pdf
LINES = [
    "临水县护童工作办法",
    "第1条 车站每班巡查2次，在30分钟内报告。",
    "第2条 旅店应当在24小时内报送登记簿。",
    "第3条 本办法自2023年10月1日起施行。",
]
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Part = tuple[float, float, str]  # where words stand, and the words


def read(draw: Callable[[Canvas], object]) -> tuple[list[str], tuple[str, ...]]:
    with pdf_read_here():
        text, said = pdf_text(drawn_pdf(draw), Path("a.pdf"))
    return text.split("\n"), said


def drawn(parts: Iterable[Part]) -> list[str]:
    return read(lambda canvas: [canvas.drawString(*part) for part in parts])[0]


def parts_of(lines: list[str], pattern: str, left: float = 70, top: float = 720) -> list[Part]:
    """Return the parts of ``lines`` that ``pattern`` finds, each where it stands when the line is drawn at once."""
    return [
        (left + pdfmetrics.stringWidth(line[: found.start()], FONT, SIZE), top - 24 * i, found[0])
        for i, line in enumerate(lines)
        for found in re.finditer(pattern, line)
    ]


@pytest.mark.parametrize(
    "passes", [("[^0-9]+", "[0-9]+"), ("[0-9]+", "[^0-9]+"), ("[^，。]+", "[，。]"), ("[^0-9条]+", "条", "[0-9]+")]
)
def test_what_is_drawn_later_stands_in_its_line(passes: tuple[str, ...]) -> None:
    assert drawn([part for pattern in passes for part in parts_of(LINES, pattern)]) == LINES


def test_characters_drawn_in_any_order_are_lines() -> None:
    parts = parts_of(LINES, r"\S")
    random.Random(7).shuffle(parts)
    assert [line.replace(" ", "") for line in drawn(parts)] == [line.replace(" ", "") for line in LINES]


def test_columns_whose_numbers_are_drawn_later_stay_columns() -> None:
    left = ["第1条 车站每班应当巡查2次，发现", "可疑情形的，在30分钟内报告。", "第2条 旅店应当登记住客姓名，"] * 3
    right = ["第5条 码头每日应当清点5次，发现", "滞留儿童的，在40分钟内报告。", "第6条 网吧应当核对顾客年龄，"] * 3
    sides = ((left, 60), (right, 330))
    parts = [part for pattern in ("[^0-9]+", "[0-9]+") for lines, at in sides for part in parts_of(lines, pattern, at)]
    text = "".join(drawn(parts))
    assert text.replace(" ", "") == "".join([*left, *right]).replace(" ", "")


@pytest.mark.parametrize("columns", [[70, 220, 370], [70, 370, 220]])
def test_entries_drawn_column_by_column_are_read_as_before(columns: list[int]) -> None:
    entries = {70: ["巡查车站", "清点码头"], 220: ["县交通局", "县港务局"], 370: ["每日", "每旬"]}
    lines = drawn([part for at in columns for part in parts_of(entries[at], ".+", at)])
    assert sorted("".join(lines).replace("\t", "")) == sorted("".join("".join(column) for column in entries.values()))
    assert all(any(entry in line for line in lines) for column in entries.values() for entry in column)


def test_words_printed_over_a_line_are_none_of_it() -> None:
    over = [(80.0, 696.0, "内部资料")]
    assert drawn([*parts_of(LINES, ".+"), *over])[1].startswith(LINES[1])


@pytest.mark.parametrize("shift", [0, 0.4, 1.0])
@pytest.mark.parametrize("count", [4, 9])
def test_a_page_drawn_twice_is_read_once(count: int, shift: float) -> None:
    lines = [LINES[0], *(f"县妇联第{i}小组每周走访两户家庭。" for i in "一二三四五六七八"[: count - 1])]
    assert drawn([*parts_of(lines, ".+"), *parts_of(lines, ".+", 70 + shift)]) == lines


def test_the_same_line_in_two_places_is_read_twice() -> None:
    lines = ["每班巡查站台。"] * 2
    assert drawn(parts_of(lines, ".+")) == lines


def test_the_text_of_fields_is_counted() -> None:
    def draw(canvas: Canvas) -> None:
        for part in parts_of(LINES, ".+"):
            canvas.drawString(*part)
        canvas.acroForm.textfield(name="body", value="AB CD", x=70, y=500, width=200, height=20)
        canvas.acroForm.choice(name="kind", value="E", options=["E", "F"], x=70, y=460, width=200, height=20)
        canvas.acroForm.checkbox(name="yes", checked=True, x=70, y=420)

    assert read(draw) == (LINES, ("text in form fields left out: 5 characters",))


def test_a_page_without_fields_says_nothing_of_any() -> None:
    assert read(lambda canvas: [canvas.drawString(*part) for part in parts_of(LINES, ".+")]) == (LINES, ())
