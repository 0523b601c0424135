"""What a worker process does: jobs from standard input, answers to standard output, until the input closes."""

from __future__ import annotations

import os
import pickle
import signal
import sys


def serve() -> None:
    """Reads a context, then (function, job, many) triples, and answers each.

    A job of one answer: (False, function(context, job)). A job of many: (True, answer) for each that the function
    yields, then (False, None).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs = sys.stdin.buffer
    # What a library prints must not stand between two answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def answer(message: object) -> None:
        pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()

    try:
        context, max_memory = pickle.load(jobs)
        if max_memory is not None:
            _hold_memory(max_memory)
        while True:
            function, job, many = pickle.load(jobs)
            if many:
                for one in function(context, job):
                    answer((True, one))
            answer((False, None if many else function(context, job)))
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _hold_memory(max_memory: int) -> None:
    """Makes asking for more memory than that an error of this process; where the system cannot, nothing happens."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        limit = max_memory if hard == resource.RLIM_INFINITY else min(max_memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    except (ImportError, OSError, ValueError, AttributeError):
        return
