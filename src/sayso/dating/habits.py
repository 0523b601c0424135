"""Habits: on which days a text can have been written that says "on Wednesday", "September 13", "in October".

A weekday alone is the most recent or the next one, the day of writing included. A month (with or without its day) that
names no year lies within half a year; one that is past may also lie further back in the year of writing.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.language.calendar import Days, days_of
from sayso.language.offsets import NEAR_PAST_DAYS, Offset, value_at
from sayso.tables import LocalTime

REACH_DAYS = 400
"""No habit reaches further from the day of writing than the year before or after."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A time expression that is counted from the day of writing."""

    time: LocalTime
    offset: Offset

    @property
    def is_day(self) -> bool:
        """Whether it means one day: a weekday, a day of a month, today, yesterday, tomorrow."""
        o = self.offset
        near = o.unit == "day" and o.shift is not None and abs(o.shift) <= 1
        return o.weekday is not None or (o.month is not None and o.day is not None) or near

    @property
    def is_weekday(self) -> bool:
        """Whether it is a weekday that lies within a week of the day of writing."""
        return self.offset.weekday is not None and self.offset.week is None

    @property
    def future(self) -> bool:
        """Whether the text tells it as still to come."""
        o = self.offset
        return o.direction == "future" or (o.shift or 0) > 0 or (o.week or 0) > 0

    def days(self, written: dt.date) -> Days | None:
        """The days it means, read on a day; None if nobody would say it so on that day."""
        return days_meant(self.offset, written)


def days_meant(offset: Offset, written: dt.date) -> Days | None:
    """The days that an offset leads to from a day of writing; None if nobody would say it so on that day."""
    value = value_at(offset, written.isoformat())
    days = days_of(value) if value else None
    if days is None or offset.month is None or offset.year is not None or offset.shift is not None:
        return days
    if days.first > written:
        return days if (days.first - written).days <= NEAR_PAST_DAYS else None
    near = (written - days.last).days <= NEAR_PAST_DAYS or days.last.year == written.year
    return days if near else None


def written_on(relative: Relative, day: dt.date) -> frozenset[dt.date]:
    """An expression and the day it means -> the days on which a text can have been written that says so."""
    return _written_on(relative.offset, day)


@functools.lru_cache(maxsize=4096)
def _written_on(offset: Offset, day: dt.date) -> frozenset[dt.date]:
    around = (day + dt.timedelta(days=n) for n in range(-REACH_DAYS, REACH_DAYS + 1))
    return frozenset(written for written in around if (days := days_meant(offset, written)) and days == (day, day))


def sayable(written: Iterable[dt.date], relatives: Iterable[Relative]) -> frozenset[dt.date]:
    """Days of writing -> those on which every month that names no year would be said so.

    Keeps: an expression that no day of writing suits is left aside, since it was misread
    """
    days = frozenset(written)
    for relative in relatives:
        if relative.offset.month is not None and relative.offset.direction != "near":
            kept = frozenset(day for day in days if relative.days(day) is not None)
            days = kept or days
    return days
