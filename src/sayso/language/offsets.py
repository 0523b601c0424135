"""How a time expression hangs on a day: the small grammar of `local_times.offset`.

An offset is `name=value` pairs joined by ';' (in the order of the fields of `Offset`). Counted from the anchor:

    shift=-1;unit=year            the unit that lies so many units off: "last year"; shift=0: "this year"
    shift=-1;unit=year;grain=anchor   the same, as fine as the anchor is: "a year earlier" than the third quarter
    span=-2;unit=month            the stretch of so many units up to (or from) the anchor: "the past two months"
    weekday=2;direction=past      the most recent Tuesday, the anchor's day included; future: the next, included
    weekday=2;shift=-1            the one strictly before (1: after): "last Tuesday"
    weekday=2;week=-1             that of the week so many weeks off: "Tuesday last week"
    month=5;day=3;direction=past      likewise for a month, with or without its day; near: the closer one
    month=5;day=3;direction=ahead     the next, unless the last has only just passed
    month=5;day=3;year=-1         that of the year so many years off: "May 3 last year"
    month=5;day=3;unit=week;...       the week that holds that day
    part=Q3;direction=past        likewise for a part of the year: Q1 to Q4, H1, H2, SP, SU, FA, WI
    weekday=4;month=11;nth=4;direction=near   likewise for the fourth Thursday of November; nth=-1: the last one
    weekday=2;month=11;day=2;nth=1;...        likewise for the first Tuesday of November from the 2nd on
    easter=1;direction=near       likewise for the day so many days after Easter Sunday
    ...;time=TMO                  a part of that day or a clock time: "Tuesday morning"
    ...;grain=accounts            of a year of accounts: its days are not those of the calendar's year
    direction=past                beside an absolute value or a year=0: the clause tells it as past
    weekday=7;direction=future/weekday=3;direction=future   a range: one of its ends, and the other counted from it
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Literal

from sayso.language.calendar import (
    Days,
    add_months,
    days_of,
    easter,
    is_day,
    nth_weekday,
    quarter_value,
    week_value,
)

Direction = Literal["past", "future", "near", "ahead"]

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_FINENESS = ("day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")

NEAR_PAST_DAYS = 183
"""So far back a month and day without a year may lie; in the news of TimeBank and AQUAINT, 77 of 85 past ones do."""


JUST_PAST_DAYS = 31
"""So far back it may lie where its clause looks ahead: a deadline that has just run out."""


@dataclass(frozen=True, slots=True)
class Offset:
    """The steps from an anchor to a value; the grammar stands at the head of the module."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    shift: int | None = None
    span: int | None = None
    unit: str | None = None
    year: int | None = None
    week: int | None = None
    direction: Direction | None = None
    grain: Literal["anchor", "accounts"] | None = None
    nth: int | None = None
    easter: int | None = None
    time: str | None = None
    other: Offset | None = None

    def __str__(self) -> str:
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self) if field.name != "other")
        one = ";".join(f"{name}={value}" for name, value in pairs if value is not None)
        return one if self.other is None else f"{one}/{self.other}"


_NUMBERS = frozenset({"weekday", "month", "day", "shift", "span", "year", "week", "nth", "easter"})


def read_offset(text: str) -> Offset:
    """The grammar's words -> the offset.

    Raises: ValueError, TypeError for words that the grammar does not have
    """
    one, slash, other = text.partition("/")
    pairs = [pair.split("=", 1) for pair in one.split(";") if pair]
    values: dict[str, int | str] = {name: int(value) if name in _NUMBERS else value for name, value in pairs}
    offset = Offset(**values)  # type: ignore[arg-type]
    return replace(offset, other=read_offset(other)) if slash else offset


def grain_of(value: str) -> str | None:
    """A TIMEX3 value -> how fine it is: "2023-09" -> "month"; None for what is no calendar value."""
    head = value.split("T", 1)[0]
    days = days_of(value)
    if days is None:
        return None
    if len(head) < 5:
        return {4: "year", 3: "decade", 2: "century"}.get(len(head))
    if "-W" in head[:6]:
        return {8: "week", 11: "weekend", 10: "day"}.get(len(head))
    if "-Q" in head:
        return "quarter"
    if "-H" in head:
        return "half"
    return {10: "day"}.get(len(head), "month" if head[5:].isdecimal() else "season")


def value_at(offset: Offset, anchor: str) -> str | None:
    """An offset, the TIMEX3 value it hangs on -> the TIMEX3 value meant; None if the anchor is too coarse to tell.

    Keeps: what hangs on a range ("2023-09-10/2023-09-13") is counted from its last end
    """
    if offset.other is not None:
        one = value_at(replace(offset, other=None), anchor)
        two = value_at(offset.other, one) if one is not None else None
        return None if one is None or two is None else "/".join(sorted((one, two)))
    anchor = anchor.rpartition("/")[2]
    if anchor.startswith("BC"):
        return _before_christ(offset, anchor)
    days = days_of(anchor)
    if days is None:
        return None
    try:
        value = _value_at(offset, anchor, days)
    except (ValueError, OverflowError):
        return None
    if value is not None and offset.time is not None:
        return f"{value}{offset.time}" if is_day(value) else None
    return value


def stretch_at(offset: Offset, anchor: str) -> Days | None:
    """An offset with a span, its anchor -> the days it covers, those of the anchor included."""
    days = days_of(anchor)
    if days is None or offset.span is None or offset.unit is None:
        return None
    try:
        if offset.span < 0:
            return Days(_moved(days.first, offset.span, offset.unit), days.last)
        return Days(days.first, _moved(days.last, offset.span, offset.unit))
    except (ValueError, OverflowError):
        return None


