"""Footnotes in plain text: the notes below a rule or at the end, and the marks in the text that lead to them."""

from __future__ import annotations

import re

from provtag.documents import notices
from provtag.patterns import Pattern

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BEHIND_WORD = "(?<=[\u4e00-\u9fff”》])"  # where no item of a list begins
_RAISED_CIRCLE = Pattern(f"{_BEHIND_WORD}[①-⑳]")
_RULE = Pattern(r"[-_—─＿]{4,}|_{3}")
_SUPERSCRIPT = Pattern(
    r"(?<![A-Za-z])<sup[^<>]*>(?:<a[^<>]*>)?[\[(（〔]?(?:\d{1,2}|[①-⑳])[\])）〕]?(?:</a>)?</sup>", re.IGNORECASE
)
_RAISED = Pattern("</?sup[^<>]*>", re.IGNORECASE)  # what is left is part of a unit: km²
_IN_BRACKETS = Pattern(r"\[\^?(\d{1,2})\][:：]? *(?=\S)")
_LEADING = Pattern(r"\S ?\[\^?(\d{1,2})\]")
_BELOW_RULE = Pattern(r"[①-⑳⑴-⒇*※†]|〔\d{1,2}〕|\d{1,2}[ \t\u3000]|注\d{0,2}[:：]")
_ENCIRCLED = Pattern("[①-⑳]")


def without_footnotes(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` without footnotes and the marks that lead to them, and a warning where there were notes.

    Notes are the lines below a rule that begin with a mark, lines in brackets ([1] …) to which a mark in the text leads or with
    which the text ends, and the lines in circles (① …) with which it ends, if words in it bear the same marks in turn.
    """
    text = _RAISED.sub("", _SUPERSCRIPT.sub("", text))
    lines = text.split("\n")
    notes = _notes(lines)
    if not notes:
        return text, ()
    marks = {found[1] for i in notes if (found := _IN_BRACKETS.match(lines[i].strip()))}
    circles = {found[0] for i in notes if (found := _ENCIRCLED.match(lines[i].strip()))}
    leading = [rf" ?\[\^?(?:{'|'.join(marks)})\] ?"] if marks else []
    leading += [f"{_BEHIND_WORD}[{''.join(circles)}]"] if circles else []
    kept = [line for i, line in enumerate(lines) if i not in notes]
    whole = re.sub("|".join(leading), "", "\n".join(kept)) if leading else "\n".join(kept)
    count = sum(not _RULE.fullmatch(lines[i].strip()) for i in notes)
    return whole, (notices.FOOTNOTES.format(count=count),)


def _encircled(lines: list[str]) -> set[int]:
    """Return the lines ① … ② … at the end of the text, where all circles above them count the words that they explain."""
    tail: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        words = lines[i].strip()
        if words and not _ENCIRCLED.match(words):
            break
        if words:
            tail.append(i)
    marks = _CIRCLES[: len(tail)]
    if not tail or "".join(lines[i].strip()[0] for i in reversed(tail)) != marks:
        return set()
    above = "\n".join(lines[: tail[-1]])
    is_led_to = "".join(_RAISED_CIRCLE.findall(above)) == "".join(_ENCIRCLED.findall(above)) == marks
    return set(tail) if is_led_to else set()


def _notes(lines: list[str]) -> set[int]:
    """Return the lines that are footnotes, and the rules above them."""
    found: set[int] = set()
    rule = -1  # the rule below which the line stands
    for i, line in enumerate(lines):
        words = line.strip()
        if _RULE.fullmatch(words):
            rule = i
        elif words and rule >= 0:
            if _BELOW_RULE.match(words) or _IN_BRACKETS.match(words):
                found |= {rule, i}
            else:
                rule = -1
    found |= _encircled(lines)
    in_brackets = {i: mark[1] for i, line in enumerate(lines) if (mark := _IN_BRACKETS.match(line.strip()))}
    first: dict[str, int] = {}  # the line in which a mark leads to a note
    for i, line in enumerate(lines):
        for mark in _LEADING.finditer(line):
            first.setdefault(mark[1], i)
    found |= {i for i, number in in_brackets.items() if first.get(number, i) < i}
    last = len(lines) - 1
    while last > 0 and (not lines[last].strip() or last in in_brackets):
        last -= 1
    tail = [i for i in in_brackets if i > last]
    if [in_brackets[i] for i in tail] == [str(n + 1) for n in range(len(tail))] and last + 1 >= len(tail):
        found |= set(tail)
    return found
