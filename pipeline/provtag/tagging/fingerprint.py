"""The key of a record: a hash of everything that it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from provtag.documents.limits import LIMITS
from provtag.paths import PACKAGE
from provtag.tagging.inputs import InputFile

# The program as far as it makes records: its rooms with their data, and the libraries that decide what a record holds.
CODE = ("language", "documents", "structure", "actions", "agencies", "tagging", "files.py", "schema.py")
LIBRARIES = ("ahocorasick-rs", "lxml", "numpy", "opencc", "orjson", "pyarrow", "pypdfium2")


def run_fingerprint(model: Path | None) -> str:
    """Return the hash of program, data and ``model`` (None: ``provtag parse``), the same for every document of a run.

    The parameters of the model are part of it as its settings. The limits of a document are not: they decide only whether it
    fails, and failed documents are always tried again.
    """
    code = [PACKAGE / name for name in CODE]
    files = [*_files(code, "*.py"), *_files(code, "*.csv"), *(_files([model], "*") if model else ())]
    whole = hashlib.sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for path in files:
        whole.update(f"{path.name}\0{_content_hash(path)}\n".encode())
    return whole.hexdigest()


def record_key(run: str, item: InputFile) -> str:
    """Return the key of the record of ``item`` in a run with the fingerprint ``run``."""
    return hashlib.sha256("\0".join((run, item.doc_id, item.source, _content_hash(item.path))).encode()).hexdigest()


def _files(places: Iterable[Path], pattern: str) -> list[Path]:
    return [path for place in places for path in (sorted(place.rglob(pattern)) if place.is_dir() else [place]) if path.is_file()]


def _content_hash(path: Path) -> str:
    """Return the hash of a file; "" where it cannot be read, or is too large to be, which its reader will say."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.file_bytes:
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
