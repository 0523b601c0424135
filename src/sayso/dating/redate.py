"""redate: candidates, sister documents -> the date of every document.

A candidate is accepted by where it was found: metadata, then address, header, dateline. A header or dateline is refused
when dated documents that tell the same put it on another day. A document without any is dated by such sisters; else it
gets the bounds that its own text sets, or stays open.

Sisters are matched by who does what to whom and where, by weekday or month and day, and by the words around them. They
are dated by their own candidates alone: no date that redate made dates another document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.dating.answer import answer
from sayso.dating.bounds import Bounds, bounds_of
from sayso.dating.choice import REFUTABLE, Choice, choose, reason
from sayso.dating.closing import closed, later_than_saved
from sayso.dating.full_dates import FullDate, full_dates, later_steps
from sayso.dating.habits import sayable
from sayso.dating.interval import Interval, days_of_writing
from sayso.dating.pile import Evidence, Given, Pile, read_pile
from sayso.dating.signs import Told
from sayso.dating.sisters import Placing, Sisters
from sayso.ids import content_id
from sayso.language.calendar import days_of
from sayso.tables import (
    DateDecision,
    DateDecisions,
    DateProposal,
    DateProposals,
    DocumentDate,
    DocumentDates,
    Entities,
    LocalEventMentions,
    LocalPlaces,
    LocalTimes,
    ReferentEntities,
    Relations,
    SisterCandidate,
    SisterCandidates,
    Texts,
)

METHOD = "redate/3"

MOST_RELATIVES = 200
"""So many expressions that hang on the day of writing are weighed, the first ones: a chronicle has thousands."""
WITNESSES = 2
"""So many dated documents must speak for another day before a header is refused."""


@dataclass(frozen=True, slots=True)
class Dating:
    """How a document came by its date: its own choice, or the interval that sisters or its text give, or neither.

    dates: days in its text on which the date rests
    """

    date: DocumentDate
    choice: Choice | None
    refused: dict[str, str]
    placings: tuple[Placing, ...]
    used: tuple[Placing, ...]
    dates: tuple[FullDate, ...] = ()


def redate(
    texts: Texts,
    relations: Relations,
    proposals: DateProposals,
    times: LocalTimes,
    mentions: LocalEventMentions,
    places: LocalPlaces,
    entities: Entities,
    referent_entities: ReferentEntities,
) -> tuple[DateDecisions, SisterCandidates, DocumentDates]:
    """Texts[n], their candidates and what they tell -> a decision on every candidate, a date (or none) for every
    document.

    Keeps: a document that nothing dates, with both ends null
    """
    pile = read_pile(Given(texts, relations, proposals, times, mentions, places, entities, referent_entities))
    datings = [date_document(pile, evidence) for evidence in pile.documents.values()]
    return (
        DateDecisions.of(
            _decide(candidate, dating)
            for dating in datings
            for candidate in pile.documents[dating.date.doc_id].candidates
        ),
        SisterCandidates.of(row for dating in datings for row in _candidates(dating)),
        DocumentDates.of(dating.date for dating in datings),
    )


def date_document(pile: Pile, own: Evidence, leave_out: frozenset[str] = frozenset()) -> Dating:
    """A pile, what one of its documents says of its own date -> its date.

    leave_out: documents that are not asked
    """
    choice = choose(own.candidates)
    if choice is not None and choice.candidate.method not in REFUTABLE:
        return Dating(_dated(own.doc_id, choice, {}), choice, {}, (), ())
    told = told_of(pile, own, leave_out)
    placings = tuple(pile.sisters.placings(own.doc_id, told.heard))
    refused: dict[str, str] = later_than_saved(own.candidates)
    choice = choose(own.candidates, refused)
    while choice is not None and (why := _refutation(pile.sisters, choice, placings, leave_out)):
        refused[choice.candidate.value] = why
        choice = choose(own.candidates, refused)
    if choice is not None:
        return Dating(_dated(own.doc_id, choice, refused), choice, refused, placings, ())
    bounds = closed(bounds_of(own.times), own.candidates)
    interval = answer(pile.sisters, told, placings, bounds)
    if interval is not None:
        return Dating(_by_answer(own.doc_id, interval), None, refused, placings, interval.used, interval.dates)
    return Dating(_bounded(own, bounds), None, refused, placings, ())


def told_of(pile: Pile, own: Evidence, leave_out: frozenset[str] = frozenset()) -> Told:
    """A pile, what one of its documents says of its own date -> all that it and its sisters tell of it.

    leave_out: documents that are not asked
    """
    likest = pile.sisters.likest(own.doc_id, leave_out)
    heard = pile.sisters.heard(own.doc_id, own.relatives, likest, leave_out)
    relatives = own.relatives[:MOST_RELATIVES]
    return Told(relatives, full_dates(own.text, own.times), heard, pile.sisters.near(likest), later_steps(own.text))


def _refutation(sisters: Sisters, choice: Choice, placings: Sequence[Placing], leave_out: frozenset[str]) -> str | None:
    """Why sisters refuse a header, in words; None if they do not."""
    written = days_of(choice.candidate.value)
    if written is None or written.first != written.last:
        return None
    if any(written.first in days_of_writing(placing) for placing in placings):
        return None
    for placing in placings:
        read = placing.relative.days(written.first)
        speak = set(placing.doc_ids) | sisters.speak_for(placing, placing.day, leave_out)
        against = sisters.speak_for(placing, read.first, leave_out) if read else set()
        if len(speak) >= WITNESSES and not against:
            return (
                f"refused: {len(speak)} other documents of the pile tell what happens "
                f"{placing.relative.time.text!r} as of {placing.day:%A} {placing.day.isoformat()} "
                f"({placing.why}); read from {written.first.isoformat()} it would be "
                f"{read.first.isoformat() if read else 'no day at all'}, of which none of them tells it"
            )
    return None


def _decide(candidate: DateProposal, dating: Dating) -> DateDecision:
    choice = dating.choice
    if any(_stands_there(candidate, date) for date in dating.dates):
        return DateDecision(candidate.candidate_id, True, METHOD, "the latest day that the text tells as its news")
    accepted = choice is not None and candidate.candidate_id == choice.candidate.candidate_id
    return DateDecision(candidate.candidate_id, accepted, METHOD, reason(candidate, choice, dating.refused))


def _stands_there(candidate: DateProposal, date: FullDate) -> bool:
    """Whether a candidate is a date of the text."""
    if candidate.start is None or candidate.end is None:
        return False
    return candidate.start < date.time.end and date.time.start < candidate.end


def _candidates(dating: Dating) -> Iterable[SisterCandidate]:
    """What sisters say of a document's date, accepted or not."""
    unused = [placing for placing in dating.placings if all(not _one_row(placing, used) for used in dating.used)]
    for placing in [*dating.used, *unused]:
        time, accepted = placing.relative.time, placing in dating.used
        others = ", ".join(placing.doc_ids)
        use = "the date rests on it" if accepted else "not used: the document's date does not rest on its sisters"
        value = placing.day.isoformat()
        yield SisterCandidate(
            candidate_id=content_id("sister_candidate", time.doc_id, time.start, time.end, value),
            doc_id=time.doc_id,
            about="published",
            value=value,
            precision="day",
            method="copy" if placing.copies else "sister",
            start=time.start,
            end=time.end,
            text=time.text,
            accepted=accepted,
            detail=f"{time.text!r} is put on {placing.day:%A} {value} by {others}: {placing.why}; {use}",
        )


