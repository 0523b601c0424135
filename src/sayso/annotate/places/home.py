"""Home: where the outlet of a page is at home, as far as its web address tells."""

from __future__ import annotations

from typing import NamedTuple

from sayso.language.gazetteer import Gazetteer, GazetteerPlace

MIN_LETTERS = 5
"""Letters of a host name's rest from which on it is rather a town's name than chance."""
MAX_LETTERS, MAX_RESTS = 40, 60
"""Letters of a host name, and ways to cut it, after which no town is sought in it."""
_SECOND_LEVEL = ("ac", "co", "com", "edu", "gov", "ltd", "net", "org")


class Home(NamedTuple):
    """Where an outlet may be at home.

    towns:   places whose name its host name holds: "limanews.example" -> every Lima
    country: ISO 3166 alpha-3 of the country whose top-level domain it bears
    """

    towns: tuple[GazetteerPlace, ...] = ()
    country: str | None = None


def home_of(publisher: str | None, gazetteer: Gazetteer) -> Home:
    """A publisher's host name -> where it is at home; nothing of a publisher without a host."""
    labels = (publisher or "").lower().removeprefix("www.").split(".")
    if len(labels) < 2:
        return Home()
    second = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    country = gazetteer.domains.get(labels[-1])
    towns = _towns_in(labels[-3 if second else -2].replace("-", ""), gazetteer)
    return Home(tuple(place for place in towns if country is None or place.country == country), country)


def _towns_in(label: str, gazetteer: Gazetteer) -> list[GazetteerPlace]:
    """A host's label -> the places whose name is left when words for newspapers are taken from its ends."""
    words = gazetteer.words.get("outlet", frozenset())
    rests = [label[:MAX_LETTERS]]
    for rest in rests:
        if len(rests) > MAX_RESTS:
            break
        if len(rest) < MIN_LETTERS or rest in words:
            continue
        spellings = [rest, *(f"{rest[:cut]} {rest[cut:]}" for cut in range(3, len(rest) - 2))]
        found = [place for name in spellings for place in gazetteer.named(name)[0] if place.kind in ("town", "state")]
        english = [place for place in found if gazetteer.is_word(place.country, "english")]
        if english:
            return english
        cut = {rest.removeprefix(word) for word in words} | {rest.removesuffix(word) for word in words}
        rests += sorted((shorter for shorter in cut if shorter not in rests), key=lambda s: (-len(s), s))
    return []
