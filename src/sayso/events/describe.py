"""The row that stands for an event: its root, parties, days and place as most of its tellings have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sayso.language.actions import ActionWords
from sayso.tables import Entity, EventGroup
from sayso.tellings import Days, Party, Telling, is_named

METHOD = "group/1"
NAMES_IN_TITLE = 4
"""A title names so many of each party; the row has them all."""

T = TypeVar("T", bound=str)


def describe(
    event_id: str,
    tellings: list[Telling],
    entities: Mapping[str, Entity],
    countries: Mapping[str, str],
    actions: ActionWords,
) -> EventGroup:
    """The tellings of an event, the entities, the names of countries by code -> its row, without a story yet."""
    actor, recipient = _parties(tellings)
    actors, recipients = (_without_their_countries(party, entities) for party in (actor, recipient))
    days = common_days(tellings)
    spots = [t.spot for t in tellings if t.spot]
    place = _most_common(spot.entity_id for spot in [s for s in spots if not s.wide] or spots)
    action = tellings[0].mention.action
    mode = _most_common(t.mention.mode for t in tellings if t.mention.mode)
    plover = _most_common(t.mention.plover for t in tellings) or action
    quad = next(t.mention.quad for t in tellings if t.mention.plover == plover)
    documents = len({t.mention.doc_id for t in tellings})
    return EventGroup(
        event_id=event_id,
        plover=plover,
        action=action,
        quad=quad,
        title=_title(
            actions.name(action, mode),
            (_names(actors, actor, entities, countries), _names(recipients, recipient, entities, countries)),
            entities[place].name if place else "",
            days,
        ),
        actor_ids=actors,
        recipient_ids=recipients,
        earliest=days.earliest,
        latest=days.latest,
        place_entity_id=place,
        story_id=None,
        method=METHOD,
        detail=f"told {_count(len(tellings), 'time')} in {_count(documents, 'document')}",
    )


def common_days(tellings: Iterable[Telling]) -> Days:
    """The days that all dated tellings leave open; of tellings that are at odds, those of the most telling."""
    earliest: str | None = None
    latest: str | None = None
    for days in (t.days for t in tellings if not t.days.month_day):
        first = max(filter(None, (earliest, days.earliest)), default=None)
        last = min(filter(None, (latest, days.latest)), default=None)
        if first is None or last is None or first <= last:
            earliest, latest = first, last
    return Days(earliest, latest)


def _parties(tellings: list[Telling]) -> tuple[Party, Party]:
    actor, recipient = Party(frozenset(), {}, frozenset()), Party(frozenset(), {}, frozenset())
    for telling in tellings:
        actor |= telling.actor
        recipient |= telling.recipient
    if tellings[0].mutual:
        return actor | recipient, Party(frozenset(), {}, frozenset())
    return actor, recipient


def _without_their_countries(party: Party, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """A country stands for the people who act for it, and so does a title: where they are named, neither need be."""
    spoken_for = {home for home in party.persons.values() if home}

    def stands_for_others(one: str) -> bool:
        entity = entities[one]
        return (entity.kind == "country" or not is_named(entity)) and entity.country in spoken_for

    return tuple(sorted(one for one in party.ids if not stands_for_others(one)))


def _most_common(values: Iterable[T]) -> T | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _title(words: str, parties: tuple[str, str], where: str, days: Days) -> str:
    actors, recipients = parties
    who = f"{actors or 'somebody'} → {recipients}" if recipients else actors
    when = _when(days)
    return ": ".join(filter(None, (words, "; ".join(filter(None, (who, where, when))))))


def _when(days: Days) -> str:
    if days.earliest and days.latest:
        return days.earliest if days.earliest == days.latest else f"{days.earliest} to {days.latest}"
    if days.earliest:
        return f"from {days.earliest}"
    return f"until {days.latest}" if days.latest else ""


def _names(ids: tuple[str, ...], party: Party, entities: Mapping[str, Entity], countries: Mapping[str, str]) -> str:
    homes = () if ids else party.countries
    names = sorted(entities[one].name for one in ids) or sorted(f"people of {countries.get(c, c)}" for c in homes)
    more = f" and {len(names) - NAMES_IN_TITLE} more" if len(names) > NAMES_IN_TITLE else ""
    return ", ".join(names[:NAMES_IN_TITLE]) + more
