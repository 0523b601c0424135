"""Holders: the state, district or country that stands beside a name and says in which one the place lies."""

from __future__ import annotations

import re

from sayso.annotate.places.senses import country_of
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.language.names import NameLists
from sayso.language.wording import plain_key

Holders = tuple[GazetteerPlace, ...]
"""Several where the words beside it mean several: "Georgia" is a country and a state."""

PART = r"(?:(?:(?:north|south|east|west)\w{0,12}|central|downtown|rural)\s+)?"
"""Which part of a place is meant, between a preposition and its name."""
_AFTER = re.compile(rf"\s?,\s+(?:in\s+)?(?:the\s+)?{PART}|\s+\((?:in\s+)?{PART}|(?P<within>\s+in\s+(?:the\s+)?{PART})")
_BEFORE = re.compile(
    r"(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})"
    r"(?:['’]s?| (?:city|town|village|county|capital|community|suburb|port|district|province) of(?: the)?) $"
)
_SHORT = re.compile(r"(?:[A-Z]\. ?){2,3}|[A-Z]{2,3}\b|[A-Z][a-z]{1,4}\.|[A-Z]\. ?[A-Z][a-z]{1,3}\.|[A-Z]\.[A-Z][a-z]\.")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")
_ENDING = re.compile(r"(?:['’]s?|[.,’'-]+)$")
BEFORE = 40
"""Code points before a name in which what it belongs to can stand."""


def holders_beside(text: str, start: int, end: int, lists: NameLists, gazetteer: Gazetteer) -> Holders:
    """The words around a name -> what it lies in: "Paris, Texas", "Texas' Paris", "the Texas city of Paris"."""
    name = plain_key(text[start:end])
    after = _AFTER.match(text, end)
    if after is not None:
        listed = after["within"] is None
        holders = holders_at(text, after.end(), lists, gazetteer, short=listed)
        holders = tuple(place for place in holders if listed or place.kind != "district")
        if holders and not any(plain_key(place.name) == name for place in holders):
            return holders
    before = _BEFORE.search(text, max(0, start - BEFORE), start)
    if before is None:
        return ()
    holders = holders_at(before["name"] + " ", 0, lists, gazetteer, short=True)
    return tuple(place for place in holders if place.kind != "district" and plain_key(place.name) != name)


def holders_at(text: str, at: int, lists: NameLists, gazetteer: Gazetteer, *, short: bool) -> Holders:
    """The country, states or districts whose name begins at a place in a text, the longest name there.

    short: whether a short form ("Ill.", "NSW") may stand there
    """
    shortened = _SHORT.match(text, at) if short else None
    if shortened is not None:
        ids = gazetteer.short_states.get(shortened.group().strip().rstrip("."), ())
        states = tuple(state for state in map(gazetteer.state, ids) if state is not None)
        if states:
            return states
    match = _NAME.match(text, at)
    if match is None or not match.group()[0].isupper():
        return ()
    words = match.group().split(" ")
    for count in range(len(words), 0, -1):
        name = _ENDING.sub("", " ".join(words[:count]))
        holders = _holders_named(name, lists, gazetteer)
        if holders or any(gazetteer.named(name)):
            return holders  # "Panama City" is not in Panama
    return ()


def _holders_named(name: str, lists: NameLists, gazetteer: Gazetteer) -> Holders:
    if gazetteer.is_word(name, "part"):
        return ()
    form = lists.lookup(name)
    country = country_of(name, lists, gazetteer) if form is not None and form.form == "name" else None
    named = [place for place in gazetteer.named(name)[0] if place.kind == "state"]
    last = name.rpartition(" ")[2]
    if last != name and gazetteer.is_word(last, "division"):
        named += [place for place in gazetteer.named(name)[0] if place.kind == "district"]
    return (country, *named) if country is not None else tuple(named)


def lies_in(place: GazetteerPlace, holder: GazetteerPlace) -> bool:
    """Whether a place lies inside another."""
    if holder.kind == "country":
        return place.country == holder.country and place.kind != "country"
    return holder.geonames_id in (place.state, place.district)
