"""Rows -> events with their tellings and positions, in the order in which a reader should see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso import tables as t
from sayso import views as v
from sayso.report.model import Day, EntityView, EventView, Link, Period, PositionView, StandingGroup, Telling
from sayso.report.reading import Rows
from sayso.report.words import LONG, OPEN, STANCES, STANDINGS, clipped, counted, interval_words, period_words

FEW = 8
"""So many events of a day are shown without folding those told once."""


def event_views(rows: Rows, tellings: Mapping[str, Telling]) -> tuple[EventView, ...]:
    """Rows -> every event, by standing, then the most told first."""
    members: dict[str, list[str]] = defaultdict(list)
    for mention in sorted(rows.tellings.values(), key=lambda m: (rows.order_of(m.doc_id), m.start, m.event_mention_id)):
        if mention.event_id is not None:
            members[mention.event_id].append(mention.event_mention_id)
    conflicts = Counter(conflict.event_id for conflict in rows.conflicts)
    foretold = Counter(forecast.event_id for forecast in rows.forecasts if forecast.event_id)
    views = [
        _event(
            rows,
            event,
            tellings=tuple(tellings[member] for member in members[event_id]),
            conflicts=conflicts[event_id],
            forecasts=foretold[event_id],
        )
        for event_id, event in rows.events.items()
    ]
    return tuple(sorted(views, key=_first_things_first))


def _event(rows: Rows, event: v.Event, *, tellings: tuple[Telling, ...], conflicts: int, forecasts: int) -> EventView:
    story = rows.stories.get(event.story_id) if event.story_id else None
    return EventView(
        anchor=f"event-{event.event_id}",
        title=event.title,
        when=interval_words(event.earliest, event.latest),
        earliest=event.earliest,
        latest=event.latest,
        place=rows.name_of(event.place_entity_id) if event.place_entity_id else None,
        plover=event.plover,
        action=event.action,
        standing=event.standing,
        origins_reporting=event.origins_reporting,
        origins_denying=event.origins_denying,
        positions=_positions(rows, rows.positions.get(event.event_id, [])),
        tellings=tellings,
        conflicts=conflicts,
        forecasts=forecasts,
        story=Link(f"story-{story.story_id}", story.title) if story else None,
        detail=event.detail,
    )


def _first_things_first(event: EventView) -> tuple[int, int, str, str]:
    day = event.earliest or event.latest or "9999"
    return list(STANDINGS).index(event.standing), -len(event.tellings), day, event.anchor


def _positions(rows: Rows, positions: Sequence[t.Position]) -> tuple[PositionView, ...]:
    views = [_position(rows, position) for position in positions]
    return tuple(sorted(views, key=lambda one: (list(STANCES).index(one.stance), one.holder, one.origin)))


def _position(rows: Rows, position: t.Position) -> PositionView:
    origin = rows.origins.get(position.origin_id)
    holder = position.holder_id
    return PositionView(
        holder=rows.name_of(holder) if holder is not None else position.holder_text or "the author",
        origin=origin.name if origin else position.origin_id,
        origin_kind=origin.kind if origin else "",
        stance=position.stance,
        stance_words=STANCES[position.stance],
        interested=position.interested,
        tellings=tuple(_telling_link(rows, one) for one in position.event_mention_ids if one in rows.tellings),
        detail=position.detail,
    )


def _telling_link(rows: Rows, event_mention_id: str) -> Link:
    return Link(f"telling-{event_mention_id}", clipped(rows.tellings[event_mention_id].text, 70))


def standing_groups(events: Sequence[EventView]) -> tuple[StandingGroup, ...]:
    """Events -> by standing; those told once and involved in nothing apart."""
    groups = []
    for standing, meaning in STANDINGS.items():
        of_it = [event for event in events if event.standing == standing]
        if of_it:
            involved = tuple(event for event in of_it if not event.uninvolved)
            uninvolved = tuple(event for event in of_it if event.uninvolved)
            groups.append(StandingGroup(standing, meaning, involved, uninvolved))
    return tuple(groups)


def timeline(events: Sequence[EventView]) -> tuple[tuple[Period, ...], tuple[EventView, ...]]:
    """Events in the order of their standing -> the dated by period and day, in time's order, and the undated."""
    dated = [event for event in events if event.earliest or event.latest]
    periods: dict[str, dict[str, list[EventView]]] = {}
    for event in sorted(dated, key=_in_time):
        days = periods.setdefault(period_words(event.earliest, event.latest), {})
        days.setdefault(event.when, []).append(event)
    labels = sorted(periods, key=lambda label: (label == OPEN, label == LONG))
    return (
        tuple(Period(label, tuple(_day(day, of) for day, of in periods[label].items())) for label in labels),
        tuple(event for event in events if not event.earliest and not event.latest),
    )


def _in_time(event: EventView) -> tuple[str, str]:
    return event.earliest or event.latest or "", event.latest or "9999"


def _day(label: str, events: Sequence[EventView]) -> Day:
    """The events of a day; a few are all shown."""
    few = len(events) <= FEW
    involved = tuple(event for event in events if few or not event.uninvolved)
    return Day(label, involved, tuple(event for event in events if not few and event.uninvolved))


def entity_views(rows: Rows) -> tuple[EntityView, ...]:
    """Rows -> everybody and everything that takes part in an event or is its place, by name."""
    parts: dict[str, list[Link]] = defaultdict(list)
    for event in rows.events.values():
        place = (event.place_entity_id,) if event.place_entity_id else ()
        for entity_id in dict.fromkeys((*event.actor_ids, *event.recipient_ids, *place)):
            parts[entity_id].append(Link(f"event-{event.event_id}", event.title))
    known = [(rows.entities[entity_id], links) for entity_id, links in parts.items() if entity_id in rows.entities]
    known.sort(key=lambda pair: (pair[0].name, pair[0].entity_id))
    return tuple(
        EntityView(entity.name, entity.kind, entity.country, entity.aliases, entity.roles, tuple(links))
        for entity, links in known
    )


def head_counts(rows: Rows) -> tuple[tuple[str, str], ...]:
    """Rows -> what the head of the report counts: how many of what, and the section that shows them."""
    denials = sum(position.stance == "denies" for row in rows.positions.values() for position in row)
    return (
        (counted(len(rows.documents), "document"), "documents"),
        (counted(len(rows.events), "event"), "events"),
        (counted(len(rows.statements), "statement"), "statements"),
        (counted(len(rows.origins), "origin"), "documents"),
        (counted(denials, "denial"), "events"),
        (counted(len(rows.conflicts), "conflict"), "conflicts"),
        (counted(len(rows.forecasts), "forecast"), "forecasts"),
        (counted(len(rows.failures), "failure"), "failures"),
    )
