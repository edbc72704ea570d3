"""By when a clause must be carried out, where a label of its paragraph says so (完成时限：2025年底前)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from provtag.schema import Document, PartKind, Span
from provtag.structure.duty_notes import limit_field
from provtag.structure.limits import LABELLED_LIMIT, is_bare_limit
from provtag.structure.text import OPENING

_AROUND = f" ★☆▲△*＊\n。；;，,）)】〕］]{OPENING}"


def deadlines(document: Document) -> dict[str, Span]:
    """Return clause id → where the text says its time limit, of the clauses that have one.

    A limit in a duty note holds for the clauses of the note; a limit of its own for the clauses before it in its provision, back
    to the limit before.
    """
    found: dict[str, Span] = {}
    starts = [provision.start for provision in document.provisions]
    clauses = document.clauses
    opened = [clause.start for clause in clauses]
    since = 0
    for part in document.parts:
        if part.kind is not PartKind.DEADLINE:
            continue
        at = bisect_right(starts, part.start) - 1
        if at >= 0:
            since = max(since, starts[at])
            if limit := _limit(document.text, part.start, part.end):
                held = clauses[bisect_left(opened, since) : bisect_left(opened, part.start)]
                found |= {clause.clause_id: limit for clause in held}
        since = part.end
    for note in document.duty_notes:
        start, stop = limit_field(note.text)
        if limit := _limit(document.text, note.start + start, note.start + stop):
            held = clauses[bisect_left(opened, note.paragraph.start) : bisect_left(opened, note.paragraph.end)]
            found |= {clause.clause_id: limit for clause in held}
    return found


def _limit(text: str, start: int, end: int) -> Span | None:
    """Return what follows the label of a time limit at ``start``, or the bare time; None where there is nothing of both."""
    label = LABELLED_LIMIT.match(text, start, end)
    if not (label or is_bare_limit(text[start:end])):
        return None
    first = label.end() if label else start
    bare = text[first:end].rstrip(_AROUND)
    words = bare.lstrip(_AROUND)
    last = first + len(bare)
    return Span(last - len(words), last) if words else None
