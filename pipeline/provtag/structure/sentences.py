"""Sentences of one paragraph: they end outside brackets and quotation marks, and behind those that hold whole ones."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_actor, opens_with_name
from provtag.structure.markers import Style
from provtag.structure.text import CLOSING, OPENING

_PAIRS = dict.fromkeys(CLOSING, "（") | dict(zip("」』”’》", "「『“‘《", strict=True))  # brackets of all kinds close each other
_OPENING = dict.fromkeys(OPENING, "（") | {sign: sign for sign in "「『“‘《"}
_SIGNS = "".join(map(re.escape, _OPENING)), "".join(map(re.escape, _PAIRS))
# All first signs stand in one class: a search then skips every other character at once.
_MARK = Pattern(
    r"[。！？；;!?.](?:(?<=[。！？；;])[。！？；;]*|(?<=[!?])[!?]*(?![A-Za-z0-9=])"
    r"|(?<=[\u4e00-\u9fff）)]\.)(?= ?(?:$|\n|[①-⑳（(]|\d{1,2}[.．、])))"
)
_HAN = "\u4e00-\u9fff"
_NO_DISTANCE = rf"(?!公里|千米|的)[{_HAN}]"  # 国道三一零线.5公里处, 第二项.3的要求
# Ends sentences in a paragraph that it ends, and not the half of a foreign name (买买提.艾力, 王芳,艾山江.买买提).
_POINT = (
    rf"(?:(?<=[{_HAN}，,、）)]{{5}}[{_HAN}）)])[.．](?=$|\n)"
    rf"|(?<=[{_HAN}，,、）)][{_HAN}，、）)]{{4}}[{_HAN}）)])[.．](?=\d[\d.,—-]{{0,9}}{_NO_DISTANCE}|[{_HAN}]))"
)
_MARK_OR_POINT = Pattern(rf"{_MARK.pattern}|{_POINT}")
_BRACKETS = Pattern(f"[{_SIGNS[0]}]")
_TOKENS = {mark: Pattern(rf"{_BRACKETS.pattern}|[{_SIGNS[1]}]|{mark.pattern}") for mark in (_MARK, _MARK_OR_POINT)}
# What stands before a quotation, or brackets, that hold whole sentences: "" is the beginning.
_STANDS_BEHIND = dict.fromkeys("“「『", ("：", ":")) | dict.fromkeys(OPENING, ("", "。", "！", "？", "；"))
_BEGINS = Pattern("[^\\W_的等之而但]|[“「『（(《]")  # what a new sentence begins with
_SUBJECT = 40  # characters in which it shows who acts
_BEGINS_ANEW = Pattern("[这此该各凡每本对由遇]|发现|接到")  # behind a quotation, which most often goes on: “严禁拐卖！”字样


@dataclass(slots=True)
class Sentence:
    """A sentence without its number; ``item`` says how the number was printed, ``paragraph`` which line it stands in.

    ``opens``: nothing but its number stands before it in its line.
    """

    start: int
    end: int
    paragraph: int
    item: Style | None
    opens: bool


def top_level(text: str, start: int, end: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the offsets after the end marks of ``text[start:end]`` outside all pairs, and after pairs that are whole sentences,
    and the outermost pairs themselves.

    A pair is ``(offset of the opening sign, offset after the closing one)``; signs without a partner are ignored.
    """
    ends = _MARK_OR_POINT if text[start:end].rstrip().endswith((".", "．")) else _MARK
    if not _BRACKETS.search(text, start, end):
        return [mark.end() for mark in ends.finditer(text, start, end)], []
    marks: list[int] = []
    open_signs: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # opening signs without a partner so far, by kind
    pairs: list[tuple[int, int]] = []
    for found in _TOKENS[ends].finditer(text, start, end):
        sign = found[0]
        if sign in _OPENING:
            open_signs.append((_OPENING[sign], found.start()))
            waiting[_OPENING[sign]] += 1
        elif sign in _PAIRS:
            partner = _PAIRS[sign]
            if waiting[partner]:
                depth = next(i for i in range(len(open_signs) - 1, -1, -1) if open_signs[i][0] == partner)
                waiting.subtract(kind for kind, _ in open_signs[depth:])
                opened = open_signs[depth][1]
                del open_signs[depth:]
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, found.end()))
        else:
            marks.append(found.end())
    free, at = [], 0
    for mark in marks:
        while at < len(pairs) and pairs[at][1] < mark:
            at += 1
        if at == len(pairs) or not pairs[at][0] < mark <= pairs[at][1]:
            free.append(mark)
    whole = [closed for opened, closed in pairs if _is_whole(text, start, end, opened, closed)]
    return (sorted({*free, *whole}) if whole else free), pairs


def _is_whole(text: str, start: int, end: int, opened: int, closed: int) -> bool:
    """Say whether the pair is a sentence of its own, with its end mark, and another begins behind it: 民警说：“别走远。”学校…"""
    if text[closed - 2] not in "。！？" or not _BEGINS.match(text, closed, end):
        return False
    before = text[max(start, opened - 2) : opened].rstrip()[-1:]
    if text[opened] in "“「『" and not _begins_anew(text[closed : closed + _SUBJECT]):
        return False
    return before in _STANDS_BEHIND.get(text[opened], ())


def _begins_anew(words: str) -> bool:
    """Say whether ``words``, which stand behind a quotation, are another sentence: they name who acts, or point at something."""
    return opens_with_name(words) or opens_with_actor(words) or bool(_BEGINS_ANEW.match(words))
