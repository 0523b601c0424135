"""The lines of a PDF's pages -> its paragraphs, each on one line."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.formats.pdf.lines import Line

Pages = Sequence[Sequence[Line]]


class Limit(NamedTuple):
    """What the lines around a line say of it.

    right:        how far right it could have gone
    is_justified: whether they all go so far
    is_row:       whether it is a row of a table
    """

    right: float
    is_justified: bool
    is_row: bool


_EDGE = 3
"""So many of a page's highest and lowest lines may be a running head or foot."""
_SHARE_OF_PAGES = 0.3
_NEAR_HEIGHT = 0.12
"""Lines whose heights differ by a larger share are of different kinds: a heading, a caption."""
_LEADING_LEEWAY = 1.25
_USUAL_LEADING = 1.2
_INDENT = 0.6
"""A line that begins so many heights further right begins a paragraph."""
_HYPHENATING_SHARE = 0.03
"""A text of which fewer lines end with a hyphen is not hyphenated: what has a hyphen there has it anywhere."""
_SPACE = 0.25
"""The width of a space, in heights of a line."""
_GAP_OF_TABLE = 2.0
_SHARE_OF_ROWS = 0.6
_BULLET = re.compile(r"(?:[•◦‣▪●○■□–—*·\uf0b7-]|\(?\d{1,2}[.)]|\(?[a-z][.)])$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]»]*$")
_HYPHENS = ("-", "\u2010", "\u00ad")
_LETTERS_LAST = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_LETTERS_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def paragraphs_of(pages: Pages) -> list[str]:
    """Lines by page, in reading order -> paragraphs.

    Keeps: running heads and feet and page numbers as paragraphs of their own, after the paragraph that they interrupt
    """
    running = _running(pages)
    limits = {id(line): limit for lines in pages for line, limit in _limits(lines)}
    leading = _leading(pages)
    done: list[list[Line]] = []
    aside: list[list[Line]] = []
    for line in (line for lines in pages for line in _feet_last(lines, running)):
        if id(line) in running:
            aside.append([line])
        elif done and not limits[id(line)].is_row and _goes_on(done[-1], line, limits[id(done[-1][-1])], leading):
            done[-1].append(line)
        else:
            done += [*aside, [line]]
            aside = []
    hyphens = _Hyphens(pages)
    return [hyphens.joined(lines) for lines in (*done, *aside)]


# ---------------------------------------------------------------- running heads and feet


def _running(pages: Pages) -> frozenset[int]:
    """The ids of the lines at the edge of a page that stand at the edge of others, too, whatever their numbers."""
    keys = {id(line): _key(line) for lines in pages for line in _edges(lines)}
    counts = Counter(key for lines in pages for key in {keys[id(line)] for line in _edges(lines)})
    least = max(2, round(_SHARE_OF_PAGES * len(pages)))
    return frozenset(at for at, key in keys.items() if counts[key] >= least)


