"""What every character of a text became: what clauses, duty notes and known parts leave over is named, or reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from provtag.schema import Part, PartKind, Span
from provtag.structure.duty_notes import is_limit
from provtag.structure.limits import is_bare_limit
from provtag.structure.markers import article_at, item_at
from provtag.structure.text import WORD


def account(text: str, taken: Iterable[tuple[int, int]], parts: Iterable[Part]) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """Return ``parts`` with the numbers, time limits and bare marks between them and ``taken``, and the ranges left over.

    ``taken`` are the ranges of clauses and duty notes. All ranges of the result are in the order of the text.
    """
    named: list[Part] = []
    left_over: list[Span] = []
    at = 0
    ranges: list[tuple[int, int, Part | None]] = [(start, end, None) for start, end in taken]
    ranges += [(part.start, part.end, part) for part in parts]
    for start, end, part in sorted([*ranges, (len(text), len(text), None)], key=itemgetter(0)):
        for left, right in _pieces(text, at, start):
            after = _after_numbers(text, left, right)
            named += [Part(PartKind.NUMBER, left, after)] if after > left else []
            if after == right:
                continue
            if kind := _kind(text, after, right):
                named.append(Part(kind, after, right))
            else:
                left_over.append(Span(after, right))
        if part and start >= at:  # the number of a first item stands inside the clause that its lead-in opens
            named.append(part)
        at = max(at, end)
    return tuple(named), tuple(left_over)


def share(text: str, left_over: Iterable[Span]) -> float:
    """Return the share of the characters of ``text``, blanks aside, that are not ``left_over``; 1 for an empty text."""
    missing = sum(len("".join(text[span.start : span.end].split())) for span in left_over)
    return 1 - missing / len("".join(text.split())) if missing else 1.0


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the lines of ``text[start:end]`` without the blanks around them."""
    for line in text[start:end].split("\n"):
        if words := line.strip():
            at = start + line.index(words[0])
            yield at, at + len(words)
        start += len(line) + 1


def _after_numbers(text: str, start: int, end: int) -> int:
    """Return the end of the numbers, with the signs around them, that open ``text[start:end]``."""
    after = at = start
    while at < end:
        marker = article_at(text, at, len(text)) or item_at(text, at, len(text))
        if marker and marker.end > at:
            after = at = marker.end
        elif text[at].isalnum():
            break
        else:
            at += 1
    return min(after, end)


def _kind(text: str, start: int, end: int) -> PartKind | None:
    """Return what stands between clauses in ``text[start:end]``, None where it is words that belong nowhere."""
    words = WORD.search(text, start, end)
    if not words:
        return PartKind.MARK
    is_time = is_limit(text, words.start(), end) or is_bare_limit(text[words.start() : end])
    return PartKind.DEADLINE if is_time else None
