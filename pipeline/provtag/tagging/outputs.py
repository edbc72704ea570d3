"""The files of an output folder: which of them a run wrote, so that what a person changed is never overwritten or removed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provtag.files import file_hash, read_regular
from provtag.schema import ProvtagError
from provtag.tagging.records import FOLDER, no_link
from provtag.terminal import say

DOCUMENTS = "documents.jsonl"
CLAUSES = "clauses.jsonl"
ROWS = (DOCUMENTS, CLAUSES)
CSV = ("clauses.csv", "agencies.csv")
PARQUET = "clauses.parquet"
FAILURES = "failures.csv"
REPORT = "report.html"
WORKBOOK = "clauses.xlsx"
ALL = (*ROWS, *CSV, PARQUET, FAILURES, REPORT, WORKBOOK)


class Outputs:
    """The output files below ``out``; ``DIR/.provtag/written`` keeps the hash of every one that a run wrote."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._journal = out / FOLDER / "written"

    def check(self) -> None:
        """Raise ProvtagError where a folder has the name of an output file."""
        for name in ALL:
            if (self.out / name).is_dir():
                raise ProvtagError(
                    f"{self.out / name}: is a folder where a file is to be written; rename it or name another --out"
                )

    @contextmanager
    def replacing(self, name: str) -> Iterator[None]:
        """Write an output file in this block."""
        self.set_aside_if_changed(name)
        yield
        self.remember(name, self.out / name)

    def remember(self, name: str, path: Path) -> None:
        """Keep in mind that the file at ``path`` is, or is about to become, the output file ``name``."""
        line = f"{file_hash(path)} {name}\n"
        if line not in self._written():
            handle = os.open(no_link(self._journal), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o666)
            with os.fdopen(handle, "w", encoding="utf-8") as journal:
                journal.write(line)

    def remove(self, name: str) -> None:
        """Remove an output file that this run does not write."""
        self.set_aside_if_changed(name)
        (self.out / name).unlink(missing_ok=True)

    def holds(self, name: str, path: Path) -> bool:
        """Tell whether the output file ``name`` is there and has the bytes of ``path``."""
        return (self.out / name).is_file() and file_hash(self.out / name) == file_hash(path)

    def of_analyses(self) -> list[str]:
        """Return the names of the files that other commands made from the rows of a run."""
        names = dict.fromkeys(line.rstrip("\n").partition(" ")[2] for line in self._written())
        inside = (name for name in names if (self.out / name).parent == self.out)  # the journal is a file that anyone can write
        return [name for name in inside if name not in ALL and (self.out / name).is_file()]

    def set_aside_if_changed(self, name: str) -> None:
        """Rename an output file that is not as a run wrote it, and say so."""
        path = self.out / name
        if not path.is_file() or f"{file_hash(path)} {name}\n" in self._written():
            return
        kept = next(other for other in _other_names(path) if not other.exists())
        path.rename(kept)
        say(f"provtag: {path}: was changed since it was written; kept as {kept.name}")

    def _written(self) -> list[str]:
        try:
            return read_regular(no_link(self._journal)).decode("utf-8").splitlines(keepends=True)
        except (FileNotFoundError, UnicodeDecodeError):
            return []


def _other_names(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.edited{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{path.stem}.edited~{number}{path.suffix}")
        number += 1
