"""``provtag tag`` as a command: seconds from start to end, and peak memory of all its processes."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers import Speed

SAMPLING_SECONDS = 0.1


class Run(NamedTuple):
    """One run of the command. ``peak_mb``: resident memory of the process and its workers together, at its highest."""

    documents: int
    clauses: int
    characters: int
    seconds: float
    peak_mb: float


def growth(paths: Sequence[Path], model: Path, sizes: Sequence[int]) -> list[dict[str, object]]:
    """Return a table of runs over ever more documents (the corpus repeated), with one worker."""
    table = []
    for size in sizes:
        result = run(paths, model, size, workers=1)
        table.append(
            {
                "documents": result.documents,
                "clauses": result.clauses,
                "characters": result.characters,
                "seconds": round(result.seconds, 1),
                "characters/s": round(result.characters / result.seconds),
                "clauses/s": round(result.clauses / result.seconds),
                "peak MB": round(result.peak_mb),
            }
        )
    return table


def speed(paths: Sequence[Path], model: Path, workers: int) -> Speed:
    """Return the speed of the command from start to end over all ``paths``."""
    result = run(paths, model, len(paths), workers)
    return Speed(f"provtag tag --workers {workers}, start to end", result.characters / result.seconds)


def run(paths: Sequence[Path], model: Path, documents: int, workers: int) -> Run:
    """Tag ``documents`` files, taken from ``paths`` over and over, and return what it cost."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch, "in"), Path(scratch, "out")
        folder.mkdir()
        for number in range(documents):
            (folder / f"{number:05}.md").symlink_to(paths[number * max(len(paths) // documents, 1) % len(paths)].resolve())
        command = [sys.executable, "-m", "provtag.cli", "tag", str(folder), "--out", str(out), "--model", str(model)]
        command.append("--follow-links")
        began = time.perf_counter()
        process = subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.PIPE, text=True)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident_kilobytes(process.pid))
            time.sleep(SAMPLING_SECONDS)
        seconds = time.perf_counter() - began
        assert process.stderr is not None
        said = process.stderr.read()
        counts = re.search(r"(\d+) documents, (\d+) clauses, (\d+) characters", said)
        if counts is None:
            raise SystemExit(f"provtag tag did not finish: {said}")
        done, clauses, characters = map(int, counts.groups())
        return Run(done, clauses, characters, seconds, peak / 1024)


def plot(table: Sequence[dict[str, object]], path: Path) -> None:
    """Draw seconds and peak memory over the number of documents."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    documents = [row["documents"] for row in table]
    figure, axes = pyplot.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    for axis, column in zip(axes, ("seconds", "peak MB"), strict=True):
        axis.plot(documents, [row[column] for row in table], marker="o")
        axis.set(xlabel="documents", title=column, xlim=(0, None), ylim=(0, None))
        axis.grid(alpha=0.3)
    figure.savefig(path, dpi=150)


def _resident_kilobytes(pid: int) -> int:
    """Return the resident memory of a process and its descendants."""
    total, waiting = 0, [pid]
    while waiting:
        place = Path("/proc", str(waiting.pop()))
        try:
            status = (place / "status").read_text()
            children = [child for thread in (place / "task").iterdir() for child in (thread / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        resident = re.search(r"VmRSS:\s+(\d+)", status)
        total += int(resident.group(1)) if resident else 0
        waiting += map(int, children)
    return total
