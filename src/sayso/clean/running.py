"""The lines that a document of several printed pages has on each of them: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sayso.clean.lines import Line

REASON = "a running head, a foot or the number of a printed page"

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |p\.? ?|- ?)?\d{1,4}(?: ?(?:of|/|-) ?\d{0,4})?(?: -)?", re.I)
_MOST_WORDS = 16
_MIN_PAGES = 3
_LEAST_LINES = 3
"""Between a head and the next stand so many lines or more in the mean: rows of a table recur closer together."""


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a document that was printed in pages -> those that recur from page to page, whatever number is in
    them."""
    shapes = [_NUMBER.sub("#", line.normal) if line.words <= _MOST_WORDS and not line.prose else "" for line in lines]
    counts = Counter(shapes)
    return frozenset(
        i
        for i, (line, shape) in enumerate(zip(lines, shapes, strict=True))
        if _PAGE_NUMBER.fullmatch(line.plain)
        or (shape and counts[shape] >= _MIN_PAGES and counts[shape] * _LEAST_LINES <= len(lines))
    )
