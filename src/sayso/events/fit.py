"""Whether two tellings tell one event, how surely, and why."""

from __future__ import annotations

from sayso.config import GroupSettings
from sayso.tellings import Fit, Telling, fit_days, fit_parties, fit_party, fit_spots, implied_days

COPIED_LENGTH = 30
"""So many code points, told alike in two documents, are copied."""

STEM_LENGTH = 5
"""Two words that begin with so many letters alike are taken for forms of one: detained, detention."""

FORETOLD = frozenset({"predicted", "pledged", "speculated"})
"""Statuses of what is not told as having happened."""

WHEN = {
    "day": (1.0, "on the same day"),
    "page": (0.6, "on one page"),
    "about": (0.6, "at about the time"),
    "unsaid": (0.2, "at a time that is not said"),
}


def fit_tellings(a: Telling, b: Telling, settings: GroupSettings) -> tuple[float, str] | None:
    """None: they cannot tell the same. Score 0: nothing says that they do. Otherwise how surely they do, and why.

    Source: weights by judgement (parties half, time a third, place the rest); not measured yet
    """
    parties, days, spots = fit_parties(a, b), fit_days(a.days, b.days), fit_spots(a.spot, b.spot)
    if parties == "apart" or days == "apart" or (spots == "apart" and not _same_but_place(a, b)):
        return None
    if _counted_apart(a, b):
        return None
    when = _when(a, b, days, settings)
    if when is None:
        return None
    sure = _sure_of_parties(a, b, when, spots) if parties == "open" else when != "unsaid" or _undated_but_sure(a, b)
    if not sure:
        return 0.0, "nothing says that they are one"
    time_score, at = WHEN[when]
    party_score = 1.0 if parties == "same" else 0.5
    place_score = {"same": 1.0, "open": 0.5, "apart": 0.0}[spots]
    who = "same parties" if parties == "same" else "parties that fit"
    where = {"same": ", at the same place", "open": "", "apart": ", though at another place"}[spots]
    return round(0.5 * party_score + 0.35 * time_score + 0.15 * place_score, 4), f"{who} {at}{where}"


def _when(a: Telling, b: Telling, days: Fit, settings: GroupSettings) -> str | None:
    """How near in time two tellings that are not on different days are; None: too far apart after all."""
    if days == "same":
        return "day"
    if _one_page(a, b):
        return "page"
    implied = fit_days(implied_days(a, settings.window_days), implied_days(b, settings.window_days))
    return {"same": "about", "open": "unsaid", "apart": None}[implied]


def _sure_of_parties(a: Telling, b: Telling, when: str, spots: Fit) -> bool:
    """Whether two tellings, one of which leaves out who or to whom, can still be one."""
    if not _party_in_common(a, b):
        return when == "day" and spots == "same"
    if (a.mention.status in FORETOLD) != (b.mention.status in FORETOLD):
        return when == "day"
    return when in ("day", "page") or (when == "about" and _same_word(a, b))


def _party_in_common(a: Telling, b: Telling) -> bool:
    if a.mutual and b.mutual:
        return bool(a.parties.ids & b.parties.ids or a.parties.countries & b.parties.countries)
    return "same" in (fit_party(a.actor, b.actor), fit_party(a.recipient, b.recipient))


def _same_word(a: Telling, b: Telling) -> bool:
    return bool(a.trigger) and a.trigger[:STEM_LENGTH] == b.trigger[:STEM_LENGTH]


def _same_but_place(a: Telling, b: Telling) -> bool:
    """Whether two tellings of what has happened differ in the place alone: a conflict, not another event."""
    if a.mention.status in FORETOLD or b.mention.status in FORETOLD:
        return False
    return bool(a.parties.persons.keys() & b.parties.persons.keys()) and fit_days(a.days, b.days) == "same"


def _counted_apart(a: Telling, b: Telling) -> bool:
    """Whether one page gives two counts of the same: on two pages that is a conflict, on one it is two events."""
    if a.mention.doc_id != b.mention.doc_id:
        return False
    counts = {number.what: number.value for number in a.mention.numbers}
    return any(counts.get(number.what, number.value) != number.value for number in b.mention.numbers)


def _one_page(a: Telling, b: Telling) -> bool:
    """Whether both stand on one page, or in the same words on two: then they tell of one time unless they say not."""
    if a.mention.doc_id == b.mention.doc_id:
        return True
    return a.mention.text == b.mention.text and len(a.mention.text) >= COPIED_LENGTH


def _undated_but_sure(a: Telling, b: Telling) -> bool:
    """Whether two tellings of two pages, neither of which says when, can still be one: by their names."""
    return len(a.parties.ids & b.parties.ids) >= 2 and not (a.days or b.days)
