"""What a worker process does: jobs from standard input, answers to standard output, until the input closes."""

from __future__ import annotations

import os
import pickle
import signal
import sys


def serve() -> None:
    """Reads a context, then (function, job) pairs, and answers each with function(context, job)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs = sys.stdin.buffer
    # What a library prints must not stand between two answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        context = pickle.load(jobs)
        while True:
            function, job = pickle.load(jobs)
            pickle.dump(function(context, job), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)
