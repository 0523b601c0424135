"""PlaceReader: where the names of one document lie, each weighed against the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.annotate.page import Page
from sayso.annotate.places.choice import Choice, Chosen, inside
from sayso.annotate.places.divisions import called_division, town_or_division
from sayso.annotate.places.holders import Holders, lies_in
from sayso.annotate.places.located import (
    NEARLY_ALL,
    Asked,
    Located,
    agreed_country,
    is_large_town,
    is_same_spot,
    is_small_town,
    likeliest_spot,
    located_at,
    unplaced,
)
from sayso.annotate.places.names import PlaceNames
from sayso.annotate.places.words import facility_core, told_apart, why_chosen
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import LocalMention, PlacePrecision, Referent

FACILITY = "a facility"
SURE = 0.4
"""Share of the likeliest sense from which on it is taken; on local news nine answers in ten are then right."""
SPEAKS = 3.0
"""What must speak for a sense, even of a name without another: a town of 500 people by itself has just as much."""
VAST = 50_000_000
"""People of a country from which on it has more places of a village's name than the gazetteer knows."""
VILLAGE = 5_000
NEARBY = 0.5
"""What other places near it must speak for a village nevertheless."""


class PlaceReader:
    """One page's names of places, read together."""

    def __init__(
        self,
        page: Page,
        mentions: Sequence[LocalMention],
        referents: Mapping[str, Referent],
        publisher: str | None,
        lists: NameLists,
        gazetteer: Gazetteer,
    ) -> None:
        self._page, self._lists, self._gazetteer = page, lists, gazetteer
        self.names = PlaceNames(page, mentions, referents, publisher, lists, gazetteer)
        self.choice = Choice(self.names.seen, self.names.told, gazetteer)
        self._facilities = {plain_key(facility_core(name, lists, gazetteer) or "") for name in self.names.places} - {""}

    def locate(self, asked: Asked) -> Located:
        """A name on the page -> where it lies."""
        holders = self.names.holders(asked)
        site = self._gazetteer.landmarks.get(plain_key(asked.name))
        if site is not None and (not holders or any(lies_in(site, holder) for holder in holders)):
            return located_at(site, asked.name, "a site that the word lists know")
        division = self.names.is_holder(asked) or called_division(self._page.words, asked.span, self._gazetteer)
        likeliest = likeliest_spot(self.choice.ranked(self.names.name_of(asked.name, holders)))
        ranked, why = town_or_division(likeliest, division=division)
        within = self._inside(ranked, holders)
        core = facility_core(asked.name, self._lists, self._gazetteer)
        if core is not None and not is_large_town(ranked):
            return self._in_town(asked, FACILITY) or self._facility(asked, core, holders)
        if not ranked or (not ranked[0].sense.whole and is_small_town(ranked[0])):
            in_town = self._in_town(asked, "not in the gazetteer")
            if in_town is not None:
                return in_town
        if within:
            return self._decided(asked, within, "its state or country stands beside it")
        if ranked and holders and not self.names.beside(asked):
            holders = ()  # the country of its referent is a guess that the gazetteer does not bear out
        broad = ranked and ranked[0].sense.place.kind in ("country", "state", "region")
        if not ranked or (holders and not broad):
            return self._unknown(asked, holders)
        if is_small_town(ranked[0]) and plain_key(asked.name) in self._facilities:
            why = "short for a facility that the document names; its coordinates are not known"
            return unplaced(asked, why, "exact")
        return self._decided(asked, ranked, why)

    def lies_beside(self, asked: Asked) -> bool:
        """Whether a name is that of a place inside what stands beside it: "Lebanon, Tennessee"."""
        beside = self.names.beside(asked)
        return bool(beside) and bool(self._inside(self.choice.ranked(self.names.name_of(asked.name, beside)), beside))

    def use_beside(self, asked: Asked) -> str | None:
        """Why the names beside a name make it a place's."""
        if self.names.is_holder(asked):
            return "it says where the place before it lies"
        return "its state or country stands beside it" if self.lies_beside(asked) else None

    def _inside(self, ranked: Sequence[Chosen], holders: Holders) -> list[Chosen]:
        """The senses that lie in what stands beside the name; no village of a vast country, which has many like it."""
        vast = any(holder.kind == "country" and holder.population > VAST for holder in holders)
        return [
            one
            for one in inside(ranked, holders)
            if not (vast and one.sense.place.kind == "town" and one.sense.place.population < VILLAGE)
            or one.signs.get("near", 0.0) > NEARBY
        ]

    def _decided(self, asked: Asked, ranked: Sequence[Chosen], beside: str | None) -> Located:
        """Senses, the likeliest first -> the first, if it stands out from the others; else between which it is."""
        best = ranked[0]
        if beside is None and best.speaks < SPEAKS:
            why = f"nothing in the document speaks for {told_apart([best], self._gazetteer)}"
            return self._in_its_country(unplaced(asked, why))
        together = sum(one.share for one in ranked if is_same_spot(one, best))
        if together < SURE * sum(one.share for one in ranked):
            rivals = [one for one in ranked if one.share > best.share / 10]
            unsure = unplaced(asked, f"unsure between {told_apart(rivals[:3], self._gazetteer)}")
            return unsure._replace(country=agreed_country(ranked))
        return located_at(best.sense.place, asked.name, why_chosen(ranked, self._gazetteer, beside))

    def _facility(self, asked: Asked, core: str, holders: Holders) -> Located:
        """A facility -> under its own name, at the point of the town or state that it lies in, if that is known."""
        ranked = self.choice.ranked(self.names.name_of(core, holders)) if core else []
        ranked = self._inside(ranked, holders) if holders else ranked
        called_after = self._gazetteer.is_word(asked.name.split()[-1], "namesake")
        best = ranked[0] if ranked and called_after else None
        if best is not None and is_large_town([best]) and best.share >= SURE and best.speaks >= SPEAKS:
            why = f"a facility, under its own name; its point is that of {told_apart([best], self._gazetteer)}"
            return located_at(best.sense.place, asked.name, why)._replace(name=asked.name, geonames_id=None)
        if holders:
            return self._unknown(asked, holders, FACILITY)
        why = "a facility, under its own name; its coordinates are not known"
        country = agreed_country(ranked) if called_after else None
        if country is None or not self.choice.speaks_of(country):
            return self._in_its_country(unplaced(asked, why, "exact"))
        why += f"; the gazetteer knows such a name in {country} only, which the document names"
        return unplaced(asked, why, "exact")._replace(country=country)

    def _in_town(self, asked: Asked, what: str) -> Located | None:
        """A site beside the name of a town that it stands in -> under its own name, at the point of that town."""
        around = self.names.town_around(asked, listed=what == FACILITY)
        if around is None or self._is_region(asked.name):
            return None
        town_asked = Asked(around.text, Span(around.start, around.end))
        holders = self.names.holders(town_asked)
        ranked = self.choice.ranked(self.names.name_of(around.text, holders))
        ranked = self._inside(ranked, holders) or ranked
        if not ranked:
            return None
        town = self._decided(town_asked, town_or_division(ranked, division=False)[0], None)
        if town.precision != "city" or town.lat is None:
            return None
        why = f"{what}, kept under its own name, inside {town.name}, whose point stands for it"
        return town._replace(name=asked.name, geonames_id=None, why=why)

    def _unknown(self, asked: Asked, holders: Holders, what: str = "not in the gazetteer") -> Located:
        """A name that the gazetteer does not hold where it is said to lie -> under its own name, inside that."""
        plain = plain_key(asked.name)
        if self._is_region(asked.name):
            what = "a region"
        precision: PlacePrecision = "exact" if what == FACILITY else "region"
        if not holders:
            bare = unplaced(asked, f"{what}, kept under its own name")
            if plain in self._lists.regions:
                return bare._replace(country=asked.country or self._lists.regions[plain])
            return self._in_its_country(bare)
        holder = holders[0]
        country = holder.country if len({one.country for one in holders}) == 1 else asked.country
        bare = unplaced(asked, f"{what}, kept under its own name, inside {_names(holders)}", precision)
        bare = bare._replace(country=country)
        if len(holders) > 1 or holder.kind == "country":
            return bare
        return bare._replace(lat=holder.lat, lon=holder.lon, precision="region")

    def _is_region(self, name: str) -> bool:
        """Whether a name is that of a river, a sea, mountains ..., which lies in no town."""
        return plain_key(name) in self._lists.regions or self._lists.is_place_word(name.rpartition(" ")[2], "region")

    def _in_its_country(self, located: Located) -> Located:
        """A place whose country is unknown -> the same, in the country where nearly all the document's places lie."""
        country = self.choice.country(NEARLY_ALL) if located.country is None else None
        if country is None:
            return located
        why = f"{located.why}; nearly all places of the document are in {country}"
        return located._replace(country=country, why=why)


def _names(places: Sequence[GazetteerPlace]) -> str:
    return " or ".join(dict.fromkeys(place.name for place in places))
