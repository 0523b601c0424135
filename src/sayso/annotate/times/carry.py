"""Months and days whose year was named before: "On May 4 this year ... On June 3", "the September summit"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.times.narrative import lacks_year
from sayso.annotate.times.words import Expression
from sayso.language.offsets import Direction, Offset
from sayso.spans import Span

_NEAR = 2
"""Sentences back in which the year must be named to go on."""

_FARTHEST = 40
_THE = re.compile(r"\b(?:the|that|this|its|their|his|her)\s$", re.I)
_NOUN = re.compile(r"\s(?!(?:of|and|or|to|in|at|on|last|next|this|that)\b)[a-z]{4}")


def carry_years(text: str, found: Sequence[Expression], sentences: Sequence[Span]) -> list[Expression]:
    """Expressions in order -> the same; a month without its year has that of a date shortly before that names one."""
    starts = [sentence.start for sentence in sentences]
    numbers = [bisect.bisect_right(starts, reading.span.start) for reading in found]
    carried = list(found)
    for place, reading in enumerate(found):
        offset = reading.offset
        if not lacks_year(reading) or offset is None or offset.month is None or offset.other is not None:
            continue
        if offset.direction == "future":
            continue
        before = _goes_on(carried, numbers, place)
        if before is None:
            before = _spoken_of(text, carried, place)
        if before is not None:
            carried[place] = _in_year_of(reading, carried[before])
    return carried


def _in_year_of(reading: Expression, dated: Expression) -> Expression:
    detail = "without its year: that of the date named before"
    past: Direction | None = "past" if reading.offset is not None and reading.offset.direction == "past" else None
    if dated.anchor == "absolute":
        value = f"{(dated.value or '')[:4]}{(reading.value or '')[4:]}"
        offset = Offset(direction=past) if past else None
        return replace(reading, anchor="absolute", value=value, offset=offset, open_direction=False, detail=detail)
    assert reading.offset is not None
    assert dated.offset is not None
    placed = replace(reading.offset, year=dated.offset.year, direction=past)
    return replace(reading, offset=placed, open_direction=False, detail=detail)


def _goes_on(found: Sequence[Expression], numbers: Sequence[int], place: int) -> int | None:
    """The date just before, if it is one of this year and no later in it.

    After "May 4, 2018" that does not go on: what lacks its year in news is of the year of writing.
    """
    if place == 0 or numbers[place] - numbers[place - 1] > _NEAR:
        return None
    before = found[place - 1]
    one, two = _month_day(before), _month_day(found[place])
    this_year = before.anchor == "publication" and before.offset is not None and before.offset.year == 0
    return place - 1 if this_year and one is not None and two is not None and one <= two else None


def _spoken_of(text: str, found: Sequence[Expression], place: int) -> int | None:
    """For "the September summit": the last date in a September whose year is named."""
    span = found[place].span
    if not (_THE.search(text[max(0, span.start - 8) : span.start]) and _NOUN.match(text, span.end)):
        return None
    wanted = _month_day(found[place])
    for other in range(place - 1, max(-1, place - 1 - _FARTHEST), -1):
        one = _month_day(found[other])
        if _names_year(found[other]) and one is not None and wanted is not None and one[0] == wanted[0]:
            return other
    return None


def _names_year(reading: Expression) -> bool:
    """Whether a date's own words, or those it goes on from, name its year."""
    if reading.timex_type != "DATE" or "/" in (reading.value or ""):
        return False
    if reading.anchor == "absolute":
        return (reading.value or "")[:4].isdecimal()
    return reading.anchor == "publication" and reading.offset is not None and reading.offset.year is not None


def _month_day(reading: Expression) -> tuple[int, int] | None:
    match = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)(?:-(\d\d))?", reading.value or "")
    return (int(match[1]), int(match[2] or 0)) if match else None
