"""The canonical agency of a span that an annotator marked: doccano has no field for it, so the register proposes it."""

from __future__ import annotations

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.paths import REGISTER


class Linker:
    """Links spans by the register; ``unknown`` is the id for a real agency that none of the others fits."""

    unknown = "other"

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    @classmethod
    def load(cls) -> Linker:
        """Build the linker from ``labels/``; it needs no trained model."""
        return cls(Recogniser(Register.load(REGISTER), None))

    def agency_id(self, text: str, start: int, end: int) -> str | None:
        """Return the agency of ``text[start:end]``: as recognised in its place, else by the words alone, else ``None``."""
        words = text[start:end]
        found = [name for name in self._recogniser.candidates(text) if (name.start, name.end) == (start, end)]
        found += [name for name in self._recogniser.candidates(words) if (name.start, name.end) == (0, len(words))]
        return found[0].agency_id if found else None

    def names(self, text: str) -> list[str]:
        """Return the names of the register that stand in ``text``."""
        places = {(name.start, name.end) for name in self._recogniser.known(text)}
        return [text[start:end] for start, end in sorted(places)]
