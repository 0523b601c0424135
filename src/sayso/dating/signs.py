"""Signs: what speaks for and against a day on which a document can have been written.

Each sign has a name and a size; `resources/date_signs.csv` says what it weighs and means. Signs are read off the text's
own time expressions as they would be meant on that day, off what sisters say of these, and off the sisters' own days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from sayso.dating.full_dates import MOST_DATES, FullDate, weekday_in
from sayso.dating.habits import Relative
from sayso.dating.sisters import Near
from sayso.dating.votes import Heard
from sayso.language.calendar import Days

Signs = Mapping[str, float]

LIKE = 2.5
"""Documents less alike than this say nothing by their own days."""
FEW_DAYS = 2
"""So many days after the writing a full date may lie: a post is stamped in another zone, a page is mended later."""
PLACED = 0.5
"""From this chance on sisters are taken to put an expression on a day."""
LONG_AGO = 5
"""Weekdays further back than this count alike."""


@dataclass(frozen=True)
class Told:
    """All that a document and its sisters tell of the day on which it was written.

    later_steps: how many words of what follows long after a deed its first lines have
    """

    relatives: Sequence[Relative]
    dates: Sequence[FullDate]
    heard: Sequence[Heard]
    near: Sequence[Near]
    later_steps: int = 0

    @property
    def alone(self) -> Told:
        """What the document tells by itself."""
        return Told(self.relatives, self.dates, (), (), self.later_steps)

    @cached_property
    def weekdays_past(self) -> list[int]:
        """The weekdays that it tells as past."""
        return [o.weekday for r in self.relatives if _bare(r) and not r.future and (o := r.offset).weekday is not None]

    @cached_property
    def weekdays_to_come(self) -> list[int]:
        """The weekdays that it tells as still to come."""
        return [o.weekday for r in self.relatives if _bare(r) and r.future and (o := r.offset).weekday is not None]

    @cached_property
    def months_with_day(self) -> list[tuple[Relative, int | None]]:
        """The expressions that name a month and its day, and the weekday that stands beside them."""
        named = [r for r in self.relatives if r.offset.month is not None and r.offset.day is not None]
        return [(r, weekday_in(r.time.text)) for r in named[:MOST_DATES]]

    def ties(self, date: FullDate) -> bool:
        """Whether more than its year speaks for a full date as news: how it is told, or the same day as a weekday."""
        return date.style in ("post", "news", "fits") or date.day.isoweekday() in self.weekdays_past

    @cached_property
    def most_alike(self) -> float:
        """How like the likest dated document is."""
        return max((near.alike for near in self.near), default=0.0)

    @cached_property
    def firmest(self) -> float:
        """The best chance of any day that sisters put an expression on."""
        return max((one.best for one in self.heard), default=0.0)


def signs_of(day: dt.date, told: Told) -> dict[str, float]:
    """A day, what is told -> the signs for and against it as the day of writing."""
    signs: dict[str, float] = {}
    _of_weekdays(day, told, signs)
    _of_months(day, told, signs)
    _of_dates(day, told, signs)
    _of_placings(day, told, signs)
    _of_sisters(day, told, signs)
    _of_order(day, told, signs)
    return signs


def signs_against_all(told: Told) -> dict[str, float]:
    """What is told -> the signs that the day of writing is none of those that are thought of."""
    return {
        "none": 1.0,
        "none: alone": float(not told.near),
        "none: alike": _likeness(told.most_alike),
        "none: placed": told.firmest,
        "none: later steps": min(told.later_steps, 3) / 3,
        "none: later steps alone": 0.0 if told.near else min(told.later_steps, 3) / 3,
        "none: weekday": float(bool(told.weekdays_past)),
        "none: dates": min(len({date.day for date in told.dates}), 5) / 5,
    }


def _of_weekdays(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    if told.weekdays_past:
        ago = [(day.isoweekday() - weekday) % 7 for weekday in told.weekdays_past]
        signs[f"weekday: latest {min(*ago, LONG_AGO)}"] = 1.0
        signs[f"weekday: earliest {max(ago)}"] = 1.0
    today = [r for r in told.relatives if _is_today(r)]
    if today and told.weekdays_past:
        signs[f"today: weekday {min(*ago, 2)}"] = 1.0
    if any(_is_yesterday(r) for r in told.relatives) and told.weekdays_past:
        signs[f"yesterday: weekday {min(*ago, 2)}"] = 1.0
    if told.weekdays_to_come:
        ahead = min((weekday - day.isoweekday()) % 7 for weekday in told.weekdays_to_come)
        signs[f"weekday: to come {min(ahead, LONG_AGO)}"] = 1.0


def _of_months(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    ago: list[int] = []
    for relative, weekday in told.months_with_day:
        days = relative.days(day)
        if days is None:
            signs["month: unsaid"] = min(signs.get("month: unsaid", 0.0) + 1, 3.0)
            continue
        if weekday is not None:
            name = "month: weekday fits" if days.first.isoweekday() == weekday else "month: weekday errs"
            signs[name] = 1.0
        ago.append((day - days.first).days)
    if ago:
        latest = min((days for days in ago if days >= 0), default=-1)
        signs[f"month: latest {_distance(latest)}"] = 1.0


def _of_dates(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    latest: dict[str, int] = {}
    for date in told.dates:
        ago = (day - date.day).days
        if ago >= -FEW_DAYS:
            latest[date.style] = min(ago, latest.get(date.style, ago))
        else:
            signs["date: later"] = min(signs.get("date: later", 0.0) + 1, 2.0)
    for style, ago in latest.items():
        signs[f"date: {style} {ago if ago < 0 else _distance(ago)}"] = 1.0


def _of_placings(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    agree, odds = [], 0.0
    for heard in told.heard:
        read = heard.relative.days(day)
        own = heard.chance(read.first) if read else 0.0
        agree.append(own)
        odds += heard.best - own
    agree.sort(reverse=True)
    if agree:
        signs["placed"] = agree[0]
        signs["placed: second"] = agree[1] if len(agree) > 1 else 0.0
        signs["placed: odds"] = round(min(odds, 3.0), 4)


def _of_order(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    """What is told beside the days that sisters place, as it would lie to them."""
    placed = {
        read.first
        for heard in told.heard
        if (read := heard.relative.days(day)) is not None and heard.chance(read.first) >= PLACED
    }
    weekdays = [read.first for r in told.relatives if _bare(r) and not r.future and (read := r.days(day))]
    # News goes on from the deed: what is told with it by another weekday came after it.
    if placed and (before := [one for one in weekdays if one < min(placed)]):
        signs["order: before the deed"] = min(len(before), 3) / 3
    named = [read.first for r, _ in told.months_with_day if (read := r.days(day)) is not None and read.first <= day]
    # Of the days of one week the text would name all by weekday.
    if named and any(abs((one - max(named)).days) <= 6 for one in weekdays):
        signs["order: weekday beside a date"] = 1.0
    full = [date.day for date in told.dates if date.day <= day]
    if full and weekdays and not placed and max(full) not in weekdays and (day - max(full)).days <= FEW_DAYS:
        signs["order: full date is no weekday told"] = 1.0
    for name, read in _stretches(day, told.relatives):
        if any(read.first <= one <= read.last for one in placed):
            signs[f"{name}: fits"] = 1.0
        elif placed:
            signs[f"{name}: errs"] = 1.0


def _stretches(day: dt.date, relatives: Sequence[Relative]) -> Iterator[tuple[str, Days]]:
    """ "Last week", "last month", "in July", as they would be meant on a day."""
    for relative in relatives:
        o = relative.offset
        named = o.month is not None and o.day is None and o.year is None
        if (named or (o.shift == -1 and o.unit in ("week", "weekend", "month"))) and not relative.future:
            days = relative.days(day)
            if named and days is not None and (days.first <= day <= days.last):
                yield "this month by name", days
            elif days is not None:
                yield ("month by name" if named else f"last {o.unit}"), days


def _of_sisters(day: dt.date, told: Told, signs: dict[str, float]) -> None:
    for near in told.near:
        apart = (day - near.day).days
        if near.alike <= LIKE or abs(apart) > 7:
            continue
        name = f"sister: {'same day' if not apart else f'{apart:+d}' if abs(apart) <= 2 else 'week'}"
        signs[name] = max(signs.get(name, 0.0), _likeness(near.alike))
    if told.most_alike > LIKE:
        first = max(told.near, key=lambda near: (near.alike, near.doc_id))
        signs["sister: apart"] = round(-log(1 + min(abs((day - first.day).days), 400)), 4)


def _likeness(alike: float) -> float:
    return round(log(max(alike, LIKE) / LIKE), 4)


def _distance(days: int) -> str:
    if days < 0:
        return "to come"
    if days <= 2:
        return str(days)
    return "week" if days <= 6 else "month" if days <= 30 else "far"


def _bare(relative: Relative) -> bool:
    return relative.is_weekday and not relative.offset.shift


def _is_today(relative: Relative) -> bool:
    o = relative.offset
    return o.unit == "day" and o.shift == 0 and not (o.time or "")[1:2].isdigit()


def _is_yesterday(relative: Relative) -> bool:
    o = relative.offset
    return o.unit == "day" and o.shift == -1
