"""The documents that people labelled are divided as they were when they were labelled."""

from __future__ import annotations

from provtag.documents.reader import read_file
from provtag.labels import read_labels
from provtag.paths import WHOLE_DOCUMENTS
from provtag.structure.parser import parse_document


def test_every_clause_and_duty_note_is_the_one_that_was_labelled() -> None:
    other = []
    for file in sorted(WHOLE_DOCUMENTS.glob("*.txt")):
        document = parse_document(read_file(file), file.stem)
        units = {unit.clause_id: unit.text for unit in (*document.clauses, *document.duty_notes)}
        labelled = {label.clause_id: label.text for label in read_labels(file.with_suffix(".jsonl"))}
        other += sorted(units.items() ^ labelled.items())
    assert not other
