"""The whole pipeline, from the seeds to tables, in a temporary copy on little data; then again, which must do nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.project import ROOT

KEPT = (
    "data/raw",
    "data/incoming",
    "labels",
    "pipeline",
    "dvc.yaml",
    "params.yaml",
    "requirements.lock",
    "pyproject.toml",
    ".dvcignore",
)
WRITTEN_ROWS = 60


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources with few written examples, few bootstrap draws and one small document to tag."""
    folder = tmp_path_factory.mktemp("copy")
    for name in KEPT:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for path in (folder / "labels" / "written").glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:WRITTEN_ROWS]), encoding="utf-8")
    parameters = yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))
    parameters["evaluate"] |= {"bootstrap": 20, "curve": [0, 100]}
    parameters["actions"]["calibration_folds"] = 3
    (folder / "params.yaml").write_text(yaml.safe_dump(parameters, allow_unicode=True), encoding="utf-8")
    (folder / "data" / "incoming" / "small.txt").write_text(
        "第一条　公安机关应当严厉打击拐卖妇女、儿童犯罪。\n第二条　民政部门会同妇联安置被解救儿童。\n", encoding="utf-8"
    )
    run(folder, "git", "init", "--quiet")
    run(folder, "dvc", "init", "--quiet")
    return folder


def run(folder: Path, *command: str) -> str:
    """Run ``command`` in the copy, with this Python first on the path and the copy's own package."""
    binaries = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": os.pathsep.join([binaries, os.environ["PATH"]]),
        "PYTHONPATH": str(folder),
        "DVC_NO_ANALYTICS": "1",
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_from_seeds_to_tables(copy: Path) -> None:
    run(copy, "dvc", "repro")
    tagged = copy / "data" / "tagged"
    clauses = [json.loads(line) for line in (tagged / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = {
        row["doc_id"]: row for row in map(json.loads, (tagged / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    }
    assert {"small", "sample-yunze"} < set(documents)
    for clause in clauses:
        text = documents[clause["doc_id"]]["text"]
        assert text[clause["start"] : clause["end"]] == clause["text"]
        for agency in clause["agencies"]:
            assert text[agency["start"] : agency["end"]] == agency["text"]
    small = [clause for clause in clauses if clause["doc_id"] == "small"]
    assert [agency["text"] for clause in small for agency in clause["agencies"]] == ["公安机关", "民政部门", "妇联"]
    for name in ("clauses.csv", "agencies.csv", "clauses.parquet", "report.html"):
        assert (tagged / name).stat().st_size > 0, name
    for name in ("actions", "agencies", "agreement"):
        assert json.loads((copy / "metrics" / f"{name}.json").read_text(encoding="utf-8")), name
    before = (copy / "dvc.lock").read_bytes()
    assert "up to date" in run(copy, "dvc", "repro")
    assert (copy / "dvc.lock").read_bytes() == before
    assert "macro_f1" in run(copy, "dvc", "metrics", "show")
    run(copy, "dvc", "plots", "show", "--out", "shown")
    assert (copy / "shown" / "index.html").exists()
