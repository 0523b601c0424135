"""group: event_mentions -> events, stories.

Tellings are taken in order of how much they say. Each joins the event that it fits best: it must agree with one of the
event's tellings and be at odds with none of them. What no event takes begins one of its own. Words that stand for
another telling ("the claims") belong where that one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.config import GroupSettings
from sayso.events.describe import describe
from sayso.events.fit import FORETOLD, fit_tellings
from sayso.events.stories import find_stories
from sayso.ids import content_id
from sayso.language.actions import ActionWords
from sayso.tables import (
    DocumentDates,
    Entities,
    EventGroups,
    EventMember,
    EventMembers,
    LocalEventMentions,
    LocalPlaces,
    ReferentEntities,
    Stories,
    TimeValues,
)
from sayso.tellings import Telling, tellings_of

METHOD = "group/1"

UNTOLD = frozenset({"conditional", "opinion"})
"""Statuses that tell no event: what is only conditional or judged."""

MEMBERS_ASKED = 25
"""A telling is compared with so many of an event's tellings, the most telling first: keeps the work linear."""


def group(
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    document_dates: DocumentDates,
    time_values: TimeValues,
    actions: ActionWords,
    settings: GroupSettings = GroupSettings(),
) -> tuple[EventGroups, EventMembers, Stories]:
    """LocalEventMentions[n] -> the events they tell, and the stories these make.

    Keeps: conditional and judged mentions belong to no event
    """
    tellings_told = tellings_of(mentions, places, entities, referent_entities, document_dates, time_values)
    clusters = cluster(tellings_told, settings)
    entity_rows = {row.entity_id: row for row in entities.rows()}
    told_by = {
        content_id("event", min(t.mention.event_mention_id for t in tellings)): (tellings, reasons)
        for tellings, reasons in clusters
    }
    members = [
        EventMember(mention_id, event_id, score, METHOD, why)
        for event_id, (_, reasons) in told_by.items()
        for mention_id, (score, why) in reasons.items()
    ]
    countries = {e.country: e.name for e in entity_rows.values() if e.kind == "country" and e.country}
    events = [describe(event_id, told, entity_rows, countries, actions) for event_id, (told, _) in told_by.items()]
    stories = find_stories(events, {event_id: tellings for event_id, (tellings, _) in told_by.items()})
    story_of = {event_id: story.story_id for story in stories for event_id in story.event_ids}
    placed = [replace(event, story_id=story_of.get(event.event_id)) for event in events]
    return EventGroups.of(placed), EventMembers.of(members), Stories.of(stories)


Reasons = dict[str, tuple[float, str]]
Cluster = tuple[list[Telling], Reasons]


def cluster(told: Iterable[Telling], settings: GroupSettings) -> list[Cluster]:
    """Tellings -> the groups that tell one event each; the order they come in does not matter."""
    clusters: list[Cluster] = []
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    cluster_of: dict[str, int] = {}
    for telling in sorted(told, key=_most_telling_first):
        mention = telling.mention
        if mention.status in UNTOLD:
            continue
        if mention.antecedent_id in cluster_of:
            number, score, why = cluster_of[mention.antecedent_id], 1.0, "its words stand for another telling of it"
        else:
            met = sorted({n for key in _keys(telling) for n in index[key]})
            number, score, why = _best_fit(telling, clusters, met, settings)
        if number == len(clusters):
            clusters.append(([], {}))
        clusters[number][0].append(telling)
        clusters[number][1][mention.event_mention_id] = (score, why)
        cluster_of[mention.event_mention_id] = number
        for key in _keys(telling):
            if number not in index[key]:
                index[key].append(number)
    return clusters


def _keys(telling: Telling) -> list[tuple[object, ...]]:
    """Where a telling can meet one that fits: its kind of action with each party, by name and country, or its place."""
    meet = telling.parties.ids | telling.parties.countries | ({telling.spot.entity_id} if telling.spot else set())
    return [(*telling.kind, one) for one in sorted(meet)]


def _most_telling_first(telling: Telling) -> tuple[object, ...]:
    says = [telling.days.narrow, telling.spot is not None, bool(telling.recipient), len(telling.parties.ids)]
    foretold = telling.mention.status in FORETOLD
    answers = telling.mention.antecedent_id is not None
    return (answers, foretold, *[-int(s) for s in says], telling.mention.event_mention_id)


def _best_fit(
    telling: Telling, clusters: list[Cluster], met: Iterable[int], settings: GroupSettings
) -> tuple[int, float, str]:
    """The number of the cluster that a telling fits best, how well, and why; one past the last: none."""
    best = (len(clusters), 1.0, "told first here")
    highest = 0.0
    for number in met:
        fits = [fit_tellings(telling, member, settings) for member in clusters[number][0][:MEMBERS_ASKED]]
        if any(fit is None for fit in fits):
            continue
        score, why = max((fit for fit in fits if fit), default=(0.0, ""))
        if score > highest:
            best, highest = (number, score, why), score
    return best
