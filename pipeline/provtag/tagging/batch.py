"""Many files in one go: every document becomes a record, the records become the output files.

Documents finish in any order and in any process; the output files have them in input order, so they are the same bytes
whatever the number of workers, and after a run that was cut off and continued.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging.assembly import assemble
from provtag.tagging.executors import Executor, cluster, machine
from provtag.tagging.fingerprint import file_stamp, file_state, record_key, run_fingerprint
from provtag.tagging.inputs import InputFile, Skipped
from provtag.tagging.outputs import DOCUMENTS, Outputs
from provtag.tagging.progress import Progress
from provtag.tagging.records import Record, Records
from provtag.tagging.rows import with_source
from provtag.tagging.worker import OTHER, Task
from provtag.terminal import say

OPEN_WORK = "provtag.tagging.work:open_work"


@dataclass(frozen=True, slots=True)
class Batch:
    """How a batch is run: see ``provtag tag --help``.

    ``model`` None: structure only. ``opener`` ("module:name") is called in every worker with the model and returns what makes
    the record of a document. ``skipped``: what was found and is not read, for failures.csv. ``left_labels``: (file and line,
    why) of labels that are of no input.
    """

    out: Path
    model: Path | None
    limits: DocumentLimits
    workers: int = 1
    scheduler: str | None = None
    force: bool = False
    progress: bool = False
    opener: str = OPEN_WORK
    skipped: tuple[Skipped, ...] = ()
    left_labels: Sequence[tuple[str, str]] = ()


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

    An interrupted run writes what is finished, but never in the place of what an earlier run wrote.
    Raises ProvtagError where nothing can be done: no model or a damaged one, no folder to write to, another run at work there;
    OSError where the system refuses to write.
    """
    check_output(batch.out)
    began = time.monotonic()
    run = _Run(inputs, batch)
    with run.records.locked():
        tables = batch.model is not None
        try:
            with closing(run.work()) as work:
                assemble(batch.out, chain(work, run.left_labels()), tables, batch.skipped)
        except KeyboardInterrupt:
            finished = chain(run.finished(), run.left_labels())
            if (batch.out / DOCUMENTS).exists():
                deque(finished, maxlen=0)  # counted and said
                say(f"provtag: {batch.out}: the results of an earlier run stay until a run is through")
            else:
                assemble(batch.out, finished, tables, batch.skipped)
        else:
            run.records.prune(frozenset(entry.key for entry in run.entries))
        run.say_what_changed()
    run.summary.seconds = time.monotonic() - began
    return run.summary


@dataclass(slots=True)
class _Entry:
    """An input on its way. ``key`` is that of its record; ``done``: the record is there; ``said``: what it warns of, too."""

    item: InputFile
    key: str
    stamp: object
    done: bool = False
    said: bool = False


