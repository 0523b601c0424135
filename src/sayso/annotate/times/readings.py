"""Every reading of every rule, looked for only around the words that a match of the rule holds."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from sayso.annotate.times.ancient import ancient_rules
from sayso.annotate.times.dates import date_rules, full_dates
from sayso.annotate.times.holidays import holiday_rules
from sayso.annotate.times.lengths import length_rules
from sayso.annotate.times.parts import part_rules
from sayso.annotate.times.relative import relative_rules
from sayso.annotate.times.repeated import repeated_rules
from sayso.annotate.times.reports import report_rules
from sayso.annotate.times.vague import vague_rules
from sayso.annotate.times.words import Expression, Rule, fold
from sayso.annotate.times.years import year_rules

_REACH = 72
"""Code points on each side of a rule's word in which its match lies; the longest kept one in TimeBank, AQUAINT and
WikiWars takes 31. Looking there alone takes half the time, and finds the same in all three."""

_YEAR = re.compile(r"[12]\d{3}")
_WORD = re.compile(r"[a-z]+|\d+")

Window = tuple[int, int]


def readings(text: str) -> Iterator[Expression]:
    """Text -> every reading of every rule; they may overlap."""
    folded = fold(text)
    places = _places(folded)
    windows: dict[frozenset[str], Sequence[Window]] = {}
    for start, end in _windows([match.start() for match in _YEAR.finditer(text)], len(text)):
        yield from full_dates(text, start, end)
    for rule in _rules():
        if rule.near not in windows:
            windows[rule.near] = _windows(sorted(at for word in rule.near for at in places.get(word, ())), len(text))
        for start, end in windows[rule.near]:
            for match in rule.pattern.finditer(folded if rule.folded else text, start, end):
                yield from rule.build(match)


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return (
        *repeated_rules(),
        *date_rules(),
        *holiday_rules(),
        *ancient_rules(),
        *year_rules(),
        *relative_rules(),
        *report_rules(),
        *part_rules(),
        *vague_rules(),
        *length_rules(),
    )


@functools.cache
def _sought() -> frozenset[str]:
    return frozenset(word for rule in _rules() for word in rule.near)


def _places(folded: str) -> dict[str, list[int]]:
    """A text in lower case -> each word that some rule holds (a number: "#") with the places where it begins."""
    places: dict[str, list[int]] = {}
    sought = _sought()
    for match in _WORD.finditer(folded):
        word = match[0] if match[0] in sought else "#" if match[0].isdecimal() else None
        if word is not None:
            places.setdefault(word, []).append(match.start())
    return places


def _windows(places: Sequence[int], length: int) -> list[Window]:
    """Places in order -> the stretches around them, joined where they meet."""
    windows: list[Window] = []
    for at in places:
        start, end = max(0, at - _REACH), min(length, at + _REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows
