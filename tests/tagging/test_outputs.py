"""Output files that a person changed are kept, and every run knows what it depends on."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from provtag.documents.limits import LIMITS
from provtag.files import file_hash
from provtag.schema import ProvtagError
from provtag.tagging import fingerprint
from provtag.tagging.fingerprint import FileState, file_stamp, file_state, record_key, run_fingerprint
from provtag.tagging.inputs import InputFile
from provtag.tagging.outputs import CLAUSES, DOCUMENTS, Outputs
from provtag.tagging.records import FOLDER


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder in which a run has written its documents."""
    (tmp_path / FOLDER).mkdir()
    with Outputs(tmp_path).replacing(DOCUMENTS):
        (tmp_path / DOCUMENTS).write_text("one\n")
    return tmp_path


def test_a_file_that_was_changed_is_set_aside_under_a_free_name(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ["documents.edited.jsonl", "documents.edited~2.jsonl", "documents.edited~3.jsonl"]
    for name in kept:
        (out / DOCUMENTS).write_text(name)
        Outputs(out).remove(DOCUMENTS)
        assert (out / name).read_text() == name and not (out / DOCUMENTS).exists()
        assert f"was changed since it was written; kept as {name}\n" in capsys.readouterr().err


def test_a_file_as_it_was_written_is_replaced_and_removed(out: Path) -> None:
    outputs = Outputs(out)
    assert outputs.holds(DOCUMENTS, out / DOCUMENTS) and not outputs.holds(CLAUSES, out / DOCUMENTS)
    with outputs.replacing(DOCUMENTS):
        (out / DOCUMENTS).write_text("two\n")
    outputs.remember(DOCUMENTS, out / DOCUMENTS)
    assert (out / FOLDER / "written").read_text().count("\n") == 2
    outputs.remove(DOCUMENTS)
    assert [path.name for path in out.iterdir()] == [FOLDER]


def test_files_of_analyses_are_those_that_the_journal_names_in_the_folder(out: Path) -> None:
    outputs = Outputs(out)
    for name in ("gaps.csv", "gone.csv"):
        (out / name).write_text("a")
        outputs.remember(name, out / name)
    outputs.remember("../other.csv", out / "gaps.csv")
    (out.parent / "other.csv").write_text("a")
    (out / "gone.csv").unlink()
    assert outputs.of_analyses() == ["gaps.csv"]


def test_a_folder_in_the_place_of_an_output_file_is_named(out: Path) -> None:
    Outputs(out).check()
    (out / CLAUSES).mkdir()
    with pytest.raises(ProvtagError, match=f"{CLAUSES}: is a folder where a file is to be written"):
        Outputs(out).check()


def test_the_state_of_a_file_is_its_bytes_and_when_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    assert file_state(path) == FileState("", None)
    path.write_bytes(b"abc")
    before = file_state(path)
    assert before == FileState(file_hash(path), file_stamp(path)) and before.content
    os.utime(path, ns=(0, 0))
    assert file_state(path).content == before.content and file_state(path).stamp != before.stamp
    assert file_state(tmp_path).content == "" and file_state(tmp_path).stamp
    for most, content in ((3, before.content), (2, "")):
        monkeypatch.setattr(fingerprint, "LIMITS", replace(LIMITS, file_bytes=most))
        assert file_state(path).content == content


def test_another_program_is_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code" / "inner").mkdir(parents=True)
    for name in ("b.py", "a.csv", "inner/c.py", "notes.txt"):
        (tmp_path / "code" / name).write_text("1")
    (tmp_path / "one.py").write_text("1")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    monkeypatch.setattr(fingerprint, "CODE", ("code", "one.py"))
    found = [run_fingerprint(None)]
    for name in ("notes.txt", "b.py", "a.csv", "inner/c.py", "../one.py"):
        (tmp_path / "code" / name).write_text("2")
        found.append(run_fingerprint(None))
    assert found[0] == found[1] and len(set(found)) == 5


def test_a_record_has_another_key_wherever_anything_is_other() -> None:
    item = InputFile("a", Path("x/a.txt"), "x/a.txt", "m", "labels")
    others = [replace(item, doc_id="b"), replace(item, path=Path("a.md")), replace(item, member="n"), replace(item, labels="")]
    keys = [record_key("run", item, "hash"), record_key("run", item, "other"), record_key("other", item, "hash")]
    keys += [record_key("run", other, "hash") for other in others]
    assert len(set(keys)) == 7
    assert record_key("run", replace(item, path=Path("y/b.txt"), source="y"), "hash") == keys[0]
