"""What there is to know of a batch before its figures: what was not read, which documents are copies, how far the model errs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provtag.documents import notices
from provtag.files import read_json
from provtag.paths import ROUNDS
from provtag.report.copies import find_copies
from provtag.settings import CopySettings, read_settings
from provtag.tagging.assembly import SKIPPED
from provtag.tagging.outputs import FAILURES
from provtag.translation import chinese

Row = dict[str, Any]

DOUBTS = frozenset({notices.NO_REGULATION, notices.NO_PAGE, notices.FEW_CHINESE})
LAST_ROUNDS = 4


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


def marks(documents: Sequence[Row]) -> list[Row]:
    """Return for each row of ``documents.jsonl`` what a reader must know before counting it.

    ``doubtful``: it reads like no regulation. ``scanned``: OCR read it. ``copy``: index of the earlier document that it
    repeats, how far, and whether the two count once; None where it repeats none.
    """
    settings = read_settings(CopySettings)
    copies = find_copies([row["text"] for row in documents], settings)
    return [
        {
            "doubtful": not DOUBTS.isdisjoint(row["health"]["warnings"]),
            "scanned": any(warning.startswith(notices.OCR) for warning in row["health"]["warnings"]),
            "copy": [copy.of, round(copy.share, 2), copy.share >= settings.same] if copy else None,
        }
        for row, copy in zip(documents, copies, strict=True)
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
