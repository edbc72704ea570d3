"""What came of one document, and where it is kept until the tables are put together.

Layout of the output folder while and after a batch runs::

    DIR/.provtag/lock                 held by the run that writes to DIR
    DIR/.provtag/written              hashes of the output files that runs wrote (``outputs``)
    DIR/.provtag/3f/3f9c…             one finished document: a packed Record, named by its key
    DIR/.provtag/a0/a07e….failed      one failed document; it is tried again by the next run
    DIR/.provtag/aside-…/             what stood in the place of a record and is none
    DIR/documents.jsonl …             put together from the records, in input order, and in place when the inputs are through

The key is a hash of everything that a record depends on (``fingerprint``), so a record is never out of date: a changed file,
model or program has another key. A record begins with its key, so that none is taken for that of another document. Every file
is written whole or not at all; records that no input asks for any more are removed at the end of a run.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from provtag.files import read_regular
from provtag.patterns import Pattern
from provtag.schema import ProvtagError
from provtag.terminal import say

FOLDER = ".provtag"
FAILED = ".failed"
# zstd's fastest common level: packing must not cost more than tagging.
COMPRESSION = 1
_KEY = Pattern("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a document until all are there, to tell which of them count.

    ``dirt``: what makes it worse than a copy of it, the worst first. ``sketch``: what its text is compared by (``copies``).
    """

    doc_id: str
    doubtful: bool
    dirt: tuple[int, ...]
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """What came of one document: its piece of every output file (name → bytes), counts, and what to print of its health.

    ``error`` is one line that says why there are no clauses. ``warnings`` is one line on what is wrong with the text.
    ``unmatched``: where each label stands that fits nothing in it, and why.
    ``content`` is the hash of the bytes that the document was read from. ``seen`` is None where it has no pieces.
    """

    pieces: dict[str, bytes] = field(default_factory=dict)
    clauses: int = 0
    characters: int = 0
    health: str = ""
    error: str = ""
    warnings: str = ""
    unmatched: tuple[tuple[str, str], ...] = ()
    content: str = ""
    seen: Seen | None = None

    def pack(self) -> bytes:
        """Return the record as bytes; the same record, the same bytes.

        They are a checksum of the rest in eight digits, a JSON line with sizes and counts, and the packed pieces.
        """
        header = {
            "pieces": [[name, len(piece)] for name, piece in self.pieces.items()],
            "clauses": self.clauses,
            "characters": self.characters,
            "health": self.health,
            "error": self.error,
            "warnings": self.warnings,
            "unmatched": self.unmatched,
            "content": self.content,
            "seen": asdict(self.seen) | {"sketch": b64encode(self.seen.sketch).decode()} if self.seen else None,
        }
        rest = b"%s\n%s" % (json.dumps(header).encode(), _codec().compress(b"".join(self.pieces.values()), asbytes=True))
        return b"%08x%s" % (zlib.crc32(rest), rest)

    @classmethod
    def unpack(cls, packed: bytes, with_pieces: bool = True) -> Record:
        """Return the record that ``pack`` packed; raises ValueError where bytes are missing or damaged."""
        if not is_whole(packed):
            raise ValueError("wrong checksum")
        head, _, compressed = packed[8:].partition(b"\n")
        header = json.loads(head)
        sizes = header.pop("pieces")
        header["unmatched"] = tuple((where, why) for where, why in header["unmatched"])
        if seen := header["seen"]:
            header["seen"] = Seen(**seen | {"dirt": tuple(seen["dirt"]), "sketch": b64decode(seen["sketch"])})
        if not with_pieces:
            return cls(**header)
        body = _codec().decompress(compressed, sum(size for _, size in sizes), asbytes=True)
        pieces, start = {}, 0
        for name, size in sizes:
            pieces[name] = body[start : start + size]
            start += size
        return cls(pieces, **header)


def is_whole(packed: bytes) -> bool:
    """Tell whether a packed record is as it was packed."""
    return packed[:8] == b"%08x" % zlib.crc32(packed[8:])


def no_link(path: Path) -> Path:
    """Return ``path``; raises ProvtagError where it is a symbolic link, through which files elsewhere would be written."""
    if path.is_symlink():
        raise ProvtagError(f"{path}: is a symbolic link; remove it, so that nothing elsewhere is written or deleted")
    return path


@cache
def _codec() -> Any:
    import pyarrow as pa

    return pa.Codec("zstd", compression_level=COMPRESSION)


class Records:
    """The finished records below one output folder."""

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out; raises ProvtagError where one is at work. The lock ends with the process, however it ends."""
        no_link(self.folder).mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            no_link(path)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        with os.fdopen(handle, "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ProvtagError(f"{self.folder.parent}: another run writes there; wait for it or name another --out") from None
            yield

    def finished(self, key: str) -> Record | None:
        """Return the record of ``key`` without its pieces; None where the document failed, or as ``read`` does."""
        return _own(self._path(key), key, with_pieces=False)

    def write(self, key: str, packed: bytes, failed: bool) -> None:
        """Keep a packed record; a folder in its place is set aside."""
        try:
            self._write(key, packed, failed)
        except OSError:
            self._make_room(key)
            self._write(key, packed, failed)

    def read(self, key: str, with_pieces: bool = True) -> Record | None:
        """Return the record of ``key``, of a failed document too; None where there is none, or one that is damaged or of another
        document."""
        return _own(self._path(key), key, with_pieces) or _own(self._failed(key), key, with_pieces)

    def prune(self, keys: frozenset[str]) -> None:
        """Remove every record but those of ``keys``, and what a killed run left half written; nothing that is no record."""
        for path in self.folder.glob("*/*"):
            key = path.name.removeprefix(".").removesuffix(FAILED)
            is_record = _KEY.fullmatch(key) and path.parent.name == key[:2] and path.is_file() and not path.is_symlink()
            if is_record and (key not in keys or path.name.startswith(".")):
                path.unlink()

    def _write(self, key: str, packed: bytes, failed: bool) -> None:
        """Write a record. The lock keeps other writers out, so that any name does until the file is whole."""
        unfinished = self._unfinished(key)
        unfinished.unlink(missing_ok=True)  # what a killed run left, or a link
        unfinished.write_bytes(key.encode() + packed)
        if failed:
            self._path(key).unlink(missing_ok=True)  # a damaged one
        unfinished.replace(self._failed(key) if failed else self._path(key))

    def _make_room(self, key: str) -> None:
        """Make the folder for a record, and set aside whatever has its name, and folders that have a name it is written under."""
        folder = self._path(key).parent
        taken = [path for path in (self._path(key), self._failed(key), self._unfinished(key)) if path.is_dir()]
        for path in [folder] if (folder.exists() or folder.is_symlink()) and not folder.is_dir() else taken:
            kept = Path(tempfile.mkdtemp(prefix="aside-", dir=self.folder)) / path.name
            path.rename(kept)
            say(f"provtag: {path}: is no record; kept as {kept}")
        folder.mkdir(exist_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _failed(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{FAILED}"

    def _unfinished(self, key: str) -> Path:
        return self.folder / key[:2] / f".{key}"


def _own(path: Path, key: str, with_pieces: bool) -> Record | None:
    """Return the record at ``path`` where it is whole and that of ``key``."""
    try:
        content = read_regular(path)
        return Record.unpack(content[len(key) :], with_pieces) if content.startswith(key.encode()) else None
    except (OSError, ValueError):
        return None
