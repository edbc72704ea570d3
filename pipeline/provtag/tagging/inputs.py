"""Which files a command was given, and the document id of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from provtag.documents.limits import printable
from provtag.documents.reader import is_document
from provtag.schema import ProvtagError


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read: its document id, its path, and its name as it goes into the tables."""

    doc_id: str
    path: Path
    source: str


def find_inputs(arguments: Sequence[str], out: Path | None = None) -> list[InputFile]:
    """Return the input files of ``arguments`` (files, or folders searched recursively) in a fixed order, each once.

    A document id is the path inside its folder without suffix ("chongqing", "2021/wanzhou" → "2021_wanzhou"); where two
    files would share one, the later gets "~2". Hidden files and what lies in ``out`` are left out.
    Raises ProvtagError where an argument does not exist or nothing is found.
    """
    taken: Counter[str] = Counter()
    seen: set[Path] = set()
    inputs = []
    for path, relative in _candidates(arguments, out):
        if path in seen:
            continue
        seen.add(path)
        stem = "_".join(Path(printable(relative)).with_suffix("").parts)
        taken[stem] += 1
        doc_id = stem if taken[stem] == 1 else f"{stem}~{taken[stem]}"
        inputs.append(InputFile(doc_id, path, printable(path)))
    if not inputs:
        raise ProvtagError(f"{', '.join(arguments)}: no documents found (txt, md, html, docx, pdf); name files or folders")
    return inputs


def _candidates(arguments: Iterable[str], out: Path | None) -> Iterable[tuple[Path, Path]]:
    results = out.resolve() if out else None
    for argument in arguments:
        root = Path(argument)
        if root.is_dir():
            for path in sorted(root.rglob("*")):
                relative = path.relative_to(root)
                hidden = any(part.startswith(".") for part in relative.parts)
                if hidden or not path.is_file() or (results and path.resolve().is_relative_to(results)):
                    continue
                if is_document(path):
                    yield path, relative
        elif root.exists():
            yield root, Path(root.name)
        else:
            raise ProvtagError(f"{argument}: no such file or folder")
