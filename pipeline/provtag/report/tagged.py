"""A tagged folder, as ``provtag tag`` leaves it, read row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from provtag.files import numbered_jsonl, read_jsonl
from provtag.schema import ActionType, InputError, Role

Row = dict[str, Any]


def tagged_documents(folder: Path) -> Iterator[Row]:
    """Return the rows of ``documents.jsonl``; raises InputError where ``folder`` holds no results."""
    return read_jsonl(_existing(folder, "documents.jsonl"))


def tagged_clauses(folder: Path) -> Iterator[Row]:
    """Yield the rows of ``clauses.jsonl``; raises InputError where there are none or they carry no tags."""
    path = _existing(folder, "clauses.jsonl")
    for number, row in numbered_jsonl(path):
        if "action_types" not in row:
            raise InputError(f"{path}:{number}: not tagged; run `provtag tag` on the documents first")
        yield row


def counted_documents(folder: Path, chosen: Collection[str] = ()) -> list[str]:
    """Return the ids of the documents of ``folder`` that figures count: of copies one, and no text that is unlike a regulation.
    What a person has ``chosen`` counts whatever it is, and so do copies of it."""
    rows = tagged_documents(folder)
    return [row["doc_id"] for row in rows if row["counted"] or row["doc_id"] in chosen or row["copy_of"] in chosen]


def check_results(folder: Path) -> None:
    """Raise InputError, naming file and line, where ``documents.jsonl`` and ``clauses.jsonl`` of ``folder`` do not fit together.

    Both are in the order of documents, and every clause and agency is what its document says at its place.
    """
    of_documents, path = (_existing(folder, name) for name in ("documents.jsonl", "clauses.jsonl"))
    clauses = numbered_jsonl(path)
    number, clause = next(clauses, (0, None))
    for line, document in numbered_jsonl(of_documents):
        with _faults_named(of_documents, line):
            doc_id, text = document["doc_id"], document["text"]
            provisions = {provision["provision_id"] for provision in document["provisions"]}
            missing = document["parts"].get("clauses", 0)
            _check_counting(document)
        while clause and clause.get("doc_id") == doc_id:
            with _faults_named(path, number):
                _check_clause(clause, text, provisions)
                missing -= clause["end"] - clause["start"]
            number, clause = next(clauses, (0, None))
        if missing:
            raise _unfit(f"{path}: does not hold the clauses of {doc_id} as {document['source']} was read")
    if clause:
        raise _unfit(f"{path}:{number}: is of no document in documents.jsonl, or not in its order")


def _check_counting(document: Row) -> None:
    """Raise ValueError or KeyError where a row of ``documents.jsonl`` does not say whether it counts."""
    if not isinstance(document["counted"], bool):
        raise ValueError("counted")
    if not isinstance(document["copy_of"], str | None):
        raise ValueError("copy_of")


def _check_clause(clause: Row, text: str, provisions: Set[str]) -> None:
    """Raise ValueError or KeyError where a row of ``clauses.jsonl`` is none of the document of ``text``."""
    if clause["provision_id"] not in provisions:
        raise ValueError("provision_id")
    for span in (clause, *clause.get("agencies", ())):
        if text[span["start"] : span["end"]] != span["text"]:
            raise ValueError("start, end")
    for agency in clause.get("agencies", ()):
        Role(agency["role"])
    for action in clause.get("action_types", ()):
        ActionType(action)


@contextmanager
def _faults_named(path: Path, number: int) -> Iterator[None]:
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _unfit(f"{path}:{number}: is not as `provtag tag` wrote it ({error})") from None


def _unfit(what: str) -> InputError:
    return InputError(f"{what}; tag the documents anew")


def _existing(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise InputError(f"{path}: no such file; name a folder written by `provtag tag`")
    return path
