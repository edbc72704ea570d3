"""Where another text begins in the same file: the law that a decision publishes anew, the next notice of a collection."""

from __future__ import annotations

import re
from dataclasses import dataclass

from provtag.structure.markers import HEADING_STYLES, Style, article_at, heading_at, is_numbered, item_at, opens_anew
from provtag.structure.portal import is_back, opens_explanation
from provtag.structure.titles import ends_like_title, is_date, is_signature

_MARKS = re.compile("[。；：，！？]")
_PROSE = re.compile("[。；！？]")
_HEAD = re.compile(r"\S{1,40}文件|[^，。；：]{1,20}[〔\[（(【]\d{4}年?[〕\]）)】]第?\d{1,5}号")  # above a title, or below it
_ENACTING = re.compile(r"[^。]*(?:[为為根依按].{3,}(?:制定|制订|制訂|提出|印发|如下)).*")
_LINKS = re.compile("相[关關]|推[荐薦]|[热熱]|[上下]一[篇条條]")
_LONGEST_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Start:
    """Where another text begins: the line of its head, and the lines of its title.

    ``is_own``: it is issued for itself, with a head of its own behind the end of the text before, and not by that text.
    """

    line: int
    title: range
    is_own: bool


def text_starts(lines: list[str]) -> list[Start]:
    """Return where further texts begin in ``lines``, which hold the body of the first from line 0 on."""
    starts: list[Start] = []
    titles = [i for i, line in enumerate(lines) if i and _is_title(line)]
    since = next((i for i, line in enumerate(lines) if is_numbered(line)), len(lines))
    for at in titles:
        if at > since and (start := _signed_off(lines, at, since) or _numbered_anew(lines, at)):
            starts.append(start)
            since = at
    return starts


def _is_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or not ends_like_title(line):  # most lines
        return False
    is_heading = opens_anew(line)
    return not (is_heading or _MARKS.search(line) or is_back(line))


def _signed_off(lines: list[str], at: int, since: int) -> Start | None:
    """Return the text whose title is line ``at`` where only a head stands between it and the signature of the text before.

    That text has its first number, or its title, in line ``since``.
    """
    if is_numbered(lines[at]) or opens_explanation(lines[at], False):
        return None
    last = next((i for i in range(at - 1, since, -1) if not _is_head(lines[i])), since)
    signed = next((i for i in range(last, since, -1) if is_date(lines[i]) or not is_back(lines[i])), since)
    if not is_date(lines[signed]) or _PROSE.search(lines[signed]) or is_numbered(lines[signed]):
        return None
    if any(map(_LINKS.match, lines[signed : last + 1])):
        return None
    below = next((i for i in range(at, len(lines)) if is_numbered(lines[i]) or _PROSE.search(lines[i])), len(lines))
    if below == len(lines) or any(map(_is_title, lines[at + 1 : below])):  # links to other texts
        return None
    first = at - 1 if lines[at].startswith("关于") and is_signature(lines[at - 1]) else at
    return Start(last + 1, range(first, at + 1), is_own=True)


def _is_head(line: str) -> bool:
    is_head = bool(_HEAD.fullmatch(line.replace(" ", ""))) or is_signature(line)
    return is_head and not (is_date(line) or _LINKS.match(line))


def _numbered_anew(lines: list[str], at: int) -> Start | None:
    """Return the text whose title is line ``at`` where its articles, chapters or outermost numbers count from 1 below it."""
    styles = (Style.ARTICLE, *HEADING_STYLES, *(() if is_numbered(lines[at]) else (Style.COMMA,)))
    for line in lines[at + 1 :]:
        first = article_at(line, 0, len(line)) or heading_at(line, 0, len(line)) or item_at(line, 0, len(line))
        if first and first.style is not Style.FLOW:
            counts = first.key == "1" and first.style in styles
            return Start(at, range(at, at + 1), is_own=False) if counts else None
        if not (line.startswith(("（", "(")) or _ENACTING.fullmatch(line)):
            return None
    return None
