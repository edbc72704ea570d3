"""The same batch on a real Dask scheduler with workers in processes of their own, one of which is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import distributed  # noqa: F401  (its defaults become part of dask_config, before a test sets one of them)
import pytest
from dask import config as dask_config

from provtag.cli import main
from provtag.paths import LABELS, PACKAGE, SETTINGS
from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging import executors
from provtag.tagging.batch import Batch, run_batch
from provtag.tagging.inputs import InputFile, find_inputs
from provtag.tagging.worker import Task

STAND_IN = Path(__file__).parents[1] / "tagging"
LIMITS = DocumentLimits(processor_seconds=9, memory_mb=1024, seconds=30)

pytestmark = pytest.mark.cluster


def dask(*command: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), str(STAND_IN)])} | environment,
    )


def said(process: subprocess.Popen[str], what: str) -> str:
    """Return the first line of the process's log that holds ``what``; the rest is read and dropped, so that it never blocks."""
    assert process.stderr is not None
    line = next(line for line in process.stderr if what in line)
    threading.Thread(target=process.stderr.read, daemon=True).start()
    return line


class Cluster(NamedTuple):
    """The address of a scheduler on loopback, its process, and its two workers (without nannies: a killed one stays dead)."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[str]]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with running_cluster(PACKAGE.parent) as running:
        yield running


@contextmanager
def running_cluster(program: Path) -> Iterator[Cluster]:
    """A cluster whose workers have the package in the folder ``program``."""
    found_there = os.pathsep.join([str(program), str(STAND_IN)])
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    processes = [scheduler]
    try:
        address = said(scheduler, "Scheduler at:").split()[-1]
        workers = [
            dask("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", PYTHONPATH=found_there) for _ in range(2)
        ]
        processes += workers
        for worker in workers:
            said(worker, "Registered to:")
        yield Cluster(address, scheduler, workers)
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(24):
        text = "exit" if number == 7 else f"slow {number}"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_lost_worker_changes_no_byte(cluster: Cluster, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))
    here, there = tmp_path / "here", tmp_path / "there"
    inputs = find_inputs([str(folder)])
    run_batch(inputs, Batch(here, None, LIMITS, opener="stand_in:open_work"))
    with killed_on_the_way(cluster.workers[0], there):
        summary = run_batch(inputs, Batch(there, None, LIMITS, scheduler=cluster.address, opener="stand_in:open_work"))
    assert (summary.documents, summary.failed) == (23, 1)
    for name in ("documents.jsonl", "failures.csv"):
        assert (there / name).read_bytes() == (here / name).read_bytes()


def test_a_lost_scheduler_ends_the_run_and_keeps_what_is_done(
    cluster: Cluster, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    batch = Batch(out, None, LIMITS, scheduler=cluster.address, opener="stand_in:open_work")
    with killed_on_the_way(cluster.scheduler, out), pytest.raises(ProvtagError, match="scheduler was lost"):
        run_batch(find_inputs([str(folder)]), batch)
    assert len(list((out / ".provtag").glob("*/*"))) >= 6
    assert not [record for record in caplog.records if record.name.startswith("distributed")]


def test_a_scheduler_lost_between_two_documents(cluster: Cluster, tmp_path: Path) -> None:
    task = Task("stand_in:open_work", None, LIMITS, "")
    with dask_config.set({"distributed.comm.timeouts.connect": "1s"}), executors.cluster(task, cluster.address, 1) as executor:
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        with pytest.raises(ProvtagError, match="scheduler was lost"):
            executor.window()
        with pytest.raises((ProvtagError, CancelledError)):  # Dask cancels what it took before it gave up
            executor.submit(InputFile("01", tmp_path / "01.txt", "01.txt")).result(30)


@contextmanager
def killed_on_the_way(process: subprocess.Popen[str], out: Path) -> Iterator[None]:
    """Kill ``process`` when six documents are through."""

    def kill() -> None:
        while len(list((out / ".provtag").glob("*/*"))) < 6:
            time.sleep(0.02)
        process.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    yield
    killer.join()
    assert process.wait() != 0


def test_a_cluster_started_here_gives_the_same_bytes(tmp_path: Path) -> None:
    text = tmp_path / "细则.txt"
    text.write_text("第一条　公安机关打击拐卖犯罪。民政部门救助被拐卖的人员。\n", encoding="utf-8")
    assert main(["parse", str(text), "--out", str(tmp_path / "here")]) == 0
    assert main(["parse", str(text), "--out", str(tmp_path / "there"), "--scheduler", "local"]) == 0
    for name in ("documents.jsonl", "clauses.jsonl"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_no_scheduler_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ProvtagError, match="no Dask scheduler answers there"):
        run_batch(find_inputs([str(folder)]), Batch(tmp_path / "out", None, LIMITS, scheduler="tcp://127.0.0.1:9"))


def test_dask_is_not_installed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ProvtagError, match=r"pip install distributed"):
        run_batch(find_inputs([str(folder)]), Batch(tmp_path / "out", None, LIMITS, scheduler="local"))


def test_workers_of_another_version_are_refused(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PACKAGE, tmp_path / "other" / PACKAGE.name)
    (tmp_path / "labels").mkdir()
    for definitions in LABELS.glob("*.yaml"):
        shutil.copy(definitions, tmp_path / "labels")
    shutil.copy(SETTINGS, tmp_path)
    with (tmp_path / "other" / PACKAGE.name / "structure" / "parser.py").open("a", encoding="utf-8") as stream:
        stream.write("# of another version\n")
    with running_cluster(tmp_path / "other") as running:
        assert main(["parse", str(folder), "--out", str(tmp_path / "out"), "--scheduler", running.address]) == 2
    assert "another version" in capsys.readouterr().err
    assert not list((tmp_path / "out" / ".provtag").glob("*/*"))
