"""link: referents -> entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sayso.entities.groups import Group, most_frequent
from sayso.entities.persons import group_persons, is_role_only
from sayso.entities.things import group_organisations, group_places
from sayso.ids import content_id
from sayso.language.names import Known, NameLists
from sayso.language.wording import plain_key
from sayso.tables import (
    Entities,
    Entity,
    LocalPlace,
    LocalPlaces,
    Referent,
    ReferentEntities,
    ReferentEntity,
    Referents,
)

METHOD = "link/1"


def link(referents: Referents, places: LocalPlaces, names: NameLists) -> tuple[Entities, ReferentEntities]:
    """Referents[n] -> the entities of the pile, and which of them each referent is.

    Shape: Referents[n] -> Entities[m], ReferentEntities[n]
    Keeps: referents that are like no other, each as an entity of its own; two that the word lists know as different
           are never one
    """
    rows = sorted(referents.rows(), key=lambda referent: (referent.doc_id, referent.referent_id))
    spots = _spots(places.rows())
    groups = _group_known([row for row in rows if row.known_as is not None and row.kind != "person"])
    unknown = [row for row in rows if row.known_as is None]
    groups += group_persons([row for row in rows if row.kind == "person"])
    groups += group_places([row for row in unknown if row.kind == "place"], spots, names)
    groups += group_organisations([row for row in unknown if row.kind not in ("person", "place")], names)
    return _tables(groups, spots, names)


def _spots(places: Iterable[LocalPlace]) -> dict[str, LocalPlace]:
    """Referents -> the town in the gazetteer, or the known site, that most of their mentions are."""
    found: dict[str, list[LocalPlace]] = defaultdict(list)
    for place in places:
        is_town = place.geonames_id is not None and place.precision == "city"
        is_site = place.geonames_id is None and place.precision == "exact" and place.lat is not None
        if place.referent_id is not None and (is_town or is_site):
            found[place.referent_id].append(place)
    spots = {}
    for referent_id, candidates in found.items():
        chosen = most_frequent(place.geonames_id or place.name for place in candidates)
        same = [place for place in candidates if (place.geonames_id or place.name) == chosen]
        spots[referent_id] = min(same, key=lambda place: place.place_id)
    return spots


def _group_known(referents: Iterable[Referent]) -> list[Group]:
    groups: dict[str, Group] = {}
    for referent in referents:
        key = referent.known_as or ""
        groups.setdefault(key, Group(referent.kind, key)).add([referent], 1.0, f"in the word lists as {key}")
    return list(groups.values())


def _tables(
    groups: list[Group], spots: Mapping[str, LocalPlace], names: NameLists
) -> tuple[Entities, ReferentEntities]:
    ids = [_entity_id(group) for group in groups]
    there = set(ids)
    entities: dict[str, Entity] = {}
    links = []
    for entity_id, group in zip(ids, groups, strict=True):
        entities[entity_id] = _entity(entity_id, group, spots, names, there)
        links += [
            ReferentEntity(m.referent.referent_id, entity_id, round(m.score, 4), METHOD, m.detail)
            for m in group.members
        ]
    return Entities.of(entities.values()), ReferentEntities.of(links)


def _entity_id(group: Group) -> str:
    if group.known_as is not None:
        return content_id("entity", group.known_as)
    return content_id("entity", group.kind, group.key, group.country)


def _entity(entity_id: str, group: Group, spots: Mapping[str, LocalPlace], names: NameLists, there: set[str]) -> Entity:
    referents = [member.referent for member in group.members]
    known = names.known.get(group.known_as or "")
    name = known.name if known is not None else _canonical_name(group, spots)
    spot = _spot(referents, spots) if group.kind == "place" else None
    country = known.country if known is not None else group.country or (spot.country if spot is not None else None)
    within = content_id("entity", f"country:{country}") if country is not None and group.kind == "place" else None
    unsure = sum(member.score < 1 for member in group.members)
    return Entity(
        entity_id=entity_id,
        name=name,
        kind=group.kind,
        country=country,
        sector=_sector(known, referents),
        roles=tuple(sorted(group.roles)),
        aliases=tuple(sorted({alias for r in referents if not is_role_only(r) for alias in r.names} - {name})),
        lat=spot.lat if spot is not None else None,
        lon=spot.lon if spot is not None else None,
        within=within if within in there else None,
        method=METHOD,
        detail=f"named in {len(group.documents)} documents"
        + (f"; {unsure} of them joined with less than certainty" if unsure else ""),
    )


def _sector(known: Known | None, referents: list[Referent]) -> str | None:
    return known.sector if known is not None else most_frequent(referent.sector for referent in referents)


def _spot(referents: list[Referent], spots: Mapping[str, LocalPlace]) -> LocalPlace | None:
    found = [spots[r.referent_id] for r in referents if r.referent_id in spots]
    points = {(place.lat, place.lon) for place in found}
    return min(found, key=lambda place: place.place_id) if len(points) == 1 else None


def _canonical_name(group: Group, spots: Mapping[str, LocalPlace]) -> str:
    """The most frequent full form that gave the group its key; ties by alphabet."""
    spot = _spot([m.referent for m in group.members], spots)
    if spot is not None and spot.name is not None:
        return spot.name
    forms = Counter(m.referent.name for m in group.members if plain_key(m.referent.name) == group.key)
    forms = forms or Counter(m.referent.name for m in group.members)
    return min(forms, key=lambda name: (-forms[name], name))
