"""Lines without an end mark that follow one another: rows, dates and names of a list stand apart, a broken sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from provtag.structure.blocks import BARE_HEADING
from provtag.structure.duty_notes import agencies_alone
from provtag.structure.markers import is_numbered, starts_flow
from provtag.structure.text import columns
from provtag.structure.titles import ends_like_title

ENDED = tuple('。！？；：.!?;:…”"’）)》】〕]|>')  # a line that ends so goes on in none by its length alone
ROOM = 4  # columns that may stay free at the end of a full line
_REACH = 12  # lines, in which a broken sentence comes to its end
_CELLS = re.compile("[\u4e00-\u9fff）”] +[\u4e00-\u9fff（“]|[｜|│]")  # what parts the cells of a row
_FIELD = re.compile("(?P<name>[\u4e00-\u9fff（）/ ]{1,9}?)[：:](?P<filled>[^。]*、[^。]*)")  # 成员：甲、乙
_ACTS = re.compile("应当|應當|不得|必须|必須|[开開]展|建立|加[强強]|落[实實]|做好|推[进進]")  # what is done, no names
_PAUSE = re.compile("[，。；]")  # which no title has


def comes_to_an_end(line: str, lines: Sequence[str], i: int) -> bool:
    """Say whether what stands without an end mark above ``lines[i]``, made whole as ``line``, is a sentence that goes on there.

    A sentence is broken once, or at one width, and ends; the lines of a list differ in length and end nowhere. The rows of a
    table, a title and the field of a form with its list of names go on in no line below them.
    """
    is_title = ends_like_title(line) and not _PAUSE.search(line)
    if is_title or _lists_names(line) or _is_row(line) or _is_row(lines[i]):
        return False
    above = [columns(words) for words in _open_lines(lines, range(i - 1, -1, -1))]
    below = [columns(words) for words in _open_lines(lines, range(i, len(lines)))]
    end = i + len(below)
    if end == len(lines) or not lines[end].endswith(ENDED) or is_numbered(lines[end]) or _is_row(lines[end]):
        return False
    broken = [*above, *below]
    is_even = max(broken, default=0) - min(broken, default=0) <= ROOM
    return len(broken) < 2 or (is_even and columns(lines[end]) <= max(broken) + ROOM)


def _open_lines(lines: Sequence[str], places: range) -> Iterator[str]:
    """Yield the lines from the first of ``places`` on that have neither an end mark nor a number, and are no heading."""
    for i in places[:_REACH]:
        line = lines[i]
        is_own = not line or line.endswith(ENDED) or is_numbered(line) or starts_flow(line)
        if is_own or BARE_HEADING.fullmatch(line):
            return
        yield line


def _lists_names(line: str) -> bool:
    """Say whether ``line`` is the field of a form with names; what a body does that is named there is a sentence."""
    field = _FIELD.fullmatch(line)
    return field is not None and not (_ACTS.search(field["filled"]) or agencies_alone(field["name"]))


def _is_row(line: str) -> bool:
    return _CELLS.search(line) is not None
