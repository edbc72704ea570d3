"""Stage ``dataset``: gold labels with the context of their clauses, and the written examples, as one training set."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.annotation.labels import located_labels, read_labels, write_labels
from pipeline.files import read_jsonl, read_yaml
from pipeline.project import LABELS, ROOT
from pipeline.schema import Label, ProvtagError
from pipeline.stages.clauses import UNITS

DATASET = ROOT / "data" / "processed" / "dataset.jsonl"


def gold_with_context(units: dict[str, dict[str, Any]]) -> list[Label]:
    """Return the gold labels with the context of their clauses; ``units`` are the rows of units.jsonl by clause id.

    Raises ProvtagError that names file and line where a label fits no clause.
    """
    labels = []
    for file, line, label in located_labels(LABELS / "gold"):
        unit = units.get(label.clause_id)
        if unit is None or unit["text"] != label.text or unit["kind"] != label.kind:
            raise ProvtagError(
                f"{file}:{line}: the text of label {label.clause_id} matches no {label.kind} of the current segmentation; "
                "run `provtag labels move` and check what it proposes"
            )
        labels.append(_with_context(label, unit))
    return labels


def main() -> None:
    """Write ``data/processed/dataset.jsonl``."""
    labels = gold_with_context({row["clause_id"]: row for row in read_jsonl(UNITS)})
    if read_yaml(ROOT / "params.yaml")["dataset"]["use_written"]:
        labels += read_labels(LABELS / "written")
    write_labels(DATASET, labels)


def _with_context(label: Label, unit: dict[str, Any]) -> Label:
    return replace(
        label,
        headings=tuple(unit.get("headings", ())),
        lead_in=unit.get("lead_in", ""),
        previous=unit.get("previous", ""),
        doc_id=unit["doc_id"],
        provision_id=unit["provision_id"],
        origin="gold",
    )


if __name__ == "__main__":
    main()
