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
from itertools import pairwise

from provtag.patterns import Pattern
from provtag.structure.annexes import annex_label
from provtag.structure.fragments import END_MARKS, START, Unit, cut_into_units
from provtag.structure.markers import ARTICLE, Style, article_number, item_at
from provtag.structure.placement import FRONT, IN, Place, number_blocks, put_in_order
from provtag.structure.streams import sort_streams
from provtag.structure.text import LOST
from provtag.structure.unfolding import unfold

_SENTENCE = Pattern(r"(?<![^。！？\n])[^。！？\n]{14,}+[。！？]")
_LONGEST = 500_000  # characters: no regulation is longer, and the repair compares sentences with each other
_ITEM = 25  # characters from which a numbered sentence does not come back by chance
_ARTICLE_START = Pattern(rf"(?:^|[。！？])(?:#+ *)?{ARTICLE}", re.MULTILINE)
LEVELS = "省市县區区州"
_LISTED_NAME = Pattern(rf"(?<=[、，由])[{LEVELS}](?P<stem>[\u4e00-\u9fff]{{4}})[\u4e00-\u9fff]*(?=[、，])")
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

    Sound texts repeat sentences too: two procedures that are alike, a duty that several agencies share, the old and the new
    text side by side, an annex that closes as the one before. What shows a window is that it breaks the numbering: an article
    comes back and the count goes on above it, or in a plan, which has no articles, an item comes back out of its turn; or
    there several sentences in a row come again in the midst of a paragraph.
    """
    if len(text) > _LONGEST:
        return False
    found = list(_SENTENCE.finditer(text))
    count = Counter(sentence[0] for sentence in found)
    if len(count) == len(found):
        return False
    if any(n > 1 and START.match(sentence) for sentence, n in count.items()) and _goes_back(text, count):
        return True
    return not is_article_style(text) and (_is_out_of_turn(text, count) or _has_window(text, found))


def _goes_back(text: str, count: Counter[str]) -> bool:
    """Say whether articles that came before come again below a higher number, and the count goes on above that or ends."""
    highest = (0, 0)
    first: set[str] = set()
    is_back = False
    for sentence in _SENTENCE.finditer(text):
        start = START.match(sentence[0])
        if not start:
            continue
        number = article_number(start)
        if number < highest and sentence[0] in first:
            is_back = True
        elif is_back and number > highest:
            return True
        elif number <= highest:  # another text begins to count
            is_back, highest = False, number
        highest = max(highest, number)
        first.add(sentence[0])
    return is_back


def _is_out_of_turn(text: str, count: Counter[str]) -> bool:
    """Say whether a numbered sentence comes again where its number is neither the first nor the next."""
    last: dict[Style, int] = {}
    seen: set[str] = set()
    for line in text.split("\n"):
        item = item_at(line)
        if not item or not item.key.isdecimal():
            continue
        number = int(item.key)
        in_turn = number == 1 or number == last.get(item.style, 0) + 1
        for sentence in _SENTENCE.findall(line)[:1]:
            if not in_turn and len(sentence) >= _ITEM and count[sentence] > 1 and sentence in seen:
                return True
            seen.add(sentence)
        last[item.style] = number
    return False


def _has_window(text: str, found: list[re.Match[str]]) -> bool:
    """Say whether sentences that stand in a row come again in a row, not as whole paragraphs and not to their ends."""
    first: dict[str, int] = {}
    run = opened = 0
    for i, sentence in enumerate(found):
        seen = first.setdefault(sentence[0], i)
        if seen == i:
            run = 0
        elif run and found[seen - 1][0] == found[i - 1][0]:
            run += len(sentence[0])
            is_whole = _ends_line(text, sentence) and _ends_line(text, found[seen])
            if run >= _WINDOW and not (is_whole or _opens_line(text, found[opened])):
                return True
        else:
            run, opened = len(sentence[0]), i
    return False


def _opens_line(text: str, sentence: re.Match[str]) -> bool:
    return sentence.start() == 0 or text[sentence.start() - 1] == "\n"


def _ends_line(text: str, sentence: re.Match[str]) -> bool:
    return text[sentence.end() : sentence.end() + 1] in ("", "\n")


def is_article_style(text: str) -> bool:
    """Say whether the text is numbered by articles, on lines of their own or behind the end of a sentence."""
    return len(_ARTICLE_START.findall(text)) >= _ARTICLES


def repair(text: str) -> Repaired:
    """Return ``text`` with every sentence once and in order; a sound text keeps its words.

    An annex is a text of its own: it may say what the text before it says.
    """
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if i and annex_label(line)]
    whole = Repaired("")
    for start, stop in pairwise([0, *starts, len(lines)]):
        part = _repair("\n".join(lines[start:stop]))
        at = len(whole.text) + bool(start)
        joined = f"{whole.text}\n{part.text}" if start else part.text
        whole = Repaired(joined, whole.repeated + part.repeated, (*whole.losses, *(at + loss for loss in part.losses)))
    return whole


def _repair(text: str) -> Repaired:
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
    names = list(_LISTED_NAME.finditer(text))
    wanted = {name["stem"] for name in names}
    found: dict[str, list[int]] = {stem: [] for stem in wanted}
    for at in range(1, len(text) - 3) if wanted else ():
        if (words := text[at : at + 4]) in wanted:
            found[words].append(at)
    before: dict[str, Counter[str]] = {stem: Counter(text[at - 1] for at in places) for stem, places in found.items()}
    losses = []
    for name in names:
        others = before[name["stem"]].copy()
        others[text[name.start("stem") - 1]] -= 1
        kinds = {sign: n for sign, n in others.items() if n and sign not in LEVELS and sign not in "条\n"}
        if len(kinds) == 1 and sum(kinds.values()) > 1 and "\u4e00" <= next(iter(kinds)) <= "\u9fff":
            losses.append(name.start("stem"))
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
