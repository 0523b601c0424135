"""Plain text whose lines a mail program broke -> its paragraphs on one line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_QUOTE = re.compile(r"(?:>[ ]?)*")
_SIGNATURE = "-- "
_NARROWEST, _WIDEST = 58, 100
"""Lines that are broken by a program are at most so long; broken at fewer signs they may be meant so."""
_OWN_LINE = re.compile(r"\s|[>*•|+=_-]|\d{1,3}[.)]\s|[A-Z][\w-]{1,30}:\s")
"""What begins so is a line of its own: quoted, indented, a list, a rule, a header."""


def unflowed(text: str, del_space: bool) -> str:
    """Text sent as format=flowed (RFC 3676) -> the same, its soft line breaks taken out.

    del_space: whether the space at the end of a line goes, too
    """
    done: list[str] = []
    open_quote: str | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        quote = _quote_of(line)
        words = line[len(quote) :].removeprefix(" ") if not quote else line[len(quote) :]
        quote = quote.replace(" ", "")
        if open_quote == quote and words != _SIGNATURE:
            done[-1] = (done[-1][:-1] if del_space else done[-1]) + words
        else:
            done.append(f"{quote} {words}" if quote else words)
        open_quote = quote if words.endswith(" ") and words != _SIGNATURE else None
    return "\n".join(done)


def unbroken(text: str) -> tuple[str, int]:
    """Text that was broken at a width -> its paragraphs on one line each, and the width; 0 if it was not broken.

    A line is joined to the next where the next one's first word would not have fitted on it: whoever ends a line on
    purpose hardly ever does so just there.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    width = _width_of(lines)
    if not width:
        return text, 0
    done: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        if goes_on:
            done[-1] = f"{done[-1].rstrip()} {line}"
        else:
            done.append(line)
        goes_on = at + 1 < len(lines) and _is_broken(line, lines[at + 1], width)
    return "\n".join(done), width


def _quote_of(line: str) -> str:
    found = _QUOTE.match(line)
    return found.group() if found else ""


def _width_of(lines: Sequence[str]) -> int:
    """The length of the longest line, if lines seem to be broken at it; else 0."""
    longest = max((len(line.rstrip()) for line in lines if "://" not in line), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    broken = sum(_is_broken(line, following, longest) for line, following in pairs)
    return longest if broken * 2 > len(pairs) and broken > 1 else 0


def _is_broken(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip() or _OWN_LINE.match(line) or _OWN_LINE.match(following):
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
