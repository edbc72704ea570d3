"""Which clauses a model was taught: kept with it as hashes, so that a report can say which documents are no test of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from provtag.labels import CLAUSE, WRITTEN
from provtag.schema import Clause, Label

FILE = "taught.npy"


class Taught:
    """The clauses of documents that were in training, as hashes of their words."""

    def __init__(self, hashes: Iterable[int] = ()) -> None:
        self.hashes = frozenset(hashes)

    @classmethod
    def of(cls, labels: Iterable[Label]) -> Taught:
        """Return what ``labels`` teach; written examples are no documents."""
        return cls(_hash(label.text) for label in labels if label.kind == CLAUSE and label.origin != WRITTEN)

    @classmethod
    def load(cls, model: Path) -> Taught:
        """Load from a packaged pipeline directory; nothing where it says nothing."""
        path = model / FILE
        return cls(np.load(path, allow_pickle=False).tolist() if path.exists() else ())

    def save(self, model: Path) -> None:
        """Write into a packaged pipeline directory."""
        np.save(model / FILE, np.array(sorted(self.hashes), np.uint64), allow_pickle=False)

    def share(self, clauses: Iterable[Clause]) -> float:
        """Return the share of ``clauses`` that were taught word for word; 0 where there are none."""
        known = [_hash(clause.text) in self.hashes for clause in clauses]
        return sum(known) / len(known) if known else 0.0


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256("".join(text.split()).encode()).digest()[:8], "big")
