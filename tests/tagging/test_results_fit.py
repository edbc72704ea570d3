"""Results that were cut, mixed or edited are no results to analyse: the line that does not fit is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from provtag.cli import main

pytestmark = pytest.mark.usefixtures("standing_workers")

Lines = list[str]
DAMAGE: dict[str, Callable[[Lines, Lines], object]] = {
    "clauses are gone": lambda documents, clauses: clauses.clear(),
    "one clause is gone": lambda documents, clauses: clauses.pop(1),
    "a document is gone": lambda documents, clauses: documents.pop(),
    "the order is another": lambda documents, clauses: documents.reverse(),
    "a role is none": lambda documents, clauses: edit(clauses, '"lead"', '"boss"'),
    "a place is none": lambda documents, clauses: edit(clauses, '"start":', '"start":9'),
    "a text is another": lambda documents, clauses: edit(clauses, "公安机关", "教育机关"),
    "a provision is none": lambda documents, clauses: edit(clauses, '"provision_id":"', '"provision_id":"x'),
    "what counts is not said": lambda documents, clauses: edit(documents, '"counted":', '"seen":'),
    "whose copy it is is not said": lambda documents, clauses: edit(documents, '"copy_of":', '"of":'),
    "a document is no document": lambda documents, clauses: edit(documents, '"text":', '"words":'),
}


def edit(lines: Lines, old: str, new: str) -> None:
    lines[:] = [line.replace(old, new) for line in lines]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Path:
    folder = tmp_path_factory.mktemp("results")
    for name in ("甲", "乙"):
        (folder / f"{name}.txt").write_text(
            f"{name}市反拐细则\n第一条　公安机关打击拐卖。学校登记。（市公安局牵头，市教育局配合）\n第二条　公安机关走访。\n",
            encoding="utf-8",
        )
    assert main(["tag", str(folder), "--out", str(folder / "out"), "--model", str(tiny_model), "--workers", "1"]) == 0
    return folder / "out"


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("command", ["compare", "network", "export", "reuse"])
def test_what_does_not_fit_is_one_line(
    damage: str, command: str, results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(results, tmp_path / "out"))
    lines = {name: (folder / name).read_text(encoding="utf-8").splitlines() for name in ("documents.jsonl", "clauses.jsonl")}
    DAMAGE[damage](*lines.values())
    for name, content in lines.items():
        (folder / name).write_text("".join(f"{line}\n" for line in content), encoding="utf-8")
    options = ["--out", str(tmp_path / "made")] if command in ("network", "reuse") else []
    assert main([command, str(folder), *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(folder) in line
    assert not (tmp_path / "made").exists()


def test_what_fits_is_analysed(results: Path) -> None:
    assert main(["compare", str(results)]) == 0
