"""Signs in plain text that are no words: page numbers between its lines, the marks of Markdown and of wikis."""

from __future__ import annotations

import re

from provtag.documents import notices

# Page numbers

_DASHES = "-—–－―─"
_SURE_NUMBER = re.compile(
    rf"(?:[{_DASHES}·•] ?){{1,2}}\d{{1,4}}(?: ?[{_DASHES}·•]){{1,2}}"
    rf"|第 ?\d{{1,4}} ?[页頁](?: ?[/／,，]? ?[（(]?共 ?\d{{1,4}} ?[页頁][）)]?)?"
    r"|\d{1,4} ?[/／] ?\d{1,4}|[Pp]age ?\d{1,4}(?: ?of ?\d{1,4})?|[页頁][码碼]?[:： ]?\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_ROWS_BELOW = re.compile(r"[|\s]*(?:序号?|序號|编号|編號)(?:[|\s]|$)")  # the head of a column of numbers
_HEAD_LINES = 8  # at most, where each head of a table has a line of its own
_MAYBE_NUMBER = re.compile(rf"(?m)^[ \t\u3000]*[{_DASHES}·•\d第页頁共/／,，()（）:： PpageofＰ码碼]{{1,24}}$")
_ENDED = re.compile("[。！？；：.!?;:）)】〕》][”’」]?$")
_PROSE = re.compile("[，、；,]|^第.{1,8}[条條] ?.{8}")
_NUMBERED = re.compile(
    r"[#|<*]|第[一二三四五六七八九十百千零〇\d ]+[编編章节節条條款]|[一二三四五六七八九十壹贰貳叁參]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]\D|[①-⑳㈠-㈩⑴-⒇]|附[件則则表录錄]|——"
)


def without_page_numbers(text: str) -> str:
    """Return ``text`` without lines that are only a page number; a sentence that one stood in is whole again.

    Bare numbers are page numbers where at least three of them count up, but not below a column head: there they number rows.
    """
    if _MAYBE_NUMBER.search(text) is None:
        return text
    lines = text.split("\n")
    bare = [i for i, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.strip())]
    values = [int(lines[i]) for i in bare]
    counts_up = len(bare) >= 3 and values == list(range(values[0], values[0] + len(bare)))
    counted = (
        set(bare) if counts_up and not any(map(_ROWS_BELOW.match, lines[max(0, bare[0] - _HEAD_LINES) : bare[0]])) else set()
    )
    kept: list[str] = []
    at_break = False  # a page number stood before this line
    for i, line in enumerate(lines):
        words = line.strip()
        if i in counted or _SURE_NUMBER.fullmatch(words):
            at_break = True
        elif at_break and not words:
            continue
        else:
            if at_break and kept and _goes_on(kept[-1].strip(), words):
                kept[-1] = kept[-1].rstrip() + words
            else:
                kept.append(line)
            at_break = False
    return "\n".join(kept)


def _goes_on(before: str, line: str) -> bool:
    """Say whether the sentence of ``before`` goes on in ``line``, behind a page number."""
    return bool(before and _PROSE.search(before)) and not _ENDED.search(before) and not _NUMBERED.match(line)


# Markdown

_FENCE = re.compile(r"(?m)^ {0,3}(?:```|~~~).*$\n?")
_STRUCK = re.compile(r"~~[^~\n]+~~")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_STRONG = re.compile(r"(?<!\\)(\*{1,3}|_{2,3})(?=\S)([^*_\n]*?[^\s\\])\1")
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|center|sup|sub|p|div)(?: [^<>\n]*)?/?>|<br ?/?>(?=\n|$)", re.IGNORECASE
)
_QUOTED = re.compile(r"(?m)^(?:> ?)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~|<>（）])")
_HARD_BREAK = re.compile(r"(?m)\\$")


def without_markdown(text: str) -> str:
    """Return Markdown without the marks inside its lines; headings (#), rows (|) and comments stay. Struck words go."""
    if "```" in text or "~~" in text:
        text = _STRUCK.sub("", _FENCE.sub("", text))
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    if "\n>" in text:
        text = _QUOTED.sub("", text)
    if "*" in text or "__" in text:
        text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))  # twice: bold within italics
    if "</" in text or "<br" in text:
        text = _INLINE_TAG.sub("", text)
    return _ESCAPE.sub(r"\1", _HARD_BREAK.sub("", text)) if "\\" in text else text


# Wikis

_WIKI = re.compile(r"\{\{|\[\[|\'\'\'|__[A-Z]+__|(?m:^={2,5}[^=\n]+={2,5}[ \t]*$)")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_TITLE = re.compile(r"\|\s*(?:title|标题|標題|篇名)\s*=\s*([^|{}\n]+)")
_NOTE = re.compile(r"<ref[^<>]*/>|<ref[^<>]*>[^<]*(?:<(?!/?ref)[^<]*)*</ref>|<!--[^<>]*-->|<noinclude>[^<]*</noinclude>")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_CATEGORY = re.compile(r"\[\[\s*(?:[Cc]ategory|[Ff]ile|[Ii]mage|分类|分類|文件|圖像|图像)\s*[:：][^\[\]\n]*\]\]")
_OUTER_LINK = re.compile(r"\[https?://[^\s\]]+ ?([^\]\n]*)\]")
_HEADING = re.compile(r"(?m)^(={2,5})\s*([^=\n]+?)\s*\1[ \t]*$")
_LAYOUT = re.compile(r"'{2,5}|__[A-Z]+__|</?(?:onlyinclude|center|div|big|small|nowiki|poem|br)[^<>]*>", re.IGNORECASE)
_INDENT = re.compile(r"(?m)^[:;*#]+ *(?=\S)")


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
    text = _INDENT.sub("", text)
    text = _HEADING.sub(lambda found: f"{'#' * len(found[1])} {found[2]}", text)
    text = _LAYOUT.sub("", text)
    left_out += notes - len(titles)
    said = (notices.WIKI.format(count=left_out),) if left_out > 0 else ()
    return "\n".join([*titles[:1], text]), said
