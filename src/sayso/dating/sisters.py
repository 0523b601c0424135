"""Sisters: documents that are dated and tell the same, and the days on which they put what another document tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.dating.habits import Relative
from sayso.dating.same_action import Actions, can_be_on, foretold, is_weekday, one_day, strength
from sayso.dating.wording import Wording
from sayso.language.calendar import days_of
from sayso.language.offsets import read_offset
from sayso.tables import LocalTime

ENOUGH = 3.0
"""From this strength on an expression counts as placed. Chosen on the dev incidents: of 1,186 intervals that follow
958 hold the day, and 26 are of documents whose incident no other document tells."""
RARE_AROUND = 10.0
"""So rare must be what stands around both expressions: 1 in 20,000, if words met independently."""
LEAST_ALIKE = 0.1
"""Documents less alike than this are no sisters, whatever two of their sentences share."""
CLEAR = 0.6
"""Of all that places an expression so much must speak for one day."""
MOST_TIMES = 60
"""So many time expressions of a document are asked, the first ones: a chronicle names thousands."""
NOT_A_WEEKDAY = 0.5
"""How much a match counts where nothing in the words ("today") agrees with the day itself."""


@dataclass(frozen=True, slots=True)
class Known:
    """A time expression of a dated document, and the one day it means."""

    time: LocalTime
    day: dt.date


@dataclass(frozen=True, slots=True)
class Placing:
    """A document's time expression, and the day on which its sisters put what happens then."""

    relative: Relative
    day: dt.date
    strength: float
    doc_ids: tuple[str, ...]
    copies: bool
    foretold: bool
    alike: int
    why: str


@dataclass(slots=True)
class _Vote:
    """What one sister says of one expression and day."""

    strength: float
    why: str
    foretold: bool = False
    action: bool = False


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

    def placings(
        self, doc_id: str, relatives: Iterable[Relative], leave_out: frozenset[str] = frozenset()
    ) -> list[Placing]:
        """A document and its expressions -> those that sisters put on one day, the firmest first.

        leave_out: documents that are not asked
        """
        asked = [relative for relative in relatives if relative.is_day][:MOST_TIMES]
        if not asked:
            return []
        copies = self._copies.get(doc_id, frozenset()) - leave_out
        likest = {other: alike for alike, other in self._wording.likest(doc_id) if other not in leave_out}
        likest |= dict.fromkeys(copies, 1.0)
        found = []
        for relative in asked:
            votes: dict[dt.date, dict[str, _Vote]] = {}
            self._ask_words(doc_id, relative, likest, votes)
            self._ask_actions(doc_id, relative, leave_out, votes)
            placing = _placing(relative, votes, copies)
            if placing is not None:
                found.append(placing)
        return sorted(found, key=lambda one: (-one.strength, one.relative.time.start))

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
        self, doc_id: str, relative: Relative, likest: Mapping[str, float], votes: dict[dt.date, dict[str, _Vote]]
    ) -> None:
        time = relative.time
        mine = self._wording.around(doc_id, time.start, time.end)
        share = NOT_A_WEEKDAY if relative.offset.unit == "day" else 1.0
        for other, alike in sorted(likest.items()):
            if alike < LEAST_ALIKE:
                continue
            for known in self.known(other):
                if not is_weekday(relative, known.day):
                    continue
                shared = mine & self._wording.around(other, known.time.start, known.time.end)
                rarity = self._wording.rarity(shared)
                if rarity < RARE_AROUND and alike < 1:
                    continue
                words = ", ".join(sorted(shared, key=lambda word: (-self._wording.rarity([word]), word))[:4])
                why = f"{known.time.text!r} there is told in like words ({words})"
                _vote(votes, known.day, other, _Vote(round(alike * rarity * share, 4), why))

    def _ask_actions(
        self, doc_id: str, relative: Relative, leave_out: frozenset[str], votes: dict[dt.date, dict[str, _Vote]]
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
                _vote(votes, day, sister, _Vote(strength(telling, other, relative), why, foretold(telling), True))


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


def _vote(votes: dict[dt.date, dict[str, _Vote]], day: dt.date, sister: str, vote: _Vote) -> None:
    """Of what one sister says of a day the strongest counts; that the deed was still to come is kept from any."""
    said = votes.setdefault(day, {})
    before = said.get(sister)
    if before is None:
        said[sister] = vote
        return
    best = vote if vote.strength > before.strength else before
    said[sister] = _Vote(best.strength, best.why, vote.foretold or before.foretold, vote.action or before.action)


def _placing(relative: Relative, votes: Mapping[dt.date, dict[str, _Vote]], copies: frozenset[str]) -> Placing | None:
    sums = {day: round(sum(sorted(vote.strength for vote in said.values())), 4) for day, said in votes.items()}
    if not sums:
        return None
    day = min(sums, key=lambda day: (-sums[day], day))
    if sums[day] < ENOUGH or sums[day] < CLEAR * sum(sums.values()):
        return None
    said = votes[day]
    best = min(said, key=lambda doc_id: (-said[doc_id].strength, doc_id))
    return Placing(
        relative, day, sums[day], tuple(sorted(said)), said.keys() <= copies,
        any(vote.foretold for vote in said.values()), len(said), said[best].why,
    )  # fmt: skip
