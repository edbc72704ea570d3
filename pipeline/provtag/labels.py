"""Label files: one JSON object a clause or duty note, the same format for gold, annotators and written examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from provtag.files import numbered_jsonl, write_jsonl
from provtag.schema import ActionType, AgencyMention, Label, ProvtagError, Role

CLAUSE = "clause"
DUTY_NOTE = "duty_note"
# Where a label is from, if not from an annotator.
GOLD, WRITTEN = "gold", "written"
CONTEXT_KEYS = ("lead_in", "previous", "doc_id", "provision_id", "origin", "style", "level", "measure")


def label_files(path: Path) -> list[Path]:
    """Return the label files of ``path``: itself, or the ``*.jsonl`` files of a folder in name order."""
    if path.is_dir():
        return sorted(path.glob("*.jsonl"))
    if not path.exists():
        raise ProvtagError(f"{path}: no such label file or folder")
    return [path]


def read_labels(path: Path) -> list[Label]:
    """Return the labels of a file, or of all ``*.jsonl`` files of a folder; raises ProvtagError with file and line."""
    return [label for _, _, label in located_labels(path)]


def located_labels(path: Path) -> Iterator[tuple[Path, int, Label]]:
    """Yield (file, line, label) of a label file or folder."""
    for file in label_files(path):
        for line, row in numbered_jsonl(file):
            try:
                yield file, line, label_from_row(row)
            except (KeyError, TypeError, ValueError) as error:
                raise ProvtagError(f"{file}:{line}: not a label ({error}); see labels/README.md for the format") from None


def label_from_row(row: dict[str, Any]) -> Label:
    """Build a label from its row; raises KeyError or ValueError where a key is missing or an id unknown."""
    text = row["text"]
    return Label(
        clause_id=row["clause_id"],
        kind=row["kind"],
        text=text,
        action_types=tuple(ActionType(action) for action in row["action_types"]),
        agencies=tuple(
            AgencyMention(
                text=text[agency["start"] : agency["end"]],
                start=agency["start"],
                end=agency["end"],
                role=Role(agency["role"]),
                agency_id=agency["agency_id"],
            )
            for agency in row["agencies"]
        ),
        headings=tuple(row.get("headings", ())),
        **{key: row[key] for key in CONTEXT_KEYS if key in row},
    )


def label_row(label: Label) -> dict[str, Any]:
    """Return the row of a label; empty context keys are left out."""
    row: dict[str, Any] = {
        "clause_id": label.clause_id,
        "kind": label.kind,
        "text": label.text,
        "action_types": [str(action) for action in ActionType if action in label.action_types],
        "agencies": [agency_row(agency) for agency in sorted(label.agencies, key=lambda agency: agency.start)],
    }
    if label.headings:
        row["headings"] = list(label.headings)
    return row | {key: getattr(label, key) for key in CONTEXT_KEYS if getattr(label, key)}


def agency_row(agency: AgencyMention) -> dict[str, Any]:
    """Return the entry of an agency in a label's row."""
    return {
        "start": agency.start,
        "end": agency.end,
        "role": str(agency.role),
        "agency_id": agency.agency_id,
        "text": agency.text,
    }


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Write a label file atomically."""
    write_jsonl(path, map(label_row, labels))


def gold_with_context(gold: Path, units: Mapping[str, Mapping[str, Any]]) -> list[Label]:
    """Return the labels of ``gold`` with the context of their clauses; ``units`` are the rows of units.jsonl by clause id.

    Raises ProvtagError that names file and line where a label fits no clause.
    """
    labels = []
    for file, line, label in located_labels(gold):
        unit = units.get(label.clause_id)
        if unit is None or unit["text"] != label.text or unit["kind"] != label.kind:
            raise ProvtagError(
                f"{file}:{line}: the text of label {label.clause_id} matches no {label.kind} of the current segmentation; "
                "run `provtag labels move` and check what it proposes"
            )
        labels.append(_with_context(label, unit))
    return labels


def _with_context(label: Label, unit: Mapping[str, Any]) -> Label:
    return replace(
        label,
        headings=tuple(unit.get("headings", ())),
        lead_in=unit.get("lead_in", ""),
        previous=unit.get("previous", ""),
        doc_id=unit["doc_id"],
        provision_id=unit["provision_id"],
        origin=GOLD,
    )
