"""Stories: events that share their main parties and lie close in time, with the documents that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from sayso.ids import content_id
from sayso.tables import EventGroup, Story
from sayso.tellings import Telling

METHOD = "group/1"
DAYS_APART = 14
"""Two events of one story lie no further apart."""


def find_stories(events: list[EventGroup], told_by: Mapping[str, list[Telling]]) -> list[Story]:
    """Events and their tellings -> the stories of two or more events.

    Two events are linked when they share two parties (a person counts for their country) and happen within two weeks;
    an event without a day is linked to those told in the same document. A story is what is linked, however far.
    """
    parties = {event.event_id: _party_keys(told_by[event.event_id]) for event in events}
    documents = {event.event_id: {t.mention.doc_id for t in told_by[event.event_id]} for event in events}
    meet: dict[tuple[str, str], list[EventGroup]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.earliest or e.latest or "", e.event_id)):
        keys = sorted(parties[event.event_id])
        for n, one in enumerate(keys):
            for other in keys[n + 1 :]:
                meet[one, other].append(event)
    leader = {event.event_id: event.event_id for event in events}
    for group in meet.values():
        for before, after in (*_close_pairs(group), *_undated_pairs(group, documents)):
            _union(leader, before.event_id, after.event_id)
    return _stories(events, leader, documents)


def _party_keys(tellings: list[Telling]) -> set[str]:
    keys: set[str] = set()
    for telling in tellings:
        keys |= telling.parties.countries or telling.parties.ids
    return keys


def _close_pairs(group: list[EventGroup]) -> Iterator[tuple[EventGroup, EventGroup]]:
    """Neighbours in time that lie no further apart than events of one story do."""
    for before, after in pairwise(event for event in group if event.earliest or event.latest):
        last, first = before.latest or before.earliest or "", after.earliest or after.latest or ""
        if abs((date.fromisoformat(first) - date.fromisoformat(last)).days) <= DAYS_APART:
            yield before, after


def _undated_pairs(
    group: list[EventGroup], documents: Mapping[str, set[str]]
) -> Iterator[tuple[EventGroup, EventGroup]]:
    """Every undated event with the first that is told in one of its documents."""
    first_in: dict[str, EventGroup] = {}
    for event in reversed(group):
        for doc_id in documents[event.event_id]:
            first_in[doc_id] = event
    for event in group:
        if not (event.earliest or event.latest):
            for doc_id in sorted(documents[event.event_id]):
                yield first_in[doc_id], event


def _find(leader: dict[str, str], one: str) -> str:
    while leader[one] != one:
        leader[one] = leader[leader[one]]
        one = leader[one]
    return one


def _union(leader: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_find(leader, one), _find(leader, other)))
    leader[second] = first


def _stories(events: list[EventGroup], leader: dict[str, str], documents: Mapping[str, set[str]]) -> list[Story]:
    members: dict[str, list[EventGroup]] = defaultdict(list)
    for event in events:
        members[_find(leader, event.event_id)].append(event)
    stories = []
    for group in members.values():
        if len(group) < 2:
            continue
        ids = tuple(sorted(event.event_id for event in group))
        doc_ids = tuple(sorted(set().union(*(documents[one] for one in ids))))
        most_told = max(group, key=lambda e: (len(documents[e.event_id]), e.earliest is not None, e.event_id))
        days = sorted(filter(None, (day for e in group for day in (e.earliest, e.latest))))
        stories.append(
            Story(
                story_id=content_id("story", ids[0]),
                title=most_told.title,
                doc_ids=doc_ids,
                event_ids=ids,
                earliest=days[0] if days else None,
                latest=days[-1] if days else None,
                method=METHOD,
                detail=f"{len(ids)} events that share parties, close in time, told in {len(doc_ids)} documents",
            )
        )
    return stories
