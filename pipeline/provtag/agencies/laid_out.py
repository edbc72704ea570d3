"""Clauses laid out one behind the other as numbers, with where the register sees names: what the choice of names looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.contexts import OUTSIDE, Sentence
from provtag.agencies.features import Integers, Keys, Seen, code, joined, joined_runs, named
from provtag.agencies.register import Kind
from provtag.groups import ranges

# Characters kept free on both sides of a clause, so that no window reaches into another.
MARGIN = 6
_NUMBER_OF_KIND = {kind: number for number, kind in enumerate(Kind, start=1)}
_KINDS = np.uint64(16)
_LOWEST = np.float32(-9.0)


class LaidOut(NamedTuple):
    """Characters of clauses and the names that the register sees in them.

    ``points``: code points, each clause between margins. ``offsets``: where each clause begins. ``positions``: where a name may
    begin or end. ``begins``, ``ends``, ``within``: the kind of the proposed name that begins or ends at a position, or that the
    position is inside of; 0: none. ``names``: what ``key`` gives for each of them, sorted, and ``kinds``: their kinds.
    ``issuers``: for each clause, a number for who issued its document.
    """

    points: Keys
    offsets: Integers
    positions: Integers
    begins: Keys
    ends: Keys
    within: Keys
    names: Integers
    kinds: Keys
    issuers: Keys


def key(start: Integers, end: Integers) -> Integers:
    """Return one number for each pair of a start and an end."""
    return (start << 10) + np.minimum(end - start, 1023)


def laid_out(sentences: Sequence[Sentence]) -> LaidOut:
    """Return ``sentences`` with their names as they were proposed."""
    margin = OUTSIDE * MARGIN
    characters = margin + margin.join(sentence.text for sentence in sentences) + margin
    points = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    lengths = np.array([len(sentence.text) for sentence in sentences], np.int64)
    offsets = np.cumsum(lengths + MARGIN) - lengths
    rows = np.array(
        [
            (offset + name.start, offset + name.end, _NUMBER_OF_KIND[name.kind])
            for sentence, offset in zip(sentences, offsets.tolist(), strict=True)
            for name in sentence.names
        ],
        np.int64,
    ).reshape(-1, 3)
    begins, ends, within = (np.zeros(len(points) + 1, np.uint64) for _ in range(3))
    begins[rows[:, 0]] = ends[rows[:, 1]] = rows[:, 2]
    inner = rows[:, 1] - rows[:, 0] - 1
    within[ranges(rows[:, 0] + 1, inner)] = np.repeat(rows[:, 2], inner)
    names = key(rows[:, 0], rows[:, 1])
    order = np.argsort(names)
    issuers = np.array([code(sentence.issuer) for sentence in sentences], np.uint64)
    return LaidOut(
        points,
        offsets,
        ranges(offsets, lengths + 1),
        begins,
        ends,
        within,
        names[order],
        rows[order, 2].astype(np.uint64),
        issuers,
    )


def of_boundaries(laid: LaidOut) -> Iterator[Seen]:
    """Yield the families of features of every position: the characters around it, and the proposed names there."""
    at = laid.positions
    three, two, before, behind, next_one, next_two = (laid.points[at + step] for step in range(-3, 3))
    before_two, behind_two, both = joined(two, before), joined(behind, next_one), joined(before, behind)
    seen = (laid.begins[at] * _KINDS + laid.ends[at]) * _KINDS + laid.within[at]
    families = {
        "before 1": before,
        "before 2": before_two,
        "before 3": joined(three, before_two),
        "behind 1": behind,
        "behind 2": behind_two,
        "behind 3": joined(behind_two, next_two),
        "around 1 1": both,
        "around 2 1": joined(two, both),
        "around 1 2": joined(both, next_one),
        "proposed": seen,
        "proposed, before": joined(seen, before),
        "proposed, behind": joined(seen, behind),
    }
    yield from (Seen(family, keys, named(family)) for family, keys in families.items())


class Pairs(NamedTuple):
    """Possible names: where each begins and ends among the laid out characters, in order."""

    start: Integers
    end: Integers


def of_pairs(laid: LaidOut, pairs: Pairs, opening: NDArray[np.float32], closing: NDArray[np.float32]) -> Iterator[Seen]:
    """Yield the families of features of possible names. ``opening``, ``closing``: the log-odds, by position, that a name begins
    or ends there."""
    start, end = pairs
    points, length = laid.points, end - start
    left, left_two = points[start - 1], joined(points[start - 2], points[start - 1])
    right, right_two = points[end], joined(points[end], points[end + 1])
    first, last = points[start], points[end - 1]
    first_two, last_two = joined(first, points[start + 1]), joined(points[end - 2], last)
    whole = joined_runs(points, start, end)
    kind = _kinds(laid, pairs)
    status = ((laid.begins[start] * _KINDS + laid.ends[end]) * _KINDS + laid.within[start]) * _KINDS + laid.within[end]
    inside = _count(laid.begins, pairs) * _KINDS + _count(laid.ends, pairs)
    size = np.minimum(length, 16).astype(np.uint64)
    inner_opening, inner_closing = _highest(opening, pairs), _highest(closing, pairs)
    families = {
        "left 1": left,
        "left 2": left_two,
        "left 3": joined(left_two, points[start - 3]),
        "left 4": joined(joined(left_two, points[start - 3]), points[start - 4]),
        "right 1": right,
        "right 2": right_two,
        "right 3": joined(right_two, points[end + 2]),
        "right 4": joined(joined(right_two, points[end + 2]), points[end + 3]),
        "first 1": first,
        "first 2": first_two,
        "first 3": joined(first_two, points[start + 2]),
        "last 1": last,
        "last 2": last_two,
        "last 3": joined(last_two, points[end - 3]),
        "length": size,
        "kind": kind,
        "proposed": status,
        "inside": inside,
        "all proposed": joined(joined(kind, status), inside),
        "whole": whole,
        "opening": _rounded(opening[start]),
        "closing": _rounded(closing[end]),
        "inner opening": _rounded(inner_opening),
        "inner closing": _rounded(inner_closing),
        "opening, inner": _rounded(opening[start] - inner_opening),
        "closing, inner": _rounded(closing[end] - inner_closing),
        "left, right": joined(left, right),
        "left, first": joined(left, first),
        "left 2, first": joined(left_two, first),
        "last, right": joined(last, right),
        "last 2, right": joined(last_two, right),
        "last 2, right 2": joined(last_two, right_two),
        "first, last 2": joined(first, last_two),
        "length, last": joined(size, last),
        "left, whole": joined(left, whole),
        "right, whole": joined(right, whole),
    }
    yield from (Seen(family, keys, named(family)) for family, keys in families.items())
    beside = {"left": left, "left 2": left_two, "right": right, "right 2": right_two, "length": size, "last 2": last_two}
    yield from (Seen(f"kind, {one}", joined(kind, keys), named("kind")) for one, keys in (beside | {"whole": whole}).items())
    issuer = laid.issuers[np.searchsorted(laid.offsets, start, side="right") - 1]
    beside = {"kind": kind, "last": last, "last 2": last_two}
    yield from (Seen(f"issuer, {one}", joined(issuer, keys), named("issuer")) for one, keys in beside.items())
    beside = {"last": last, "left": left, "right": right, "last 2": last_two}
    yield from (Seen(f"proposed, {one}", joined(status, keys), named("proposed")) for one, keys in beside.items())


def _kinds(laid: LaidOut, pairs: Pairs) -> Keys:
    """Return the kind of the proposed name that a pair is; 0 where it is none."""
    if not len(laid.names):
        return np.zeros(len(pairs.start), np.uint64)
    keys = key(*pairs)
    at = np.minimum(np.searchsorted(laid.names, keys), len(laid.names) - 1)
    return np.where(laid.names[at] == keys, laid.kinds[at], np.uint64(0))


def _count(marks: Keys, pairs: Pairs) -> Keys:
    """Return how many marks lie inside each pair: none, one, or more."""
    before = np.cumsum(marks > 0)
    return np.minimum(before[pairs.end - 1] - before[pairs.start], 2).astype(np.uint64)


def _highest(odds: NDArray[np.float32], pairs: Pairs) -> NDArray[np.float32]:
    """Return the highest of ``odds`` at the positions inside each pair, _LOWEST where it has none."""
    inner = pairs.start + 1
    highest = np.maximum.reduceat(odds, np.stack([inner, pairs.end], axis=1).ravel())[::2]
    return np.maximum(np.where(inner < pairs.end, highest, _LOWEST), _LOWEST)


def _rounded(odds: NDArray[np.float32]) -> Keys:
    return (np.clip(np.round(odds), -8, 8).astype(np.int64) + 8).astype(np.uint64)
