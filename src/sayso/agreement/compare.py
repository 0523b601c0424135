"""compare: events -> origins, agreement, standing, conflicts, forecasts."""

from __future__ import annotations

from collections import defaultdict

from sayso.agreement.conflicts import find_conflicts
from sayso.agreement.forecasts import judge_forecasts
from sayso.agreement.origins import Origins as OriginFinder
from sayso.agreement.origins import mention_origins
from sayso.agreement.positions import Holder, holders_of, stand, take_positions
from sayso.tables import (
    Agreement,
    Conflicts,
    Credits,
    DocumentDates,
    Entities,
    EventGroups,
    EventMembers,
    EventStandings,
    Forecasts,
    LocalEventMentions,
    LocalPlaces,
    LocalStatements,
    MentionOrigins,
    Origins,
    ReferentEntities,
    Relations,
    Texts,
    TimeValues,
)
from sayso.tellings import Telling, tellings_of


def compare(
    texts: Texts,
    relations: Relations,
    wire_credits: Credits,
    statements: LocalStatements,
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    document_dates: DocumentDates,
    time_values: TimeValues,
    events: EventGroups,
    members: EventMembers,
) -> tuple[Origins, MentionOrigins, Agreement, EventStandings, Conflicts, Forecasts]:
    """Events[n] and their tellings -> who says what of them, through whom, and where they differ."""
    entity_of = {row.referent_id: row.entity_id for row in referent_entities.rows()}
    entity_rows = {row.entity_id: row for row in entities.rows()}
    statement_rows = {row.statement_id: row for row in statements.rows()}
    event_rows = {row.event_id: row for row in events.rows()}
    finder = OriginFinder(texts, relations, wire_credits, entity_of, entity_rows)
    origin_of = mention_origins(mentions, statement_rows, finder)

    told_by: dict[str, list[Telling]] = defaultdict(list)
    event_of = {row.event_mention_id: row.event_id for row in members.rows()}
    for telling in tellings_of(mentions, places, entities, referent_entities, document_dates, time_values):
        if telling.mention.event_mention_id in event_of:
            told_by[event_of[telling.mention.event_mention_id]].append(telling)

    def holders(telling: Telling) -> tuple[Holder, ...]:
        return holders_of(statement_rows[telling.mention.statement_id], entity_of)

    positions, standings, conflicts = [], [], []
    for event_id, event in event_rows.items():
        told = [(t.mention, origin_of[t.mention.event_mention_id].origin_id, holders(t)) for t in told_by[event_id]]
        taken = take_positions(event, told, entity_rows)
        positions += taken
        standings.append(stand(event_id, taken))
        conflicts += find_conflicts(event_id, told_by[event_id], entity_rows)
    return (
        Origins.of(finder.rows.values()),
        MentionOrigins.of(origin_of.values()),
        Agreement.of(positions),
        EventStandings.of(standings),
        Conflicts.of(conflicts),
        Forecasts.of(judge_forecasts(told_by, event_rows)),
    )
