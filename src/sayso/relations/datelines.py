"""Datelines: "PARIS, May 3 (Reuters) - ", and the mark that a wire sets at the end of its text."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.language.wires import WireList
from sayso.spans import Span

_DATELINE = re.compile(
    r"^(?P<place>[^\n()\[\]/]{0,70})(?:\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\]|"
    r"/(?P<slashes>[^/\n]{2,30})/)\s*(?:[-–—:|.]|$|(?=[A-Z“\"]))"
)
_SMALL = frozenset(
    {"of", "the", "de", "la", "le", "el", "al", "del", "du", "da", "das", "dos", "di", "and", "near", "on"}
)
_MOST_WORDS = 9
_END = re.compile(
    r"(?:\((?P<round>[^()\n]{2,30})\)|\[(?P<square>[^\[\]\n]{2,30})\]|[—–-]\s*(?P<dash>[\w/]{2,20}))\s*\.?$"
)


class Dateline(NamedTuple):
    """A dateline's place in its line, and the wires that it names."""

    span: Span
    wires: tuple[str, ...]


def dateline_of(line: str, wires: WireList) -> Dateline | None:
    """A line -> the dateline that it begins with, if that names a wire."""
    match = _DATELINE.match(line)
    if match is None or not _is_place(match["place"]):
        return None
    named = wires.among(match["round"] or match["square"] or match["slashes"])
    return Dateline(Span(0, len(match.group().rstrip(" -–—:|."))), named) if named else None


def ends_with_wire(line: str, wires: WireList) -> tuple[str, ...]:
    """A text's last line -> the wires whose mark ends it."""
    match = _END.search(line[-40:])
    return wires.among(match["round"] or match["square"] or match["dash"]) if match else ()


def _is_place(words: str) -> bool:
    """Whether words can be a dateline's place and day: few, and each a name, a number or a small word."""
    parts = words.replace(",", " ").split()
    return len(parts) <= _MOST_WORDS and all(
        part[0].isupper() or part[0].isdigit() or not part[0].isalpha() or part.strip(".") in _SMALL for part in parts
    )
