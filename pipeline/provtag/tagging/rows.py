"""The rows of the output files: schema types to plain objects of the documented contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from provtag.schema import (
    ActionType,
    AgencyMention,
    Clause,
    Document,
    DutyNote,
    Judgment,
    Mark,
    MeasureScore,
    Provision,
    Span,
    TaggedClause,
    Trait,
)

Row = dict[str, Any]

PROBABILITY_DIGITS = 4

# Written out once: asking an enumeration for its members costs more than the row they go into.
_TYPES = [(action, str(action)) for action in ActionType]
_TRAITS = [str(trait) for trait in Trait]


def row_line(row: Row) -> bytes:
    """Return a row as a line of JSON, without blanks: there are millions of them, where labels are for people to read."""
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def document_row(document: Document, judgments: Mapping[str, Judgment] | None = None) -> Row:
    """Return the row of ``documents.jsonl``; ``judgments``: who decided on which duty note (by its id)."""
    judged = judgments or {}
    metadata, health = document.metadata, document.health
    return {
        "doc_id": document.doc_id,
        "source": document.source,
        "title": metadata.title,
        "doc_number": metadata.doc_number,
        "issuer": metadata.issuer,
        "region": metadata.region.name if metadata.region else None,
        "region_code": metadata.region.code if metadata.region else None,
        "issued": metadata.issued,
        "text": document.text,
        "health": {
            "missing_numbers": list(health.missing_numbers),
            "repeated_sentences": health.repeated_sentences,
            "truncated": [_span_row(span) for span in health.truncated],
            "warnings": list(health.warnings),
            "accounted": health.accounted,
            "unclassified": [_span_row(span) for span in health.unclassified],
        },
        "parts": _characters(document),
        "provisions": [_provision_row(provision) for provision in document.provisions],
        "duty_notes": [_note_row(note, judged.get(note.clause_id)) for note in document.duty_notes],
    }


def clause_row(clause: Clause, marks: Sequence[Mark] = ()) -> Row:
    """Return the row of a clause before tagging (``provtag parse``); ``marks``: what its order is like."""
    return {
        "doc_id": clause.doc_id,
        "provision_id": clause.provision_id,
        "clause_id": clause.clause_id,
        "number": clause.number,
        "headings": list(clause.headings),
        "lead_in": clause.lead_in,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "order": order_row(marks),
    }


def tagged_row(tagged: TaggedClause, names: Mapping[str, str], marks: Sequence[Mark] = ()) -> Row:
    """Return the row of ``clauses.jsonl``; ``names`` maps ids of agencies and measures to Chinese names."""
    actions = tagged.actions
    row = clause_row(tagged.clause, marks)
    row["action_types"] = list(map(str, actions.action_types))
    row["scores"] = {name: round(actions.scores[action], PROBABILITY_DIGITS) for action, name in _TYPES}
    row["evidence"] = {
        str(action): [{"start": item.start, "end": item.end, "weight": round(item.weight, PROBABILITY_DIGITS)} for item in items]
        for action, items in actions.evidence.items()
    }
    row["context"] = {
        str(action): {name: round(part, PROBABILITY_DIGITS) for name, part in parts.items()}
        for action, parts in actions.context.items()
    }
    row["needs_review"] = bool(actions.review_reasons)
    row["review_reasons"] = list(actions.review_reasons)
    row |= _judgment_row(tagged.judgment)
    row["measures"] = measure_rows(tagged.measures, names)
    row["agencies"] = [agency_row(mention, names) for mention in tagged.agencies]
    return row


def order_row(marks: Sequence[Mark]) -> Row:
    """Return the entry ``order`` of a clause: trait → its marks; every trait is there."""
    row: Row = {name: [] for name in _TRAITS}
    for mark in marks:
        row[mark.trait].append(_mark_row(mark))
    return row


def _mark_row(mark: Mark) -> Row:
    return {"value": mark.value, "text": mark.text, "start": mark.start, "end": mark.end, "scope": str(mark.scope)}


def measure_rows(measures: Sequence[MeasureScore], names: Mapping[str, str]) -> list[Row]:
    """Return the entry ``measures`` of a clause, the main measure first."""
    return [
        {
            "id": measure.measure_id,
            "name": names.get(measure.measure_id, measure.measure_id),
            "score": round(measure.score, PROBABILITY_DIGITS),
        }
        for measure in measures
    ]


def agency_row(mention: AgencyMention, names: Mapping[str, str]) -> Row:
    """Return one entry of a clause's ``agencies``."""
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "role": str(mention.role),
        "agency_id": mention.agency_id,
        "agency": names.get(mention.agency_id, mention.agency_id),
        "level": str(mention.level),
        "scope": str(mention.scope),
        "score": round(mention.score, PROBABILITY_DIGITS),
        "candidates": list(mention.candidates),
    }


def _judgment_row(judgment: Judgment | None) -> Row:
    if judgment is None:
        return {"decided_by": "model", "judged_by": "", "judged_at": ""}
    return {"decided_by": "human", "judged_by": judgment.by, "judged_at": judgment.at}


def _note_row(note: DutyNote, judgment: Judgment | None) -> Row:
    place = {"clause_id": note.clause_id, "provision_id": note.provision_id, "start": note.start, "end": note.end}
    return place | {"paragraph": _span_row(note.paragraph)} | _judgment_row(judgment)


def _characters(document: Document) -> dict[str, int]:
    """Return how many characters of a document are in clauses, in duty notes, and in the parts of each kind."""
    counts = Counter({"clauses": sum(clause.end - clause.start for clause in document.clauses)})
    counts["duty_notes"] = sum(note.end - note.start for note in document.duty_notes)
    for part in document.parts:
        counts[str(part.kind)] += part.end - part.start
    return dict(counts)


def _span_row(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _provision_row(provision: Provision) -> Row:
    return {
        "provision_id": provision.provision_id,
        "number": provision.number,
        "headings": list(provision.headings),
        "start": provision.start,
        "end": provision.end,
    }
