"""Located: where a name lies, as far as it can be told, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.annotate.places.choice import Chosen
from sayso.language.gazetteer import LARGE, GazetteerPlace
from sayso.spans import Span
from sayso.tables import PlacePrecision

SPOTS = 4
"""Senses that may be the likeliest together with others at their spot."""
NEARLY_ALL = 0.8
"""Share of what a name may mean, or of a document's places, that tells its country."""
PRECISIONS: Mapping[str, PlacePrecision] = {
    "site": "exact", "town": "city", "district": "region", "state": "region", "region": "region", "country": "country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A name, where it stands, and the country that its referent is known to belong to."""

    name: str
    span: Span
    country: str | None = None


class Located(NamedTuple):
    """Where a name lies: the place that is meant, or the one whose point stands for it."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: str | None
    precision: PlacePrecision
    why: str


def located_at(place: GazetteerPlace, name: str, why: str) -> Located:
    """A place that a name means -> the answer; towns and sites under the gazetteer's name, others under their own."""
    shown = place.name if place.kind in ("town", "site") else name
    precision = PRECISIONS[place.kind]
    return Located(shown, place.country or None, place.lat, place.lon, place.geonames_id or None, precision, why)


def unplaced(asked: Asked, why: str, precision: PlacePrecision = "region") -> Located:
    """A name that means no known place -> the answer, under its own name."""
    return Located(asked.name, asked.country, None, None, None, precision, why)


def is_large_town(ranked: Sequence[Chosen]) -> bool:
    """Whether a name is also that of a large town: "Menlo Park", "Fort Worth"."""
    return any(s.own and s.place.kind == "town" and s.place.population >= LARGE for s in (one.sense for one in ranked))


def is_small_town(chosen: Chosen) -> bool:
    """Whether a sense is a town that is not large."""
    return chosen.sense.place.kind == "town" and chosen.sense.place.population < LARGE


def is_same_spot(one: Chosen, other: Chosen) -> bool:
    """Whether it makes no matter which of two is meant: a town and the district around it."""
    here, there = one.sense.place, other.sense.place
    return here.country == there.country and abs(here.lat - there.lat) < 1 and abs(here.lon - there.lon) < 1


def likeliest_spot(ranked: Sequence[Chosen]) -> list[Chosen]:
    """Senses, the likeliest first -> the same, those first that make up the likeliest spot together.

    A state and its chief town share what speaks for them; a town elsewhere that has no such state must not gain by it.
    """
    first = ranked[:SPOTS]
    together = [sum(one.share for one in ranked if _shares_spot(one, spot)) for spot in first]
    if not first:
        return []
    best = first[together.index(max(together))]
    return sorted(ranked, key=lambda one: not _shares_spot(one, best))


def _shares_spot(one: Chosen, other: Chosen) -> bool:
    states = (one.sense.place.kind == "state") + (other.sense.place.kind == "state")
    return one is other or (states == 1 and is_same_spot(one, other))


def agreed_country(ranked: Sequence[Chosen]) -> str | None:
    """The country of nearly all that a name may mean."""
    shares: Counter[str] = Counter()
    for one in ranked:
        shares[one.sense.place.country] += round(1e6 * one.share)
    country, share = max(shares.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return country or None if share and share >= NEARLY_ALL * sum(shares.values()) else None
