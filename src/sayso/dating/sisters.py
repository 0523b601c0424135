"""Sisters: documents that are dated and tell the same, and the days on which they put what another document tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.dating.habits import Relative
from sayso.dating.same_action import Actions, can_be_on, foretold, is_weekday, one_day, strength
from sayso.dating.votes import Heard, Known, Vote, add_vote, chance_of_words, known_days
from sayso.dating.wording import MOST_SISTERS, Alike, Wording
from sayso.tables import LocalTime

ENOUGH = 0.65
"""From this chance on an expression counts as placed: about that of one action that agrees in parties, weekday and
place, or of two that agree in parties and weekday."""
CLEAR = 0.6
"""Of all that places an expression so much must speak for one day."""
MOST_TIMES = 60
"""So many time expressions of a document are asked, the first ones: a chronicle names thousands."""
COPY_ALIKE = 12.0
"""A copy is so much alike, whatever its words: they are the same, as its relation says."""
LEAST_CHANCE = 0.02
"""What speaks more weakly is not kept."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A document's time expression, and the day on which its sisters put what happens then."""

    relative: Relative
    day: dt.date
    strength: float
    doc_ids: tuple[str, ...]
    copies: bool
    foretold: bool
    why: str


@dataclass(frozen=True, slots=True)
class Near:
    """A dated document that is like another one, how much, and its day."""

    doc_id: str
    alike: float
    day: dt.date


class Sisters:
    """What a pile's dated documents say of the days that others tell of.

    dates:   doc_id -> the one day on which a document was published by its own candidates
    copies:  doc_id -> the documents it is a copy of
    """

    def __init__(
        self,
        wording: Wording,
        actions: Actions,
        times: Mapping[str, list[LocalTime]],
        dates: Mapping[str, dt.date],
        copies: Mapping[str, frozenset[str]],
    ) -> None:
        self._wording, self._actions, self._copies = wording, actions, copies
        self._times, self._dates = times, dates
        self._known: dict[str, list[Known]] = {}

    def known(self, doc_id: str) -> list[Known]:
        """The expressions of a document whose day its own words and its own date give."""
        if doc_id not in self._known:
            self._known[doc_id] = known_days(self._times.get(doc_id, []), self._dates.get(doc_id))[:MOST_TIMES]
        return self._known[doc_id]

    def likest(self, doc_id: str, leave_out: frozenset[str] = frozenset()) -> list[Alike]:
        """A document -> those most like it, its copies first; of many copies the dated ones.

        leave_out: documents that are not asked
        """
        copies = self._copies.get(doc_id, frozenset()) - leave_out
        others = self._wording.likest(doc_id, leave_out | copies)
        first = sorted(copies, key=lambda copy: (copy not in self._dates, copy))[:MOST_SISTERS]
        return [*(Alike(COPY_ALIKE, copy) for copy in first), *others]

    def near(self, likest: Iterable[Alike]) -> list[Near]:
        """Documents that are like another one -> those that are dated."""
        return [Near(doc_id, alike, self._dates[doc_id]) for alike, doc_id in likest if doc_id in self._dates]

    def heard(
        self,
        doc_id: str,
        relatives: Iterable[Relative],
        likest: Sequence[Alike],
        leave_out: frozenset[str] = frozenset(),
    ) -> list[Heard]:
        """A document, its expressions, the documents most like it -> what sisters say of each expression that means a
        day."""
        found = []
        for relative in [relative for relative in relatives if relative.is_day][:MOST_TIMES]:
            votes: dict[dt.date, dict[str, Vote]] = {}
            self._ask_words(doc_id, relative, likest, votes)
            self._ask_actions(doc_id, relative, leave_out, votes)
            if votes:
                found.append(Heard(relative, votes))
        return found

    def placings(self, doc_id: str, heard: Iterable[Heard]) -> list[Placing]:
        """What sisters say of a document's expressions -> those that they put on one day, the firmest first."""
        copies = self._copies.get(doc_id, frozenset())
        found = [placing for one in heard if (placing := _placing(one, copies)) is not None]
        return sorted(found, key=lambda one: (-one.strength, one.relative.time.start))

    def placing_on(self, heard: Heard, day: dt.date) -> Placing | None:
        """What sisters say of an expression, a day -> their placing of it on that day; None if none does."""
        return _placing_on(heard, day, self._copies.get(heard.relative.time.doc_id, frozenset()))

    def speak_for(self, placing: Placing, day: dt.date, leave_out: frozenset[str] = frozenset()) -> set[str]:
        """Dated documents whose tellings of what a placing tells can be of that day."""
        doc_id = placing.relative.time.doc_id
        told = self._actions.told_at(doc_id, placing.relative.time.time_id)
        others = [
            other for telling in told for other in self._actions.sisters(telling, anywhere=placing.relative.future)
        ]
        spoke = {
            other.mention.doc_id
            for other in others
            if other.mention.doc_id not in leave_out
            and (other.days.narrow or other.published)
            and can_be_on(other, day)
        }
        return spoke - self._copies.get(doc_id, frozenset())

    def _ask_words(
        self, doc_id: str, relative: Relative, likest: Iterable[Alike], votes: dict[dt.date, dict[str, Vote]]
    ) -> None:
        time = relative.time
        mine = self._wording.around(doc_id, time.start, time.end)
        for alike, other in likest:
            for known in self.known(other):
                if not is_weekday(relative, known.day):
                    continue
                shared = mine & self._wording.around(other, known.time.start, known.time.end)
                chance = chance_of_words(relative, known, alike, self._wording.rarity(shared))
                if chance >= LEAST_CHANCE:
                    words = ", ".join(sorted(shared, key=lambda word: (-self._wording.rarity([word]), word))[:4])
                    told = f"in like words ({words})" if words else "by a document much like it"
                    add_vote(votes, known.day, other, Vote(chance, f"{known.time.text!r} there is told {told}"))

    def _ask_actions(
        self, doc_id: str, relative: Relative, leave_out: frozenset[str], votes: dict[dt.date, dict[str, Vote]]
    ) -> None:
        if relative.offset.unit == "day":
            return
        for telling in self._actions.told_at(doc_id, relative.time.time_id):
            for other in self._actions.sisters(telling):
                day, sister = one_day(other), other.mention.doc_id
                if sister in leave_out or day is None or not is_weekday(relative, day):
                    continue
                if foretold(other) and not foretold(telling):
                    continue
                why = f"{telling.mention.text[:80]!r} is told there as {other.mention.text[:80]!r}"
                chance = min(0.9, round(0.3 + 0.12 * strength(telling, other, relative), 4))
                add_vote(votes, day, sister, Vote(chance, why, foretold(telling)))


def _placing(heard: Heard, copies: frozenset[str]) -> Placing | None:
    chances = heard.chances
    day = min(chances, key=lambda day: (-chances[day], day))
    if chances[day] < ENOUGH or chances[day] < CLEAR * sum(chances[day] for day in sorted(chances)):
        return None
    return _placing_on(heard, day, copies)


def _placing_on(heard: Heard, day: dt.date, copies: frozenset[str]) -> Placing | None:
    said = heard.votes.get(day)
    if not said:
        return None
    best = max(vote.chance for vote in said.values())
    speak = [doc_id for doc_id in sorted(said) if said[doc_id].chance >= best / 2]
    first = min(speak, key=lambda doc_id: (-said[doc_id].chance, doc_id))
    return Placing(
        heard.relative, day, heard.chance(day), tuple(speak), set(speak) <= copies,
        any(said[doc_id].foretold for doc_id in speak), said[first].why,
    )  # fmt: skip
