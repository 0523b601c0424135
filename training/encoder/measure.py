"""Measures how well the statuses of the statements are read that nothing has learned from or counted:

    python -m training.encoder.measure --data DATA

Single statements of the project's own, hard on purpose, and statements of real news (`polnear_*`), in natural shares.
By the rules alone and as Sayso weighs them with the encoder, where contents are to be found and a case whose content is
not found is wrong; and by the head alone, which is given the contents. Macro-F1 is over the statuses that occur.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.score import share
from bench.status import macro_f1
from bench.status_cases import Case
from sayso.language.encoder import STATUSES, Encoder
from sayso.language.knowledge import Knowledge
from sayso.language.parse import split_text
from sayso.spans import Span
from training.encoder.weigh import REAL, answers, cases, real_cases, rules_alone

Answers = list[str | None]
"""The status that each case is given; None where no statement answers it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """In percent of the cases; macro_f1: the mean of the statuses'."""

    macro_f1: float
    right: float
    found: float


def by_sayso(asked: Sequence[Case], knowledge: Knowledge) -> Answers:
    """Cases -> what the product says of them, knowing this."""
    return [verdict.status for verdict in answers(asked, knowledge)]


def by_head(asked: Sequence[Case], encoder: Encoder) -> Answers:
    """Cases -> what the encoder's head makes of them, given where their contents and sources stand."""
    given: Answers = []
    readings = {text: encoder.read(text, split_text(text)) for text in {case.text for case in asked}}
    for case in asked:
        read = readings[case.text]
        scores = read.statuses_of(case.content, case.holder, attributed=case.holder is not None)
        given.append(STATUSES[int(np.argmax(scores))] if scores is not None else None)
    return given


def parts_of(asked: Sequence[Case]) -> dict[str, list[int]]:
    """Cases -> the numbers of those in each part: the project's own, those of real news, every voice, every file.

    reported: what the author says of others' words, that is, in the same text a case that others hold is part of it
    """
    others: dict[str, list[Span]] = defaultdict(list)
    for case in asked:
        if case.holder is not None:
            others[case.text] += case.content
    voices: dict[str, list[int]] = {"author": [], "reported": [], "attributed": []}
    files: dict[str, list[int]] = defaultdict(list)
    for number, case in enumerate(asked):
        reports = any(whole.contains(span) for whole in case.content for span in others[case.text])
        voices["attributed" if case.holder else "reported" if reports else "author"].append(number)
        files[case.name.partition(".")[0]].append(number)
    real = [number for number, case in enumerate(asked) if case.name.startswith(REAL)]
    own = [number for number, case in enumerate(asked) if not case.name.startswith(REAL)]
    every = {"own": own, "real": real, **voices, **files}
    return {part: numbers for part, numbers in every.items() if numbers}


def figures_of(asked: Sequence[Case], given: Answers) -> Figures:
    """Cases and the answers to them -> figures."""
    pairs = [(case.labels.status, status) for case, status in zip(asked, given, strict=True)]
    return Figures(
        macro_f1(pairs),
        share(sum(wanted == status for wanted, status in pairs), len(pairs)),
        share(sum(status is not None for _, status in pairs), len(pairs)),
    )


def table(asked: Sequence[Case], ways: Mapping[str, Answers]) -> str:
    """Cases and how each way answers them -> lines to read, a part each."""
    lines = [f"{'':18}{'':6}" + "".join(f"{way:^24}" for way in ways).rstrip()]
    lines.append(f"{'':18}{'cases':>6}" + f"{'F1':>8}{'right':>8}{'found':>8}" * len(ways))
    for part, numbers in parts_of(asked).items():
        line = f"{part:18}{len(numbers):6}"
        for given in ways.values():
            one = figures_of([asked[n] for n in numbers], [given[n] for n in numbers])
            line += f"{one.macro_f1:8.1f}{one.right:8.1f}{one.found:8.1f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="the folder that holds polnear")
    data = arguments.parse_args().data
    asked = [*cases(unseen=True), *real_cases(data, unseen=True)]
    knowledge = Knowledge()
    ways = {
        "rules alone": by_sayso(asked, rules_alone()),
        "as weighed": by_sayso(asked, knowledge),
        "head, contents given": by_head(asked, knowledge.encoder),
    }
    print(table(asked, ways))


if __name__ == "__main__":
    main()
