"""What it costs to find who copies whom, over ever more documents: processor seconds and characters a second on one core.

    python -m benchmarks.reuse FOLDER

FOLDER holds Markdown or text files; reading and parsing them is not part of the figures.
"""

from __future__ import annotations

import time

from benchmarks.timing import files
from provtag.analysis.reuse import find_reuse
from provtag.schema import RawText
from provtag.settings import ReuseSettings, read_settings
from provtag.structure.parser import parse_document
from provtag.tagging.rows import document_row

PARTS = (8, 4, 2, 1)


def main() -> None:
    """Print the figures of an eighth, a quarter, half and all of the documents."""
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in files()]
    rows = [document_row(parse_document(RawText(name, text, "utf-8"), name)) for name, text in texts]
    shortest = read_settings(ReuseSettings).shortest
    print("documents  characters  seconds  characters/s    runs")
    for part in PARTS:
        began = time.process_time()
        reuse = find_reuse(rows[::part], shortest)
        seconds = time.process_time() - began
        characters = int(reuse.documents["characters"].sum())
        count, speed = len(reuse.documents), characters / seconds
        print(f"{count:9,}  {characters:10,}  {seconds:7.1f}  {speed:12,.0f}  {len(reuse.runs):6,}", flush=True)


if __name__ == "__main__":
    main()
