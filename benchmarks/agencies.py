"""Speed of finding agencies: characters a second of processor time on one core, beside jieba's part-of-speech tagger.

    python -m benchmarks.agencies FOLDER

FOLDER holds Markdown or text files; reading and splitting them is not part of the figures. A busy machine slows both alike:
the ratio is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.timing import files, speed
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.roles import load_role_rules
from provtag.documents.reader import read_file
from provtag.evaluation.agency_baselines import JiebaBaseline
from provtag.schema import AgencyMention
from provtag.structure.parser import parse_document

LABELS = Path(__file__).parents[1] / "labels"
SAMPLE = 1000  # clauses for jieba, which is slow


def main() -> None:
    """Print both speeds and their ratio."""
    paths = files()
    clauses = [clause.text for path in paths for clause in parse_document(read_file(path), path.stem).clauses]
    recogniser = Recogniser(Register.load(LABELS / "agencies.yaml"), load_role_rules(LABELS / "role_rules.yaml"))
    found = speed(lambda: _searched(recogniser.in_clause, clauses))
    plain = speed(lambda: _searched(JiebaBaseline().in_clause, clauses[:SAMPLE]))
    print(f"files, clauses   {len(paths)}, {len(clauses)}")
    print(f"jieba nt         {plain:12,.0f} characters/s")
    print(f"agencies         {found:12,.0f} characters/s")
    print(f"ratio            {found / plain:12.1f}")


def _searched(find: Callable[[str], tuple[AgencyMention, ...]], clauses: Sequence[str]) -> int:
    for clause in clauses:
        find(clause)
    return sum(map(len, clauses))


if __name__ == "__main__":
    main()
