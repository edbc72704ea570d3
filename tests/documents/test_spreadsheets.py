"""Spreadsheets: what is seen of their sheets is read as the tables of Word files are; what nobody sees is counted."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import PIL.Image
import pytest
from document_files import sheet_package, typed_word
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from provtag.documents import notices, office, spreadsheet
from provtag.documents.limits import LIMITS
from provtag.documents.packages import SPREADSHEET, opened
from provtag.documents.reader import read_bytes
from provtag.schema import InputError

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADS = ["序号", "工作任务", "牵头单位", "完成时限"]


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def task_list() -> openpyxl.Workbook:
    """Return a list of tasks with a title, a merged agency, a band, a hidden row and a date."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["护童任务分解表"],
        HEADS,
        [1, "清点渡口。", "县海事处", date(2024, 6, 30)],
        [2.0, "看护车站。\n登记行人。", None, "长期"],
        [3, "旧任务。", "县供销社", "长期"],
        ["二、救助"],
        [4, "设立救助站。", "县民政局", 0.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("A6:D6")
    sheet["D3"].number_format = 'm"月"d"日"'
    sheet["D7"].number_format = "0%"
    sheet.row_dimensions[5].hidden = True
    return book


TASKS = [
    "护童任务分解表",
    "1.清点渡口。",
    "牵头单位：县海事处",
    "完成时限：6月30日",
    "2.看护车站。 登记行人。",
    "牵头单位：县海事处",
    "完成时限：长期",
    "二、救助",
    "4.设立救助站。",
    "牵头单位：县民政局",
    "完成时限：50%",
]


def read(data: bytes, name: str = "a.xlsx") -> tuple[list[str], tuple[str, ...]]:
    raw = read_bytes(Path(name), data)
    return raw.text.split("\n"), raw.warnings


def rows(xml: str, behind: str = "", **parts: str) -> list[str]:
    return read(sheet_package(xml, behind, **parts))[0]


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.dat", "a.docx", "a.xls", "a.zip"])
def test_a_list_of_tasks_under_any_name(name: str) -> None:
    assert read(saved(task_list()), name) == (TASKS, (notices.HIDDEN.format(count=len("3旧任务。县供销社长期")),))


def test_a_word_file_named_as_a_spreadsheet_is_one() -> None:
    assert read_bytes(Path("a.xlsx"), typed_word()).text == read_bytes(Path("a.docx"), typed_word()).text


def test_sheets_in_order_by_their_names() -> None:
    book = task_list()
    book.active.title = "看护"
    assert read(saved(book))[0] == TASKS
    hidden = book.create_sheet("备查")
    hidden["A1"] = "底稿"
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    for title in ("宣传", "Sheet5"):
        sheet = book.create_sheet(title)
        sheet.append(["序号", "任务", "责任单位"])
        sheet.append([1, "讲课。", "县教育局"])
    lines, warnings = read(saved(book))
    assert lines == [TASKS[0], "【看护】", *TASKS[1:], "【宣传】", *["1.讲课。", "责任单位：县教育局"] * 2]
    assert warnings == (notices.HIDDEN.format(count=len("3旧任务。县供销社长期底稿")),)


def test_what_is_struck_hidden_or_noted_is_left_out_and_counted() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADS)
    sheet.append([1, CellRichText("设立", TextBlock(InlineFont(strike=True), "临时"), "救助站。"), "县民政局", "内部"])
    sheet.append([2, "旧任务", "县妇联"])
    sheet["B3"].font = Font(strike=True)
    sheet["C2"].comment = Comment("待定", "a")
    sheet.column_dimensions["D"].hidden = True
    lines, warnings = read(saved(book))
    assert lines[:2] == ["1.设立救助站。", "牵头单位：县民政局"]
    assert "旧任务" not in "".join(lines)
    assert warnings == (
        notices.HIDDEN.format(count=len("完成时限内部")),
        notices.STRUCK.format(count=len("临时旧任务")),
        notices.NOTES.format(count=1, kind="comments"),
    )


