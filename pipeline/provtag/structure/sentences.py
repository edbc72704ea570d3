"""Sentences of one paragraph: they end at top level only, never inside brackets or quotation marks."""

from __future__ import annotations

import re
from collections import Counter

from provtag.structure.text import CLOSING, OPENING

_PAIRS = dict(zip(CLOSING + "」』”’》", OPENING + "「『“‘《", strict=True))
_PAIRS |= {")": "（"}  # brackets of both widths close each other
_OPENING = {sign: "（" if sign == "(" else sign for sign in (*OPENING, *"「『“‘《")}
_SIGNS = "".join(map(re.escape, _OPENING)), "".join(map(re.escape, _PAIRS))
# All first signs stand in one class: a search then skips every other character at once.
_MARK = re.compile(
    r"[。！？；;!?.](?:(?<=[。！？；;])[。！？；;]*|(?<=[!?])[!?]*(?![A-Za-z0-9=])"
    r"|(?<=[\u4e00-\u9fff）)]\.)(?= ?(?:$|\n|[①-⑳（(]|\d{1,2}[.．、])))"
)
_TOKEN = re.compile(rf"[{_SIGNS[0]}]|[{_SIGNS[1]}]|{_MARK.pattern}")
_BRACKETS = re.compile(f"[{_SIGNS[0]}]")


def top_level(text: str, start: int, end: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the offsets after the end marks of ``text[start:end]`` outside all pairs, and the outermost pairs themselves.

    A pair is ``(offset of the opening sign, offset after the closing one)``; signs without a partner are ignored.
    """
    if not _BRACKETS.search(text, start, end):
        return [mark.end() for mark in _MARK.finditer(text, start, end)], []
    marks: list[int] = []
    open_signs: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()  # opening signs without a partner so far, by kind
    pairs: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text, start, end):
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
    return free, pairs
