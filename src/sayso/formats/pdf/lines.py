"""A page of a PDF -> its lines in reading order, with their places on the page."""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pypdfium2.raw as pdfium_c

_LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium writes for a hyphen at the end of a line, with no line end after it."""
_GAP = 0.9
"""A gap wider than so many heights of a line may lie between columns."""
_FEWEST_ROWS = 5
_SHARE_OF_ROWS = 0.6
_FEWEST_WORDS = 3
_MOST_COLUMNS = 4
_MOST_GAPS = 500


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line and where it stands, in points from the page's lower left corner."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words from left to right, and where it stands, in points from the lower left corner."""

    words: tuple[Word, ...]
    bottom: float
    top: float

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def height(self) -> float:
        """The height of its letters with what may stand above and below."""
        return self.top - self.bottom


def lines_of(textpage: Any) -> list[Line]:
    """A page's text -> its lines: as the file gives them, columns that it mixes row by row one after the other."""
    pieces = (line for signs in _rows(textpage) if (line := _line(textpage, signs)) is not None)
    return in_columns(_on_one_height(pieces))


def in_columns(lines: Sequence[Line], most: int = _MOST_COLUMNS) -> list[Line]:
    """Lines that run across columns -> the left column's, then the right one's; lines as they are if there is but one.

    A table's columns hold a word or two; there a row stays a line.
    """
    gutter = _gutter(lines) if most > 1 else None
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        cut = _cut(line, gutter)
        if cut is None and line.left < gutter < line.right:
            ordered += [*in_columns(left, most - 1), *in_columns(right, most - 1), line]
            left, right = [], []
        elif cut is None:
            (left if line.right <= gutter else right).append(line)
        else:
            left.append(cut[0])
            right.append(cut[1])
    return [*ordered, *in_columns(left, most - 1), *in_columns(right, most - 1)]


def _rows(textpage: Any) -> Iterator[list[tuple[int, str]]]:
    """The characters of each line with their places in the page's text."""
    row: list[tuple[int, str]] = []
    for at in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage.raw, at)
        sign = chr(code) if code < 0x110000 else "\ufffd"
        if sign not in "\r\n":
            row.append((at, "-" if sign in _LINE_END_HYPHENS else sign))
        if sign in "\r\n" or sign in _LINE_END_HYPHENS:
            yield row
            row = []
    yield row


def _line(textpage: Any, signs: Sequence[tuple[int, str]]) -> Line | None:
    """The characters of a line -> the line; None if they are all white space."""
    parted = groupby(signs, key=lambda sign: sign[1].isspace() or sign[1] == "\0")
    words: list[Word] = []
    bottoms: list[float] = []
    tops: list[float] = []
    for letters in (list(group) for is_space, group in parted if not is_space):
        first, last = (_box(textpage, letters[at][0]) for at in (0, -1))
        words.append(Word("".join(sign for _, sign in letters), first.left, last.right))
        bottoms.append(first.bottom)
        tops.append(first.top)
    return Line(tuple(words), statistics.median_low(bottoms), statistics.median_low(tops)) if words else None


def _box(textpage: Any, at: int) -> Any:
    """Where a character stands, with what its font leaves free above and below."""
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, at, ctypes.byref(box))
    return box


def _on_one_height(pieces: Iterable[Line]) -> list[Line]:
    """Pieces of lines -> lines: a piece that stands to the right of the one before belongs to it."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last is not None and abs(last.bottom - piece.bottom) < 1 and last.right <= piece.left:
            lines[-1] = Line((*last.words, *piece.words), last.bottom, max(last.top, piece.top))
        else:
            lines.append(piece)
    return lines


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where on the page most lines have a wide gap with some words on either side; None if few have."""
    gaps = sorted(gap for line in lines for gap in _gaps(line))
    best, best_at = 0, 0.0
    for left, _ in gaps[:_MOST_GAPS]:
        count = sum(start <= left < end for start, end in gaps[:_MOST_GAPS])
        if count > best:
            best, best_at = count, left
    crossing = [line for line in lines if line.left < best_at < line.right]
    cuts = [cut for line in crossing if (cut := _cut(line, best_at + 0.01)) is not None]
    if len(cuts) < _FEWEST_ROWS or len(cuts) < _SHARE_OF_ROWS * len(crossing):
        return None
    fewest = min(statistics.median(len(cut[side].words) for cut in cuts) for side in (0, 1))
    return best_at + 0.01 if fewest >= _FEWEST_WORDS else None


def _gaps(line: Line) -> Iterator[tuple[float, float]]:
    for word, following in pairwise(line.words):
        if following.left - word.right > _GAP * line.height:
            yield word.right, following.left


def _cut(line: Line, gutter: float) -> tuple[Line, Line] | None:
    """A line, cut where its gap lies over the gutter."""
    if not any(start <= gutter < end for start, end in _gaps(line)):
        return None
    sides = ([word for word in line.words if (word.right > gutter) is side] for side in (False, True))
    left, right = (Line(tuple(words), line.bottom, line.top) for words in sides)
    return left, right
