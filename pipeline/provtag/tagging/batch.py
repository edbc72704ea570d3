"""Many files in one go: every document becomes a record, the records become the output files.

Documents finish in any order and in any process; the output files have them in input order, so they are the same bytes
whatever the number of workers, and after a run that was cut off and continued.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging.assembly import assemble
from provtag.tagging.counting import find_facts, with_facts
from provtag.tagging.executors import Executor, cluster, machine
from provtag.tagging.fingerprint import file_stamp, file_state, record_key, run_fingerprint
from provtag.tagging.inputs import InputFile, Skipped
from provtag.tagging.outputs import DOCUMENTS, Outputs
from provtag.tagging.progress import Progress
from provtag.tagging.records import Record, Records
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
        try:
            run.work()
            run.assemble()
        except KeyboardInterrupt:
            run.break_off()
            if (batch.out / DOCUMENTS).exists():
                say(f"provtag: {batch.out}: the results of an earlier run stay until a run is through")
            else:
                run.assemble()
        else:
            run.records.prune(frozenset(entry.key for entry in run.entries))
        run.tell_left_labels()
        run.say_what_changed()
    run.summary.seconds = time.monotonic() - began
    return run.summary


@dataclass(slots=True)
class _Entry:
    """An input on its way. ``key`` is that of its record, which is here without its pieces when the input is through; ``told``:
    it is counted, and what it warns of is said."""

    item: InputFile
    key: str
    stamp: object
    record: Record | None
    told: bool = False


class _Run:
    """One run over the inputs: every document gets a record, and the records become the output files in input order."""

    def __init__(self, inputs: Sequence[InputFile], batch: Batch) -> None:
        self.inputs = inputs
        self.batch = batch
        self.records = Records(batch.out)
        self.summary = Summary()
        self.entries: list[_Entry] = []
        self.task = make_task(batch.opener, batch.model, batch.limits)
        self.fingerprint = self.task.version
        self.say: Callable[[str], object] = say

    def work(self) -> None:
        """See that there is a record of every input, and tell of each as soon as it and those before it are through."""
        waiting: deque[_Entry] = deque()
        under_way: dict[Future[bytes], _Entry] = {}
        with ExitStack() as stack:
            progress = stack.enter_context(closing(Progress(len(self.inputs), self.batch.progress)))
            self.say = progress.say
            executor: Executor | None = None  # where nothing is to be done, no worker is started
            for item in self.inputs:
                entry = self._enter(item)
                waiting.append(entry)
                if entry.record:
                    self.summary.reused += 1
                    progress.done(0)
                else:
                    executor = executor or stack.enter_context(self._executor())
                    under_way[executor.submit(item)] = entry
                    while len(under_way) >= executor.window():
                        self._keep(under_way, progress)
                self._tell_ready(waiting)
            while under_way:
                self._keep(under_way, progress)
                self._tell_ready(waiting)

    def break_off(self) -> None:
        """Take the inputs that have a record, also of an earlier run, for all there are, and tell of them."""
        self.say = say
        self.summary.interrupted = True
        for item in self.inputs[len(self.entries) :]:
            self._enter(item)
        for entry in self.entries:
            entry.record = entry.record or self.records.read(entry.key, with_pieces=False)
            self._tell(entry)

    def assemble(self) -> None:
        """Write the output files from the records."""
        assemble(self.batch.out, self._records(), self.batch.model is not None, self.batch.skipped)

    def _records(self) -> Iterator[tuple[str, Record]]:
        """Yield (source, record) of the inputs that are through; then (file and line, failure) of labels that are of no input."""
        through = [entry for entry in self.entries if entry.record]
        facts = find_facts([(entry.item.source, entry.record.seen) for entry in through if entry.record and entry.record.seen])
        for entry in through:
            source, record = entry.item.source, self.records.read(entry.key)
            if record is None:
                raise ProvtagError(f"{source}: its record was removed or damaged since this run found it whole; run again")
            if record.seen:
                record = replace(record, pieces=with_facts(record.pieces, source, facts.get(record.seen.doc_id)))
            yield source, record
        for where, why in self.batch.left_labels:
            yield where, Record(error=f"{where}: {why}")

    def tell_left_labels(self) -> None:
        """Count the labels that are of no input, and say which they are."""
        for where, why in self.batch.left_labels:
            self.summary.failed += 1
            self.say(f"provtag: {where}: {why}")

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
        entry = _Entry(item, key, state.stamp, None if self.batch.force else self.records.finished(key))
        self.entries.append(entry)
        return entry

    def _tell_ready(self, waiting: deque[_Entry]) -> None:
        """Take from ``waiting`` the inputs up to the first one that is under way, and tell of them."""
        while waiting and waiting[0].record:
            self._tell(waiting.popleft())

    def _tell(self, entry: _Entry) -> None:
        """Count an input that is through and say what it warns of, once."""
        record = entry.record
        if record is None or entry.told:
            return
        entry.told = True
        if record.seen:
            self.summary.documents += 1
            self.summary.clauses += record.clauses
            self.summary.characters += record.characters
            self.summary.health.append(record.health)
        self.summary.failed += bool(record.error) + len(record.unmatched)
        if record.error:
            self.say(f"provtag: {record.error}")
        elif record.warnings and self.batch.model:
            self.say(f"provtag: {entry.item.source}: {record.warnings}")
        for where, why in record.unmatched:
            self.say(f"provtag: {where}: {why}")

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
            entry.record = record
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
