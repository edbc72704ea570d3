"""The key of a record: a hash of everything that it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from provtag.documents.limits import LIMITS
from provtag.files import file_hash
from provtag.paths import ORDERS, PACKAGE
from provtag.settings import CopySettings, read_settings
from provtag.tagging.inputs import InputFile
from provtag.tagging.manifest import checked_model

# The program as far as it makes records: its rooms with their data, and the libraries that decide what a record holds.
CODE = (
    "language", "documents", "structure", "actions", "measures", "agencies", "orders", "tagging",
    "files.py", "groups.py", "labels.py", "schema.py", "settings.py",
)  # fmt: skip
LIBRARIES = ("ahocorasick-rs", "lxml", "numpy", "opencc", "orjson", "pyarrow", "pypdfium2")


class FileState(NamedTuple):
    """A file at one moment. ``content``: hash of its bytes, "" where it cannot be read, or is too large to be, which its
    reader will say. ``stamp``: changes with every later writing, also one that brings old bytes back."""

    content: str
    stamp: tuple[int, int, int] | None


def run_fingerprint(model: Path | None) -> str:
    """Return the hash of program, data and ``model`` (None: ``provtag parse``), the same for every document of a run.

    The parameters of the model are part of it as its settings, and so are those by which texts are compared. The limits of a
    document are not: they decide only whether it fails, and failed documents are always tried again. Raises ProvtagError where
    the model is missing or damaged.
    """
    code = [PACKAGE / name for name in CODE]
    whole = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for path in (*_files(code, "*.py"), *_files(code, "*.csv"), ORDERS):
        whole.update(f"{path.name}\0{file_state(path).content}\n".encode())
    whole.update(f"{read_settings(CopySettings)}\n".encode())
    whole.update((checked_model(model) if model else "").encode())
    return whole.hexdigest()


def record_key(run: str, item: InputFile, content: str) -> str:
    """Return the key of the record of ``item``, whose bytes have the hash ``content``, in a run with the fingerprint ``run``.

    Which way leads to the file is no part of it: the tables have the way that this run was given.
    """
    facts = (run, item.doc_id, item.path.suffix, item.member, item.labels, content)
    return hashlib.sha256("\0".join(facts).encode(errors="surrogateescape")).hexdigest()


def file_state(path: Path) -> FileState:
    """Return the state of a file."""
    stamp = file_stamp(path)
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.file_bytes:
            return FileState("", stamp)
        return FileState(file_hash(path), stamp)
    except OSError:
        return FileState("", stamp)


def file_stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what tells, without reading the file, whether it was written meanwhile; None where it cannot be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _files(places: Iterable[Path], pattern: str) -> list[Path]:
    return [path for place in places for path in (sorted(place.rglob(pattern)) if place.is_dir() else [place]) if path.is_file()]
