"""What is on record is what was read; what a person made stays; what the system refuses is one line."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from provtag.cli import main
from provtag.files import file_hash, read_json, write_json
from provtag.paths import PACKAGE
from provtag.schema import ProvtagError
from provtag.tagging import batch as batches
from provtag.tagging.batch import Batch, run_batch
from provtag.tagging.fingerprint import run_fingerprint
from provtag.tagging.inputs import InputFile, find_inputs
from provtag.tagging.manifest import MANIFEST, checked_model, write_manifest
from provtag.tagging.records import Record
from provtag.tagging.tagger import Tagger
from provtag.tagging.worker import DocumentLimits, Task, WorkerProcess

pytestmark = pytest.mark.usefixtures("standing_workers")

HERE = Path(__file__).parent
LIMITS = DocumentLimits(processor_seconds=9, memory_mb=1024, seconds=20)
POLICE, SCHOOLS = "第一条　公安机关打击拐卖犯罪。\n", "第一条　教育部门开展反拐教育。\n"


def tag(given: Path, out: Path, model: Path, *options: str) -> int:
    return main(["tag", str(given), "--out", str(out), "--model", str(model), "--workers", "1", *options])


def texts(out: Path) -> list[str]:
    return [json.loads(line)["text"] for line in (out / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "细则.txt"
    path.parent.mkdir()
    path.write_text(POLICE, encoding="utf-8")
    return path


@pytest.fixture
def model(tiny_model: Path, tmp_path: Path) -> Path:
    """A model of one's own, to be damaged."""
    return Path(shutil.copytree(tiny_model, tmp_path / "model"))


@pytest.fixture(scope="module")
def tagged_once(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run makes of one document, with the workbook."""
    folder = tmp_path_factory.mktemp("once")
    path = folder / "细则.txt"
    path.write_text(POLICE, encoding="utf-8")
    assert tag(path, folder / "out", tiny_model, "--xlsx") == 0
    return folder / "out"


@pytest.fixture
def tagged(tagged_once: Path, tmp_path: Path) -> Path:
    """The same, of one's own; a run that finds it there has it to reuse."""
    return Path(shutil.copytree(tagged_once, tmp_path / "out"))


def between_hash_and_work(monkeypatch: pytest.MonkeyPatch, change: object) -> None:
    """Let ``change`` happen when a document has been hashed by the leading process and before a worker reads it."""
    whole = batches.machine

    def machine(*arguments: object) -> object:
        assert callable(change)
        change()
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(batches, "machine", machine)


def test_a_file_changed_before_it_is_read_is_on_record_as_it_was_read(
    one: Path, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        between_hash_and_work(patch, lambda: one.write_text(SCHOOLS, encoding="utf-8"))
        assert tag(one, tmp_path / "out", tiny_model) == 0
    assert texts(tmp_path / "out") == ["教育部门开展反拐教育。"]
    assert "细则.txt: was changed during the run" in capsys.readouterr().err
    one.write_text(POLICE, encoding="utf-8")
    assert tag(one, tmp_path / "out", tiny_model) == 0
    assert texts(tmp_path / "out") == ["公安机关打击拐卖犯罪。"]


def test_a_file_changed_while_it_is_read_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(PACKAGE.parent), str(HERE))))
    (tmp_path / "a.txt").write_text("rewrite 一", encoding="utf-8")
    summary = run_batch(find_inputs([str(tmp_path)]), Batch(tmp_path / "out", None, LIMITS, opener="stand_in:open_work"))
    assert (summary.documents, summary.failed) == (0, 1)
    assert "was changed while it was read" in (tmp_path / "out" / "failures.csv").read_text(encoding="utf-8")


