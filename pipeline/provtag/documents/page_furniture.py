"""What stands on a page besides the text: running heads, page numbers, footnotes, stamps that every page has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from provtag.documents.page_lines import Page, PageLine
from provtag.patterns import Pattern

MARGIN = 0.12  # share of the page height at top and bottom where running heads and page numbers stand
SMALL = 0.86  # ems: lines not higher than this are no body text
APART = 1.6  # line distances of white that part a running head from the text
LARGE = 1.5  # ems: lines higher than this that stand in one place of every page are stamped on it

_PAGE_NUMBER = Pattern(
    r"[\s\-—–－―─·•.]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*[页頁])?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*[页頁]?)?[\s\-—–－―─·•.]*"
)
_FOOTNOTE = Pattern(r"\s*(?:[①-⑳⑴-⒇*＊※†]|[\[［〔(（]\d{1,2}[\]］〕)）]|\d{1,2}[ \t\u3000]|注[:：\d])")


def without_furniture(pages: Sequence[Page]) -> tuple[list[list[PageLine]], int]:
    """Return the lines of each page that are text, and how many lines of footnotes were left out."""
    heights = [line.height for page in pages for line in page.lines if not line.row]
    em = median(heights) if heights else 1.0
    patterns, heads = _running_heads(pages), _head_places(pages, em)
    stamps = _stamps(pages, em)
    kept: list[list[PageLine]] = []
    footnotes = 0
    for page in pages:
        body = [
            line
            for line in page.lines
            if line.row
            or (
                not _is_furniture(line, page, patterns)
                and not (line in _edges(page) and _place(line) in heads)
                and (_pattern(line.text), _place(line)) not in stamps
            )
        ]
        notes = _footnotes(body, page, em)
        footnotes += len(notes)
        kept.append([line for line in body if line not in notes])
    return kept, footnotes


def _pattern(text: str) -> str:
    """Return the words of ``text`` in one order, all numbers alike, so that running heads of left and right pages are equal."""
    return re.sub(r"\d+", "0", "".join(sorted(text.split())))


def _place(line: PageLine) -> int:
    return round(line.bottom / 3)


def _in_margin(line: PageLine, page: Page) -> bool:
    return line.bottom > page.height * (1 - MARGIN) or line.top < page.height * MARGIN


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Return the patterns of lines that stand at top or bottom of at least half the pages, odd and even ones apart."""
    found: set[str] = set()
    for group in (pages, pages[::2], pages[1::2]):
        counts: Counter[str] = Counter()
        for page in group:
            edges = [*page.lines[:2], *page.lines[-2:]]
            counts.update({_pattern(line.text) for line in edges if _in_margin(line, page)})
        found |= {text for text, count in counts.items() if count >= max(2, len(group) / 2)}
    return found


def _edges(page: Page) -> list[PageLine]:
    """Return the uppermost and the lowest line of a page."""
    if not page.lines:
        return []
    return [max(page.lines, key=lambda line: line.top), min(page.lines, key=lambda line: line.bottom)]


def _head_places(pages: Sequence[Page], em: float) -> set[int]:
    """Return the places where small lines stand apart from the text on at least half of the pages.

    Their words may differ from page to page (titles of chapters, odd and even pages).
    """
    counts: Counter[int] = Counter()
    for page in pages:
        counts.update({_place(line) for line in _edges(page) if _in_margin(line, page) and _is_apart(line, page, em)})
    return {place for place, count in counts.items() if count >= max(2, len(pages) / 2)}


def _is_apart(line: PageLine, page: Page, em: float) -> bool:
    """Say whether ``line`` is smaller than the text and parted from it by more white than lines are."""
    if line.height > SMALL * em or len(page.lines) < 3:
        return False
    distances = [abs(a.bottom - b.bottom) for a, b in pairwise(page.lines) if abs(a.bottom - b.bottom) > em / 2]
    nearest = min((abs(line.bottom - other.bottom) for other in page.lines if other is not line), default=0.0)
    return nearest > APART * median(distances) if distances and len(page.lines) > 4 else nearest > APART * em


def _stamps(pages: Sequence[Page], em: float) -> set[tuple[str, int]]:
    """Return pattern and place of large lines that stand in one place inside the text of at least half the pages (and of two)."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({(_pattern(line.text), _place(line)) for line in page.lines if line.height > LARGE * em})
    return {stamp for stamp, count in counts.items() if count >= max(2, len(pages) / 2)}


def _is_furniture(line: PageLine, page: Page, repeated: set[str]) -> bool:
    return _in_margin(line, page) and (_PAGE_NUMBER.fullmatch(line.text) is not None or _pattern(line.text) in repeated)


def _footnotes(body: Sequence[PageLine], page: Page, em: float) -> list[PageLine]:
    """Return the footnotes of a page: the small lines at its end, from the first that bears a mark on."""
    notes: list[PageLine] = []
    for line in reversed(body):
        if line.row or line.height > SMALL * em or line.top > page.height / 2:
            break
        notes.insert(0, line)
    while notes and not _FOOTNOTE.match(notes[0].text):
        notes.pop(0)
    return notes
