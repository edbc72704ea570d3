"""What is seen of possible names, as numbers: families of features, found for all names of many clauses at once."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.contexts import GROUP, OUTSIDE, Sentence, contexts

Integers = NDArray[np.int64]
Keys = NDArray[np.uint64]

# Features are numbered by hashing: 2^18 numbers for some 10^5 features, so that few share one.
BITS = 18
_STEP, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_INVERSE = np.uint64(pow(int(_STEP), -1, 1 << 64))
_HALF, _SHIFT = np.uint64(32), np.uint64(64 - BITS)
# How many characters beside a group are read as one run, how far pairs of them count wherever they stand.
_RUN, _NEAR = 5, 6
# Characters kept free on both sides of a clause, so that no window reaches into another.
_MARGIN = 10
_LEAD_IN = 12
# Above every number of log-odds of a name.
_MOST_ODDS = 16
_BITS_A_CHARACTER = 21


def among(characters: str) -> NDArray[np.bool_]:
    """Return for each code point of the basic plane whether it is one of ``characters``."""
    found = np.zeros(1 << 16, bool)
    found[[ord(character) for character in characters]] = True
    return found


_PARTICLE, _MODALS, _BREAKS = among("的"), among("应要须可将负不"), among(",;。:" + OUTSIDE)
_OWN = ("kind", "core", "agency", "level", "place in group", "neighbours", "odds", "issuer")


class Seen(NamedTuple):
    """One family of features: a key for each name, and how to show the feature of one of them."""

    family: str
    keys: Keys
    words: Callable[[int], str]


class _Clauses(NamedTuple):
    """The characters of clauses one behind the other, and for each possible name where its group stands and its own codes."""

    characters: str
    points: Keys
    start: Integers
    end: Integers
    own: dict[str, Keys]

    def shown(self, family: str, at: Callable[[int], slice]) -> Callable[[int], str]:
        """Return how to show the feature of a family that lies in the characters."""
        return lambda index: f"{family}: {self.characters[at(index)]}".replace(GROUP, "…").replace(OUTSIDE, "¶")


@cache
def code(word: str) -> int:
    """Return the number that stands for a word."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def features(sentences: Sequence[Sentence]) -> Iterator[Seen]:
    """Yield the families of features of all possible names of ``sentences``, in reading order."""
    clauses = _clauses(sentences)
    lefts = list(_beside(clauses, "before", -1, clauses.start - 1))
    rights = list(_beside(clauses, "behind", 1, clauses.end))
    yield from (*lefts, *rights)
    yield from _pairs(clauses)
    yield from _parts_of_sentence(clauses)
    kind, core, agency, level, *others, odds, issuer = (Seen(family, keys, named(family)) for family, keys in clauses.own.items())
    yield from (kind, core, _both(kind, agency), _both(kind, level), *others, odds)
    yield from (_both(kind, odds), _both(kind, issuer), _both(core, issuer))
    for one in (kind, core, _both(kind, agency)):
        yield from (_both(one, other) for other in (*lefts[:2], *rights[:2]))
    yield from (_both(left, right) for left in lefts[:2] for right in rights[:3])


def numbers(families: Iterable[Seen]) -> Integers:
    """Return the number, below 2^BITS, of the feature that each name has of each family (names × families)."""
    seen = list(families)
    keys = np.array([one.keys for one in seen], np.uint64)
    keys += np.array([[code(one.family)] for one in seen], np.uint64)
    return _numbered(keys).T


def number(one: Seen) -> Integers:
    """Return the number, below 2^BITS, of the feature that each name has of one family."""
    return _numbered(one.keys + np.uint64(code(one.family)))


def _numbered(keys: Keys) -> Integers:
    """Return ``keys``, which are lost, as numbers below 2^BITS."""
    keys *= _STEP
    keys ^= keys >> _HALF
    keys *= _MIX
    keys >>= _SHIFT
    return keys.view(np.int64)


def _clauses(sentences: Sequence[Sentence]) -> _Clauses:
    margin = OUTSIDE * _MARGIN
    pieces: list[str] = []
    rows: list[tuple[int, ...]] = []
    offset = 0
    for sentence in sentences:
        if not sentence.names:
            continue
        words, groups = contexts(sentence.text, sentence.names)
        before = margin + sentence.lead_in[-_LEAD_IN:] + OUTSIDE
        pieces += (before, words, margin)
        offset += len(before)
        for group in groups:
            rows += [
                (offset + group.start, offset + group.end, *_own(sentence, index, group.first, group.last))
                for index in range(group.first, group.last + 1)
            ]
        offset += len(words) + len(margin)
    table = np.array(rows, np.int64).reshape(-1, 2 + len(_OWN))
    characters = "".join(pieces)
    points = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    own = dict(zip(_OWN, table.T[2:].astype(np.uint64), strict=True))
    return _Clauses(characters, points, table[:, 0], table[:, 1], own)


def _own(sentence: Sentence, index: int, first: int, last: int) -> tuple[int, ...]:
    """Codes of what is known of a name itself, in the order of ``_OWN``; its group runs from ``first`` to ``last``."""
    text, names, *_ = sentence
    name = names[index]
    following = code(names[index + 1].kind) if index < last else 0
    before, behind = text[name.start - 1 : name.start], text[name.end : name.end + 1]
    return (
        code(name.kind),
        code(name.core),
        code(name.agency_id),
        code(name.level),
        following * 9 + min(index - first, 2) * 3 + min(last - index, 2),
        (min(last - first, 3) << 2 * _BITS_A_CHARACTER) + (ord(behind or OUTSIDE) << _BITS_A_CHARACTER) + ord(before or OUTSIDE),
        max(name.odds + _MOST_ODDS, 0),
        code(sentence.issuer),
    )


