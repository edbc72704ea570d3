"""A document that somebody labelled becomes one to learn from: its text, its labels and its line in ``labels/documents``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from provtag.documents.limits import printable
from provtag.documents.reader import read_file
from provtag.files import read_yaml, write_text
from provtag.labels import judged_in_place, located_labels, units_of, write_labels
from provtag.schema import Document, Label, ProvtagError, RawText
from provtag.structure.parser import parse_document
from provtag.tagging.label_ids import LabelIds

MANIFEST = "manifest.yaml"


def add_document(folder: Path, labels: Path, path: Path) -> list[Label]:
    """Add the document at ``path`` with its labels, which are among ``labels``, to the whole documents of ``folder``.

    It is a hand of its own: nobody knows whether its author wrote another one. Returns its labels. Raises ProvtagError where
    labels are missing, fit nothing or name an unknown id, where the document is there already, or where its plain text reads
    otherwise.
    """
    raw = read_file(path)
    document = _labelled_document(raw, labels, path)
    doc_id, units = document.doc_id, list(units_of(document))
    manifest = folder / MANIFEST
    if doc_id in read_yaml(manifest)["documents"]:
        raise ProvtagError(f"{manifest}: has a document {doc_id} already; rename {path.name}, tag and label it under that name")
    ids = LabelIds.load()
    mine = [
        (file, line, ids.checked(label, f"{file}:{line}"))
        for file, line, label in located_labels(labels)
        if _document_of(label) == doc_id
    ]
    judged = judged_in_place(mine, units)
    if twice := [clause_id for clause_id, count in Counter(label.clause_id for label in judged).items() if count > 1]:
        raise ProvtagError(f"{labels}: {twice[0]} has two labels; keep one of them")
    missing = {unit.clause_id for unit in units} - {label.clause_id for label in judged if label.action_types is not None}
    if missing:
        raise ProvtagError(
            f"{labels}: {len(missing)} of {len(units)} clauses and duty notes of {doc_id} have no label; "
            "read on and confirm the rest in the report, save, and add that file"
        )
    text = folder / f"{doc_id}.txt"
    write_text(text, raw.text)
    if list(units_of(parse_document(read_file(text), doc_id))) != units:
        text.unlink()
        raise ProvtagError(f"{path}: reads otherwise as plain text; save it as .txt, tag and label that file")
    # What is around a clause is taken from the text, as for every whole document.
    write_labels(folder / f"{doc_id}.jsonl", (replace(label, headings=(), lead_in="", previous="") for label in judged))
    entry = json.dumps({"hand": doc_id, "about": document.metadata.title or path.name}, ensure_ascii=False)
    head = manifest.read_text(encoding="utf-8").rstrip("\n")
    write_text(manifest, f"{head}\n  {json.dumps(doc_id, ensure_ascii=False)}: {entry}\n")
    return judged


def _labelled_document(raw: RawText, labels: Path, path: Path) -> Document:
    """Parse a document under the id that its labels have: of those in the file, the one under which most of them fit, and of
    copies, which all fit alike, the one that is called as its file is."""
    said = [label for _, _, label in located_labels(labels)]
    given = Counter(_document_of(label) for label in said)
    texts = {(label.clause_id, label.text) for label in said}
    documents = [parse_document(raw, doc_id) for doc_id in given]
    fits = [sum((unit.clause_id, unit.text) in texts for unit in units_of(document)) for document in documents]
    if not any(fits):
        raise ProvtagError(f"{labels}: no label of {path.name} in it; name the file that was tagged, or its own labels")
    own = Path(printable(path)).stem
    named = [doc_id == own or doc_id.endswith(f"_{own}") for doc_id in given]
    return max(zip(fits, named, documents, strict=True), key=lambda one: one[:2])[2]


def _document_of(label: Label) -> str:
    """Return the id of the document of a label, with which the id of its clause begins."""
    return label.clause_id.rpartition(":")[0]
