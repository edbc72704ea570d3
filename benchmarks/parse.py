"""Speed of parsing: characters a second on one core, and the ratio to a plain read-and-regex baseline in the same run.

    python -m benchmarks.parse FOLDER

FOLDER holds Markdown or text files; reading them is part of both figures.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.timing import files, speed
from provtag.schema import RawText
from provtag.structure.parser import parse_document

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


def main() -> None:
    """Print both speeds and their ratio."""
    paths = files()
    plain, parsed = speed(lambda: sum(map(baseline, paths))), speed(lambda: sum(map(parse, paths)))
    print(f"files                 {len(paths)}")
    print(f"read and regex        {plain:12,.0f} characters/s")
    print(f"read, parse and split {parsed:12,.0f} characters/s")
    print(f"ratio                 {parsed / plain:12.3f}")


if __name__ == "__main__":
    main()
