"""Worker processes: each opens its work (the model) once and then does one document after another, under limits.

A worker is a child process that gets one JSON line a request and answers with bytes, so that whatever a document does to it,
work goes on with a fresh one. The same workers serve threads of this process and of a Dask worker. A worker starts only where
its program and model are those that the task was made for.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import math
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, Any

from provtag.documents.limits import MEGABYTE
from provtag.processes import answering_stream, child_environment, module_command, without_collector
from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits
from provtag.tagging.fingerprint import run_fingerprint
from provtag.tagging.inputs import InputFile
from provtag.tagging.records import Record

Answer = Callable[[dict[str, Any]], bytes]

OTHER = (
    "a worker has another model or another version of the program, or they were changed meanwhile; make them the same, run again"
)

# How long a worker that broke off may take to end, until its status says why.
DYING_SECONDS = 2
# How often a worker's answer is waited for, before it is looked whether the one who asked is still there.
LOOKING_SECONDS = 1

Gone = Callable[[], bool]


class WorkerLostError(Exception):
    """A worker that gave no answer, and why."""


@dataclass(frozen=True, slots=True)
class Task:
    """What workers are to do: ``opener`` ("module:name") is called with ``model`` and returns what answers requests; ``version``
    is the fingerprint of program and model that a worker must have."""

    opener: str
    model: str | None
    limits: DocumentLimits
    version: str


class WorkerProcess:
    """One worker, started when the first document comes and again after it was lost."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, item: InputFile) -> bytes:
        """Return the packed record of ``item``: of its failure, too. Raises ProvtagError where the work cannot be opened."""
        try:
            return self.ask(item.request())
        except WorkerLostError as error:
            return Record(error=f"{item.source}: {error}; check the file").pack()

    def ask(self, request: dict[str, Any], gone: Gone | None = None) -> bytes:
        """Return the answer to ``request``. Raises WorkerLostError where there is none within the limits, or where the one who
        asked is ``gone``; ProvtagError where the work cannot be opened."""
        process = self._process or self.start()
        assert process.stdin is not None and process.stdout is not None
        in_time, answer = True, None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            in_time = self._answers(process.stdout, gone)
            answer = _receive(process.stdout) if in_time else None
        if answer is not None:
            return answer
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(DYING_SECONDS if in_time else 0)
        self.close()
        raise WorkerLostError(self._reason(process.returncode, in_time))

    def _answers(self, stream: IO[bytes], gone: Gone | None) -> bool:
        """Wait until an answer begins; tells whether it does while somebody waits for it."""
        deadline = time.monotonic() + self.task.limits.seconds
        pause = None if gone is None else LOOKING_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            if wait([stream.fileno()], left if pause is None else min(left, pause)):
                return True
            if gone is not None and gone():
                return False
        return False

    def close(self) -> None:
        """End the process at once, and the processes it started."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until its work is open; raises ProvtagError where it cannot be opened."""
        process = subprocess.Popen(
            module_command(__name__, json.dumps(asdict(self.task))),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            start_new_session=True,  # Ctrl-C is for the parent, which ends its workers
        )
        assert process.stdout is not None
        fault = _receive(process.stdout)
        if fault is None or fault:
            process.kill()
            process.wait()
            raise ProvtagError(fault.decode() if fault else "a worker process could not be started; free memory and run again")
        self._process = process
        return process

    def _reason(self, status: int, in_time: bool) -> str:
        limits = self.task.limits
        if not in_time:
            return f"not finished within {limits.seconds} seconds"
        if status == -signal.SIGXCPU:
            return f"not finished within {limits.processor_seconds} seconds of processor time"
        ended = f"signal {-status}" if status < 0 else f"exit code {status}"
        return f"its worker broke off ({ended}; at most {limits.memory_mb} MB)"


_workers: dict[int, WorkerProcess] = {}


def run_document(task: Task, item: InputFile) -> bytes:
    """Return the packed record of ``item`` from the worker of this thread, which is started if there is none."""
    thread = threading.get_ident()
    worker = _workers.get(thread)
    if worker is None or worker.task != task:
        if worker:
            worker.close()
        worker = _workers[thread] = WorkerProcess(task)
    return worker.run(item)


def close_workers() -> None:
    """End the workers of all threads of this process; a thread that goes on gets a new one."""
    for worker in list(_workers.values()):
        worker.close()


def _receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message, or None where the stream ends before it does."""
    head = stream.readline()
    if not head.endswith(b"\n"):
        return None
    message = stream.read(int(head))
    return message if len(message) == int(head) else None


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(b"%d\n" % len(message) + message)
    stream.flush()


def _serve(task: Task) -> None:
    """Answer documents on standard input until it ends."""
    answers = answering_stream()
    try:
        module, name = task.opener.split(":")
        answer: Answer = getattr(importlib.import_module(module), name)(task.model)
        _check_version(task)  # what was opened is what was checked
        _check_memory(task.limits)
    except ProvtagError as error:
        return _send(answers, str(error).encode())
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return _send(answers, f"{task.model}: cannot be opened ({reason}); train it again".encode())
    gc.freeze()  # the model stays as it is: the collector need not go through it again and again
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Soft limits only: the readers' child processes have limits of their own, which may be wider.
    _limit(resource.RLIMIT_AS, task.limits.memory_mb * MEGABYTE)
    _send(answers, b"")
    for line in sys.stdin.buffer:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + task.limits.processor_seconds)
        with without_collector():
            packed = answer(json.loads(line))
        _send(answers, packed)
    return None


def _check_version(task: Task) -> None:
    if run_fingerprint(Path(task.model) if task.model is not None else None) != task.version:
        raise ProvtagError(f"{task.model or 'provtag'}: {OTHER}")


def _check_memory(limits: DocumentLimits) -> None:
    """Raise ProvtagError where a worker takes more than a document may cost before it has seen one; Linux alone tells."""
    with contextlib.suppress(FileNotFoundError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize() // MEGABYTE
        if taken >= limits.memory_mb:
            raise ProvtagError(
                f"params.yaml: tag.memory_mb: {limits.memory_mb} is too little, a worker alone takes {taken}; set it higher"
            )


def _limit(what: int, soft: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    _serve(Task(**given | {"limits": DocumentLimits(**given["limits"])}))
