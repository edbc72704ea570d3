"""`make run` on a small copy of the repository: few examples and documents, few bootstrap draws, otherwise as a user types it.

`make test` is what runs this test, and so is not run by it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from provtag.files import read_jsonl, read_yaml, write_jsonl
from provtag.labels import read_labels, write_labels
from provtag.paths import LABELS, ROOT
from provtag.schema import Label

pytestmark = pytest.mark.slow

WRITTEN_OF_A_STYLE = 4
DOCUMENTS = 2
EXCERPTS_OF = 8
ALIGNED = ("r03d2-r12d4", "r07d3-r01d2")
SECONDS = 1200
# Training that ends early, on few folds: how good the models are is not asked.
QUICK: dict[str, dict[str, Any]] = {
    "evaluate": {"bootstrap": 20},
    "actions": {"calibration_folds": 2},
    "measures": {"folds": 2},
    "agencies": {"rounds": 5, "folds": 2},
}


@pytest.fixture
def small_project(copy_project: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A repository that trains and evaluates in a minute."""
    project = copy_project(tmp_path / "project")
    shutil.copytree(ROOT / ".dvc", project / ".dvc", ignore=shutil.ignore_patterns("tmp", "cache"))
    shutil.copy(ROOT / ".dvcignore", project)
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    shutil.rmtree(project / "labels" / "written")
    write_labels(project / "labels" / "written" / "few.jsonl", few(read_labels(LABELS / "written")))
    for file in (project / "labels" / "held_out").glob("*.jsonl"):
        write_labels(file, read_labels(file)[::EXCERPTS_OF])
    keep_few_documents(project / "labels")
    parameters = read_yaml(ROOT / "params.yaml")
    for step, quick in QUICK.items():
        parameters[step] |= quick
    (project / "params.yaml").write_text(yaml.safe_dump(parameters, allow_unicode=True), encoding="utf-8")
    return project


def keep_few_documents(labels: Path) -> None:
    """Keep the first whole document of a few hands, and those of some aligned pairs, with what was said of them."""
    manifest = read_yaml(labels / "documents" / "manifest.yaml")["documents"]
    first_of_hand = {entry["hand"]: doc_id for doc_id, entry in reversed(manifest.items())}
    pairs = [pair for pair in ALIGNED if (labels / "alignment" / f"{pair}.jsonl").exists()]
    kept = dict.fromkeys([*list(first_of_hand.values())[-DOCUMENTS:], *(name for pair in pairs for name in pair.split("-"))])
    for file in (labels / "alignment").rglob("*.jsonl"):
        if file.stem not in (*pairs, "chongqing-guizhou"):
            file.unlink()
    content = yaml.safe_dump({"documents": {doc_id: manifest[doc_id] for doc_id in kept}}, allow_unicode=True)
    (labels / "documents" / "manifest.yaml").write_text(content, encoding="utf-8")
    for folder in ("documents", "annotators/documents_a", "annotators/documents_b"):
        for file in (labels / folder).glob("*.*"):
            if file.stem in manifest and file.stem not in kept:
                file.unlink()
    for file in (labels / "orders").rglob("*.jsonl"):
        rows = list(read_jsonl(file))
        gone = set(manifest) - set(kept)
        write_jsonl(file, (row for row in rows if row["clause_id"].partition(":")[0] not in gone))


def few(labels: Sequence[Label]) -> list[Label]:
    by_style = defaultdict(list)
    for label in labels:
        by_style[label.style].append(label)
    return [label for group in by_style.values() for label in group[:: max(1, len(group) // WRITTEN_OF_A_STYLE)]]


def run(command: Sequence[str], folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(folder / "pipeline")}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return result.stdout


def test_make_run_trains_evaluates_tags_and_says_where(small_project: Path) -> None:
    # -o: the environment is that of these tests, there is nothing to install.
    shown = run(["make", "-o", ".venv/run", "run"], small_project)
    assert "data/tagged/clauses.csv" in shown and "data/tagged/report.html" in shown
    assert (small_project / "data" / "tagged" / "report.html").exists()
    assert (small_project / "models" / "provtag" / "config.cfg").exists()
    assert "Version" in (small_project / "MODEL_CARD.md").read_text(encoding="utf-8")
    offsets_hold(small_project / "data" / "tagged")
    assert "up to date" in run([".venv/bin/dvc", "repro"], small_project)
    assert "types_worst_seed" in run([".venv/bin/dvc", "metrics", "show"], small_project)
    run([".venv/bin/dvc", "plots", "show", "--out", "shown"], small_project)
    assert (small_project / "shown" / "index.html").exists()
    a_threshold_trains_nothing(small_project)


def a_threshold_trains_nothing(project: Path) -> None:
    parameters = read_yaml(project / "params.yaml")
    parameters["actions"]["review"]["margin"] = 0.1
    (project / "params.yaml").write_text(yaml.safe_dump(parameters, allow_unicode=True), encoding="utf-8")
    shown = run([".venv/bin/dvc", "repro", "--dry"], project)
    stages = set(re.findall(r"Running stage '(\w+)'", shown))
    assert {"package", "evaluate_actions"} <= stages
    assert stages.isdisjoint({"train_actions", "train_agencies", "fit_rivals", "evaluate_agencies", "agreement"})


def offsets_hold(tagged: Path) -> None:
    texts = {row["doc_id"]: row["text"] for row in read_jsonl(tagged / "documents.jsonl")}
    clauses = list(read_jsonl(tagged / "clauses.jsonl"))
    assert clauses and set(texts) == {clause["doc_id"] for clause in clauses}
    for clause in clauses:
        text = texts[clause["doc_id"]]
        assert text[clause["start"] : clause["end"]] == clause["text"]
        assert all(text[agency["start"] : agency["end"]] == agency["text"] for agency in clause["agencies"])
