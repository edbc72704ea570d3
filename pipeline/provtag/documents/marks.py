"""Signs in plain text that are no words: the marks of Markdown and of wikis."""

from __future__ import annotations

import re

from provtag.documents import notices
from provtag.documents.table import NUMBERED
from provtag.documents.text_tables import without_wiki_tables
from provtag.patterns import Pattern

# Markdown

_FENCE = Pattern(r"(?m)^ {0,3}(?:```|~~~).*$\n?")
_STRUCK = Pattern(r"~~[^~\n]+~~")
_PICTURE = Pattern(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_IMAGE = Pattern(r"""<img(?=[\s/>])(?:[^<>"'\n]|\n(?![ \t]*\n)|"[^"<]{0,500}"|'[^'<]{0,500}')*+>""", re.IGNORECASE)
_LINK = Pattern(r"(?<!\\)\[([^\[\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_STRONG = Pattern(r"(?<!\\)(\*{1,3}|_{2,3})(?=\S)([^*_\n]*?[^\s\\])\1")
_INLINE_TAG = Pattern(r"</?(?:b|i|u|em|strong|span|font|center|sub|p|div)(?: [^<>\n]*)?/?>", re.IGNORECASE)
_BREAK = Pattern(r"(?<![ \t])[ \t]*<br ?/?>[ \t]*", re.IGNORECASE)
_SENTENCE_END = tuple("。；：！？;:!?")
_CODE = Pattern(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMENT = Pattern(r"<!--(?:(?!-->|<!--)[\s\S])*-->")
_ROW = Pattern(r"(?m)^[ \t]*\|.*\|[ \t]*$")
_QUOTED = Pattern(r"(?m)^(?:> ?)+")
_ESCAPE = Pattern(r"\\([\\`*_{}\[\]()#+\-.!~|<>（）])")
_HARD_BREAK = Pattern(r"(?m)\\$")


def without_metadata(text: str) -> str:
    """Return ``text`` without the block of fields above it (--- title: … ---), of which the title stays as a heading."""
    block = _METADATA.match(text)
    if not block:
        return text
    title = _METADATA_TITLE.search(block[1])
    body = text[block.end() :]
    said = title[1].strip(" \"'") if title else ""
    return body if not said or said in body else f"# {said}\n{body}"


def without_markdown(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without the marks inside its lines and without comments, and warnings; headings (#) and rows (|) stay.

    Struck words and pictures go. A line break inside a row parts its entries, elsewhere it ends a line.
    """
    struck = pictures = images = 0
    if "```" in text or "~~" in text:
        text = _FENCE.sub("", text)
        struck = sum(len(words[0]) - 4 for words in _STRUCK.finditer(text))
        text = _STRUCK.sub("", text)
    if "](" in text:
        text, pictures = _PICTURE.subn("", text)
        text = _LINK.sub(r"\1", text)
    if "\n>" in text:
        text = _QUOTED.sub("", text)
    if "*" in text or "__" in text:
        text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))  # twice: bold within italics
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    if "<" in text:
        text, images = _IMAGE.subn("", text)
        text = _BREAK.sub("\n", _ROW.sub(_row, _INLINE_TAG.sub("", text)))
    if "\\|" in text:
        text = _ROW.sub(lambda row: row[0].replace("\\|", "｜"), text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", _HARD_BREAK.sub("", text))
    counts = {notices.STRUCK: struck, notices.PICTURES: pictures + images}
    return text, tuple(wording.format(count=count) for wording, count in counts.items() if count)


def _row(found: re.Match[str]) -> str:
    """Return a row of a table in which marks part what line breaks did."""
    row = found[0]
    return _BREAK.sub(lambda gap: _between(row[: gap.start()], row[gap.end() :]), row)


def _between(before: str, behind: str) -> str:
    if not before or before.endswith((*_SENTENCE_END, "、", "，", "|", " ")) or behind.lstrip().startswith("|"):
        return ""
    return "；" if NUMBERED.match(behind) else "、"


_METADATA = Pattern(r"\ufeff?---[ \t]*\r?\n((?:[^\n]*\n){1,40}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_METADATA_TITLE = Pattern(r"(?m)^(?:title|标题|標題)[ \t]*:[ \t]*([^\r\n]+)")

# Wikis

_WIKI = Pattern(r"\{\{|\[\[|\'\'\'|__[A-Z]+__|(?m:^={2,5}[^=\n]+={2,5}[ \t]*$)")
_TEMPLATE = Pattern(r"\{\{[^{}]*\}\}")
_TITLE = Pattern(r"\|\s*(?:title|标题|標題|篇名)\s*=\s*([^|{}\n]+)")
_NOTE = Pattern(r"<ref[^<>]*/>|<ref[^<>]*>[^<]*(?:<(?!/?ref)[^<]*)*</ref>|<!--[^<>]*-->|<noinclude>[^<]*</noinclude>")
_WIKI_LINK = Pattern(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_CATEGORY = Pattern(r"\[\[\s*(?:[Cc]ategory|[Ff]ile|[Ii]mage|分类|分類|文件|圖像|图像)\s*[:：][^\[\]\n]*\]\]")
_OUTER_LINK = Pattern(r"\[https?://[^\s\]]+ ?([^\]\n]*)\]")
_HEADING = Pattern(r"(?m)^(={2,5})\s*([^=\n]+?)\s*\1[ \t]*$")
_LAYOUT = Pattern(r"'{2,5}|__[A-Z]+__|</?(?:onlyinclude|center|div|big|small|nowiki|poem|br)[^<>]*>", re.IGNORECASE)
_INDENT = Pattern(r"(?m)^[:;*#]+ *(?=\S)")


def without_wiki(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a wiki page without its markup, headings marked with #, and a warning where parts are left out."""
    if not any(mark in text for mark in ("{{", "[[", "'''", "\n==")) or len(_WIKI.findall(text[:50_000])) < 2:
        return text, ()
    left_out = 0
    titles: list[str] = []
    text = _CATEGORY.sub("", text)
    for _ in range(10):  # templates stand in templates
        titles += [found[1].strip(" []'") for found in _TITLE.finditer(text)] if not titles else []
        text, count = _TEMPLATE.subn("", text)
        left_out += count
        if not count:
            break
    text, notes = _NOTE.subn("", text)
    text = _OUTER_LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", text))
    text = _INDENT.sub("", without_wiki_tables(text))
    text = _HEADING.sub(lambda found: f"{'#' * len(found[1])} {found[2]}", text)
    text = _LAYOUT.sub("", text)
    left_out += notes - len(titles)
    said = (notices.WIKI.format(count=left_out),) if left_out > 0 else ()
    return "\n".join([*titles[:1], text]), said
