"""What is said of the project in several places is the same everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from provtag import __version__
from provtag.paths import ROOT


def test_version_of_citation_and_changelog_is_that_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    first = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first and first[1] in (__version__, "Unreleased")


def test_hooks_before_a_commit_are_the_checks_of_make_lint() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    programs = {hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in hooks}
    lint = re.search(r"^lint:.*\n\t(.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert lint and programs == set(re.findall(r"\$\(BIN\)/(\S+)", lint[1]))


def test_hosted_checks_run_what_is_run_here() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    assert [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step] == [".ci/run"]


def test_make_help_names_every_verb() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony and set(phony[1].split()) == set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


@pytest.mark.parametrize("browser", ["chromium-headless-shell", "chromium", "$CHROMIUM"])
def test_any_browser_that_the_tests_take_is_enough(browser: str, tmp_path: Path) -> None:
    programs = {"fc-list": "echo Noto Sans CJK SC", "apt-get": "exit 1", "sudo": "exit 1", "id": "echo 0"}
    for name, command in {**programs, browser.strip("$"): "exit 0"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "grep").symlink_to(shutil.which("grep") or "grep")
    variables = {"PATH": str(tmp_path)} | ({"CHROMIUM": str(tmp_path / "CHROMIUM")} if browser.startswith("$") else {})
    done = subprocess.run([str(ROOT / "scripts" / "chromium.sh")], env=variables, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
