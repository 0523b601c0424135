"""PlaceNames: the names of a page that may mean places, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.annotate.page import Page
from sayso.annotate.places.holders import PART, Holders, holders_beside, lies_in
from sayso.annotate.places.home import home_of
from sayso.annotate.places.located import Asked
from sayso.annotate.places.senses import Sense, senses_of
from sayso.annotate.places.signs import NameSeen, Told
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import LocalMention, Referent

_BEFORE_HOLDER = re.compile(rf"\s?(?:,|\()\s*(?:in\s+)?(?:the\s+)?{PART}$")
_INTO_TOWN = re.compile(rf"(?:,?\s+(?P<within>in|of|at)|\s?,)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?(?:the\s+)?{PART}")
_OWNED = re.compile(r"['’]s?\s+$")
GAP = 40
"""Code points between a name and the one that lies around it."""

HOME_WEIGHT = 2.0
"""An outlet's home tells as much about its page as a name that stands there twice."""
PART_WEIGHT = 0.5
"""The name that an organisation's begins with ("Lima Police") tells half as much as one by itself."""
MIN_PEOPLE = 2_000
"""People from which on the first words of an organisation's name are rather a town's name than others."""


class PlaceNames:
    """The names of one page.

    seen:   each name with its senses, how often it stands there, and what stands beside it
    told:   which states the page names, and where its outlet is at home
    places: the mentions of places, as they are written
    """

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
        self._by_key: dict[str, NameSeen] = {}
        self._senses: dict[str, list[Sense]] = {}
        self.told = Told(home=home_of(publisher, gazetteer))
        named = [mention for mention in mentions if mention.form == "name"]
        self.places = [mention.text for mention in named if mention.kind == "place"]
        self._ends = {mention.end: mention for mention in named if mention.kind in ("place", "country")}
        self._starts = {mention.start: mention for mention in named if mention.kind in ("place", "country")}
        for mention in named:
            self._see(mention, referents)
        if self.told.home.towns:
            home = self._seen(self.told.home.towns[0].name)
            home.weight += HOME_WEIGHT
            home.is_home = True
        for seen in self._by_key.values():
            self._note_state(seen)

    @property
    def seen(self) -> list[NameSeen]:
        """The names, as they came."""
        return list(self._by_key.values())

    def name_of(self, name: str, holders: Holders = ()) -> NameSeen:
        """A name as the page has it, or one that it does not have as a place's; with what stands beside it here."""
        seen = self._by_key.get(plain_key(name)) or self._new(name)
        missing = tuple(holder for holder in holders if holder not in seen.holders)
        return replace(seen, holders=seen.holders + missing) if missing else seen

    def holders(self, asked: Asked) -> Holders:
        """What a name lies in: as the words beside it say, else the country that its referent belongs to."""
        beside = self.beside(asked)
        listed = asked.country is None or self._lists.lookup(asked.name) is not None
        country = None if beside or listed else self._gazetteer.countries.get(asked.country or "")
        return (country,) if country is not None else beside

    def beside(self, asked: Asked) -> Holders:
        """What the words beside a name say that it lies in; nothing in a row: "Ohio, Indiana and Kentucky"."""
        beside = holders_beside(self._page.words, asked.span.start, asked.span.end, self._lists, self._gazetteer)
        if not beside:
            return ()
        own = [s.place for s in self._senses_of(asked.name) if s.own]
        broad = any(place.kind in ("state", "country", "region") for place in own)
        in_row = broad and not any(lies_in(place, holder) for place in own for holder in beside)
        return () if in_row else beside

    def is_holder(self, asked: Asked) -> bool:
        """Whether a name says where the one before it lies: "New York" in "Buffalo, New York"."""
        gap = _BEFORE_HOLDER.search(self._page.words, max(0, asked.span.start - GAP), asked.span.start)
        before = self._ends.get(gap.start()) if gap is not None else None
        if before is None:
            return False
        key = plain_key(asked.name)
        return any(
            plain_key(holder.name) == key or (holder.kind == "country" and holder.country == asked.country)
            for holder in self.beside(Asked(before.text, Span(before.start, before.end)))
        )

    def town_around(self, asked: Asked, *, listed: bool) -> LocalMention | None:
        """The place that the words beside a site say it stands in: "the Corn Exchange in Leeds".

        listed: whether a comma is enough: "Hyde Park, Leeds"
        """
        after = _INTO_TOWN.match(self._page.words, asked.span.end)
        town = self._starts.get(after.end()) if after is not None and (listed or after["within"]) else None
        owner = _OWNED.search(self._page.words, max(0, asked.span.start - GAP), asked.span.start)
        return town or (self._ends.get(owner.start()) if owner is not None else None)

    def _see(self, mention: LocalMention, referents: Mapping[str, Referent]) -> None:
        """Notes a mention of a place or country, or of an organisation whose name begins with a place's."""
        text, weight = mention.text, 1.0
        if mention.kind == "organisation":
            text, weight = self._leading_place(mention.text), PART_WEIGHT
        elif mention.kind not in ("place", "country"):
            return
        if not text:
            return
        sole = referents[mention.referent_ids[0]] if len(mention.referent_ids) == 1 else None
        country = sole.country if sole is not None and mention.kind == "place" else None
        holders = self.holders(Asked(text, Span(mention.start, mention.start + len(text)), country))
        seen = self._seen(text)
        seen.weight += weight
        seen.holders += tuple(holder for holder in holders if holder not in seen.holders)
        self.told.add_holders(holders)

    def _seen(self, name: str) -> NameSeen:
        key = plain_key(name)
        if key not in self._by_key:
            self._by_key[key] = self._new(name)
        return self._by_key[key]

    def _new(self, name: str) -> NameSeen:
        senses = self._senses_of(name)
        form = self._lists.lookup(name)
        country = self._lists.known[form.key].country if form is not None and form.form == "capital" else None
        named = [s.place for s in senses if s.place.kind == "town" and s.place.country == country]
        capital = max(named, key=lambda place: place.population).geonames_id if named else None
        return NameSeen(plain_key(name), senses, capital=capital)

    def _senses_of(self, name: str) -> list[Sense]:
        if name not in self._senses:
            site = self._gazetteer.landmarks.get(plain_key(name))
            known = [Sense(site, own=True, whole=True)] if site is not None else None
            self._senses[name] = known or senses_of(name, self._lists, self._gazetteer)
        return self._senses[name]

    def _leading_place(self, organisation: str) -> str:
        """An organisation's name -> the name of a town or state that it begins with, or nothing."""
        words = organisation.split(" ")
        for count in range(min(3, len(words) - 1), 0, -1):
            name = " ".join(words[:count])
            if any(place.population > MIN_PEOPLE for place in self._gazetteer.named(name)[0][:1]):
                return name
        return ""

    def _note_state(self, seen: NameSeen) -> None:
        """A name that is a state's rather than a country's or town's -> the document names that state."""
        own = [sense.place for sense in seen.senses if sense.own]
        states = [place for place in own if place.kind == "state"]
        if not states or any(place.kind == "country" for place in own):
            return
        if all(place.population <= states[0].population for place in own if place.kind == "town"):
            self.told.states[states[0].geonames_id] += seen.weight
