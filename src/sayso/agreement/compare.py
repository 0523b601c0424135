"""compare: events -> origins, agreement, standing, conflicts, forecasts."""

from __future__ import annotations

from sayso.tables import (
    Agreement,
    Conflicts,
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


def compare(
    texts: Texts,
    relations: Relations,
    statements: LocalStatements,
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    time_values: TimeValues,
    events: EventGroups,
    members: EventMembers,
) -> tuple[Origins, MentionOrigins, Agreement, EventStandings, Conflicts, Forecasts]:
    """Events[n] and their tellings -> who says what of them, through whom, and where they differ."""
    return (
        Origins.of(()), MentionOrigins.of(()), Agreement.of(()), EventStandings.of(()), Conflicts.of(()), Forecasts.of(()),
    )  # fmt: skip
