"""Label files: one JSON object a clause or duty note, the same format for gold, annotators and written examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from provtag.files import hand_written, numbered_jsonl, read_jsonl, read_yaml, write_jsonl
from provtag.schema import ActionType, AgencyMention, Document, Label, ProvtagError, Role

CLAUSE = "clause"
DUTY_NOTE = "duty_note"
# Where a label is from, if not from an annotator.
GOLD, WHOLE, WRITTEN, NOBODY = "gold", "document", "written", "nobody"
Problem = tuple[str, str]  # what is wrong, what to do
_TYPES, _ROLES = frozenset(ActionType), frozenset(Role)
CONTEXT_KEYS = ("lead_in", "previous", "doc_id", "provision_id", "origin", "style", "level", "measure", "judged_at")


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


def stored_labels(path: Path) -> list[Label]:
    """Return the labels of a file that ``write_labels`` wrote: they were checked where people wrote them."""
    return [label_from_row(row) for row in read_jsonl(path)]


def located_labels(path: Path) -> Iterator[tuple[Path, int, Label]]:
    """Yield (file, line, label) of a label file or folder; raises ProvtagError with file and line where a row is no label."""
    for file in label_files(path):
        for line, row in numbered_jsonl(file, hand_written):
            for what, advice in row_problems(row):
                raise ProvtagError(f"{file}:{line}: {what}; {advice}")
            yield file, line, label_from_row(row)


def row_problems(row: Any) -> Iterator[Problem]:
    """Yield what keeps a row of a label file from being a label, whichever agencies and measures are known."""
    shape = list(_shape_problems(row))
    yield from shape or _content_problems(row)


def _shape_problems(row: Any) -> Iterator[Problem]:
    """Yield the keys that are missing or of another type."""
    if not isinstance(row, dict):
        yield "not a JSON object", "mend or remove the line"
        return
    wanted = {"clause_id": str, "kind": str, "text": str, "action_types": list, "agencies": list}
    for key, kind in wanted.items():
        not_judged = key == "action_types" and key in row and row[key] is None
        if not isinstance(row.get(key), kind) and not not_judged:
            yield f"no {key!r} of type {kind.__name__}", "add it as labels/README.md shows"
    if isinstance(row.get("action_types"), list) and not _are_texts(row["action_types"]):
        yield "an action type that is no string", f"write one of {', '.join(ActionType)}"
    for number, agency in enumerate(row["agencies"] if isinstance(row.get("agencies"), list) else (), 1):
        good = isinstance(agency, dict) and all(
            type(agency.get(key)) is kind for key, kind in {"start": int, "end": int, "role": str, "agency_id": str}.items()
        )
        if not good:
            yield f"agency {number} without start, end, role and agency_id", "add them as labels/README.md shows"
    if row.get("measures") is not None and not _are_texts(row["measures"]):
        yield "'measures' that are no list of strings", "write ids of labels/measures.yaml, the main one first"
    if not _are_texts(row.get("headings", [])):
        yield "'headings' that are no list of strings", "write the outermost first"
    for key in CONTEXT_KEYS:
        if not isinstance(row.get(key, ""), str):
            yield f"{key!r} that is no string", "write it in quotes or leave it out"


def _content_problems(row: dict[str, Any]) -> Iterator[Problem]:
    if row["kind"] not in (CLAUSE, DUTY_NOTE):
        yield f"unknown kind {row['kind']!r}", f"write one of {CLAUSE}, {DUTY_NOTE}"
    types = row["action_types"] or []
    for action in types:
        if action not in _TYPES:
            yield f"unknown action type {action!r}", f"write one of {', '.join(ActionType)}"
    if len(set(types)) < len(types):
        yield "an action type twice", "keep one"
    if row["kind"] == DUTY_NOTE and types:
        yield "a duty note with action types", "remove them: action types are marked on clauses"
    measures = row.get("measures") or []
    if len(set(measures)) < len(measures):
        yield "a measure twice", "keep one"
    if row.get("judged_at") and not _is_time(row["judged_at"]):
        yield f"'judged_at' {row['judged_at']!r} is no date", "write one like 2026-11-29 or leave it out"
    for agency in row["agencies"]:
        if agency["role"] not in _ROLES:
            yield f"unknown role {agency['role']!r}", f"write one of {', '.join(Role)}"
    yield from _span_problems(row["text"], row["agencies"])


def _span_problems(text: str, agencies: Sequence[dict[str, Any]]) -> Iterator[Problem]:
    end = 0
    for agency in sorted(agencies, key=lambda agency: (agency["start"], agency["end"])):
        span = f"[{agency['start']}, {agency['end']})"
        if not 0 <= agency["start"] < agency["end"] <= len(text):
            yield f"span {span} does not cut a text of {len(text)} characters", "correct start and end"
            continue
        cut = text[agency["start"] : agency["end"]]
        if agency.get("text", cut) != cut:
            yield f"span {span} cuts {cut!r}, but its text is {agency['text']!r}", "correct start and end, or the text"
        if agency["start"] < end:
            yield f"span {span} {cut!r} overlaps the span before it", "keep the longer name"
        end = max(end, agency["end"])


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def label_from_row(row: dict[str, Any]) -> Label:
    """Build a label from its row, in which there are no problems."""
    text = row["text"]
    return Label(
        clause_id=row["clause_id"],
        kind=row["kind"],
        text=text,
        action_types=None if row["action_types"] is None else tuple(ActionType(action) for action in row["action_types"]),
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
        measures=None if row.get("measures") is None else tuple(row["measures"]),
        **{key: row[key] for key in CONTEXT_KEYS if key in row},
    )


def label_row(label: Label) -> dict[str, Any]:
    """Return the row of a label; empty context keys, and measures that nobody judged, are left out."""
    row: dict[str, Any] = {
        "clause_id": label.clause_id,
        "kind": label.kind,
        "text": label.text,
        "action_types": _types_row(label.action_types),
        "agencies": [agency_row(agency) for agency in sorted(label.agencies, key=lambda agency: agency.start)],
    }
    if label.headings:
        row["headings"] = list(label.headings)
    if label.measures is not None:
        row["measures"] = list(label.measures)
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


def _types_row(types: tuple[ActionType, ...] | None) -> list[str] | None:
    return None if types is None else [str(action) for action in ActionType if action in types]


def types_of(label: Label) -> tuple[ActionType, ...]:
    """Return the action types of ``label``; none where nobody judged them."""
    return label.action_types or ()


def named_measures(label: Label) -> tuple[str, ...]:
    """Return the measures of ``label``; none where nobody judged them."""
    return label.measures or ()


def units_of(document: Document) -> Iterator[Label]:
    """Yield what there is to label in ``document``: its clauses with their context, then its duty notes."""
    for clause in document.clauses:
        yield Label(
            clause.clause_id, CLAUSE, clause.text, None, (), clause.headings, clause.lead_in, clause.previous,
            clause.doc_id, clause.provision_id, NOBODY,
        )  # fmt: skip
    for note in document.duty_notes:
        yield Label(
            note.clause_id, DUTY_NOTE, note.text, None, (), doc_id=note.doc_id, provision_id=note.provision_id, origin=NOBODY
        )


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Write a label file atomically."""
    write_jsonl(path, map(label_row, labels))


