"""Speed and memory of provtag beside its peers, in one run on one machine.

    python -m benchmarks CORPUS

CORPUS is a folder of regulations (Markdown or text). Prints tables, and writes them with a plot to ``bench-results/``.
It asserts no times: machines differ, ratios are what counts.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core for everything that is compared

from benchmarks import batches, growth, laws, peers, steps
from benchmarks.timing import RUNS, regulations
from provtag.paths import MODEL, ROOT

RESULTS = ROOT / "bench-results"


def main() -> None:
    """Run all benchmarks over the corpus named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed and memory of provtag beside its peers.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of regulations, Markdown or text")
    parser.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    parser.add_argument("--sample", type=int, default=60_000, metavar="N", help="characters for the slow peers")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 500, 2000], metavar="N", help="documents of the growth runs"
    )
    options = parser.parse_args()
    paths = regulations(options.corpus)
    if not paths:
        parser.error(f"{options.corpus}: no .md or .txt file")
    RESULTS.mkdir(exist_ok=True)

    show("steps", steps.shares(paths[:: max(len(paths) // 50, 1)], options.model))
    show("features", steps.features(paths[:: max(len(paths) // 50, 1)], options.model))
    runs = batches.growth(paths, options.model, options.sizes)
    show("growth", runs)
    batches.plot(runs, RESULTS / "growth.png")
    show("exponents", list(growth.exponents(options.model)))
    show("speed", speeds(paths, options.model, options.sample))
    show("laws", laws.scores(options.corpus, options.model))


def speeds(paths: Sequence[Path], model: Path, sample: int) -> list[dict[str, object]]:
    """Return the table of characters a second, each with its ratio to that of the first peer.

    All systems run in turn, several times over, and the median of each counts: so none has a slow minute of the machine to
    itself.
    """
    measured: dict[str, list[float]] = {}
    for _ in range(RUNS):
        for speed in (
            peers.spacy_pipeline(paths, sample),
            peers.jieba_tagger(paths, sample),
            batches.speed(paths, model, workers=1),
            batches.speed(paths, model, workers=2),
        ):
            measured.setdefault(speed.name, []).append(speed.characters_a_second)
    medians = {name: median(speeds) for name, speeds in measured.items()}
    base = next(iter(medians))
    return [
        {"system": name, "characters/s": round(characters), f"times {base}": round(characters / medians[base], 2)}
        for name, characters in medians.items()
    ]


def show(name: str, rows: Sequence[dict[str, object]]) -> None:
    """Print ``rows`` as a table and write them to ``bench-results``."""
    widths = {key: max(len(key), *(len(str(row[key])) for row in rows)) for key in rows[0]}
    print("\n" + "  ".join(key.ljust(width) for key, width in widths.items()))
    for row in rows:
        print("  ".join(str(row[key]).ljust(width) for key, width in widths.items()), flush=True)
    with (RESULTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, widths)
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
