"""Gazetteer: names of places and where they lie."""

from __future__ import annotations

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import Literal, NamedTuple, cast

import numpy as np

from sayso.language.lexicons import read_word_list, several
from sayso.language.wording import plain_key

PlaceKind = Literal["town", "district", "state", "country", "region", "site"]

LARGE = 15_000
"""People from which on a town's name is rather the town than a surname or a word."""


class GazetteerPlace(NamedTuple):
    """A town, district (second-level division), state (first-level division), country, region of neither kind, or site.

    state, district: GeoNames ids of those it lies in; empty where there is none
    Units: lat, lon in degrees (WGS 84); of what is no town they are its middle
    """

    geonames_id: str
    name: str
    country: str
    lat: float
    lon: float
    population: int
    kind: PlaceKind = "town"
    state: str = ""
    district: str = ""


class PlaceSign(NamedTuple):
    """What a sign that a name means a place weighs, and how it is told."""

    weight: float
    why: str


class Lines:
    """The lines of a text, in one block of bytes: a tenth of what a list of strings takes."""

    def __init__(self, block: bytes) -> None:
        self._block = block
        ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n"))
        self._starts = array("I", [0])
        self._starts.frombytes((ends + 1).astype(np.uint32).tobytes())

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._block[self._starts[number] : self._starts[number + 1] - 1]

    def starting(self, key: bytes) -> bytes | None:
        """The line whose first cell is `key`; the lines are sorted by it."""
        number = bisect_left(self, key, key=lambda line: line.partition(b"\t")[0])
        line = self[number] if number < len(self) else b""
        return line if line.startswith(key + b"\t") else None


@dataclass(frozen=True)
class Gazetteer:
    """Countries, states, districts and towns of 500 people and more, under all their names.

    places:        a place a line, countries and states first
    names:         a name a line, sorted, with the numbers of the places that bear it
    short_states:  short form or demonym, without its last point ("Mass", "NSW", "Texan") -> GeoNames ids of states
    words:         kind of word in resources/place_name_words.csv -> the words
    landmarks:     plain name -> sites that news names and no list of towns holds
    domains:       top-level domain -> ISO 3166 alpha-3 of the country whose it is
    place_signs:   sign that a name means a place -> what it weighs; see annotate/places/signs.py
    regions:       plain name -> regions that are no division of a country: seas, mountains, parts of continents
    Source: GeoNames (geonames.org), CC BY 4.0; see training/gazetteer.py
    """

    places: Lines = field(default_factory=lambda: Lines(b""))
    names: Lines = field(default_factory=lambda: Lines(b""))
    short_states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regions: Mapping[str, GazetteerPlace] = field(default_factory=dict)
    landmarks: Mapping[str, GazetteerPlace] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)
    place_signs: Mapping[str, PlaceSign] = field(default_factory=dict)

    def named(self, name: str) -> tuple[tuple[GazetteerPlace, ...], tuple[GazetteerPlace, ...]]:
        """A name -> the places that bear it as their name, and those that are also called so; most people first."""
        key = plain_key(name).encode()
        line = self.names.starting(key) if key else None
        if line is None:
            return (), ()
        _, own, other = line.split(b"\t")
        return self._numbered(own), self._numbered(other)

    def candidates(self, name: str) -> tuple[GazetteerPlace, ...]:
        """A name -> the large towns that may be meant: those of that name first, then those that are also called so."""
        own, other = self.named(name)
        return tuple(place for place in own + other if place.kind == "town" and place.population >= LARGE)

    def is_word(self, word: str, kind: str) -> bool:
        """Whether a word is of that kind in resources/place_name_words.csv; case does not count."""
        return word.lower() in self.words.get(kind, frozenset())

    @cached_property
    def countries(self) -> Mapping[str, GazetteerPlace]:
        """ISO 3166 alpha-3 -> country."""
        return {place.country: place for place in self._heads.values() if place.kind == "country"}

    def state(self, geonames_id: str) -> GazetteerPlace | None:
        """A state's GeoNames id -> the state."""
        return self._heads.get(geonames_id)

    @cached_property
    def _heads(self) -> Mapping[str, GazetteerPlace]:
        """The countries and states, which stand before the other places, by id."""
        heads = {}
        for number in range(len(self.places)):
            place = self._place(number)
            if place.kind not in ("country", "state"):
                break
            heads[place.geonames_id] = place
        return heads

    def _numbered(self, numbers: bytes) -> tuple[GazetteerPlace, ...]:
        return tuple(self._place(int(number)) for number in numbers.split(b",")) if numbers else ()

    def _place(self, number: int) -> GazetteerPlace:
        cells = self.places[number].decode().split("\t")
        geonames_id, kind, name, country, lat, lon, people, state, district = cells
        return GazetteerPlace(
            geonames_id, name, country, float(lat), float(lon), int(people), cast(PlaceKind, kind), state, district
        )


def load_gazetteer() -> Gazetteer:
    """The gazetteer in `resources/`, with short forms of states, regions and sites: a quarter of a second, 48 MB."""
    packed = files("sayso").joinpath("resources", "gazetteer.tsv.gz").read_bytes()
    text = gzip.decompress(packed)
    begin = text.index(b"\n", text.rindex(b"\n#") + 1) + 1
    middle = text.index(b"\n\n", begin) + 1
    bare = Gazetteer(places=Lines(text[begin:middle]), names=Lines(text[middle + 1 :]))
    words = _words()
    signs = {row["sign"]: PlaceSign(float(row["weight"]), row["why"]) for row in read_word_list("place_signs")}
    return replace(
        bare,
        short_states=_short_states(bare),
        regions=_regions(),
        landmarks=_landmarks(),
        words=words,
        domains=_domains(words["generic_domain"]),
        place_signs=signs,
    )


def _short_states(gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """The word list of states' short forms and demonyms -> each -> GeoNames ids of states."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_word_list("state_names"):
        own = gazetteer.named(row["name"])[0]
        ids = tuple(place.geonames_id for place in own if place.kind == "state" and place.country == row["country"])
        for short in several(row["short"]) + several(row["demonyms"]):
            found[short.rstrip(".")] = found.get(short.rstrip("."), ()) + ids
    return found


def _regions() -> dict[str, GazetteerPlace]:
    """The word list of regions -> plain name -> those that have a middle."""
    return {
        plain_key(row["name"]): GazetteerPlace(
            "", row["name"], row["country"], float(row["lat"]), float(row["lon"]), 0, "region"
        )
        for row in read_word_list("regions")
        if row["lat"]
    }


def _landmarks() -> dict[str, GazetteerPlace]:
    """The word list of sites -> each of their plain names -> the site."""
    found: dict[str, GazetteerPlace] = {}
    for row in read_word_list("landmarks"):
        lat, lon = float(row["lat"]), float(row["lon"])
        site = GazetteerPlace("", row["name"], row["country"], lat, lon, 0, "site")
        found |= {plain_key(name): site for name in (row["name"], *several(row["others"]))}
    return found


def _words() -> dict[str, frozenset[str]]:
    rows = read_word_list("place_name_words")
    return {kind: frozenset(r["word"].lower() for r in rows if r["kind"] == kind) for kind in {r["kind"] for r in rows}}


def _domains(generic: frozenset[str]) -> dict[str, str]:
    codes = {row["iso2"].lower(): row["iso3"] for row in read_word_list("countries")}
    own = {"uk": "GBR", "gov": "USA", "mil": "USA", "edu": "USA"}
    return {code: country for code, country in (codes | own).items() if code not in generic}