def _moved(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in MONTHS_IN:
        return add_months(day, count * MONTHS_IN[unit])
    if unit in {"hour", "minute", "second"}:
        return day + dt.timedelta(days=1 if count > 0 else -1)
    return day + dt.timedelta(days=count * (1 if unit == "day" else 7))


def _before_christ(offset: Offset, anchor: str) -> str | None:
    """A month or season of a year before Christ, or a year so many years off; there is no calendar to count days in."""
    if not anchor[2:6].isdecimal():
        return None
    if offset.unit == "year" and offset.shift is not None:
        return f"BC{int(anchor[2:6]) - offset.shift:04d}"
    if offset.year is None or (offset.month is None and offset.part is None):
        return None
    part = offset.part or f"{offset.month:02d}" + (f"-{offset.day:02d}" if offset.day is not None else "")
    return f"BC{int(anchor[2:6]) - offset.year:04d}-{part}"


def _value_at(offset: Offset, anchor: str, days: Days) -> str | None:
    if offset.nth is not None or offset.easter is not None:
        return _in_week(offset, _part_of_year(offset, anchor, days))
    if offset.weekday is not None:
        return _weekday(offset, anchor, days)
    if offset.month is not None or offset.part is not None:
        return _in_week(offset, _part_of_year(offset, anchor, days))
    if offset.shift is not None and offset.unit is not None:
        return _shifted(offset.shift, offset.unit, anchor, offset.grain == "anchor")
    return None


def _in_week(offset: Offset, value: str | None) -> str | None:
    """A day -> the week that holds it, where that is what the offset wants."""
    if offset.unit != "week" or value is None or not is_day(value):
        return value
    return week_value(dt.date.fromisoformat(value))


def _weekday(offset: Offset, anchor: str, days: Days) -> str | None:
    assert offset.weekday is not None
    if offset.week is not None:
        if grain_of(anchor) not in {"day", "week", "weekend"}:
            return None
        year, week, _ = (days.first + dt.timedelta(weeks=offset.week)).isocalendar()
        return dt.date.fromisocalendar(year, week, offset.weekday).isoformat()
    if grain_of(anchor) != "day":
        return None
    day = days.first + dt.timedelta(days=offset.shift or 0)
    if (offset.shift or 0) > 0 or (not offset.shift and offset.direction == "future"):
        return (day + dt.timedelta(days=(offset.weekday - day.isoweekday()) % 7)).isoformat()
    return (day - dt.timedelta(days=(day.isoweekday() - offset.weekday) % 7)).isoformat()


def _part_of_year(offset: Offset, anchor: str, days: Days) -> str | None:
    if offset.year is not None:
        if days.first.year != days.last.year and not anchor.endswith("-WI"):
            return None
        value = _of_year(offset, days.first.year + offset.year)
        return value if days_of(value) else None
    # February 29 comes only every fourth or eighth year.
    years = range(days.first.year - 8, days.last.year + 9)
    choices = [(value, found) for value in (_of_year(offset, year) for year in years) if (found := days_of(value))]
    if offset.shift is not None:
        before = [value for value, found in choices if found.last < days.first]
        after = [value for value, found in choices if found.first > days.last]
        side = before[-1:] if offset.shift < 0 else after[:1]
        return side[0] if side else None
    past = [(value, found) for value, found in choices if found.first <= days.last]
    future = [(value, found) for value, found in choices if found.last >= days.first]
    if not past or not future:
        return None
    if offset.direction in {"near", "ahead"}:
        recent = (days.last - past[-1][1].last).days <= (
            NEAR_PAST_DAYS if offset.direction == "near" else JUST_PAST_DAYS
        )
        return past[-1][0] if recent else future[0][0]
    return future[0][0] if offset.direction == "future" else past[-1][0]


def _of_year(offset: Offset, year: int) -> str:
    if offset.part is not None:
        return f"{year:04d}-{offset.part}"
    if offset.easter is not None:
        return (easter(year) + dt.timedelta(days=offset.easter)).isoformat()
    if offset.nth is not None and offset.month is not None and offset.weekday is not None:
        return nth_weekday(year, offset.month, offset.weekday, offset.nth, offset.day or 1).isoformat()
    return f"{year:04d}-{offset.month:02d}" + (f"-{offset.day:02d}" if offset.day is not None else "")


def _shifted(count: int, unit: str, anchor: str, as_fine: bool) -> str | None:
    grain, days = grain_of(anchor), days_of(anchor)
    if grain is None or days is None:
        return None
    if as_fine:
        return _as_fine(_moved(days.first, count, unit), grain)
    if _FINENESS.index(grain) > _FINENESS.index(unit):
        return None
    if unit == "season":
        return None
    return _as_fine(_moved(_first_of(days.first, unit), count, unit), unit)


def _first_of(day: dt.date, unit: str) -> dt.date:
    """First of the month for whatever is counted in months, so that the 31st never slips into the next."""
    return day.replace(day=1) if unit in MONTHS_IN else day


def _as_fine(day: dt.date, grain: str) -> str | None:
    year = f"{day.year:04d}"
    values = {
        "day": day.isoformat(),
        "week": week_value(day),
        "weekend": f"{week_value(day)}-WE",
        "month": f"{year}-{day.month:02d}",
        "quarter": quarter_value(day),
        "half": f"{year}-H{1 if day.month <= 6 else 2}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }
    return values.get(grain)
