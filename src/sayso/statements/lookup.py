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
        # Spans of like length together: one that is as long as the page must not make every look go through the page.
        self._levels: dict[int, _Level] = {}
        for number, (span, _) in enumerate(self._rows):
            self._levels.setdefault((span.end - span.start).bit_length() // 3, _Level()).add(number, span)

    def overlapping(self, place: Span) -> list[tuple[Span, T]]:
        """Those that share a code point with the place."""
        numbers = [number for level in self._levels.values() for number in level.near(place)]
        found = (self._rows[number] for number in (numbers if len(self._levels) == 1 else sorted(numbers)))
        return [(span, value) for span, value in found if span.end > place.start]

    def at(self, point: int) -> list[tuple[Span, T]]:
        """Those in which the point lies."""
        return self.overlapping(Span(point, point + 1))


class _Level:
    """Numbers of rows of like length, by where they start."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._longest = 0

    def add(self, number: int, span: Span) -> None:
        self._starts.append(span.start)
        self._numbers.append(number)
        self._longest = max(self._longest, span.end - span.start)

    def near(self, place: Span) -> list[int]:
        """Those that may reach into the place."""
        first = bisect.bisect_left(self._starts, place.start - self._longest)
        return self._numbers[first : bisect.bisect_left(self._starts, place.end, first)]
