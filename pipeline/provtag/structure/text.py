"""Characters: what is printed stays; what is invisible or only layout becomes one canonical form."""

from __future__ import annotations

import re
from dataclasses import dataclass

LOST = "\f"  # a line of its own: text is lost here, and what follows does not continue what precedes

OPENING, CLOSING = "（(〔【[﹝〖［", "）)〕】]﹞〗］"  # brackets in which numbers and duty notes stand

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?|[\v\x1c-\x1e\x85\u2028\u2029]|\f(?!\n)|(?<!\n)\f")
_BLANK = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\x1f]")
_EDGES = re.compile("(?:[ \n]*\n)+[ ]*")


def clean(text: str) -> str:
    """Return ``text`` in its stored form: "\\n" ends every line, lines are stripped, none is empty.

    Blanks of every kind become U+0020, invisible characters go, every other character stays as printed. Idempotent.
    """
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    text = _LINE_END.sub("\n", text)
    return _EDGES.sub("\n", _BLANK.sub(" ", text)).strip(" \n\f")


@dataclass(frozen=True, slots=True)
class Line:
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
