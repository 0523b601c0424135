"""How much of their contents two statements share, by their place in the text."""

from __future__ import annotations

from sayso.tables import LocalStatement

OF_THE_LONGER = 0.5
"""Of the longer content: two that share more are one and the same."""

OF_THE_SHORTER = 0.5
"""Of the shorter content: of two that share more, one is told in the words of the other."""


def are_one(row: LocalStatement, other: LocalStatement) -> bool:
    """Whether two statements have the same content, but for words at its edges."""
    return _shared(row, other) > OF_THE_LONGER * max(_length(row), _length(other))


def share_words(row: LocalStatement, other: LocalStatement) -> bool:
    """Whether one of two statements is told in the other's words, for the greater part."""
    return _shared(row, other) > OF_THE_SHORTER * min(_length(row), _length(other))


def _shared(row: LocalStatement, other: LocalStatement) -> int:
    """Code points in both."""
    return sum(max(0, min(e, f) - max(s, b)) for s, e in row.parts for b, f in other.parts)


def _length(row: LocalStatement) -> int:
    return sum(end - start for start, end in row.parts)
