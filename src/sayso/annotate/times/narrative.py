"""The years of months and days in a narrative, which names a year once and then goes through its months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.annotate.times.words import Expression
from sayso.language.offsets import Offset

_MANY_DATES = 8
"""So many dates, half as many of them with their month and at least a quarter with their year, and hardly any counted
from the day of writing, make a text a narrative of the past; no document of TimeBank and AQUAINT is one, 14 of 16 of
WikiWars are."""

_HALF_YEAR = 6
"""A month so much earlier in the year than the one told before it is of the next year: "in December ... in January"."""

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 1, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}


@dataclass(slots=True)
class _Told:
    """The place of the expression whose year goes on, that year and its month, where they are known."""

    place: int
    year: int | None
    month: int | None


def as_narrative(found: Sequence[Expression]) -> list[tuple[Expression, int | None]]:
    """The expressions of a narrative, with the place of what they hang on; empty if the text is none."""
    if not _is_narrative(found):
        return []
    years = [_year(reading) for reading in found]
    asides = _asides(years)
    hung: list[tuple[Expression, int | None]] = []
    last: _Told | None = None
    for place, reading in enumerate(found):
        if lacks_year(reading) and last is not None:
            placed, shift = _hang(reading, last)
            hung.append((placed, last.place))
            year = last.year + shift if last.year is not None else None
            last = _Told(place, year, _month(reading) or last.month)
            continue
        hung.append((reading, None))
        if years[place] is not None and place not in asides:
            last = _Told(place, years[place], _month(reading))
    return hung


def lacks_year(reading: Expression) -> bool:
    """A month, a day of a month or a part of a year of which nothing but the tense says whose year it is."""
    offset = reading.offset
    return reading.open_direction and offset is not None and (offset.month is not None or offset.part is not None)


def _is_narrative(found: Sequence[Expression]) -> bool:
    dates = [reading for reading in found if reading.anchor == "absolute" and reading.timex_type != "DURATION"]
    fine = [reading for reading in dates if len(reading.value or "") >= len("2023-09")]
    bare = [reading for reading in found if lacks_year(reading) and reading.offset and reading.offset.month]
    counted = [
        reading for reading in found if reading.anchor == "publication" and reading.offset and not lacks_year(reading)
    ]
    many = len(dates) + len(bare)
    return (
        many >= _MANY_DATES
        and (len(fine) + len(bare)) * 2 >= _MANY_DATES
        and len(dates) * 8 >= many
        and len(counted) * 10 <= many
    )


def _hang(reading: Expression, last: _Told) -> tuple[Expression, int]:
    assert reading.offset is not None
    month = _month(reading)
    shift = 1 if month is not None and last.month is not None and last.month - month >= _HALF_YEAR else 0
    offset = replace(reading.offset, direction=None, year=shift)
    if offset.other is not None and reading.value is not None:
        offset = _from_first(reading.value, offset, shift)
    detail = f"without its year, in a narrative: of the {'year after the one' if shift else 'year'} that was named last"
    return replace(reading, anchor="time", offset=offset, detail=detail), shift


def _from_first(value: str, offset: Offset, shift: int) -> Offset:
    """The offset of a range of months or days, its first end counted from the year, its last end from the first."""
    assert offset.other is not None
    ends = sorted((offset, offset.other), key=lambda end: value.find(_as_words(end)))
    return replace(
        ends[0], direction=None, year=shift, other=replace(ends[1], direction="future", year=None, other=None)
    )


def _as_words(offset: Offset) -> str:
    day = f"-{offset.day:02d}" if offset.day is not None else ""
    return offset.part or f"{offset.month or 0:02d}{day}"


def _year(reading: Expression) -> int | None:
    if reading.anchor != "absolute" or reading.timex_type not in {"DATE", "TIME"}:
        return None
    match = re.match(r"(BC)?(\d{4})(?:$|[-/T])", (reading.value or "").rpartition("/")[2])
    return None if match is None else -int(match[2]) if match[1] else int(match[2])


def _month(reading: Expression) -> int | None:
    value = (reading.value or "").rpartition("/")[2].removeprefix("BC")
    part = value[5:7]
    return int(part) if part.isdecimal() else _SEASONS.get(part)


def _asides(years: Sequence[int | None]) -> frozenset[int]:
    """The places of years that interrupt the telling: those before and after are close, and it is neither."""
    told = [(place, year) for place, year in enumerate(years) if year is not None]
    asides = set()
    for (_, before), (place, year), (_, after) in zip(told, told[1:], told[2:], strict=False):
        if abs(after - before) <= 1 and year not in {before, after}:
            asides.add(place)
    return frozenset(asides)
