"""Two tellings of one event that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from sayso.agreement.positions import stance_of
from sayso.ids import content_id
from sayso.tables import Conflict, ConflictSlot, Entity
from sayso.tellings import Telling, fit_days, fit_party, fit_spots

METHOD = "compare/1"


def find_conflicts(event_id: str, tellings: list[Telling], entities: Mapping[str, Entity]) -> list[Conflict]:
    """The tellings of an event -> its conflicts, each pair of values once, with the first tellings that give them."""
    ordered = sorted(tellings, key=lambda t: t.mention.event_mention_id)
    happened = [t for t in ordered if stance_of(t.mention) == "reports"]
    seen: set[tuple[str, frozenset[str]]] = set()
    rows = []
    for slot, (a, value_a), (b, value_b) in _differences(ordered, happened, entities):
        if (slot, frozenset((value_a, value_b))) in seen:
            continue
        seen.add((slot, frozenset((value_a, value_b))))
        first, second = a.mention.event_mention_id, b.mention.event_mention_id
        rows.append(
            Conflict(
                conflict_id=content_id("conflict", event_id, slot, first, second, value_a, value_b),
                event_id=event_id,
                slot=slot,
                value_a=value_a,
                event_mention_a=first,
                value_b=value_b,
                event_mention_b=second,
                method=METHOD,
                detail=f"one telling says {value_a}, another {value_b}",
            )
        )
    return rows


Side = tuple[Telling, str]


def _differences(
    tellings: list[Telling], happened: list[Telling], entities: Mapping[str, Entity]
) -> Iterator[tuple[ConflictSlot, Side, Side]]:
    denials = [t for t in tellings if stance_of(t.mention) == "denies"]
    for a in happened[:1]:
        for b in denials[:1]:
            yield "occurrence", (a, "it happened"), (b, "it did not")
    for a, b in combinations(happened, 2):
        if fit_days(a.days, b.days) == "apart":
            yield "date", (a, _days(a)), (b, _days(b))
        if a.spot and b.spot and fit_spots(a.spot, b.spot) == "apart":
            yield "place", (a, entities[a.spot.entity_id].name), (b, entities[b.spot.entity_id].name)
        if not a.mutual and fit_party(a.actor, b.actor) == "apart":
            yield "actor", (a, _names(a.actor.ids, entities)), (b, _names(b.actor.ids, entities))
        if not a.mutual and fit_party(a.recipient, b.recipient) == "apart":
            yield "recipient", (a, _names(a.recipient.ids, entities)), (b, _names(b.recipient.ids, entities))
        yield from _numbers(a, b)


def _numbers(a: Telling, b: Telling) -> Iterator[tuple[ConflictSlot, Side, Side]]:
    """Counts of the same thing that differ, one each in two documents."""
    if a.mention.doc_id == b.mention.doc_id:
        return
    counts = {number.what: number.value for number in a.mention.numbers}
    for number in b.mention.numbers:
        if number.what in counts and counts[number.what] != number.value:
            yield (
                "number",
                (a, f"{counts[number.what]:g} {number.what}"),
                (b, f"{number.value:g} {number.what}"),
            )


def _days(telling: Telling) -> str:
    days = telling.days
    return days.month_day or " to ".join(dict.fromkeys(filter(None, (days.earliest, days.latest))))


def _names(ids: frozenset[str], entities: Mapping[str, Entity]) -> str:
    return ", ".join(sorted(entities[one].name for one in ids)) or "a country"
