"""The grammar of numbering: which characters at the start of a line or sentence are a number, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from provtag.language.numerals import ARABIC, CHINESE, CIRCLED, to_int

C, N = f"[{CHINESE}]", f"[{ARABIC}]"
ANY = f"(?:{C}(?: ?{C}){{0,7}}|{N}{{1,4}})"  # 九千九百九十九, 9999: no number is longer


class Style(StrEnum):
    """How a number is printed."""

    BOOK = "编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    COMMA = "一、"
    BRACKET = "（一）"
    POINT = "1．"
    ARABIC_BRACKET = "（1）"
    HALF_BRACKET = "1）"
    CIRCLE = "①"
    DASH = "——"


HEADING_STYLES = (Style.BOOK, Style.CHAPTER, Style.SECTION)

ITEM = "|".join(
    (
        rf"(?P<comma>{C}{{1,8}})[、．]",
        rf"[（(〔] ?(?P<bracket>{C}{{1,8}}) ?[）)〕][、．.]?",
        rf"(?P<point>{N}{{1,2}})(?:[．、]|\.(?![0-9０-９]))",
        rf"[（(] ?(?P<arabic>{N}{{1,2}}) ?[）)][、．.]?",
        rf"(?P<half>{N}{{1,2}}) ?[）)]",
        rf"(?P<circle>[{CIRCLED}])",
        r"(?P<dash>——|[●■◆▪•]|[-*] )",
    )
)
_ITEM_STYLES = {
    "comma": Style.COMMA,
    "bracket": Style.BRACKET,
    "point": Style.POINT,
    "arabic": Style.ARABIC_BRACKET,
    "half": Style.HALF_BRACKET,
    "circle": Style.CIRCLE,
    "dash": Style.DASH,
}
_ITEM = re.compile(rf"(?:#+ *)?(?:{ITEM})")
_HEADING_STYLES = {"编": "BOOK", "編": "BOOK", "章": "CHAPTER", "节": "SECTION", "節": "SECTION"}

# 第十二条规定的…, 第三条、第五条…: a reference that happens to open a line, not the start of an article.
REFERENCE = (
    r"(?!规定|規定|之?[规規]定|所[称稱列规規]|[至到]第|[、和及或至与與]|中的|的[规規]定|修改为|修改為|改为|改為"
    rf"|第{ANY}[款项項])"
)
ARTICLE = rf"第 ?(?P<article>{ANY}) ?[条條](?:之(?P<branch>{C}{{1,2}}))?{REFERENCE}"
_ARTICLE = re.compile(rf"(?:#+ *)?\**{ARTICLE}[\*：:]*")
_ARTICLE_OPENS = ("第", "#", "*")
_HEADING = re.compile(rf"(?:#+ *)?\**第 ?(?P<n>{ANY}) ?(?P<sign>[编編章节節])(?![^ ]{{0,3}}[规規]定)")


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as printed. ``end`` is the offset after it and its blanks; ``key`` its normalised value: 17, 10-1."""

    style: Style
    number: str
    key: str
    end: int


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at


def article_at(text: str, start: int, end: int) -> Marker | None:
    """Return the article number that opens ``text[start:end]``."""
    if not text.startswith(_ARTICLE_OPENS, start):  # most lines: spares the pattern
        return None
    found = _ARTICLE.match(text, start, end)
    if not found:
        return None
    key = str(to_int(found["article"]))
    if found["branch"]:
        key += f"-{to_int(found['branch'])}"
    number = found[0].strip("#* ：:")
    return Marker(Style.ARTICLE, number, key, _skip_blanks(text, found.end(), end))


def heading_at(text: str, start: int, end: int) -> Marker | None:
    """Return the number of the 编, 章 or 节 whose heading is ``text[start:end]``."""
    if not 0 < end - start <= 60 or text[end - 1] in "。；：，" or not text.startswith(_ARTICLE_OPENS, start):
        return None
    found = _HEADING.match(text, start, end)
    if not found:
        return None
    style = Style[_HEADING_STYLES[found["sign"]]]
    return Marker(style, found[0].strip("#* "), str(to_int(found["n"])), _skip_blanks(text, found.end(), end))


def item_at(text: str, start: int, end: int) -> Marker | None:
    """Return the plan or item number (一、（一）1．（1）①——) that opens ``text[start:end]``."""
    found = _ITEM.match(text, start, end)
    if not found or found.end() == end:
        return None
    group = found.lastgroup or "dash"
    key = "" if group == "dash" else str(to_int(found[group]))
    return Marker(_ITEM_STYLES[group], found[0].strip("# "), key, _skip_blanks(text, found.end(), end))


def is_numbered(line: str) -> bool:
    """Say whether a number of any kind opens ``line``."""
    end = len(line)
    return bool(article_at(line, 0, end) or item_at(line, 0, end) or heading_at(line, 0, end))
