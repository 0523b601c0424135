"""Workers: other Python processes that do one job each at a time, and may die of it.

Each is a plain Python process that reads jobs from its standard input and ends when that closes. Unlike those of
`multiprocessing` it needs no `if __name__ == "__main__"` in the calling script, never outlives a build that is killed,
and if it dies we know on which job.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

C = TypeVar("C")
J = TypeVar("J")
R = TypeVar("R")

_START = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from sayso.run.worker import serve
serve()
"""


class WorkerDied(Exception):  # noqa: N818 - it names what happened
    """The process that did a job ended, twice, without an answer."""


class Workers(Generic[C]):
    """Up to `count` processes, started when first needed; with a count of 1 the work is done here.

    context: handed to every process once, and to every job's function as its first argument
    """

    def __init__(self, count: int, context: C) -> None:
        self._count = count
        self._context = context
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._started: list[_Worker] = []
        for _ in range(count):
            self._idle.put(None)

    def run(self, function: Callable[[C, J], R], jobs: Iterable[J]) -> Iterator[tuple[J, R | WorkerDied]]:
        """Jobs -> each with its result, as they are done; few are taken from `jobs` ahead of time."""
        if self._count == 1:
            for job in jobs:
                yield job, function(self._context, job)
            return
        with ThreadPoolExecutor(self._count) as threads:
            running: dict[Future[R | WorkerDied], J] = {}
            try:
                for job in jobs:
                    running[threads.submit(self._answer, function, job)] = job
                    if len(running) >= 2 * self._count:
                        yield from _finished(running)
                while running:
                    yield from _finished(running)
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """Ends every process."""
        self._count = 0
        for worker in self._started:
            worker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, function: Callable[[C, J], R], job: J) -> R | WorkerDied:
        """A job's result; a job on which its process dies is tried once more in a fresh one."""
        worker = self._idle.get()
        died = WorkerDied("it was not tried")
        try:
            for _ in range(2):
                if self._count == 0:
                    return died
                if worker is None:
                    worker = _Worker(self._context)
                    self._started.append(worker)
                try:
                    result: R = worker.ask(function, job)
                except (EOFError, OSError, pickle.UnpicklingError):
                    died = WorkerDied(worker.stop())
                    worker = None
                else:
                    return result
            return died
        finally:
            self._idle.put(worker)


def _finished(running: dict[Future[R], J]) -> Iterator[tuple[J, R]]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        yield running.pop(future), future.result()


class _Worker:
    """One process, and the pipes to and from it."""

    def __init__(self, context: object) -> None:
        command = [sys.executable, "-W", "ignore", "-c", _START]
        # One thread each: the processes share the cores already, and sums come out the same on every machine.
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        pipes = subprocess.PIPE
        self._child = subprocess.Popen(command, stdin=pipes, stdout=pipes, env=threads | dict(os.environ))
        self._send(sys.path)
        self._send(context)

    def _send(self, message: object) -> None:
        assert self._child.stdin is not None
        pickle.dump(message, self._child.stdin, pickle.HIGHEST_PROTOCOL)
        self._child.stdin.flush()

    def ask(self, function: Callable[..., Any], job: object) -> Any:
        """The result of one job. Raises: EOFError or OSError if the process ends before it answers."""
        self._send((function, job))
        assert self._child.stdout is not None
        return pickle.load(self._child.stdout)

    def stop(self) -> str:
        """Ends the process, if it has not ended, and says how it did."""
        self._child.kill()
        code = self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
