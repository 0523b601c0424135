"""Organisations, groups and places: referents -> groups that are one each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.entities.groups import Group
from sayso.language.names import NameLists
from sayso.language.spelling import nearly_same, sound_key, with_one_part_cut
from sayso.language.wording import plain_key
from sayso.tables import EntityKind, LocalPlace, Referent

SAME, UNPLACED, SLIP, NESTED = 1.0, 0.85, 0.85, 0.7
"""How sure each way to take two names for one is; set by judgement, to be measured."""


def group_organisations(referents: Sequence[Referent], names: NameLists) -> list[Group]:
    """Referents of organisations and groups -> groups: same name, same country.

    One without a country joins the only country that the pile gives its name, unless the name is one that every state
    has ("Defence Ministry").
    """
    groups: list[Group] = []
    kinds: tuple[EntityKind, ...] = ("organisation", "group", "country")
    for kind in kinds:
        bearers = [referent for referent in referents if referent.kind == kind]
        groups += _by_name_and_country(bearers, kind, names)
    return groups


def _by_name_and_country(
    referents: Sequence[Referent], kind: EntityKind, names: NameLists, sites: Mapping[str, str] | None = None
) -> list[Group]:
    """Same name, or the same known site, and same country -> one group.

    sites: referent -> the name of the site that it is known to be
    """
    by_name: dict[str, dict[str | None, Group]] = defaultdict(dict)
    for referent in referents:
        site = (sites or {}).get(referent.referent_id)
        key = plain_key(site) if site is not None else _own_key(referent, names)
        group = by_name[key].setdefault(referent.country, Group(kind, key))
        why = "the same name" if site is None else f"the same site: {site}"
        group.add([referent], SAME, why + (f", in {referent.country}" if referent.country else ""))
    groups = []
    for variants in by_name.values():
        placed = [group for country, group in variants.items() if country is not None]
        unplaced = variants.get(None)
        if unplaced is not None and len(placed) == 1 and not _is_common(unplaced.members[0].referent.name, kind, names):
            placed[0].take(unplaced, UNPLACED, "the only one of that name in the pile")
            unplaced = None
        groups += placed + ([unplaced] if unplaced is not None else [])
    return groups


def _own_key(referent: Referent, names: NameLists) -> str:
    """A plain name, without the country that a place's name begins with: "Russian Arctic" -> "arctic"."""
    words = referent.name
    first = next(names.find(words), None) if referent.kind == "place" else None
    if first is None or first.span.start > 0 or first.span.end == len(words):
        return plain_key(words)
    same = names.known[first.form.key].country == referent.country
    return plain_key(words[first.span.end :] if same else words)


def _is_common(name: str, kind: EntityKind, names: NameLists) -> bool:
    """Whether every state may have one: "Foreign Ministry", "Supreme Court"."""
    if kind == "place":
        return False
    return len([word for word in name.split() if word[:1].isupper()]) < 3 and names.sector_of(name) is not None


def group_places(referents: Sequence[Referent], spots: Mapping[str, LocalPlace], names: NameLists) -> list[Group]:
    """Referents of places -> groups: same place in the gazetteer, else same name, spelling, or a short form of it."""
    by_spot: dict[str, Group] = {}
    for referent in referents:
        spot = spots.get(referent.referent_id)
        if spot is not None and spot.geonames_id is not None:
            group = by_spot.setdefault(spot.geonames_id, Group("place", f"geonames:{spot.geonames_id}"))
            group.add([referent], SAME, f"the same place in the gazetteer: {spot.name}")
    located = {referent_id for referent_id, spot in spots.items() if spot.geonames_id is not None}
    sites = {referent_id: spot.name for referent_id, spot in spots.items() if referent_id not in located and spot.name}
    unlocated = [referent for referent in referents if referent.referent_id not in located]
    groups = _join_slips(_by_name_and_country(unlocated, "place", names, sites))
    return list(by_spot.values()) + _join_nested(groups, names)


def _join_slips(groups: list[Group]) -> list[Group]:
    """Names of several words that are one slip apart -> one: "Kourou Spaceport", "Kuorou Spaceport"."""
    by_rest: dict[tuple[int, str], list[Group]] = defaultdict(list)
    kept: list[Group] = []
    for group in sorted(groups, key=lambda group: (-group.size, -len(group.key), group.key, group.country or "")):
        key = sound_key(group.key)
        rests = list(with_one_part_cut(key))
        near = {
            id(o): o
            for rest in rests
            for o in by_rest[rest]
            if o.agrees_with(group) and nearly_same(sound_key(o.key), key)
        }
        if len(near) == 1:
            (other,) = near.values()
            other.take(group, SLIP, f"one slip of spelling from {other.key}")
            continue
        kept.append(group)
        for rest in rests:
            by_rest[rest].append(group)
    return kept


def _join_nested(groups: list[Group], names: NameLists) -> list[Group]:
    """A short name and the only facility of the pile whose name begins so -> one: "Kourou", "Kourou Spaceport"."""
    facilities: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        words = group.key.split()
        if len(words) > 1 and names.is_place_word(words[-1], "facility"):
            facilities[" ".join(words[:-1])].append(group)
    kept = []
    for group in groups:
        longer = [other for other in facilities.get(group.key, ()) if other.agrees_with(group) and other is not group]
        if len(longer) == 1:
            longer[0].take(group, NESTED, f"short for {longer[0].key}, the only such name in the pile")
        else:
            kept.append(group)
    return kept
