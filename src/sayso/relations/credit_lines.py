"""One line of a page -> the wire that it credits: bylines, copyright lines, "first published by"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.language.wires import WireList
from sayso.language.wording import plain_key
from sayso.tables import CreditScope

_LABEL = re.compile(
    r"^\W*(?:by|(?:news |story )?sources?|from|credit|(?:story|text|words|written|reported|report|published) by|"
    r"authors?|agency|agencies)\b\s*[:–—-]?\s*",
    re.I,
)
_PICTURE = re.compile(
    r"\b(?:photos?|photographs?|photographer|images?|pictures?|file|getty|videos?|maps?|graphics?|courtesy|via|footage|"
    r"watch|follow)\b",
    re.I,
)
_PART = re.compile(
    r"\bcontribut(?:ed|ing|ion|ions)\b|\bwith (?:\w+ )?(?:reporting|inputs?|reports?|files|material|information)\b|"
    r"\badditional (?:reporting|material|information)\b|\bcompiled from\b|\bwriters?\b|\breporters?\b|"
    r"\bused in this (?:report|story|article)\b",
    re.I,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^.\n]{0,90}", re.I)
_NAME = r"[A-Z][\w&.’'-]*(?: (?:[A-Z][\w&.’'-]*|of|the|and|for|de|&)){0,5}"
_FIRST = re.compile(
    r"\b(?:(?:(?:first|originally|previously) (?:published|appeared|posted|printed|ran|reported)|republished|reprinted|"
    r"syndicated) (?:(?:with|by) (?:the )?permission )?(?:by|in|on|at|with|from|of)|"
    rf"original source (?:of this article )?is)\s+(?:[Tt]he\s+)?(?P<name>{_NAME})"
)
_WHEN = re.compile(
    r"^(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thur?s?|fri|sat|sun)[a-z]*\b|\d)", re.I
)
_SMALL_END = re.compile(r"(?:\s+(?:of|the|and|for|de|&|on|in))+$|[.,’'&-]+$")
_MOST_WORDS = 14
_QUOTED = 80


class Said(NamedTuple):
    """The wire that a line credits, with what, how surely (a smaller rank is surer), and why."""

    wire: str
    scope: CreditScope
    rank: int
    why: str


def read_line(line: str, publisher: str, wires: WireList, *, byline: bool) -> list[Said]:
    """A line near the article -> the credits in it; `byline`: it is known to say who wrote."""
    first = _first_published(line, publisher, wires)
    if first is not None:
        return [first]
    owned = _COPYRIGHT.search(line)
    owners = wires.found_in(owned.group()) if owned else ()
    if owners:
        return [Said(wire, "document", 3, f"its copyright line names {wire}") for wire, _, _ in owners]
    if _PART.search(line):
        words = _short(line)
        return [Said(wire, "part", 6, f"'{words}' credits {wire} with some of it") for wire in _all_named(line, wires)]
    return [
        Said(wire, "document", 1, f"the line '{_short(line)}' credits {wire}") for wire in _writers(line, wires, byline)
    ]


def _first_published(line: str, publisher: str, wires: WireList) -> Said | None:
    match = _FIRST.search(line)
    if match is None or _WHEN.match(match["name"]):
        return None
    name = _SMALL_END.sub("", match["name"])
    if not name or plain_key(name).replace(" ", "") in plain_key(publisher).replace(" ", ""):
        return None
    wire = wires.called(name) or next((known for known, start, _ in wires.found_in(name) if start == 0), name)
    return Said(wire, "document", 2, f"the page says that {wire} published it first")


def _all_named(line: str, wires: WireList) -> list[str]:
    return list(dict.fromkeys(wire for wire, _, _ in wires.found_in(line)))


def _writers(line: str, wires: WireList, byline: bool) -> Iterator[str]:
    """The wires that a line names as writer: alone, after "By" or "Source:", or after a reporter's name."""
    if len(line.split()) > _MOST_WORDS or _PICTURE.search(line):
        return
    label = _LABEL.match(line)
    rest = (line[label.end() :] if label else line).strip(" ()[]|/.–—-")
    alone = [
        wires.called(part.strip(" ().")) for part in re.split(r"\s*[/,|&•]\s*|\s+and\s+|\s+[–—-]\s+", rest) if part
    ]
    named = dict.fromkeys(wire for wire in alone if wire)
    bare = [wire for wire, start, _ in wires.found_in(rest) if start == 0]
    if named and all(alone) and (label or byline or bare):
        yield from named
    elif label or byline:
        yield from dict.fromkeys(wire for wire, start, end in wires.found_in(rest) if start > 0 or end == len(rest))
    elif named and bare and alone[0] and any(character.isdigit() for character in rest):
        yield bare[0]


def _short(line: str) -> str:
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
