"""Stage ``dataset``: gold labels with the context of their clauses, and the written examples, as one training set."""

from __future__ import annotations

from provtag.files import read_jsonl, read_yaml
from provtag.labels import gold_with_context, read_labels, write_labels
from provtag.paths import DATASET, GOLD, PARAMETERS, UNITS, WRITTEN


def main() -> None:
    """Write ``data/processed/dataset.jsonl``."""
    labels = gold_with_context(GOLD, {row["clause_id"]: row for row in read_jsonl(UNITS)})
    if read_yaml(PARAMETERS)["dataset"]["use_written"]:
        labels += read_labels(WRITTEN)
    write_labels(DATASET, labels)


if __name__ == "__main__":
    main()
