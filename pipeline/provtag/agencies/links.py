"""The learned link of names that the register lacks: by their words, the names inside them and who issued the document."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provtag.agencies.register import GENERAL, OTHER
from provtag.files import read_json, write_array, write_json

BITS = 14
# What a name may be linked to beside an agency id: the agency of the document's issuer, or of the first name inside it.
ISSUER, HOLDER = "<issuer>", "<holder>"
WEIGHTS, IDS = "link_weights.npy", "link_ids.json"
_LONGEST = 3
# Names last linked: those of a document stand in it again and again.
_REMEMBERED = 1024
# Log-odds from which on a name may be of an agency.
_LIKELY = -5.0


class Unlinked(NamedTuple):
    """A name to link: its words, the agency ids of the names inside it, those of the document's issuers."""

    words: str
    inside: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()

    @property
    def issuer(self) -> str:
        """The first issuer, where its units are of one field; else nothing."""
        return next((agency_id for agency_id in self.issuers[:1] if agency_id not in GENERAL), "")

    @property
    def holder(self) -> str:
        """The agency of the first name inside, or nothing."""
        return next(iter(self.inside), "")


def columns(name: Unlinked) -> list[int]:
    """Return the numbers, below 2^BITS, of the features of a name."""
    return [zlib.crc32(word.encode("utf-8", "surrogatepass")) >> (32 - BITS) for word in _features(name)]


def _features(name: Unlinked) -> Iterator[str]:
    words = f"^{name.words}$"
    for length in range(1, _LONGEST + 1):
        yield from (words[at : at + length] for at in range(len(words) - length + 1))
    yield f"whole {name.words}"
    yield f"first {name.holder}"
    yield f"last {next(reversed(name.inside), '')}"
    yield from (f"inside {agency_id}" for agency_id in name.inside)
    who = name.issuers[0] if name.issuers else "nobody"
    held = bool(name.inside)
    yield from (f"issuer {who}", f"issuer {who} {held}", f"issuer {who} {name.words[-1:]}", f"issuer {who} {name.words[-2:]}")
    yield from (f"{bool(name.issuer)} {held} {name.words[-1:]}", f"issuer {who} first {name.holder}")


class Links:
    """Weights (features × what a name may be linked to) of a linear model; the last row holds the intercepts."""

    def __init__(self, weights: NDArray[np.float32], ids: Sequence[str]) -> None:
        self._weights = weights
        self._ids = tuple(ids)
        self._known = lru_cache(maxsize=_REMEMBERED)(self._likeliest)

    def agency_id(self, name: Unlinked) -> str:
        """Return the likeliest agency of a name; ``OTHER`` where none is likely."""
        return self._known(name)

    def _likeliest(self, name: Unlinked) -> str:
        odds = self._weights[columns(name)].sum(axis=0) + self._weights[-1]
        found = self._ids[int(odds.argmax())] if odds.max() > _LIKELY else OTHER
        return {ISSUER: name.issuer, HOLDER: name.holder}.get(found, found) or OTHER

    def save(self, folder: Path) -> None:
        """Write the weights as an array and the ids as JSON; the same weights give the same bytes."""
        write_array(folder / WEIGHTS, self._weights)
        write_json(folder / IDS, list(self._ids))

    @classmethod
    def load(cls, folder: Path) -> Links:
        """Read what ``save`` wrote. Raises ValueError where the shape is another."""
        weights, ids = np.load(folder / WEIGHTS, allow_pickle=False), read_json(folder / IDS)
        if weights.shape != ((1 << BITS) + 1, len(ids)):
            raise ValueError(f"{WEIGHTS} has the shape {weights.shape}, not {((1 << BITS) + 1, len(ids))}")
        return cls(weights, ids)


def target(name: Unlinked, agency_id: str) -> str:
    """Return what linking ``name`` to ``agency_id`` teaches."""
    return HOLDER if agency_id == name.holder else ISSUER if agency_id == name.issuer else agency_id
