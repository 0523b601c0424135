"""A telling with its entities, days and place: the join that group and compare both start from.

Here stands, once, what it means that the parties, days or places of two tellings agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.tables import (
    DocumentDate,
    DocumentDates,
    Entities,
    Entity,
    LocalEventMention,
    LocalEventMentions,
    LocalPlaces,
    ReferentEntities,
    TimeValue,
    TimeValues,
)

Fit = Literal["same", "open", "apart"]
"""How two tellings stand in one respect: they agree; one of them does not say; they cannot both be right."""

NARROW_DAYS = 14
"""An interval up to this wide says when something happened; a wider one ("in 2023") hardly does."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who does it, or to whom: as far as the words name them."""

    ids: frozenset[str]
    persons: Mapping[str, str | None]
    """entity_id -> country, of those among `ids` who are persons or organisations with a name of their own"""
    countries: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.ids or self.countries)

    def __or__(self, other: Party) -> Party:
        return Party(self.ids | other.ids, {**self.persons, **other.persons}, self.countries | other.countries)


@dataclass(frozen=True, slots=True)
class Days:
    """When it happens: closed interval of ISO days, an open end None; a day of the year whose year is not known."""

    earliest: str | None = None
    latest: str | None = None
    month_day: str | None = None

    def __bool__(self) -> bool:
        return bool(self.earliest or self.latest or self.month_day)

    @property
    def narrow(self) -> bool:
        """Whether it says when, and not just roughly."""
        if self.month_day:
            return True
        return bool(self.earliest and self.latest) and _width(self) <= NARROW_DAYS


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it happens."""

    entity_id: str
    country: str | None
    within: frozenset[str]
    """The entities that it lies in: district, state, country"""
    wide: bool
    """A country or region, in which another place may lie"""


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an action, with what the pile knows of its parties, days and place."""

    mention: LocalEventMention
    actor: Party
    recipient: Party
    days: Days
    spot: Spot | None
    published: Days

    @property
    def parties(self) -> Party:
        """Everybody who takes part."""
        return self.actor | self.recipient

    @property
    def kind(self) -> tuple[str, bool]:
        """What can be compared at all: the action, a visit apart from a meeting."""
        return self.mention.action, self.mention.mode == "visit"

    @property
    def trigger(self) -> str:
        """The word that names the action, in lower case; empty where other words stand for it."""
        m = self.mention
        if m.trigger_start is None or m.trigger_end is None:
            return ""
        return m.text[m.trigger_start - m.start : m.trigger_end - m.start].casefold()

    @property
    def mutual(self) -> bool:
        """Whether its parties do it together, so that who is called actor and who recipient says nothing."""
        return self.mention.action in ("CONSULT", "COOPERATE") and self.mention.mode != "visit"


def tellings_of(
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
    document_dates: DocumentDates,
    time_values: TimeValues,
) -> list[Telling]:
    """LocalEventMentions[n] and what the pile stages found out -> Tellings[n], ordered by event_mention_id."""
    entity_of = {row.referent_id: row.entity_id for row in referent_entities.rows()}
    by_id = {row.entity_id: row for row in entities.rows()}
    meant = [(row, by_id[entity_of[row.referent_id]]) for row in places.rows() if row.referent_id in entity_of]
    exact = {entity.entity_id for place, entity in meant if place.precision in ("exact", "city")}
    spots = {place.place_id: _spot(entity, entity.entity_id not in exact, by_id) for place, entity in meant}
    times = {row.time_id: row for row in time_values.rows()}
    dates = {row.doc_id: row for row in document_dates.rows()}

    def party(referents: Iterable[str], countries: Iterable[str]) -> Party:
        found = [by_id[entity_of[r]] for r in referents if r in entity_of]
        return Party(
            frozenset(e.entity_id for e in found),
            {e.entity_id: e.country for e in found if e.kind in ("person", "organisation") and is_named(e)},
            frozenset(countries) | {e.country for e in found if e.country},
        )

    return [
        Telling(
            mention=m,
            actor=party(m.actor_referent_ids, m.actor_countries),
            recipient=party(m.recipient_referent_ids, m.recipient_countries),
            days=_days(times.get(m.time_id or "")),
            spot=spots.get(m.place_id or ""),
            published=_published(dates.get(m.doc_id)),
        )
        for m in mentions.rows()
    ]


def is_named(entity: Entity) -> bool:
    """Whether an entity goes by a name, or is only described ("foreign ministers of Kenya")."""
    return not entity.name[:1].islower()


