"""What is wrong with label files: each finding says where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.annotation.near_duplicates import near_duplicates
from provtag.files import hand_written, read_text
from provtag.labels import CLAUSE, Problem, label_from_row, row_problems
from provtag.schema import Label, ProvtagError
from provtag.tagging.label_ids import LabelIds

Row = dict[str, Any]

SHOWN = 24  # characters of a text in a finding


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a file: ``line`` counts from 1."""

    file: Path
    line: int
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.advice}"


@dataclass(frozen=True, slots=True)
class Standards:
    """What labels are checked against: known ids, the map of the field, and the units of the current segmentation.

    ``field_map``: the styles and levels that written examples may name.
    ``homes`` says of each document in which folder all its units must be labelled.
    """

    ids: LabelIds
    field_map: Mapping[str, Iterable[str]]
    units: Sequence[Label]
    homes: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class _Located:
    """A label and where it stands."""

    file: Path
    line: int
    label: Label


def label_sets(path: Path) -> list[Path]:
    """Return ``path`` when it is a file or an empty folder, else the folders that hold label files, itself or below it.

    A clause is labelled once in each of them.
    """
    if not path.exists():
        raise ProvtagError(f"{path}: no such label file or folder")
    if not path.is_dir():
        return [path]
    return sorted({file.parent for file in path.rglob("*.jsonl")}) or [path]


def check_set(path: Path, standards: Standards) -> list[Finding]:
    """Return the findings of one label file or folder of label files, in the order of files and lines."""
    units = {unit.clause_id: unit for unit in standards.units}
    findings: list[Finding] = []
    anchored: list[_Located] = []
    written: list[_Located] = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for line, row in _rows(file):
            broken = list(row_problems(row))
            problems = broken or _problems(row, standards, units)
            findings += [Finding(file, line, what, advice) for what, advice in problems]
            if not broken:
                (written if "measure" in row else anchored).append(_Located(file, line, label_from_row(row)))
    findings += _repeated(anchored + written)
    findings += _alike(written)
    findings.sort(key=lambda finding: (finding.file, finding.line))
    here = {doc_id for doc_id, home in standards.homes.items() if home.resolve() == path.resolve()}
    findings += _unlabelled(path, anchored, [unit for unit in standards.units if unit.doc_id in here])
    return findings


def _rows(file: Path) -> Iterator[tuple[int, Any]]:
    """Line numbers and values; a line that is no sound JSON comes as its text."""
    for line, content in enumerate(read_text(file).split("\n"), 1):
        if content.strip():
            try:
                yield line, hand_written(content)
            except ValueError:
                yield line, content


def _problems(row: Row, standards: Standards, units: Mapping[str, Label]) -> Iterator[Problem]:
    yield from standards.ids.problems(label_from_row(row))
    for agency in row["agencies"]:
        if (cut := row["text"][agency["start"] : agency["end"]]) != cut.strip():
            yield f"span [{agency['start']}, {agency['end']}) begins or ends with a blank", "correct start and end"
    if "measure" in row:
        yield from _field_problems(row, standards)
    else:
        yield from _anchor_problems(row, units)


def _field_problems(row: Row, standards: Standards) -> Iterator[Problem]:
    for key, table in (("style", "styles"), ("level", "levels")):
        value = str(row.get(key))
        if value not in standards.field_map[table]:
            yield f"unknown {key} {value!r}", f"use one of {table} in labels/measures.yaml"
    if standards.ids.catalogue.today(row["measure"]) is None:
        yield f"unknown measure {row['measure']!r}", "use an id of labels/measures.yaml"


def _anchor_problems(row: Row, units: Mapping[str, Label]) -> Iterator[Problem]:
    unit = units.get(row["clause_id"])
    advice = "run `provtag labels move` and check what it proposes"
    if unit is None:
        yield f"{row['clause_id']} {_shown(row['text'])} is in no document of the current segmentation", advice
    elif unit.text != row["text"]:
        yield f"the text of {row['clause_id']} is not {_shown(row['text'])} but {_shown(unit.text)}", advice
    elif unit.kind != row["kind"]:
        yield f"{row['clause_id']} {_shown(row['text'])} is a {unit.kind}, not a {row['kind']}", advice


def _repeated(labels: Sequence[_Located]) -> Iterator[Finding]:
    first: dict[str, _Located] = {}
    for item in labels:
        earlier = first.setdefault(item.label.clause_id, item)
        if earlier is not item:
            what = f"{item.label.clause_id} is labelled already at {earlier.file.name}:{earlier.line}"
            yield Finding(item.file, item.line, what, "keep one of them")


def _alike(written: Sequence[_Located]) -> Iterator[Finding]:
    clauses = [item for item in written if item.label.kind == CLAUSE]
    for earlier, later, similarity in near_duplicates([item.label for item in clauses]):
        item, other = clauses[later], clauses[earlier]
        what = f"{_shown(item.label.text)} says nearly the same as {other.file.name}:{other.line} ({similarity:.2f} alike)"
        yield Finding(item.file, item.line, what, "write another example or remove it")


def _unlabelled(path: Path, labels: Sequence[_Located], units: Sequence[Label]) -> Iterator[Finding]:
    """Units without a judged label, each at the end of the file where its label belongs."""
    labelled = {item.label.clause_id: item.file for item in labels if item.label.action_types is not None}
    ends = {item.file: item.line for item in labels}
    files = {unit.doc_id: labelled[unit.clause_id] for unit in units if unit.clause_id in labelled}
    for unit in units:
        if unit.clause_id not in labelled:
            file = files.get(unit.doc_id, path / f"{unit.doc_id}.jsonl")
            what = f"no label for the {unit.kind} {unit.clause_id} {_shown(unit.text)}"
            yield Finding(file, ends.get(file, 0) + 1, what, "label it and add it here")


def _shown(text: str) -> str:
    return f"「{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}」"
