"""Divisions: whether a name that a division shares with its chief town means the one or the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.places.choice import Chosen
from sayso.language.gazetteer import Gazetteer
from sayso.spans import Span

DIVISIONS = ("state", "district")
CHIEF = 0.2
"""Share of a division's people from which on its bare name rather means its town: Salzburg, but not Quebec."""
BEFORE = 20
"""Code points before a name in which the word for its kind can stand."""

_AFTER = re.compile(r" (?P<kind>[a-z]+)\b")
_BEFORE = re.compile(r"\b(?P<kind>[A-Za-z]+) of (?:the )?$")


def called_division(text: str, span: Span, gazetteer: Gazetteer) -> bool:
    """Whether the words around a name call it a division: "the province of Granada", "Washington state"."""
    around = _AFTER.match(text, span.end), _BEFORE.search(text, max(0, span.start - BEFORE), span.start)
    return any(match is not None and gazetteer.is_word(match["kind"], "division") for match in around)


def town_or_division(ranked: Sequence[Chosen], *, division: bool) -> tuple[Sequence[Chosen], str | None]:
    """Senses, the likeliest first -> those that are left when words tell a division from its chief town, and why.

    division: whether the text calls the name one, or says with it where something else lies
    """
    if division and ranked and ranked[0].sense.place.kind != "country":
        home = ranked[0].sense.place.country
        meant = [one for one in ranked if one.sense.place.kind in DIVISIONS and one.sense.own]
        meant = [one for one in meant if one.sense.place.country == home]
        return (meant, "a state or district, by the words beside it") if meant else (ranked, None)
    town = next((one for one in ranked if _is_chief_town(one, ranked[0])), None)
    if town is None:
        return ranked, None
    rest = [one for one in ranked[1:] if one is not town]
    town = town._replace(share=town.share + ranked[0].share)
    return [town, *rest], "its bare name means the chief town rather than the division around it"


def _is_chief_town(one: Chosen, best: Chosen) -> bool:
    town, division = one.sense.place, best.sense.place
    if town.kind != "town" or division.kind not in DIVISIONS or not best.sense.own:
        return False
    return division.geonames_id in (town.state, town.district) and town.population >= CHIEF * division.population
