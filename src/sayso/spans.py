"""Spans of text: half-open, in Unicode code points."""

from __future__ import annotations

from typing import NamedTuple


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
