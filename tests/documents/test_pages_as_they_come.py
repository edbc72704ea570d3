"""Pages as they come: each is judged by itself, and what is no text of it is left out and said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from document_files import column, drawn_pdf, pdf_read_here, picture_of, raw_pdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from provtag.documents import notices, pdf
from provtag.documents.page_grid import grids
from provtag.documents.reader import read_bytes
from provtag.schema import InputError

Draw = Callable[[Canvas], None]

WIDE = [
    "第一条 为了预防和打击拐卖妇女儿童犯罪，救助受害人，",
    "根据有关法律法规，结合本县工作实际，制定本办法。",
    "第二条 车站、码头的经营单位发现可疑情况，应当及时",
    "向公安机关报告。",
]
WIDE_TEXT = [WIDE[0] + WIDE[1], WIDE[2] + WIDE[3]]


def read(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    with pdf_read_here():
        raw = read_bytes(Path("a.pdf"), data)
    return raw.text.split("\n"), raw.warnings


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def scan(lines: list[str]) -> ImageReader:
    return picture_of(drawn_pdf(column(lines)))


def pictured(picture: ImageReader) -> Draw:
    return lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842)


def hidden(lines: list[str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            words = canvas.beginText(80, 720 - 24 * number)
            words.setTextRenderMode(3)
            words.textLine(line)
            words.setTextRenderMode(0)
            canvas.drawText(words)

    return draw


def small(x: float, y: float, words: str, size: int = 9) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", size)
        canvas.drawString(x, y, words)
        canvas.setFont("STSong-Light", 14)

    return draw


def slanting(words: str, degrees: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(degrees)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(0, 0, words)
        canvas.restoreState()
        canvas.setFont("STSong-Light", 14)

    return draw


def test_scans_among_typed_pages_are_read_by_ocr() -> None:
    articles = ["第三条 教育、卫生机构负责救助安置工作。", "第四条 车站发现可疑情况应当报告。", "第五条 任何人不得买卖儿童。"]
    overs = [small(290, 30, "- 2 -"), slanting("县档案馆藏", 30), small(270, 30, "第 4 页")]
    scans = [both(pictured(scan([article])), over) for article, over in zip(articles, overs, strict=True)]
    lines, warnings = read(drawn_pdf(column(WIDE), *scans, column(["第六条 本办法自印发之日起施行。"])))
    assert ["".join(line.split()) for line in lines] == [
        "".join(line.split()) for line in [*WIDE_TEXT, *articles, "第六条 本办法自印发之日起施行。"]
    ]
    assert warnings[0] == "read by OCR: pages 2, 3, 4"


def test_hidden_text_behind_a_scan_is_taken_where_it_is_good_and_said() -> None:
    lines, warnings = read(drawn_pdf(both(pictured(scan(WIDE)), hidden(WIDE))))
    assert lines == WIDE_TEXT
    assert warnings == ("read from the text layer behind a scan: page 1",)


def test_hidden_text_of_a_poor_program_is_not_taken() -> None:
    poor = ["第—奈 力了予页防禾口扌丁击扌另卖女又丿l童犯罪，", "木艮据冇关氵去彳聿氵去夫见，纟古合", "制走本办氵去。"]
    lines, warnings = read(drawn_pdf(both(pictured(scan(WIDE)), hidden(poor))))
    assert ["".join(line.split()) for line in lines] == ["".join(line.split()) for line in WIDE_TEXT]
    assert warnings == ("read by OCR",)


def test_text_over_a_picture_as_large_as_the_page_is_text() -> None:
    from PIL import Image

    paper = ImageReader(Image.new("RGB", (60, 84), (250, 245, 230)))
    lines, warnings = read(drawn_pdf(both(pictured(paper), column(WIDE * 2))))
    assert lines == WIDE_TEXT * 2
    assert warnings == ()


LEFT = ["第一条 为了预防拐卖犯罪，", "保护妇女儿童，制定本办法。", "第二条 公安机关负责打击工", "作。"]
RIGHT = ["第三条 民政部门负责救助安", "置工作，提供临时监护。", "第四条 妇联组织应当开展宣", "传教育。"]
COLUMNS = [LEFT[0] + LEFT[1], LEFT[2] + LEFT[3], RIGHT[0] + RIGHT[1], RIGHT[2] + RIGHT[3]]


def test_columns_stored_one_after_the_other_and_row_by_row() -> None:
    title = column(["某县反拐工作暂行办法"], 220, 780)
    by_column = both(title, column(LEFT, 70), column(RIGHT, 320))
    rows = [draw for i in range(4) for draw in (column([LEFT[i]], 70, 720 - 24 * i), column([RIGHT[i]], 320, 720 - 24 * i))]
    for page in (by_column, both(title, *rows)):
        assert read(drawn_pdf(page))[0] == ["某县反拐工作暂行办法", *COLUMNS]


def test_columns_whose_indents_are_typed_are_no_rows() -> None:
    left = [
        "　　第一条 村民委员会应当登",
        "记外来务工的家庭，并且每",
        "月走访一次。",
        "　　第二条 旅馆应当查验儿童",
        "的身份证件。",
    ]
    right = [
        "　　第三条 客运站应当在候车",
        "室张贴寻人启事。",
        "　　第四条 用人单位招用工人",
        "的，应当核对年龄，不得招",
        "用童工。",
    ]
    rows = [draw for i in range(5) for draw in (column([left[i]], 70, 700 - 24 * i), column([right[i]], 290, 700 - 24 * i))]
    assert read(drawn_pdf(both(*rows)))[0] == [
        "第一条 村民委员会应当登记外来务工的家庭，并且每月走访一次。",
        "第二条 旅馆应当查验儿童的身份证件。",
        "第三条 客运站应当在候车室张贴寻人启事。",
        "第四条 用人单位招用工人的，应当核对年龄，不得招用童工。",
    ]


def test_three_columns() -> None:
    texts = [[f"第{n}条 船员发现可疑儿", "童的，应当向港口公安", "机关报告。"] for n in "一二三"]
    rows = [column([texts[n][i]], 40 + 175 * n, 700 - 24 * i) for i in range(3) for n in range(3)]
    lines = [f"第{n}条 船员发现可疑儿童的，应当向港口公安机关报告。" for n in "一二三"]
    assert read(drawn_pdf(both(*rows)))[0] == lines


def test_a_table_without_rules_whose_entries_run_over_lines_is_no_two_columns() -> None:
    left = ["工作任务", "建立外来儿童登记册，每", "月更新一次并通报学校。", "排查没有证照的中介，每", "季通报一次。"]
    right = ["责任单位", "县公安局、县教育局、县", "民政局", "县人社局、县市场监督管", "理局"]
    rows = [draw for i in range(5) for draw in (column([left[i]], 70, 700 - 24 * i), column([right[i]], 320, 700 - 24 * i))]
    text = read(drawn_pdf(both(*rows)))[0]
    assert "工作任务\t责任单位" in text[0]


def test_rows_of_a_table_with_level_lines_alone_stay_apart_and_are_said() -> None:
    rows = [
        ("工作任务", "牵头单位", "配合单位"),
        ("登记外来儿童。", "县教育局", "县公安局"),
        ("巡查用工场所。", "县人社局", "县妇联"),
    ]
    entries = [column([entry], 60 + 170 * x, 700 - 30 * y) for y, row in enumerate(rows) for x, entry in enumerate(row)]

    def level_lines(canvas: Canvas) -> None:
        for level in range(8):
            canvas.line(50, 632 + 15 * level, 560, 632 + 15 * level)

    lines, warnings = read(drawn_pdf(both(level_lines, *entries)))
    assert lines == ["\t".join(row) for row in rows]
    assert any("table drawn by lines" in line for line in warnings)


def test_lines_stand_in_the_order_of_the_page() -> None:
    title, lines = "某县寻亲工作规定", [f"第{n}条 户籍窗口应当免费采集血样。" for n in "一二三四"]
    drawn = [column([line], 80, 700 - 24 * i) for i, line in enumerate(lines)]
    page = both(drawn[2], drawn[0], drawn[3], column([title], 220, 760), drawn[1])
    assert read(drawn_pdf(page))[0] == [title, *lines]


def test_a_heading_over_both_columns_parts_them() -> None:
    upper = both(column(LEFT, 70, 760), column(RIGHT, 320, 760))
    heading = column(["第二章 学校、医院和其他有关单位的职责"], 160, 640)
    lower = both(column([line.replace("第", "附") for line in LEFT], 70, 600), column(RIGHT, 320, 600))
    lines, _ = read(drawn_pdf(both(upper, heading, lower)))
    assert lines[:5] == [*COLUMNS, "第二章 学校、医院和其他有关单位的职责"]
    assert lines[-2:] == COLUMNS[2:]


def test_a_table_without_rules_is_no_two_columns() -> None:
    rows = [("加强车站、码头巡查", "县交通局"), ("排查失踪儿童线索", "县公安局"), ("开展进校园宣传", "县教育局、团县委")]
    page = both(
        *(column([a], 80, 700 - 30 * i) for i, (a, _) in enumerate(rows)),
        *(column([b], 380, 700 - 30 * i) for i, (_, b) in enumerate(rows)),
    )
    text = " ".join(read(drawn_pdf(page))[0])
    assert all("".join(row) in "".join(text.split()) or row[0] in text for row in rows)


def turned(page: Draw, degrees: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595 / 2, 842 / 2)
        canvas.rotate(degrees)
        canvas.translate(-595 / 2, -842 / 2)
        page(canvas)

    return draw


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages(degrees: int) -> None:
    page = column(WIDE, 150, 500)
    assert read(drawn_pdf(turned(page, degrees)))[0] == WIDE_TEXT
    rotated: Draw = lambda canvas: (canvas.setPageRotation(degrees), page(canvas))  # type: ignore[assignment,func-returns-value]  # noqa: E731
    assert read(drawn_pdf(rotated))[0] == WIDE_TEXT


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_lines_of_turned_pages_stand_in_the_order_of_the_page(degrees: int) -> None:
    lines = both(*(column([line], 150, 500 - 24 * i) for i, line in reversed(list(enumerate(WIDE)))))
    rotated: Draw = lambda canvas: (canvas.setPageRotation(degrees), lines(canvas))  # type: ignore[assignment,func-returns-value]  # noqa: E731
    for page in (turned(lines, degrees), rotated):
        assert read(drawn_pdf(page))[0] == WIDE_TEXT


@pytest.mark.parametrize(("count", "left", "is_said"), [(6, 80, True), (5, 80, False), (6, 315, False)])
def test_long_lines_that_make_no_cells_are_perhaps_a_table(count: int, left: float, is_said: bool) -> None:
    def rules(canvas: Canvas) -> None:
        for i in range(count):
            canvas.line(left, 300 + 20 * i, 400, 300 + 20 * i)

    said = (notices.RULED.format(pages="page 1"),) if is_said else ()
    assert read(drawn_pdf(both(column(WIDE), rules))) == (WIDE_TEXT, said)


def test_pages_that_only_show_something_need_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_installed", lambda: False)
    drawn: Draw = lambda canvas: canvas.rect(100, 100, 300, 300)  # noqa: E731
    typed, blank = column(WIDE), column([])
    assert read(drawn_pdf(typed, blank)) == (WIDE_TEXT, ())
    edges = [small(20 + 60 * i, 810, "县公报") for i in range(9)]
    large = [small(60, 150 + 70 * i, "县档案馆藏书仅供查阅", 40) for i in range(8)]
    stamped = both(pictured(scan(["登记。"])), *edges, *large)
    for pages, numbers in (([typed, drawn, blank], "page 2"), ([typed, stamped, drawn], "pages 2, 3")):
        lines, warnings = read(drawn_pdf(*pages))
        assert lines == WIDE_TEXT
        assert [warning for warning in warnings if numbers in warning and "OCR" in warning]
    with pytest.raises(InputError, match="needs OCR"):
        read(drawn_pdf(drawn, blank))


def test_pages_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter([pdf._page, len, pdf._page, len, len, len])  # len() of a page fails
    monkeypatch.setattr(pdf, "_page", lambda page: next(found)(page))
    assert read(drawn_pdf(*[column(WIDE)] * 4)) == (WIDE_TEXT * 2, (notices.DAMAGED_PAGES.format(pages="pages 2, 4"),))
    with pytest.raises(InputError, match="broken PDF \\(no page of it can be read\\)"):
        read(drawn_pdf(*[column(WIDE)] * 2))


@pytest.mark.parametrize("degrees", [90, 180])
def test_turned_scans(degrees: int) -> None:
    import pypdfium2

    upright = pypdfium2.PdfDocument(drawn_pdf(column(WIDE)))[0].render(scale=2).to_pil()
    picture = ImageReader(upright.rotate(degrees, expand=True))
    size = (842, 595) if degrees == 90 else (595, 842)
    lines, warnings = read(drawn_pdf(lambda canvas: canvas.drawImage(picture, 0, 0, *size), size=size))
    assert ["".join(line.split()) for line in lines] == ["".join(line.split()) for line in WIDE_TEXT]
    assert warnings == ("read by OCR",)


def test_heads_that_name_the_chapter_go_though_they_differ() -> None:
    heads = ["某县人民政府公报", "第一章 总则", "第二章 预防"]
    pages = [
        both(
            small(80, 800, head),
            column([f"第{n}条 各乡镇人民政府应当做好本辖区的预防和排查工", "作。"]),
            small(290, 30, str(i + 7)),
        )
        for i, (head, n) in enumerate(zip(heads, "一二三", strict=True))
    ]
    assert read(drawn_pdf(*pages))[0] == [f"第{n}条 各乡镇人民政府应当做好本辖区的预防和排查工作。" for n in "一二三"]


@pytest.mark.parametrize("mark", ["[1]", "②", "* "])
def test_footnotes_are_left_out_and_counted(mark: str) -> None:
    first = both(column(WIDE[:3]), small(80, 120, f"{mark}本办法所称码头，包括渡口。"), small(80, 106, "以交通部门公布的为准。"))
    lines, warnings = read(drawn_pdf(first, column(WIDE[3:])))
    assert lines == WIDE_TEXT
    assert warnings == ("2 lines of footnotes left out",)


def test_raised_marks_of_footnotes_are_no_part_of_a_sentence() -> None:
    def draw(canvas: Canvas) -> None:
        words = canvas.beginText(80, 700)
        words.setFont("STSong-Light", 14)
        words.textOut("第二条 公安机关")
        words.setFont("STSong-Light", 7)
        words.setRise(6)
        words.textOut("①")
        words.setRise(0)
        words.setFont("STSong-Light", 14)
        words.textOut("负责打击工作。")
        canvas.drawText(words)

    assert read(drawn_pdf(draw))[0] == ["第二条 公安机关负责打击工作。"]


def test_watermarks_belong_to_no_sentence() -> None:
    lines, warnings = read(drawn_pdf(both(column(WIDE), slanting("征求意见稿", -35))))
    assert lines == WIDE_TEXT
    assert warnings == ("slanting text left out (a watermark): 5 characters",)
    stamped = [both(column(WIDE[:2]), small(150, 400, "内部文件", 48), column(WIDE[2:], top=300)) for _ in range(2)]
    assert read(drawn_pdf(*stamped))[0] == WIDE_TEXT * 2


def test_letter_spaced_lines_have_no_blanks_in_their_words() -> None:
    def spaced(canvas: Canvas) -> None:
        words = canvas.beginText(60, 700)
        words.setCharSpace(9)
        words.textLine("第六条 民政部门负责安置。")
        canvas.drawText(words)

    typed = column(["第 七 条  教 育 部 门 负 责 宣 传 。"], 60, 600)
    lines, _ = read(drawn_pdf(both(spaced, typed)))
    assert ["".join(line.split()) for line in lines] == ["第六条民政部门负责安置。", "第七条教育部门负责宣传。"]
    assert all("民政部门" in line or "教育部门" in line for line in lines)


def test_text_that_the_page_does_not_show_is_left_out_and_counted() -> None:
    lines, warnings = read(drawn_pdf(both(column(WIDE), column(["藏在页外的一句话。"], 700, 500))))
    assert (lines, warnings) == (WIDE_TEXT, ("hidden text left out: 9 characters that the pages do not show",))
    lines, warnings = read(drawn_pdf(both(hidden(["看不见的字。"]), column(WIDE, top=500))))
    assert (lines, warnings) == (WIDE_TEXT, ("hidden text left out: 6 characters that the pages do not show",))
    with pytest.raises(InputError, match="its pages show no text; all text in it is hidden"):
        read(drawn_pdf(hidden(WIDE)))


def test_a_damaged_stream_is_said() -> None:
    import zlib

    content = zlib.compress(b"BT /F 12 Tf 100 100 Td (text) Tj ET " * 40)
    damaged = content[:20] + b"\0\0\0" + content[23:]
    whole = raw_pdf(content, b"/Filter/FlateDecode")
    assert "a part of the file is damaged; text may be missing" not in read(whole)[1]
    try:
        assert "a part of the file is damaged; text may be missing" in read(raw_pdf(damaged, b"/Filter/FlateDecode"))[1]
    except InputError as error:
        assert "empty" in str(error)


def test_words_printed_twice_to_be_bold_are_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for y, text, bold in ((700, "第一条　户籍窗口应当登记。", "第一条"), (676, "第二条　学校应当回访。", "第二条")):
            canvas.drawString(80, y, text)
            canvas.drawString(80.4, y, bold)

    assert read(drawn_pdf(page))[0] == ["第一条　户籍窗口应当登记。", "第二条　学校应当回访。"]


def test_heads_whose_halves_change_places_are_no_text() -> None:
    def leaf(head: str, *lines: str) -> Callable[[Canvas], None]:
        return both(column([head], 70, 800), column(lines, 100, 720))

    left = leaf(
        "某市人民政府公报　　　2020年第3期", "第一条　学校应当回访每一名离校的学生和他们的家长，", "户籍窗口应当登记外来儿"
    )
    right = leaf("2020年第3期　　　某市人民政府公报", "童。")
    assert "公报" not in "".join(read(drawn_pdf(left, right))[0])


def test_hostile_rules_draw_no_table() -> None:
    many = [(0.0, 4.0 * i, 2000.0, 4.0 * i) for i in range(900)] + [(4.0 * i, 0.0, 4.0 * i, 4000.0) for i in range(900)]
    assert grids(many) == []
