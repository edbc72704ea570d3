"""Every stage of ``dvc.yaml`` names what it can read: the modules that it reaches, and the files whose paths they use.

A change of something that is not named would leave stale results behind without a word.
"""

from __future__ import annotations

import ast
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from provtag import paths, settings
from provtag.files import read_yaml
from provtag.paths import ROOT
from provtag.processes import SAME_SUMS

PIPELINE = read_yaml(ROOT / "dvc.yaml")
STAGES = PIPELINE["stages"]
PACKAGE = paths.PACKAGE
# Rooms that only judge or show: nothing that trains may wait for them.
NOT_FOR_TRAINING = ("evaluation", "report", "annotation", "doccano", "commands")
# The command line reaches every command; the stages that use it run ``provtag tag`` alone.
ENTRIES = {"provtag.cli": ["provtag.commands.tagging"]}


@cache
def tree_of(file: Path) -> ast.Module:
    """Return the syntax of a file, which many stages ask for."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports_of(file: Path) -> tuple[tuple[str, str], ...]:
    return tuple(imported(tree_of(file)))


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


@cache
def reached(script: Path) -> tuple[frozenset[Path], frozenset[str]]:
    """Return the files that ``script`` reaches by imports, and the names it and they take from ``provtag.paths``."""
    files, names, left = set(), set(), [script]
    while left:
        file = left.pop()
        if file in files:
            continue
        files.add(file)
        if file == PACKAGE / "__init__.py":  # offers version and model to others; no stage takes the model from there
            continue
        for module, name in imports_of(file):
            if module == "provtag.paths":
                names.add(name)
            for candidate in ENTRIES.get(module, (module, f"{module}.{name}")):
                found = module_file(candidate)
                if found and found.exists():
                    left.append(found)
        if file != PACKAGE / "cli.py":
            left += [place for place in map(module_file, _opened_by_name(file)) if place]
    return frozenset(files), frozenset(names)


@cache
def _opened_by_name(file: Path) -> tuple[str, ...]:
    """Return the modules that are named in strings ("module:function"), as workers open them."""
    strings = (node.value for node in ast.walk(tree_of(file)) if isinstance(node, ast.Constant))
    return tuple(value.split(":")[0] for value in strings if isinstance(value, str) and value.startswith("provtag."))


def covered(path: Path, stage: dict) -> bool:
    """Is ``path`` a dependency or an output of the stage, or inside one?"""
    named = [*stage["deps"], *stage.get("outs", ()), *stage.get("metrics", ())]
    places = [ROOT / (item if isinstance(item, str) else next(iter(item))) for item in named]
    return any(path == place or place in path.parents or path in place.parents for place in places)


def parameters_read(files: Iterable[Path]) -> set[str]:
    """Return the keys of ``params.yaml``, each ``section.key``, that ``files`` read."""
    return {key for file in files for key in _parameters_of(file)}


@cache
def _parameters_of(file: Path) -> frozenset[str]:
    tree, read = tree_of(file), set()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "read_settings"]
    kinds = {id(call): call.args[0].id for call in calls if isinstance(call.args[0], ast.Name)}
    assert len(kinds) == len(calls), f"{file}: read_settings wants the section by its name"
    held = {
        target.id: kind
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target, value in _assigned(node)
        if (kind := kinds.get(id(value)))
    }
    taken: dict[str, set[str]] = {kind: set() for kind in kinds.values()}
    whole = set(kinds.values()) - set(held.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            base = node.value
            kind = held.get(base.id) if isinstance(base, ast.Name) else kinds.get(id(base))
            if kind:
                taken[kind].add(node.attr)
                whole.discard(kind)
    passed_on = _passed_on(tree, held)
    for kind, keys in taken.items():
        section = str(getattr(settings, kind).SECTION)
        every = {field.name for field in fields(getattr(settings, kind))}
        read |= {f"{section}.{key}" for key in (every if kind in whole | passed_on else keys)}
    return frozenset(read)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _assigned(node: ast.Assign) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Yield (name, value) of an assignment, also of ``a, b = x, y``."""
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)  # type: ignore[misc]


def _passed_on(tree: ast.AST, held: dict[str, str]) -> set[str]:
    """Return the sections that are handed on as a whole."""
    attributes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return {
        held[node.id]
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in held and id(node) not in attributes
    }


def outs_of(stage: dict) -> list[str]:
    """Return what a stage writes, metrics too."""
    return [out if isinstance(out, str) else next(iter(out)) for out in (*stage.get("outs", ()), *stage.get("metrics", ()))]


