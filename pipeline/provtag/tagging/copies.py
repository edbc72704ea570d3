"""Which texts are copies of another one, whole or nearly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from provtag.settings import CopySettings

_BASE = np.uint64(1_000_003)  # odd, so that no character is lost in multiplying
_SHIFT = np.uint64(29)
_OWNERS = 16
_HASH = np.dtype("<u8")  # how a sketch holds them


@dataclass(frozen=True, slots=True)
class Copy:
    """What a text has most in common with: the index of an earlier text, and how much of the longer one stands in both.

    ``same``: it is so much that one of the two counts for both.
    """

    of: int
    share: float
    same: bool


def find_copies(sketches: Sequence[bytes], settings: CopySettings) -> list[Copy | None]:
    """Return for each text, given as its ``sketch``, the earlier one that is no copy itself and that it has most in common with,
    if the share reaches ``settings.alike``.

    Linear in the texts, because a window that many texts have tells of the first few of them only.
    """
    first: dict[bytes, int] = {}
    owners: dict[int, list[int]] = defaultdict(list)
    found: list[Copy | None] = []
    for index, (sketch, shared) in enumerate(zip(sketches, _shared(sketches), strict=True)):
        earlier = Counter(other for window in shared for other in owners.get(window, ()))
        shares = {other: common * _HASH.itemsize / max(len(sketch), len(sketches[other])) for other, common in earlier.items()}
        shares |= {first[sketch]: 1.0} if sketch in first else {}
        other, share = max(shares.items(), key=lambda item: item[1], default=(0, 0.0))
        copy = Copy(other, share, share >= settings.same) if share >= settings.alike else None
        found.append(copy)
        if copy and copy.same:
            continue
        first[sketch] = index
        for window in shared:
            if len(owners[window]) < _OWNERS:
                owners[window].append(index)
    return found


def _shared(sketches: Sequence[bytes]) -> Iterator[list[int]]:
    """Yield of each text the windows that stand in others, too: few, of which alone anything need be remembered."""
    windows = np.frombuffer(bytearray().join(sketches), _HASH)  # of many texts the most that is held at once: no second copy
    windows.sort()
    repeated = np.unique(windows[1:][windows[1:] == windows[:-1]])
    for sketch in sketches:
        own = np.frombuffer(sketch, _HASH)
        yield own[np.searchsorted(repeated, own, "right") > np.searchsorted(repeated, own)].tolist()


def sketch(text: str, settings: CopySettings) -> bytes:
    """Return what texts are compared by: hashes of up to ``settings.windows`` windows of ``text``, blanks aside, each once.

    A text shorter than a window is one.
    """
    codes = np.frombuffer("".join(text.split()).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    length = min(settings.window, len(codes))
    hashes = np.zeros(len(codes) - length + 1, np.uint64)
    for place in range(length):
        hashes = hashes * _BASE + codes[place : place + len(hashes)]
    hashes = (hashes ^ (hashes >> _SHIFT)) * _BASE
    hashes = np.sort(hashes ^ (hashes >> _SHIFT))
    distinct = hashes[np.append(True, hashes[1:] != hashes[:-1])]
    return distinct[: settings.windows].astype(_HASH).tobytes()
