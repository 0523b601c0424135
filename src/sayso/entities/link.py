"""link: referents -> entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.entities.groups import Group, most_frequent
from sayso.entities.persons import group_persons, is_role_only
from sayso.entities.spots import Spots, find_spots, is_division, place_id
from sayso.entities.things import group_organisations, group_places
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import Known, NameLists
from sayso.language.wording import plain_key
from sayso.tables import Entities, Entity, LocalPlaces, Referent, ReferentEntities, ReferentEntity, Referents

METHOD = "link/1"


def link(
    referents: Referents, places: LocalPlaces, names: NameLists, gazetteer: Gazetteer
) -> tuple[Entities, ReferentEntities]:
    """Referents[n] -> the entities of the pile, and which of them each referent is.

    Shape: Referents[n] -> Entities[m], ReferentEntities[n]
    Keeps: referents that are like no other, each as an entity of its own; two that the word lists know as different
           are never one
    """
    rows = sorted(referents.rows(), key=lambda referent: (referent.doc_id, referent.referent_id))
    spots = find_spots(places.rows())
    states = [row for row in rows if row.kind == "country" and is_division(spots.get(row.referent_id))]
    others = [row for row in rows if row not in states]
    groups = _group_known([row for row in others if row.known_as is not None and row.kind != "person"])
    unknown = [row for row in others if row.known_as is None]
    groups += group_persons([row for row in rows if row.kind == "person"])
    groups += group_places([*states, *(row for row in unknown if row.kind == "place")], spots, names)
    groups += group_organisations([row for row in unknown if row.kind not in ("person", "place")], names)
    return _tables(groups, Spots(spots, gazetteer), names)


def _group_known(referents: Iterable[Referent]) -> list[Group]:
    groups: dict[str, Group] = {}
    for referent in referents:
        key = referent.known_as or ""
        groups.setdefault(key, Group(referent.kind, key)).add([referent], 1.0, f"in the word lists as {key}")
    return list(groups.values())


def _tables(groups: list[Group], spots: Spots, names: NameLists) -> tuple[Entities, ReferentEntities]:
    ids = [_entity_id(group, spots) for group in groups]
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


def _entity_id(group: Group, spots: Spots) -> str:
    if group.kind == "place" and (geonames_id := spots.geonames_id(group)) is not None:
        return place_id(geonames_id)
    if group.known_as is not None:
        return content_id("entity", group.known_as)
    return content_id("entity", group.kind, group.key, group.country)


def _entity(entity_id: str, group: Group, spots: Spots, names: NameLists, there: set[str]) -> Entity:
    referents = [member.referent for member in group.members]
    spot = spots.of_group(group)
    known = names.known.get(group.known_as or "") if group.kind != "place" else None
    name = known.name if known is not None else spots.name(group) or _canonical_name(group)
    country = known.country if known is not None else spot.country if spot is not None else None
    country = country or group.country
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
        within=next((one for one in spots.around(group, country) if one in there and one != entity_id), None),
        method=METHOD,
        detail=f"named in {len(group.documents)} documents"
        + (f"; {unsure} of them joined with less than certainty" if unsure else ""),
    )


def _sector(known: Known | None, referents: list[Referent]) -> str | None:
    return known.sector if known is not None else most_frequent(referent.sector for referent in referents)


def _canonical_name(group: Group) -> str:
    """The most frequent full form that gave the group its key; ties by alphabet."""
    forms = Counter(m.referent.name for m in group.members if plain_key(m.referent.name) == group.key)
    forms = forms or Counter(m.referent.name for m in group.members)
    return min(forms, key=lambda name: (-forms[name], name))
