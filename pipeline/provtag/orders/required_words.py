"""What a text must hold for a regular expression to match in it, told from the expression, so that most need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from re import _parser  # type: ignore[attr-defined]  # the only place where Python tells what an expression is made of
from typing import Any

_MOST = 48  # words that an expression is told by
_LONGEST = 4  # characters of a word: longer ones tell hardly more

Words = frozenset[str]
_EMPTY: Words = frozenset([""])


def required_words(pattern: str) -> list[Words]:
    """Return sets of words, those that tell most first; of each set, one is in whatever ``pattern`` matches or right behind it.

    Raises ``re.error`` where the pattern cannot be read.
    """
    parsed = _parser.parse(pattern)
    return [] if parsed.state.flags & re.IGNORECASE else [_least(words) for words in _telling(_of_sequence(parsed))]


def begins_text(pattern: str) -> bool:
    """Tell whether ``pattern`` can match nowhere but where the text begins."""
    parsed = _parser.parse(pattern)
    return not parsed.state.flags & re.MULTILINE and bool(parsed) and str(parsed[0][1]) == "AT_BEGINNING"


def _least(words: Words) -> Words:
    """Return ``words`` without those that hold another of them."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _telling(sets: Iterable[Words]) -> list[Words]:
    """Return of ``sets`` those that tell something, the most telling first."""
    return sorted({words: None for words in sets if "" not in words}, key=_worth, reverse=True)


def _worth(words: Words) -> tuple[bool, int, int]:
    return all(map(str.isalnum, words)), min(map(len, words)), -len(words)  # signs stand in most texts


def _of_sequence(items: Iterable[Any]) -> list[Words]:
    """Return sets of words; of each, one is in whatever matches ``items`` one after another."""
    found = []
    run = _EMPTY  # all that matches the items since one that can be too much
    for item in items:
        alone = _all_of(item)
        longer = alone and _joined(run, alone)
        if longer and max(map(len, longer)) <= _LONGEST:
            run = longer
        else:
            found += [run, *([] if alone else _within(item))]
            run = alone or _EMPTY
    return [*found, run]


def _within(item: Any) -> list[Words]:
    """Return sets of words as ``_of_sequence`` does, of an item that can be too much to tell all of it."""
    kind, value = str(item[0]), item[1]
    if kind == "SUBPATTERN" and not value[1]:  # no flags of its own
        return _of_sequence(value[-1])
    if kind == "BRANCH":
        ways = [_telling(_of_sequence(way))[:1] for way in value[1]]
        return [frozenset().union(*(words for (words,) in ways))] if all(ways) else []
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
        return _of_sequence(value[2])
    if kind == "ASSERT" and value[0] > 0:  # right behind
        return _of_sequence(value[1])
    return []


def _all_of(item: Any) -> Words | None:
    """Return all that ``item`` can match; None where that is too much to tell."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return frozenset([chr(value)])
    if kind == "IN":
        return _all_of_class(value)
    if kind == "SUBPATTERN" and not value[1]:
        return _all_of_sequence(value[-1])
    if kind == "BRANCH":
        return _all_of_ways([_all_of_sequence(way) for way in value[1]])
    if kind in ("MAX_REPEAT", "MIN_REPEAT") and value[1] == 1:
        return _all_of_ways([_all_of_sequence(value[2]), *([] if value[0] else [_EMPTY])])
    if kind in ("ASSERT", "ASSERT_NOT") and value[0] < 0 and len(set(value[1].getwidth())) > 1:
        raise re.error("look-behind requires fixed-width pattern")  # said here, because it is compiled only when it is needed
    is_place = kind in ("AT", "ASSERT_NOT") or (kind == "ASSERT" and value[0] < 0)
    return _EMPTY if is_place else None


def _all_of_sequence(items: Iterable[Any]) -> Words | None:
    words: Words | None = _EMPTY
    for item in items:
        alone = _all_of(item)
        words = _joined(words, alone) if words and alone else None
    return words


def _all_of_ways(ways: Sequence[Words | None]) -> Words | None:
    known = [words for words in ways if words]
    return _few(frozenset().union(*known)) if len(known) == len(ways) else None


def _all_of_class(members: Iterable[Any]) -> Words | None:
    signs: set[str] = set()
    for kind, value in members:
        if str(kind) == "LITERAL":
            signs.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _MOST:
            signs.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return _few(frozenset(signs))


def _joined(before: Words, behind: Words) -> Words | None:
    return _few(frozenset(map("".join, product(before, behind)))) if len(before) * len(behind) <= _MOST else None


def _few(words: Words) -> Words | None:
    return words if len(words) <= _MOST else None
