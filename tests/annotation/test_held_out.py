"""The excerpts kept apart are apart: none says nearly the same as a label that trains."""

from __future__ import annotations

from provtag.annotation.near_duplicates import near_duplicates
from provtag.labels import CLAUSE, read_labels
from provtag.paths import LABELS
from provtag.schema import Label


def clauses(*folders: str) -> list[Label]:
    return [label for folder in folders for label in read_labels(LABELS / folder) if label.kind == CLAUSE]


def test_no_excerpt_says_what_a_training_label_says() -> None:
    training, excerpts = clauses("gold", "written"), clauses("held_out")
    both = [*training, *excerpts]
    repeated = [
        (both[later].clause_id, both[earlier].clause_id)
        for earlier, later, _ in near_duplicates(both)
        if later >= len(training) > earlier
    ]
    assert excerpts
    assert repeated == []
    assert not {label.text for label in training} & {label.text for label in excerpts}
