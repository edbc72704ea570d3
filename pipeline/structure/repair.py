"""Repair of damaged crawls, in which windows of earlier text stand where later text should be.

Such a text is two streams in turns: the *base*, the regulation with holes, and *pasted* windows, copies of earlier parts.
A copy always stands after its original. So a sentence that stands twice is base the first time and pasted the second; an
article number that goes back opens a window; and where another window swallowed the original, the copy is all that is
left. Every sentence is kept once, in the article where the base or a window shows it in place. Sentences of an article
whose beginning is lost stand between their neighbours, behind a ``LOST`` line. Nothing is added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.structure.places import FRONT, IN, Place, put_in_order
from pipeline.structure.streams import sort_streams
from pipeline.structure.text import LOST
from pipeline.structure.units import END_MARKS, Unit, cut_into_units

_SENTENCE = re.compile(r"[^。！？\n]{14,}[。！？]")
_WINDOW = 60  # characters: sentences that stand twice, in a row, from this length on are a window
_OPENS_ARTICLE = re.compile(r"(?:第[^。]{1,20}[章节])?[^。]{0,30}第[一二三四五六七八九十百]+条")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text in order, how many repeated sentences were taken out of it, and the sentences that lost their end."""

    text: str
    repeated: int = 0
    cut: tuple[str, ...] = ()


def is_damaged(text: str) -> bool:
    """Say whether windows of ``text`` stand in it twice."""
    sentences = _SENTENCE.findall(text)
    if len(set(sentences)) == len(sentences):
        return False
    first: dict[str, int] = {}
    run = 0
    for i, sentence in enumerate(sentences):
        seen = first.setdefault(sentence, i)
        if seen == i:
            run = 0
            continue
        follows = run > 0 and sentences[seen - 1] == sentences[i - 1]
        run = run + len(sentence) if follows else len(sentence)
        if run >= _WINDOW and (follows or _OPENS_ARTICLE.match(sentence)):
            return True
    return False


def repair(text: str) -> Repaired:
    """Return ``text`` with every sentence once and in order; a sound text comes back as it is."""
    if not is_damaged(text):
        return Repaired(text)
    units = cut_into_units(text)
    sort_streams(units)
    starts = [unit.new_line for unit in units if unit.number]
    lines_count = sum(starts) * 2 > len(starts)
    lines = [line for place, passage in put_in_order(units) for line in _lines(place, passage, lines_count)]
    repeated = sum(unit.original >= 0 and unit.text.endswith(END_MARKS) for unit in units)
    cut = tuple(unit.text for unit in units if unit.cut and unit.original < 0)
    return Repaired("\n".join(lines), repeated, cut)


def _lines(place: Place, passage: list[Unit], keep_lines: bool) -> list[str]:
    """Print a passage: headings and articles on lines of their own, sentences in one line unless the text kept its lines."""
    lines = [] if place[1] == IN else [LOST]
    for at, unit in enumerate(passage):
        lines += unit.headings
        if at == 0 or unit.headings or (unit.new_line and (keep_lines or place == FRONT)):
            lines.append(unit.text)
        else:
            lines[-1] += unit.text
    return lines
