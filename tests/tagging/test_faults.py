"""Documents that break their worker, and runs that are cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import Future
from pathlib import Path

import psutil
import pytest

from provtag.files import UNFINISHED
from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging.batch import Batch, _result, run_batch
from provtag.tagging.inputs import InputFile, find_inputs
from provtag.tagging.manifest import write_manifest
from provtag.tagging.records import Record, Records
from tests.tagging.hostile import LIMITS, folder_of, run
from tests.tagging.stand_in import GO_ON

pytestmark = pytest.mark.usefixtures("workers_find_the_stand_in")

HALF, MANY = 6, 12  # documents

CUT_OFF = """
import signal
import sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # what starts the tests may have them ignore it
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from provtag.tagging.batch import Batch, run_batch
from provtag.tagging.inputs import find_inputs
from provtag.settings import DocumentLimits
force = "--force" in sys.argv
batch = Batch(Path(sys.argv[2]), Path(sys.argv[3]), DocumentLimits(9, 1024, 9), force=force, opener="stand_in:open_work")
print("interrupted" if run_batch(find_inputs([sys.argv[1]]), batch).interrupted else "whole")
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A stand-in model, which says where the log of what was worked on is kept."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.cfg").write_text(str(tmp_path / "log"), encoding="utf-8")
    write_manifest(folder)
    return folder


def waiting_halfway(tmp_path: Path) -> Path:
    """A folder of documents, of which the second half waits for the file ``GO_ON``."""
    return folder_of(tmp_path, *(f"{'plain' if number < HALF else 'wait'} {number}" for number in range(MANY)))


def documents(out: Path) -> list[tuple[str, str]]:
    """Return id and text of every document in ``out``."""
    rows = map(json.loads, (out / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["doc_id"], row["text"]) for row in rows]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("exit", "its worker broke off (exit code 3"),
        ("loop", "not finished within 1 seconds of processor time"),
        ("eat", "needs too much memory"),
        ("raise", "KeyError: 'no such thing"),
    ],
)
def test_a_hostile_document_costs_its_own_row(
    order: str, reason: str, workers: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, "plain 一", f"{order} 二", "plain 三", f"{order} 四", "plain 五")
    summary = run(folder, tmp_path / "out", workers=workers)
    assert (summary.documents, summary.failed) == (3, 2)
    assert documents(tmp_path / "out") == [("00", "一"), ("02", "三"), ("04", "五")]
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert all(reason in line for line in said)


def test_a_document_that_waits_forever_is_ended(tmp_path: Path) -> None:
    limits = DocumentLimits(processor_seconds=9, memory_mb=1024, seconds=1)
    summary = run(folder_of(tmp_path, "sleep 一", "plain 二"), tmp_path / "out", limits)
    assert (summary.documents, summary.failed) == (1, 1)
    assert "not finished within 1 seconds" in (tmp_path / "out" / "failures.csv").read_text(encoding="utf-8")


def test_what_a_library_prints_does_not_spoil_an_answer(tmp_path: Path) -> None:
    assert run(folder_of(tmp_path, "print 一", "plain 二"), tmp_path / "out").documents == 2


def test_a_document_that_takes_workers_of_a_cluster_with_it_is_one_failure() -> None:
    item = InputFile("甲", Path("甲.txt"), "in/甲.txt")
    future: Future[bytes] = Future()
    future.set_exception(type("KilledWorker", (Exception,), {})())
    assert Record.unpack(_result(future, item)).error == "in/甲.txt: its worker was lost several times; check the file"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (ProvtagError("nothing left"), "nothing left"),
        (ModuleNotFoundError("No module\nnamed x"), r"cannot do its work \(ModuleNotFoundError: No module named x\); finished"),
    ],
)
def test_what_no_worker_can_do_ends_the_run(fault: Exception, told: str) -> None:
    future: Future[bytes] = Future()
    future.set_exception(fault)
    with pytest.raises(ProvtagError, match=told):
        _result(future, InputFile("甲", Path("甲.txt"), "in/甲.txt"))


