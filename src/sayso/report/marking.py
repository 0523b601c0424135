"""Words of a document -> runs, each with what it is to a statement or a telling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from sayso.report.model import Piece
from sayso.report.words import clipped
from sayso.spans import Span

Mark = Literal["told", "trigger", "cue", "source"]

LONGEST = 2000
"""Code points of one run that are shown: a page without punctuation is one sentence."""


def marked(text: str, shown: Span, marks: Mapping[Mark, Iterable[Span]]) -> tuple[Piece, ...]:
    """A stretch of a text -> its words in runs, cut wherever a mark begins or ends.

    One sweep from left to right: a stretch may hold many thousand marks.
    """
    changes: dict[int, Counter[Mark]] = defaultdict(Counter)
    for mark, spans in marks.items():
        for span in spans:
            start, end = max(span.start, shown.start), min(span.end, shown.end)
            if start < end:
                changes[start][mark] += 1
                changes[end][mark] -= 1
    on: Counter[Mark] = Counter()
    pieces = []
    for start, end in pairwise(sorted({shown.start, shown.end, *changes})):
        on.update(changes.get(start, {}))
        words = clipped(text[start:end], LONGEST)
        pieces.append(
            Piece(words, told=on["told"] > 0, trigger=on["trigger"] > 0, cue=on["cue"] > 0, source=on["source"] > 0)
        )
    return tuple(pieces)


def spans_of(*pairs: tuple[int | None, int | None]) -> list[Span]:
    """Starts and ends, either of which may be missing -> the spans that are there."""
    return [Span(start, end) for start, end in pairs if start is not None and end is not None]
