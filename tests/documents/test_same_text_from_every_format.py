"""The same regulation gives the same lines, whichever file it comes as."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import LINES, TITLE, numbered_word, plain, printed_pdf, typed_sheet, typed_word, web_page

from provtag.documents.reader import is_document, read_file
from provtag.schema import InputError
from provtag.structure.text import clean

FILES = {
    "utf8.txt": plain().encode(),
    "mark.txt": plain().encode("utf-8-sig"),
    "gb.txt": plain().encode("gb18030"),
    "utf16.txt": plain().encode("utf-16"),
    "crlf.md": plain().replace("\n", "\r\n").encode(),
    "page.html": web_page(),
    "old_page.htm": web_page(charset="gb2312"),
    "typed.docx": typed_word(),
    "numbered.docx": numbered_word(),
    "rows.xlsx": typed_sheet(),
}


@pytest.mark.parametrize("name", FILES)
def test_lines(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    assert clean(read_file(path).text).split("\n") == LINES


@pytest.mark.parametrize("indent", [24, 0])
def test_lines_of_a_pdf(indent: int, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    printed_pdf(path, indent=indent)
    assert clean(read_file(path).text).split("\n") == LINES


def test_content_counts_more_than_the_suffix(tmp_path: Path) -> None:
    for name, data in (("really_word.doc", typed_word()), ("really_a_page.doc", web_page()), ("really_word.txt", typed_word())):
        path = tmp_path / name
        path.write_bytes(data)
        assert clean(read_file(path).text).split("\n") == LINES


def test_web_archive(tmp_path: Path) -> None:
    path = tmp_path / "saved.mht"
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
    path.write_bytes(head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + web_page() + b"\r\n--x--\r\n")
    assert clean(read_file(path).text).split("\n") == LINES


def test_scanned_page_is_read_by_ocr(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(595, 842))
    canvas.drawImage(str(Path(__file__).with_name("scanned_page.png")), 0, 500, 595, 298)
    canvas.save()
    raw = read_file(tmp_path / "scan.pdf")
    assert raw.warnings == ("read by OCR",)
    assert raw.text.split("\n") == [
        "第一章总则",
        "第一条为有效预防拐卖人口犯罪，保障公民合法权益，结合本省实际，制定本实施细则。",
        "第二条公安机关负责打击拐卖人口犯罪。",
    ]


def test_scanned_page_without_ocr_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from document_files import raw_pdf

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    path = tmp_path / "drawn.pdf"
    path.write_bytes(raw_pdf(b"0 0 100 100 re f"))
    with pytest.raises(InputError, match="needs OCR; install the ocr extra"):
        read_file(path)


def test_one_unreadable_page_is_reported_and_the_others_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "mixed.pdf"), pagesize=(595, 842))
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(100, 600, LINES[1])
    canvas.showPage()
    canvas.rect(100, 100, 300, 300)
    canvas.showPage()
    canvas.showPage()  # an empty page
    canvas.save()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    raw = read_file(tmp_path / "mixed.pdf")
    assert raw.text == LINES[1]
    assert raw.warnings == ("page 2 left out: needs OCR, install the ocr extra (pip install rapidocr onnxruntime)",)


def test_folder_search_picks_up_documents_and_old_formats_but_no_temporary_files() -> None:
    assert all(
        is_document(Path(f"a.{suffix}"))
        for suffix in ("txt", "md", "html", "htm", "docx", "pdf", "doc", "wps", "ofd", "rtf", "xlsx", "xls", "et", "PDF")
    )
    assert not any(is_document(Path(name)) for name in ("~$a.docx", ".hidden.txt", "a.csv", "README"))


def test_encrypted_pdf(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, TITLE)
    canvas.save()
    with pytest.raises(InputError, match=r"locked\.pdf: encrypted PDF; save it without a password"):
        read_file(tmp_path / "locked.pdf")
