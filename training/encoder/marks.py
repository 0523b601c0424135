"""Marked text -> the text without its marks, and what each of them marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

Marked = tuple[str, int, int]
"""A mark's name and the code points that it marks, from and to, in the text without marks."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How marks are written. opening: its group is the mark's name; loose: what may stand nowhere but in a mark."""

    opening: re.Pattern[str]
    loose: frozenset[str]


FRAMES = Notation(re.compile(r"\{([scp]\d*|f-?\d)\|"), frozenset("{}"))
"""{s1|source}, {c1|cue}, {p1|content} of frame 1; {f-2|word} of factuality -2."""

STATEMENTS = Notation(re.compile(r"([{\[<])"), frozenset("}]>"))
"""{content}, [source], <cue>."""

_CLOSING = {"[": "]", "<": ">"}


def unmarked(marked: str, notation: Notation, where: str) -> tuple[str, list[Marked]]:
    """Marked text -> the text, and what is marked in it, in the order in which marks close.

    where: what to name in errors
    Raises: ValueError, if a mark is not closed, closes nothing, marks nothing or is none that there is
    """
    text, found, opened = "", [], list[tuple[str, int]]()
    at = 0
    while at < len(marked):
        mark = notation.opening.match(marked, at)
        if mark:
            opened.append((mark.group(1), len(text)))
            at = mark.end()
            continue
        if opened and marked[at] == _CLOSING.get(opened[-1][0], "}"):
            name, start = opened.pop()
            if start == len(text):
                raise ValueError(f"{where}: a mark marks nothing: {marked}")
            found.append((name, start, len(text)))
        elif marked[at] in notation.loose:
            raise ValueError(f"{where}: {marked[at]!r} belongs to no mark: {marked}")
        else:
            text += marked[at]
        at += 1
    if opened:
        raise ValueError(f"{where}: a mark is not closed: {marked}")
    return text, found
