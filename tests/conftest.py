"""A small project of its own: the repository with a model taught by the gold labels alone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.labels import read_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.model import MeasureModel
from provtag.measures.training import fit_measures
from provtag.paths import HEADING_CUES, LABELS, LEXICON, MEASURES, ROOT
from provtag.settings import ActionSettings, AgencySettings, MeasureSettings, read_settings
from provtag.tagging.packaging import package

PARTS = (
    "pipeline", "scripts", "labels", "data/raw", "data/incoming", "metrics/rounds.json", "tests/structure", "tests/golden",
    "params.yaml", "dvc.yaml", "Makefile", "pyproject.toml", "requirements.lock", "README.md", "README.zh-CN.md", "LICENSE",
)  # fmt: skip
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Folders whose tests share something dear (a server, a browser, a trained model): one process runs all of a folder.
SHARING = {
    "doccano": "doccano",
    "browser": "browser",
    "cluster": "cluster",
    "behaviour": "behaviour",
    "docs": "project",
    "package": "project",
}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests must run in one process; others go file by file."""
    for item in items:
        place = item.path.relative_to(HERE)
        item.add_marker(pytest.mark.xdist_group(SHARING.get(place.parts[0], str(place))))


def quick_agencies() -> AgencyModel:
    """The register, and a decision that is quick to train."""
    register = Register.load(LABELS / "agencies.yaml")
    settings = replace(read_settings(AgencySettings), tolerance=1e-2)
    return AgencyModel(register, fit(read_labels(LABELS / "gold"), recogniser_of(register, []), settings))


def quick_measures(actions: ActionModel) -> MeasureModel:
    """A measure model for the words that ``actions`` reads, taught by the examples of one writer."""
    examples = read_labels(LABELS / "written" / "w22.jsonl")
    settings = replace(read_settings(MeasureSettings), tolerance=1e-1, folds=2)
    return fit_measures(examples, Catalogue.load(MEASURES), {}, actions.vectoriser, settings)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process, which can have no second one; each page has a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packaged pipeline that is quick to train."""
    settings = replace(read_settings(ActionSettings), tolerance=1e-4)
    actions = ActionModel.fit(read_labels(LABELS / "gold"), settings, Words.load(LEXICON, HEADING_CUES))
    folder = tmp_path_factory.mktemp("model") / "provtag"
    package(actions, quick_agencies(), quick_measures(actions), folder)
    return folder


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Copy the repository as far as commands need it, with the environment of these tests as its own."""

    def copy(folder: Path) -> Path:
        for part in PARTS:
            source, target = ROOT / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)
        (folder / ".venv").symlink_to(sys.prefix)
        return folder

    return copy
