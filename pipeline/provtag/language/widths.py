"""How wide words are in print."""

from __future__ import annotations

ROOM = 4  # columns that may stay free at the end of a full line


def columns(line: str) -> int:
    """Return how wide ``line`` is in print, in columns: two for a Chinese character or sign, one for a letter, digit or blank."""
    return len(line.encode("gbk", "replace"))
