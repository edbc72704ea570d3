"""A tagged folder, as ``provtag tag`` leaves it, read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from provtag.files import numbered_jsonl, read_jsonl
from provtag.schema import InputError

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


def _existing(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise InputError(f"{path}: no such file; name a folder written by `provtag tag`")
    return path
