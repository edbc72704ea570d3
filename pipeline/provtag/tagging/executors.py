"""Where documents are worked on: workers of this machine, or of a Dask cluster. Both hand out futures of packed records."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from provtag.schema import ProvtagError
from provtag.tagging.inputs import InputFile
from provtag.tagging.worker import Task, close_workers, run_document

LOCAL = "local"
# Documents under way for each worker: enough that none waits for the next, few enough that memory stays flat.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Executor:
    """``submit`` sends a document; not more than ``window()`` should be under way at a time.

    Its future has the packed record, or raises: ProvtagError where the batch cannot go on.
    """

    submit: Callable[[InputFile], Future[bytes]]
    window: Callable[[], int]


@contextmanager
def machine(task: Task, workers: int) -> Iterator[Executor]:
    """Give ``workers`` worker processes of this machine, one behind each thread of a pool."""
    pool = ThreadPoolExecutor(workers)
    try:
        yield Executor(lambda item: pool.submit(run_document, task, item), lambda: AHEAD * workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        close_workers()  # ends documents under way, so that the threads end
        pool.shutdown()
        close_workers()


@contextmanager
def cluster(task: Task, scheduler: str, workers: int) -> Iterator[Executor]:
    """Give the workers of a Dask cluster: of the one at ``scheduler`` ("tcp://HOST:PORT"), or of one started here ("local").

    Workers must have provtag installed and see inputs and model under the same paths. A document whose worker is lost goes to
    another one. Raises ProvtagError where Dask is missing or the scheduler cannot be reached.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise ProvtagError("--scheduler needs the extra `cluster`: pip install distributed") from None
    for log in ("distributed", "distributed.client"):  # what is lost is told in one line
        logging.getLogger(log).setLevel(logging.CRITICAL)
    options: dict[str, Any] = {"threads_per_worker": 1, "dashboard_address": None}
    started = LocalCluster(n_workers=workers, **options) if scheduler == LOCAL else None
    try:
        try:
            client = Client(started or scheduler, timeout=10)
        except (OSError, TimeoutError, ValueError) as error:
            raise ProvtagError(f"{scheduler}: no Dask scheduler answers there ({error}); start one or mend the address") from None
        with client:
            pool = client.get_executor(pure=False)

            def submit(item: InputFile) -> Future[bytes]:
                with _scheduler_lost_on(Exception):
                    return pool.submit(run_document, task, item)

            def window() -> int:
                with _scheduler_lost_on(Exception):
                    return AHEAD * max(sum(client.nthreads().values()), 1)

            try:
                with _scheduler_lost_on(CancelledError):  # what Dask does to documents under way
                    yield Executor(submit, window)
            finally:
                with suppress(Exception):
                    client.run(close_workers)
                with suppress(Exception):
                    pool.shutdown(wait=False)  # what is under way when the scheduler is lost never ends
    finally:
        if started:
            started.close()


@contextmanager
def _scheduler_lost_on(error: type[Exception]) -> Iterator[None]:
    """Say that the scheduler was lost where ``error`` is raised.

    Dask has many errors for it: of the connection, of a client that closed itself, of a loop that ended.
    """
    try:
        yield
    except error as cause:
        name = type(cause).__name__
        raise ProvtagError(f"the Dask scheduler was lost ({name}); finished documents are kept, run again to go on") from cause
