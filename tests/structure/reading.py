"""Short texts as they are read."""

from __future__ import annotations

from provtag.schema import Clause, Document, DutyNote, RawText
from provtag.structure.parser import parse_document


def parse(text: str) -> Document:
    """Return the document of ``text``."""
    return parse_document(RawText("text.txt", text), "d")


def spoken(text: str) -> list[str]:
    """Return the clauses of ``text``, and its duty notes with = before them, in order."""
    document = parse(text)
    units: list[Clause | DutyNote] = sorted([*document.clauses, *document.duty_notes], key=lambda unit: unit.start)
    return [unit.text if isinstance(unit, Clause) else f"={unit.text}" for unit in units]
