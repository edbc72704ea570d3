"""Many files in one go: every document becomes a record, the records become the output files.

Documents finish in any order and in any process; the output files have them in input order, so they are the same bytes
whatever the number of workers, and after a run that was cut off and continued.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging.assembly import assemble
from provtag.tagging.executors import Executor, cluster, machine
from provtag.tagging.fingerprint import record_key, run_fingerprint
from provtag.tagging.inputs import InputFile
from provtag.tagging.progress import Progress
from provtag.tagging.records import Record, Records
from provtag.tagging.worker import Task

OPEN_WORK = "provtag.tagging.work:open_work"


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch is run: see ``provtag tag --help``.

    ``model`` None: structure only. ``opener`` ("module:name") is called in every worker with the model and returns what makes
    the record of a document.
    """

    out: Path
    model: Path | None
    limits: DocumentLimits
    workers: int = 1
    scheduler: str | None = None
    force: bool = False
    progress: bool = False
    opener: str = OPEN_WORK


@dataclass
class Summary:
    """What a batch did. ``health`` has one line for people a document; ``interrupted``: not all inputs are through."""

    documents: int = 0
    clauses: int = 0
    characters: int = 0
    failed: int = 0
    reused: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    health: list[str] = field(default_factory=list)


def run_batch(inputs: Sequence[InputFile], batch: Batch) -> Summary:
    """Write the output files of all ``inputs``; a failed file costs its own row only, an interrupt (Ctrl-C) the rest.

    Raises ProvtagError where nothing can be done: no model, no folder to write to, another run at work there.
    """
    check_output(batch.out)
    check_model(batch.model)
    began = time.monotonic()
    records = Records(batch.out)
    with records.locked():
        if batch.force:
            records.clear()
        run = _Run(inputs, batch, records)
        tables = batch.model is not None
        try:
            with closing(run.work()) as work:
                assemble(batch.out, work, tables)
        except KeyboardInterrupt:
            assemble(batch.out, run.finished(), tables)
        else:
            records.prune(frozenset(run.keys))
    run.summary.seconds = time.monotonic() - began
    return run.summary


class _Run:
    """One run over the inputs: every document gets a record, and the records are handed out in input order."""

    def __init__(self, inputs: Sequence[InputFile], batch: Batch, records: Records) -> None:
        self.inputs = inputs
        self.batch = batch
        self.records = records
        self.summary = Summary()
        self.keys: list[str] = []
        self.fingerprint = run_fingerprint(batch.model)
        model = str(batch.model.resolve()) if batch.model else None
        self.task = Task(batch.opener, model, batch.limits, self.fingerprint)

    def work(self) -> Generator[tuple[str, Record]]:
        """Yield (source, record) of every input as soon as it and those before it are through."""
        waiting: deque[tuple[InputFile, str]] = deque()
        under_way: dict[Future[bytes], tuple[InputFile, str]] = {}
        with ExitStack() as stack:
            progress = stack.enter_context(closing(Progress(len(self.inputs), self.batch.progress)))
            executor: Executor | None = None  # where nothing is to be done, no worker is started
            for item in self.inputs:
                key = record_key(self.fingerprint, item)
                self.keys.append(key)
                waiting.append((item, key))
                if key in self.records:
                    self.summary.reused += 1
                    progress.done(0)
                else:
                    executor = executor or stack.enter_context(self._executor())
                    under_way[executor.submit(item)] = item, key
                    while len(under_way) >= executor.window():
                        self._keep(under_way, progress)
                yield from self._ready(waiting, under_way)
            while under_way:
                self._keep(under_way, progress)
                yield from self._ready(waiting, under_way)

    def finished(self) -> Iterator[tuple[str, Record]]:
        """Yield (source, record) of the inputs that were through when the run was interrupted."""
        self.summary = Summary(reused=self.summary.reused, interrupted=True)
        self.keys += [record_key(self.fingerprint, item) for item in self.inputs[len(self.keys) :]]
        for item, key in zip(self.inputs, self.keys, strict=True):
            yield from self._read(item, key)

    def _ready(
        self, waiting: deque[tuple[InputFile, str]], under_way: dict[Future[bytes], tuple[InputFile, str]]
    ) -> Iterator[tuple[str, Record]]:
        """Take from ``waiting`` the inputs up to the first one that is under way, and yield them with their records."""
        keys = {key for _, key in under_way.values()}
        while waiting and waiting[0][1] not in keys:
            yield from self._read(*waiting.popleft())

    def _read(self, item: InputFile, key: str) -> Iterator[tuple[str, Record]]:
        """Yield (source, record) of an input that is through, and count it."""
        record = self.records.read(key)
        if record is None:
            return
        if record.error:
            self.summary.failed += 1
        else:
            self.summary.documents += 1
            self.summary.clauses += record.clauses
            self.summary.characters += record.characters
            self.summary.health.append(record.health)
        yield item.source, record

    def _executor(self) -> AbstractContextManager[Executor]:
        if self.batch.scheduler:
            return cluster(self.task, self.batch.scheduler, self.batch.workers)
        return machine(self.task, min(self.batch.workers, len(self.inputs)))

    def _keep(self, under_way: dict[Future[bytes], tuple[InputFile, str]], progress: Progress) -> None:
        """Wait for documents and keep their records."""
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            item, key = under_way.pop(future)
            packed = _result(future, item)
            record = Record.unpack(packed, with_pieces=False)
            self.records.write(key, packed, failed=bool(record.error))
            if record.error:
                progress.say(f"provtag: {record.error}")
            progress.done(record.characters)


def check_output(out: Path) -> None:
    """Raise ProvtagError where ``out`` cannot be a folder to write to."""
    for part in (out, *out.parents):
        if part.exists():
            if not part.is_dir():
                raise ProvtagError(f"{part}: is a file; name a folder for --out")
            return


def check_model(model: Path | None) -> None:
    """Raise ProvtagError where ``model`` is no packaged pipeline."""
    if model and not (model / "config.cfg").exists():
        raise ProvtagError(f"{model}: no model there; run `make run` (or `dvc repro`) to train it")


def _result(future: Future[bytes], item: InputFile) -> bytes:
    try:
        return future.result()
    except (ProvtagError, CancelledError):
        raise
    except Exception as error:
        if type(error).__name__ == "KilledWorker":  # it took several workers of a cluster with it
            return Record(error=f"{item.source}: its worker was lost several times; check the file").pack()
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ProvtagError(f"a worker cannot do its work ({reason}); finished documents are kept") from None
