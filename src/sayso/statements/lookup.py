"""Lookup by place: which rows stand at a point of the text, without going through all of them."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from typing import Generic, TypeVar

from sayso.spans import Span

T = TypeVar("T")


class Placed(Generic[T]):
    """Values, each with a span, in the order of their spans."""

    def __init__(self, rows: Iterable[tuple[Span, T]]) -> None:
        self._rows = sorted(rows, key=lambda row: row[0])
        self._starts = [span.start for span, _ in self._rows]
        self._longest = max((span.end - span.start for span, _ in self._rows), default=0)

    def overlapping(self, place: Span) -> list[tuple[Span, T]]:
        """Those that share a code point with the place."""
        first = bisect.bisect_left(self._starts, place.start - self._longest)
        last = bisect.bisect_left(self._starts, place.end)
        return [(span, value) for span, value in self._rows[first:last] if span.end > place.start]

    def at(self, point: int) -> list[tuple[Span, T]]:
        """Those in which the point lies."""
        return self.overlapping(Span(point, point + 1))
