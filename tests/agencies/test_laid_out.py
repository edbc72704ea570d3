"""What is seen of a possible name in its clause: whether it is proposed, and what lies inside of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from provtag.agencies.contexts import Sentence
from provtag.agencies.laid_out import LaidOut, Pairs, key, laid_out, of_boundaries, of_pairs
from provtag.agencies.register import Kind

TEXT = "由县公安局、县民政局和教育部门的人走访。"
WORDS = ("县公安局", "县民政局", "公安局", "县公安局、", "县公安局、县民政局", "县公安局、县民政局和教育部门", "走访")


def clauses(proposed: Callable[[str], Sentence], *texts: str) -> LaidOut:
    return laid_out([proposed(text) for text in texts])


def seen(laid: LaidOut, offset: int, odds: np.ndarray) -> dict[str, dict[str, int]]:
    """Return the feature of each family of each of ``WORDS``."""
    starts = np.array([offset + TEXT.index(word) for word in WORDS])
    pairs = Pairs(starts, starts + [len(word) for word in WORDS])
    return {one.family: dict(zip(WORDS, one.keys.tolist(), strict=True)) for one in of_pairs(laid, pairs, odds, odds[::-1])}


def test_a_possible_name_is_of_the_kind_that_is_proposed_there(proposed: Callable[[str], Sentence]) -> None:
    laid = clauses(proposed, "县妇联走访。", TEXT)
    odds = np.arange(len(laid.points) + 1, dtype=np.float32)
    found = seen(laid, int(laid.offsets[1]), odds)
    kinds = found["kind"]
    assert kinds["县公安局"] == kinds["县民政局"] == 1 + list(Kind).index(Kind.NAME)
    assert not any(kinds[word] for word in WORDS[2:])
    proposed = found["proposed"]
    assert len({proposed[word] for word in ("县公安局", "公安局", "县公安局、", "走访")}) == 4
    assert proposed["县公安局"] == proposed["县民政局"] == proposed["县公安局、县民政局"]  # one begins there, and one ends
    inside = found["inside"]
    assert inside["县公安局"] == inside["走访"] == 0
    assert len({inside[word] for word in ("公安局", "县公安局、县民政局", "县公安局、县民政局和教育部门")}) == 3


def test_the_likeliest_boundary_inside_counts(proposed: Callable[[str], Sentence]) -> None:
    laid = clauses(proposed, TEXT)
    offset = int(laid.offsets[0])
    odds = np.full(len(laid.points) + 1, -20.0, np.float32)
    odds[offset + TEXT.index("县民政局")] = 4.0
    inner = seen(laid, offset, odds)["inner opening"]
    assert inner["县公安局、县民政局"] == 12 and inner["县公安局"] == inner["县公安局、"] == inner["县民政局"] == 0


def test_what_is_seen_is_the_same_wherever_a_clause_stands(proposed: Callable[[str], Sentence]) -> None:
    alone, behind = clauses(proposed, TEXT), clauses(proposed, "会同县妇联。", TEXT, "县残联、县总工会配合。")
    offsets = int(alone.offsets[0]), int(behind.offsets[1])
    one, other = (np.zeros(len(laid.points) + 1, np.float32) for laid in (alone, behind))
    assert seen(alone, offsets[0], one) == seen(behind, offsets[1], other)
    places = slice(*np.searchsorted(behind.positions, [offsets[1], offsets[1] + len(TEXT) + 1]))
    for here, there in zip(of_boundaries(alone), of_boundaries(behind), strict=True):
        assert here.keys.tolist() == there.keys[places].tolist()


def test_pairs_are_in_order_of_their_numbers() -> None:
    start, end = np.array([3, 3, 4, 4]), np.array([5, 900, 5, 2000])
    numbers = key(start, end)
    assert numbers.tolist() == sorted(set(numbers.tolist()))
    assert (numbers >> 10).tolist() == start.tolist() and ((numbers & 1023) + start)[:3].tolist() == end[:3].tolist()
