"""Votes: what one dated document says of one time expression of another, and how likely it is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, prod, sqrt

from sayso.dating.habits import Relative
from sayso.language.calendar import days_of
from sayso.language.offsets import read_offset
from sayso.tables import LocalTime

HEAD = 300
"""So far from its beginning a document tells its own news."""


@dataclass(frozen=True, slots=True)
class Known:
    """A time expression of a dated document, and the one day it means."""

    time: LocalTime
    day: dt.date

    @property
    def hour(self) -> str | None:
        """The part of that day that it names."""
        return read_offset(self.time.offset).time if self.time.offset else None


@dataclass(frozen=True, slots=True)
class Vote:
    """What one sister says of one expression and day.

    chance: how likely it is that both tell the same, 0 to 1
    """

    chance: float
    why: str
    foretold: bool = False


@dataclass(frozen=True)
class Heard:
    """A document's time expression, and what its sisters say of each day: day -> sister -> vote."""

    relative: Relative
    votes: Mapping[dt.date, Mapping[str, Vote]]

    @cached_property
    def chances(self) -> dict[dt.date, float]:
        """How likely each day is: that not all who say so are mistaken, 0 to 1."""
        return {
            day: round(1 - prod(1 - chance for chance in sorted(vote.chance for vote in said.values())), 4)
            for day, said in self.votes.items()
        }

    @cached_property
    def best(self) -> float:
        """The chance of the likeliest day."""
        return max(self.chances.values())

    def chance(self, day: dt.date) -> float:
        """How likely it is that the expression means a day."""
        return self.chances.get(day, 0.0)


def chance_of_words(relative: Relative, known: Known, alike: float, rarity: float) -> float:
    """How likely it is that an expression and one of a like document, both of one weekday, are of the same telling.

    Source: a logistic regression on the 32,112 such pairs in the dev incidents, of which 20% are of one day.
    """
    offset = relative.offset
    score = -6.0 + 2.1 * log(alike + 0.3) + 0.57 * sqrt(min(rarity, 25.0))
    score += 0.5 * (offset.time is not None and offset.time == known.hour) + 0.5 * (known.time.start < HEAD)
    # "Today" agrees with any day, a month and day with few: it says more that they agree.
    score += 1.9 * (offset.month is not None) - 2.1 * (offset.unit == "day")
    return round(1 / (1 + exp(-score)), 4)


def known_days(times: Iterable[LocalTime], published: dt.date | None) -> list[Known]:
    """A document's time expressions, its day -> those that mean one day, with that day."""
    found = []
    for time in times:
        if time.anchor == "absolute" and time.value and (days := days_of(time.value)) and days.first == days.last:
            found.append(Known(time, days.first))
        elif time.anchor == "publication" and time.offset and published is not None:
            read = Relative(time, read_offset(time.offset)).days(published)
            if read is not None and read.first == read.last:
                found.append(Known(time, read.first))
    return found


def add_vote(votes: dict[dt.date, dict[str, Vote]], day: dt.date, sister: str, vote: Vote) -> None:
    """Of what one sister says of a day the likeliest counts; that the deed was still to come is kept from any."""
    said = votes.setdefault(day, {})
    before = said.get(sister)
    if before is None:
        said[sister] = vote
        return
    best = vote if vote.chance > before.chance else before
    said[sister] = Vote(best.chance, best.why, vote.foretold or before.foretold)