def _one_row(one: Placing, other: Placing) -> bool:
    return one.relative.time.time_id == other.relative.time.time_id and one.day == other.day


def _dated(doc_id: str, choice: Choice, refused: dict[str, str]) -> DocumentDate:
    best = choice.candidate
    days = days_of(best.value)
    first, last = (days.first.isoformat(), days.last.isoformat()) if days else (None, None)
    return DocumentDate(doc_id, first, last, best.method, METHOD, reason(best, choice, refused))


def _by_answer(doc_id: str, interval: Interval) -> DocumentDate:
    first, last = interval.first.isoformat(), interval.last.isoformat()
    if interval.dates:
        return DocumentDate(doc_id, first, last, "text", METHOD, interval.detail)
    copies = bool(interval.used) and all(placing.copies for placing in interval.used)
    return DocumentDate(doc_id, first, last, "copy" if copies else "sister", METHOD, interval.detail)


def _bounded(own: Evidence, bounds: Bounds | None) -> DocumentDate:
    if bounds is None:
        return DocumentDate(own.doc_id, None, None, None, METHOD, "no candidate, and the text sets no bounds")
    first, last, detail = bounds.earliest, bounds.latest, bounds.detail
    if first is not None and last is not None:
        begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        days = [begin + dt.timedelta(days=n) for n in range((end - begin).days + 1)]
        said = sayable(days, own.relatives)
        if min(said) > begin or max(said) < end:
            first, last = min(said).isoformat(), max(said).isoformat()
            detail += f"; {first} to {last} by the months that it names without a year"
    return DocumentDate(own.doc_id, first, last, "bounds", METHOD, detail)
