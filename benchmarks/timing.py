"""What the benchmarks share: the files of a folder, how often to measure, the speed of a step and how its time grows."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from math import log
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


def exponent(work: Callable[[str], object], text: Callable[[int], str], small: int, large: int) -> float:
    """Return the exponent with which the processor's time for ``work`` grows from ``small`` to ``large`` characters of ``text``.

    1 is linear, 2 is what loops in loops take.
    """
    at_first = min(_seconds(work, text(small)) for _ in range(2))
    return log(_seconds(work, text(large)) / at_first) / log(large / small)


def _seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor seconds of ``work``, the collection of garbage kept out."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    work(text)
    elapsed = time.process_time() - began
    gc.enable()
    return elapsed