def test_kinds_of_cells() -> None:
    strings = "<sst><si><t>甲_x000D_\n乙</t><rPh><t>jiǎ</t></rPh></si></sst>"
    cells = '<c t="s"><v>0</v></c><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>丙</v></c><c><f>1+1</f><v>2.0</v></c>'
    assert rows(f"<row>{cells}</row>", sharedStrings=strings) == ["甲 乙\tTRUE\t丙\t2"]
    assert rows('<row><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>甲\rX_x0041_</v></c><c><v/></c></row>') == [
        "FALSE\t#N/A\t甲 XA"
    ]
    assert rows('<row><c t="d"><v>2024-06-30T00:00:00</v></c><c t="s"><v>7</v></c></row>') == ["45473"]


def test_a_merged_cell_is_shown_beside_its_hidden_corner() -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    hidden = '<row r="2" hidden="1"><c r="A2"><v>2</v></c><c r="B2" t="str"><v>县妇联</v></c></row>'
    last = '<row r="3"><c r="A3"><v>3</v></c></row>'
    lines = rows(
        first + hidden + last + '<row r="4"><c r="B4"><v>4</v></c></row>', '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    )
    assert "3\t县妇联" in lines


def test_rows_and_columns_stand_where_their_references_say() -> None:
    late = '<row r="9"><c r="AA9"><v>5</v></c><c><v>6</v></c><c r="$B$9"><v>4</v></c></row><row><c><v>7</v></c></row>'
    early = '<row r="2"><c r="B2"><v>1</v></c><c r="?"><v>2</v></c><c r="AB2"><v>3</v></c></row>'
    assert rows(late + early) == ["1\t2\t3", "4\t5\t6", "7"]
    columns = '<cols><col min="1" max="2"/><col min="3" max="26" hidden="true"/><col min="26" max="27"/></cols>'
    assert rows(late + early, columns) == ["1\t3", "4\t5\t6", "7"]
    assert rows(early, '<cols><col min="3" max="28" hidden="1"/></cols>') == ["1"]


def test_a_merged_area_is_one_cell() -> None:
    table = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c><c r="B{i}"><v>{i}0</v></c></row>' for i in range(1, 5))
    assert rows(table, '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A4:B4"/></mergeCells>') == [
        *("1\t10", "2\t20", "3", "4"),
    ]
    odd = '<mergeCells><mergeCell ref="A1"/><mergeCell ref="A1:?"/><mergeCell ref="?:B1"/><mergeCell ref="F7:G9"/></mergeCells>'
    assert rows(table, odd) == ["1\t10", "2\t20", "3\t30", "4\t40"]


def test_styles_say_how_cells_look() -> None:
    fonts = "<fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
    forms = "<numFmts><numFmt numFmtId='200' formatCode='0&quot;人&quot;'/><numFmt numFmtId='9' formatCode='0'/></numFmts>"
    looks = "<cellXfs><xf/><xf numFmtId='200'/><xf numFmtId='9' fontId='2'/><xf fontId='1'/><xf fontId='9'/></cellXfs>"
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in enumerate((1, 2, 3, 4, 5, 6)))
    strings = "<sst><si><r><t>甲</t></r><r><rPr><strike/></rPr><t>乙</t></r><r><rPr/><t>丙</t></r></si></sst>"
    shared = '<c s="3" t="s"><v>0</v></c><c s="3" t="inlineStr"><is><t>丁</t></is></c>'
    lines, warnings = read(
        sheet_package(
            f"<row>{cells}</row><row>{shared}</row>", styles=f"<styles>{forms}{fonts}{looks}</styles>", sharedStrings=strings
        )
    )
    assert lines == ["1\t2人\t300%\t5\t6", "丙"]
    assert warnings == (notices.STRUCK.format(count=len("4甲乙丁")),)


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2024, 6, 30), "点名。"])
    book.active["A1"].number_format = "yyyy/m/d"
    assert read(saved(book))[0] == ["2024/6/30\t点名。"]


