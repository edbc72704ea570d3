"""PDF: of each page the text layer where it is the text that the page shows, OCR where it is not."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provtag.documents import notices
from provtag.documents.limits import LIMITS, fault, run_limited
from provtag.documents.ocr import INSTALL, SCAN, is_installed
from provtag.documents.page_layout import Piece, laid_out, page_of
from provtag.documents.page_lines import Box, Page
from provtag.documents.pdf_file import open_pdf
from provtag.documents.text import plausibility
from provtag.patterns import Pattern

JUNK = 0.1  # share of characters without meaning above which a page's fonts are unmapped
CHINESE = 0.3  # share of Chinese characters below which a text layer is not the text of a Chinese regulation
FEW = 200  # characters from which on those shares say something
FIGURE = 0.1  # share of a page from which on a picture is worth a word
TYPED = 80  # characters on a scan from which on they are text and not a page number or a watermark
GOOD_LAYER = 0.5  # share of common characters below which the text layer behind a scan is the work of a poor program
SHARDS = 0.01  # share of parts of characters (扌艮) above which it is, too

_JUNK = Pattern("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
_HAN = Pattern("[\u3400-\u9fff]")
_LEADERS = Pattern(r"[.．…·‥]{3,}")  # of a table of contents
_SHARD = Pattern("[扌咅阝戈艮亻氵讠纟钅饣礻衤囗廴彳犭忄攵灬冫刂卩厶夂宀爫辶疒冖匚尢彡艹屮]")


@dataclass
class PageText:
    """What the child process found on one page: runs of characters [text, left, bottom, right, top], and what they are.

    ``state``: ``text``, ``layer`` (the hidden text of a scan), ``empty``, ``scan`` (needs OCR) or ``damaged``.
    """

    state: str = "damaged"
    width: float = 0.0
    height: float = 0.0
    pieces: list[list[Any]] = field(default_factory=list)
    ruled: bool = False
    rules: list[Box] = field(default_factory=list)
    hidden: int = 0
    slanting: int = 0
    pictures: int = 0
    fields: int = 0


def pdf_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a PDF, a line a paragraph, and warnings. Raises InputError, also where OCR is missing."""
    answer = run_limited(f"{__name__}:text_layer", path, {}, LIMITS.seconds, LIMITS.memory_bytes, data)
    pages = [PageText(**page) for page in answer["pages"]]
    said = [notices.DAMAGED] if answer["damaged"] else []
    scans = _numbers(pages, "scan")
    if scans and is_installed():
        said.append(_recognise(pages, scans, data, path))
    elif scans and not any(page.pieces for page in pages):
        raise fault(path, "needs OCR", INSTALL)
    elif scans:
        said.append(notices.NEEDS_OCR.format(pages=_named(scans), remedy=INSTALL))
    damaged = _numbers(pages, "damaged")
    if damaged and len(damaged) == len(pages):
        raise fault(path, "broken PDF (no page of it can be read)", "print it to a new PDF")
    if damaged:
        said.append(notices.DAMAGED_PAGES.format(pages=_named(damaged)))
    if layers := _numbers(pages, "layer"):
        said.append(notices.HIDDEN_LAYER.format(pages=_named(layers)))
    counts = {
        notices.OFF_PAGE: sum(page.hidden for page in pages),
        notices.WATERMARK: sum(page.slanting for page in pages),
        notices.FIELDS: sum(page.fields for page in pages),
        notices.PICTURES: sum(page.pictures for page in pages if page.state == "text"),
    }
    said += [wording.format(count=count) for wording, count in counts.items() if count]
    if not any(page.pieces for page in pages) and counts[notices.OFF_PAGE]:
        raise fault(path, "its pages show no text; all text in it is hidden", "print it to a new PDF")
    printed = list(map(_printed, pages))
    tables = {number for number, page in enumerate(printed) if any(line.row for line in page.lines)}
    if ruled := [number for number in _numbers(pages, "text") if pages[number].ruled and number not in tables]:
        said.append(notices.RULED.format(pages=_named(ruled)))
    laid = laid_out(printed)
    return "\n".join(laid.lines), (*said, *laid.warnings)


def _printed(page: PageText) -> Page:
    """Return the lines of a page as they are printed."""
    return page_of([Piece(*piece) for piece in page.pieces], page.width, page.height, page.rules, page.ruled)


def _recognise(pages: list[PageText], scans: Sequence[int], data: bytes, path: Path) -> str:
    """Put the text that OCR finds into the pages ``scans``; return what is to be said of it."""
    from provtag.documents.ocr import recognise_pages

    read = recognise_pages(data, path, scans)
    for number, page in zip(scans, read, strict=True):
        pages[number].pieces, pages[number].width, pages[number].height = page["pieces"], page["width"], page["height"]
    return notices.OCR if len(scans) == len(pages) else notices.OCR_PAGES.format(pages=_named(scans))


def _numbers(pages: Sequence[PageText], state: str) -> list[int]:
    return [number for number, page in enumerate(pages) if page.state == state]


