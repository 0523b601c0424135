"""Place words: what a facility is called after, and in which words a choice between places is told."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.places.choice import Chosen
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.language.names import NameLists

_KINDS = {"town": "", "district": "the district ", "state": "the state ", "country": "the country ", "region": ""}
REASONS = 2
"""How many signs a choice is told by."""


def facility_core(name: str, lists: NameLists, gazetteer: Gazetteer) -> str | None:
    """A facility's name -> what is left without the words for its kind: "Lima Airport" -> "Lima"; None: no facility."""
    words = name.split()
    if len(words) < 2:
        return None
    last = len(words)
    while last > 1 and lists.is_place_word(words[last - 1].rstrip("."), "facility"):
        last -= 1
    if last == len(words):
        return "" if lists.is_place_word(words[0], "facility") else None
    while last > 1 and gazetteer.is_word(words[last - 1], "facility_part"):
        last -= 1
    return " ".join(words[:last])


def told_apart(chosen: Sequence[Chosen], gazetteer: Gazetteer) -> str:
    """Senses -> words that tell them apart: "Lima (Ohio, USA) and Lima (PER)"."""
    told = [_told(one.sense.place, gazetteer) for one in chosen]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _told(place: GazetteerPlace, gazetteer: Gazetteer) -> str:
    state = gazetteer.state(place.state)
    within = ", ".join(part for part in (state.name if state is not None else "", place.country) if part)
    return f"{_KINDS[place.kind]}{place.name}" + (f" ({within})" if within and place.kind != "country" else "")


def why_chosen(ranked: Sequence[Chosen], gazetteer: Gazetteer, beside: str | None = None) -> str:
    """Senses, the likeliest first -> why the first was taken: what speaks more for it than for the second."""
    best = ranked[0]
    if len(ranked) == 1:
        return f"{told_apart([best], gazetteer)}, {beside or 'the only place of that name in the gazetteer'}"
    second = ranked[1]
    ahead = {sign: value - second.signs.get(sign, 0.0) for sign, value in best.signs.items()}
    strongest = sorted(ahead, key=lambda sign: (-ahead[sign], sign))[:REASONS]
    reasons = [beside] if beside is not None else []
    reasons += [gazetteer.place_signs[sign].why for sign in strongest if ahead[sign] > 0.1 and sign != "beside"]
    told = "; ".join(dict.fromkeys(reasons)) or "no other is as likely"
    return f"{told_apart([best], gazetteer)} rather than {told_apart([second], gazetteer)}: {told}"
