"""Repair of damaged crawls, in which windows of earlier text stand where later text should be.

Such a text is two streams in turns: the *base*, the regulation with holes, and *pasted* windows, copies of earlier parts.
A copy always stands after its original. So a sentence that stands twice is base the first time and pasted the second; an
article number that goes back opens a window; and where another window swallowed the original, the copy is all that is
left. Every sentence is kept once, in the article where the base or a window shows it in place. Sentences of an article
whose beginning is lost stand between their neighbours, behind a ``LOST`` line. Nothing is added.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from provtag.structure.fragments import END_MARKS, START, Unit, cut_into_units
from provtag.structure.markers import ARTICLE, item_at
from provtag.structure.placement import FRONT, IN, Place, number_blocks, put_in_order
from provtag.structure.streams import sort_streams
from provtag.structure.text import LOST
from provtag.structure.unfolding import unfold

_SENTENCE = re.compile(r"(?<![^。！？\n])[^。！？\n]{14,}+[。！？]")
_LONGEST = 500_000  # characters: no regulation is longer, and the repair compares sentences with each other
_ITEM = 25  # characters from which a numbered sentence does not come back by chance
_ARTICLE_START = re.compile(rf"(?:^|[。！？])(?:#+ *)?{ARTICLE}", re.MULTILINE)
LEVELS = "省市县區区州"
_LISTED_NAME = re.compile(rf"(?<=[、，由])[{LEVELS}](?P<stem>[\u4e00-\u9fff]{{4}})[\u4e00-\u9fff]*(?=[、，])")
_WINDOW = 60  # characters from which sentences in a row do not come back by chance
_ARTICLES = 3  # from so many articles on a text is no plan


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text in order, how many repeated sentences were taken out of it, and the offsets where words are lost."""

    text: str
    repeated: int = 0
    losses: tuple[int, ...] = ()


def is_damaged(text: str) -> bool:
    """Say whether windows of ``text`` stand in it twice.

    Sound texts repeat sentences too, even several in a row where two procedures are alike. A window shows by a number
    that comes back with the same words behind it: of an article, or in a plan, which has none, of an item; or there by
    several sentences in a row.
    """
    if len(text) > _LONGEST:
        return False
    sentences = _SENTENCE.findall(text)
    if len(set(sentences)) == len(sentences):
        return False
    repeated = [sentence for sentence, count in Counter(sentences).items() if count > 1]
    if any(START.match(sentence) for sentence in repeated):
        return True
    if is_article_style(text):
        return False
    return _has_window(sentences) or any(len(sentence) >= _ITEM and item_at(sentence, 0, len(sentence)) for sentence in repeated)


def _has_window(sentences: list[str]) -> bool:
    """Say whether sentences that stand in a row come again in a row."""
    first: dict[str, int] = {}
    run = 0
    for i, sentence in enumerate(sentences):
        seen = first.setdefault(sentence, i)
        if seen == i:
            run = 0
        elif run and sentences[seen - 1] == sentences[i - 1]:
            run += len(sentence)
            if run >= _WINDOW:
                return True
        else:
            run = len(sentence)
    return False


def is_article_style(text: str) -> bool:
    """Say whether the text is numbered by articles, on lines of their own or behind the end of a sentence."""
    return len(_ARTICLE_START.findall(text)) >= _ARTICLES


def repair(text: str) -> Repaired:
    """Return ``text`` with every sentence once and in order; a sound text keeps its words."""
    if not is_damaged(text):
        return Repaired(unfold(text))
    plan = not is_article_style(text)
    units = cut_into_units(text, plan)
    sort_streams(units)
    if plan:
        number_blocks(units)
    starts = [unit.new_line for unit in units if unit.number]
    has_lines = sum(starts) * 2 > len(starts)
    lines = [line for place, passage in put_in_order(units) for line in _lines(place, passage, has_lines)]
    repeated = sum(unit.original >= 0 and unit.text.endswith(END_MARKS) for unit in units)
    repaired = "\n".join(lines)
    cut = (unit.text for unit in units if unit.cut and unit.original < 0)
    losses = [at + len(words) for words in cut if (at := f"{repaired}\n".find(f"{words}\n")) >= 0]
    return Repaired(repaired, repeated, tuple(sorted([*losses, *_beheaded_names(repaired)])))


def _beheaded_names(text: str) -> list[int]:
    """Return where a name in a list has lost its beginning.

    "省信访局、省力资源社会保障厅": everywhere else the words after the level word follow one and the same character (人).
    """
    losses = []
    for name in _LISTED_NAME.finditer(text):
        stem, at = name["stem"], name.start("stem")
        before = [text[m.start() - 1] for m in re.finditer(stem, text) if m.start() not in (0, at)]
        before = [c for c in before if c not in LEVELS and c not in "条\n"]
        if len(before) > 1 and len(set(before)) == 1 and "\u4e00" <= before[0] <= "\u9fff":
            losses.append(at)
    return losses


def _lines(place: Place, passage: list[Unit], has_lines: bool) -> list[str]:
    """Print a passage: headings and articles on lines of their own, sentences in one line unless the text has lines."""
    lines: list[str] = []
    joins = False  # whether the next sentence continues the line
    for unit in passage:
        if unit.heading:
            lines.append(unit.text)
        elif joins and not (unit.new_line and (has_lines or place == FRONT)):
            lines[-1] += unit.text + unit.note
        else:
            if place[1] != IN and not joins and not (lines and passage[0].heading):
                lines.append(LOST)
            lines.append(unit.text + unit.note)
        joins = not unit.heading
    return lines