def _named(numbers: Sequence[int]) -> str:
    listed = ", ".join(str(number + 1) for number in numbers)
    return f"pages {listed}" if len(numbers) > 1 else f"page {listed}"


def text_layer(path: Path, data: bytes) -> dict[str, Any]:
    """Return {"pages": the fields of each PageText, "damaged": whether a stream of the file is}. Runs in the child process."""
    from dataclasses import asdict

    document = open_pdf(path, data)
    document.init_forms()
    pages: list[PageText] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            found = _page(page)
            page.close()
        except MemoryError:
            raise
        except Exception:  # whatever it is, it is this page's
            found = PageText()
        characters += sum(len(piece[0]) for piece in found.pieces)
        if characters > LIMITS.text_characters:
            raise fault(path, f"more than {LIMITS.text_characters:,} characters", "split the file")
        pages.append(found)
    return {"pages": [asdict(page) for page in pages], "damaged": has_damaged_stream(data)}


def _page(page: Any) -> PageText:
    """Return what one page of pdfium holds and shows."""
    from provtag.documents.pdf_characters import page_pieces, seen_objects
    from provtag.documents.pdf_fields import filled_in

    seen = seen_objects(page)
    runs = page_pieces(page, seen)
    found = PageText(
        "text", runs.width, runs.height, runs.shown, seen.ruled, runs.rules, runs.hidden, runs.slanting, seen.figures(FIGURE)
    )
    found.fields = filled_in(page)
    words = "".join(piece[0] for piece in runs.shown)
    if seen.covered >= SCAN:
        found.pictures = 0  # the paper, or the scan itself
        if len(_body(runs)) >= TYPED and is_readable(words):
            return found
        found.hidden = 0
        if is_good_layer("".join(piece[0] for piece in runs.unseen)):
            found.state, found.pieces = "layer", runs.unseen
        else:
            found.state, found.pieces = "scan", []
    elif not words:
        found.state = "scan" if seen.drawn else "empty"
    elif not is_readable(words):
        found.state, found.pieces = "scan", []
    return found


def _body(runs: Any) -> str:
    """Return the words of a page that are no page number, running head or watermark: neither at its edges nor large."""
    heights = sorted(piece[4] - piece[2] for piece in runs.shown)
    usual = heights[len(heights) // 2] if heights else 0.0
    return "".join(
        piece[0]
        for piece in runs.shown
        if 0.08 * runs.height < piece[2] < 0.92 * runs.height and piece[4] - piece[2] <= max(1.5 * usual, 24)
    )


def is_readable(text: str) -> bool:
    """Say whether the text layer of a page is text: not missing, not the codes of unmapped fonts."""
    words = "".join(text.split())
    if not words or len(_JUNK.findall(words)) > JUNK * len(words):
        return False
    words = _LEADERS.sub("", words)
    if len(words) < FEW:
        return True
    return len(_HAN.findall(words)) >= CHINESE * len(words) and plausibility(words) > CHINESE


def is_good_layer(text: str) -> bool:
    """Say whether the hidden text of a scan was recognised by a program that knows Chinese."""
    words = "".join(text.split())
    if len(words) < 20 or not is_readable(words):
        return False
    return plausibility(words) >= GOOD_LAYER and len(_SHARD.findall(words)) <= SHARDS * len(words)


_STREAM = re.compile(rb"<<([^\0]{0,2000}?)>>\s*stream\r?\n")
_BAD_STREAM = re.compile(rb">>\s*stream(?!\r?\n)")
_FILTERS = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/[^\s/<>\[\]]+))")
_KNOWN = frozenset(
    b"/" + name
    for name in (
        *(b"FlateDecode", b"Fl", b"ASCII85Decode", b"A85", b"ASCIIHexDecode", b"AHx", b"LZWDecode", b"LZW", b"RunLengthDecode"),
        *(b"RL", b"CCITTFaxDecode", b"CCF", b"DCTDecode", b"DCT", b"JBIG2Decode", b"JPXDecode", b"Crypt"),
    )
)


def has_damaged_stream(data: bytes) -> bool:
    """Say whether a compressed stream of a PDF, other than a picture, does not unpack: viewers show what is before the fault."""
    if b"/Encrypt" in data:
        return False
    if _BAD_STREAM.search(data):
        return True
    for found in _STREAM.finditer(data):
        filters = _FILTERS.search(found[1])
        names = (filters[1] or filters[2]).replace(b"/", b" /").split() if filters else []
        if not _KNOWN.issuperset(names):
            return True
        if b"/Image" in found[1] or names[-1:] not in ([b"/FlateDecode"], [b"/Fl"]):
            continue
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end >= 0 else len(data)]
        try:
            if names[:-1] in ([b"/ASCII85Decode"], [b"/A85"]):
                packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
            elif names[:-1]:
                continue
            unpack = zlib.decompressobj()
            while packed:  # piece by piece: what it unpacks to may be large
                unpack.decompress(packed, 1 << 20)
                packed = unpack.unconsumed_tail
        except (zlib.error, ValueError):
            return True
    return False
