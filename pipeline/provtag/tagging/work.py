"""What is done with one document: read → parse → tag, and its rows as pieces of the output files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from provtag.documents.limits import without_addresses
from provtag.documents.reader import read_file
from provtag.orders.reading import OrderReader
from provtag.schema import AgencyMention, Document, DutyNote, ProvtagError
from provtag.settings import CopySettings, read_settings
from provtag.structure.parser import parse_document
from provtag.tagging.completion import completed
from provtag.tagging.corrections import Corrections
from provtag.tagging.counting import seen
from provtag.tagging.fingerprint import file_state
from provtag.tagging.inputs import InputFile
from provtag.tagging.outputs import CLAUSES, DOCUMENTS
from provtag.tagging.records import Record
from provtag.tagging.rows import PROBABILITY_DIGITS, Row, clause_row, document_row, row_line, tagged_row
from provtag.tagging.tables import ALONE, table_pieces
from provtag.tagging.tagger import Tagger
from provtag.tagging.worker import Answer


class DocumentWork:
    """Makes the record of a document; without ``tagger`` only its structure (``provtag parse``)."""

    def __init__(self, tagger: Tagger | None) -> None:
        self.tagger = tagger
        self.names = tagger.names() if tagger else {}
        self.orders = OrderReader.load()
        self.copies = read_settings(CopySettings)

    def __call__(self, item: InputFile) -> Record:
        """Return the record of ``item``, with an error where nothing of it became a clause; raises InputError where it cannot
        be read."""
        document = parse_document(read_file(item.path, item.member), item.doc_id)
        corrections = Corrections(item.labels)
        rows = self._rows(document, corrections)
        row = document_row(document, corrections.judged_notes) | ALONE | self._taught(document)
        pieces = {DOCUMENTS: row_line(row), CLAUSES: b"".join(map(row_line, rows))}
        if self.tagger:
            pieces |= table_pieces(rows)
        warnings = "; ".join(document.health.warnings)
        error = f"{item.source}: nothing in it became a clause ({warnings or 'no sentence found'}); check the file"
        return Record(
            pieces,
            len(rows),
            len(document.text),
            health_line(document),
            error="" if rows else error,
            warnings=warnings if rows else "",
            unmatched=corrections.unmatched,
            seen=seen(row, self.copies),
        )

    def _taught(self, document: Document) -> Row:
        if self.tagger is None:
            return {}
        return {"taught": round(self.tagger.taught.share(document.clauses), PROBABILITY_DIGITS)}

    def _rows(self, document: Document, corrections: Corrections) -> list[Row]:
        orders = self.orders.of_document(document)
        if self.tagger is None:
            return [clause_row(clause, marks) for clause, marks in zip(document.clauses, orders, strict=True)]
        tagger = self.tagger.for_document(document)

        def in_note(note: DutyNote) -> tuple[AgencyMention, ...]:
            mentions = corrections.note(note, tagger)
            return tagger.in_note(note) if mentions is None else mentions

        tagged = completed([corrections.clause(item, tagger) for item in tagger.tag_clauses(document.clauses)])
        inherited = tagger.inherited(document, tagged, in_note)
        return [tagged_row(item, self.names, marks) for item, marks in zip(inherited, orders, strict=True)]


def open_work(model: str | None) -> Answer:
    """Return the work of ``provtag tag`` with the packaged pipeline directory ``model``, or of ``provtag parse`` (None)."""
    return recorded(DocumentWork(Tagger.load(Path(model)) if model is not None else None))


def recorded(work: Callable[[InputFile], Record]) -> Answer:
    """Return what answers the request for a document with its packed record, whatever comes of it.

    The record says which bytes it was made from; a file that was written meanwhile is a failure.
    """

    def answer(request: dict[str, Any]) -> bytes:
        item = InputFile.from_request(request)
        before = file_state(item.path)
        try:
            packed = replace(work(item), content=before.content).pack()
        except Exception as error:  # whatever it is, it is this document's
            packed = replace(failure(error, item), unmatched=Corrections(item.labels).unmatched).pack()
        if file_state(item.path) != before:
            return Record(error=f"{item.source}: was changed while it was read; run again").pack()
        return packed

    return answer


def failure(error: BaseException, item: InputFile) -> Record:
    """Return the record of a document that could not be finished."""
    if isinstance(error, ProvtagError):
        return Record(error=str(error))
    what = "needs too much memory" if isinstance(error, MemoryError) else without_addresses(f"{type(error).__name__}: {error}")
    return Record(error=" ".join(f"{item.source}: cannot be tagged ({what}); check the file".split()))


def health_line(document: Document) -> str:
    """Return one line on what was found in a document and what is wrong with it."""
    counts = (
        f"{len(document.provisions):>5} provisions {len(document.clauses):>5} clauses {len(document.duty_notes):>4} duty notes"
    )
    return f"{document.doc_id:<40} {counts}  {'; '.join(document.health.warnings)}".rstrip()
