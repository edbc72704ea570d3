"""What there is to know of a batch before its figures: what was not read, which documents are copies, how far the model errs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from provtag.files import read_json
from provtag.paths import ROUNDS
from provtag.tagging.assembly import SKIPPED
from provtag.tagging.counting import is_doubtful, is_scanned
from provtag.tagging.outputs import FAILURES
from provtag.translation import chinese

Row = dict[str, Any]

LAST_ROUNDS = 4
LEFT_OUT = "…"  # for the folders of an absolute path, in a page that is passed on


def both_languages(message: str) -> dict[str, str]:
    """Return a message as the page shows it in each of its languages."""
    return {"zh": chinese(message), "en": message}


def left_out(out: Path) -> list[Row]:
    """Return what ``failures.csv`` in ``out`` names: ``source``, ``reason``, and whether it was ``skipped``; none without it."""
    path = out / FAILURES
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["source"], row["error"]) for row in csv.DictReader(stream)]
    return [
        {"source": source, "reason": both_languages(error.removeprefix(SKIPPED)), "skipped": error.startswith(SKIPPED)}
        for source, error in rows
    ]


def portable(sources: Iterable[str]) -> dict[str, str]:
    """Return for each of ``sources`` how a page names it that is passed on: as it is, but of an absolute path only the last parts
    that tell it from the others; where none do, all but the root, below "…"."""
    parts = {source: Path(source).relative_to(Path(source).anchor).parts for source in sources}
    shared = Counter(tail for names in parts.values() for tail in _tails(names))
    return {
        source: str(Path(*next((tail for tail in _tails(names) if shared[tail] == 1), (LEFT_OUT, *names))))
        if Path(source).is_absolute()
        else source
        for source, names in parts.items()
    }


def _tails(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (names[-count:] for count in range(1, len(names) + 1))


def marks(documents: Sequence[Row]) -> list[Row]:
    """Return for each row of ``documents.jsonl`` what a reader must know before counting it.

    ``doubtful``: it reads like no regulation. ``scanned``: OCR read it. ``copy``: index of the document that it is like, how
    far, and whether that one counts in its place; None where it is like none.
    """
    places = {row["doc_id"]: place for place, row in enumerate(documents)}
    return [
        {
            "doubtful": is_doubtful(row),
            "scanned": is_scanned(row),
            "copy": [places[row["alike"]["doc_id"]], row["alike"]["share"], bool(row["copy_of"])] if row["alike"] else None,
        }
        for row in documents
    ]


def first_readings() -> Row:
    """Return how the model read documents that it had not seen: over the last rounds, the lowest and the highest share of
    clauses with all types right, of all (``exact``) and of those decided without review (``decided``)."""
    last = read_json(ROUNDS)[-LAST_ROUNDS:]
    exact = [entry["types"]["exact"] for entry in last]
    decided = [entry["review"]["decided_right"] for entry in last]
    return {
        "documents": sum(len(entry["documents"]) for entry in last),
        "clauses": sum(entry["clauses"] for entry in last),
        "exact": [min(exact), max(exact)],
        "decided": [min(decided), max(decided)],
    }
