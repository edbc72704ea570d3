"""Files made to break readers end in one clear line within seconds."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
import zlib
from pathlib import Path
from unittest.mock import patch

import pytest
from document_files import W, column_letters, raw_pdf, run, sheet_package, typed_sheet, web_page, word_package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provtag.documents.limits import LIMITS, fault, run_limited
from provtag.documents.ocr import recognised_picture
from provtag.documents.reader import read_file
from provtag.schema import InputError, RawText

ENTITIES = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "laugh">{ENTITIES}]>'


def zipped(document: str | bytes, *names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names or ("word/document.xml",):
            package.writestr(name, document)
    return stream.getvalue()


def lying_zip() -> bytes:
    """Return a Word file whose directory declares 10 bytes for a part of many megabytes."""
    data = zipped(b" " * (30 << 20))
    return data.replace((30 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))


HOSTILE = {
    "zip bomb.docx": (lambda: zipped(b" " * (LIMITS.unpacked_bytes + 1)), "unpacks to more than 24 MB"),
    "lying.docx": (lying_zip, "broken Word file"),
    "laughs.docx": (lambda: zipped(f"{BILLION_LAUGHS}<w:document {W}>&e9;</w:document>"), "entity"),
    "wide laughs.docx": (
        lambda: zipped(f"{BILLION_LAUGHS}<d>&e9;</d>".replace("?><!", ' encoding="utf-16"?><!').encode("utf-16")),
        "entity",
    ),
    "outside.docx": (lambda: zipped('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'), "holds XML entities"),
    "nested.docx": (lambda: word_package("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000), "Excessive depth"),
    "cut.docx": (lambda: word_package(f"<w:p>{run('一')}</w:p>")[:-30], "broken Word file"),
    "no xml.docx": (lambda: zipped("一"), "broken Word file"),
    "locked.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "an old Office file without a Word document in it",
    ),
    "nested.html": (lambda: b"<div>" * 50_000 + "正文".encode(), "nested more than 255 deep"),
    "line.txt": (lambda: "字".encode() * 3_000_000, "a line of 3,000,000 characters"),
    "line.html": (lambda: b"<p>" + "字".encode() * 3_000_000, "a line of 3,000,000 characters"),
    "endless.pdf": (lambda: b"%PDF-1.4\n1 0 obj\n<</Length 999999999>>stream\n" + b"x" * 1_000_000, "broken PDF"),
    "bomb.pdf": (lambda: raw_pdf(zlib.compress(zlib.compress(b" " * (1 << 29), 1), 9), b"/Filter[/FlateDecode/FlateDecode]"), ""),
    "text bomb.pdf": (
        lambda: raw_pdf(zlib.compress(b"BT /F 12 Tf (a) Tj ET " * (4 << 20), 9), b"/Filter/FlateDecode"),
        "at most 768 MB",
    ),
    "junk.pdf": (lambda: b"junk", "broken PDF"),
    "binary.txt": (lambda: bytes(range(256)) * 500, "not a text"),
    "zeros.md": (lambda: b"\0" * 5000, "not a text"),
    "empty.txt": (lambda: b"", "empty"),
    "blank.md": (lambda: b" \n\t\r\n", "empty"),
    "blank.txt": (lambda: "　 \n".encode(), "empty"),
    "empty.docx": (lambda: word_package(""), "empty"),
    "empty.html": (lambda: b"<html></html>", "empty"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file without a Word document in it"),
    "old.wps": (lambda: b"junk", "no .wps file, and no text; open it in the program that made it"),
    "no.ofd": (lambda: zipped("<a/>"), "empty: holds no text"),
    "cut.zip": (lambda: zipped("<a/>")[:-30], "broken zip archive (File is not a zip file); pack it anew"),
    "empty.zip": (lambda: b"PK\5\6" + bytes(18), "an archive with no file in it; check the file"),
    "half empty.zip": (lambda: b"PK\5\6" + bytes(9), "broken zip archive (File is not a zip file); pack it anew"),
    "split.zip": (lambda: b"PK\7\x08" + zipped("<a/>")[:-30], "broken zip archive (File is not a zip file); pack it anew"),
    "junk.zip": (lambda: bytes(range(256)), "no zip archive, and no text; pack it anew"),
    "other.rar": (lambda: b"Rar!\x1a\7\1\0" + bytes(range(256)), "an archive that is no zip; unpack it and name the folder"),
    "other.zip": (lambda: b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(256)), "an archive that is no zip; unpack it and name"),
    "binary.odt": (lambda: b"PK\x03\x04" + bytes(range(256)), "broken zip archive"),
    "password.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "a password-protected Word file or spreadsheet; save it without a password",
    ),
    "cut.xlsx": (lambda: typed_sheet()[:-30], "broken spreadsheet"),
    "none.xlsx": (lambda: sheet_package(""), "empty"),
    "no sheets.xlsx": (
        lambda: zipped("<a/>", "xl/other.xml", "[Content_Types].xml"),
        "broken spreadsheet (no 'xl/workbook.xml'); open it in Excel or WPS and save it anew",
    ),
    "old.xls": (lambda: bytes(range(256)), "no .xls file, and no text; open it in the program that made it and save it as .xlsx"),
    "bomb.xlsx": (lambda: sheet_package(f"<row/>{' ' * (9 << 20)}" * 15), "unpacks to more than 128 MB"),
    "long row.xlsx": (lambda: sheet_package("<row>" + f"<c/>{' ' * (5 << 20)}" * 5 + "</row>"), "unpacks to more than 24 MB"),
    "laughs.xlsx": (lambda: sheet_package("<row><c><v>&e9;</v></c></row>", declared=BILLION_LAUGHS), "entit"),
    "entity.xlsx": (
        lambda: sheet_package("<row><c><v>1</v></c></row>", declared='<!DOCTYPE d [<!ENTITY e "1">]>'),
        "holds XML entities",
    ),
    "wide.xlsx": (
        lambda: sheet_package("".join(f'<row r="{i}"><c r="{column_letters(i)}{i}"><v>1</v></c></row>' for i in range(1, 5000))),
        "cells, more than 5,000,000; split the file",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_in_one_line_within_seconds(name: str, tmp_path: Path) -> None:
    make, reason = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    start = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_file(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert "; " in message and "\n" not in message
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    "start", [b"II*\0000000000000", b"MM\0*0000", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM0000\0\0\0\0"]
)
def test_a_damaged_picture_is_told_in_words(start: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provtag.documents.ocr._Engine", lambda: None)
    with pytest.raises(InputError) as caught:
        recognised_picture(Path("图.tif"), start)
    assert re.fullmatch(r"图\.tif: a picture that cannot be opened \([^<>]+\); save it anew as PNG", str(caught.value))


def test_no_message_shows_where_something_lies_in_memory() -> None:
    said = str(fault(Path("甲<1>.tif"), f"cannot be read ({io.BytesIO()!r}, <a> at 0x, {fault})", "check the file"))
    assert said == "甲<1>.tif: cannot be read (, <a> at 0x,); check the file"


def test_thing_that_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    expected = {
        "pipe.txt": "is no regular file",
        "folder.txt": "is a folder",
        "none.txt": "no such file",
        "n\0.txt": "cannot be read",
    }
    for name, reason in expected.items():
        with pytest.raises(InputError, match=reason):
            read_file(tmp_path / name)


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("第一条")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # the tests may run as root, whom no permission stops
    with pytest.raises(InputError, match=r"a\.txt: no permission to read it; change its permissions"):
        read_file(tmp_path / "a.txt")


def test_file_beyond_the_size_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as stream:
        stream.truncate(LIMITS.file_bytes + 1)
    with pytest.raises(InputError, match="larger than 64 MB; split the file"):
        read_file(tmp_path / "huge.pdf")


def test_name_that_is_not_unicode(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("规定".encode("gbk") + b".txt")
    path.write_text("第一条 为了规范工作，制定本规定。", encoding="utf-8")
    assert read_file(path).source.encode().endswith(b".txt")


def test_child_that_does_not_end_is_ended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(InputError, match=r"pipe\.pdf: not read within 1 seconds; "):
        run_limited("builtins:open", tmp_path / "pipe.pdf", {}, 1, LIMITS.memory_bytes)


SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".docx", ".mht", ".doc", ".wps", ".rtf", ".ofd", ""])
STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf", word_package("<w:p/>"), web_page()]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SUFFIXES, STARTS, st.binary(max_size=400), st.integers(0, 3000))
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, start: bytes, rest: bytes, cut: int) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(start[:cut] + rest + start[cut + len(rest) :])
    _read_or_refused(path)


@patch("importlib.util.find_spec", lambda name: None)  # OCR would take its time
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_pdf_is_read_or_refused(tmp_path: Path, junk: bytes, at: int) -> None:
    whole = raw_pdf(b"BT /F 12 Tf 100 100 Td (text) Tj ET")
    path = tmp_path / "any.pdf"
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    _read_or_refused(path)


def _read_or_refused(path: Path) -> None:
    try:
        raw = read_file(path)
    except InputError as error:
        assert str(error).startswith(f"{path}: ") and "\n" not in str(error)
    else:
        assert isinstance(raw, RawText) and raw.text.strip()
