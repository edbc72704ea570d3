"""What every character of a text became: what clauses, duty notes and known parts leave over is named, or reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from provtag.schema import Part, PartKind, Span
from provtag.structure.duty_notes import opens_deadline
from provtag.structure.markers import article_at, item_at

_WORD = re.compile(r"[^\W_]")


def account(text: str, taken: Iterable[tuple[int, int]], parts: Iterable[Part]) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """Return ``parts`` with the numbers, time limits and bare marks between them and ``taken``, and the ranges left over.

    ``taken`` are the ranges of clauses and duty notes. All ranges of the result are in the order of the text.
    """
    known = sorted(parts, key=lambda part: part.start)
    named: list[Part] = list(known)
    left_over: list[Span] = []
    at = 0
    for start, end in sorted([*taken, *((part.start, part.end) for part in known), (len(text), len(text))]):
        if start > at and not text[at:start].isspace():
            for left, right in _pieces(text, at, start):
                after = _after_numbers(text, left, right)
                named += [Part(PartKind.NUMBER, left, after)] if after > left else []
                if after == right:
                    continue
                if kind := _kind(text, after, right):
                    named.append(Part(kind, after, right))
                else:
                    left_over.append(Span(after, right))
        at = max(at, end)
    return tuple(sorted(named, key=lambda part: part.start)), tuple(left_over)


def share(text: str, left_over: Iterable[Span]) -> float:
    """Return the share of the characters of ``text``, blanks aside, that are not ``left_over``; 1 for an empty text."""
    characters = len("".join(text.split()))
    missing = sum(len("".join(text[span.start : span.end].split())) for span in left_over)
    return 1 - missing / characters if characters else 1.0


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the lines of ``text[start:end]`` without the blanks around them."""
    for line in text[start:end].split("\n"):
        if words := line.strip():
            at = start + line.index(words[0])
            yield at, at + len(words)
        start += len(line) + 1


def _after_numbers(text: str, start: int, end: int) -> int:
    """Return the end of the numbers, with the signs around them, that open ``text[start:end]``."""
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    after = at = start
    while at < end:
        marker = article_at(text, at, stop) or item_at(text, at, stop)
        if marker and marker.end > at:
            after = at = marker.end
        elif text[at].isalnum():
            break
        else:
            at += 1
    return end if at >= end and after > start else min(after, end)


def _kind(text: str, start: int, end: int) -> PartKind | None:
    """Return what stands between clauses in ``text[start:end]``, None where it is words that belong nowhere."""
    words = _WORD.search(text, start, end)
    if not words:
        return PartKind.MARK
    return PartKind.DEADLINE if opens_deadline(text[words.start() : end]) else None
