"""Stage ``dataset``: gold labels with the context of their clauses, and the written examples, as one training set."""

from __future__ import annotations

from provtag.files import read_jsonl
from provtag.labels import gold_with_context, read_labels, write_labels
from provtag.paths import DATASET, GOLD, UNITS, WRITTEN
from provtag.settings import DatasetSettings, read_settings


def main() -> None:
    """Write ``data/processed/dataset.jsonl``."""
    labels = gold_with_context(GOLD, {row["clause_id"]: row for row in read_jsonl(UNITS)})
    if read_settings(DatasetSettings).use_written:
        labels += read_labels(WRITTEN)
    write_labels(DATASET, labels)


if __name__ == "__main__":
    main()
