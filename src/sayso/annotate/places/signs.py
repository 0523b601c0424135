"""Signs: what speaks for each place that a document's names may mean, as numbers.

Two kinds: what a place brings along or the document says of it outright (`own_signs`), and how well it goes with what
the other names may mean (`shared_signs`). What each weighs stands in resources/place_signs.csv.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.places.holders import Holders, lies_in
from sayso.annotate.places.home import Home
from sayso.annotate.places.senses import Sense
from sayso.language.gazetteer import Gazetteer

Floats = NDArray[np.float64]

OWN = (
    "people", "capital", "country", "state", "district", "region", "other_name", "part", "beside", "state_named",
    "home", "domain",
)  # fmt: skip
SHARED = ("near", "near_share", "in_state", "in_state_share", "in_country_share")
SIGNS = OWN + SHARED
"""The columns of a matrix of signs."""

NEAR = 80.0
"""Kilometres at which another place supports a third as much as one at the same spot."""
EARTH = 6371.0


@dataclass
class NameSeen:
    """A name in a document, with all it may mean.

    weight:  how often it stands there as a place; 0: it is asked for, but tells nothing about the others
    holders: what stands beside it somewhere in the document
    capital: GeoNames id of the capital that bears it
    """

    key: str
    senses: list[Sense]
    weight: float = 0.0
    holders: Holders = ()
    is_home: bool = False
    capital: str | None = None


@dataclass
class Told:
    """What a document says of states and countries outright, and where its outlet is at home."""

    states: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    home: Home = field(default_factory=Home)

    def add_holders(self, holders: Holders) -> None:
        """Counts what stands beside a name."""
        for place in holders:
            state = place.geonames_id if place.kind == "state" else place.state
            if state:
                self.states[state] += 1 / len(holders)


def own_signs(name: NameSeen, told: Told, gazetteer: Gazetteer) -> Floats:
    """A name -> for each of its senses the signs that do not hang on other names."""
    signs = np.zeros((len(name.senses), len(OWN)))
    column = {sign: number for number, sign in enumerate(OWN)}
    states = sum(told.states.values()) + 1.0
    for row, (place, own, whole) in enumerate(name.senses):
        if place.kind != "region":
            signs[row, column["people"]] = math.log10(place.population + 10) - 1
        if place.kind in column:
            signs[row, column[place.kind]] = 1.0
        signs[row, column["capital"]] = place.geonames_id == name.capital
        signs[row, column["other_name"]] = not own
        signs[row, column["part"]] = not whole
        signs[row, column["beside"]] = any(lies_in(place, holder) for holder in name.holders)
        signs[row, column["state_named"]] = told.states.get(place.state, 0.0) / states
        signs[row, column["home"]] = name.is_home and gazetteer.is_word(place.country, "english")
        signs[row, column["domain"]] = place.country == told.home.country
    return signs


class Spots(NamedTuple):
    """Places as arrays: radians north and east; numbers of state, country, name (-1: none); which are no point."""

    north: Floats
    east: Floats
    state: NDArray[np.int64]
    country: NDArray[np.int64]
    name: NDArray[np.int64]
    wide: NDArray[np.bool_]


def spots_of(names: Sequence[NameSeen], numbers: Mapping[str, int], ids: dict[str, int]) -> Spots:
    """Names -> the spots of all their senses, in order; `numbers` tells names apart, `ids` states and countries."""
    senses = [(numbers.get(name.key, -1), sense.place) for name in names for sense in name.senses]

    def number(value: str) -> int:
        return ids.setdefault(value, len(ids)) if value else -1

    states = [place.geonames_id if place.kind == "state" else place.state for _, place in senses]
    return Spots(
        north=np.radians(np.array([place.lat for _, place in senses], dtype=np.float64)),
        east=np.radians(np.array([place.lon for _, place in senses], dtype=np.float64)),
        state=np.array([number(state) for state in states], dtype=np.int64),
        country=np.array([number(place.country) for _, place in senses], dtype=np.int64),
        name=np.array([name for name, _ in senses], dtype=np.int64),
        wide=np.array([place.kind in ("country", "state", "region") for _, place in senses], dtype=np.bool_),
    )


class Ties(NamedTuple):
    """How close each of some places lies to each of others; 0 between senses of one name."""

    near: Floats
    state: Floats
    country: Floats
    wide: NDArray[np.bool_]
    others_wide: NDArray[np.bool_]


def ties_between(spots: Spots, others: Spots) -> Ties:
    """Spots[n], others[m] -> their ties, n by m."""
    apart = (spots.name[:, None] != others.name[None, :]).astype(np.float64)
    north = np.sin((spots.north[:, None] - others.north[None, :]) / 2) ** 2
    east = np.sin((spots.east[:, None] - others.east[None, :]) / 2) ** 2
    half = north + np.cos(spots.north)[:, None] * np.cos(others.north)[None, :] * east
    away = 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    both_points = ~spots.wide[:, None] & ~others.wide[None, :]
    return Ties(
        near=np.exp(-away / NEAR) * apart * both_points,
        state=apart * (spots.state[:, None] == others.state[None, :]) * (spots.state[:, None] >= 0),
        country=apart * (spots.country[:, None] == others.country[None, :]) * (spots.country[:, None] >= 0),
        wide=spots.wide,
        others_wide=others.wide,
    )


def shared_signs(ties: Ties, weights: Floats) -> Floats:
    """Ties to others, and how sure and how often each of those is meant -> the signs that hang on them."""
    points = float(weights[~ties.others_wide].sum()) + 1.0
    near, state, country = ties.near @ weights, ties.state @ weights, ties.country @ weights
    return np.stack(
        [
            np.log1p(near),
            near / points,
            np.log1p(state),
            state / points,
            country / (float(weights.sum()) + 1.0),
        ],
        axis=1,
    )
