"""The pieces a damaged text is put together from again: sentences, cut at the article starts inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.structure.markers import ANY, ARTICLE, heading_at
from pipeline.structure.numerals import to_int

END_MARKS = tuple("。！？”’」』）)")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’」』）)]*|\n")
_HEADING = rf"第{ANY}[编編章节節][^。；，：第\n]{{1,40}}?"
START = re.compile(rf"(?P<headings>(?:{_HEADING})*){ARTICLE}")
_REFERRING = re.compile(r"(?:[依按参据]照|根据|依据|违反|符合|[《》、至和或及与的在]|[法例则定])$")


@dataclass(slots=True)
class Unit:
    """A piece of text that is kept or dropped as a whole.

    ``number``: the article it opens (branch 1 in 第十条之一 → (10, 1)); ``headings``: the headings printed in front of it.
    ``new_line``: a line begins with it. ``cut``: its end is lost. ``original``: index of the unit it repeats, or -1.
    ``pasted`` and ``article`` are found out in ``streams``.
    """

    text: str
    number: tuple[int, int] | None = None
    headings: tuple[str, ...] = ()
    new_line: bool = False
    cut: bool = False
    original: int = -1
    pasted: bool = False
    article: tuple[int, int] | None = None


def cut_into_units(text: str) -> list[Unit]:
    """Return the units of ``text`` in order; together they hold every character but the line breaks."""
    units: list[Unit] = []
    first: dict[tuple[tuple[str, ...], str], int] = {}
    opened = {to_int(m["article"]) for m in START.finditer(text) if _opens_sentence(text, m.start())}
    new_line = True
    headings: tuple[str, ...] = ()
    for sentence in _SENTENCE.finditer(text):
        printed = sentence[0].strip()
        if not printed:
            new_line = new_line or "\n" in sentence[0]
            continue
        if new_line and heading_at(printed, 0, len(printed)) and not START.match(printed):
            headings = (*headings, printed)
            continue
        for unit in _cut(printed, opened):
            unit.headings, headings = headings + unit.headings, ()
            unit.new_line, new_line = new_line, False
            unit.cut = unit.cut and any(u.number for u in units)
            unit.original = first.setdefault((unit.headings, unit.text), len(units))
            if unit.original == len(units):
                unit.original = -1
            units.append(unit)
    if headings:
        units.append(Unit("\n".join(headings), new_line=True))
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
        or (to_int(m["article"]) not in opened and not _REFERRING.search(sentence[: m.start()]))
    ]
    first = starts[0].start() if starts else len(sentence)
    if first:
        yield Unit(sentence[:first].strip(), cut=bool(starts))
    ends = [*(start.start() for start in starts), len(sentence)][1:]
    for start, end in zip(starts, ends, strict=bool(starts)):
        printed = start["headings"]
        headings = tuple(part.strip() for part in re.split(rf"(?=第{ANY}[编編章节節])", printed) if part.strip())
        number = (to_int(start["article"]), to_int(start["branch"]) if start["branch"] else 0)
        words = sentence[start.start() + len(printed) : end].strip()
        yield Unit(words, number, headings, cut=end < len(sentence))
