"""The days on which a document can have been written, from the days on which its sisters put what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.dating.bounds import Bounds
from sayso.dating.full_dates import FullDate
from sayso.dating.habits import Relative, sayable, written_on
from sayso.dating.sisters import Placing

RIVAL = 0.6
"""Two placings that cannot both be right, the weaker with this share of the other's strength: neither counts."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day on which a document can have been written, and what this rests on: placings, dates of its
    own text, the days of documents like it."""

    first: dt.date
    last: dt.date
    used: tuple[Placing, ...]
    detail: str
    dates: tuple[FullDate, ...] = ()

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def interval_of(placings: Sequence[Placing], relatives: Sequence[Relative], bounds: Bounds | None) -> Interval | None:
    """Placings, the firmest first, and what else the text says of its day -> its interval; None if they are at odds."""
    days, used = _common(_without_doubtful(placings))
    if bounds is not None:
        low, high = bounds.earliest or "", bounds.latest or "9999"
        days = frozenset(day for day in days if low <= day.isoformat() <= high)
    if not days:
        return None
    days = sayable(days, relatives)
    return Interval(min(days), max(days), used, told_by(used))


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


def told_by(used: Iterable[Placing]) -> str:
    """Placings -> what they say, in words."""
    parts = [
        f"{len(placing.doc_ids)} dated document{'s' if len(placing.doc_ids) > 1 else ''} of the pile put "
        f"{placing.relative.time.text!r} on {placing.day:%A} {placing.day.isoformat()}: {placing.why}"
        for placing in used
    ]
    return "; ".join(parts)
