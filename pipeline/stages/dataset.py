"""Stage ``dataset``: the labels of seeds and whole documents with the context of their clauses, and the written examples."""

from __future__ import annotations

from provtag.labels import WHOLE, hands, labels_in_place, read_labels, stored_labels, write_labels
from provtag.paths import DATASET, GOLD, UNITS, WHOLE_DOCUMENTS, WRITTEN
from provtag.settings import DatasetSettings, read_settings


def main() -> None:
    """Write ``data/processed/dataset.jsonl``."""
    units = stored_labels(UNITS)
    labels = labels_in_place(GOLD, units)
    labels += labels_in_place(WHOLE_DOCUMENTS, units, WHOLE, hands(WHOLE_DOCUMENTS))
    if read_settings(DatasetSettings).use_written:
        labels += read_labels(WRITTEN)
    write_labels(DATASET, labels)


if __name__ == "__main__":
    main()