def _edges(lines: Sequence[Line]) -> list[Line]:
    by_place = sorted(lines, key=lambda line: (-line.top, line.left))
    return by_place if len(by_place) <= 2 * _EDGE else [*by_place[:_EDGE], *by_place[-_EDGE:]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _feet_last(lines: Sequence[Line], running: frozenset[int]) -> list[Line]:
    """A page's lines, its running heads first and its running feet last, wherever the file has them."""
    middle = statistics.median(line.bottom for line in lines) if lines else 0.0

    def rank(line: Line) -> int:
        return 0 if id(line) not in running else (-1 if line.bottom > middle else 1)

    return sorted(lines, key=rank)


# ---------------------------------------------------------------- where a paragraph goes on


def _goes_on(paragraph: Sequence[Line], line: Line, limit: Limit, leading: float) -> bool:
    """Whether a line belongs to the paragraph above it; `limit` is that of the paragraph's last line."""
    last = paragraph[-1]
    if not _is_like(last, line) or _BULLET.match(line.words[0].text) or limit.is_row:
        return False
    first = line.words[0]
    needed = 0.0 if limit.is_justified else first.right - first.left
    is_broken = last.text.endswith(_HYPHENS) and line.text[0].islower()
    if not is_broken and last.right + _SPACE * last.height + needed <= limit.right:
        return False
    step = last.bottom - line.bottom
    if 0 < step <= _LEADING_LEEWAY * leading * last.height and _overlap(last, line):
        hangs = len(paragraph) == 1 and _BULLET.match(last.words[0].text) is not None
        return hangs or line.left - last.left <= _INDENT * last.height
    # The next column, or the next page.
    is_elsewhere = step <= 0 or not _overlap(last, line) or step > 3 * leading * last.height
    return is_elsewhere and _ENDS.search(last.text) is None


def _is_like(line: Line, other: Line) -> bool:
    return abs(line.height - other.height) <= _NEAR_HEIGHT * max(line.height, other.height)


def _overlap(line: Line, other: Line) -> bool:
    return line.left < other.right and other.left < line.right


def _leading(pages: Pages) -> float:
    """How far apart the lines of a paragraph mostly are, in heights of a line."""
    steps = [
        (line.bottom - below.bottom) / line.height
        for lines in pages
        for line, below in pairwise(lines)
        if _is_like(line, below) and 0 < line.bottom - below.bottom < 3 * line.height and _overlap(line, below)
    ]
    return statistics.median_low(steps) if steps else _USUAL_LEADING


def _limits(lines: Sequence[Line]) -> Iterator[tuple[Line, Limit]]:
    """Each line of a page, and what the lines around it say of it."""
    beside: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for line in lines:
        beside[_column(line)].append(line.right)
    usual = {column: statistics.median(rights) for column, rights in beside.items()}
    for run in _runs(lines):
        longest = max(line.right for line in run)
        at_margin = sum(line.right > longest - _SPACE * line.height for line in run)
        is_justified = len(run) > 2 and at_margin * 2 > len(run)
        gapped = {id(line) for line in run if _is_gapped(line)}
        # Long words in a narrow column stand as far apart as the cells of a table, but not on every line.
        is_table = len(gapped) > _SHARE_OF_ROWS * len(run)
        for line in run:
            is_row = is_table or (id(line) in gapped and not is_justified)
            yield line, Limit(max(longest, usual[_column(line)]), is_justified, is_row)


def _column(line: Line) -> tuple[int, int]:
    """What lines of one column and one size of letters have in common."""
    return round(line.left / 3), round(line.height)


def _is_gapped(line: Line) -> bool:
    """Whether wide gaps part a line's words, as they part the cells of a table."""
    pairs = pairwise(line.words)
    return any(following.left - word.right > _GAP_OF_TABLE * line.height for word, following in pairs)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page that stand one under the other without a wide space between."""
    run: list[Line] = []
    for line in lines:
        last = run[-1] if run else None
        if last is not None and not (
            _is_like(last, line) and _overlap(last, line) and 0 < last.bottom - line.bottom < 2 * last.height
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


# ---------------------------------------------------------------- hyphens


class _Hyphens:
    """What a hyphen at the end of a line is, by the words of the whole text."""

    def __init__(self, pages: Pages) -> None:
        lines = [line.text for page in pages for line in page]
        # The first and last word of a line may be halves.
        inner = (" ".join(text.split(" ")[1:-1]) for text in lines)
        self._known = frozenset(word for text in inner for word in _WORD.findall(text.lower()))
        at_end = sum(text.endswith(_HYPHENS) for text in lines)
        self._is_hyphenated = at_end > 1 and at_end >= _HYPHENATING_SHARE * len(lines)

    def joined(self, lines: Sequence[Line]) -> str:
        """The lines of a paragraph -> its text; a word that a line's end broke is whole again."""
        pieces: list[str] = []
        for line in lines:
            text = line.text
            if pieces and pieces[-1].endswith(_HYPHENS) and text[:1].isalnum():
                broken = self._is_broken(pieces[-1], text)
                pieces[-1] = (pieces[-1][:-1] if broken else pieces[-1]) + text
            else:
                pieces.append(text)
        return " ".join(pieces)

    def _is_broken(self, before: str, after: str) -> bool:
        """Whether the hyphen between two lines is there only because the line ended."""
        left, right = _LETTERS_LAST.search(before), _LETTERS_FIRST.match(after)
        if left is None or right is None or right.group()[0].isupper():
            return False
        first, second = left[1].lower(), right.group().lower()
        if before.endswith("\u00ad") or f"{first}{second}" in self._known:
            return True
        if f"{first}-{second}" in self._known or (first in self._known and second in self._known):
            return False
        return self._is_hyphenated
