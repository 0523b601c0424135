"""Who says what of an event, through whom; and how the event stands between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sayso.ids import content_id
from sayso.tables import (
    Entity,
    EventGroup,
    EventStanding,
    LocalEventMention,
    LocalStatement,
    Position,
    Stance,
    Standing,
)

METHOD = "compare/1"

OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY"})
"""A person of one of these sectors speaks for the country."""

STANCES: Mapping[str, Stance] = {
    "denied": "denies",
    "pledged": "pledges",
    "predicted": "foretells",
    "speculated": "doubts",
    "asserted": "reports",
}
"""Status of a telling -> stance; conditional and opinion take none."""


def stance_of(mention: LocalEventMention) -> Stance | None:
    """A telling -> what its holder says of the event; what is said not to have happened is denied."""
    stance = STANCES.get(mention.status)
    return "denies" if stance == "reports" and mention.polarity == "negative" else stance


def is_interested(
    holder: Entity | None, event: EventGroup, entities: Mapping[str, Entity], countries: frozenset[str]
) -> bool:
    """Whether a holder takes part in the event, or speaks for a country that does, or whose people do."""
    if holder is None:
        return False
    parties = {*event.actor_ids, *event.recipient_ids}
    if holder.entity_id in parties:
        return True
    speaks = holder.kind == "country" or holder.sector in OFFICIAL_SECTORS
    named = {country for one in parties if (country := entities[one].country)}
    return speaks and holder.country in named | countries


class Holder(NamedTuple):
    """Who holds a telling: an entity; or words that name a source; or, neither given, the author."""

    entity_id: str = ""
    words: str = ""


AUTHOR = Holder()


def holders_of(statement: LocalStatement, entity_of: Mapping[str, str]) -> tuple[Holder, ...]:
    """A statement, referent_id -> entity_id -> who holds it, at least one."""
    ids = {entity_of[source] for source in statement.source_referent_ids if source in entity_of}
    if ids:
        return tuple(Holder(entity_id) for entity_id in sorted(ids))
    if statement.voice == "author":
        return (AUTHOR,)
    return (Holder(words=statement.source_text or statement.chain[-1].name),)


def take_positions(
    event: EventGroup,
    told: list[tuple[LocalEventMention, str, tuple[Holder, ...]]],
    entities: Mapping[str, Entity],
) -> list[Position]:
    """An event and its tellings, each with origin_id and holders -> its positions."""
    tellings: dict[tuple[Holder, str, Stance], list[str]] = defaultdict(list)
    for mention, origin_id, holders in told:
        stance = stance_of(mention)
        for holder in holders:
            if stance is not None:
                tellings[holder, origin_id, stance].append(mention.event_mention_id)
    countries = frozenset(c for mention, _, _ in told for c in (*mention.actor_countries, *mention.recipient_countries))
    positions = []
    for (holder, origin_id, stance), mention_ids in sorted(tellings.items()):
        entity = entities.get(holder.entity_id)
        who = entity.name if entity else holder.words or "the author"
        interested = is_interested(entity, event, entities, countries)
        positions.append(
            Position(
                position_id=content_id("position", event.event_id, *holder, origin_id, stance),
                event_id=event.event_id,
                holder_id=holder.entity_id or None,
                holder_text=holder.words or None,
                origin_id=origin_id,
                interested=interested,
                stance=stance,
                event_mention_ids=tuple(sorted(mention_ids)),
                method=METHOD,
                detail=f"{who} {stance} it" + (", and has a part in it" if interested else ""),
            )
        )
    return positions


def stand(event_id: str, positions: list[Position]) -> EventStanding:
    """The positions on an event -> its standing: the first rule that applies."""
    reporting = {p.origin_id for p in positions if p.stance == "reports"}
    denying = {p.origin_id for p in positions if p.stance == "denies"}
    disinterested = {p.origin_id for p in positions if p.stance == "reports" and _can_confirm(p)}
    standing, why = _standing(positions, len(reporting), len(disinterested))
    return EventStanding(event_id, len(reporting), len(denying), standing, METHOD, why)


def _can_confirm(position: Position) -> bool:
    """Whether it is the author's own word, or that of a known source with no part in the event."""
    return not position.interested and position.holder_text is None


def _identity(position: Position) -> str:
    """What tells holders apart: an entity is one everywhere; an author, or a nameless source, one in its origin."""
    return position.holder_id or f"{position.holder_text or 'author'} through {position.origin_id}"


def _standing(positions: list[Position], reporting: int, disinterested: int) -> tuple[Standing, str]:
    reporters = {_identity(p) for p in positions if p.stance == "reports"}
    deniers = {_identity(p) for p in positions if p.stance == "denies"}
    if deniers and reporters and (reporters - deniers or deniers - reporters):
        return "contested", "one holder reports it and another denies it"
    if deniers:
        return "denied", "it is denied, and nobody else reports it"
    if disinterested >= 2:
        return "corroborated", f"at most {disinterested} independent origins report it, by those with no part in it"
    if reporting >= 2:
        return "single_origin", "of its origins, at most one reports it by its own word or through a known outsider"
    if reporting:
        return "single_origin", "one origin reports it"
    if any(p.stance in ("foretells", "pledges") for p in positions):
        return "forecast_only", "it is only foretold or pledged"
    return "doubted", "it is only told as speculation"
