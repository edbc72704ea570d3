"""By when a clause must be carried out, where a label of its paragraph says so (完成时限：2025年底前)."""

from __future__ import annotations

from bisect import bisect_right

from provtag.schema import Document, PartKind
from provtag.structure.duty_notes import DEADLINE, deadline_in
from provtag.structure.text import OPENING

_AROUND = f" \n。；;，,）)】〕］]{OPENING}"


def deadlines(document: Document) -> dict[str, str]:
    """Return clause id → time limit in the words of the text, of the clauses that have one.

    A limit in a duty note holds for the clauses of the note; a limit of its own for the clauses before it in its provision, back
    to the limit before.
    """
    found: dict[str, str] = {}
    starts = [provision.start for provision in document.provisions]
    since = 0
    for part in document.parts:
        if part.kind is not PartKind.DEADLINE:
            continue
        at = bisect_right(starts, part.start) - 1
        if at >= 0:
            since = max(since, starts[at])
            limit = _limit(document.text[part.start : part.end])
            found |= {clause.clause_id: limit for clause in document.clauses if since <= clause.start < part.start}
        since = part.end
    for note in document.duty_notes:
        limit = _limit(note.text[deadline_in(note.text) :])
        held = (clause for clause in document.clauses if note.paragraph.start <= clause.start < note.paragraph.end)
        found |= {clause.clause_id: limit for clause in held if limit}
    return found


def _limit(words: str) -> str:
    """Return what a label of a time limit is followed by; nothing where there is no label."""
    label = DEADLINE.match(words)
    return words[label.end() :].strip(_AROUND) if label else ""
