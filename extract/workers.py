"""Documents read in processes of their own, each under limits, so that none can take another, the build or the machine with it.

A worker that hangs is killed, one that crashes is replaced; its document ends with a code of ``reasons.yml`` and the rest goes on.
"""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

import psutil

from extract.memory import give_back_memory

# A clean process each: nothing of the parent's state, locks or open files comes along.
_CONTEXT = get_context("spawn")
_POLL_SECONDS = 0.25


class Sized(Protocol):
    """A task says how large its document is; the largest start first, so that they do not come last and alone."""

    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document's reading."""

    wall_seconds: float = 600.0
    cpu_seconds: int = 300
    address_space_bytes: int = 3 * 1024**3
    file_bytes: int = 1024**3
    documents_per_worker: int = 200  # a fresh process now and then gives back what libraries leak,
    # and so does one in place of a worker that keeps more than this between two documents: 108 MB are its libraries, and over 79 documents it levels off at 171
    kept_bytes: int = 200 * 1024**2


@dataclass(frozen=True, slots=True)
class Failure:
    """A document whose worker did not come back with a result. ``code`` is one of reasons.yml."""

    code: str
    detail: str


Entry = Callable[[Any, Callable[[int], None]], Any]


def run_documents(
    tasks: Sequence[Sized], entry: Entry, jobs: int, limits: Limits | None = None, on_page: Callable[[Any, int], None] | None = None
) -> Iterator[tuple[Any, Any]]:
    """``entry(task, report_page)`` for every task, in up to ``jobs`` processes; pairs of task and result, or ``Failure``, as they come.

    ``entry`` must be importable by name; task and result must be plain data. ``on_page(task, count)`` hears of pages as they are read.
    """
    limits = limits or Limits()
    waiting = sorted(tasks, key=lambda task: -task.size)
    workers = [_Worker(entry, limits) for _ in range(max(1, min(jobs, len(waiting))))]
    try:
        while waiting or any(worker.task is not None for worker in workers):
            for number, worker in enumerate(workers):
                if worker.task is None and waiting:
                    if worker.is_spent:
                        worker.stop()
                        workers[number] = worker = _Worker(entry, limits)
                    worker.give(waiting.pop(0))
            busy = [worker for worker in workers if worker.task is not None]
            wait([worker.connection for worker in busy] + [worker.process.sentinel for worker in busy], timeout=_POLL_SECONDS)
            for worker in busy:
                yield from worker.collect(on_page)
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    def __init__(self, entry: Entry, limits: Limits) -> None:
        self._entry, self._limits = entry, limits
        self.task: Any = None
        self.is_spent = False
        self._served = 0
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, entry, limits), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, task: Any) -> None:
        self.task, self._started = task, time.monotonic()
        self._served += 1
        # Where it died between two documents, collect says so.
        with suppress(OSError):
            self.connection.send(task)

    def collect(self, on_page: Callable[[Any, int], None] | None) -> Iterable[tuple[Any, Any]]:
        """The result of the document in hand, if there is one by now."""
        try:
            while self.connection.poll():
                kind, content = self.connection.recv()
                if kind == "begun":
                    # A new process takes its time to start, more on a busy machine: that is not the document's.
                    self._started = time.monotonic()
                    continue
                if kind == "page":
                    if on_page:
                        on_page(self.task, content)
                    continue
                done, self.task = self.task, None
                self.is_spent = self._served >= self._limits.documents_per_worker or self._keeps() > self._limits.kept_bytes
                return [(done, Failure(*content) if kind == "failure" else content)]
        except (EOFError, OSError):
            return [self._lost(None)]
        if not self.process.is_alive():
            return [self._lost(None)]
        if time.monotonic() - self._started > self._limits.wall_seconds:
            return [self._lost(Failure("too_slow", f"{self._limits.wall_seconds:g} s"))]
        return []

    def _keeps(self) -> int:
        """Bytes of memory that the process holds."""
        with suppress(psutil.Error):
            return psutil.Process(self.process.pid).memory_info().rss
        return 0

    def _lost(self, failure: Failure | None) -> tuple[Any, Failure]:
        done, self.task, self.is_spent = self.task, None, True
        if failure:
            self.process.kill()
        self.process.join(10)
        return done, failure or _of_exit(self.process.exitcode, self._limits)

    def stop(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join(10)
        self.connection.close()


def _of_exit(code: int | None, limits: Limits) -> Failure:
    if code == -signal.SIGXCPU:
        return Failure("too_slow", f"{limits.cpu_seconds} s CPU")
    if code is not None and code < 0:
        return Failure("crashed", signal.Signals(-code).name)
    return Failure("crashed", f"exit status {code}")


def _serve(connection: Connection, entry: Entry, limits: Limits) -> None:
    """A worker's life: what libraries write goes nowhere, however much it is; every document gets its CPU time anew."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.address_space_bytes, limits.address_space_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(("begun", None))
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + limits.cpu_seconds, resource.RLIM_INFINITY))
        try:
            result = entry(task, lambda count: connection.send(("page", count)))
            give_back_memory()
            connection.send(("result", result))
        except MemoryError:
            connection.send(("failure", ("too_much_memory", f"{limits.address_space_bytes // 1024**2} MiB")))
        except OSError:
            raise
        except Exception as error:
            connection.send(("failure", ("crashed", f"{type(error).__name__}: {error}"[:300])))
