"""The outline of a body: numbered lines become blocks below headings, unnumbered paragraphs blocks of their own."""

from __future__ import annotations

from collections.abc import Sequence

from provtag.patterns import Pattern
from provtag.structure.articles import Articles
from provtag.structure.blocks import Outline
from provtag.structure.markers import article_at, heading_at, is_numbered
from provtag.structure.plan import Plan
from provtag.structure.sections import Section
from provtag.structure.text import Line

_QUOTES = Pattern("(?:^|[：:])“[^”]*$")
_LONGEST_QUOTATION = 60  # lines


def outline(text: str, sections: Sequence[Section]) -> Outline:
    """Return the blocks of the bodies of ``sections``."""
    built = Outline()
    for section in sections:
        lines = section.body
        quoted = _quoted(lines)
        own = [line for i, line in enumerate(lines) if i not in quoted] if quoted else lines
        style = Articles if _has_articles(text, own) else Plan
        style(text, built, section, quoted).read(lines)
    return built


def _has_articles(text: str, lines: Sequence[Line]) -> bool:
    """Say whether ``lines`` are numbered by articles: two, or one that opens the numbering or stands below headings."""
    articles = (line for line in lines if article_at(text, line.start, line.end))
    if not (one := next(articles, None)):
        return False
    if next(articles, None) or one is next(line for line in lines if is_numbered(line.text)):
        return True
    return any(heading_at(text, line.start, line.end) for line in lines)


def _quoted(lines: list[Line]) -> set[int]:
    """Return the lines that stand inside a quotation of several lines: the new articles that a decision quotes."""
    quoted: set[int] = set()
    inside: list[int] = []  # below the line that opens a quotation
    depth = 0
    for i, line in enumerate(lines):
        if not (depth or _QUOTES.search(line.text)):
            continue
        opened, closed = line.text.count("“"), line.text.count("”")
        if depth:
            inside.append(i)
            opened -= line.text.startswith("“")  # each paragraph of a quotation may open it anew
        depth = max(0, depth + opened - closed)
        if depth and len(inside) == _LONGEST_QUOTATION:  # it is never closed: no quotation
            inside, depth = [], 0
        elif not depth:
            quoted.update(inside)
            inside = []
    return quoted
