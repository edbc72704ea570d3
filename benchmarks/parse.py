"""Speed of parsing: characters a second on one core, and the ratio to a plain read-and-regex baseline in the same run.

    python benchmarks/parse.py FOLDER

FOLDER holds Markdown or text files; reading them is part of both figures.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.schema import RawText
from pipeline.structure.parser import parse_document

RUNS = 3  # the fastest counts
ARTICLE = re.compile(r"^第[一二三四五六七八九十百零]+条", re.MULTILINE)
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def baseline(path: Path) -> int:
    """Read one file the plain way: decode, find articles and sentences. Return its characters."""
    text = path.read_text(encoding="utf-8")
    ARTICLE.findall(text)
    SENTENCE.findall(text)
    return len(text)


def parse(path: Path) -> int:
    """Read, parse and split one file. Return its characters."""
    text = path.read_text(encoding="utf-8")
    parse_document(RawText(path.name, text, "utf-8"), path.stem)
    return len(text)


def speed(read: Callable[[Path], int], paths: list[Path]) -> float:
    """Return characters a second over all ``paths``."""
    best = 0.0
    for _ in range(RUNS):
        began = time.process_time()
        characters = sum(read(path) for path in paths)
        best = max(best, characters / (time.process_time() - began))
    return best


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/parse.py FOLDER")
    paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in (".md", ".txt"))
    if not paths:
        sys.exit(f"{sys.argv[1]}: no .md or .txt file")
    plain, parsed = speed(baseline, paths), speed(parse, paths)
    print(f"files                 {len(paths)}")
    print(f"read and regex        {plain:12,.0f} characters/s")
    print(f"read, parse and split {parsed:12,.0f} characters/s")
    print(f"ratio                 {parsed / plain:12.3f}")


if __name__ == "__main__":
    main()