def test_pictures_drawings_and_charts_are_no_cells() -> None:
    book = task_list()
    for place in ("F1", "F9"):
        PIL.Image.new("1", (9, 9)).save(picture := io.BytesIO(), "PNG")
        book.active.add_image(Image(picture), place)
    book.create_chartsheet("图", 0)
    assert read(saved(book))[1][1:] == (notices.PICTURES.format(count=2),)
    text = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="y"><xdr:sp><xdr:txBody><a:t>严禁</a:t><a:t>外传</a:t></xdr:txBody></xdr:sp></xdr:wsDr>'
    )
    data = io.BytesIO(sheet_package('<row><c t="str"><v>点名。</v></c></row>'))
    with zipfile.ZipFile(data, "a") as package:
        relation = '<Relationship Type="x/comments" Target="gone.xml"/><Relationship Type="x/drawing" Target="drawings/a.xml"/>'
        package.writestr("xl/drawings/a.xml", text)
        package.writestr("xl/_rels/sheet.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>')
    assert read(data.getvalue())[1] == (notices.WIDGETS.format(parts="drawings", count=4),)


def test_of_a_long_sheet_only_the_rows_at_hand_are_held() -> None:
    with opened(sheet_package("<row/>" * 50_000), Path("a.xlsx"), SPREADSHEET) as package:
        held = [len(row.getparent()) for row in package.elements("xl/sheet.xml", ["row"])]
    assert len(held) == 50_000 and max(held) < 25_000


def test_a_sheet_of_words_alone_has_its_name_above() -> None:
    book = openpyxl.Workbook()
    for name, *words in (("说明", "巡查。", "登记。"), ("表 2", "点名。"), ("护送", "护送", "接回。")):
        sheet = book.create_sheet(name)
        for word in words:
            sheet.append([word])
    assert read(saved(book))[0] == ["【说明】", "巡查。", "登记。", "点名。", "护送", "接回。"]


def test_a_spreadsheet_may_hold_no_more_than_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "LIMITS", replace(LIMITS, text_characters=10))
    cell = '<row><c t="str"><v>巡查</v></c></row>'
    assert rows(cell * 3) == ["巡查"] * 3
    with pytest.raises(InputError, match="more than 10 characters; split the file"):
        read(sheet_package(cell * 4))
    with pytest.raises(InputError, match="16 cells, more than 10; split the file"):
        read(sheet_package("".join(f'<row r="{i}"><c r="{c}{i}"><v>1</v></c></row>' for i, c in enumerate("ABCD", 1))))


def test_formats_of_empty_rows_cost_little() -> None:
    empty = "".join(f'<row r="{i}" s="1" customFormat="1"><c r="A{i}" s="1"/></row>' for i in range(2, 100_000))
    start = time.monotonic()
    assert rows(f'<row r="1"><c t="str"><v>巡查。</v></c></row>{empty}') == ["巡查。"]
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("suffix", "form"), [("xls", "MS Excel 97"), ("ods", "calc8"), ("fods", "OpenDocument Spreadsheet Flat XML")]
)
def test_what_libreoffice_reads(suffix: str, form: str, tmp_path: Path) -> None:
    assert office.reads_sheets(), "LibreOffice Calc is missing: scripts/libreoffice.sh installs it"
    (tmp_path / "a.xlsx").write_bytes(saved(task_list()))
    target = tmp_path / f"a.{suffix}"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office.program()), profile, "--headless", "--convert-to", f"{suffix}:{form}", "--outdir", tmp_path]
    for _ in range(2):  # the first start with a new profile may only make the profile
        if not target.exists():
            subprocess.run([*command, tmp_path / "a.xlsx"], capture_output=True, timeout=120, check=False)
    assert read(target.read_bytes(), "a.et")[0] == TASKS


@pytest.mark.parametrize(
    ("name", "streams", "part"),
    [
        ("a.doc", ["Workbook"], "calc"),
        ("a.doc", ["Book"], "calc"),
        ("a.et", ["Book", "WordDocument"], "calc"),
        ("a.doc", ["Workbook", "WordDocument"], "writer"),
        ("a.xls", ["WordDocument"], "writer"),
    ],
)
def test_without_libreoffice_one_line_says_what_to_install(
    name: str, streams: list[str], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"".join(stream.encode("utf-16-le") for stream in streams)
    with pytest.raises(InputError, match=rf"{name}: read with LibreOffice, which is not installed; .*libreoffice-{part}"):
        read_bytes(Path(name), old)
