"""The tree of a document as plain lines, for golden files: ``python -m tests.structure.tree`` writes them anew."""

from __future__ import annotations

from pathlib import Path

from provtag.documents.reader import read_file
from provtag.files import read_yaml
from provtag.paths import MANIFEST, ROOT
from provtag.schema import Document
from provtag.structure.parser import parse_document

SEEDS = {entry["name"]: entry["file"] for entry in read_yaml(MANIFEST)["documents"].values()}
GOLDEN = ROOT / "tests" / "golden"


def read_seed(name: str) -> str:
    return (ROOT / "data" / "raw" / SEEDS[name]).read_text(encoding="utf-8")


def parse_seed(name: str) -> Document:
    return parse_document(read_file(ROOT / "data" / "raw" / SEEDS[name]), name)


def tree(document: Document) -> str:
    """Return one line a provision, clause (-) and duty note (=), in the order of the text."""
    lines = [(p.start, 0, f"{p.provision_id} [{p.number}] {' / '.join(p.headings)}") for p in document.provisions]
    lines += [
        (c.start, 1, f"  - {c.clause_id[-12:]} {c.text}" + (f" << {c.lead_in}" if c.lead_in else "")) for c in document.clauses
    ]
    lines += [(n.start, 1, f"  = {n.text} for {n.paragraph.end - n.paragraph.start}") for n in document.duty_notes]
    health = document.health
    summary = f"missing {health.missing_numbers} repeated {health.repeated_sentences} truncated {len(health.truncated)}"
    return "\n".join([summary, *(line for _, _, line in sorted(lines))]) + "\n"


def golden_file(name: str) -> Path:
    return GOLDEN / f"{name}.tree.txt"


if __name__ == "__main__":
    for seed in SEEDS:
        golden_file(seed).write_text(tree(parse_seed(seed)), encoding="utf-8")
