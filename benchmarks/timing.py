"""What the benchmarks share: the files of a folder, how often to measure, and characters a second of processor time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3


def regulations(folder: Path) -> list[Path]:
    """Return the Markdown and text files below ``folder``, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.name != "README.txt")


def files() -> list[Path]:
    """Return the regulations of the folder named on the command line; ends the program where there are none."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: python {sys.argv[0]} FOLDER")
    paths = regulations(Path(sys.argv[1]))
    if not paths:
        sys.exit(f"{sys.argv[1]}: no .md or .txt file")
    return paths


def speed(work: Callable[[], int]) -> float:
    """Return characters a second of processor time in the fastest run; ``work`` returns how many characters it went through."""
    best = 0.0
    for _ in range(RUNS):
        began = time.process_time()
        best = max(best, work() / (time.process_time() - began))
    return best
