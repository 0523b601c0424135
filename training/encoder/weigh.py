"""Counts what statuses are meant where the rules say which, for the encoder to be weighed against:

    python -m training.encoder.weigh --data DATA

Run it after `export`, and again when the rules have changed much. It counts on the statements that the encoder learned
from: it knows those by heart, but the rules do not. The others stay unseen by either, for `training.encoder.measure`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.stating import Raw, state_texts
from bench.status import Verdict, judge
from bench.status_cases import Case, Labels
from sayso.language.encoder import MODEL, STATUSES, VOICES, load_encoder
from sayso.language.knowledge import Knowledge
from sayso.spans import Span
from sayso.statements.status.hold import REPORTED
from sayso.tables import LocalStatement
from training.encoder.passages import Held, Passage, is_unseen, polnear, singles

REAL, OFTEN = "polnear", 5
"""How often a statement of real news counts, in which statuses have their natural shares."""

FEW = 2.0
"""How many cases are added that the rules had right, and, spread over all, how many at random."""


def cases(*, unseen: bool) -> Iterator[Case]:
    """The project's single statements, each as a case: those kept for measuring, or the others."""
    for passage in singles():
        if is_unseen(passage) == unseen:
            yield from _cases("", passage)


def real_cases(data: Path, *, unseen: bool) -> Iterator[Case]:
    """Statements of real news, in natural shares: those of PolNeAR's dev split and what else is kept, or the others.

    data: the folder that holds polnear
    """
    for split in ("train", "dev"):
        for passage in polnear(data / "polnear" / split):
            if unseen == (split == "dev" or is_unseen(passage)):
                yield from _cases(f"{REAL}_{split}.", passage)


def _cases(before: str, passage: Passage) -> Iterator[Case]:
    for number, one in enumerate(passage.held):
        yield _case(f"{before}{passage.key}:{number}", passage.text, one)


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


def answers(asked: Sequence[Case], knowledge: Knowledge) -> Iterator[Verdict]:
    """Cases -> what the product, knowing this, says of each; a text with several cases is read once."""
    texts = list(dict.fromkeys(case.text for case in asked))
    said = state_texts((Raw(str(n), text) for n, text in enumerate(texts)), knowledge)
    known = {text: stated.statements for text, stated in zip(texts, said, strict=True)}
    return (judge(case, known[case.text]) for case in asked)


def after_rules(asked: Iterable[Case]) -> NDArray[np.float32]:
    """Cases -> how often each status is meant where the rules say which.

    Shape: [voice, status by the rules, status meant], the logarithms of probabilities
    """
    counts = np.full((len(VOICES), len(STATUSES), len(STATUSES)), FEW / len(STATUSES))
    counts[:, range(len(STATUSES)), range(len(STATUSES))] += FEW
    asked = list(asked)
    for case, verdict in zip(asked, answers(asked, rules_alone()), strict=True):
        row = verdict.answer
        if row is not None:
            meant = STATUSES.index(case.labels.status)
            times = OFTEN if case.name.startswith(REAL) else 1
            counts[VOICES.index(voice_of(row)), STATUSES.index(row.status), meant] += times
    shares: NDArray[np.float32] = np.log(counts / counts.sum(axis=2, keepdims=True)).astype(np.float32)
    return shares


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="the folder that holds polnear")
    data = arguments.parse_args().data
    path = Path(str(MODEL)) / "statuses.npz"
    with np.load(path) as known:
        weights = dict(known)
    np.savez(path, **{**weights, "after_rules": after_rules([*cases(unseen=False), *real_cases(data, unseen=False)])})


if __name__ == "__main__":
    main()
