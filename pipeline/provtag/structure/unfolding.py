"""Line breaks that are lost: articles, and the numbers of a plan, that stand behind each other go to lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from provtag.patterns import Pattern
from provtag.structure.changes import is_changes_head
from provtag.structure.fragments import END_MARKS, START
from provtag.structure.markers import ANY, Style, article_at, article_number, continues, item_at
from provtag.structure.titles import KINDS, ends_like_title, is_signature

_MARK = Pattern("[，。；：！？、]")
_LONGEST_HEAD = 40  # characters of the header row of a table of changes
_RISING = 3  # from so many articles in one line on the line breaks are lost
_OUTER = Pattern(r"(?:^|(?<=[。！？” ]))(?=[一二三四五六七八九十]{1,3}、)")
_INNER = Pattern(r"(?<=[。！？” ])(?=[（(][一二三四五六七八九十]{1,3}[）)])|(?<=[。！？” ])(?=\d{1,2}[.．、](?!\d))")
_POINT = Pattern(r"(?<=。)(?:\d{1,2}[.．、](?!\d)|[①-⑳])")
_SECOND_POINT = Pattern(r"。(?:(?:[2-9]|1\d)[.．、](?!\d)|②)")
_POINTS = (Style.POINT, Style.CIRCLE)
_LAST_HEADING = Pattern(rf"(?<=[。；]) *第{ANY}[编編章节節] ?[\u4e00-\u9fff、 ]{{2,20}}$")
_FIRST_WORDS = Pattern("[^。，；：！？ ]{2,60} +(?=[^ ])")
_LAST_WORDS = Pattern("(?<=[。！])[^。，；：！]{2,40}$")
_TITLE_ALONE = Pattern(rf"(?P<title>[^。，；：:！？ ]{{2,60}}(?:{KINDS})(?:[（(][^）)]{{1,12}}[）)])?) +(?=[^ ])")


def unfold(text: str) -> str:
    """Put what is numbered on lines of its own where it stands behind the end of a sentence, and the title before it.

    Articles go to lines of their own where at least three ascend in a line, or where one continues the count of the text;
    the numbers of a plan where two of 一、二、 do. Any other text comes back as it is.
    """
    if "\n" not in text:
        text = _parted(text)
    lines: list[str] = []
    above = ""  # the last line that opens an article
    in_changes = False  # there, the old article and the new one share a line
    all_lines = text.split("\n")
    for line, below in zip(all_lines, [*all_lines[1:], ""], strict=True):
        in_changes = in_changes or (len(line) < _LONGEST_HEAD and is_changes_head(line))
        if in_changes or ("二、" not in line and line.count("第") < 2 and "2" not in line and "②" not in line):  # most lines
            lines.append(line)
        else:
            pieces = (piece for part in _articles(line, _counted(above)) for piece in _plan(part))
            lines += [point for piece in pieces for point in _points(piece, below)]
        if lines[-1].startswith("第"):
            above = lines[-1]
    return "\n".join(lines)


def _parted(line: str) -> str:
    """Return the one line of a text with its title and its signature on lines of their own."""
    title = _FIRST_WORDS.match(line)
    if title and ends_like_title(title[0].strip()):
        line = f"{title[0].strip()}\n{line[title.end() :]}"
    foot = _LAST_WORDS.search(line, max(0, len(line) - _LONGEST_HEAD))
    if foot and is_signature(foot[0].strip()):
        line = f"{line[: foot.start()].rstrip()}\n{foot[0].strip()}"
    return line


def _counted(line: str) -> tuple[int, int]:
    """Return number and branch of the article that opens ``line``, zeros where none does."""
    article = article_at(line)
    number, _, branch = article.key.partition("-") if article else ("0", "", "")
    return int(number), int(branch or 0)


def _articles(line: str, last: tuple[int, int]) -> list[str]:
    """Break ``line`` at its articles; ``last``: the number of the article before it."""
    if line.count("第") < 2:  # most lines: spares the search for numbers
        return [line]
    rising: list[re.Match[str]] = []
    highest = (0, 0)
    first_mark = _MARK.search(line)
    title_end = first_mark.start() if first_mark else len(line)
    counted, continues = last, False
    read = quoted = 0
    for start in START.finditer(line):
        quoted += line.count("“", read, start.start()) - line.count("”", read, start.start())
        read = start.start()
        number = article_number(start)
        below_title = number == (1, 0) and start.start() <= title_end
        at = start.start()
        is_next = number in ((counted[0] + 1, 0), (counted[0], counted[1] + 1))
        opens = at == 0 or line[at - 1] in END_MARKS or _behind_blank(line, at) or (is_next and _stands_apart(line, start))
        if quoted > 0 or not (below_title or opens):
            continue
        if number > highest:
            rising.append(start)
            highest = number
        if is_next or at == 0:
            continues = continues or start.end("headings") > 0
            counted = number
    cuts = {0, len(line)}
    if last_heading := _LAST_HEADING.search(line, max(0, len(line) - _LONGEST_HEAD)):
        cuts.add(last_heading.start())
    if len(rising) < _RISING and not continues:
        return _cut(line, cuts)
    for start in rising:
        headings = re.finditer(rf"第{ANY}[编編章节節]", start["headings"])
        cuts |= {start.end("headings"), *(start.start() + heading.start() for heading in headings)}
    return _cut(line, cuts)


def _behind_blank(line: str, at: int) -> bool:
    return at > 1 and line[at - 1] == " " and line[at - 2] in END_MARKS


def _stands_apart(line: str, start: re.Match[str]) -> bool:
    """Say whether the next article begins behind a sign that ends no sentence: its number is set off too (；第二条 …)."""
    before = line[: start.start()].rstrip()[-1:]
    return before in ("；", ";", "，", ",") and line[start.end() : start.end() + 1] in (" ", ".", "．", "，", "：", ":")


def _plan(line: str) -> Iterator[str]:
    """Break a line on which a whole plan stands, with its title, at its numbers."""
    if line.count("、") < 2 or "二、" not in line:
        yield line
        return
    outer = [at.start() for at in _OUTER.finditer(line)]
    keys = [marker.key for at in outer if (marker := item_at(line, at, len(line)))]
    if keys[:2] != ["1", "2"]:
        yield line
        return
    title = _TITLE_ALONE.match(line, 0, outer[0])
    cuts = {0, len(line), *outer, *([title.end()] if title else [])}
    for piece in _cut(line, cuts):
        marker = item_at(piece)
        inner = _INNER.finditer(piece) if marker and marker.style is Style.COMMA else ()
        yield from _cut(piece, {0, len(piece), *(at.start() for at in inner)})


def _points(line: str, below: str) -> list[str]:
    """Break a numbered ``line`` at the sentences that count in it, or go on counting from its own number: 1．点名。2．走访。

    Where the line ``below`` goes on counting from that number, what counts inside is not of its rank.
    """
    if not _SECOND_POINT.search(line) or not (marker := item_at(line)):
        return [line]
    style, counted = (marker.style, int(marker.key)) if marker.style in _POINTS else (None, 0)
    following = item_at(below)
    if counted and following and continues(following, marker.style, marker.key):
        return [line]
    cuts = {0, len(line)}
    for point in _POINT.finditer(line):
        inner = item_at(line, point.start(), len(line))
        if inner and inner.style is (style or inner.style) and inner.key == str(counted + 1):
            style, counted = inner.style, counted + 1
            cuts.add(point.start())
    return _cut(line, cuts) if len(cuts) > 3 or marker.style in _POINTS else [line]


def _cut(line: str, cuts: set[int]) -> list[str]:
    pieces = (line[left:right].strip() for left, right in pairwise(sorted(cuts)))
    return [piece for piece in pieces if piece]
