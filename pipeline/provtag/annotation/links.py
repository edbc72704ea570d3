"""The canonical agency of a span that an annotator marked: doccano has no field for it, so the register proposes it."""

from __future__ import annotations

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.files import read_yaml
from provtag.paths import REGISTER, ROLE_RULES


class Linker:
    """Links spans by the register; ``unknown`` is the id for a real agency that none of the others fits."""

    unknown = "other"

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser

    @classmethod
    def load(cls) -> Linker:
        """Build the linker from ``labels/``; it needs no trained model."""
        register = Register.load(REGISTER)
        return cls(Recogniser(register, read_yaml(ROLE_RULES)))

    def agency_id(self, text: str, start: int, end: int) -> str | None:
        """Return the agency of ``text[start:end]``: as recognised in its place, else by the words alone, else ``None``."""
        words = text[start:end]
        found = [mention for mention in self._recogniser.in_clause(text) if (mention.start, mention.end) == (start, end)]
        found += [mention for mention in self._recogniser.in_duty_note(words) if mention.text == words]
        return found[0].agency_id if found else None
