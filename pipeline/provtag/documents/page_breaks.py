"""What a page leaves between the lines of plain text: page numbers, and running heads that say the title again."""

from __future__ import annotations

import re
from itertools import accumulate

_CENTRED = " " * 4
_DASHES = "-—–－―─"
_SURE_NUMBER = re.compile(
    rf"(?:[{_DASHES}·•] ?){{1,2}}\d{{1,4}}(?: ?[{_DASHES}·•]){{1,2}}"
    rf"|第 ?\d{{1,4}} ?[页頁](?: ?[/／,，]? ?[（(]?共 ?\d{{1,4}} ?[页頁][）)]?)?"
    r"|[（(]第 ?\d{1,4} ?[页頁][）)]|[~～] ?\d{1,4} ?[~～]"
    r"|\d{1,4} ?[/／] ?\d{1,4}|[Pp]age ?\d{1,4}(?: ?of ?\d{1,4})?|[页頁][码碼]?[:： ]?\d{1,4}"
)
_DIGITS = re.compile(r"\d{1,4}")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_ROWS_BELOW = re.compile(r"[|\s]*(?:序号?|序號|编号|編號)(?:[|\s]|$)")  # the head of a column of numbers
_HEAD_LINES = 8  # at most, where each head of a table has a line of its own
_MAYBE_NUMBER = re.compile(rf"(?m)^[ \t\u3000]*[{_DASHES}·•~～\d第页頁共/／,，()（）:： PpageofＰ码碼]{{1,24}}$")
_BLANKS = " \t\r\u3000"
_TITLE = re.compile(
    r"[^，。；：]{2,60}(?:条例|办法|规定|细则|方案|意见|通知|计划|规划|决定|规则|制度|机制|措施|通告|公告|纪要)(?:[（(][^（）()]{2,12}[）)])?"
)
_BEGINNING = 2_000  # characters in which titles stand
_OFTEN = 3  # so many lines that say the title again are running heads, even between sentences
_SIGNED = re.compile(r"(?:\d ?日|[一二三四五六七八九十]日|[）)])$")  # what stands above the title below a notice
_ENDED = re.compile("[。！？；：.!?;:）)】〕》][”’」]?$")
_PROSE = re.compile("[，、；,]|^第.{1,8}[条條] ?.{8}")
_NUMBERED = re.compile(
    r"[#|<*]|第[一二三四五六七八九十百千零〇\d ]+[编編章节節条條款]|[一二三四五六七八九十壹贰貳叁參]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]\D|[①-⑳㈠-㈩⑴-⒇]|附[件則则表录錄]|——"
)


def without_page_breaks(text: str) -> str:
    """Return ``text`` without lines that are only a page number or running head; a sentence that one stood in is whole again.

    Bare numbers are page numbers at a form feed, and where at least three numbers of pages count up, but not below a column
    head: there they number rows.
    A running head says the title again, in the midst of a sentence or at least three times.
    """
    has_numbers = _MAYBE_NUMBER.search(text) is not None
    titles = _titles_again(text)
    if not has_numbers and not titles:
        return text
    lines = text.split("\n")
    numbers = _page_numbers(lines) if has_numbers else set()
    furniture = numbers | _running_heads(lines, titles, numbers)
    kept: list[str] = []
    at_break = False  # such a line stood before this one
    for i, line in enumerate(lines):
        words = line.strip()
        if i in furniture:
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


def _page_numbers(lines: list[str]) -> set[int]:
    sure = {i for i, line in enumerate(lines) if _SURE_NUMBER.fullmatch(line.strip())}
    bare = [i for i, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.strip())]
    if not bare or any(map(_ROWS_BELOW.match, lines[max(0, bare[0] - _HEAD_LINES) : bare[0]])):
        return sure
    places = sorted(sure.union(bare))
    values = [int(_DIGITS.findall(lines[i])[0]) for i in places]
    counts_up = len(places) >= 3 and values == list(range(values[0], values[0] + len(places)))
    return sure | set(bare) if counts_up else sure | _at_feeds(lines, bare)


def _at_feeds(lines: list[str], bare: list[int]) -> set[int]:
    """Return those of the ``bare`` numbers beside a form feed that say which page it is, or stand in the middle of their line."""
    pages = list(accumulate((line.count("\f") for line in lines), initial=1))
    beside = (i for i in bare if "\f" in "".join(lines[i : i + 2]))
    return {
        i
        for i in beside
        if lines[i].startswith(_CENTRED) or int(_DIGITS.findall(lines[i])[0]) == pages[i] + lines[i].startswith("\f")
    }


def _titles_again(text: str) -> set[str]:
    """Return the title-like lines at the beginning of ``text`` that stand in it again."""
    first = (_bare(line) for line in text[:_BEGINNING].split("\n"))
    return {line for line in first if _TITLE.fullmatch(line) and text.count(line) > 1}


def _bare(line: str) -> str:
    return line.strip(f"{_BLANKS}#*|{_DASHES}·•0123456789")


def _running_heads(lines: list[str], titles: set[str], numbers: set[int]) -> set[int]:
    """Return the lines that say one of ``titles`` again where a page begins."""
    found: set[int] = set()
    for title in titles:
        places = [i for i, line in enumerate(lines) if title in line and _bare(line) == title][1:]
        breaking = {i for i in places if _goes_on(_text_around(lines, i, -1, numbers), _text_around(lines, i, 1, numbers))}
        if breaking or len(places) >= _OFTEN:
            found |= breaking | {i for i in places if not _SIGNED.search(_text_around(lines, i, -1, numbers))}
    return found


def _text_around(lines: list[str], at: int, step: int, numbers: set[int]) -> str:
    """Return the nearest line before (-1) or behind (1) line ``at`` that is neither empty nor a page number."""
    at += step
    while 0 <= at < len(lines) and (at in numbers or not lines[at].strip()):
        at += step
    return lines[at].strip() if 0 <= at < len(lines) else ""


def _goes_on(before: str, line: str) -> bool:
    """Say whether the sentence of ``before`` goes on in ``line``, behind a page number."""
    return bool(before and _PROSE.search(before)) and not _ENDED.search(before) and not _NUMBERED.match(line)
