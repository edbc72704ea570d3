"""The wheel is whole: built, installed into an empty environment and used in an empty folder, it needs nothing of the clone."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from provtag.files import read_jsonl
from provtag.paths import PACKAGE, ROOT

LINES = ("云泽县反拐实施细则", "第一条　公安机关负责严厉打击拐卖犯罪。", "第二条　民政部门救助被解救的妇女儿童。（县妇联配合）")
PORT = "8937"
SECONDS = 900
SERVER = {"DOCCANO_URL": "http://127.0.0.1:9", "DOCCANO_USERNAME": "a", "DOCCANO_PASSWORD": "b"}
USE_SPACY = """
import spacy
nlp = spacy.load("provtag")
doc = nlp("公安机关严厉打击拐卖犯罪，民政部门配合做好救助。")
print([(span.text, span._.role) for span in doc.spans["agencies"]], sorted(doc._.scores))
"""
WHAT_IS_LOADED = """
import sys
from provtag.cli import main
main(["explain", "公安机关严厉打击拐卖犯罪。"])
print(sorted(sys.modules.keys() & {"sklearn", "scipy", "joblib", "jieba", "doccano_client"}))
"""


pytestmark = pytest.mark.slow


def environment() -> dict[str, str]:
    """Return the variables of these tests, with nothing of ours in the way."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


@dataclass(frozen=True)
class Installation:
    """An environment that has the wheel and what it asks for, and an empty folder to work in."""

    programs: Path
    folder: Path

    def start(self, program: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a program of the environment, with nothing of ours in the way."""
        return subprocess.Popen(
            [str(self.programs / program), *arguments],
            cwd=self.folder, env=environment() | SERVER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def run(self, program: str, *arguments: str, code: int = 0) -> str:
        """Run it to its end, which must have the exit ``code``; returns what it printed."""
        process = self.start(program, *arguments)
        shown, _ = process.communicate(timeout=SECONDS)
        assert process.returncode == code, shown
        return shown


@pytest.fixture(scope="session")
def wheel(copy_project: Callable[[Path], Path], small_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the repository."""
    project = copy_project(tmp_path_factory.mktemp("wheel") / "project")
    shutil.copytree(small_model, project / "models" / "provtag")
    return build(project)


def build(project: Path) -> Path:
    result = subprocess.run(["make", "-o", ".venv/run", "wheel"], cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    (built,) = (project / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv")
    (place / "empty").mkdir()
    programs = place / "venv" / "bin"
    quickly = ("--quiet", "--disable-pip-version-check", "--no-compile")  # of all that is installed little is run
    # With the pip of these tests: to install another one there takes as long as much of the rest.
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", *quickly, str(wheel)]
    result = subprocess.run(pip, env=environment(), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return Installation(programs, place / "empty")


@pytest.fixture
def files(installed: Installation) -> list[str]:
    """The same regulation as text, Word and PDF file, in the empty folder."""
    folder = installed.folder
    (folder / "a.txt").write_text("\n".join(LINES), encoding="utf-8")
    word = docx.Document()
    for line in LINES:
        word.add_paragraph(line)
    word.save(str(folder / "b.docx"))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = Canvas(str(folder / "c.pdf"))
    page.setFont("STSong-Light", 12)
    for at, line in enumerate(LINES):
        page.drawString(60, 760 - 30 * at, line)
    page.save()
    return ["a.txt", "b.docx", "c.pdf"]


def test_it_holds_model_and_data_and_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "provtag/model/config.cfg",
        "provtag/params.yaml",
        "provtag/action_types.yaml",
        "provtag/guideline.md",
        "provtag/py.typed",
    } <= names
    assert {name.split("/")[0] for name in names} == {
        "provtag",
        next(name.split("/")[0] for name in names if "dist-info" in name),
    }
    assert wheel.stat().st_size < 10_000_000


def test_without_a_model_there_is_no_wheel(copy_project: Callable[[Path], Path], tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    result = subprocess.run(["make", "-o", ".venv/run", "wheel"], cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 2 and "run `make run` to train it" in result.stdout
    assert not (project / "dist").exists()


def test_it_tags_and_compares_files_of_three_formats(installed: Installation, files: list[str]) -> None:
    installed.run("provtag", "tag", *files, "--out", "out", "--xlsx")
    rows = list(read_jsonl(installed.folder / "out" / "clauses.jsonl"))
    assert [row["text"] for row in rows] == ["公安机关负责严厉打击拐卖犯罪。", "民政部门救助被解救的妇女儿童。"] * 3
    written = {path.name for path in (installed.folder / "out").iterdir()}
    assert written >= {"documents.jsonl", "clauses.csv", "agencies.csv", "clauses.parquet", "clauses.xlsx", "report.html"}
    installed.run("provtag", "compare", "out", "--out", "table.xlsx")
    assert (installed.folder / "table.xlsx").exists()


def test_it_explains_without_anything_that_only_training_needs(installed: Installation) -> None:
    shown = installed.run("python", "-c", WHAT_IS_LOADED)
    assert "lead     公安机关  → public_security" in shown
    assert shown.splitlines()[-1] == "[]"


def test_spacy_loads_it_by_its_name(installed: Installation) -> None:
    shown = installed.run("python", "-c", USE_SPACY)
    assert "('公安机关', 'lead')" in shown and "'crackdown'" in shown


def test_it_serves(installed: Installation) -> None:
    process = installed.start("provtag", "serve", "--port", PORT)
    try:
        assert ask("民政部门救助被解救的妇女儿童。", process)["spans"]
    finally:
        process.terminate()
        process.communicate(timeout=60)


def ask(text: str, process: subprocess.Popen[str]) -> dict[str, list[object]]:
    """Return the answer of the service, which may take a moment to start."""
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/", json.dumps({"text": text}).encode(), method="POST")
    for _ in range(120):
        assert process.poll() is None, process.communicate()[0]
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.URLError:
            time.sleep(0.5)
    raise AssertionError("the service did not start")


def test_what_needs_more_says_in_one_line_what_to_install(installed: Installation) -> None:
    (installed.folder / "text.txt").write_text("\n".join(LINES), encoding="utf-8")
    command = ("doccano", "push", "text.txt", "--project", "p", "--annotator", "a")
    shown = installed.run("provtag", *command, code=2)
    assert re.fullmatch(r"provtag: this needs \w+: pip install 'provtag\[doccano\]'.*\n", shown)


def test_what_works_on_labels_says_that_it_needs_a_clone(installed: Installation) -> None:
    for command in (("provtag", "labels", "check"), ("python", "-m", "provtag.doccano.server", "start")):
        assert re.fullmatch(r"\w+: .*clone of the project.*\n", installed.run(*command, code=2))


def declared() -> set[str]:
    """Return the names of all dependencies, extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    return {re.split(r"[<>=!~\[]", item)[0].lower() for item in wanted}


def test_what_is_installed_is_what_is_tested() -> None:
    locks = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock"))
    assert declared() <= {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", locks, re.MULTILINE)}


def test_nothing_is_imported_that_no_dependency_brings() -> None:
    distributions = packages_distributions()
    through_others = {"urllib3", "doccano-client"}  # with requests; by hand
    imported: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    others = imported - {"provtag", *sys.stdlib_module_names}
    brought = declared() | through_others
    assert {
        name for name in others if brought.isdisjoint(item.lower().replace("_", "-") for item in distributions.get(name, ()))
    } == set()