def test_a_model_changed_before_it_is_opened_ends_the_run(
    one: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def change() -> None:
        settings = model / "provtag_actions" / "decisions.json"
        settings.write_text(settings.read_text(encoding="utf-8").replace("0.5", "1e-12"), encoding="utf-8")
        write_manifest(model)

    between_hash_and_work(monkeypatch, change)
    assert tag(one, tmp_path / "out", model) == 2
    assert "another model" in capsys.readouterr().err
    assert not (tmp_path / "out" / "clauses.jsonl").exists()


def test_a_model_changed_after_it_was_opened_is_said(
    one: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = batches.assemble

    def assemble(*arguments: object) -> None:
        whole(*arguments)  # type: ignore[arg-type]
        (model / "provtag_actions" / "decisions.json").write_text("{}", encoding="utf-8")

    monkeypatch.setattr(batches, "assemble", assemble)
    assert tag(one, tmp_path / "out", model) == 0
    assert f"{model}: was changed during the run" in capsys.readouterr().err


def test_a_worker_of_another_version_refuses(tiny_model: Path, one: Path) -> None:
    worker = WorkerProcess(Task(batches.OPEN_WORK, str(tiny_model), LIMITS, "another"))
    with pytest.raises(ProvtagError, match="another model or another version"):
        worker.run(InputFile("a", one, "a.txt"))


def test_too_little_memory_is_the_fault_of_the_settings(tiny_model: Path, one: Path) -> None:
    little = DocumentLimits(processor_seconds=9, memory_mb=1, seconds=20)
    worker = WorkerProcess(Task(batches.OPEN_WORK, str(tiny_model), little, run_fingerprint(tiny_model)))
    with pytest.raises(ProvtagError, match=r"tag\.memory_mb: 1 is too little, a worker alone takes \d+"):
        worker.run(InputFile("a", one, "a.txt"))


def test_a_worker_that_does_not_say_what_it_read_is_refused(one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_result", lambda future, item: Record({"documents.jsonl": b"{}\n"}, 1, 1).pack())
    with pytest.raises(ProvtagError, match="does not say what it read"):
        run_batch(find_inputs([str(one)]), Batch(tmp_path / "out", None, LIMITS))


def changed(path: Path, weights: object) -> None:
    np.save(path, np.asarray(weights, dtype=np.float32))


@pytest.mark.parametrize("damage", ["changed", "nan", "misshapen", "other context", "huge", "missing", "cut", "listed"])
@pytest.mark.parametrize("repacked", [False, True])
def test_a_damaged_model_ends_before_the_first_document(
    damage: str, repacked: bool, one: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, context = (model / "provtag_actions" / f"{name}_weights.npy" for name in ("clause", "context"))
    weights, content = np.load(path), path.read_bytes()
    damages: dict[str, Callable[[], object]] = {
        "changed": lambda: changed(path, weights + 1),
        "nan": lambda: changed(path, weights * np.nan),
        "misshapen": lambda: changed(path, weights[:, :-1]),
        "other context": lambda: changed(context, np.load(context)[:, :-1]),
        "huge": lambda: path.write_bytes(content.replace(f"({weights.shape[0]},".encode(), b"(9999999999,", 1)),
        "missing": path.unlink,
        "cut": lambda: path.write_bytes(content[:-7]),
        "listed": lambda: (model / MANIFEST).write_text("[]", encoding="utf-8"),
    }
    damages[damage]()
    if repacked:  # as a training that went wrong would leave it
        if damage in ("changed", "huge", "listed"):
            pytest.skip("a sound model of its own")
        try:
            write_manifest(model)
        except (ProvtagError, ValueError):
            return
    assert tag(one, tmp_path / "out", model) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(model) in line
    assert not (tmp_path / "out" / "clauses.jsonl").exists()
    with pytest.raises(ProvtagError):
        Tagger.load(model)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused_under_any_manifest(
    value: float, one: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = model / "provtag_agencies" / "weights.npy"
    array = np.load(weights)
    array.flat[7] = value
    np.save(weights, array)
    manifest = read_json(model / MANIFEST)
    manifest["provtag_agencies/weights.npy"]["sha256"] = file_hash(weights)
    write_json(model / MANIFEST, manifest)
    assert tag(one, tmp_path / "out", model) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "weights.npy: damaged model, holds values that are no finite numbers" in line


@pytest.mark.parametrize("fault", ["an entry is gone", "a file too many", "a link too many", "an entry that says nothing"])
def test_a_model_is_what_its_manifest_names_and_nothing_else(fault: str, model: Path) -> None:
    weights, manifest = "provtag_actions/clause_weights.npy", read_json(model / MANIFEST)
    if fault == "an entry is gone":
        changed(model / weights, -np.load(model / weights))
        del manifest[weights]
    elif fault == "an entry that says nothing":
        manifest[weights] = None
    elif fault == "a file too many":
        (model / "provtag_actions" / "more.npy").write_bytes(b"")
    else:
        (model / "more").symlink_to(model)
    write_json(model / MANIFEST, manifest)
    with pytest.raises(ProvtagError, match="damaged model"):
        checked_model(model)


@pytest.mark.parametrize("place", ["record", "model", "journal", "labels"])
@pytest.mark.parametrize("thing", ["pipe", "endless"])
def test_a_pipe_or_a_device_is_never_read(
    place: str, thing: str, one: Path, tagged: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each would hang or fill the memory."""
    out = tagged
    (record,) = (path for path in out.glob(".provtag/*/*"))
    labels = tmp_path / "labels.jsonl"
    path = {"record": record, "model": model / "taught.npy", "journal": out / ".provtag" / "written", "labels": labels}[place]
    path.unlink(missing_ok=True)
    if thing == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    done = tag(one, out, model, *(["--labels", str(labels)] if place == "labels" else []))
    said = capsys.readouterr().err
    if place == "record":  # made anew
        assert (done, path.is_file() and not path.is_symlink()) == (0, True)
    else:
        assert (done, said.count("\n")) == (2, 1)
        assert path.name in said


def test_the_hash_of_a_model_is_that_of_its_content(tiny_model: Path, model: Path) -> None:
    assert checked_model(model) == checked_model(tiny_model)
    assert run_fingerprint(model) == run_fingerprint(tiny_model) != run_fingerprint(None)


@pytest.mark.parametrize("name", ["clauses.xlsx", "clauses.csv", "report.html", "documents.jsonl"])
@pytest.mark.parametrize("command", ["tag", "tag --xlsx", "parse"])
def test_what_a_person_changed_is_kept_and_said(
    name: str, command: str, one: Path, tagged: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tagged
    (out / name).write_bytes(b"mine")
    if command == "parse":
        assert main(["parse", str(one), "--out", str(out)]) == 0
    else:
        assert tag(one, out, tiny_model, *command.split()[1:]) == 0
    kept = (out / name).with_stem(f"{(out / name).stem}.edited")
    assert kept.read_bytes() == b"mine"
    assert f"kept as {kept.name}" in capsys.readouterr().err
    tag(one, out, tiny_model)
    assert "kept as" not in capsys.readouterr().err


def test_what_nobody_changed_is_replaced_and_removed(one: Path, tagged: Path, tiny_model: Path) -> None:
    out = tagged
    one.write_text(SCHOOLS, encoding="utf-8")
    tag(one, out, tiny_model)
    main(["parse", str(one), "--out", str(out)])
    assert sorted(path.name for path in out.iterdir()) == [".provtag", "clauses.jsonl", "documents.jsonl"]


@pytest.mark.parametrize("link", [".provtag", ".provtag/lock", ".provtag/written", ".provtag/aa"])
def test_a_link_in_the_place_of_records_is_refused(link: str, one: Path, tiny_model: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    (victim / "aa" / "folder").mkdir(parents=True)
    for name in ("file", "a" * 64):
        (victim / "aa" / name).write_text("precious", encoding="utf-8")
    place = tmp_path / "out" / link
    place.parent.mkdir(parents=True)
    place.symlink_to({".provtag": victim, ".provtag/aa": victim / "aa"}.get(link, victim / "aa" / "file"))
    assert tag(one, tmp_path / "out", tiny_model) == 2
    assert [path.read_text(encoding="utf-8") for path in sorted(victim.glob("aa/*")) if path.is_file()] == ["precious"] * 2


def test_only_records_are_deleted(one: Path, tiny_model: Path, tmp_path: Path) -> None:
    places = [".provtag/aa/notes", ".provtag/aa/folder/file", f".provtag/aa/{'b' * 64}", ".clauses.csv.mine.csv"]
    for place in places:
        path = tmp_path / "out" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("precious", encoding="utf-8")
    stale = tmp_path / "out" / ".provtag" / "aa" / ("a" * 64)
    stale.write_text("a record that no input asks for", encoding="utf-8")
    assert tag(one, tmp_path / "out", tiny_model, "--force") == 0
    assert [(tmp_path / "out" / place).read_text(encoding="utf-8") for place in places] == ["precious"] * 4
    assert not stale.exists()


@pytest.mark.parametrize("name", ["clauses.csv", "report.html", "clauses.xlsx", ".provtag/written"])
def test_a_folder_with_the_name_of_an_output_file(
    name: str, one: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / name).mkdir(parents=True)
    assert tag(one, tmp_path / "out", tiny_model, "--xlsx") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert name in line
    assert not (tmp_path / "out" / "clauses.jsonl").exists()


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from provtag.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("size", [100, 2_000, 9_000])
def test_a_full_disk_is_one_line_and_earlier_results_stay(size: int, one: Path, tagged: Path, tiny_model: Path) -> None:
    """No file may grow beyond ``size`` bytes: the write fails as on a full disk."""
    out = tagged
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    one.write_text("".join(f"第{n}条　教育部门开展第{n}次反拐教育。\n" for n in range(1, 60)), encoding="utf-8")
    command = ["tag", str(one), "--out", str(out), "--model", str(tiny_model), "--workers", "1"]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *command], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert str(out) in line
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "free space"), (errno.EROFS, "can be written to")])
def test_what_the_system_refuses_is_one_line(
    number: int, told: str, one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*arguments: object, **settings: object) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path / "out"))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main(["parse", str(one), "--out", str(tmp_path / "out")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


@pytest.mark.parametrize("command", ["tag", "parse"])
def test_a_document_without_clauses_is_named(
    command: str, one: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (one.parent / "题.txt").write_text("某市反拐工作细则\n", encoding="utf-8")
    options = ["--model", str(tiny_model)] if command == "tag" else []
    assert main([command, str(one.parent), "--out", str(tmp_path / "out"), *options]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "题.txt" in line]
    assert len(said) == 1
    assert "nothing in it became a clause (" in said[0]
    assert "题.txt" in (tmp_path / "out" / "failures.csv").read_text(encoding="utf-8")
    ids = [json.loads(line)["doc_id"] for line in (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert set(ids) == {"细则", "题"}


def test_warnings_are_said_each_time_in_one_line(
    one: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write_text(POLICE + "第四条　民政部门救助被拐卖的妇女儿童。\n", encoding="utf-8")
    for _ in range(2):  # a record that is used again warns, too
        assert tag(one, tmp_path / "out", tiny_model) == 0
        (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith(f"provtag: {one}: ")]
        assert "2 article numbers missing: 2, 3" in line
    (document,) = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(document)["health"]["warnings"]


def test_control_characters_of_names_are_shown_as_text(
    tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\x1b[31m\n\u202eb.txt").write_text("", encoding="utf-8")
    (folder / "c\x1b]0;owned\x07.txt").write_text(POLICE, encoding="utf-8")
    assert tag(folder, tmp_path / "out", tiny_model) == 1
    assert main(["parse", str(folder), "--out", str(tmp_path / "parsed")]) == 1
    assert main(["compare", str(tmp_path / "out")]) == 0
    with pytest.raises(SystemExit):
        main(["parse", "\x1b[31m"])
    printed, said = capsys.readouterr()
    assert "a\\x1b[31m" in said
    assert "\\u202eb.txt" in said
    for text in (printed, said):
        assert not set(text) & set("\x1b\x07\u202e")