def hands(folder: Path) -> dict[str, str]:
    """Return who wrote each of the whole documents of ``folder``, in the order of its manifest."""
    return {doc_id: entry["hand"] for doc_id, entry in read_yaml(folder / "manifest.yaml")["documents"].items()}


def labels_in_place(
    path: Path, units: Iterable[Label], origin: str = GOLD, style_of: Mapping[str, str] | None = None
) -> list[Label]:
    """Return the labels of ``path`` in the order of ``units``, with the context of their clauses, which are among these.

    ``style_of`` says who wrote a document. Raises ProvtagError with file and line where a label fits none of them.
    """
    judged = judged_in_place(located_labels(path), units)
    return [replace(label, origin=origin, style=(style_of or {}).get(label.doc_id, "")) for label in judged]


def judged_in_place(located: Iterable[tuple[Path, int, Label]], units: Iterable[Label]) -> list[Label]:
    """Return labels, given with their file and line, in the order of ``units`` and with the context of these.

    Raises ProvtagError where a label fits none of them.
    """
    by_id = {unit.clause_id: (place, unit) for place, unit in enumerate(units)}
    labels: list[tuple[int, Label]] = []
    for file, line, label in located:
        place, unit = by_id.get(label.clause_id, (0, None))
        if unit is None or (unit.text, unit.kind) != (label.text, label.kind):
            raise ProvtagError(
                f"{file}:{line}: the text of label {label.clause_id} matches no {label.kind} of the current segmentation; "
                "run `provtag labels move` and check what it proposes"
            )
        context = {key: getattr(unit, key) for key in ("headings", "lead_in", "previous", "doc_id", "provision_id")}
        labels.append((place, replace(label, **context)))
    return [label for _, label in sorted(labels, key=itemgetter(0))]
