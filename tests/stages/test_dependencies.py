"""Every stage of ``dvc.yaml`` names what it can read: the modules that it reaches, and the files whose paths they use.

A change of something that is not named would leave stale results behind without a word.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from provtag import paths
from provtag.files import read_yaml
from provtag.paths import ROOT

STAGES = read_yaml(ROOT / "dvc.yaml")["stages"]
PACKAGE = paths.PACKAGE
# Rooms that only judge or show: nothing that trains may wait for them.
NOT_FOR_TRAINING = ("evaluation", "report", "annotation", "doccano", "commands")
# The command line reaches every command; the stages that use it run ``provtag tag`` alone.
ENTRIES = {"provtag.cli": ["provtag.commands.tagging"]}


def imported(source: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of every import, also those inside functions; the name is empty for ``import module``."""
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def module_file(module: str) -> Path | None:
    """Return the file of a module of ours, None of any other."""
    if module.split(".")[0] != "provtag":
        return None
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def reached(script: Path) -> tuple[set[Path], set[str]]:
    """Return the files that ``script`` reaches by imports, and the names it and they take from ``provtag.paths``."""
    files, names, left = set(), set(), [script]
    while left:
        file = left.pop()
        if file in files:
            continue
        files.add(file)
        text = file.read_text(encoding="utf-8")
        for module, name in imported(ast.parse(text)):
            if module == "provtag.paths":
                names.add(name)
            for candidate in ENTRIES.get(module, (module, f"{module}.{name}")):
                found = module_file(candidate)
                if found and found.exists():
                    left.append(found)
        if file != PACKAGE / "cli.py":
            left += [place for place in map(module_file, _opened_by_name(text)) if place]
    return files, names


def _opened_by_name(text: str) -> Iterator[str]:
    """Yield modules that are named in strings ("module:function"), as workers open them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("provtag."):
            yield node.value.split(":")[0]


def covered(path: Path, stage: dict) -> bool:
    """Is ``path`` a dependency or an output of the stage, or inside one?"""
    named = [*stage["deps"], *stage.get("outs", ()), *stage.get("metrics", ())]
    places = [ROOT / (item if isinstance(item, str) else next(iter(item))) for item in named]
    return any(path == place or place in path.parents or path in place.parents for place in places)


def script_of(stage: dict) -> Path:
    return ROOT / stage["cmd"].split()[1]


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_every_module_that_it_reaches(name):
    files, _ = reached(script_of(STAGES[name]))
    missing = {str(file.relative_to(ROOT)) for file in files if not covered(file, STAGES[name])}
    assert not missing


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_every_file_that_its_modules_use(name):
    _, names = reached(script_of(STAGES[name]))
    used = {constant: getattr(paths, constant) for constant in names - {"ROOT", "PACKAGE", "PARAMETERS", "SETTINGS"}}
    missing = {constant for constant, path in used.items() if not covered(path, STAGES[name])}
    assert not missing


@pytest.mark.parametrize("name", STAGES)
def test_every_dependency_exists_in_the_repository_or_is_made_by_a_stage(name):
    made = [
        ROOT / (out if isinstance(out, str) else next(iter(out))) for stage in STAGES.values() for out in stage.get("outs", ())
    ]
    made += [ROOT / next(iter(metric)) for stage in STAGES.values() for metric in stage.get("metrics", ())]
    for dependency in STAGES[name]["deps"]:
        place = ROOT / dependency
        assert place.exists() or any(place == out or out in place.parents for out in made), dependency


@pytest.mark.parametrize("name", [name for name in STAGES if name.startswith("train")])
def test_nothing_that_only_judges_or_shows_is_a_dependency_of_training(name):
    files, _ = reached(script_of(STAGES[name]))
    rooms = {file.relative_to(PACKAGE).parts[0] for file in files if PACKAGE in file.parents}
    assert rooms.isdisjoint(NOT_FOR_TRAINING)


def test_a_dependency_taken_out_is_missed():
    stage = STAGES["train_actions"] | {"deps": [dep for dep in STAGES["train_actions"]["deps"] if not dep.endswith("/actions")]}
    files, _ = reached(script_of(stage))
    assert not all(covered(file, stage) for file in files)
