"""From printed lines to paragraphs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from document_files import LINES, printed_pdf
from hypothesis import given
from hypothesis import strategies as st

from provtag.documents import notices, pdf, pdf_characters
from provtag.documents.characters import mended
from provtag.documents.limits import LIMITS
from provtag.documents.page_layout import Page, PageLine, laid_out, page_of, paragraphs
from provtag.documents.page_lines import Measure, in_rows
from provtag.documents.pdf import is_readable, pdf_text, text_layer
from provtag.schema import InputError

EM = 12


def page(*texts: tuple[int, str], top: float = 700) -> Page:
    """Return a page 800 points high of lines (left in ems, text)."""
    lines = (
        PageLine(text, EM * left, top - 20 * i - EM, EM * (left + len(text)), top - 20 * i)
        for i, (left, text) in enumerate(texts)
    )
    return Page(800, tuple(lines))


def test_indented_paragraphs_go_on_at_the_margin_also_across_pages() -> None:
    full = page(
        (7, "第一条 一二三四五六七八九十"),
        (5, "第三条一二三四五六七八九十一"),
        (5, "二。"),
        (7, "第二条 一二三。"),
        (7, "第三条 一二三。"),
    )
    assert paragraphs([full]) == [
        "第一条 一二三四五六七八九十第三条一二三四五六七八九十一二。",
        "第二条 一二三。",
        "第三条 一二三。",
    ]
    across = [
        page((7, "一二三四五六七八九十一二三"), (5, "一二三四五六七八九十一二三四五")),
        page((5, "六七。"), (7, "第二条 一二三四五六七八九")),
    ]
    assert paragraphs(across) == ["一二三四五六七八九十一二三一二三四五六七八九十一二三四五六七。", "第二条 一二三四五六七八九"]


@pytest.mark.parametrize(
    ("left", "top", "texts"),
    [
        (32, 700, ["甲 乙"]),
        (36, 700, ["甲 乙"]),
        (37, 700, ["甲\t乙"]),
        (11, 700, ["甲 乙"]),
        (10, 700, ["甲", "乙"]),
        (32, 705, ["甲 乙"]),
        (32, 694, ["甲", "乙"]),
    ],
)
def test_pieces_beside_each_other_are_a_line_and_far_apart_entries(left: int, top: int, texts: list[str]) -> None:
    pieces = [PageLine("甲", 0, 688, 12, 700), PageLine("乙", left, top - 12, left + 12, top)]
    assert [line.text for line in page_of(pieces, 600, 800).lines] == texts


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("一二三四五六七八九按照GB", "T1执行。", "按照GB T1执行。"),
        ("一二三四五六七八九按照inter-", "net执行。", "按照internet执行。"),
        ("一二三四五六七八九按照AB-", "C执行。", "按照AB-C执行。"),
        ("一二三四五六七八九按照2024", "A执行。", "按照2024A执行。"),
        ("一二三四五六七八九按照一", "A执行。", "按照一A执行。"),
    ],
)
def test_words_of_latin_letters_that_a_line_parts(before: str, after: str, joined: str) -> None:
    assert paragraphs([page((5, before), (5, after))]) == ["一二三四五六七八九" + joined]


def test_lines_without_indent_go_on_until_a_sentence_ends() -> None:
    lines = page(
        (5, "第一条一二三四五六七八九十"), (5, "一二三。"), (5, "（一）一二三四五六七八九。"), (5, "第二条一二三四五六七八九；")
    )
    assert paragraphs([lines]) == [
        "第一条一二三四五六七八九十一二三。",
        "（一）一二三四五六七八九。",
        "第二条一二三四五六七八九；",
    ]


def test_hyphens_and_words_of_latin_script() -> None:
    lines = page((5, "一二三四五六七八九十一二三四五 anti-"), (5, "trafficking 一二三四五六 in"), (5, "force 一二。"))
    assert paragraphs([lines]) == ["一二三四五六七八九十一二三四五 antitrafficking 一二三四五六 in force 一二。"]


def test_running_heads_and_page_numbers_go_but_body_numbers_stay() -> None:
    pages = [
        Page(
            800,
            (
                PageLine(f"公报 第{n}期", 60, 760, 160, 772),
                *page((5, "2022"), (5, f"正文第{n}")).lines,
                PageLine(f"- {n} -", 200, 20, 230, 32),
            ),
        )
        for n in (1, 2, 3)
    ]
    assert paragraphs(pages) == ["2022", "正文第1", "2022", "正文第2", "2022", "正文第3"]


def test_two_lines_at_each_edge_of_a_page_may_be_running_heads() -> None:
    tops = (795, 775, 755, 600, 90, 70, 50)  # three lines in either margin, which has 96 points
    words = ("某省法规", "汇编本", "上册", "{}", "印刷厂", "编辑部", "出版社")
    pages = [
        Page(
            800, tuple(PageLine(f"{text.format(body)}。", 60, top - EM, 120, top) for text, top in zip(words, tops, strict=True))
        )
        for body in ("学校点名", "民警走访")
    ]
    assert paragraphs(pages) == ["上册。", "学校点名。", "印刷厂。", "上册。", "民警走访。", "印刷厂。"]


def of_lines(*lines: tuple[float, float, str]) -> Page:
    """Return a page 800 points high of lines (bottom, height, text)."""
    return Page(800, tuple(PageLine(text, 60, bottom, 60 + EM * len(text), bottom + height) for bottom, height, text in lines))


def test_a_page_with_rules_has_no_columns() -> None:
    lines = [f"第{n}条 学校应当每日点名登记" for n in range(6)]
    pieces = [PageLine(line, left, 700 - 20 * n, left + 180, 712 - 20 * n) for left in (60, 300) for n, line in enumerate(lines)]
    assert {line.columns for line in page_of(pieces, 600, 800).lines} == {2}
    assert {line.columns for line in page_of(pieces, 600, 800, ruled=True).lines} == {1}


def test_pieces_whose_middles_are_level_stand_in_one_row() -> None:
    pieces: list[list[Any]] = [["丁", 9, 0, 20, 12], ["乙", 50, 44, 60, 54], ["丙", 70, 58, 80, 60], ["甲", 10, 46, 20, 58]]
    assert "".join(piece[0] for piece in in_rows(pieces)) == "丙甲乙丁"
    pieces[2][2] = 46  # its middle comes down to the row
    assert "".join(piece[0] for piece in in_rows(pieces)) == "甲乙丙丁"


@pytest.mark.parametrize(("wide", "usual", "right"), [(4, 8, 500), (3, 8, 300), (5, 30, 300)])
def test_the_edge_of_a_column_is_where_a_quarter_of_its_lines_end(wide: int, usual: int, right: float) -> None:
    ends = [300.0] * usual + [500.0] * wide + [290.0] * 4
    assert Measure([PageLine("点名", 60, 0, end, EM) for end in ends]).right == right


@pytest.mark.parametrize(("count", "left", "indented"), [(2, 73, True), (1, 73, False), (2, 72, False), (8, 73, False)])
def test_paragraphs_are_indented_where_two_lines_are_and_another_is_not(count: int, left: float, indented: bool) -> None:
    lefts = [60.0] * (8 - count) + [left] * count
    assert Measure([PageLine("学校应当点名并且登记住客", at, 0, 300, EM) for at in lefts]).indented is indented
    assert not Measure([PageLine("点名", at, 0, 300, EM) for at in [60.0] * 40 + [90.0] * 3]).indented


BODY = [(bottom, EM, f"第{n}条 学校应当点名。") for n, bottom in enumerate((640, 620, 600, 580))]


@pytest.mark.parametrize(("bottom", "height", "is_left_out"), [(673, 8, True), (672, 8, False), (673, 11, False), (720, 8, True)])
def test_small_heads_apart_from_the_text_go_whatever_they_say(bottom: float, height: float, is_left_out: bool) -> None:
    above = [(y + 64 if bottom < 700 else y, size, text) for y, size, text in BODY]
    shift = 64 if bottom < 700 else 0
    pages = [of_lines((bottom + shift, height, head), *above) for head in ("总则", "打击", "救助")]
    assert (len(paragraphs(pages)) == 12) is is_left_out
    assert len(paragraphs(pages[:1])) == 5  # one page has no running head


@pytest.mark.parametrize(("bottom", "is_left_out"), [(704, False), (705, True), (84, False), (83, True)])
def test_numbers_in_the_margin_are_those_of_pages(bottom: float, is_left_out: bool) -> None:
    lines = [*BODY, (bottom, EM, "— 3 —")]
    assert ("— 3 —" not in "".join(paragraphs([of_lines(*lines)]))) is is_left_out


@pytest.mark.parametrize(("height", "is_left_out"), [(18, False), (19, True)])
def test_large_words_in_one_place_of_pages_are_stamped_on_them(height: float, is_left_out: bool) -> None:
    pages = [of_lines(*BODY, (300, height, "仅供查阅")) for _ in range(2)]
    assert (len(paragraphs(pages)) == 8) is is_left_out
    assert len(paragraphs([*pages[:1], *[of_lines(*BODY)] * 3])) == 17


@pytest.mark.parametrize(
    ("bottom", "height", "mark", "count"),
    [(300, 10, "① ", 2), (300, 11, "① ", 0), (391, 9, "① ", 2), (392, 9, "① ", 1), (300, 9, "", 1)],
)
def test_small_lines_from_a_mark_on_at_the_end_of_a_page_are_footnotes(
    bottom: float, height: float, mark: str, count: int
) -> None:
    laid = laid_out([of_lines(*BODY, (bottom, height, f"{mark}包括幼儿园。"), (280, height, "[2] 包括夜间。"))])
    assert laid.warnings == ((notices.FOOTNOTES.format(count=count),) if count else ())
    assert len(laid.lines) == 6 - count


def test_a_file_may_have_as_many_characters_as_are_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    printed_pdf(path)
    data = path.read_bytes()
    count = sum(len(text) for page in text_layer(path, data)["pages"] for text, *_ in page["pieces"])
    monkeypatch.setattr(pdf, "LIMITS", replace(LIMITS, text_characters=count))
    assert text_layer(path, data)["pages"]
    monkeypatch.setattr(pdf, "LIMITS", replace(LIMITS, text_characters=count - 1))
    with pytest.raises(InputError, match=f"more than {count - 1} characters"):
        text_layer(path, data)


def test_radicals_of_fonts_become_characters() -> None:
    assert mended("⼈⼝和⺠⻔") == "人口和民门"


def test_text_layer_of_unmapped_fonts_is_not_readable() -> None:
    assert is_readable("第一条 为有效预防拐卖人口犯罪，制定本细则。" * 20)
    assert not is_readable("(cid:12)(cid:7)(cid:99)" * 20)
    assert not is_readable("\ue012\ue013一二\ufffd" * 20)
    assert not is_readable("Xqz WvK pLm " * 50)
    assert not is_readable("鼇鼈鼉鼊鼋鼌鼍" * 50)


def test_dots_between_entries_and_pages_are_no_unmapped_fonts() -> None:
    assert is_readable("".join(f"{entry}{'.' * 90}{number}" for number, entry in enumerate(["总体要求", "主要任务", "组织保障"])))


def test_columns_of_small_pages(tmp_path: Path) -> None:
    printed_pdf(tmp_path / "wide.pdf", width=420, height=200)
    path = tmp_path / "wide.pdf"
    assert pdf_text(path.read_bytes(), path) == ("\n".join(LINES), ())


@given(
    st.lists(st.lists(st.tuples(st.integers(5, 9), st.text("一二三。，第条12", min_size=1, max_size=30)), max_size=8), max_size=4)
)
def test_no_character_of_the_body_is_lost_or_moved(texts: list[list[tuple[int, str]]]) -> None:
    pages = [page(*lines, top=600) for lines in texts]  # away from the margins
    printed = "".join(text for lines in texts for _, text in lines)
    assert "".join(paragraphs(pages)) == printed


def test_the_same_words_at_one_place_are_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    is_over = pdf_characters._is_over
    monkeypatch.setattr(pdf_characters, "_is_over", lambda *pieces: calls.append(pieces) or is_over(*pieces))
    pieces = [["旅店登记", 80.0, 700.0, 130.0 + 2 * i, 712.0] for i in range(300)]
    assert pdf_characters._printed_once([*pieces, pieces[0]]) == pieces
    assert len(calls) < 3 * len(pieces)


Place = tuple[float, float, str]  # left, bottom, words
HEADS: list[Place] = [(20, 720, "序号"), (80, 720, "任务"), (240, 720, "牵头单位"), (340, 720, "配合单位")]
FIRST: list[Place] = [(20, 700, "1"), (80, 700, "走访车站、"), (80, 685, "码头")]
CELLS: list[Place] = [*FIRST, (240, 700, "县公安局"), (340, 700, "县妇联"), (340, 685, "县团委")]
NEXT: list[Place] = [(20, 660, "2"), (80, 660, "核对名册"), (240, 660, "县民政局"), (340, 660, "县财政局")]


def below_heads(places: list[Place]) -> list[str]:
    """Return the lines below the heads of a table without rules, a character being 10 points wide, in the order of storing."""
    lines = page_of([PageLine(t, x, y, x + 10 * len(t), y + 10) for x, y, t in [*HEADS, *places]], 600, 800).lines
    assert lines[0].text == "序号\t任务\t牵头单位\t配合单位"
    return [line.text for line in lines[1:]]


@pytest.mark.parametrize("stored", [CELLS, sorted(CELLS, key=lambda place: (-place[1], place[0]))])
def test_the_cells_of_a_numbered_row_without_rules_may_have_several_lines(stored: list[Place]) -> None:
    lines = ["1\t走访车站、码头\t县公安局\t县妇联、县团委", "2\t核对名册\t县民政局\t县财政局"]
    assert below_heads([*stored, *NEXT]) == lines


@pytest.mark.parametrize(
    "other", [[(20, 700, "一、总则"), *CELLS[1:]], FIRST, [*FIRST[:2], (80, 670, "码头"), *CELLS[3:]], [(90, 685, "码头")]]
)
def test_lines_below_a_row_that_are_of_no_cell_stay_apart(other: list[Place]) -> None:
    assert "码头" in below_heads([*other, *NEXT])


@pytest.mark.parametrize("leader", [".", "…", " ", "．"])
def test_entries_of_a_table_of_contents_are_lines_of_their_own(leader: str) -> None:
    entries = [f"{entry}{leader * 35}{number}" for number, entry in enumerate(["一、走访村户", "二、核对名册"], 1)]
    lines = [(20, "目　录"), *((6, entry) for entry in entries), (6, "学校每天点名" * 7), (6, "并登记名册。")]
    assert paragraphs([page(*lines)]) == ["目　录", *entries, "学校每天点名" * 7 + "并登记名册。"]
