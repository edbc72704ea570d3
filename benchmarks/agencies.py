"""Speed of finding agencies: characters a second of processor time on one core, beside jieba's part-of-speech tagger.

    python -m benchmarks.agencies FOLDER

FOLDER holds Markdown or text files; reading and splitting them is not part of the figures. A busy machine slows both alike:
the ratio is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.timing import files, speed
from provtag.agencies.model import AgencyModel
from provtag.agencies.recogniser import Recogniser
from provtag.documents.reader import read_file
from provtag.evaluation.agency_baselines import JiebaBaseline
from provtag.language.folding import fold
from provtag.paths import MODELS
from provtag.schema import AgencyMention, Document
from provtag.structure.parser import parse_document

SAMPLE = 1000  # clauses for jieba, which is slow


def main() -> None:
    """Print both speeds and their ratio."""
    paths = files()
    documents = [parse_document(read_file(path), path.stem) for path in paths]
    clauses = [clause.text for document in documents for clause in document.clauses]
    recogniser = AgencyModel.load(MODELS / "agencies").recogniser
    found = speed(lambda: _read(recogniser, documents))
    plain = speed(lambda: _searched(JiebaBaseline().in_clause, clauses[:SAMPLE]))
    print(f"files, clauses   {len(paths)}, {len(clauses)}")
    print(f"jieba nt         {plain:12,.0f} characters/s")
    print(f"agencies         {found:12,.0f} characters/s")
    print(f"ratio            {found / plain:12.1f}")


def _read(recogniser: Recogniser, documents: Sequence[Document]) -> int:
    for document in documents:
        folded = [fold(clause.text) for clause in document.clauses]
        recogniser.for_document(document).in_clauses(document.clauses, folded)
    return sum(len(clause.text) for document in documents for clause in document.clauses)


def _searched(find: Callable[[str], tuple[AgencyMention, ...]], clauses: Sequence[str]) -> int:
    for clause in clauses:
        find(clause)
    return sum(map(len, clauses))


if __name__ == "__main__":
    main()
