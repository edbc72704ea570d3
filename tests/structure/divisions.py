"""How labelled documents are divided: some as lines to read, all by their digest. ``python -m tests.structure.divisions`` writes
both golden files anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace

from provtag.documents.reader import read_file
from provtag.labels import hands
from provtag.paths import ROOT, WHOLE_DOCUMENTS
from provtag.schema import Document, Span
from provtag.structure.parser import parse_document

GOLDEN = ROOT / "tests" / "golden"
DIVISIONS, DIGESTS = GOLDEN / "divisions.txt", GOLDEN / "divisions.sha256"
# The first document of each round, of other hands, places and times, is shown; the others would be a book.
SHOWN = sorted(file.stem for file in WHOLE_DOCUMENTS.glob("r??d1.txt"))
_WIDTH = 16  # characters of a text that tell it apart; the whole of it is labelled


def read_labelled(doc_id: str) -> Document:
    """Return a labelled document, parsed now."""
    return parse_document(read_file(WHOLE_DOCUMENTS / f"{doc_id}.txt"), doc_id)


def division(document: Document) -> list[str]:
    """Return what the head says of ``document``, and a line for every provision, clause (-), duty note (=) and part (~), in the
    order of its text."""
    told = [str(value) for value in astuple(document.metadata) if value is not None]
    health = document.health
    doubts = [str(health.missing_numbers), str(health.repeated_sentences), f"{health.accounted:.3f}", *health.warnings]
    doubts += [
        f"{name} {_texts(document, getattr(health, name))}" for name in ("truncated", "unclassified") if getattr(health, name)
    ]
    return [
        f"# {document.doc_id}: {' | '.join(told)}",
        f"! {' | '.join(doubts)}",
        *(f"{start:>6} {line}" for start, line in units(document, _clipped, reach=lambda span: str(span.start))),
    ]


def digest(document: Document) -> str:
    """Return the SHA-256 of all that ``document`` holds, wherever its file lies, shortened."""
    return hashlib.sha256(repr(replace(document, source="")).encode()).hexdigest()[:16]


def units(document: Document, shown: Callable[[str], str], reach: Callable[[Span], str]) -> Iterator[tuple[int, str]]:
    """Yield where every unit of ``document`` begins, in the order of its text, and what it is: a provision, clause (-), duty note
    (=) or part (~).

    ``shown`` and ``reach`` say how its words are printed, and the paragraph that a note holds for.
    """
    found = [
        (one.start, 0, f"{one.provision_id} [{one.number}] {' / '.join(one.headings)}".rstrip()) for one in document.provisions
    ]
    found += [
        (one.start, 1, f"- {shown(one.text)}" + (f" << {shown(one.lead_in)}" if one.lead_in else "")) for one in document.clauses
    ]
    found += [(one.start, 2, f"= {in_one_line(one.text)} of {reach(one.paragraph)}") for one in document.duty_notes]
    found += [(one.start, 3, f"~ {one.kind} {shown(document.text[one.start : one.end])}") for one in document.parts]
    return ((start, line) for start, _, line in sorted(found))


def in_one_line(text: str) -> str:
    """Return ``text`` with signs for its line and page breaks."""
    return text.replace("\n", "⏎").replace("\f", "␌")


def _clipped(text: str) -> str:
    return text.replace("\n", " ")[:_WIDTH]


def _texts(document: Document, spans: Sequence[object]) -> str:
    return ", ".join(_clipped(document.text[span.start : span.end]) for span in spans)


def shown() -> Iterator[str]:
    """Yield the divisions of the documents that are shown, a blank line behind each."""
    for doc_id in SHOWN:
        yield from (*division(read_labelled(doc_id)), "")


def digests() -> dict[str, str]:
    """Return the digest of every labelled document."""
    return {doc_id: digest(read_labelled(doc_id)) for doc_id in hands(WHOLE_DOCUMENTS)}


if __name__ == "__main__":
    DIVISIONS.write_text("".join(f"{line}\n" for line in shown()), encoding="utf-8")
    DIGESTS.write_text("".join(f"{one} {doc_id}\n" for doc_id, one in digests().items()), encoding="utf-8")
