"""Which documents of a batch are copies of an earlier one, whole or nearly: those count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from provtag.settings import CopySettings

_BASE = np.uint64(1_000_003)  # odd, so that no character is lost in multiplying
_SHIFT = np.uint64(29)
_OWNERS = 16


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is a copy of: the index of an earlier document, and how much of the longer one stands in both."""

    of: int
    share: float


def find_copies(texts: Sequence[str], settings: CopySettings) -> list[Copy | None]:
    """Return for each text the earlier one that it repeats, if the share of windows in both reaches ``settings.alike``.

    Linear in the texts, because a window that many texts have tells of the first of them only.
    """
    first: dict[str, int] = {}
    owners: dict[int, tuple[int, ...]] = {}
    sizes: list[int] = []
    found: list[Copy | None] = []
    for index, text in enumerate(map(_words, texts)):
        windows = _windows(text, settings).tolist()
        sizes.append(len(windows))
        known = {window: owners[window] for window in windows if window in owners}
        earlier = Counter(chain.from_iterable(known.values()))
        shares = [Copy(other, common / max(len(windows), sizes[other])) for other, common in earlier.items()]
        nearest = max(shares, key=lambda copy: copy.share, default=None)
        if text in first:
            nearest = Copy(first[text], 1.0)
        first.setdefault(text, index)
        owners |= dict.fromkeys(windows, (index,)) | {window: (*of, index)[:_OWNERS] for window, of in known.items()}
        found.append(nearest if nearest and nearest.share >= settings.alike else None)
    return found


def _words(text: str) -> str:
    return "".join(text.split())


def _windows(text: str, settings: CopySettings) -> NDArray[np.uint64]:
    """Return hashes of a sample of the windows of ``text``, each once; a text shorter than a window is one."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    length = min(settings.window, len(codes))
    hashes = np.zeros(len(codes) - length + 1, np.uint64)
    for place in range(length):
        hashes = hashes * _BASE + codes[place : place + len(hashes)]
    hashes = (hashes ^ (hashes >> _SHIFT)) * _BASE
    return np.unique(hashes[(hashes >> _SHIFT) % np.uint64(settings.sample) == 0])
