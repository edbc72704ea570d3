"""What the packaged model makes of real local laws, against labels that hold places and hashes but none of the laws' text.

``python -m benchmarks.laws CORPUS`` prints the figures; ``labels/laws.jsonl`` says which clauses of which file of the corpus were
labelled, and how. A clause that does not stand at its place any more (another edition of the file) is counted, not scored.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from provtag.documents.reader import read_file
from provtag.evaluation.mentions import Unit
from provtag.evaluation.rounds import figures
from provtag.files import read_jsonl
from provtag.labels import label_from_row
from provtag.paths import LABELS, MODEL
from provtag.schema import ActionScores, Label, TaggedClause
from provtag.structure.parser import parse_document
from provtag.tagging.tagger import Tagger

LAWS = LABELS / "laws.jsonl"
HASH_DIGITS = 16


@dataclass(frozen=True)
class LawLabel:
    """The label of one clause: its place in the stored text of ``file``, and the hash of what stood there."""

    file: str
    start: int
    end: int
    sha256: str
    label: Label

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> LawLabel:
        """Return the label of a row; offsets of its agencies index the clause."""
        mentions = [mention | {"text": ""} for mention in row["agencies"]]
        judged = {"action_types": row["action_types"], "agencies": mentions}
        label = label_from_row({"clause_id": f"{row['file']}#{row['start']}", "kind": "clause", "text": ""} | judged)
        return cls(row["file"], row["start"], row["end"], row["sha256"], label)


def hashed(text: str) -> str:
    """Return the hash by which a clause is known."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def scores(corpus: Path, model: Path) -> list[dict[str, object]]:
    """Return one row: how many clauses were scored and are lost, types (macro-F1, all right), agencies (span, all right)."""
    by_file: dict[str, list[LawLabel]] = defaultdict(list)
    for row in read_jsonl(LAWS):
        by_file[row["file"]].append(LawLabel.from_row(row))
    tagger = Tagger.load(model)
    clauses: list[tuple[Label, ActionScores]] = []
    units: list[Unit] = []
    lost = 0
    for name, labels in by_file.items():
        if not (corpus / name).exists():
            lost += len(labels)
            continue
        document = parse_document(read_file(corpus / name), name)
        tagged = tagger.tag(document)
        for item in labels:
            clause = _at(item, tagged)
            if clause is None or hashed(document.text[item.start : item.end]) != item.sha256:
                lost += 1
                continue
            clauses.append((item.label, clause.actions))
            units.append(_unit(item, tagged))
    if not clauses:
        return [{"clauses": 0, "lost": lost}]
    found = figures(clauses, units)
    return [
        {
            "clauses": len(clauses),
            "lost": lost,
            **{f"types {name}": value for name, value in found["types"].items()},
            **{f"agencies {name}": value for name, value in found["agencies"].items()},
            **found["review"],
        }
    ]


def _at(item: LawLabel, tagged: Iterable[TaggedClause]) -> TaggedClause | None:
    """Return the clause that covers most of the labelled place; None where none does."""

    def covered(other: TaggedClause) -> int:
        return min(item.end, other.clause.end) - max(item.start, other.clause.start)

    return max((other for other in tagged if covered(other) > 0), key=covered, default=None)


def _unit(item: LawLabel, tagged: Iterable[TaggedClause]) -> Unit:
    """Return labelled and found mentions inside the labelled place, as offsets into the document."""
    wanted = [replace(mention, start=mention.start + item.start, end=mention.end + item.start) for mention in item.label.agencies]
    found = {mention for other in tagged for mention in other.agencies if item.start <= mention.start and mention.end <= item.end}
    return wanted, sorted(found, key=lambda mention: mention.start)


def main() -> None:
    """Print the figures over the corpus named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.laws", description=__doc__)
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("--model", type=Path, default=MODEL, metavar="DIR")
    options = parser.parse_args()
    for row in scores(options.corpus, options.model):
        for name, value in row.items():
            print(f"{name:20} {value}")


if __name__ == "__main__":
    main()