def fit_parties(a: Telling, b: Telling) -> Fit:
    """Whether the same people do it to the same people."""
    if a.mutual and b.mutual:
        return _fit_together(a.parties, b.parties)
    actor, recipient = fit_party(a.actor, b.actor), fit_party(a.recipient, b.recipient)
    if "apart" in (actor, recipient):
        return "apart"
    return "same" if actor == recipient == "same" or (actor == "same" and not (a.recipient or b.recipient)) else "open"


def fit_party(a: Party, b: Party) -> Fit:
    """Whether two parties can be the same: by a name in common, or by country where not both name who exactly."""
    if not a or not b:
        return "open"
    if a.ids & b.ids:
        return "same"
    if a.persons and b.persons:
        return "apart"
    return "same" if a.countries & b.countries else "apart"


def _fit_together(a: Party, b: Party) -> Fit:
    if not a or not b:
        return "open"
    for country in a.countries & b.countries:
        theirs, others = _of_country(a, country), _of_country(b, country)
        if theirs and others and not theirs & others:
            return "apart"
    if len(a.ids & b.ids) >= 2 or (len(a.countries) >= 2 and a.countries == b.countries):
        return "same"
    if a.countries <= b.countries or b.countries <= a.countries:
        return "open" if a.ids & b.ids or a.countries & b.countries else "apart"
    return "apart"


def _of_country(party: Party, country: str) -> set[str]:
    return {one for one, home in party.persons.items() if home == country}


def fit_days(a: Days, b: Days) -> Fit:
    """Whether two intervals can hold the same day."""
    if not a or not b:
        return "open"
    if (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest):
        return "apart"
    if a.month_day or b.month_day:
        return _fit_month_day(a, b)
    return "same" if (a.narrow and b.narrow) or (a == b and _one_month(a)) else "open"


def _one_month(days: Days) -> bool:
    """Whether it is a month: "in July", told twice of the same parties, is one July."""
    return bool(days.earliest and days.latest) and _width(days) <= 31


def _fit_month_day(a: Days, b: Days) -> Fit:
    if a.month_day and b.month_day:
        return "same" if a.month_day == b.month_day else "apart"
    dated, partial = (b, a) if a.month_day else (a, b)
    if not dated.narrow or dated.month_day:
        return "open"
    return "same" if any(day.isoformat()[5:] == partial.month_day for day in _each_day(dated)) else "apart"


def fit_spots(a: Spot | None, b: Spot | None) -> Fit:
    """Whether two places can be the same, or one lie in the other."""
    if a is None or b is None:
        return "open"
    if a.entity_id == b.entity_id or b.entity_id in a.within or a.entity_id in b.within:
        return "same"
    if a.country and b.country and a.country != b.country:
        return "apart"
    return "open" if a.wide or b.wide or a.country is None or b.country is None else "apart"


def implied_days(telling: Telling, window_days: int) -> Days:
    """When a telling that names no day can have happened, going by its tense and when its document was published."""
    if telling.days:
        return telling.days
    first, last = telling.published.earliest, telling.published.latest
    if telling.mention.tense == "future":
        return Days(first, None)
    return Days(shift(first, -window_days), last)


def shift(day: str | None, days: int) -> str | None:
    """An ISO day, moved; None stays None."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None


def _width(days: Days) -> int:
    if not days.earliest or not days.latest:
        raise ValueError("an open interval has no width")
    return (date.fromisoformat(days.latest) - date.fromisoformat(days.earliest)).days


def _each_day(days: Days) -> list[date]:
    first = date.fromisoformat(days.earliest or "")
    return [first + timedelta(days=n) for n in range(_width(days) + 1)]


def _days(value: TimeValue | None) -> Days:
    if value is None:
        return Days()
    text = value.value or ""
    partial = text.startswith("XXXX-") and len(text) == 10 and text[5:7].isdigit() and text[8:].isdigit()
    return Days(value.earliest, value.latest, text[5:] if partial else None)


def _published(row: DocumentDate | None) -> Days:
    return Days(row.published_earliest, row.published_latest) if row else Days()


def _spot(entity: Entity, wide: bool, by_id: Mapping[str, Entity]) -> Spot:
    around = set()
    outer = entity.within
    while outer is not None and outer not in around:
        around.add(outer)
        outer = by_id[outer].within
    return Spot(entity.entity_id, entity.country, frozenset(around), wide or entity.kind == "country")
