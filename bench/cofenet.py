"""CofeNet's cut of PolNeAR: exact spans of source, cue and content, one label a token (BIO).

Each instance, a paragraph, is read by itself. Its gold never nests, so of Sayso's answers too only the outermost count.
Tokens that two of them still share go to the cue first, then the source, then the content, and of the same role to
the span that begins first; what is left of the other may be two spans.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from bench.brat import Relation
from bench.reported import answered, outermost
from bench.score import f1
from bench.stating import Raw, state_texts
from bench.tokens import detokenise
from sayso.language.knowledge import Knowledge
from sayso.spans import Span

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
_FIRST_TO_TAKE: tuple[Role, ...] = ("cue", "source", "content")
"""Content runs around the others."""


class Labelled(NamedTuple):
    """Tokens start:end of an instance and what they are."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Instance:
    """A paragraph in tokens, with gold's labels."""

    name: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What was counted over some instances, by role."""

    gold: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Labelled], given: Iterable[Labelled]) -> None:
        """The spans of an instance."""
        wanted, found = set(gold), set(given)
        self.gold.update(span.role for span in wanted)
        self.answers.update(span.role for span in found)
        self.right.update(span.role for span in wanted & found)

    def figures(self) -> dict[str, float]:
        """The counts as the benchmark's keys, in percent."""
        return {
            f"{role}_f1": f1(self.right[role], self.answers[role], self.right[role], self.gold[role]) for role in ROLES
        }


def measure(path: Path, knowledge: Knowledge, part_of: Callable[[str], str]) -> dict[str, dict[str, float]]:
    """A file of instances -> figures for each part (told from an instance's id), and for "all"."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    gold = list(instances(path))
    printed = [detokenise(one.tokens) for one in gold]
    raws = [
        Raw(f"{number} {one.name}", text) for number, (one, (text, _)) in enumerate(zip(gold, printed, strict=True))
    ]
    for one, (text, places), stated in zip(gold, printed, state_texts(raws, knowledge), strict=True):
        given = spans_of(labels(text, outermost(answered(stated.statements)), places))
        for part in (part_of(one.name), "all"):
            tallies[part].add(spans_of(one.labels), given)
    return {part: tally.figures() for part, tally in tallies.items()}


def instances(path: Path) -> Iterator[Instance]:
    """A file of JSON lines, gzipped -> its instances."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Instance(row["id"], tuple(row["tokens"]), tuple(row["labels"]))


def spans_of(marks: Sequence[str]) -> list[Labelled]:
    """BIO labels[n] -> the spans they make; an I that continues nothing begins one."""
    found: list[Labelled] = []
    for at, mark in enumerate(marks):
        kind, _, role = mark.partition("-")
        before = found[-1] if found else None
        if kind == "I" and before is not None and before.end == at and before.role == role:
            found[-1] = before._replace(end=at + 1)
        elif kind in {"B", "I"}:
            found.append(Labelled(role, at, at + 1))  # type: ignore[arg-type]
    return found


def labels(text: str, given: Sequence[Relation], places: Sequence[Span]) -> list[str]:
    """Relations of a text, the places[n] of its tokens -> a BIO label for each token."""
    marks = ["O"] * len(places)
    for role in _FIRST_TO_TAKE:
        pieces = {
            piece for one in given for piece in (content_of(text, one) if role == "content" else getattr(one, role))
        }
        for piece in sorted(pieces):
            begun = False
            for at, place in enumerate(places):
                free = place.overlaps(piece) and marks[at] == "O"
                if free:
                    marks[at] = f"{'I' if begun else 'B'}-{role}"
                begun = free
    return marks


def content_of(text: str, one: Relation) -> list[Span]:
    """A relation -> the pieces of its content with their marks, those that only a sentence's end parts as one."""
    made: list[Span] = []
    for piece in one.content:
        edged = with_marks(text, piece)
        if made and not _WORD.search(text, made[-1].end, max(made[-1].end, edged.start)):
            made[-1] = Span(made[-1].start, max(made[-1].end, edged.end))
        else:
            made.append(edged)
    return made


_WORD = re.compile(r"\w")
_BEFORE = re.compile(r"(?:\b(?:that|to)\s+)?[“\"‘']?\Z", re.I)
_BEHIND = re.compile(r"[,.?!…—]*[”\"’']|")


def with_marks(text: str, content: Span) -> Span:
    """Content -> the same with what gold's guidelines count as its own: "that", "to", quotation marks around it."""
    before = _BEFORE.search(text, max(0, content.start - 10), content.start)
    behind = _BEHIND.match(text, content.end)
    return Span(before.start() if before else content.start, behind.end() if behind else content.end)
