"""First-time scores: what the tagger makes of a round of documents before anybody reads them, kept with the commit.

``python -m provtag.evaluation.rounds ROUND`` tags that round of ``labels/documents`` with the packaged model, compares it
with the labels and writes one entry into ``metrics/rounds.json``. A round is scored once; the entry is never made anew.
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from provtag.actions.contract import TYPES
from provtag.documents.reader import read_file
from provtag.evaluation.measures import Judgements, Said, judged
from provtag.evaluation.mentions import Unit, scores
from provtag.evaluation.scores import DIGITS, macro_f1, ratio
from provtag.files import read_json, read_yaml, write_json
from provtag.labels import named_measures, read_labels, stored_labels, types_of
from provtag.paths import DATASET, MODEL, ROOT, ROUNDS, WHOLE_DOCUMENTS
from provtag.schema import ActionScores, Label, ProvtagError
from provtag.structure.parser import parse_document
from provtag.tagging.tagger import Tagger


def main() -> None:
    """Score the round named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m provtag.evaluation.rounds", description=__doc__)
    parser.add_argument("round", type=int)
    number = parser.parse_args().round
    scored = read_json(ROUNDS)
    if any(entry["round"] == number for entry in scored):
        raise ProvtagError(f"{ROUNDS}: round {number} has its first-time score; it stays as it is")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    write_json(ROUNDS, sorted([*scored, first_time(number, commit.stdout.strip())], key=lambda entry: entry["round"]))


def first_time(number: int, commit: str) -> dict[str, Any]:
    """Return the figures of round ``number`` with the packaged model."""
    manifest = read_yaml(WHOLE_DOCUMENTS / "manifest.yaml")["documents"]
    names = [name for name, entry in manifest.items() if entry.get("round") == number]
    if not names:
        raise ProvtagError(f"{WHOLE_DOCUMENTS / 'manifest.yaml'}: no document of round {number}")
    if seen := sorted({label.doc_id for label in stored_labels(DATASET)} & set(names)):
        raise ProvtagError(f"{DATASET}: {', '.join(seen)} taught the model; a round is scored before it joins training")
    tagger = Tagger.load(MODEL)
    clauses: list[tuple[Label, ActionScores]] = []
    units: list[Unit] = []
    said: list[Said] = []
    for name in names:
        labels = {label.clause_id: label for label in read_labels(WHOLE_DOCUMENTS / f"{name}.jsonl")}
        document = parse_document(read_file(WHOLE_DOCUMENTS / f"{name}.txt"), name)
        tagged = tagger.tag(document)
        clauses += [(labels[item.clause.clause_id], item.actions) for item in tagged]
        places = [(item.clause_id, item.start) for item in document.clauses]
        places += [(item.clause_id, item.start) for item in document.duty_notes]
        labelled = [
            replace(mention, start=mention.start + start, end=mention.end + start)
            for clause_id, start in places
            for mention in labels[clause_id].agencies
        ]
        by_document = tagger.measures.likeliest(tagger.measure_distribution(document.clauses))
        said += [
            Said(named_measures(label), likeliest, [measure.measure_id for measure in item.measures], name)
            for item, likeliest in zip(tagged, by_document, strict=True)
            if judged(label := labels[item.clause.clause_id])
        ]
        units.append((labelled, [mention for item in tagged for mention in item.agencies]))
    return {
        "round": number,
        "commit": commit,
        "model": tagger.actions.id[:12],
        "documents": names,
        "clauses": len(clauses),
        "measures": {name: round(value, DIGITS) for name, value in Judgements.of(said).statistics().items()},
    } | figures(clauses, units)


def figures(clauses: Sequence[tuple[Label, ActionScores]], units: Sequence[Unit]) -> dict[str, Any]:
    """Return macro-F1 and the share of clauses all right, F1 of the agencies by aspect, and what review flags catch."""
    wanted = np.array([[action in types_of(label) for action in TYPES] for label, _ in clauses])
    decided = np.array([[action in said.action_types for action in TYPES] for _, said in clauses])
    flagged = np.array([bool(said.review_reasons) for _, said in clauses])
    right = (wanted == decided).all(axis=1)
    return {
        "types": {"macro_f1": round(macro_f1(wanted, decided), DIGITS), "exact": ratio(right.sum(), len(right))},
        "agencies": {aspect: round(found.f1, DIGITS) for aspect, found in scores(units).items()},
        "review": {
            "wrong_flagged": ratio((flagged & ~right).sum(), (~right).sum()),
            "right_flagged": ratio((flagged & right).sum(), right.sum()),
            "decided_right": ratio((right & ~flagged).sum(), (~flagged).sum()),
        },
    }


if __name__ == "__main__":
    main()
