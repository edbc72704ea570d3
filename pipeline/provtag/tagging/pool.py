"""Worker processes that several threads share, each asking one question at a time."""

from __future__ import annotations

import queue
import time
from typing import Any

from provtag.tagging.worker import LOOKING_SECONDS, Gone, Task, WorkerLostError, WorkerProcess


class WorkerPool:
    """``count`` workers; the first is started at once, so that work that cannot be opened is known at once (ProvtagError)."""

    def __init__(self, task: Task, count: int) -> None:
        self._workers = [WorkerProcess(task) for _ in range(count)]
        self._free: queue.LifoQueue[WorkerProcess] = queue.LifoQueue()  # those that are started first
        for worker in reversed(self._workers):
            self._free.put(worker)
        self._workers[0].start()

    def ask(self, request: dict[str, Any], seconds: float, gone: Gone) -> bytes:
        """Return the answer to ``request``; raises WorkerLostError where no worker is free within ``seconds``, where there is no
        answer within the limits of the task, or the one who asks is ``gone``."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                worker = self._free.get(timeout=LOOKING_SECONDS)
                break
            except queue.Empty:
                if gone() or time.monotonic() > deadline:
                    raise WorkerLostError("no worker was free in time") from None
        try:
            return worker.ask(request, gone)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.close()
