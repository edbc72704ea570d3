"""Printed pages: from lines with their places to paragraphs, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

MARGIN = 0.12  # share of the page height at top and bottom where running heads and page numbers stand

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－―─·•.]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*[页頁])?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*[页頁]?)?[\s\-—–－―─·•.]*"
)
_BLANKS = re.compile(r"\s+")
_ENDED = re.compile("[。！？；：.!?;:）)】〕][”’]?$")
_START = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]+[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]\D|[①-⑳]|附件|——"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line: its text and box in points, y upwards from the bottom of its page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page from top to bottom, and the page's height in points."""

    height: float
    lines: tuple[PageLine, ...]


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs of ``pages``, running heads and page numbers left out."""
    repeated = _running_heads(pages)
    lines = [line for page in pages for line in page.lines if not _is_furniture(line, page, repeated)]
    if not lines:
        return []
    column = _Column(lines)
    written = [lines[0].text]
    for before, line in pairwise(lines):
        if column.continues(before, line):
            written[-1] = _joined(written[-1], line.text)
        else:
            written.append(line.text)
    return written


def _pattern(text: str) -> str:
    """Return ``text`` without blanks, all numbers alike, so that running heads of different pages are equal."""
    return re.sub(r"\d+", "0", _BLANKS.sub("", text))


def _in_margin(line: PageLine, page: Page) -> bool:
    return line.bottom > page.height * (1 - MARGIN) or line.top < page.height * MARGIN


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Return the patterns of lines that stand at top or bottom of at least half the pages (and of two)."""
    counts: Counter[str] = Counter()
    for page in pages:
        edges = [*page.lines[:2], *page.lines[-2:]]
        counts.update({_pattern(line.text) for line in edges if _in_margin(line, page)})
    return {text for text, count in counts.items() if count >= max(2, len(pages) / 2)}


def _is_furniture(line: PageLine, page: Page, repeated: set[str]) -> bool:
    return _in_margin(line, page) and (_PAGE_NUMBER.fullmatch(line.text) is not None or _pattern(line.text) in repeated)


class _Column:
    """The measure of the text: where its lines begin and end, how wide a character is, and whether paragraphs are indented."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self.em = median(line.height for line in lines) or 1.0
        lefts = Counter(round(line.left / 3) * 3 for line in lines if len(line.text) > 10)
        common = [left for left, count in lefts.items() if count >= max(2, sum(lefts.values()) * 0.08)]
        self.left = min(common, default=min(line.left for line in lines))
        rights = sorted(line.right for line in lines)
        self.right = rights[int(len(rights) * 0.95)] if len(rights) > 4 else rights[-1]
        indented = sum(self._is_indented(line) for line in lines)
        self.indented = indented >= 2 and any(not self._is_indented(line) for line in lines) and indented >= len(lines) * 0.08

    def _is_indented(self, line: PageLine) -> bool:
        return line.left > self.left + self.em

    def continues(self, before: PageLine, line: PageLine) -> bool:
        """Say whether ``line`` goes on in the paragraph of ``before``."""
        if before.right < self.right - 2.2 * self.em or self._is_indented(line) or len(before.text) < 6:
            return False
        if self.indented:
            return True
        return not _ENDED.search(before.text) and not _START.match(line.text)


def _joined(before: str, text: str) -> str:
    if re.search(r"[A-Za-z]-$", before) and text[:1].islower():
        return before[:-1] + text
    words = before[-1:].isascii() and text[:1].isascii() and before[-1:].isalpha() and text[:1].isalpha()
    return f"{before} {text}" if words else before + text
