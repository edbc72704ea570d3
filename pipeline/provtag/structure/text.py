"""Characters: what is printed stays; what is invisible or only layout becomes one canonical form."""

from __future__ import annotations

import re
from typing import NamedTuple

from provtag.patterns import Pattern

LOST = "\f"  # a line of its own: text is lost here, and what follows does not continue what precedes

OPENING, CLOSING = "（(〔【[﹝〖［", "）)〕】]﹞〗］"  # brackets in which numbers and duty notes stand

WORD = Pattern(r"[^\W_]")  # a sign of one, no mark
PAUSES = Pattern("[，,；;]")  # between the parts of a sentence
SENTENCE_END = Pattern("[。；;！？!?\n]")
IN_BRACKETS = Pattern("[（(][^（）()]*[）)]")

# Also what turns the direction of writing: it would show other words than those that are read.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\x00-\x08\x0e-\x1b"
_LINE_ENDS = "\v\x1c-\x1e\x85\u2028\u2029"
_BLANKS = "\u1680\u2000-\u200a\u202f\u205f\x1f"
_SURROGATES = "\ud800-\udfff"
_HALF_STOP = "\uff61"  # the full stop of half width
_RARE = Pattern(f"[{_INVISIBLE}{_LINE_ENDS}{_BLANKS}{_SURROGATES}{_HALF_STOP}]")
_CANONICAL = ((_INVISIBLE, ""), (_SURROGATES, "\ufffd"), (_LINE_ENDS, "\n"), (_BLANKS, " "), (_HALF_STOP, "。"))
_KINDS = tuple((Pattern(f"[{signs}]"), sign) for signs, sign in _CANONICAL)
_MARKS = "，。、；：！？,;:!?“”‘’（）《》〔〕【】()"
_SINGLE = rf"(?:[{_MARKS}]|[^\s{_MARKS}](?![^\s{_MARKS}]))+"  # characters of which none stands beside another, and their marks
_SPACED = Pattern(rf"(?<!\S)(?:{_SINGLE} ){{3,}}{_SINGLE}(?!\S)")
_PUNCTUATION = Pattern("[，。、；：（(]")
_CHINESE = Pattern("(?:[\u3400-\u9fff][^\u3400-\u9fff]*){3}")
_TO_FILL = Pattern(f"[年月日时時分省市州区區县縣旗乡鄉镇鎮村 {_MARKS}]+")  # a date or a place whose blanks are to be filled in
_FORM_FEED = Pattern("\f(?!\n)|(?<!\n)\f")


def clean(text: str) -> str:
    """Return ``text`` in its stored form: "\\n" ends every line, lines are stripped, none is empty.

    Blanks of every kind become U+0020, the full stop of half width becomes 。, invisible characters go, and so do the blanks of
    spaced print; every other character stays as printed. Idempotent.
    """
    if _RARE.search(text):  # few texts
        for signs, sign in _KINDS:
            text = signs.sub(sign, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FORM_FEED.sub("\n", text).replace("\t", " ").replace("\xa0", " ").replace("\u3000", " ")
    lines = (_without_spacing(line.strip(" ")) for line in text.split("\n"))
    return "\n".join(filter(None, lines)).strip(" \n\f")


def _without_spacing(line: str) -> str:
    """Return a ``line`` with marks without the blanks between single characters: 公 安 机 关 应 当. A bare heading keeps them."""
    return _SPACED.sub(_closed_up, line) if _PUNCTUATION.search(line) else line


def _closed_up(spaced: re.Match[str]) -> str:
    words = spaced.group()
    return words.replace(" ", "") if _CHINESE.search(words) and not _TO_FILL.fullmatch(words) else words


def are_letters(above: str, below: str) -> bool:
    """Say whether a word of letters or digits ends ``above`` and another begins ``below``: they keep a blank between them."""
    return all(sign.isascii() and sign.isalnum() for sign in (above[-1:], below[:1]))


class Line(NamedTuple):
    """A line of a stored text: ``text`` is what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that hold anything, in order."""
    lines = []
    start = 0
    for line in text.split("\n"):
        if line:
            lines.append(Line(start, start + len(line), line))
        start += len(line) + 1
    return lines
