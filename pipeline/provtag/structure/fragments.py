"""The pieces a damaged text is put together from again: sentences, cut at the article starts inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provtag.language.numerals import to_int
from provtag.patterns import Pattern
from provtag.structure.markers import ANY, ARTICLE, Marker, article_number, heading_at, item_at
from provtag.structure.text import CLOSING, OPENING

END_MARKS = tuple("。！？”’」』）)")
_SENTENCE = Pattern(r"[^。！？\n]+[。！？]*[”’」』）)]*|\n")
_HEADING = rf"第{ANY}[编編章节節][^。；，：第\n]{{1,40}}?"
START = Pattern(rf"(?P<headings>(?:{_HEADING})*)(?<![（(]){ARTICLE}")
_NOTE = Pattern(rf"[{re.escape(OPENING)}][^\n]+[{re.escape(CLOSING)}]")
_REFERRING = Pattern(r"(?:[依按参据]照|根据|依据|违反|符合|[《》、至和或及与的在]|[法例则定])$")


@dataclass(slots=True)
class Unit:
    """A piece of text that is kept or dropped as a whole: a sentence, or the heading of a chapter.

    ``number``: the article it opens (branch 1 in 第十条之一 → (10, 1)); ``marker``: the number it opens in a plan.
    ``note``: the brackets behind it, as a rule its duty note. ``new_line``: a line begins with it. ``cut``: its end is
    lost. ``original``: index of the unit it repeats, or -1. ``pasted`` is found out in ``streams``.
    """

    text: str
    number: tuple[int, int] | None = None
    marker: Marker | None = None
    heading: Marker | None = None
    note: str = ""
    new_line: bool = False
    cut: bool = False
    original: int = -1
    pasted: bool = False


def cut_into_units(text: str, plan: bool) -> list[Unit]:
    """Return the units of ``text`` in order; together they hold every character but the line breaks."""
    units: list[Unit] = []
    starts = START.finditer(text)
    opened = {to_int(m["article"]) for m in starts if _opens_sentence(text, m.start())}
    new_line = True
    for sentence in _SENTENCE.finditer(text):
        printed = sentence[0].strip()
        if not printed:
            new_line = new_line or "\n" in sentence[0]
            continue
        if _NOTE.fullmatch(printed) and units and not new_line:
            units[-1].note += printed
            continue
        if plan or (new_line and heading_at(printed) and not START.match(printed)):
            pieces = [Unit(printed)]
        else:
            pieces = list(_cut(printed, opened))
        for unit in pieces:
            unit.new_line, new_line = new_line, False
            unit.heading = None if unit.number else heading_at(unit.text)
            unit.marker = item_at(unit.text) if plan and unit.new_line else None
            unit.cut = unit.cut and any(u.number for u in units)
            units.append(unit)
    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        seen = first.setdefault(unit.text, i)
        unit.original = seen if seen < i else -1
        units[seen].note = units[seen].note or unit.note
    return units


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n" or text[at - 1] in END_MARKS


def _cut(sentence: str, opened: set[int]) -> Iterator[Unit]:
    """Cut ``sentence`` in front of the articles that begin inside it because the end of the sentence before is lost."""
    starts = [
        m
        for m in START.finditer(sentence)
        if m.start() == 0
        or m["headings"]
        or (to_int(m["article"]) not in opened and not _REFERRING.search(sentence, max(0, m.start() - 2), m.start()))
    ]
    first = starts[0].start() if starts else len(sentence)
    if first:
        yield Unit(sentence[:first].strip(), cut=bool(starts))
    ends = [*(start.start() for start in starts), len(sentence)][1:]
    for start, end in zip(starts, ends, strict=bool(starts)):
        printed = start["headings"]
        for heading in re.split(rf"(?=第{ANY}[编編章节節])", printed):
            if heading.strip():
                yield Unit(heading.strip())
        yield Unit(sentence[start.start() + len(printed) : end].strip(), article_number(start), cut=end < len(sentence))
