"""What a page leaves between the lines of plain text: page numbers, and running heads."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import inf

from provtag.language.widths import ROOM, columns
from provtag.patterns import Pattern

_CENTRED = " " * 4
_DASHES = "-—–－―─"
_SURE_NUMBER = Pattern(
    rf"(?:[{_DASHES}·•] ?){{1,2}}\d{{1,4}}(?: ?[{_DASHES}·•]){{1,2}}"
    rf"|第 ?\d{{1,4}} ?[页頁](?: ?[/／,，]? ?[（(]?共 ?\d{{1,4}} ?[页頁][）)]?)?"
    r"|[（(]第 ?\d{1,4} ?[页頁][）)]|[~～] ?\d{1,4} ?[~～]"
    r"|(?:https?://\S{1,300}\s{1,20})?\d{1,4} ?[/／] ?\d{1,4}|[Pp]age ?\d{1,4}(?: ?of ?\d{1,4})?|[页頁][码碼]?[:： ]?\d{1,4}"
)
_DIGITS = Pattern(r"\d{1,4}")
_BARE_NUMBER = Pattern(r"\d{1,4}")
_ROWS_BELOW = Pattern(r"[|\s]*(?:序号?|序號|编号|編號)(?:[|\s]|$)")  # the head of a column of numbers
_HEAD_LINES = 8  # at most, where each head of a table has a line of its own
_MAYBE_NUMBER = Pattern(
    rf"(?m)^[ \t\f\u3000]*(?:[{_DASHES}·•~～\d第页頁共/／,，()（）:： PpageofＰ码碼]{{1,24}}|https?://.{{1,320}}\d)[\f\r]{{0,2}}$"
)
_BLANKS = " \t\r\u3000"
_FEED = ("\f", "\f\r")
_TITLE = Pattern(
    r"[^，。；：]{2,60}(?:条例|办法|规定|细则|方案|意见|通知|计划|规划|决定|规则|制度|机制|措施|通告|公告|纪要)(?:[（(][^（）()]{2,12}[）)])?"
)
_BEGINNING = 2_000  # characters in which titles stand
_PAGE = 8  # lines that pages with bare numbers have at least
_NARROWEST = 32  # columns of a full line
_BROKEN = 3  # full lines without an end mark that show the width
_LONGEST_HEAD, _LINES_OF_HEAD = 80, 3  # characters of a running head, lines of it at most
_NO_HEAD = Pattern(r"[|。；！？：]|:$|序号|序號|^[（(【]|\d ?日$")
_IN_BRACKETS = Pattern(r"[〔\[（(]\d{4}[〕\]）)] ?(?:第 ?)?\d{1,5} ?[号號]")  # the number of the document itself
_OFTEN = 3  # so many lines that say the title again are running heads, even between sentences
_SIGNED = Pattern(r"(?:\d ?日|[一二三四五六七八九十]日|[）)])$")  # what stands above the title below a notice
_ENDED = Pattern("[。！？；：.!?;:）)】〕》][”’」]?$")
_PROSE = Pattern("[，、；,]|^第.{1,8}[条條] ?.{8}")
_NUMBERED = Pattern(
    r"[#|<*]|第[一二三四五六七八九十百千零〇\d ]+[编編章节節条條款]|[一二三四五六七八九十壹贰貳叁參]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]\D|[①-⑳㈠-㈩⑴-⒇]|附[件則则表录錄]|——"
)


def without_page_breaks(text: str) -> str:
    """Return ``text`` without lines that are only a page number or running head; a sentence that one stood in is whole again,
    and so is one that a form feed beside its words parts.

    Bare numbers are page numbers at a form feed, and where at least three numbers of pages count up, or stand below full lines in
    the midst of sentences, but not below a column head: there they number rows.
    A running head stands beside the numbers of pages or at form feeds again and again, or says the title again, in the midst of
    a sentence or at least three times.
    """
    has_numbers = _MAYBE_NUMBER.search(text) is not None
    titles = _titles_again(text)
    if not has_numbers and not titles and "\f" not in text:
        return text
    lines = text.split("\n")
    numbers = _page_numbers(lines) if has_numbers else set()
    furniture = numbers | _heads_beside(lines, numbers)
    furniture |= _running_heads(lines, titles, furniture)
    full = _full(line for i, line in enumerate(lines) if i not in furniture)
    kept: list[str] = []
    at_break = False  # such a line stood before this one
    for i, line in enumerate(lines):
        words = line.strip()
        if i in furniture:
            at_break = True
        elif at_break and not words:
            continue
        else:
            above = len(kept) - 1
            while at_break and above > 0 and not kept[above].strip():
                above -= 1
            at_feed = words and (line.startswith("\f") or "".join(kept[-1:]).endswith(_FEED))
            if kept and (at_break or at_feed) and _goes_on(kept[above].strip(), words):
                # A full line goes on below it as all others do, to whoever joins them.
                kept[above:] = [kept[above], line] if columns(kept[above].strip()) >= full else [kept[above].rstrip() + words]
            else:
                kept.append(line)
            at_break = False
    return "\n".join(kept)


def _full(lines: Iterable[str]) -> float:
    """Return the columns from which on a line is full where sentences are broken at a fixed width; else none is."""
    widths = {words: columns(words) for line in lines if (words := line.strip())}
    full = max(widths.values(), default=0) - ROOM
    broken = sum(width >= full and not _ENDED.search(words) for words, width in widths.items())
    return full if full >= _NARROWEST and broken >= _BROKEN else inf


def _page_numbers(lines: list[str]) -> set[int]:
    sure = {i for i, line in enumerate(lines) if _SURE_NUMBER.fullmatch(line.strip())}
    bare = [i for i, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.strip())]
    if not bare or any(map(_ROWS_BELOW.match, lines[max(0, bare[0] - _HEAD_LINES) : bare[0]])):
        return sure
    places = sorted(sure.union(bare))
    values = [int(_DIGITS.findall(lines[i])[0]) for i in places]
    counts_up = values == list(range(values[0], values[0] + len(places)))
    are_pages = counts_up and (len(places) >= _OFTEN or _are_between_full_lines(lines, bare))
    return sure | set(bare) if are_pages else sure | _at_feeds(lines, bare)


def _are_between_full_lines(lines: list[str], bare: list[int]) -> bool:
    """Say whether the ``bare`` numbers stand below full lines in the midst of sentences, or below the end of one."""
    full = _full(lines)
    above = [(i, _text_around(lines, i, -1, set())) for i in bare]
    below_open = [(i, line) for i, line in above if not _ENDED.search(line)]
    return bool(below_open) and all(columns(line) >= full and _tears(lines, i, set()) for i, line in below_open)


def _at_feeds(lines: list[str], bare: list[int]) -> set[int]:
    """Return those of the ``bare`` numbers beside a form feed that say which page it is, or stand in the middle of their line."""
    pages = list(accumulate((line.count("\f") for line in lines), initial=1))
    beside = (i for i in bare if "\f" in "".join(lines[i : i + 2]))
    return {
        i
        for i in beside
        if lines[i].startswith(_CENTRED) or int(_DIGITS.findall(lines[i])[0]) == pages[i] + lines[i].startswith("\f")
    }


def _heads_beside(lines: list[str], numbers: set[int]) -> set[int]:
    """Return the lines that come again at the ends of pages, whatever numbers they hold, and the same above the text."""
    heads: set[int] = set()
    for _ in range(_LINES_OF_HEAD):
        text = [i for i, line in enumerate(lines) if line.strip() and i not in numbers and i not in heads]
        places = {*_ends_of_pages(lines, numbers, text), *(i for i in text[:1] if not _IN_BRACKETS.search(lines[i]))}
        alike = {i: _DIGITS.sub("0", lines[i].strip()) for i in text}
        beside = Counter(alike[i] for i in places if _may_be_head(lines[i].strip()))
        furniture = numbers | heads
        inside = {alike[i] for i in places if _tears(lines, i, furniture)}
        if not (often := {words for words, count in beside.items() if count >= _OFTEN or (words in inside and count > 1)}):
            break
        count = Counter(alike.values())
        heads |= {i for i in places if alike[i] in often and 2 * beside[alike[i]] > count[alike[i]]}
    return heads


def _ends_of_pages(lines: list[str], numbers: set[int], text: list[int]) -> Iterator[int]:
    """Yield the lines of ``text`` before and behind each number of a page and each form feed.

    Bare numbers count where they stand as far apart as those of pages do.
    """
    far = _PAGE * len(numbers) <= len(text)
    at = [bisect(text, i) for i in numbers if far or not _BARE_NUMBER.fullmatch(lines[i].strip())]
    at += [bisect(text, i) - (line.startswith("\f") and bool(line.strip())) for i, line in enumerate(lines) if "\f" in line]
    for k in at:
        yield from text[max(0, k - 1) : k + 1]


def _may_be_head(words: str) -> bool:
    """Say whether ``words`` are no sentence, label or numbered line, and not the title, whose first place is its own."""
    return len(words) <= _LONGEST_HEAD and not (
        _NO_HEAD.search(words) or _NUMBERED.match(words) or _TITLE.fullmatch(_bare(words))
    )


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
        breaking = {i for i in places if _tears(lines, i, numbers)}
        if breaking or len(places) >= _OFTEN:
            found |= breaking | {i for i in places if not _SIGNED.search(_text_around(lines, i, -1, numbers))}
    return found


def _tears(lines: list[str], at: int, numbers: set[int]) -> bool:
    """Say whether line ``at`` stands in the midst of a sentence."""
    return _goes_on(_text_around(lines, at, -1, numbers), _text_around(lines, at, 1, numbers))


def _text_around(lines: list[str], at: int, step: int, numbers: set[int]) -> str:
    """Return the nearest line before (-1) or behind (1) line ``at`` that is neither empty nor a page number."""
    at += step
    while 0 <= at < len(lines) and (at in numbers or not lines[at].strip()):
        at += step
    return lines[at].strip() if 0 <= at < len(lines) else ""


def _goes_on(before: str, line: str) -> bool:
    """Say whether the sentence of ``before`` goes on in ``line``, behind a page number."""
    return bool(before and _PROSE.search(before)) and not _ENDED.search(before) and not _NUMBERED.match(line)
