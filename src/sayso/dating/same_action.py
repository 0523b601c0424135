"""Tellings of one action in several documents, matched by who does it to whom, and where; never by a date of redate's
own making."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from sayso.dating.habits import Relative
from sayso.language.calendar import days_of
from sayso.tables import (
    DocumentDates,
    Entities,
    LocalEventMentions,
    LocalPlaces,
    LocalTime,
    ReferentEntities,
    TimeValue,
    TimeValues,
)
from sayso.tellings import Telling, fit_parties, fit_spots, implied_days, shift, tellings_of

WINDOW_DAYS = 10
"""What is told as past without a day happened at most so many days before."""
AHEAD_DAYS = 30
"""What is foretold without a day is thought of as happening within so many days."""
MOST_ALIKE = 200
"""Of one kind of action between the same parties no more tellings are compared."""


class Actions:
    """The tellings of a pile, with the days that their own documents give them."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._of: dict[str, list[Telling]] = {}
        self._alike: dict[tuple[object, ...], list[Telling]] = {}
        for telling in tellings:
            self._of.setdefault(telling.mention.doc_id, []).append(telling)
            for key in _keys(telling):
                alike = self._alike.setdefault(key, [])
                if len(alike) < MOST_ALIKE:
                    alike.append(telling)

    def told_at(self, doc_id: str, time_id: str) -> list[Telling]:
        """What a document tells as happening at a time expression."""
        return [telling for telling in self._of.get(doc_id, []) if telling.mention.time_id == time_id]

    def sisters(self, telling: Telling, *, anywhere: bool = False) -> Iterator[Telling]:
        """Tellings of other documents that can be of the same action, as far as parties and place tell.

        anywhere: the place may differ, as it does when a plan is changed
        """
        seen: set[str] = set()
        for key in _keys(telling):
            for other in self._alike[key]:
                if other.mention.doc_id == telling.mention.doc_id or other.mention.event_mention_id in seen:
                    continue
                seen.add(other.mention.event_mention_id)
                if fit_parties(telling, other) == "same" and (anywhere or _one_place(telling, other)):
                    yield other


def tellings_by_own_dates(
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    dates: DocumentDates,
    values: TimeValues,
) -> list[Telling]:
    """What the documents tell -> tellings that a signature can be made of: with parties, held to be so or to come."""
    told = tellings_of(mentions, places, entities, referent_entities, dates, values)
    return [telling for telling in told if telling.parties and telling.mention.polarity != "negative"]


def own_values(known: Mapping[str, dt.date], times: Iterable[LocalTime]) -> TimeValues:
    """The days that time expressions have by their own documents -> them as values; stretches that need no date too."""
    rows = []
    for time in times:
        day = known.get(time.time_id)
        days = days_of(time.value) if day is None and time.anchor == "absolute" and time.value else None
        first, last = (day, day) if day else (days.first, days.last) if days else (None, None)
        if first is not None and last is not None:
            rows.append(TimeValue(time.time_id, time.value, first.isoformat(), last.isoformat(), "redate", ""))
    return TimeValues.of(rows)


def one_day(telling: Telling) -> dt.date | None:
    """The day on which a telling says that it happens, if it is one day."""
    days = telling.days
    return dt.date.fromisoformat(days.earliest) if days.earliest and days.earliest == days.latest else None


def can_be_on(telling: Telling, day: dt.date) -> bool:
    """Whether a telling of a dated document can be of something on that day, going by what it tells and when."""
    days = implied_days(telling, WINDOW_DAYS)
    if not days.earliest:
        return False
    latest = days.latest or shift(days.earliest, AHEAD_DAYS)
    return days.earliest <= day.isoformat() <= (latest or "")


def strength(telling: Telling, other: Telling, relative: Relative) -> float:
    """How much it says that two tellings agree: 2 for the parties and the weekday, 1 each for the place, for two who
    are named alike, and for a month and day that are the same."""
    place = telling.spot is not None and other.spot is not None and telling.spot.entity_id == other.spot.entity_id
    return 2.0 + place + _named_alike(telling, other) + (relative.offset.month is not None)


def foretold(telling: Telling) -> bool:
    """Whether a telling speaks of what is still to come."""
    return telling.mention.tense == "future" or telling.mention.status in ("predicted", "pledged")


def is_weekday(relative: Relative, day: dt.date) -> bool:
    """Whether an expression can mean a day at all: its weekday or its month and day is that one's."""
    o = relative.offset
    if o.weekday is not None:
        return o.weekday == day.isoweekday()
    return o.month is None or (o.month, o.day) == (day.month, day.day)


def _named_alike(telling: Telling, other: Telling) -> bool:
    return len(telling.parties.persons.keys() & other.parties.persons.keys()) >= 2


def _one_place(telling: Telling, other: Telling) -> bool:
    """Whether two tellings can be of one place; two who are named are in one part of a country at a time, however
    each document calls it."""
    if fit_spots(telling.spot, other.spot) != "apart":
        return True
    assert telling.spot is not None and other.spot is not None
    return _named_alike(telling, other) and telling.spot.country == other.spot.country


def _keys(telling: Telling) -> list[tuple[object, ...]]:
    """Under what a telling is found: its kind of action, with each named party, or with the countries of all."""
    parties = telling.parties
    keys: list[tuple[object, ...]] = [(*telling.kind, one) for one in sorted(parties.persons)]
    return [*keys, (*telling.kind, *sorted(parties.countries))] if parties.countries else keys
