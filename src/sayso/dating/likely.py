"""The likeliest days of writing: every day that anything speaks for, weighed by its signs."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum

from sayso.dating.habits import Relative, written_on
from sayso.dating.signs import FEW_DAYS, Signs, Told, signs_against_all, signs_of
from sayso.language.lexicons import read_word_list

ANSWER_DAYS = 3
"""So many days together are an answer; the news of a day is seldom told to the day."""
LEAST_CHANCE = 0.15
"""A day on which sisters put an expression less likely than this is not thought of."""
LIKE = 3.0
"""Days around those of documents less alike than this are not thought of."""
MOST_DAYS = 400
"""So many days are weighed at most, the earliest."""


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest days of writing, how likely they are together, and the signs that speak most for them.

    middle: the day between the two others, if anything speaks for those
    """

    middle: dt.date
    first: dt.date
    last: dt.date
    chance: float
    because: tuple[str, ...]


def likely_days(told: Told, weights: Mapping[str, float] | None = None) -> Likely | None:
    """What is told of a document's day -> the likeliest three days in a row; None if nothing speaks for any."""
    days = days_thought_of(told)
    if not days:
        return None
    weights = sign_weights() if weights is None else weights
    chances = chances_of([signs_of(day, told) for day in days], signs_against_all(told), weights)
    chance_of = dict(zip(days, chances, strict=True))

    def together(middle: dt.date) -> float:
        around = (middle + dt.timedelta(days=n) for n in (-1, 0, 1))
        return round(fsum(chance_of.get(day, 0.0) for day in around), 4)

    middle = max(days, key=lambda day: (together(day), day))
    first, last = _edges(middle, chance_of)
    return Likely(middle, first, last, together(middle), _because(signs_of(middle, told), weights))


def _edges(middle: dt.date, chance_of: Mapping[dt.date, float]) -> tuple[dt.date, dt.date]:
    """The day before and after, as far as anything speaks for them."""
    before, after = middle - dt.timedelta(days=1), middle + dt.timedelta(days=1)
    return (before if before in chance_of else middle), (after if after in chance_of else middle)


def chances_of(signs: Sequence[Signs], against_all: Signs, weights: Mapping[str, float]) -> list[float]:
    """The signs of every day, those against all of them -> how likely each day is; together less than 1."""
    scores = [_score(one, weights) for one in signs]
    none = _score(against_all, weights)
    highest = max([none, *scores])
    parts = [exp(score - highest) for score in scores]
    whole = fsum([exp(none - highest), *parts])
    return [part / whole for part in parts]


def _score(signs: Signs, weights: Mapping[str, float]) -> float:
    return fsum(weights.get(name, 0.0) * size for name, size in sorted(signs.items()))


def days_thought_of(told: Told) -> list[dt.date]:
    """What is told -> the days that anything in it leads to, in order."""
    days: set[dt.date] = set()
    for heard in told.heard:
        for day in heard.votes:
            if heard.chance(day) >= LEAST_CHANCE:
                days |= _days_around(heard.relative, day)
    for near in told.near:
        if near.alike >= LIKE:
            days |= _run(near.day, -3, 7)
    for date in told.dates:
        days |= _run(date.day, -FEW_DAYS, 6)
    return sorted(days)[:MOST_DAYS]


def _days_around(relative: Relative, day: dt.date) -> set[dt.date]:
    """The days on which news of a day is written that is told so."""
    return {written for written in written_on(relative, day) if -14 <= (written - day).days <= 14}


def _run(day: dt.date, first: int, last: int) -> set[dt.date]:
    try:
        return {day + dt.timedelta(days=n) for n in range(first, last + 1)}
    except OverflowError:
        return set()


@functools.cache
def sign_weights() -> dict[str, float]:
    """`resources/date_signs.csv` -> what every sign weighs."""
    return {row["sign"]: float(row["weight"]) for row in read_word_list("date_signs")}


@functools.cache
def _meanings() -> dict[str, str]:
    return {row["sign"]: row["meaning"] for row in read_word_list("date_signs")}


def _because(signs: Signs, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The signs of a day -> what those that speak most for it mean."""
    meant = _meanings()
    worth = sorted((-weights.get(name, 0.0) * size, name) for name, size in signs.items() if meant.get(name))
    return tuple(meant[name] for score, name in worth[:3] if score < 0)
