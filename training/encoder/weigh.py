"""Counts what statuses are meant where the rules say which, for the encoder to be weighed against:

    python -m training.encoder.weigh

Run it after `export`, and again when the rules have changed much. It counts on the statements that the encoder learned
from: it knows those by heart, but the rules do not. The others stay unseen by either, for `training.encoder.measure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.stating import Raw, state_texts
from bench.status import judge
from bench.status_cases import Case, Labels
from sayso.language.encoder import MODEL, STATUSES, VOICES, load_encoder
from sayso.language.knowledge import Knowledge
from sayso.spans import Span
from sayso.statements.status import REPORTED
from sayso.tables import LocalStatement
from training.encoder.passages import Held, is_unseen, singles

FEW = 2.0
"""How many cases are added that the rules had right, and, spread over all, how many at random."""


def cases(*, unseen: bool) -> Iterator[Case]:
    """The project's single statements, each as a case: those kept for measuring, or the others."""
    for passage in singles():
        if is_unseen(passage) == unseen:
            for number, one in enumerate(passage.held):
                yield _case(f"{passage.key}:{number}", passage.text, one)


def _case(name: str, text: str, one: Held) -> Case:
    content = tuple(Span(*part) for part in one.content)
    source = Span(*one.source[0]) if one.source else None
    return Case(name, text, content, source, (), False, Labels(one.status, "unknown", "unknown", "present"))


def rules_alone() -> Knowledge:
    """What Sayso knows, with an encoder that has no say in a status."""
    encoder = load_encoder()
    sure = np.zeros((len(VOICES), len(STATUSES), len(STATUSES)), dtype=np.float32)
    sure[:, range(len(STATUSES)), range(len(STATUSES))] = 1e6
    knowledge = Knowledge()
    knowledge.encoder = encoder.weighing(sure)
    return knowledge


def voice_of(row: LocalStatement) -> str:
    """Which of `VOICES` a statement was weighed in: the detail of each clause that only reports says `REPORTED`."""
    if row.voice == "attributed":
        return "attributed"
    return "reported" if REPORTED in row.detail else "author"


def after_rules(asked: Iterable[Case]) -> NDArray[np.float32]:
    """Cases -> how often each status is meant where the rules say which.

    Shape: [voice, status by the rules, status meant], the logarithms of probabilities
    """
    counts = np.full((len(VOICES), len(STATUSES), len(STATUSES)), FEW / len(STATUSES))
    counts[:, range(len(STATUSES)), range(len(STATUSES))] += FEW
    asked = list(asked)
    said = state_texts((Raw(case.name, case.text) for case in asked), rules_alone())
    for case, stated in zip(asked, said, strict=True):
        row = judge(case, stated.statements).answer
        if row is not None:
            meant = STATUSES.index(case.labels.status)
            counts[VOICES.index(voice_of(row)), STATUSES.index(row.status), meant] += 1
    shares: NDArray[np.float32] = np.log(counts / counts.sum(axis=2, keepdims=True)).astype(np.float32)
    return shares


def main() -> None:
    path = Path(str(MODEL)) / "statuses.npz"
    with np.load(path) as known:
        weights = dict(known)
    np.savez(path, **{**weights, "after_rules": after_rules(cases(unseen=False))})


if __name__ == "__main__":
    main()
