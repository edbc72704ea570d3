"""The site is built from the pages without a warning: no dead link or anchor, no name in the API page that is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from provtag.paths import ROOT
from tests.docs.pages import PAGES

PARTS = (
    "mkdocs.yml",
    "docs",
    "labels",
    "benchmarks",
    "scripts",
    "pipeline",
    "data/incoming",
    "dvc.yaml",
    "LICENSE",
    "CITATION.cff",
)


def build(project: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the site is made of."""
    folder = tmp_path / "project"
    for path in [*map(ROOT.joinpath, PARTS), *ROOT.glob("*.md")]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, target)
    return folder


def test_the_site_has_every_page_in_both_languages(project: Path, tmp_path: Path) -> None:
    result = build(project, tmp_path / "site")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "反拐" in (tmp_path / "site" / "README.zh-CN" / "index.html").read_text(encoding="utf-8")
    assert "ActionScores" in (tmp_path / "site" / "docs" / "api" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "data" / "incoming" / "sample-yunze.txt").exists()  # a page links to it


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        ("[nowhere](nowhere.md) [no part](analyst.md#nowhere)", ["'nowhere.md'", "'analyst.md#nowhere'"]),
        ("::: provtag.nowhere", ["provtag.nowhere"]),
    ],
)
def test_a_dead_link_is_found(project: Path, tmp_path: Path, faults: str, told: list[str]) -> None:
    with (project / "docs" / "api.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{faults}\n")
    result = build(project, tmp_path / "site")
    assert result.returncode != 0
    assert [fault for fault in told if fault not in result.stderr] == []


def test_every_page_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("nav:\n")[1]
    named = {path for part in yaml.safe_load(text) for pages in part.values() for page in pages for path in page.values()}
    assert {str(page.relative_to(ROOT)) for page in PAGES} <= named
