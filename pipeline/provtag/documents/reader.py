"""From a file to its raw text: which format it is by its content, and the one reader of that format."""

from __future__ import annotations

import csv
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

from provtag.documents import notices
from provtag.documents.archive import members, read_member
from provtag.documents.characters import has_stand_ins, lost, mended, private_use, unescaped
from provtag.documents.doubts import doubts, torn
from provtag.documents.footnotes import without_footnotes
from provtag.documents.limits import LIMITS, check_text, fault, printable
from provtag.documents.marks import without_markdown, without_metadata, without_wiki
from provtag.documents.packages import PACK_ANEW, SPREADSHEET, ZIPPED
from provtag.documents.page_breaks import without_page_breaks
from provtag.documents.table import ROW_END
from provtag.documents.text import decode, plausibility
from provtag.documents.text_tables import separated, without_boxes, without_quoted_breaks
from provtag.schema import RawText

Reader = Callable[[Path, bytes], RawText]

_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".wiki"})
_MARKDOWN = frozenset({".md", ".markdown"})
_SEPARATED = {".csv": ",;\t", ".tsv": "\t"}  # read when they are named; in folders they are data
_HTML = frozenset({".html", ".htm", ".shtml", ".xhtml"})
_ARCHIVED_PAGE = frozenset({".mht", ".mhtml"})
_WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_OFFICE = frozenset({".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt"})
_SHEETS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".fods"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
_DOCUMENTS = _TEXT | _HTML | _ARCHIVED_PAGE | _WORD | _OFFICE | _SHEETS | _PICTURES | {".pdf", ".ofd", ".xml"}
SUFFIXES = tuple(sorted(suffix.lstrip(".") for suffix in _DOCUMENTS))

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP|GIF8[79]a", re.DOTALL)
_OTHER_ARCHIVE = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\0")
_OTHERS = (  # streams of Office files that hold no text for us
    ("EncryptedPackage", "a password-protected Word file or spreadsheet", "save it without a password"),
    ("PowerPoint Document", "slides", "save the regulation as .docx"),
)
_BOOKS = ("Workbook", "Book")  # the streams of spreadsheets
_PAGE = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|meta|title|body|link|base)\b", re.I | re.S
)
_SHEET_XML = re.compile(rb"<(?:\w+:)?Workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet")  # of Excel 2003
_FRAGMENT = re.compile(rb"\s*<(?:p|div|table|span|center|font|h[1-6]|style|section|article)\b[^<>]*>", re.I)
_MESSAGE = re.compile(
    rb"(?:[A-Za-z-]+: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*(?:MIME-Version|Content-Type): *(?:1\.0|multipart/|text/html)", re.I
)
_CHINESE = 0.4  # share of common characters from which on bytes of another format are taken for Chinese text
_HEAD = 4096  # bytes by which a format is told


def is_document(path: Path) -> bool:
    """Tell whether a folder search should pick ``path`` up, by its name."""
    return path.suffix.lower() in _DOCUMENTS and not path.name.startswith((".", "~$"))


def read_file(path: Path, member: str = "") -> RawText:
    """Read one file, or a ``member`` of an archive; raises InputError with one line: which file, what is wrong, what to do."""
    if not member:
        return read_bytes(path, _bytes(path))
    data = read_member(path, member)
    return read_bytes(path / member.lstrip("/"), data)


