"""group: event_mentions -> events, stories."""

from __future__ import annotations

from sayso.config import GroupSettings
from sayso.tables import (
    DocumentDates,
    Entities,
    EventGroups,
    EventMembers,
    LocalEventMentions,
    LocalPlaces,
    ReferentEntities,
    Stories,
    Texts,
    TimeValues,
)


def group(
    texts: Texts,
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    document_dates: DocumentDates,
    time_values: TimeValues,
    settings: GroupSettings = GroupSettings(),
) -> tuple[EventGroups, EventMembers, Stories]:
    """LocalEventMentions[n] -> the events they tell, and the stories these make."""
    return EventGroups.of(()), EventMembers.of(()), Stories.of(())
