"""Bounds: what a document's own times say of when it can have been written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.language.calendar import days_of
from sayso.language.offsets import Offset, read_offset, value_at
from sayso.tables import LocalTime


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day on which a document can have been written; null: open."""

    earliest: str | None
    latest: str | None
    detail: str


def bounds_of(times: Iterable[LocalTime]) -> Bounds | None:
    """A document's time expressions -> the bounds they set; None if they set none.

    What is told as past was not written before it. "May 3 last year" beside "May 3, 2020" was written in 2021.
    """
    told = list(times)
    offsets = [(time, read_offset(time.offset)) for time in told if time.offset]
    year, why = _year_of_writing(told, offsets)
    if year is not None:
        first = _latest_past([*_past(offsets), *_past_in(offsets, year)])
        last = dt.date(year, 12, 31)
        if first is None or first[0] < dt.date(year, 1, 1):
            return Bounds(dt.date(year, 1, 1).isoformat(), last.isoformat(), why)
        if first[0] <= last:
            return Bounds(first[0].isoformat(), last.isoformat(), f"{why}; not before {first[1]!r}, told as past")
    latest = _latest_past(_past(offsets))
    if latest is None:
        return None
    day, words = latest
    return Bounds(day.isoformat(), None, f"not before {words!r}, which the text tells as past")


def _latest_past(days: Sequence[tuple[dt.date, str]]) -> tuple[dt.date, str] | None:
    return max(days, default=None)


def _past(offsets: Sequence[tuple[LocalTime, Offset]]) -> list[tuple[dt.date, str]]:
    """First days of what is told as past with its year, and the words."""
    return [
        (days.first, time.text)
        for time, offset in offsets
        if time.anchor == "absolute" and offset.direction == "past" and time.value and (days := days_of(time.value))
    ]


def _past_in(offsets: Sequence[tuple[LocalTime, Offset]], year: int) -> list[tuple[dt.date, str]]:
    """First days of what is told as past of "this year", where that year is known."""
    values = (
        (time.text, value_at(offset, str(year)))
        for time, offset in offsets
        if time.anchor == "publication" and offset.year == 0 and offset.direction == "past"
    )
    return [(days.first, words) for words, value in values if value and (days := days_of(value))]


def _year_of_writing(told: Sequence[LocalTime], offsets: Sequence[tuple[LocalTime, Offset]]) -> tuple[int | None, str]:
    """The one year that follows from a month and day told once with its year and once as last, this or next year's."""
    named: dict[tuple[int, int], set[int]] = {}
    for time in told:
        if time.anchor == "absolute" and time.value and len(time.value) == 10 and (days := days_of(time.value)):
            named.setdefault((days.first.month, days.first.day), set()).add(days.first.year)
    found: dict[int, str] = {}
    for time, offset in offsets:
        if time.anchor != "publication" or offset.year is None or offset.month is None or offset.day is None:
            continue
        years = named.get((offset.month, offset.day), set())
        if len(years) == 1:
            (year,) = years
            found[year - offset.year] = f"{time.text!r} is told elsewhere as of {year}"
    if len(found) != 1:
        return None, ""
    ((year, why),) = found.items()
    return year, f"written in {year}: {why}"
