"""A damage simulator: windows of earlier text pasted over later text, as broken crawls show them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?\n*")


@dataclass(frozen=True)
class Damaged:
    """``text`` after the damage; ``windows`` pasted; ``survivors``: the sentences of the original that are still there."""

    text: str
    windows: int
    survivors: frozenset[str]


def paste_windows(text: str, rate: float, seed: int, *, longest: int = 4, protected: int = 0) -> Damaged:
    """Overwrite about ``rate`` of the sentences of ``text`` with windows of 1 to ``longest`` earlier sentences each.

    The first ``protected`` sentences (front matter) stay. As many sentences are pasted as are overwritten.
    """
    rng = random.Random(seed)
    original = SENTENCE.findall(text)
    damaged = list(original)
    overwritten = windows = 0
    free = set(range(protected + longest, len(original)))
    while overwritten < rate * len(original) and free:
        start = rng.choice(sorted(free))
        length = min(rng.randint(1, longest), len(original) - start)
        if not all(start + k in free for k in range(length)):
            free.discard(start)
            continue
        source = rng.randint(0, start - length)
        damaged[start : start + length] = original[source : source + length]
        free -= set(range(start - 1, start + length + 1))
        overwritten += length
        windows += 1
    kept = frozenset(s.strip() for s in damaged)
    return Damaged("".join(damaged), windows, kept)