def script_of(stage: dict) -> Path:
    return ROOT / stage["cmd"].removeprefix("${python} ")


def test_stages_make_their_sums_as_workers_do():
    command = shlex.split(PIPELINE["vars"][0]["python"])
    assert (command[0], command[-1]) == ("env", "python")
    settings = dict(setting.split("=") for setting in command[1:-1])
    assert {name: value for name, value in settings.items() if not name.startswith("MALLOC_")} == SAME_SUMS
    assert all(stage["cmd"].startswith("${python} ") for stage in STAGES.values())


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_every_module_that_it_reaches(name):
    files, _ = reached(script_of(STAGES[name]))
    missing = {str(file.relative_to(ROOT)) for file in files if not covered(file, STAGES[name])}
    assert not missing


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_every_file_that_its_modules_use(name):
    _, names = reached(script_of(STAGES[name]))
    used = {constant: getattr(paths, constant) for constant in names - {"ROOT", "PACKAGE", "SETTINGS"}}
    missing = {constant for constant, path in used.items() if not covered(path, STAGES[name])}
    assert not missing


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_every_parameter_that_it_reads(name):
    files, _ = reached(script_of(STAGES[name]))
    given = STAGES[name].get("params", ())
    missing = {key for key in parameters_read(files) if not {key, key.split(".")[0]} & set(given)}
    assert not missing


def test_only_one_function_reads_the_parameters():
    readers = {file.name for file in PACKAGE.rglob("*.py") if ("provtag.paths", "SETTINGS") in set(imports_of(file))}
    assert readers == {"settings.py"}


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_names_the_versions_of_the_libraries_that_it_uses(name):
    files, _ = reached(script_of(STAGES[name]))
    roots = {module.split(".")[0] for file in files for module, _ in imports_of(file)}
    assert "requirements.lock" in STAGES[name]["deps"] or roots <= {"provtag", *sys.stdlib_module_names}


@pytest.mark.parametrize("name", STAGES)
def test_every_dependency_exists_in_the_repository_or_is_made_by_a_stage(name):
    made = [ROOT / out for stage in STAGES.values() for out in outs_of(stage)]
    for dependency in STAGES[name]["deps"]:
        place = ROOT / dependency
        assert place.exists() or any(place == out or out in place.parents for out in made), dependency


@pytest.mark.parametrize("name", [name for name in STAGES if name.startswith("train")])
def test_nothing_that_only_judges_or_shows_is_a_dependency_of_training(name):
    files, _ = reached(script_of(STAGES[name]))
    rooms = {file.relative_to(PACKAGE).parts[0] for file in files if PACKAGE in file.parents}
    assert rooms.isdisjoint(NOT_FOR_TRAINING)


def test_a_changed_threshold_trains_nothing():
    asked = {"actions", "actions.thresholds", "actions.review"}
    run = {name for name, stage in STAGES.items() if asked & set(stage.get("params", ()))}
    waiting = set()
    while run - waiting:
        waiting |= run
        made = [Path(out) for name in waiting for out in outs_of(STAGES[name])]
        run = {
            name for name, stage in STAGES.items() if any(Path(dep).is_relative_to(out) for dep in stage["deps"] for out in made)
        }
    assert waiting >= {"package", "tag", "evaluate_actions", "headline", "model_card"}
    assert not [name for name in waiting if name.startswith(("train", "fit"))]


def test_a_dependency_taken_out_is_missed():
    stage = STAGES["train_actions"] | {"deps": [dep for dep in STAGES["train_actions"]["deps"] if not dep.endswith("/actions")]}
    files, _ = reached(script_of(stage))
    assert not all(covered(file, stage) for file in files)


def test_a_parameter_is_found_in_every_way_of_reading_it(tmp_path):
    ways = {
        "use(read_settings(DecisionSettings))": {"actions.thresholds", "actions.review"},
        "x = read_settings(EvaluationSettings)\nuse(x.seed, x.bootstrap)": {"evaluate.seed", "evaluate.bootstrap"},
        "x = read_settings(DatasetSettings)\nuse(x)\nx.use_written": {"dataset.use_written"},
        "x, y = read_settings(DatasetSettings), read_settings(EvaluationSettings)\nuse(x, y.seed)": {
            "dataset.use_written",
            "evaluate.seed",
        },
        "use(read_settings(DatasetSettings).use_written)": {"dataset.use_written"},
    }
    for number, (text, expected) in enumerate(ways.items()):
        script = tmp_path / f"stage_{number}.py"
        script.write_text(text, encoding="utf-8")
        assert parameters_read({script}) == expected, text
