"""group: event_mentions -> events, stories.

Tellings are taken in order of how much they say. Each joins the event that it fits best: it must agree with one of the
event's tellings and be at odds with none of them. What no event takes begins one of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.config import GroupSettings
from sayso.events.describe import describe
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
from sayso.tellings import Fit, Telling, fit_days, fit_parties, fit_party, fit_spots, implied_days, tellings_of

METHOD = "group/1"

UNTOLD = frozenset({"conditional", "opinion"})
"""Statuses that tell no event: what is only conditional or judged."""

WORDS_OF_ANOTHER = 30
"""So many code points, told alike in two documents, are copied."""

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
    told = tellings_of(mentions, places, entities, referent_entities, document_dates, time_values)
    clusters = cluster(told, settings)
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
    events = [describe(event_id, tellings, entity_rows, actions) for event_id, (tellings, _) in told_by.items()]
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
    for telling in sorted(told, key=_most_telling_first):
        if telling.mention.status in UNTOLD:
            continue
        best: tuple[float, int, str] | None = None
        for number in sorted({n for key in _keys(telling) for n in index[key]}):
            fit = _fit_cluster(telling, clusters[number][0], settings)
            if fit and (best is None or fit[0] > best[0]):
                best = (fit[0], number, fit[1])
        if best is None:
            number, score, why = len(clusters), 1.0, "told first here"
            clusters.append(([], {}))
        else:
            score, number, why = best
        clusters[number][0].append(telling)
        clusters[number][1][telling.mention.event_mention_id] = (score, why)
        for key in _keys(telling):
            if number not in index[key]:
                index[key].append(number)
    return clusters


def _keys(telling: Telling) -> list[tuple[object, ...]]:
    """Under which keys a telling can meet one that fits: its kind of action with each party, by name and by country."""
    parties = telling.parties
    return [(*telling.kind, party) for party in sorted(parties.ids | parties.countries)]


def _most_telling_first(telling: Telling) -> tuple[object, ...]:
    says = [telling.days.narrow, telling.spot is not None, bool(telling.recipient), len(telling.parties.ids)]
    foretold = telling.mention.status in ("predicted", "pledged", "speculated")
    return (foretold, *[-int(s) for s in says], telling.mention.event_mention_id)


def _fit_cluster(telling: Telling, members: list[Telling], settings: GroupSettings) -> tuple[float, str] | None:
    fits = [_fit(telling, member, settings) for member in members[:MEMBERS_ASKED]]
    if any(fit is None for fit in fits):
        return None
    return max((fit for fit in fits if fit and fit[0] > 0), key=lambda fit: fit[0], default=None)


def _fit(a: Telling, b: Telling, settings: GroupSettings) -> tuple[float, str] | None:
    """None: they cannot tell the same. Score 0: nothing says that they do. Otherwise how well they agree, and why."""
    parties, days, spots = fit_parties(a, b), fit_days(a.days, b.days), fit_spots(a.spot, b.spot)
    if parties == "apart" or days == "apart" or (spots == "apart" and not _same_but_place(a, b)):
        return None
    if days == "open" and _one_page(a, b):
        days_score, when = 0.6, "on one page"
    elif days == "open":
        implied = fit_days(implied_days(a, settings.window_days), implied_days(b, settings.window_days))
        if implied == "apart":
            return None
        days_score, when = (0.6, "at about the time") if implied == "same" else (0.2, "at a time that is not said")
    else:
        days_score, when = 1.0, "on the same day"
    if (parties == "open" and not _sure_of_one(a, b, days)) or (days_score < 0.6 and not _undated_but_sure(a, b)):
        return 0.0, "nothing says that they are one"
    party_score = 1.0 if parties == "same" else 0.5
    place_score = {"same": 1.0, "open": 0.5, "apart": 0.0}[spots]
    score = round(0.5 * party_score + 0.35 * days_score + 0.15 * place_score, 4)
    who = "same parties" if parties == "same" else "parties that fit"
    where = {"same": ", at the same place", "open": "", "apart": ", though at another place"}[spots]
    return score, f"{who} {when}{where}"


def _same_but_place(a: Telling, b: Telling) -> bool:
    """Whether two tellings of what has happened differ in the place alone: a conflict, not another event."""
    foretold = {"predicted", "pledged", "speculated"}
    if a.mention.status in foretold or b.mention.status in foretold:
        return False
    return bool(a.parties.persons.keys() & b.parties.persons.keys()) and fit_days(a.days, b.days) == "same"


def _one_page(a: Telling, b: Telling) -> bool:
    """Whether both stand on one page, or in the same words on two: then they tell of one time unless they say not."""
    if a.mention.doc_id == b.mention.doc_id:
        return True
    return a.mention.text == b.mention.text and len(a.mention.text) >= WORDS_OF_ANOTHER


def _sure_of_one(a: Telling, b: Telling, days: Fit) -> bool:
    """Whether two tellings, one of which leaves out who or to whom, can still be one: the day, or the page, is."""
    fits = (fit_party(a.actor, b.actor), fit_party(a.recipient, b.recipient))
    return days == "same" or (_one_page(a, b) and "same" in fits)


def _undated_but_sure(a: Telling, b: Telling) -> bool:
    """Whether two tellings of two pages, neither of which says when, can still be one: by their names."""
    return len(a.parties.ids & b.parties.ids) >= 2 and not (a.days or b.days)
