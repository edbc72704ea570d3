"""A new seed comes in by two commands; what stands in the way is one line that says what to do."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.stages import documents as stage
from provtag.cli import main
from provtag.commands import seeds
from provtag.documents.reader import read_file
from provtag.files import read_yaml
from provtag.labels import read_labels, units_of, write_labels
from provtag.schema import ActionType, ProvtagError
from provtag.structure.parser import parse_document

TEXT = "云溪市反拐工作细则\n第一条　公安机关严厉打击拐卖犯罪。\n第二条　民政部门救助被解救的儿童。（市妇联配合）\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without any seed."""
    raw = tmp_path / "raw"
    raw.mkdir()
    first = "  first:\n    {name: first, file: first.txt, title: t, source: s, sha256: none}\n"
    (raw / "manifest.yaml").write_text(f"# Seeds, as received.\ndocuments:\n{first}", encoding="utf-8")
    monkeypatch.setattr(seeds, "RAW", raw)
    monkeypatch.setattr(seeds, "MANIFEST", raw / "manifest.yaml")
    monkeypatch.setattr(seeds, "GOLD", tmp_path / "gold")
    monkeypatch.setattr(seeds, "ANNOTATORS", tmp_path / "annotators")
    (tmp_path / "细则.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def add(project: Path, file: str = "细则.txt", name: str = "yunxi") -> int:
    return main(["seed", "add", str(project / file), "--name", name, "--source", "云溪市人民政府"])


def test_a_file_is_kept_as_it_is_and_entered(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(project) == 0
    assert (project / "raw" / "细则.txt").read_bytes() == (project / "细则.txt").read_bytes()
    manifest = (project / "raw" / "manifest.yaml").read_text(encoding="utf-8")
    assert manifest.startswith("# Seeds, as received.")
    assert list(read_yaml(project / "raw" / "manifest.yaml")["documents"]) == ["first", "细则"]
    entry = yaml.safe_load(manifest)["documents"]["细则"]
    assert (entry["name"], entry["file"], entry["title"]) == ("yunxi", "细则.txt", "云溪市反拐工作细则")
    assert "2 clauses, 1 duty notes" in capsys.readouterr().err


def test_the_next_command_can_be_typed_as_it_is_shown(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    (project / "细则 二稿.txt").write_text(TEXT, encoding="utf-8")
    assert add(project, "细则 二稿.txt") == 0
    words = shlex.split(capsys.readouterr().err.splitlines()[-1])
    assert words[:4] == ["provtag", "doccano", "push", "raw/细则 二稿.txt"]
    assert Path(words[3]).read_text(encoding="utf-8") == TEXT


def test_what_is_there_already_is_not_added_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(project) == 0
    before = (project / "raw" / "manifest.yaml").read_bytes()
    (project / "again.txt").write_text(TEXT, encoding="utf-8")
    (project / "other").mkdir()
    (project / "other" / "细则.txt").write_text(TEXT + "第三条　共青团开展宣传。\n", encoding="utf-8")
    assert [add(project, name="other"), add(project, "again.txt", "again"), add(project, "again.txt", "Yun Xi")] == [2, 2, 2]
    assert add(project, "again.txt", "first") == 2
    assert (project / "raw" / "manifest.yaml").read_bytes() == before
    faults = capsys.readouterr().err.splitlines()[-4:]
    assert "already" in faults[0] and "byte for byte" in faults[1] and "small letters" in faults[2] and "already" in faults[3]


def test_a_file_without_clauses_is_no_seed(project: Path) -> None:
    (project / "empty.txt").write_text("反拐工作细则\n", encoding="utf-8")
    assert add(project, "empty.txt", "empty") == 2
    assert not (project / "raw" / "empty.txt").exists()


def labelled(project: Path, name: str, count: int = 3) -> Path:
    """Label the first units of the seed, all with the same type."""
    document = parse_document(read_file(project / "raw" / "细则.txt"), "细则")
    units = [
        replace(unit, action_types=(ActionType.RESCUE,) if unit.kind == "clause" else (), origin=name)
        for unit in units_of(document)
    ]
    write_labels(project / f"{name}.jsonl", units[:count])
    return project / f"{name}.jsonl"


def accept(project: Path, gold: Path) -> int:
    annotators = [str(labelled(project, name)) for name in ("alice", "bob")]
    return main(["seed", "accept", "yunxi", "--gold", str(gold), "--annotators", *annotators])


def test_labels_are_taken_over_when_all_are_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project)
    assert accept(project, labelled(project, "decided", count=2)) == 2
    assert "1 clauses and duty notes have no label" in capsys.readouterr().err
    assert not (project / "gold").exists()
    assert accept(project, labelled(project, "decided")) == 0
    for home in ("gold", "annotators/a", "annotators/b"):
        assert len(read_labels(project / home / "yunxi.jsonl")) == 3
    assert accept(project, labelled(project, "decided")) == 2
    assert "has labels of this seed already" in capsys.readouterr().err


def test_labels_keep_who_gave_them_and_what_nobody_judged_is_no_label(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(project)
    decided = read_labels(labelled(project, "decided"))
    write_labels(project / "open.jsonl", [replace(decided[0], action_types=None), *decided[1:]])
    write_labels(project / "strange.jsonl", [replace(decided[0], measures=("moon",)), *decided[1:]])
    assert [accept(project, project / "open.jsonl"), accept(project, project / "strange.jsonl")] == [2, 2]
    first, second = capsys.readouterr().err.splitlines()[-2:]
    assert "1 clauses and duty notes have no label" in first and "strange.jsonl:1: unknown measure 'moon'" in second
    assert accept(project, project / "decided.jsonl") == 0
    homes = ("gold", "annotators/a", "annotators/b")
    assert [{label.origin for label in read_labels(project / home)} for home in homes] == [{"gold"}, {"alice"}, {"bob"}]


def test_a_file_that_the_manifest_lacks_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "RAW", project / "raw")
    monkeypatch.setattr(stage, "MANIFEST", project / "raw" / "manifest.yaml")
    (project / "raw" / "new.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ProvtagError, match=r"new\.txt: not in manifest\.yaml; enter it with `provtag seed add`"):
        stage.main()
