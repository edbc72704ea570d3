"""Paragraphs that show by their blanks where they begin: the lines of a fixed width below them go on, whatever they end with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from provtag.structure.blocks import BARE_HEADING
from provtag.structure.markers import article_at, is_numbered, item_at, starts_flow
from provtag.structure.text import LOST, columns
from provtag.structure.titles import is_date, is_signature

_INDENTED = re.compile("\u3000|[ \t\xa0]{2}|\t")
_COLUMNS = re.compile(r"[|\t\f]|\S[ \u3000]{2,}\S")  # cells of a table, which no paragraph holds
_FIRST_WORD = re.compile("(?:[A-Za-z0-9.,%/:-]+|[“‘（《〔【]*.)[，。、；：！？）》〕】”’]*")  # what no line break parts
_ENDED = tuple("。！？；：!?;:…")
_MAYBE_ENDED = (*_ENDED, *"”’）)】〕]")  # behind which what looks like a number is one
_LEAST = 3  # lines broken inside a sentence that show the width
_NARROWEST = 24  # columns: shorter lines of one length are a list
_HANGS = 2  # columns by which a mark may stand out of its line
_ODD = 0.1  # share of lines that may be broken short of the width, or be longer than it


def unwrapped(text: str) -> str:
    """Return ``text`` with the paragraphs of a fixed width whole again where blanks show where each begins; else as it is.

    A line goes on in the next where the first word of that had no room in it. Columns are counted, two for a character.
    """
    if not _INDENTED.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    inside = _inside(lines)
    width = _width(lines, inside)
    if not width:
        return text
    paragraphs = [[lines[0]]]
    goes_on = False  # whether the line above is part of a paragraph, whose end is not known yet
    for i, line in enumerate(lines[1:], 1):
        above = lines[i - 1].rstrip()
        goes_on = (
            i in inside
            and (goes_on or _INDENTED.match(above) is not None)
            and _is_full(above, line, width)
            and _may_go_on(above, line, width)
        )
        if goes_on:
            paragraphs[-1][-1] = above + (" " if _are_letters(above, line) else "")
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join(map("".join, paragraphs))


def _inside(lines: Sequence[str]) -> set[int]:
    """Return the lines that begin without blanks below one that has words, neither in columns."""
    return {
        i
        for i in range(1, len(lines))
        if lines[i].strip() and lines[i - 1].strip() and not _INDENTED.match(lines[i]) and not _is_apart(lines[i], lines[i - 1])
    }


def _is_apart(line: str, above: str) -> bool:
    return LOST in line or _is_in_columns(line.strip()) or _is_in_columns(above.strip())


def _is_in_columns(line: str) -> bool:
    """Say whether ``line`` is a row of a table; the blanks behind its number part no columns."""
    number = article_at(line, 0, len(line)) or item_at(line, 0, len(line))
    return bool(_COLUMNS.search(line, number.end if number else 0))


def _width(lines: Sequence[str], inside: set[int]) -> int:
    """Return the columns at which the lines are broken, 0 where they are broken at none."""
    broken = list(_broken(lines, inside))
    if len(broken) < _LEAST:
        return 0
    width = Counter(columns(lines[i - 1].rstrip()) for i in broken).most_common(1)[0][0]
    full = sum(_is_full(lines[i - 1].rstrip(), lines[i], width) for i in broken)
    longer = sum(columns(line.rstrip()) > width + 2 * _HANGS for line in lines)
    ends = [i for i in inside if i + 1 not in inside and not is_numbered(lines[i].strip())]
    come_to_an_end = 2 * sum(lines[i].rstrip().endswith(_MAYBE_ENDED) for i in ends) >= len(ends)
    is_fixed = (
        come_to_an_end
        and width >= _NARROWEST
        and full >= max(_LEAST, (1 - _ODD) * len(broken))
        and longer <= max(1, _ODD * len(lines))
    )
    return width if is_fixed else 0


def _broken(lines: Sequence[str], inside: set[int]) -> Iterator[int]:
    """Yield the lines that go on with the sentence of a paragraph: those above have no end mark, and they no number."""
    in_paragraph = False
    for i in range(1, len(lines)):
        in_paragraph = bool(_INDENTED.match(lines[i - 1])) or (in_paragraph and i - 1 in inside)
        if in_paragraph and i in inside and not lines[i - 1].rstrip().endswith(_ENDED) and not is_numbered(lines[i].strip()):
            yield i


def _is_full(line: str, following: str, width: int) -> bool:
    word = _FIRST_WORD.match(following)
    return columns(line) + columns(word[0] if word else "") > width - _HANGS


def _may_go_on(line: str, following: str, width: int) -> bool:
    """Say whether ``following``, below a full ``line``, may be of its paragraph.

    Behind an end mark it is not where it is numbered, or short words, a signature or a date with a line of their own.
    """
    if is_numbered(following) or starts_flow(following):
        return not line.endswith(_MAYBE_ENDED)
    return not (line.endswith(_ENDED) and _stands_alone(following.strip(), width))


def _stands_alone(line: str, width: int) -> bool:
    """Say whether ``line`` is a heading, a signature or a date, and not as wide as the text."""
    is_own = is_date(line) or is_signature(line) or BARE_HEADING.fullmatch(line) is not None
    return is_own and columns(line) <= width - 2 * _HANGS


def _are_letters(line: str, following: str) -> bool:
    """Say whether a word of letters ends ``line`` and another begins ``following``."""
    return all(sign.isascii() and sign.isalpha() for sign in (line[-1:], following[:1]))