def _beside(clauses: _Clauses, family: str, step: int, at: Integers) -> Iterator[Seen]:
    """Yield the runs of 1, 2, … characters from ``at`` on, away from the group."""
    keys = np.zeros(len(at), np.uint64)
    for length, points in enumerate(clauses.points[at + step * np.arange(_RUN)[:, None]], start=1):
        keys = joined(keys, points)
        first = at if step > 0 else at - length + 1

        def run(index: int, first: Integers = first, length: int = length) -> slice:
            return slice(int(first[index]), int(first[index]) + length)

        yield Seen(f"{family} {length}", keys, clauses.shown(family, run))


def _pairs(clauses: _Clauses) -> Iterator[Seen]:
    """Yield pairs of characters near the group, wherever they stand."""
    for family, begin in (("near before", clauses.start - _NEAR - 1), ("near behind", clauses.end)):
        near = begin + np.arange(_NEAR)[:, None]
        for at, keys in zip(near, joined(clauses.points[near], clauses.points[near + 1]), strict=True):

            def pair(index: int, at: Integers = at) -> slice:
                return slice(int(at[index]), int(at[index]) + 2)

            yield Seen(family, keys, clauses.shown(family, pair))


def _parts_of_sentence(clauses: _Clauses) -> Iterator[Seen]:
    """Yield how the part of the sentence that a group stands in begins and ends, and what stands beside that part."""
    points = clauses.points
    breaks = places(points, _BREAKS)
    behind = breaks[np.searchsorted(breaks, clauses.end)]
    before = breaks[np.searchsorted(breaks, clauses.start) - 1]
    sides: dict[str, Seen] = {}
    for family, at in (("part ends", behind - 3), ("next part", behind), ("part begins", before), ("part before", before - 3)):
        three = points[at + np.arange(3)[:, None]]
        for length in (2, 3):
            ahead = 3 - length if at is not behind and at is not before else 0
            first = at + ahead

            def run(index: int, first: Integers = first, length: int = length) -> slice:
                return slice(int(first[index]), int(first[index]) + length)

            keys = three[ahead]
            for following in three[ahead + 1 : ahead + length]:
                keys = joined(keys, following)
            side = sides[f"{family} {length}"] = Seen(f"{family} {length}", keys, clauses.shown(family, run))
            yield side
    yield _both(sides["part ends 2"], sides["next part 2"])  # X不予立案|的，Y|应当
    relative, verb = _relative(clauses, behind)
    before_one = Seen("before 1", points[clauses.start - 1], named("before 1"))
    yield from (relative, verb, _both(relative, before_one))
    ahead = np.minimum(clauses.start - before, 8).astype(np.uint64)
    yield Seen("from the beginning", ahead, named("from the beginning"))
    behind_two = joined(points[clauses.end], points[clauses.end + 1])
    yield Seen("from the beginning, behind", joined(ahead, behind_two), named("from the beginning"))
    yield Seen("to the end", np.minimum(behind - clauses.end, 8).astype(np.uint64), named("to the end"))


def _relative(clauses: _Clauses, behind: Integers) -> tuple[Seen, Seen]:
    """Return whether 的 or a modal verb comes first behind the group in its part, and how near it is."""
    particles, modals = (places(clauses.points, signs) for signs in (_PARTICLE, _MODALS))
    particle, modal = (
        np.concatenate([at, [len(clauses.points)]])[np.searchsorted(at, clauses.end)] for at in (particles, modals)
    )
    first = np.minimum(np.minimum(particle, modal), behind)
    kind = np.where(first == behind, 0, np.where(first == particle, 1, 2))
    near = np.minimum(first - clauses.end, 8)
    last_two = joined(clauses.points[first - 2], clauses.points[first - 1])
    return (
        Seen("particle or modal", (kind * 16 + near).astype(np.uint64), named("particle or modal")),
        Seen("verb of particle or modal", joined(kind.astype(np.uint64), last_two), named("verb of particle or modal")),
    )


def places(points: Keys, signs: NDArray[np.bool_]) -> Integers:
    """Return where ``points`` are of ``signs``, which ``among`` gave; beyond the basic plane all are like its last one."""
    return np.flatnonzero(signs.take(points, mode="clip"))


def _both(one: Seen, other: Seen) -> Seen:
    return Seen(
        f"{one.family}, {other.family}", joined(one.keys, other.keys), lambda index: f"{one.words(index)} + {other.words(index)}"
    )


def named(family: str) -> Callable[[int], str]:
    """Return how to show a feature that is known by its family alone."""
    return lambda index: family


def joined(one: Keys, other: Keys) -> Keys:
    """Return one key for each pair of keys."""
    return one * _STEP + other


def joined_runs(points: Keys, start: Integers, end: Integers) -> Keys:
    """Return one key for all the points from each start, which is above 0, to its end: what joining them one by one gives."""
    rising, falling = (np.cumprod(np.full(len(points), step), dtype=np.uint64) for step in (_STEP, _INVERSE))
    # Every point by a power of the step that grows backwards, and so for all runs at once.
    sums = np.cumsum(points * falling, dtype=np.uint64)
    return (sums[end - 1] - sums[start - 1]) * rising[end - 1]