def read_bytes(path: Path, data: bytes) -> RawText:
    """Read what a file holds; ``path`` is only its name, to be shown and for its suffix."""
    if not data.strip():
        raise fault(path, "empty: holds no text", "check the file")
    raw = _reader(path, data)(path, data)
    text, said = unescaped(raw.text), raw.warnings
    if has_stand_ins(text):
        text = mended(text)
        if count := private_use(text):
            said = (*said, notices.PRIVATE.format(count=count))
    if places := lost(text):
        said = (*said, notices.LOST.format(count=len(places), sample=places[0][:10]))
    rows = tuple(line.removesuffix(ROW_END) for line in text.split("\n") if line.endswith(ROW_END))
    text, notes = without_footnotes(without_page_breaks(text.replace(ROW_END, "")))
    check_text(path, text)
    return RawText(raw.source, text, raw.encoding, (*said, *notes, *doubts(text), *torn(text)), rows)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise fault(path, "is a folder", "name a file")
        if not stat.S_ISREG(status.st_mode):
            raise fault(path, "is no regular file", "name a file")
        if status.st_size > LIMITS.file_bytes:
            raise fault(path, f"larger than {LIMITS.file_bytes >> 20} MB", "split the file")
        return path.read_bytes()
    except FileNotFoundError:
        raise fault(path, "no such file", "check the name") from None
    except PermissionError:
        raise fault(path, "no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        raise fault(path, f"cannot be read ({error})", "check the file") from None


def _reader(path: Path, data: bytes) -> Reader:
    """Return the reader for the content, which counts more than the suffix where it is unmistakable."""
    suffix, head = path.suffix.lower(), data[:_HEAD]
    if b"%PDF-" in head[:1024] or (suffix == ".pdf" and not _is_text(head)):
        return _read_pdf
    if head.startswith(_OLE):
        for stream, what, remedy in _OTHERS:
            if stream.encode("utf-16-le") in data:
                raise fault(path, what, remedy)
        holds_word = "WordDocument".encode("utf-16-le") in data
        holds_sheets = any(stream.encode("utf-16-le") in data for stream in _BOOKS)
        if holds_sheets and (suffix in _SHEETS or not holds_word):  # each may hold one of the other kind
            return _office("xls")
        if not holds_word:
            raise fault(path, "an old Office file without a Word document in it", "open it in Word or WPS and save it as .docx")
        return _office("doc")
    if head.lstrip().startswith(b"{\\rtf"):
        return _office("rtf")
    if head.startswith(ZIPPED):
        return _zipped(path, data)
    if _OTHER_ARCHIVE.match(head):
        raise fault(path, "an archive that is no zip", "unpack it and name the folder")
    if _PICTURE.match(head):
        return _read_picture
    marks = _plain(head)
    if b"office/word/2003/wordml" in marks or b"office/2006/xmlPackage" in marks:
        return _read_word_xml
    if b"opendocument:xmlns:office" in marks and marks.lstrip().startswith(b"<"):
        return _office("fods" if b"opendocument.spreadsheet" in marks else "fodt")
    if _SHEET_XML.search(marks):
        return _office("xml")
    if suffix == ".xml" and b"<html" not in marks.lower():
        raise fault(path, "an XML file that is no Word document", "save the regulation as .docx")
    if _MESSAGE.match(marks):
        return _read_archived_page
    if suffix in _HTML or _PAGE.match(marks) or (suffix not in _TEXT and _FRAGMENT.match(marks)):
        return _read_html
    if marks[:1] in (b"{", b"[") and _is_json(data):
        raise fault(path, "JSON, which may hold a regulation but is none", "save the text of the regulation as .txt")
    if suffix == ".zip" and not _is_text(head):
        raise fault(path, "no zip archive, and no text", PACK_ANEW)
    if suffix in _SHEETS and not _is_text(head):
        raise fault(path, f"no {suffix} file, and no text", "open it in the program that made it and save it as .xlsx")
    if suffix in _WORD | _OFFICE | {".ofd"} and not _is_text(head):
        raise fault(path, f"no {suffix} file, and no text", "open it in the program that made it and save it as .docx")
    return _read_text


def _plain(head: bytes) -> bytes:
    """Return the first bytes of a text without byte order mark, two bytes a character as one."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:40].count(0) > 10:
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").lstrip()


def _is_text(head: bytes) -> bool:
    """Say whether a file that should be something else is plain text: Chinese in UTF-8 or GB 18030."""
    if head.isascii() or b"\0" in head:
        return False
    try:
        return bool(head.decode("utf-8", "strict" if len(head) < _HEAD else "ignore"))
    except UnicodeDecodeError:
        return plausibility(head.decode("gb18030", "replace")) > _CHINESE


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), (dict, list))
    except (ValueError, RecursionError):
        return False


def _zipped(path: Path, data: bytes) -> Reader:
    from provtag.documents.packages import kind

    suffix = path.suffix.lower()
    is_word = suffix in _WORD and b"xl/workbook." not in data
    found = "word" if is_word else kind(data, path, SPREADSHEET if suffix in _SHEETS else "zip archive")
    if found == "slides":
        raise fault(path, "slides", "save the regulation as .docx")
    if found in ("odt", "ods", "xlsb"):
        return _office(found)
    return {"sheet": _read_sheet, "ofd": _read_ofd, "archive": _read_archive}.get(found, _read_docx)


def _read_archive(path: Path, data: bytes) -> RawText:
    """Raise InputError: say why none of the files in an archive is a document of its own."""
    if not members(path, data):
        raise fault(path, "an archive with no file in it", "check the file")
    raise fault(path, "a zip archive without a Word document in it", "unpack it, or save the document as .docx")


def _read_text(path: Path, data: bytes) -> RawText:
    text, encoding, warnings = decode(data, path)
    if signs := _SEPARATED.get(path.suffix.lower()):
        try:
            return RawText(printable(path), separated(text, signs), encoding, warnings)
        except csv.Error as error:
            raise fault(path, f"a table that cannot be read ({error})", "save the regulation as .txt") from None
    text, said = without_wiki(without_metadata(without_boxes(without_quoted_breaks(text))))
    if path.suffix.lower() in _MARKDOWN or "**" in text or "\\" in text:
        text, left_out = without_markdown(text)
        said = (*said, *left_out)
    return RawText(printable(path), text, encoding, (*warnings, *said))


def _read_html(path: Path, data: bytes) -> RawText:
    from provtag.documents.html import decode_page, page_text

    page, encoding, warnings = decode_page(data, path)
    text, said = page_text(page, path)
    return RawText(printable(path), text, encoding, (*warnings, *said))


def _read_archived_page(path: Path, data: bytes) -> RawText:
    from provtag.documents.web_archive import archived_text

    text, encoding, warnings = archived_text(data, path)
    return RawText(printable(path), text, encoding, warnings)


def _read_docx(path: Path, data: bytes) -> RawText:
    from provtag.documents.docx import word_text

    text, warnings = word_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _read_word_xml(path: Path, data: bytes) -> RawText:
    from provtag.documents.docx import flat_text

    text, warnings = flat_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _read_sheet(path: Path, data: bytes) -> RawText:
    from provtag.documents.spreadsheet import sheet_text

    text, warnings = sheet_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _office(suffix: str) -> Reader:
    """Return the reader of a format that LibreOffice turns into a Word file or a spreadsheet."""

    def read(path: Path, data: bytes) -> RawText:
        from provtag.documents.office import converted, is_sheet

        return (_read_sheet if is_sheet(suffix) else _read_docx)(path, converted(data, suffix, path))

    return read


def _read_pdf(path: Path, data: bytes) -> RawText:
    from provtag.documents.pdf import pdf_text

    text, warnings = pdf_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _read_ofd(path: Path, data: bytes) -> RawText:
    from provtag.documents.ofd import ofd_text

    text, warnings = ofd_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _read_picture(path: Path, data: bytes) -> RawText:
    from provtag.documents.picture import picture_text

    text, warnings = picture_text(data, path)
    return RawText(printable(path), text, None, warnings)
