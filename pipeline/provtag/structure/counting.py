"""Numbers that only their count shows: 一 总则, 【一】目标, 甲 承诺, 情景A, 第一步 发现, A 有人打听, A1／巡查, 1、3月开展.

Alone, such a beginning may be anything (一 级, A 股, 3、4月); two or more that count up from the first are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import NamedTuple

from provtag.language.numerals import CHINESE, STEMS
from provtag.patterns import Pattern
from provtag.structure.duty_notes import says_who_or_when
from provtag.structure.markers import C, Marker, N, Style, begins, item_at, key_after, key_of, opens_anew
from provtag.structure.text import LOST, Line

_TITLE = r"(?=(?:[^。；：:！？|｜ ]|(?<=\d)[：:](?=\d)){2,30}$)"
_WORDS = ("情景", "场景", "情形", "环节", "案例", "科目")
_ORDINALS = ("步", "阶段", "段", "环节")
_TITLES = (
    (Style.COMMA, Pattern(rf"(?P<n>{C}{{1,2}}) +{_TITLE}")),
    (Style.BRACKET, Pattern(rf"【(?P<n>{C}{{1,2}})】 ?{_TITLE}")),
    (Style.PART, Pattern(rf"(?P<n>[{STEMS}]) +(?!方){_TITLE}")),
    *((Style.TASK, Pattern(rf"{word}(?P<n>[A-Z]|{C}{{1,2}}|{N}{{1,2}})(?: +|[：:] ?|(?=[（(])){_TITLE}")) for word in _WORDS),
    *((Style.TASK, Pattern(rf"第(?P<n>{C}{{1,2}}|{N}{{1,2}}){word}(?: +|(?=[（(])){_TITLE}")) for word in _ORDINALS),
)
# The same in front of a title with which a paragraph opens: 第一步，自查（6月）。… 其一，关于甄别。…
_GLOSSED = "[^。；：，（(]{1,20}[（(][^。）)]{2,30}[）)]。."
_RUN_IN = (
    Pattern(r"其(?P<n>[一二三四五六七八九十])，(?=关于[^。；：，]{2,26}。.)"),
    *(Pattern(rf"第(?P<n>{C}{{1,2}}|{N}{{1,2}}){word}，(?={_GLOSSED})") for word in _ORDINALS),
)
# A letter that is part of the word behind it: A 级, B 岗, but not A 组织领导.
_KIND = (
    "级|級|類|类(?!似)|岗(?![位前亭])|崗(?![位前亭])|组(?![织成建])|組(?![織成建])|栋|棟|座(?!谈)|班(?![级子主车])|股|区(?!分)|區(?!分)|片(?!面)"
    "|线(?![索上下])|線(?![索上下])|型|档(?!案)|檔(?!案)|段|队(?!伍)|隊(?!伍)|楼|幢|层|點|点(?![名验])|室|款"
    "|照(?![顾看料片常章])|证(?![件明实据])|面(?![向对谈单])|站(?![立岗内长])|厂|厅"
    "|村(?![民委干规])|某|角|号(?!召)|套|批(?![评准])"
)
_LETTER = Pattern(rf"(?P<n>[A-Z]) +(?!{_KIND})(?=[\u4e00-\u9fff“《])")
# A1／巡查, B-2 巡查, 1-1、巡查, A1-1 5分, 1／巡查: what stands before the last figure counts the parts. V3.1 is a version.
_JOINT = "[-－–—.．]"
_SIGN = rf" ?(?:[／/|｜：:]|、(?![A-Z{STEMS}]?{N})|[．.](?!{N})) ?(?=[^ ])"
_BLANK = rf" +(?!{_KIND}|[驾駕]照|航站|次|高速|[周週]?[岁歲])(?=[\u4e00-\u9fff“《A-Z]|{N}{{1,3}}分(?!钟))"
_CODES = (
    Pattern(rf"(?P<n>[A-UW-Z{STEMS}](?:{_JOINT}?{N}{{1,2}}(?={_JOINT}))?{_JOINT}?{N}{{1,3}})(?:{_SIGN}|{_BLANK})"),
    Pattern(rf"(?P<n>{N}{{1,2}}[-－–—]{N}{{1,3}}|{N}{{1,3}}(?= ?[／/](?! ?{N}))){_SIGN}"),
)
_PAIR = Pattern(rf"(?P<n>{N}{{1,2}}[-－–—]{N}{{1,3}}){_BLANK}")  # or a day, or a building: 5-1 开展清查, 3-2 号楼
_LEAST_PAIRS = 3  # from 1-1 on
_FIGURES = Pattern(rf"[A-Z{STEMS}]|{N}+")  # of a code
_POINT = Pattern(rf"(?P<n>{N}{{1,2}}) ?、(?={N})(?!{N}{{1,4}}、)")
_OPENS = tuple(f"{CHINESE}{STEMS}【第{''.join(word[0] for word in _WORDS)}{ascii_uppercase}")


class _Opened(NamedTuple):
    """A line, and the marker that may open it."""

    line: int
    marker: Marker


def counted(lines: Sequence[str]) -> dict[int, Marker]:
    """Return the numbers of those ``lines`` that only their count shows, with offsets in the line."""
    found = [*_in_titles(lines), *_run_in(lines), *_letters(lines), *_codes(lines), *_points(lines)]
    return {one.line: one.marker for one in found}


def counted_in(lines: Sequence[Line]) -> dict[int, Marker]:
    """Return the numbers of ``counted`` with offsets in the text of ``lines``."""
    found = counted([line.text for line in lines])
    return {i: marker._replace(end=lines[i].start + marker.end) for i, marker in found.items()}


def are_beside(one: str, other: str) -> bool:
    """Say whether the titles ``one`` and ``other`` are of the same count: 情景A 车站 and 情景B 集市."""
    return any(pattern.match(one) and pattern.match(other) for _, pattern in _TITLES)


def _in_titles(lines: Sequence[str]) -> list[_Opened]:
    """Return the numbers of titles: text of its own stands below each of a count."""
    likely = [i for i, line in enumerate(lines) if line.startswith(_OPENS) and line[-1] not in "。；，："]
    if len(likely) < 2:  # most texts
        return []
    titles: list[_Opened] = []
    for style, pattern in _TITLES:
        opened = [_Opened(i, _marker(style, one)) for i in likely if (one := pattern.match(lines[i]))]
        runs = (run for run in _runs(opened) if all(_has_text(lines, one) for one in run))
        titles += [one for run in runs for one in run]
    return titles


def _run_in(lines: Sequence[str]) -> list[_Opened]:
    """Return the numbers in front of titles with which paragraphs open."""
    likely = [i for i, line in enumerate(lines) if line.startswith(("第", "其"))]
    counts = ([_Opened(i, _marker(Style.TASK, one)) for i in likely if (one := count.match(lines[i]))] for count in _RUN_IN)
    return [one for opened in counts for run in _runs(opened) for one in run]


def _has_text(lines: Sequence[str], title: _Opened) -> bool:
    """Say whether a list or a text that says more than who and when stands below ``title``."""
    below = next((line for line in lines[title.line + 1 :] if not says_who_or_when(line)), LOST)
    if below == LOST or opens_anew(below):
        return False
    style = title.marker.style
    if any(pattern.match(below) for own, pattern in _TITLES if own is style and pattern.match(lines[title.line])):
        return False
    follows = item_at(below)
    return follows is None or (begins(follows) and (follows.style is not Style.COMMA or style is Style.PART))


def _letters(lines: Sequence[str]) -> list[_Opened]:
    """Return the letters of lists and titles: A, B, C."""
    found = ((i, _LETTER.match(line)) for i, line in enumerate(lines) if line[1:2] == " ")
    opened = [_Opened(i, _marker(Style.LETTER, one)) for i, one in found if one]
    return [one for run in _runs(opened) for one in run]


def _codes(lines: Sequence[str]) -> list[_Opened]:
    """Return the codes of rows; 1-1 in front of a blank is one where three and more count up."""
    codes = [one for pattern in _CODES for one in _counted_on(lines, pattern)]
    pairs = _counted_on(lines, _PAIR)
    are_codes = len(pairs) >= _LEAST_PAIRS and pairs[0].marker.key == "1.1"
    return [*codes, *pairs] if are_codes else codes


def _counted_on(lines: Sequence[str], pattern: Pattern) -> list[_Opened]:
    """Return the codes of ``pattern`` that open a part or count on from one above, where two count up; else none."""
    opened = [_Opened(i, _code(found)) for i, line in enumerate(lines) if (found := pattern.match(line))]
    if not _runs(opened):  # most texts
        return []
    counted_on: list[_Opened] = []
    following: set[str] = set()
    for one in opened:
        if begins(one.marker) or one.marker.key in following:
            counted_on.append(one)
            following.add(key_after(one.marker.key))
    return counted_on


def _points(lines: Sequence[str]) -> list[_Opened]:
    """Return the numbers 1、 2、 in front of a figure that count on from the line numbered so before, or open the count."""
    figures = {i: _marker(Style.POINT, one) for i, line in enumerate(lines) if (one := _POINT.match(line))}
    if not figures:  # most texts
        return []
    points = ((i, figures.get(i) or item_at(line)) for i, line in enumerate(lines))
    listed = [_Opened(i, marker) for i, marker in points if marker and marker.style is Style.POINT]
    keys = [int(one.marker.key) for one in listed]
    around = zip(listed, [None, *keys], keys, [*keys[1:], None], strict=False)
    return [
        one
        for one, before, key, after in around
        if one.line in figures and after != key and (before == key - 1 if key > 1 else after == 2)
    ]


def _runs(opened: Sequence[_Opened]) -> list[list[_Opened]]:
    """Return those of ``opened`` that count up from 1, or from the 1 of a part, two or more."""
    runs: list[list[_Opened]] = []
    for one in opened:
        if begins(one.marker):
            runs.append([one])
        elif runs and one.marker.key == key_after(runs[-1][-1].marker.key):
            runs[-1].append(one)
    return [run for run in runs if len(run) > 1]


def _marker(style: Style, found: re.Match[str]) -> Marker:
    letter = Style.LETTER if found["n"].isascii() and found["n"].isalpha() else style
    return Marker(style, found[0].strip(" ：:，"), key_of(letter, found["n"]), found.end())


def _code(found: re.Match[str]) -> Marker:
    letter, *figures = _FIGURES.findall(found["n"])
    first = key_of(Style.LETTER if letter.isascii() and letter.isalpha() else Style.CODE, letter)
    return Marker(Style.CODE, found["n"], ".".join([first, *map(str, map(int, figures))]), found.end())
