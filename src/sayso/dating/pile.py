"""What a pile knows of its documents' dates before redate gives any: their own candidates, times and tellings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.dating.choice import choose
from sayso.dating.habits import Relative
from sayso.dating.same_action import Actions, own_values, tellings_by_own_dates
from sayso.dating.sisters import Sisters
from sayso.dating.votes import known_days
from sayso.dating.wording import Wording
from sayso.language.calendar import days_of
from sayso.language.offsets import read_offset
from sayso.tables import (
    DateProposal,
    DateProposals,
    DocumentDate,
    DocumentDates,
    Entities,
    LocalEventMentions,
    LocalPlaces,
    LocalTime,
    LocalTimes,
    ReferentEntities,
    Relations,
    Texts,
)
from sayso.tellings import Telling


@dataclass(frozen=True, slots=True)
class Given:
    """The tables that redate reads, in the order of the stage's arguments."""

    texts: Texts
    relations: Relations
    proposals: DateProposals
    times: LocalTimes
    mentions: LocalEventMentions
    places: LocalPlaces
    entities: Entities
    referent_entities: ReferentEntities


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one document has to say of its own date."""

    doc_id: str
    candidates: tuple[DateProposal, ...]
    times: tuple[LocalTime, ...]
    text: str

    @property
    def relatives(self) -> list[Relative]:
        """Its time expressions that are counted from the day of writing."""
        return [
            Relative(time, read_offset(time.offset))
            for time in self.times
            if time.anchor == "publication" and time.offset
        ]


@dataclass(frozen=True, slots=True)
class Pile:
    """What a pile knows before redate dates anything in it."""

    documents: Mapping[str, Evidence]
    sisters: Sisters
    copies: Mapping[str, frozenset[str]]


def read_pile(given: Given) -> Pile:
    """The tables of the stages before -> what redate asks them."""
    candidates: dict[str, list[DateProposal]] = defaultdict(list)
    for proposal in given.proposals.rows():
        candidates[proposal.doc_id].append(proposal)
    times_of: dict[str, list[LocalTime]] = defaultdict(list)
    for time in given.times.rows():
        if not any(_overlap(time, candidate) for candidate in candidates[time.doc_id] if candidate.method == "header"):
            times_of[time.doc_id].append(time)
    words = {row.doc_id: row.text for row in given.texts.rows()}
    documents = {
        doc_id: Evidence(
            doc_id,
            tuple(candidates[doc_id]),
            tuple(sorted(times_of[doc_id], key=lambda t: t.start)),
            words[doc_id],
        )
        for doc_id in sorted(words)
    }
    dates = {doc_id: day for doc_id in documents if (day := _own_day(candidates[doc_id])) is not None}
    copies = _copies(given.relations)
    actions = Actions(_tellings(documents.values(), dates, given))
    return Pile(
        documents,
        Sisters(Wording(words), actions, {doc_id: list(one.times) for doc_id, one in documents.items()}, dates, copies),
        copies,
    )


def _overlap(time: LocalTime, candidate: DateProposal) -> bool:
    """Whether a time expression is a date of the header, of which nothing is told."""
    if candidate.start is None or candidate.end is None:
        return False
    return time.start < candidate.end and candidate.start < time.end


def _own_day(candidates: Sequence[DateProposal]) -> dt.date | None:
    """The one day that a document's own candidates give it."""
    choice = choose(candidates)
    days = days_of(choice.candidate.value) if choice else None
    return days.first if days and days.first == days.last else None


def _copies(relations: Relations) -> dict[str, frozenset[str]]:
    """doc_id -> every document it is tied to as a copy, however many steps away."""
    group: dict[str, set[str]] = {}
    for row in relations.rows():
        if row.relation in ("exact", "near"):
            both = group.get(row.doc_id, {row.doc_id}) | group.get(row.other_doc_id, {row.other_doc_id})
            group |= dict.fromkeys(both, both)
    return {doc_id: frozenset(members - {doc_id}) for doc_id, members in group.items()}


def _tellings(documents: Iterable[Evidence], dates: Mapping[str, dt.date], given: Given) -> list[Telling]:
    known: dict[str, dt.date] = {}
    for one in documents:
        known |= {found.time.time_id: found.day for found in known_days(one.times, dates.get(one.doc_id))}
    own = DocumentDates.of(
        DocumentDate(doc_id, day.isoformat(), day.isoformat(), None, "redate", "") for doc_id, day in dates.items()
    )
    values = own_values(known, (time for one in documents for time in one.times))
    return tellings_by_own_dates(given.mentions, given.places, given.entities, given.referent_entities, own, values)
