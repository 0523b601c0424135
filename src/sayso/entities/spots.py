"""Spots: where the referents of places lie, and what lies around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.entities.groups import Group, most_frequent
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.tables import LocalPlace


def find_spots(places: Iterable[LocalPlace]) -> dict[str, LocalPlace]:
    """Places -> referent -> the place in the gazetteer, or the known site, that most of its mentions are."""
    found: dict[str, list[LocalPlace]] = defaultdict(list)
    for place in places:
        is_site = place.geonames_id is None and place.precision == "exact" and place.lat is not None
        if place.referent_id is not None and (place.geonames_id is not None or is_site):
            found[place.referent_id].append(place)
    spots = {}
    for referent_id, candidates in found.items():
        chosen = most_frequent(place.geonames_id or place.name for place in candidates)
        same = [place for place in candidates if (place.geonames_id or place.name) == chosen]
        spots[referent_id] = min(same, key=lambda place: place.place_id)
    return spots


def is_division(spot: LocalPlace | None) -> bool:
    """Whether a spot is a state, province or district of a country."""
    return spot is not None and spot.geonames_id is not None and spot.precision == "region"


def place_id(geonames_id: str) -> str:
    """The id of the entity that a place in the gazetteer is."""
    return content_id("entity", "place", f"geonames:{geonames_id}")


class Spots:
    """Where groups of referents lie.

    by_referent: referent -> its spot
    """

    def __init__(self, by_referent: Mapping[str, LocalPlace], gazetteer: Gazetteer) -> None:
        self._by_referent = by_referent
        self._gazetteer = gazetteer

    def of_group(self, group: Group) -> LocalPlace | None:
        """The spot of a group of places, if all its members that have one share it."""
        if group.kind != "place":
            return None
        spots = (self._by_referent.get(member.referent.referent_id) for member in group.members)
        found = [spot for spot in spots if spot is not None]
        points = {(place.lat, place.lon) for place in found}
        return min(found, key=lambda place: place.place_id) if len(points) == 1 else None

    def geonames_id(self, group: Group) -> str | None:
        """The number in the gazetteer of a group of places that was made by it."""
        kind, _, number = group.key.partition(":")
        return number if kind == "geonames" else None

    def name(self, group: Group) -> str | None:
        """The gazetteer's name of a town, state or site; of a district each document's own is as good."""
        spot = self.of_group(group)
        if spot is None:
            return None
        state = self._gazetteer.state(spot.geonames_id or "")
        if state is not None:
            return state.name
        return spot.name if not is_division(spot) else None

    def around(self, group: Group, country: str | None) -> Iterator[str]:
        """The entities that a group of places may lie in, the smallest first: district, state, country."""
        if group.kind != "place":
            return
        spot = self.of_group(group)
        place = self._place(spot) if spot is not None else None
        if place is not None:
            yield from (place_id(number) for number in (place.district, place.state) if number)
        if country is not None:
            yield content_id("entity", f"country:{country}")

    def _place(self, spot: LocalPlace) -> GazetteerPlace | None:
        """The gazetteer's row of a spot."""
        own, other = self._gazetteer.named(spot.name or "")
        return next((place for place in own + other if place.geonames_id == spot.geonames_id), None)
