"""Every command of the pages works: the quick ones are run as they stand, of the others every word is known."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from provtag.cli import command_parser
from provtag.files import read_yaml
from provtag.paths import ROOT, UNITS
from tests.docs.pages import PAGES, Block, blocks, name

README = ROOT / "README.md"
TRANSLATION = ".zh-CN.md"
QUICK = {page: [block.text for block in blocks(page) if not block.run_by] for page in PAGES}


def is_run_by_its_original(page: Path) -> bool:
    """Tell whether a page is a translation whose commands stand, in their order, in the page that it translates."""
    of_original = iter(QUICK.get(page.with_name(page.name.replace(TRANSLATION, ".md")), ()))
    return page.name.endswith(TRANSLATION) and all(text in of_original for text in QUICK[page])


WITH_COMMANDS = [page for page in PAGES if page != README and QUICK[page] and not is_run_by_its_original(page)]
RUN_ELSEWHERE = [(page, block) for page in PAGES for block in blocks(page) if block.run_by]
SHELL_WORDS = {"export", "read", "."}
SECONDS = 300


@pytest.fixture(scope="module")
def project(
    copy_project: Callable[[Path], Path], small_model: Path, units_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A project in which `make run` was run: it has a model, and the labelled documents are parsed."""
    project = copy_project(tmp_path_factory.mktemp("commands") / "project")
    shutil.copytree(small_model, project / "models" / "provtag")
    units = project / UNITS.relative_to(ROOT)
    units.parent.mkdir(parents=True)
    shutil.copy(units_file, units)
    return project


@pytest.fixture
def follow(project: Path) -> Iterator[Callable[[Path], str]]:
    """Type the quick commands of a page into a shell in ``project``; gives what they printed. What they write goes again."""

    def run(page: Path) -> str:
        environment = os.environ | {"PYTHONPATH": str(project / "pipeline"), "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
        script = "\n".join(QUICK[page])
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=project, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout + result.stderr

    before = set(project.iterdir())
    yield run
    for written in set(project.iterdir()) - before:
        shutil.rmtree(written)


def test_the_readme_tags_and_explains(project: Path, follow: Callable[[Path], str]) -> None:
    """The first thing a newcomer types leads where the README says."""
    shown = follow(README)
    assert "● crackdown" in shown and "lead     公安机关  → public_security" in shown
    assert {path.name for path in (project / "out").glob("*.*")} >= {"report.html", "clauses.csv", "agencies.csv"}


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name)
def test_the_commands_of_a_page_run(page: Path, follow: Callable[[Path], str]) -> None:
    assert follow(page)


@pytest.mark.parametrize(("page", "block"), RUN_ELSEWHERE, ids=lambda value: name(value) if isinstance(value, Path) else "")
def test_commands_that_are_run_elsewhere_are_known(page: Path, block: Block) -> None:
    assert (ROOT / block.run_by).exists(), f"{name(page)} names no test: {block.run_by}"
    for command in block.commands:
        for part in command.split(" && "):
            words = shlex.split(part)
            assert words[0] in SHELL_WORDS or is_known(words), f"{name(page)}: {part}"


def is_known(words: list[str]) -> bool:
    """Tell whether program, options and targets of a command exist."""
    program, *arguments = words
    if program == "provtag":
        try:
            command_parser().parse_args(arguments)
        except SystemExit:
            return False
        return True
    if program == "make":
        targets = re.findall(r"^(?:\.PHONY: )?([a-z ./-]+?):?(?:$|:| )", (ROOT / "Makefile").read_text(), re.MULTILINE)
        phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return set(arguments) <= {*targets, *(phony[1].split() if phony else ())}
    if program == "dvc":
        return arguments[0] == "repro" and set(arguments[1:]) <= read_yaml(ROOT / "dvc.yaml")["stages"].keys()
    if program == "python" and arguments[0].endswith(".py"):
        return (ROOT / arguments[0]).exists()
    if program.endswith("python") and arguments[0] == "-m":
        return importlib.util.find_spec(arguments[1]) is not None and all((ROOT / path).exists() for path in arguments[2:])
    return False


def test_a_misspelt_command_would_be_found() -> None:
    wrong = ["provtag tag x", "provtag doccano push x --project p", "make nonsense", "dvc repro nonsense"]
    wrong += ["python -m nonsense", "rm x"]
    assert [command for command in wrong if is_known(shlex.split(command))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []
