"""Workers: jobs done elsewhere, by processes that may die."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.run.workers import TookTooLong, WorkerDied, Workers


def add(context: int, job: int) -> int:
    print("what is printed does not stand between the answers")
    return context + job


def die(context: Path, job: int) -> int:
    (context / f"{job}-{time.monotonic_ns()}").touch()
    if job % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def stop_once(context: Path, job: int) -> int:
    if not (context / str(job)).exists():
        (context / str(job)).touch()
        os._exit(3)
    return job


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_job_has_its_result(count: int) -> None:
    with Workers(count, 100) as workers:
        assert dict(workers.run(add, range(20))) == {job: job + 100 for job in range(20)}
        assert dict(workers.run(add, [7])) == {7: 107}


def test_a_job_that_kills_is_tried_twice_and_the_others_are_done(tmp_path: Path) -> None:
    with Workers(2, tmp_path) as workers:
        results = dict(workers.run(die, range(4)))
    assert {job for job, result in results.items() if isinstance(result, WorkerDied)} == {1, 3}
    assert str(results[1]) == "signal SIGKILL"
    assert sorted(path.name.split("-")[0] for path in tmp_path.iterdir()) == ["0", "1", "1", "2", "3", "3"]


def test_a_process_that_stops_by_chance_costs_nothing(tmp_path: Path) -> None:
    with Workers(2, tmp_path) as workers:
        assert dict(workers.run(stop_once, range(2))) == {0: 0, 1: 1}


def test_jobs_are_taken_as_they_are_needed() -> None:
    taken = []

    def jobs() -> object:
        for job in range(100):
            taken.append(job)
            yield job

    with Workers(2, 0) as workers:
        running = workers.run(add, jobs())  # type: ignore[arg-type]
        next(running)
        assert len(taken) <= 8
        running.close()  # type: ignore[attr-defined]


def sleep(context: int, job: float) -> float:
    time.sleep(job)
    return context + job


def test_a_job_that_takes_too_long_is_ended_and_the_others_are_done() -> None:
    with Workers(1, 0) as workers:
        results = dict(workers.run(sleep, [0.0, 60.0, 0.1], seconds=5))
    assert isinstance(results[60.0], TookTooLong)
    assert (results[0.0], results[0.1]) == (0.0, 0.1)


def count_to(context: int, job: int) -> Iterator[int]:
    for number in range(job):
        if number == context:
            os._exit(4)
        yield number


def test_a_job_of_many_answers_gives_them_as_they_come() -> None:
    with Workers(1, 99) as workers:
        assert list(workers.stream(count_to, 3)) == [0, 1, 2]
        assert dict(workers.run(add, [1])) == {1: 100}


def test_a_job_of_many_answers_may_die_between_two() -> None:
    with Workers(1, 2) as workers:
        *before, last = workers.stream(count_to, 5)
    assert before == [0, 1]
    assert isinstance(last, WorkerDied) and str(last) == "exit code 4"


def hoard(context: int, job: int) -> str:
    try:
        return f"{len(bytearray(job)) + context} bytes"
    except MemoryError:
        return "no more memory"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_process_is_held_to_its_memory() -> None:
    with Workers(1, 0, max_memory=500_000_000) as workers:
        assert dict(workers.run(hoard, [1000, 2_000_000_000])) == {1000: "1000 bytes", 2_000_000_000: "no more memory"}
