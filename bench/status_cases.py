"""The cases of the `status` benchmark: passages with one statement marked, and how two readers labelled it."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sayso.spans import Span
from sayso.tables import Certainty, Polarity, Status, Tense

AUTHOR = "author"
_ALLOWED = {"status": Status, "polarity": Polarity, "certainty": Certainty, "tense": Tense}


@dataclass(frozen=True, slots=True)
class Labels:
    """How a statement is held, as a reader has it."""

    status: str
    polarity: str
    certainty: str
    tense: str


@dataclass(frozen=True, slots=True)
class Case:
    """A passage with one statement marked.

    holder: where the words stand that name who holds it; None: the author
    chain:  where those stand that pass it on, outermost first, the holder last; empty: the author
    stated: whether the chain stands in the case, not only the holder
    """

    name: str
    text: str
    content: tuple[Span, ...]
    holder: Span | None
    chain: tuple[Span, ...]
    stated: bool
    labels: Labels


def read_cases(folder: Path) -> Iterator[Case]:
    """A folder with cases.jsonl and labels_a.csv -> its cases, in order.

    Raises: ValueError if words of a case do not stand in its text, or it has no labels
    """
    labels = read_labels(folder / "labels_a.csv")
    with (folder / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in labels:
                raise ValueError(f"case {row['id']} has no labels")
            try:
                yield _case(row, labels[row["id"]])
            except ValueError as wrong:
                raise ValueError(f"case {row['id']}: {wrong}") from wrong


def read_labels(path: Path) -> dict[str, Labels]:
    """A reader's labels, by the id of the case.

    Raises: ValueError if a label is none of the words that the column can have
    """
    found: dict[str, Labels] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for column, words in _ALLOWED.items():
                if row[column] not in get_args(words):
                    raise ValueError(f"{path.name}: case {row['id']} has the {column} {row[column]!r}")
            found[row["id"]] = Labels(*(row[column] for column in _ALLOWED))
    return found


def kappa(one: Mapping[str, Labels], other: Mapping[str, Labels], names: Sequence[str]) -> float:
    """Two readers' statuses of the same cases -> Cohen's kappa in percent, rounded to 2 places; 0 of none."""
    if not names:
        return 0.0
    agreed = sum(one[name].status == other[name].status for name in names) / len(names)
    ours, theirs = (Counter(labels[name].status for name in names) for labels in (one, other))
    chance = sum(ours[status] * theirs[status] for status in ours) / len(names) ** 2
    return round(100 * (agreed - chance) / (1 - chance), 2) if chance < 1 else 100.0


def _case(row: Mapping[str, object], labels: Labels) -> Case:
    text, content = str(row["text"]), row["content"]
    pieces = content if isinstance(content, list) else [content]
    holder = None if row["holder"] == AUTHOR else find(text, str(row["holder"]))
    chain = row.get("chain")
    if isinstance(chain, list):
        steps = tuple(find(text, str(name)) for name in chain)
    else:
        steps = (holder,) if holder is not None else ()
    spans = tuple(sorted(find(text, str(piece)) for piece in pieces))
    return Case(str(row["id"]), text, spans, holder, steps, chain is not None, labels)


def find(text: str, words: str) -> Span:
    """Words that stand in a text -> where they do, as whole words.

    Raises: ValueError if they do not
    """
    edges = (r"\b" if words[:1].isalnum() else "", r"\b" if words[-1:].isalnum() else "")
    found = re.search(f"{edges[0]}{re.escape(words)}{edges[1]}", text)
    if found is None:
        raise ValueError(f"{words!r} does not stand in its text")
    return Span(*found.span())
