"""Short texts and how they are divided, in ``cases/*.txt``.

A case says behind ``#`` what it shows, then the text, a line behind each ``>``, and below it what becomes of the text, as
``described`` says it. ``python -m tests.structure.cases`` completes cases that have no such lines yet: read what it wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from provtag.schema import Document, RawText, Span
from provtag.structure.parser import parse_document
from tests.structure.divisions import in_one_line, units

FOLDER = Path(__file__).parent / "cases"
SHOWS, GIVEN = "# ", ">"


class Case(NamedTuple):
    """What a case shows, its text, and the lines that say how it is divided."""

    shows: str
    text: str
    division: tuple[str, ...]


def read_cases(file: Path) -> list[Case]:
    """Return the cases of ``file``."""
    return [_case(block.splitlines()) for block in file.read_text(encoding="utf-8").split("\n\n") if block.strip()]


def _case(lines: list[str]) -> Case:
    text = "\n".join(line.removeprefix(GIVEN).removeprefix(" ") for line in lines if line.startswith(GIVEN))
    return Case(lines[0].removeprefix(SHOWS), text, tuple(line for line in lines[1:] if not line.startswith(GIVEN)))


def described(text: str) -> list[str]:
    """Return how ``text`` is divided: its head (@), doubts (!), provisions, clauses (-), duty notes (=) and other parts (~)."""
    document = parse_document(RawText("case.txt", text), "")
    found = units(document, in_one_line, reach=lambda span: _shown(document, span))
    return [*_told(document), *(line.removeprefix("/") for _, line in found)]


def _told(document: Document) -> Iterator[str]:
    if told := [str(value) for value in astuple(document.metadata) if value is not None]:
        yield f"@ {' | '.join(told)}"
    health = document.health
    if health.missing_numbers or health.repeated_sentences:
        yield f"! missing {health.missing_numbers} repeated {health.repeated_sentences}"
    yield from (f"! {_shown(document, span)} is cut" for span in health.truncated)
    yield from (f"! {_shown(document, span)} is nothing" for span in health.unclassified)
    yield from (f"! {warning}" for warning in health.warnings)


def _shown(document: Document, span: Span) -> str:
    return in_one_line(document.text[span.start : span.end])


def completed(case: Case) -> str:
    """Return ``case`` as its file holds it, its text divided now where it says nothing yet."""
    given = "".join(f"{GIVEN} {line}".rstrip() + "\n" for line in case.text.split("\n"))
    return f"{SHOWS}{case.shows}\n{given}" + "".join(f"{line}\n" for line in case.division or described(case.text))


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.txt")):
        file.write_text("\n".join(map(completed, read_cases(file))), encoding="utf-8")
