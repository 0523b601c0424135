"""Senses of a name: every place that it may mean, before anything is known of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sized
from itertools import chain
from typing import NamedTuple

from sayso.language.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from sayso.language.names import NameLists
from sayso.language.wording import plain_key

DIVISIONS = ("state", "district")
_SHORTENED = (
    ("st ", "saint "), ("ste ", "sainte "), ("mt ", "mount "), ("ft ", "fort "), ("pt ", "point "),
    ("n ", "north "), ("s ", "south "), ("e ", "east "), ("w ", "west "), (" twp", " township"),
    ("saint ", "st "), ("mount ", "mt "), ("fort ", "ft "),
)  # fmt: skip
PEOPLE_ENDINGS = ("ns", "n", "is", "i")
MIN_PEOPLE_LETTERS = 6
"""Endings of the words for a place's people, and letters of such a word: "Crimean", "Punjabi"."""
MAX_LETTERS = 60
"""Longer names are looked up in no other spelling and by none of their parts."""


class Sense(NamedTuple):
    """A place that a name may mean.

    own:   the place bears it as its name, not as another one
    whole: the name is the place's; not so "northern Lima", "downtown Lima"
    """

    place: GazetteerPlace
    own: bool
    whole: bool


def senses_of(name: str, lists: NameLists, gazetteer: Gazetteer) -> list[Sense]:
    """A name -> the places that it may mean, each once; none if the gazetteer knows no such name.

    Only a name that is not known by itself is asked for without the words that say which part is meant.
    """
    key = plain_key(name)
    if gazetteer.is_word(key, "part"):
        return []  # "the South" is a state of a dozen countries, and means none of them
    found = dict[tuple[str, str], Sense]()
    known = chain(_as_written(name, key, lists, gazetteer), _in_full(key, gazetteer))
    for sense in chain(known, _by_part(name, lists, gazetteer, found), _by_people(key, gazetteer, found)):
        found.setdefault((sense.place.geonames_id or sense.place.name, sense.place.kind), sense)
    return list(found.values())


def _as_written(name: str, key: str, lists: NameLists, gazetteer: Gazetteer) -> Iterator[Sense]:
    country = country_of(name, lists, gazetteer)
    if country is not None:
        yield Sense(country, own=True, whole=True)
    is_word = len(name) < 3 and name.isupper()  # "LA", "ME", "OR" are other words where no town stands before them
    for geonames_id in () if is_word else gazetteer.short_states.get(name.rstrip("."), ()):
        state = gazetteer.state(geonames_id)
        if state is not None:
            yield Sense(state, own=True, whole=True)
    own, other = gazetteer.named(key)
    yield from (Sense(place, own=True, whole=True) for place in own if not _is_same(place, country))
    yield from (Sense(place, own=False, whole=True) for place in other if not _is_same(place, country))
    bare, kind = _without_type(key, gazetteer)
    if bare:
        own, other = gazetteer.named(bare)
        divisions = [place for place in own + other if place.kind in DIVISIONS]
        fitting = [place for place in divisions if place.kind == kind]
        yield from (Sense(place, own=True, whole=True) for place in fitting or divisions)
    if key in gazetteer.regions:
        yield Sense(gazetteer.regions[key], own=True, whole=True)


def _is_same(place: GazetteerPlace, country: GazetteerPlace | None) -> bool:
    """Whether a place is the country that its name already stands for, or that country's division of the same name."""
    return country is not None and (
        place.kind == "country" or (place.kind == "state" and place.country == country.country)
    )


def country_of(name: str, lists: NameLists, gazetteer: Gazetteer) -> GazetteerPlace | None:
    """The country that a name or demonym stands for; a capital's name does not."""
    form = lists.lookup(name)
    if form is None or form.form not in ("name", "demonym"):
        return None
    return gazetteer.countries.get(lists.known[form.key].country or "") if form.key.startswith("country:") else None


def _without_type(key: str, gazetteer: Gazetteer) -> tuple[str, PlaceKind | None]:
    """A division's name without the word for its kind, and that kind: "kent county" -> "kent", a district."""
    words = key.split()
    if len(words) < 2:
        return "", None
    if gazetteer.is_word(words[-1], "division"):
        kind, rest = words[-1], words[:-1]
    elif gazetteer.is_word(words[0], "division"):
        kind, rest = words[0], words[2 if words[1] == "of" and len(words) > 2 else 1 :]
    else:
        return "", None
    return " ".join(rest), "district" if gazetteer.is_word(kind, "district") else "state"


def _in_full(key: str, gazetteer: Gazetteer) -> Iterator[Sense]:
    """A name in its other spelling: "mt vernon" -> "mount vernon"."""
    padded = f" {key}" if len(key) <= MAX_LETTERS else ""
    for short, full in _SHORTENED:
        at_start = short if short.startswith(" ") else f" {short}"
        if at_start in padded:
            spelled = padded.replace(at_start, full if full.startswith(" ") else f" {full}").strip()
            own, other = gazetteer.named(spelled)
            yield from (Sense(place, own=True, whole=True) for place in own)
            yield from (Sense(place, own=False, whole=True) for place in other)


def _by_part(name: str, lists: NameLists, gazetteer: Gazetteer, found: Sized) -> Iterator[Sense]:
    """A name without the word that says which part of the place is meant: "downtown Lima", "Lima township"."""
    words = name.split()
    if found or len(words) < 2 or len(name) > MAX_LETTERS:
        return
    rests = []
    if gazetteer.is_word(words[0].rstrip("."), "part"):
        rests.append(words[1:])
    if words[1].lower() == "of" and gazetteer.is_word(words[0], "part_of"):
        rests.append(words[2:])
    if gazetteer.is_word(words[-1].rstrip("."), "part_after"):
        rests.append(words[:-1])
    for rest in rests:
        bare = re.sub(r"^the ", "", " ".join(rest))
        country = country_of(bare, lists, gazetteer)
        if country is not None:
            yield Sense(country, own=True, whole=False)
        own, other = gazetteer.named(bare)
        yield from (Sense(place, own=True, whole=False) for place in own if place.kind != "country")
        yield from (Sense(place, own=False, whole=False) for place in other if place.kind != "country")


def _by_people(key: str, gazetteer: Gazetteer, found: Sized) -> Iterator[Sense]:
    """The word for a region's or state's people -> it: "Siberian", "Dagestanis"."""
    ending = next((ending for ending in PEOPLE_ENDINGS if key.endswith(ending)), None)
    if found or ending is None or len(key) < MIN_PEOPLE_LETTERS:
        return
    bare = key.removesuffix(ending)
    if bare in gazetteer.regions:
        yield Sense(gazetteer.regions[bare], own=True, whole=True)
    own, other = gazetteer.named(bare)
    yield from (Sense(place, own=True, whole=True) for place in own + other if place.kind == "state")
