"""Parameters are typed, and a wrong one is one line that names the file, the key and what is expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from provtag.files import read_yaml
from provtag.paths import SETTINGS
from provtag.schema import ActionType, ProvtagError
from provtag.settings import SECTIONS, ActionSettings, DecisionSettings, DocumentLimits, EvaluationSettings, read_settings


def test_every_section_of_the_project_is_read() -> None:
    read = [read_settings(section) for section in SECTIONS]
    assert [type(section) for section in read] == list(SECTIONS)
    actions = read_settings(ActionSettings)
    assert list(read_settings(DecisionSettings).thresholds) == list(ActionType)
    assert actions.blocks[0].channel == "own" and isinstance(actions.blocks, tuple)


WRONG = [
    ("actions.C", 0, "must be above 0"),
    ("actions.C", "100", "must be a number"),
    ("actions.C", float("nan"), "must be a number"),
    ("actions.typo", 1, "no such parameter"),
    ("actions.calibration_folds", 1, "must be 2 or more"),
    ("actions.calibration_folds", 2.5, "must be a whole number"),
    ("actions.thresholds.rescue", 1, "must be between 0 and 1"),
    ("actions.thresholds.other", 0.5, "must have the keys"),
    ("actions.review.familiarity", 1.5, "must be between 0 and 1"),
    ("actions.measures", None, "must be a group of keys"),
    ("actions.measures.use", 1, "must be true or false"),
    ("actions.blocks", {"own": 1}, "must be a list"),
    ("actions.blocks.0.channel", "title", "must be one of"),
    ("actions.blocks.1.n", 4, "must be between 1 and 3"),
    ("actions.blocks.0.size", 4, "no such parameter"),
    ("evaluate.bootstrap", -1, "must be 1 or more"),
    ("evaluate.seed", -5, "must be 0 or more"),
    ("tag.memory_mb", -1, "must be 1 or more"),
    ("tag.seconds", True, "must be a whole number"),
    ("tag", [], "must be a group of keys"),
    ("dataset.use_written", "no", "must be true or false"),
    ("other", {}, "its sections must be"),
]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Give the project's parameters with one value set, in a file of their own."""

    def write(key: str, value: Any) -> Path:
        content = read_yaml(SETTINGS)
        *way, last = [int(part) if part.isdigit() else part for part in key.split(".")]
        place = content
        for part in way:
            place = place[part]
        place[last] = value
        path = tmp_path / "params.yaml"
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(("key", "value", "expected"), WRONG, ids=[f"{key}={value}" for key, value, _ in WRONG])
def test_a_wrong_parameter_is_one_line(changed: Callable[[str, Any], Path], key: str, value: Any, expected: str) -> None:
    path = changed(key, value)
    with pytest.raises(ProvtagError) as caught:  # whichever section is asked for
        read_settings(DocumentLimits, path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and expected in message and "\n" not in message


@pytest.mark.parametrize(
    ("key", "doubled"),
    [
        ("'tag'", lambda text: f"{text}\ntag: {{}}\n"),
        ("'memory_mb'", lambda text: text.replace("\ntag:", "\ntag:\n  memory_mb: 1")),
    ],
    ids=["a section", "a key of a section"],
)
def test_what_stands_twice_is_refused(tmp_path: Path, key: str, doubled: Callable[[str], str]) -> None:
    """One of them would be lost without a word."""
    path = tmp_path / "params.yaml"
    path.write_text(doubled(SETTINGS.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ProvtagError, match=rf"{key} stands twice, in lines \d+ and \d+"):
        read_settings(DocumentLimits, path)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: [" * 50_000, "- " * 50_000])
def test_yaml_that_is_nested_too_deeply_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProvtagError, match="nested too deeply"):
        read_settings(DocumentLimits, path)


def test_a_missing_parameter_is_named(tmp_path: Path) -> None:
    content = read_yaml(SETTINGS)
    del content["tag"]["seconds"]
    path = tmp_path / "params.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(ProvtagError, match=r"tag\.seconds: is missing"):
        read_settings(DocumentLimits, path)


def test_null_is_no_number_of_folds_but_one_a_group(changed: Callable[[str, Any], Path]) -> None:
    path = changed("actions.calibration_folds", None)
    assert read_settings(ActionSettings, path).calibration_folds is None
    with pytest.raises(ProvtagError, match="must be a whole number"):
        read_settings(EvaluationSettings, changed("evaluate.bootstrap", None))
