"""The answer to when a document without a date of its own was written: an interval, and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sayso.dating.bounds import Bounds
from sayso.dating.full_dates import FullDate
from sayso.dating.interval import Interval, interval_of, told_by
from sayso.dating.likely import ANSWER_DAYS, Likely, likely_days
from sayso.dating.signs import Told
from sayso.dating.sisters import Placing, Sisters

SURE = 0.7
"""From this chance on the likeliest days are the answer. Chosen on the dev incidents, where 90% of them are right:
decisions/0004 has the figures."""
USED_CHANCE = 0.3
"""A day that sisters give an expression counts as a reason from this chance on."""
LATELY_DAYS = 6
"""A full date of the text that lies so many days back is still its news."""


def answer(sisters: Sisters, told: Told, placings: Sequence[Placing], bounds: Bounds | None) -> Interval | None:
    """What a document and its sisters tell of its day, what sisters place -> its interval; None if nothing gives one.

    What was foretold before a day and told on it gives that day. Else the likeliest days, if they are likely enough,
    beside its sisters or by its own words alone; else all that the placings allow.
    """
    allowed = interval_of(placings, told.relatives, bounds)
    if allowed is not None and allowed.days <= ANSWER_DAYS and any(placing.foretold for placing in allowed.used):
        return allowed
    for asked in (told, told.alone):
        likely = likely_days(asked)
        if likely is not None and likely.chance >= SURE:
            found = _likely_interval(sisters, asked, likely, bounds)
            if found is not None:
                return found
    if allowed is not None and allowed.days <= ANSWER_DAYS and len(allowed.used) > 1:
        # Only together they leave so few days, and one is mistaken in 1 of 4 such cases: the firmest alone counts.
        return interval_of(placings[:1], told.relatives, bounds)
    return allowed


def _likely_interval(sisters: Sisters, told: Told, likely: Likely, bounds: Bounds | None) -> Interval | None:
    first, last = _within(likely, bounds)
    if first > last:
        return None
    used = _used(sisters, told, likely.middle)
    dates = () if used else _dates(told.dates, likely)
    # A date alone, however new, may be of what the text looks back on.
    if not used and not any(told.ties(date) for date in dates):
        return None
    because = f"most likely written about {likely.middle.isoformat()}: {', '.join(likely.because)}"
    share = f"documents told so are of these days in about {likely.chance:.0%} of cases"
    detail = "; ".join([*([told_by(used)] if used else []), *_named(dates), because, share])
    return Interval(first, last, used, detail, dates)


def _within(likely: Likely, bounds: Bounds | None) -> tuple[dt.date, dt.date]:
    low = dt.date.fromisoformat(bounds.earliest) if bounds and bounds.earliest else dt.date.min
    high = dt.date.fromisoformat(bounds.latest) if bounds and bounds.latest else dt.date.max
    return max(low, likely.first), min(high, likely.last)


def _used(sisters: Sisters, told: Told, written: dt.date) -> tuple[Placing, ...]:
    """What sisters say of the expressions as they are meant if the document was written on a day."""
    found = []
    for heard in told.heard:
        read = heard.relative.days(written)
        if read is not None and heard.chance(read.first) >= USED_CHANCE:
            placing = sisters.placing_on(heard, read.first)
            found += [placing] if placing is not None else []
    return tuple(sorted(found, key=lambda one: (-one.strength, one.relative.time.start)))


def _dates(dates: Iterable[FullDate], likely: Likely) -> tuple[FullDate, ...]:
    """The latest of the text's own dates around the likeliest days."""
    around = [one for one in dates if -ANSWER_DAYS < (likely.middle - one.day).days <= LATELY_DAYS]
    latest = max((one.day for one in around), default=None)
    return tuple(one for one in around if one.day == latest)


def _named(dates: Sequence[FullDate]) -> list[str]:
    if not dates:
        return []
    return [f"the latest day that its text names is {dates[0].time.text!r}, {dates[0].day.isoformat()}"]
