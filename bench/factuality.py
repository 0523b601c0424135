"""factuality: does the text say that it happened? (protocol: the benchmark folder's README)

Gold gives words of a sentence a number from -3 (certainly not) to 3; Sayso's answer is that of the predicate that
stands there. Where it has none there, UNANSWERED is taken, as the constant baseline has it everywhere.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.score import share
from bench.stating import Raw, state_texts
from bench.tokens import HYPHENS, detokenise
from sayso.language.knowledge import Knowledge
from sayso.spans import Span
from sayso.tables import Predicate

UNANSWERED = 3.0

JOINING = {"uw": HYPHENS, "meantime": frozenset[str]()}
"""Set -> tokens without spaces around them: UW's are cut at hyphens, MEANTIME's "-" is a dash."""


@dataclass(frozen=True, slots=True)
class Event:
    """Words that tell of something, and how firmly they do, in the gold."""

    span: Span
    label: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the benchmark, as it is printed."""

    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Gold's number and Sayso's; None where it has no answer."""

    label: float
    answer: float | None

    @property
    def error(self) -> float:
        """How far they are apart."""
        return abs(self.label - self.value)

    @property
    def value(self) -> float:
        """Sayso's number, or what stands for it."""
        return UNANSWERED if self.answer is None else self.answer


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """The folder of a split -> figures for "all", the name of the set before each.

    Units: mae and r are no percentages: points of the scale, and -1 to 1; `unanswered` is in percent
    """
    knowledge = Knowledge()
    figures: dict[str, float] = {}
    for name in JOINING:
        gold = list(passages(folder / f"{name}.jsonl.gz", name))
        raws = (Raw(f"{name} {number}", passage.text) for number, passage in enumerate(gold))
        pairs = [
            pair
            for passage, stated in zip(gold, state_texts(raws, knowledge), strict=True)
            for pair in compare(passage.events, stated.predicates)
        ]
        figures |= {f"{name}_{key}": figure for key, figure in figures_of(pairs).items()}
    return {"all": figures}


def passages(path: Path, name: str) -> Iterator[Passage]:
    """A file of JSON lines, gzipped -> its sentences, as they are printed."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, places = detokenise(row["text"].split(" "), JOINING[name])
            events = [
                Event(Span(places[first].start, places[last - 1].end), float(target["label"]))
                for target in row["targets"]
                for first, last in [target["span1"]]
            ]
            yield Passage(text, tuple(events))


def compare(events: Sequence[Event], predicates: Sequence[Predicate]) -> Iterator[Pair]:
    """Gold's events, Sayso's predicates -> a pair each; of several predicates on an event the last, its head."""
    for event in events:
        there = [row for row in predicates if event.span.overlaps(Span(row.start, row.end))]
        head = max(there, key=lambda row: (row.end, row.start), default=None)
        yield Pair(event.label, head.factuality if head is not None else None)


def figures_of(pairs: Sequence[Pair]) -> dict[str, float]:
    """Pairs -> mean absolute error, of negative events too, correlation, and what share has no answer."""
    return {
        "mae": mean([pair.error for pair in pairs]),
        "r": correlation([pair.label for pair in pairs], [pair.value for pair in pairs]),
        "negative_mae": mean([pair.error for pair in pairs if pair.label < 0]),
        "unanswered": share(sum(pair.answer is None for pair in pairs), len(pairs)),
    }


def mean(numbers: Sequence[float]) -> float:
    """Their mean, rounded to 4 places; 0 of none."""
    return round(sum(numbers) / len(numbers), 4) if numbers else 0.0


def correlation(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Pearson's r of numbers[n] and numbers[n], rounded to 4 places; 0 where either never changes."""
    if not ours:
        return 0.0
    centre, other = sum(ours) / len(ours), sum(theirs) / len(theirs)
    both = sum((one - centre) * (two - other) for one, two in zip(ours, theirs, strict=True))
    spread = math.sqrt(sum((one - centre) ** 2 for one in ours) * sum((two - other) ** 2 for two in theirs))
    return round(both / spread, 4) if spread else 0.0
