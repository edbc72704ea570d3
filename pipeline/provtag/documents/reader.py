"""From a file to its raw text: which format it is, and the one reader of that format."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

from provtag.documents.limits import LIMITS, check_text, fault, printable
from provtag.documents.text import decode
from provtag.schema import RawText

Reader = Callable[[Path, bytes], RawText]

_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".shtml", ".xhtml"})
_ARCHIVED_PAGE = frozenset({".mht", ".mhtml"})
_UNREADABLE = {
    ".doc": "old Word format",
    ".wps": "WPS format",
    ".rtf": "rich text format",
    ".ofd": "OFD format",
}
_CONVERT = "open it in Word, WPS or LibreOffice and save it as .docx"
_DOCUMENTS = _TEXT | _HTML | _ARCHIVED_PAGE | _UNREADABLE.keys() | {".docx", ".pdf"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:!doctype html|html|head|meta|\?xml)", re.IGNORECASE)


def is_document(path: Path) -> bool:
    """Tell whether a folder search should pick ``path`` up: readable formats, and old ones so that they are reported."""
    return path.suffix.lower() in _DOCUMENTS and not path.name.startswith((".", "~$", "~"))


def read_file(path: Path) -> RawText:
    """Read one file; raises InputError with one line that says which file, what is wrong and what to do."""
    data = _bytes(path)
    raw = _reader(path, data)(path, data)
    check_text(path, raw.text)
    return raw


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise fault(path, "is a folder", "name a file")
        if not stat.S_ISREG(status.st_mode):
            raise fault(path, "is no regular file", "name a file")
        if status.st_size > LIMITS.file_bytes:
            raise fault(path, f"larger than {LIMITS.file_bytes >> 20} MB", "split the file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise fault(path, "no such file", "check the name") from None
    except PermissionError:
        raise fault(path, "no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        raise fault(path, f"cannot be read ({error})", "check the file") from None
    if not data.strip():
        raise fault(path, "empty: holds no text", "check the file")
    return data


def _reader(path: Path, data: bytes) -> Reader:
    """Return the reader for the content, which counts more than the suffix where it is unmistakable."""
    suffix = path.suffix.lower()
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        return _read_pdf
    if data.startswith(_OLE):
        what = "a password-protected or old Word file" if suffix == ".docx" else _UNREADABLE.get(suffix, "an old Office file")
        raise fault(path, what, _CONVERT)
    if data.startswith(b"{\\rtf"):
        raise fault(path, _UNREADABLE[".rtf"], _CONVERT)
    if suffix == ".ofd":
        raise fault(path, _UNREADABLE[".ofd"], "open it in an OFD reader and save it as PDF or text")
    if data.startswith(b"PK\x03\x04") or suffix == ".docx":
        return _read_docx
    if suffix in _ARCHIVED_PAGE:
        return _read_archived_page
    if suffix in _HTML or _MARKUP.match(data):
        return _read_html
    if suffix in _UNREADABLE:
        raise fault(path, _UNREADABLE[suffix], _CONVERT)
    return _read_text


def _read_text(path: Path, data: bytes) -> RawText:
    text, encoding, warnings = decode(data, path)
    return RawText(printable(path), text, encoding, warnings)


def _read_html(path: Path, data: bytes) -> RawText:
    from provtag.documents.html import decode_page, main_text

    page, encoding, warnings = decode_page(data, path)
    return RawText(printable(path), main_text(page, path), encoding, warnings)


def _read_archived_page(path: Path, data: bytes) -> RawText:
    from provtag.documents.html import archived_page

    return _read_html(path, archived_page(data, path))


def _read_docx(path: Path, data: bytes) -> RawText:
    from provtag.documents.docx import word_text

    text, warnings = word_text(data, path)
    return RawText(printable(path), text, None, warnings)


def _read_pdf(path: Path, data: bytes) -> RawText:
    from provtag.documents.pdf import pdf_text

    text, warnings = pdf_text(path)
    return RawText(printable(path), text, None, warnings)
