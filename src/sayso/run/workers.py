"""Workers: other Python processes that do one job each at a time, and may die of it or be ended.

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
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
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


class TookTooLong(WorkerDied):
    """The process that did a job was ended, as it took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"it took longer than {seconds:g} seconds")
        self.seconds = seconds


class Workers(Generic[C]):
    """Up to `count` processes, started when first needed; with a count of 0 the work is done here, unprotected.

    context:    handed to every process once, and to every job's function as its first argument
    max_memory: bytes that a process may take, where the system can hold it to that; None: as many as there are
    """

    def __init__(self, count: int, context: C, max_memory: int | None = None) -> None:
        self._count = count
        self._context = context
        self._max_memory = max_memory
        self._closed = False
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._started: list[_Worker] = []
        self._streaming: _Worker | None = None
        for _ in range(count):
            self._idle.put(None)

    def run(
        self, function: Callable[[C, J], R], jobs: Iterable[J], seconds: float | None = None
    ) -> Iterator[tuple[J, R | WorkerDied]]:
        """Jobs -> each with its result, as they are done; few are taken from `jobs` ahead of time.

        seconds: so long may a job take
        """
        if self._count == 0:
            for job in jobs:
                yield job, function(self._context, job)
            return
        with ThreadPoolExecutor(self._count) as threads:
            running: dict[Future[R | WorkerDied], J] = {}
            try:
                for job in jobs:
                    running[threads.submit(self._answer, function, job, seconds)] = job
                    if len(running) >= 2 * self._count:
                        yield from _finished(running)
                while running:
                    yield from _finished(running)
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def stream(
        self, function: Callable[[C, J], Iterator[R]], job: J, seconds: float | None = None
    ) -> Iterator[R | WorkerDied]:
        """One job of many results -> the results, as they come, from a process kept for that; WorkerDied if it ends.

        seconds: so long may every single result take
        """
        if self._count == 0:
            yield from function(self._context, job)
            return
        worker, self._streaming = self._streaming or self._start(), None
        more = True
        try:
            worker.send((function, job, True))
            while True:
                with worker.ended_after(seconds):
                    more, result = worker.receive()
                if not more:
                    self._streaming = worker
                    return
                yield result
        except (EOFError, OSError, pickle.UnpicklingError):
            yield worker.death()
        finally:
            if more:  # it ended, or nobody wants the rest
                worker.stop()
                self._started.remove(worker)

    def close(self) -> None:
        """Ends every process."""
        self._closed = True
        for worker in self._started:
            worker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> _Worker:
        worker = _Worker(self._context, self._max_memory)
        self._started.append(worker)
        return worker

    def _answer(self, function: Callable[[C, J], R], job: J, seconds: float | None) -> R | WorkerDied:
        """A job's result; a job on which its process dies by itself is tried once more in a fresh one."""
        worker = self._idle.get()
        died = WorkerDied("it was not tried")
        try:
            for _ in range(2):
                if self._closed or isinstance(died, TookTooLong):
                    return died
                worker = worker or self._start()
                try:
                    with worker.ended_after(seconds):
                        worker.send((function, job, False))
                        _, result = worker.receive()
                except (EOFError, OSError, pickle.UnpicklingError):
                    died = worker.death()
                    self._started.remove(worker)
                    worker = None
                else:
                    answer: R = result
                    return answer
            return died
        finally:
            self._idle.put(worker)


def _finished(running: dict[Future[R], J]) -> Iterator[tuple[J, R]]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        yield running.pop(future), future.result()


class _Worker:
    """One process, and the pipes to and from it."""

    def __init__(self, context: object, max_memory: int | None) -> None:
        command = [sys.executable, "-W", "ignore", "-c", _START]
        # One thread each: the processes share the cores already, and sums come out the same on every machine.
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        pipes = subprocess.PIPE
        self._child = subprocess.Popen(command, stdin=pipes, stdout=pipes, env=threads | dict(os.environ))
        self._too_long: float | None = None
        with suppress(OSError):  # a process that ends at once is noticed when it is asked
            self.send(sys.path)
            self.send((context, max_memory))

    def send(self, message: object) -> None:
        """Raises: OSError if the process has ended"""
        assert self._child.stdin is not None
        pickle.dump(message, self._child.stdin, pickle.HIGHEST_PROTOCOL)
        self._child.stdin.flush()

    def receive(self) -> Any:
        """The next answer. Raises: EOFError or OSError if the process ends before it answers"""
        assert self._child.stdout is not None
        return pickle.load(self._child.stdout)

    @contextmanager
    def ended_after(self, seconds: float | None) -> Iterator[None]:
        """The process is ended if what is done inside takes longer than so many seconds."""
        if seconds is None:
            yield
            return
        timer = threading.Timer(seconds, self._end, [seconds])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self, seconds: float) -> None:
        self._too_long = seconds
        self._child.kill()

    def death(self) -> WorkerDied:
        """Ends the process, if it has not ended, and says how it did."""
        code = self.stop()
        if self._too_long is not None:
            return TookTooLong(self._too_long)
        return WorkerDied(f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}")

    def stop(self) -> int:
        """Ends the process, if it has not ended; its exit code."""
        self._child.kill()
        code = self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code
