"""Choice: which of the places that it may mean each name of a document means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sayso.annotate.places.holders import Holders, lies_in
from sayso.annotate.places.senses import Sense
from sayso.annotate.places.signs import (
    OWN,
    SIGNS,
    Floats,
    NameSeen,
    Told,
    own_signs,
    shared_signs,
    spots_of,
    ties_between,
)
from sayso.language.gazetteer import Gazetteer

ROUNDS = 3
"""How often the names are weighed anew by what the others then seem to mean; a fourth round changes nothing."""
MAX_NAMES = 60
MAX_SENSES = 24
"""Names, and senses of each, that are weighed against each other; the work grows with the square of their product."""
MIN_NAMES = 3
"""Names of places from which on a document is about one country if nearly all lie there."""
SPEAKS_OF = 0.5
"""A name that means a place in a country as likely as not."""
OFTEN = 3.0
"""A name that stands there more often tells no more about the others."""


class Chosen(NamedTuple):
    """A sense, the share of its name that it has, what speaks for it in all, and by which signs."""

    sense: Sense
    share: float
    speaks: float
    signs: Mapping[str, float]


class Choice:
    """The names of one document, weighed against each other."""

    def __init__(self, names: Sequence[NameSeen], told: Told, gazetteer: Gazetteer) -> None:
        self._told = told
        self._gazetteer = gazetteer
        self._weights = np.array([gazetteer.place_signs[sign].weight for sign in SIGNS])
        known = sorted((name for name in names if name.weight and name.senses), key=lambda n: (-n.weight, n.key))
        self._names = [self._short(name) for name in known[:MAX_NAMES]]
        self._numbers = {name.key: number for number, name in enumerate(self._names)}
        self._ids: dict[str, int] = {}
        self._spots = spots_of(self._names, self._numbers, self._ids)
        self._sure = self._settle()
        self._ranked: dict[tuple[str, frozenset[str]], list[Chosen]] = {}

    def ranked(self, name: NameSeen) -> list[Chosen]:
        """A name, of the document or not -> its senses, the likeliest first."""
        if not name.senses:
            return []
        beside = frozenset(holder.geonames_id for holder in name.holders)
        if (name.key, beside) not in self._ranked:
            self._ranked[name.key, beside] = self._rank(name)
        return self._ranked[name.key, beside]

    def _rank(self, name: NameSeen) -> list[Chosen]:
        name, signs = self.signs(name)
        speaks = signs @ self._weights
        likely = _shares(speaks)
        order = sorted(range(len(name.senses)), key=lambda n: (-round(float(likely[n]), 6), n))
        return [
            Chosen(
                name.senses[n],
                round(float(likely[n]), 4),
                round(float(speaks[n]), 4),
                {sign: float(value) for sign, value in zip(SIGNS, signs[n] * self._weights, strict=True) if value},
            )
            for n in order
        ]

    def signs(self, name: NameSeen) -> tuple[NameSeen, Floats]:
        """A name, of the document or not -> the name with the senses that are weighed, and their signs."""
        name = self._short(name)
        ties = ties_between(spots_of([name], self._numbers, self._ids), self._spots)
        return name, np.hstack([own_signs(name, self._told, self._gazetteer), shared_signs(ties, self._sure)])

    def country(self, share: float) -> str | None:
        """The country in which so large a share of the document's places lies, if three or more names mean places."""
        countries = self._countries()
        country, most = max(countries.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
        enough = len(self._names) >= MIN_NAMES and most >= share * sum(countries.values())
        return country or None if enough else None

    def speaks_of(self, country: str) -> bool:
        """Whether some name of the document means that country or a place in it."""
        return self._countries().get(country, 0.0) > SPEAKS_OF

    def _countries(self) -> dict[str, float]:
        countries: dict[str, float] = defaultdict(float)
        for sure, place in zip(self._sure, (s.place for name in self._names for s in name.senses), strict=True):
            countries[place.country] += float(sure)
        return countries

    def _short(self, name: NameSeen) -> NameSeen:
        """A name with its likeliest senses only: inside what stands beside it, in a named state, own, the largest."""

        def rank(sense: Sense) -> tuple[bool, bool, bool, bool, int, str]:
            place = sense.place
            beside = any(lies_in(place, holder) for holder in name.holders)
            named = place.state in self._told.states
            broad = place.kind in ("country", "state", "region") and sense.own
            return (
                not beside,
                not broad,
                not (named and sense.own),
                not sense.own,
                -place.population,
                place.geonames_id,
            )

        return replace(name, senses=sorted(name.senses, key=rank)[:MAX_SENSES])

    def _settle(self) -> Floats:
        """The names -> how much each of their senses counts for the others: how likely it is, how often it stands."""
        if not self._names:
            return np.zeros(0)
        own = np.vstack([own_signs(name, self._told, self._gazetteer) for name in self._names])
        ties = ties_between(self._spots, self._spots)
        often = np.array([min(name.weight, OFTEN) for name in self._names])[self._spots.name]
        sure: Floats = self._each_name(own @ self._weights[: len(OWN)]) * often
        for _ in range(ROUNDS):
            sure = self._each_name(np.hstack([own, shared_signs(ties, sure)]) @ self._weights) * often
        return sure

    def _each_name(self, scores: Floats) -> Floats:
        """Scores of all senses -> the share of each among the senses of its name."""
        edges = np.cumsum([0, *(len(name.senses) for name in self._names)])
        shares: Floats = np.concatenate([_shares(scores[a:b]) for a, b in pairwise(edges)])
        return shares


def _shares(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    shares: Floats = powers / powers.sum()
    return shares


def inside(chosen: Sequence[Chosen], holders: Holders) -> list[Chosen]:
    """Those of some senses that lie in what stands beside the name."""
    return [one for one in chosen if any(lies_in(one.sense.place, holder) for holder in holders)]
