"""Speed of finding agencies: characters a second of processor time on one core, beside jieba's part-of-speech tagger.

    python benchmarks/agencies.py FOLDER

FOLDER holds Markdown or text files; reading and splitting them is not part of the figures. A busy machine slows both alike:
the ratio is what counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.agencies.baselines import JiebaBaseline
from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.agencies.roles import load_role_rules
from pipeline.documents.reader import read_file
from pipeline.schema import AgencyMention
from pipeline.structure.parser import parse_document

LABELS = Path(__file__).parents[1] / "labels"
RUNS = 3  # the fastest counts
SAMPLE = 1000  # clauses for jieba, which is slow


def speed(find: Callable[[str], tuple[AgencyMention, ...]], clauses: Sequence[str]) -> float:
    """Return characters a second over all ``clauses``."""
    best = 0.0
    for _ in range(RUNS):
        began = time.process_time()
        for clause in clauses:
            find(clause)
        best = max(best, sum(map(len, clauses)) / (time.process_time() - began))
    return best


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/agencies.py FOLDER")
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.suffix in (".md", ".txt"))
    if not paths:
        sys.exit(f"{sys.argv[1]}: no .md or .txt file")
    clauses = [clause.text for path in paths for clause in parse_document(read_file(path), path.stem).clauses]
    recogniser = Recogniser(
        Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv"), load_role_rules(LABELS / "role_rules.yaml")
    )
    found, plain = speed(recogniser.in_clause, clauses), speed(JiebaBaseline().in_clause, clauses[:SAMPLE])
    print(f"files, clauses   {len(paths)}, {len(clauses)}")
    print(f"jieba nt         {plain:12,.0f} characters/s")
    print(f"agencies         {found:12,.0f} characters/s")
    print(f"ratio            {found / plain:12.1f}")


if __name__ == "__main__":
    main()
