"""Ideographs in regular expressions."""

from __future__ import annotations

from itertools import pairwise

_BEFORE_FIRST, _BEHIND_LAST = ord("一") - 1, ord("鿿") + 1


def ideographs_but(characters: str) -> str:
    """Return the class of all ideographs but ``characters``: one look a character, where a lookahead before each takes five."""
    edges = [_BEFORE_FIRST, *sorted(map(ord, characters)), _BEHIND_LAST]
    return f"[{''.join(f'{chr(one + 1)}-{chr(other - 1)}' for one, other in pairwise(edges) if other - one > 1)}]"
