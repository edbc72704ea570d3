"""Numbers that only their count shows: 一 总则, 【一】目标, 甲 承诺, 情景A（车站）, A 有人打听, 1、3月开展.

Alone, such a beginning may be anything (一 级, A 股, 3、4月); two or more that count up from the first are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from provtag.language.numerals import CHINESE, STEMS
from provtag.structure.markers import C, Marker, N, Style, item_at, key_of
from provtag.structure.text import Line

_TITLE = r"(?=(?:[^。；：:！？|｜ ]|(?<=\d)[：:](?=\d)){2,30}$)"
_LETTERED = "情景|场景|情形|环节|案例|科目"
_TITLES = (
    (Style.COMMA, re.compile(rf"(?P<n>{C}{{1,2}}) +{_TITLE}")),
    (Style.BRACKET, re.compile(rf"【(?P<n>{C}{{1,2}})】 ?{_TITLE}")),
    (Style.PART, re.compile(rf"(?P<n>[{STEMS}]) +(?!方){_TITLE}")),
    (Style.TASK, re.compile(rf"(?:{_LETTERED})(?P<n>[A-Z]|{C}{{1,2}}|{N}{{1,2}})(?: +|[：:] ?|(?=[（(])){_TITLE}")),
)
_LETTER = re.compile(r"(?P<n>[A-Z]) +(?=[\u4e00-\u9fff“《])")
_POINT = re.compile(rf"(?P<n>{N}{{1,2}}) ?、(?={N})(?!{N}{{1,4}}、)")
_OPENS = tuple(f"{CHINESE}{STEMS}【{''.join(word[0] for word in _LETTERED.split('|'))}ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class _Opened(NamedTuple):
    """A line, and the marker that may open it."""

    line: int
    marker: Marker


def counted(lines: Sequence[str]) -> dict[int, Marker]:
    """Return the numbers of those ``lines`` that only their count shows, with offsets in the line."""
    found = {one.line: one.marker for one in _in_titles(lines)}
    return found | {one.line: one.marker for one in [*_letters(lines), *_points(lines)]}


def counted_in(lines: Sequence[Line]) -> dict[int, Marker]:
    """Return the numbers of ``counted`` with offsets in the text of ``lines``."""
    found = counted([line.text for line in lines])
    return {i: marker._replace(end=lines[i].start + marker.end) for i, marker in found.items()}


def _in_titles(lines: Sequence[str]) -> list[_Opened]:
    """Return the numbers of titles: something else stands below each of a count."""
    likely = [i for i, line in enumerate(lines[:-1]) if line.startswith(_OPENS) and line[-1] not in "。；，：" and len(line) < 48]
    if len(likely) < 2:  # most texts
        return []
    titles: list[_Opened] = []
    for style, pattern in _TITLES:
        opened = [_Opened(i, _marker(style, one)) for i in likely if (one := pattern.match(lines[i]))]
        runs = (run for run in _runs(opened) if all(below.line > above.line + 1 for above, below in pairwise(run)))
        titles += [one for run in runs for one in run]
    return titles


def _letters(lines: Sequence[str]) -> list[_Opened]:
    """Return the letters of lists and titles: A, B, C."""
    found = ((i, _LETTER.match(line)) for i, line in enumerate(lines) if line[1:2] == " ")
    opened = [_Opened(i, _marker(Style.LETTER, one)) for i, one in found if one]
    return [one for run in _runs(opened) for one in run]


def _points(lines: Sequence[str]) -> list[_Opened]:
    """Return the numbers 1、 2、 in front of a figure that count on from the line numbered so before, or open the count."""
    figures = {i: _marker(Style.POINT, one) for i, line in enumerate(lines) if "、" in line[1:4] and (one := _POINT.match(line))}
    if not figures:  # most texts
        return []
    plain = ((i, item_at(line, 0, len(line))) for i, line in enumerate(lines) if "、" in line[1:4] and i not in figures)
    listed = [_Opened(i, marker) for i, marker in plain if marker and marker.style is Style.POINT]
    listed = sorted([*listed, *(_Opened(i, marker) for i, marker in figures.items())])
    keys = [0, *(int(one.marker.key) for one in listed), 0]
    around = zip(listed, keys, keys[1:], keys[2:], strict=False)
    return [
        one
        for one, before, key, after in around
        if one.line in figures and after != key and (before + 1 == key if key > 1 else after == 2)
    ]


def _runs(opened: Sequence[_Opened]) -> list[list[_Opened]]:
    """Return those of ``opened`` that count up from 1, two or more."""
    runs: list[list[_Opened]] = []
    last = 0
    for one in opened:
        key = int(one.marker.key)
        if key == 1:
            runs.append([one])
        elif runs and key == last + 1:
            runs[-1].append(one)
        else:
            key = 0
        last = key
    return [run for run in runs if len(run) > 1]


def _marker(style: Style, found: re.Match[str]) -> Marker:
    letter = Style.LETTER if found["n"].isascii() and found["n"].isalpha() else style
    return Marker(style, found[0].strip(" ：:"), key_of(letter, found["n"]), found.end())
