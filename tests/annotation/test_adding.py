"""A document that somebody labelled becomes one to learn from, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provtag.annotation.adding import add_document
from provtag.documents.reader import read_file
from provtag.files import read_yaml
from provtag.labels import CLAUSE, DUTY_NOTE, hands, labels_in_place, read_labels, units_of, write_labels
from provtag.schema import ActionType, Label, ProvtagError
from provtag.structure.parser import parse_document

TEXT = "松岭县反拐工作办法\n第一条　公安机关打击拐卖犯罪。县妇联发放手册。（县公安局牵头）\n第二条　民政部门救助被解救的儿童。\n"
DOC_ID = "2024_办法"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "manifest.yaml").write_text(
        'documents:\n  # by hand\n  a1: {hand: a, about: "甲"}\n', encoding="utf-8"
    )
    return tmp_path / "documents"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "2024" / "办法.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def labelled(source: Path, doc_id: str = DOC_ID) -> list[Label]:
    units = units_of(parse_document(read_file(source), doc_id))
    types = {CLAUSE: (ActionType.RESCUE,), DUTY_NOTE: ()}
    return [replace(unit, action_types=types[unit.kind], origin="王丽", judged_at="2026-11-29T08:00:00Z") for unit in units]


def saved(path: Path, labels: list[Label]) -> Path:
    write_labels(path, labels)
    return path


def test_text_labels_and_manifest_row(folder: Path, source: Path, tmp_path: Path) -> None:
    labels = labelled(source)
    other = replace(labels[0], clause_id="别的:0123456789ab", doc_id="别的")
    add_document(folder, saved(tmp_path / "corrections.jsonl", [*labels, other]), source)
    assert hands(folder) == {"a1": "a", DOC_ID: DOC_ID}
    assert read_yaml(folder / "manifest.yaml")["documents"][DOC_ID]["about"] == "松岭县反拐工作办法"
    assert "# by hand" in (folder / "manifest.yaml").read_text(encoding="utf-8")
    units = list(units_of(parse_document(read_file(folder / f"{DOC_ID}.txt"), DOC_ID)))
    added = labels_in_place(folder / f"{DOC_ID}.jsonl", units, "document")
    assert [label.clause_id for label in added] == [unit.clause_id for unit in units]
    assert len(added) == 4
    assert {(label.action_types, label.judged_at) for label in added if label.kind == CLAUSE} == {
        ((ActionType.RESCUE,), "2026-11-29T08:00:00Z")
    }
    assert {label.origin for label in read_labels(folder / f"{DOC_ID}.jsonl")} == {"王丽"}
    with pytest.raises(ProvtagError, match="already"):
        add_document(folder, tmp_path / "corrections.jsonl", source)


def test_of_copies_that_were_judged_together_the_named_one_is_added(folder: Path, source: Path, tmp_path: Path) -> None:
    both = [*labelled(source, "2024_办法-副本"), *labelled(source)]
    add_document(folder, saved(tmp_path / "corrections.jsonl", both), source)
    assert set(hands(folder)) == {"a1", DOC_ID}


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("missing", "1 of 4"),
        ("not judged", "1 of 4"),
        ("twice", "two labels"),
        ("edited", ":2: "),
        ("unknown measure", ":2: unknown measure 'moon'"),
        ("none", "no label of 办法.md"),
    ],
)
def test_what_is_not_whole_changes_nothing(fault: str, says: str, folder: Path, source: Path, tmp_path: Path) -> None:
    first, second, *rest = labelled(source)
    faults = {
        "missing": [first, *rest],
        "not judged": [first, replace(second, action_types=None), *rest],
        "twice": [first, second, first, *rest],
        "edited": [first, replace(second, text="别的话。"), *rest],
        "unknown measure": [first, replace(second, measures=("moon",)), *rest],
        "none": [replace(first, clause_id="别的:0123456789ab")],
    }
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ProvtagError, match=says):
        add_document(folder, saved(tmp_path / "corrections.jsonl", faults[fault]), source)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
