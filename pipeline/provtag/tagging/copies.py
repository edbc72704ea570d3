"""Which texts are copies of another one, whole or nearly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provtag.settings import CopySettings

Sketch = NDArray[np.uint64]

_BASE = np.uint64(1_000_003)  # odd, so that no character is lost in multiplying
_SHIFT = np.uint64(29)
_OWNERS = 16


@dataclass(frozen=True, slots=True)
class Copy:
    """What a text has most in common with: the index of an earlier text, and how much of the longer one stands in both.

    ``same``: it is so much that one of the two counts for both.
    """

    of: int
    share: float
    same: bool


def find_copies(sketches: Sequence[Sketch], settings: CopySettings) -> list[Copy | None]:
    """Return for each text, given as its ``sketch``, the earlier one that is no copy itself and that it has most in common with,
    if the share reaches ``settings.alike``.

    Linear in the texts, because a window that many texts have tells of the first of them only.
    """
    first: dict[bytes, int] = {}
    owners: dict[int, list[int]] = defaultdict(list)
    found: list[Copy | None] = []
    for index, sketch in enumerate(sketches):
        windows = sketch.tolist()
        earlier = Counter(other for window in windows for other in owners.get(window, ()))
        shares = {other: common / max(len(windows), len(sketches[other])) for other, common in earlier.items()}
        shares |= {first[sketch.tobytes()]: 1.0} if sketch.tobytes() in first else {}
        other, share = max(shares.items(), key=lambda item: item[1], default=(0, 0.0))
        copy = Copy(other, share, share >= settings.same) if share >= settings.alike else None
        found.append(copy)
        if copy and copy.same:
            continue
        first[sketch.tobytes()] = index
        for window in windows:
            if len(owners[window]) < _OWNERS:
                owners[window].append(index)
    return found


def sketch(text: str, settings: CopySettings) -> Sketch:
    """Return what texts are compared by: hashes of up to ``settings.windows`` windows of ``text``, blanks aside, each once.

    A text shorter than a window is one.
    """
    codes = np.frombuffer("".join(text.split()).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    length = min(settings.window, len(codes))
    hashes = np.zeros(len(codes) - length + 1, np.uint64)
    for place in range(length):
        hashes = hashes * _BASE + codes[place : place + len(hashes)]
    hashes = (hashes ^ (hashes >> _SHIFT)) * _BASE
    return np.unique(hashes ^ (hashes >> _SHIFT))[: settings.windows]