class _Run:
    """One run over the inputs: every document gets a record, and the records are handed out in input order."""

    def __init__(self, inputs: Sequence[InputFile], batch: Batch) -> None:
        self.inputs = inputs
        self.batch = batch
        self.records = Records(batch.out)
        self.summary = Summary()
        self.entries: list[_Entry] = []
        self.task = make_task(batch.opener, batch.model, batch.limits)
        self.fingerprint = self.task.version
        self.say: Callable[[str], object] = say

    def work(self) -> Generator[tuple[str, Record]]:
        """Yield (source, record) of every input as soon as it and those before it are through."""
        waiting: deque[_Entry] = deque()
        under_way: dict[Future[bytes], _Entry] = {}
        with ExitStack() as stack:
            progress = stack.enter_context(closing(Progress(len(self.inputs), self.batch.progress)))
            self.say = progress.say
            executor: Executor | None = None  # where nothing is to be done, no worker is started
            for item in self.inputs:
                entry = self._enter(item)
                waiting.append(entry)
                if entry.done:
                    self.summary.reused += 1
                    progress.done(0)
                else:
                    executor = executor or stack.enter_context(self._executor())
                    under_way[executor.submit(item)] = entry
                    while len(under_way) >= executor.window():
                        self._keep(under_way, progress)
                yield from self._ready(waiting)
            while under_way:
                self._keep(under_way, progress)
                yield from self._ready(waiting)

    def finished(self) -> Iterator[tuple[str, Record]]:
        """Yield (source, record) of the inputs that were through when the run was interrupted."""
        self.say = say
        self.summary = Summary(reused=self.summary.reused, interrupted=True)
        for item in self.inputs[len(self.entries) :]:
            self._enter(item)
        for entry in self.entries:
            yield from self._read(entry)

    def left_labels(self) -> Iterator[tuple[str, Record]]:
        """Yield (file and line, failure) of every label that is of no input, and say it."""
        for where, why in self.batch.left_labels:
            self.summary.failed += 1
            say(f"provtag: {where}: {why}")
            yield where, Record(error=f"{where}: {why}")

    def say_what_changed(self) -> None:
        """Name the model and the inputs that were changed since they were read; the tables say what they were before."""
        try:
            changed = run_fingerprint(self.batch.model) != self.fingerprint
        except ProvtagError:
            changed = True
        if changed:
            self.say(f"provtag: {self.batch.model or 'provtag'}: was changed during the run; run again for what it is now")
        for entry in self.entries:
            if file_stamp(entry.item.path) != entry.stamp:
                self.say(f"provtag: {entry.item.source}: was changed during the run; run again for what it says now")

    def _enter(self, item: InputFile) -> _Entry:
        state = file_state(item.path)
        key = record_key(self.fingerprint, item, state.content)
        entry = _Entry(item, key, state.stamp, done=not self.batch.force and key in self.records)
        self.entries.append(entry)
        return entry

    def _ready(self, waiting: deque[_Entry]) -> Iterator[tuple[str, Record]]:
        """Take from ``waiting`` the inputs up to the first one that is under way, and yield them with their records."""
        while waiting and waiting[0].done:
            yield from self._read(waiting.popleft())

    def _read(self, entry: _Entry) -> Iterator[tuple[str, Record]]:
        """Yield (source, record) of an input that is through, count it and say what it warns of."""
        record = self.records.read(entry.key)
        if record is None:
            return
        if piece := record.pieces.get(DOCUMENTS):
            record = replace(record, pieces=record.pieces | {DOCUMENTS: with_source(piece, entry.item.source)})
        if record.pieces:
            self.summary.documents += 1
            self.summary.clauses += record.clauses
            self.summary.characters += record.characters
            self.summary.health.append(record.health)
        self.summary.failed += bool(record.error) + len(record.unmatched)
        if not entry.said:
            entry.said = True
            if record.error:
                self.say(f"provtag: {record.error}")
            elif record.warnings and self.batch.model:
                self.say(f"provtag: {entry.item.source}: {record.warnings}")
            for line in record.unmatched:
                self.say(f"provtag: {line}")
        yield entry.item.source, record

    def _executor(self) -> AbstractContextManager[Executor]:
        if self.batch.scheduler:
            return cluster(self.task, self.batch.scheduler, self.batch.workers)
        return machine(self.task, min(self.batch.workers, len(self.inputs)))

    def _keep(self, under_way: dict[Future[bytes], _Entry], progress: Progress) -> None:
        """Wait for documents and keep their records, under the keys of what was read."""
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            entry = under_way.pop(future)
            packed = _result(future, entry.item)
            record = Record.unpack(packed, with_pieces=False)
            if record.content:
                entry.key = record_key(self.fingerprint, entry.item, record.content)
            elif not record.error:
                raise ProvtagError(f"a worker does not say what it read: {OTHER}")
            self.records.write(entry.key, packed, failed=bool(record.error))
            entry.done = True
            progress.done(record.characters)


def make_task(opener: str, model: Path | None, limits: DocumentLimits) -> Task:
    """Return the task of workers with the program and ``model`` as they are now; raises ProvtagError where it is damaged."""
    return Task(opener, str(model.resolve()) if model else None, limits, run_fingerprint(model))


def check_output(out: Path) -> None:
    """Raise ProvtagError where ``out``, or a file in it, cannot be written to because of what has its name."""
    for part in (out, *out.parents):
        if part.exists():
            if not part.is_dir():
                raise ProvtagError(f"{part}: is a file; name a folder for --out")
            break
    Outputs(out).check()


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
