"""The documents that people labelled are divided as they were when they were labelled."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from provtag.corpus import labelled_documents
from provtag.labels import hands, read_labels
from provtag.paths import WHOLE_DOCUMENTS
from provtag.schema import Document
from tests.structure.divisions import DIGESTS, DIVISIONS, SHOWN, digest, division


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    parsed = {document.doc_id: document for document in labelled_documents()}
    return {doc_id: parsed[doc_id] for doc_id in hands(WHOLE_DOCUMENTS)}


def test_every_clause_and_duty_note_is_the_one_that_was_labelled(documents: Mapping[str, Document]) -> None:
    other = []
    for doc_id, document in documents.items():
        units = {unit.clause_id: unit.text for unit in (*document.clauses, *document.duty_notes)}
        labelled = {label.clause_id: label.text for label in read_labels(WHOLE_DOCUMENTS / f"{doc_id}.jsonl")}
        other += sorted(units.items() ^ labelled.items())
    assert not other


def test_heads_titles_notes_and_parts_are_those_read_by_eye(documents: Mapping[str, Document]) -> None:
    lines = [line for doc_id in SHOWN for line in (*division(documents[doc_id]), "")]
    assert "".join(f"{line}\n" for line in lines) == DIVISIONS.read_text(encoding="utf-8")


def test_nothing_else_of_a_document_changes_unseen(documents: Mapping[str, Document]) -> None:
    known = [tuple(line.split()) for line in DIGESTS.read_text(encoding="utf-8").splitlines()]
    changed = [doc_id for one, doc_id in known if digest(documents[doc_id]) != one]
    assert not changed, f"look at what changed, then write the golden files anew: {len(changed)} documents"
    assert [doc_id for _, doc_id in known] == [*documents]
