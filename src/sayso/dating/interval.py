"""The days on which a document can have been written, from the days on which its sisters put what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.dating.bounds import Bounds
from sayso.dating.habits import Relative, sayable, written_on
from sayso.dating.sisters import Placing

RIVAL = 0.6
"""Two placings that cannot both be right, the weaker with this share of the other's strength: neither counts."""
SOON_DAYS = 2
"""A weekday that no sister places and that comes so soon after the others is told after them."""
WEEK_DAYS = 7
NEWS_DAYS = 2
"""What is told by the hour, or as said on a day, is reported within so many days: chosen on the dev incidents,
where 606 of 707 answers of up to three days are right, wrong placings counted in."""


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day on which a document can have been written, and the placings it rests on."""

    first: dt.date
    last: dt.date
    used: tuple[Placing, ...]
    detail: str


def interval_of(
    placings: Sequence[Placing], relatives: Sequence[Relative], bounds: Bounds | None, said: frozenset[str]
) -> Interval | None:
    """Placings, the firmest first, and what else the text says of its day -> its interval; None if they are at odds.

    said: the expressions that say when somebody said something
    """
    days, used = _common(_without_doubtful(placings))
    if bounds is not None:
        low, high = bounds.earliest or "", bounds.latest or "9999"
        days = frozenset(day for day in days if low <= day.isoformat() <= high)
    if not days:
        return None
    days = sayable(days, relatives)
    interval = Interval(min(days), max(days), used, _told(used))
    return _narrowed(interval, relatives, said) or interval


def _without_doubtful(placings: Sequence[Placing]) -> list[Placing]:
    """Placings without weekdays that lie around a day which the same text names by month and day.

    A day of the past week is named by its weekday alone; where the month is named, the weekdays are later ones.
    """
    named = [placing.day for placing in placings if placing.relative.offset.month is not None]
    return [
        placing
        for placing in placings
        if not placing.relative.is_weekday or all(abs((placing.day - day).days) >= WEEK_DAYS for day in named)
    ]


def _narrowed(interval: Interval, relatives: Sequence[Relative], said: frozenset[str]) -> Interval | None:
    """An interval of a week -> the days on which news of that day is written; None if nothing tells that it is news."""
    latest = _later_weekday(interval, relatives)
    first = latest.day if latest is not None else interval.first
    soon = _soon(interval, latest, said)
    if soon is None:
        return None
    last = min(interval.last, first + dt.timedelta(days=soon.days))
    after = f"; {latest.relative.time.text!r} is told after it" if latest is not None else ""
    return Interval(first, last, interval.used, f"{interval.detail}{after}; {soon.why}")


def _common(placings: Sequence[Placing]) -> tuple[frozenset[dt.date], tuple[Placing, ...]]:
    """The days of writing that all placings allow; a weak one that does not fit is left aside."""
    days: frozenset[dt.date] | None = None
    used: list[Placing] = []
    for placing in placings:
        own = days_of_writing(placing)
        both = own if days is None else days & own
        if both:
            days = both
            used.append(placing)
        elif placing.strength >= RIVAL * placings[0].strength:
            return frozenset(), ()
    return days or frozenset(), tuple(used)


def days_of_writing(placing: Placing) -> frozenset[dt.date]:
    """A placing -> the days on which a text can have been written that tells it so."""
    days = written_on(placing.relative, placing.day)
    if placing.foretold:
        return frozenset(day for day in days if day <= placing.day)
    # A day of a month that may be either side of the writing: sisters tell what has happened.
    return frozenset(day for day in days if day >= placing.day) if placing.relative.offset.direction == "near" else days


@dataclass(frozen=True, slots=True)
class _Later:
    relative: Relative
    day: dt.date


def _later_weekday(interval: Interval, relatives: Iterable[Relative]) -> _Later | None:
    """A weekday told as past, not placed itself, that comes soon after the first possible day."""
    first, last = interval.first, interval.last
    if (last - first).days >= WEEK_DAYS:
        return None
    placed = {placing.relative.offset.weekday for placing in interval.used}
    found: list[_Later] = []
    for relative in relatives:
        o = relative.offset
        if not relative.is_weekday or relative.future or o.shift or o.weekday is None or o.weekday in placed:
            continue
        ahead = (o.weekday - first.isoweekday()) % 7
        day = first + dt.timedelta(days=ahead)
        if 0 < ahead <= SOON_DAYS and day <= last:
            found.append(_Later(relative, day))
    return max(found, key=lambda later: later.day, default=None)


@dataclass(frozen=True, slots=True)
class _Soon:
    days: int
    why: str


def _soon(interval: Interval, latest: _Later | None, said: frozenset[str]) -> _Soon | None:
    """How many days after the first the text was written at most, if it tells the first day as news does."""
    on_first = [
        placing.relative
        for placing in interval.used
        if placing.day == interval.first and placing.relative.is_weekday and not placing.relative.future
    ]
    told = [latest.relative] if latest is not None else on_first
    days = NEWS_DAYS if latest is None else 1
    for relative in told:
        if relative.time.time_id in said:
            return _Soon(days, f"what was said {relative.time.text!r} is reported within {days} days")
    if any(relative.offset.time for relative in told):
        return _Soon(days, f"what is told by the hour is reported within {days} days")
    return None


def _told(used: Iterable[Placing]) -> str:
    parts = [
        f"{len(placing.doc_ids)} dated document{'s' if len(placing.doc_ids) > 1 else ''} of the pile put "
        f"{placing.relative.time.text!r} on {placing.day:%A} {placing.day.isoformat()}: {placing.why}"
        for placing in used
    ]
    return "; ".join(parts)
