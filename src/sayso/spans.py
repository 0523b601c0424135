"""Spans of text: half-open, in Unicode code points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

PARAGRAPH = re.compile(r"\n\s*\n")
"""Where one paragraph ends and the next begins: a line with nothing in it."""


class Span(NamedTuple):
    """text[start:end]"""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same span, moved."""
        return Span(self.start + by, self.end + by)


def trim(text: str, span: Span) -> Span:
    """A span without the white space at its ends; empty at its start if nothing else is in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def hull(spans: list[Span]) -> Span:
    """The smallest span that contains them all (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def without(whole: Span, holes: Iterable[Span]) -> list[Span]:
    """A span -> the pieces of it that lie outside the holes."""
    pieces, start = [], whole.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= whole.end:
            continue
        if hole.start > start:
            pieces.append(Span(start, hole.start))
        start = hole.end
    if start < whole.end:
        pieces.append(Span(start, whole.end))
    return pieces


def in_one_paragraph(text: str, one: int, other: int) -> bool:
    """Whether no paragraph ends between two places of a text, whichever comes first."""
    return PARAGRAPH.search(text, min(one, other), max(one, other)) is None
