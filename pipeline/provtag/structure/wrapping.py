"""Paragraphs that show by their blanks where they begin: the lines of a fixed width below them go on, whatever they end with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from provtag.language.widths import ROOM, columns
from provtag.patterns import Pattern
from provtag.structure.blocks import BARE_HEADING
from provtag.structure.markers import article_at, is_numbered, item_at, starts_flow
from provtag.structure.text import LOST, are_letters
from provtag.structure.titles import is_date, is_signature

_BLANKS = " \t\xa0\u3000"
_INDENTED = Pattern("\u3000|[ \t\xa0]{2}|\t")
_COLUMNS = Pattern(r"[|\t\f]|\S[ \u3000]{2,}\S")  # cells of a table, which no paragraph holds
_FIRST_WORD = Pattern("(?:[A-Za-z0-9.,%/:-]+|[“‘（《〔【]*.)[，。、；：！？）》〕】”’]*")  # what no line break parts
_ENDED = tuple("。！？；：!?;:…")
_MAYBE_ENDED = (*_ENDED, *"”’）)】〕]")  # behind which what looks like a number is one
_NARROWEST = 24  # columns: shorter lines of one length are verses, or a list
_LEAST = 3  # lines broken inside a sentence that show the width
_HANGS = 2  # columns by which a mark may stand out of its line
_ODD = 0.1  # share of lines that may be broken short of the width, or be longer than it


def unwrapped(text: str, rows: Collection[str] = ()) -> str:
    """Return ``text`` with the paragraphs of a fixed width whole again where blanks show where each begins; else as it is.

    A line goes on in the next where the first word of that had no room in it; one of ``rows``, of a table, goes on in
    none. Columns are counted, two for a character.
    """
    if not _INDENTED.search(text):
        return text
    lines = [line.rstrip(_BLANKS) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    inside = _inside(lines, {row.rstrip(_BLANKS) for row in rows})
    width = _width(lines, inside)
    if not width:
        return text
    paragraphs: list[list[str]] = []
    goes_on = False  # whether the line above is of a paragraph
    for i, (above, line) in enumerate(pairwise(["", *lines])):
        goes_on = i in inside and (goes_on or _INDENTED.match(above) is not None) and _goes_on(above, line, width)
        if goes_on:
            paragraphs[-1] += [" " if are_letters(above, line) else "", line]
        else:
            paragraphs.append([line])
    return "\n".join(map("".join, paragraphs))


def _inside(lines: Sequence[str], rows: Collection[str]) -> set[int]:
    """Return the lines that may be of a paragraph, below its first: they begin without blanks, none is in columns or a row."""
    inside: set[int] = set()
    for i, (above, line) in enumerate(pairwise(["", *lines])):
        is_below = (i - 1 in inside or _INDENTED.match(above)) and not (line in rows or above in rows)
        if is_below and line and not (_INDENTED.match(line) or LOST in line or _is_in_columns(line) or _is_in_columns(above)):
            inside.add(i)
    return inside


def _is_in_columns(line: str) -> bool:
    """Say whether ``line`` is a row of a table; the blanks behind its number part no columns."""
    words = line.strip(_BLANKS)
    number = article_at(words) or item_at(words)
    return bool(_COLUMNS.search(words, number.end if number else 0))


def _width(lines: Sequence[str], inside: set[int]) -> int:
    """Return the columns at which the lines are broken, 0 where they are broken at none."""
    # What has no end mark goes on with the sentence of a paragraph unless it is numbered.
    broken = [
        (lines[i - 1], lines[i]) for i in inside if not (lines[i - 1].endswith(_ENDED) or is_numbered(lines[i].strip(_BLANKS)))
    ]
    ends = [lines[i] for i in inside if i + 1 not in inside and not is_numbered(lines[i])]
    if len(broken) < _LEAST or 2 * sum(line.endswith(_MAYBE_ENDED) for line in ends) < max(len(ends), 1):
        return 0
    width = Counter(columns(above) for above, _ in broken).most_common(1)[0][0]
    full = sum(_is_full(above, line, width) for above, line in broken)
    longer = sum(columns(line) > width + ROOM for line in lines)
    return width if width >= _NARROWEST and full >= (1 - _ODD) * len(broken) and longer <= _ODD * len(lines) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    word = _FIRST_WORD.match(following)
    return columns(line) + columns(word[0] if word else "") > width - _HANGS


def _goes_on(line: str, following: str, width: int) -> bool:
    """Say whether ``following`` is of the paragraph of ``line``, as its first word had no room there.

    Behind an end mark it is not where it is numbered, or short words, a signature or a date with a line of their own.
    """
    if not _is_full(line, following, width):
        return False
    if is_numbered(following) or starts_flow(following):
        return not line.endswith(_MAYBE_ENDED)
    return not (line.endswith(_ENDED) and _stands_alone(following))


def _stands_alone(line: str) -> bool:
    """Say whether ``line`` is a heading, a signature or a date."""
    return is_date(line) or is_signature(line) or BARE_HEADING.fullmatch(line) is not None
