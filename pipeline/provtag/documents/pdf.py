"""PDF: the text layer where there is a readable one, OCR where there is none."""

from __future__ import annotations

import ctypes
import importlib.util
import re
import unicodedata
from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault, run_limited
from provtag.documents.page_layout import Page, PageLine, paragraphs
from provtag.documents.text import plausibility

JUNK = 0.1  # share of characters without meaning above which a page's fonts are unmapped
CHINESE = 0.3  # share of Chinese characters below which a text layer is not the text of a Chinese regulation
FEW = 200  # characters from which on those shares say something

_JUNK = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
_HAN = re.compile("[\u3400-\u9fff]")
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u0002\ufffe"))
# Radicals that fonts put in the place of the characters they look like, and that have no compatibility form.
_RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳", "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟黄齐齿龙龟"
)
_KANGXI = re.compile("[\u2f00-\u2fdf]")


def pdf_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a PDF, a line a paragraph, and warnings. Raises InputError, also where OCR is missing."""
    answer = run_limited(f"{__name__}:text_layer", path, {}, LIMITS.seconds, LIMITS.memory_bytes)
    pages = [_page(page) for page in answer["pages"]]
    unread: list[int] = answer["unread"]
    warnings: tuple[str, ...] = ()
    if unread and importlib.util.find_spec("rapidocr_onnxruntime"):
        if len(unread) > LIMITS.ocr_pages:
            raise fault(path, f"{len(unread)} scanned pages, more than {LIMITS.ocr_pages}", "split the file")
        arguments = {"numbers": unread}
        function = "provtag.documents.ocr:recognised_pages"
        read = run_limited(function, path, arguments, LIMITS.ocr_seconds, LIMITS.ocr_memory_bytes)
        for number, page in zip(unread, read, strict=True):
            pages[number] = _page(page)
        warnings = ("read by OCR" if len(unread) == len(pages) else f"read by OCR: {_named(unread)}",)
    elif unread and all(not page.lines for page in pages):
        raise fault(path, "needs OCR", "install the ocr extra (pip install rapidocr-onnxruntime)")
    elif unread:
        warnings = (f"{_named(unread)} left out: needs OCR, install the ocr extra (pip install rapidocr-onnxruntime)",)
    return "\n".join(paragraphs(pages)), warnings


def _page(page: dict[str, Any]) -> Page:
    return Page(page["height"], tuple(PageLine(*line) for line in page["lines"]))


def _named(numbers: list[int]) -> str:
    listed = ", ".join(str(number + 1) for number in numbers)
    return f"pages {listed}" if len(numbers) > 1 else f"page {listed}"


def open_pdf(path: Path) -> Any:
    """Open a PDF with pypdfium2. Raises InputError when it is encrypted, broken or too long."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise fault(path, "encrypted PDF", "save it without a password") from None
        raise fault(path, f"broken PDF ({error})", "open it in a PDF viewer and print it to a new PDF") from None
    if pages > LIMITS.pages:
        raise fault(path, f"{pages:,} pages, more than {LIMITS.pages:,}", "split the file")
    return document


def text_layer(path: Path) -> dict[str, Any]:
    """Return {"pages": [{"height", "lines": [[text, left, bottom, right, top]]}], "unread": indices of pages that need OCR}.

    Runs in the child process. A page that needs OCR has no lines.
    """
    document = open_pdf(path)
    pages: list[dict[str, Any]] = []
    unread: list[int] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            lines = _printed_lines(page)
        except Exception as error:
            raise fault(path, f"broken PDF (page {number + 1}: {error})", "print it to a new PDF") from None
        if not lines and next(iter(page.get_objects(max_depth=2)), None) is None:
            pages.append({"height": page.get_height(), "lines": []})  # an empty page
            continue
        if not is_readable("".join(str(line[0]) for line in lines)):
            unread.append(number)
            lines = []
        characters += sum(len(str(line[0])) for line in lines)
        if characters > LIMITS.text_characters:
            raise fault(path, f"more than {LIMITS.text_characters:,} characters", "split the file")
        pages.append({"height": page.get_height(), "lines": lines})
        page.close()
    return {"pages": pages, "unread": unread}


def is_readable(text: str) -> bool:
    """Say whether the text layer of a page is text: not missing, not the codes of unmapped fonts."""
    words = "".join(text.split())
    if not words or len(_JUNK.findall(words)) > JUNK * len(words):
        return False
    if len(words) < FEW:
        return True
    return len(_HAN.findall(words)) >= CHINESE * len(words) and plausibility(words) > CHINESE


def _printed_lines(page: Any) -> list[list[str | float]]:
    """Return the lines of a page with their boxes, in the order of the text layer; pieces of one row are one line."""
    lines: list[list[str | float]] = []
    for text, left, bottom, right, top in _pieces(page):
        if lines:
            before = lines[-1]
            overlap = min(top, float(before[4])) - max(bottom, float(before[2]))
            if left >= float(before[3]) and overlap > 0.5 * min(top - bottom, float(before[4]) - float(before[2])):
                lines[-1] = [f"{before[0]}\t{text}", before[1], min(bottom, float(before[2])), right, max(top, float(before[4]))]
                continue
        lines.append([text, left, bottom, right, top])
    return lines


def _pieces(page: Any) -> list[tuple[str, float, float, float, float]]:
    """Return the runs of characters between pdfium's line breaks: text, left, bottom, right, top."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    sides = [ctypes.c_double() for _ in range(4)]
    pieces: list[tuple[str, float, float, float, float]] = []
    signs: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    gap_open = False  # pdfium made a blank up before the next character

    def end_piece() -> None:
        text = mended("".join(signs))
        if text.strip() and boxes:
            left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
            pieces.append((text.strip(), left, bottom, max(box[2] for box in boxes), max(box[3] for box in boxes)))
        signs.clear()
        boxes.clear()

    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        sign = chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        if sign in "\r\n":
            end_piece()
            gap_open = False
        elif raw.FPDFText_IsGenerated(textpage, index) == 1:
            gap_open = True
        else:
            raw.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, sides))
            left, right, bottom, top = (side.value for side in sides)
            if gap_open and boxes and (left - boxes[-1][2] > 0.45 * (top - bottom) or (sign.isascii() and signs[-1].isascii())):
                signs.append(" ")
            gap_open = False
            signs.append(sign)
            if not sign.isspace():
                boxes.append((left, bottom, right, top))
    end_piece()
    textpage.close()
    return pieces


def mended(text: str) -> str:
    """Return ``text`` without hyphenation marks, radicals read as the characters they stand for."""
    text = text.translate(_HYPHENS).translate(_RADICALS)
    return _KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
