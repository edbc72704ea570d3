"""How the time grows with the text: the exponents of parsing and of tagging for each kind of long text, 1 where it is linear.

    python -m benchmarks.growth

Processor time of this process; the model is loaded before.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.long_texts import AGENCIES, STRUCTURES
from benchmarks.timing import exponent
from provtag.paths import MODEL
from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document
from provtag.tagging.tagger import Tagger

SMALL, LARGE = 20_000, 320_000  # characters


def exponents(model: Path) -> Iterator[dict[str, object]]:
    """Yield the row of each kind of text."""
    tagger = Tagger.load(model)

    def parse(text: str) -> Document:
        return parse_document(RawText("growth.txt", text), "growth")

    def tag(text: str) -> None:
        tagger.tag(parse(text))

    tag(AGENCIES["orders"](SMALL))  # builds what is built at first use
    for name, text in (STRUCTURES | AGENCIES).items():
        parsed, tagged = (exponent(work, text, SMALL, LARGE) for work in (parse, tag))
        yield {"text": name, "parse": round(parsed, 2), "tag": round(tagged, 2)}


def main() -> None:
    """Print the rows as they come."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="How the time grows with the text.")
    parser.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    for row in exponents(parser.parse_args().model):
        print(f"{row['text']:<32}parse {row['parse']:.2f}   tag {row['tag']:.2f}", flush=True)


if __name__ == "__main__":
    main()
