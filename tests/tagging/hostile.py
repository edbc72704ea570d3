"""Runs over documents that do to their worker what they say."""

from __future__ import annotations

from pathlib import Path

from provtag.settings import DocumentLimits
from provtag.tagging.batch import Batch, Summary, run_batch
from provtag.tagging.inputs import find_inputs

LIMITS = DocumentLimits(processor_seconds=1, memory_mb=1024, seconds=60)


def folder_of(tmp_path: Path, *texts: str) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, out: Path, limits: DocumentLimits = LIMITS, workers: int = 1, opener: str = "open_work") -> Summary:
    return run_batch(find_inputs([str(folder)]), Batch(out, None, limits, workers, opener=f"stand_in:{opener}"))