def test_work_that_cannot_be_opened_ends_the_batch(tmp_path: Path) -> None:
    with pytest.raises(ProvtagError, match=r"cannot be opened \(KeyError: 'weights'\)"):
        run(folder_of(tmp_path, "plain 一"), tmp_path / "out", opener="open_nothing")
    assert not (tmp_path / "out" / "documents.jsonl").exists()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "plain 一")
    with Records(tmp_path / "out").locked(), pytest.raises(ProvtagError, match="another run writes there"):
        run(folder, tmp_path / "out")


def start(folder: Path, out: Path, model: Path, *options: str) -> subprocess.Popen[str]:
    """Start a run in a process of its own and wait until it is half through, where it has to wait."""
    before = {path: path.stat().st_ino for path in out.glob(".provtag/*/*")}
    process = subprocess.Popen(
        [sys.executable, "-c", CUT_OFF, str(folder), str(out), str(model), *options], stdout=subprocess.PIPE, text=True
    )
    for _ in range(2400):
        if sum(path.stat().st_ino != before.get(path) for path in out.glob(".provtag/*/*") if path.name[0] != ".") == HALF:
            return process
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("the run did not get half through")


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_cut_off_goes_on(ending: signal.Signals, tmp_path: Path, model: Path) -> None:
    folder, out = waiting_halfway(tmp_path), tmp_path / "out"
    process = start(folder, out, model)
    os.kill(process.pid, ending)
    printed, _ = process.communicate(timeout=30)
    done = {path.name for path in (out / ".provtag").glob("*/*") if not path.name.startswith(".")}
    assert len(done) == HALF
    if ending is signal.SIGINT:
        assert printed == "interrupted\n"
        assert len((out / "documents.jsonl").read_text(encoding="utf-8").splitlines()) == HALF
    else:
        assert not (out / "documents.jsonl").exists()
    (tmp_path / GO_ON).touch()
    summary = run_batch(find_inputs([str(folder)]), Batch(out, model, LIMITS, opener="stand_in:open_work"))
    worked = Counter((tmp_path / "log").read_text(encoding="utf-8").split())
    assert (summary.documents, summary.reused) == (MANY, HALF)
    assert documents(out) == [(f"{number:02}", str(number)) for number in range(MANY)]
    # Only the document that was under way may have been begun twice.
    assert sorted(worked) == [f"{number:02}" for number in range(MANY)]
    assert sum(worked.values()) <= MANY + 1


@pytest.mark.parametrize(
    ("ending", "options"),
    [(signal.SIGINT, []), (signal.SIGTERM, []), (signal.SIGINT, ["--force"]), (signal.SIGHUP, ["--force"])],
)
def test_a_run_that_was_cut_off_leaves_what_was_there(
    ending: signal.Signals, options: list[str], tmp_path: Path, model: Path
) -> None:
    folder, out = waiting_halfway(tmp_path), tmp_path / "out"
    batch = Batch(out, model, LIMITS, opener="stand_in:open_work")
    (tmp_path / GO_ON).touch()
    run_batch(find_inputs([str(folder)]), batch)
    results = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    if not options:  # something to do
        for path in folder.iterdir():
            path.write_text(f"{path.read_text(encoding='utf-8')} changed", encoding="utf-8")
    (tmp_path / GO_ON).unlink()
    process = start(folder, out, model, *options)
    os.kill(process.pid, ending)
    process.communicate(timeout=30)
    (tmp_path / GO_ON).touch()  # what is under way ends
    assert process.returncode in (0, -ending)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and UNFINISHED not in path.name} == results
    if options:
        assert run_batch(find_inputs([str(folder)]), batch).reused == MANY


def test_workers_end_with_a_killed_run(tmp_path: Path, model: Path) -> None:
    process = start(waiting_halfway(tmp_path), tmp_path / "out", model)
    workers = psutil.Process(process.pid).children()
    assert workers
    process.kill()
    process.communicate()
    (tmp_path / GO_ON).touch()  # what is under way is ended first
    _, alive = psutil.wait_procs(workers, timeout=5)
    assert not alive, "a worker goes on without its run"
