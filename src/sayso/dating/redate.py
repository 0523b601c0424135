"""redate: candidates -> the date of every document.

A candidate is accepted by where it was found: metadata, then address, header, dateline. A document without any gets the
bounds that its own text sets, or stays open.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.dating.bounds import Bounds, bounds_of
from sayso.language.calendar import days_of
from sayso.tables import (
    DateDecision,
    DateDecisions,
    DateProposal,
    DateProposals,
    DocumentDate,
    DocumentDates,
    LocalTime,
    LocalTimes,
    Texts,
)

METHOD = "redate/1"

_RANKS = {"metadata": 0, "url": 1, "header": 2, "dateline": 3}
"""Kinds of candidates on which a date may rest, the firmest first; a date in the text is evidence only."""

_FINE = {"day": 0, "week": 1, "month": 2, "year": 3}


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that a document's date rests on, and those that speak against it."""

    candidate: DateProposal
    against: tuple[DateProposal, ...]


def redate(texts: Texts, proposals: DateProposals, times: LocalTimes) -> tuple[DateDecisions, DocumentDates]:
    """Texts[n] and their candidates -> a decision on every candidate, a date (or none) for every document.

    Keeps: a document that nothing dates, with both ends null
    """
    candidates: dict[str, list[DateProposal]] = {}
    for proposal in proposals.rows():
        candidates.setdefault(proposal.doc_id, []).append(proposal)
    told: dict[str, list[LocalTime]] = {}
    for time in times.rows():
        told.setdefault(time.doc_id, []).append(time)
    decisions: list[DateDecision] = []
    dates: list[DocumentDate] = []
    for text in texts.rows():
        own = candidates.get(text.doc_id, [])
        choice = choose(own)
        decisions += [_decide(candidate, choice) for candidate in own]
        dates.append(_dated(text.doc_id, choice) if choice else _bounded(text.doc_id, told.get(text.doc_id, []), own))
    return DateDecisions.of(decisions), DocumentDates.of(dates)


def choose(candidates: list[DateProposal]) -> Choice | None:
    """A document's candidates -> the firmest for its publication; None if none can carry its date.

    Of equally firm ones: the value that most of them have, the finer, the earlier day.
    """
    able = [c for c in candidates if c.about == "published" and c.method in _RANKS]
    if not able:
        return None

    def order(candidate: DateProposal) -> tuple[int, int, int, str, int, str]:
        alike = sum(other.method == candidate.method and other.value == candidate.value for other in able)
        place = -1 if candidate.start is None else candidate.start
        rank, fine = _RANKS[candidate.method], _FINE[candidate.precision]
        return rank, fine, -alike, candidate.value, place, candidate.candidate_id

    best = min(able, key=order)
    return Choice(best, tuple(other for other in able if not _agree(other, best)))


def _agree(one: DateProposal, other: DateProposal) -> bool:
    """Whether two candidates can both be right: their days overlap."""
    mine, yours = days_of(one.value), days_of(other.value)
    return mine is not None and yours is not None and mine.first <= yours.last and yours.first <= mine.last


def _decide(candidate: DateProposal, choice: Choice | None) -> DateDecision:
    accepted = choice is not None and candidate.candidate_id == choice.candidate.candidate_id
    return DateDecision(candidate.candidate_id, accepted, METHOD, _reason(candidate, choice))


def _reason(candidate: DateProposal, choice: Choice | None) -> str:
    if candidate.about == "updated":
        return "a date of an update, not of publication"
    if candidate.about == "page_clock":
        return "the page's own clock, not the document's date"
    if candidate.method not in _RANKS:
        return "a date that the text speaks of; evidence only"
    assert choice is not None
    best = choice.candidate
    if candidate.candidate_id == best.candidate_id:
        if not choice.against:
            return f"the firmest candidate ({best.method}), contradicted by none"
        others = ", ".join(sorted({f"{other.method} {other.value}" for other in choice.against}))
        return f"the firmest candidate ({best.method}), though contradicted by {others}"
    if _agree(candidate, best):
        return f"says the same as the accepted {best.method} {best.value}"
    return f"contradicts the firmer {best.method} {best.value}"


def _dated(doc_id: str, choice: Choice) -> DocumentDate:
    best = choice.candidate
    days = days_of(best.value)
    first, last = (days.first.isoformat(), days.last.isoformat()) if days else (None, None)
    return DocumentDate(doc_id, first, last, best.method, METHOD, _reason(best, choice))


def _bounded(doc_id: str, times: list[LocalTime], candidates: list[DateProposal]) -> DocumentDate:
    bounds = _closed(bounds_of(times), _first_update(candidates))
    if bounds is None:
        return DocumentDate(doc_id, None, None, None, METHOD, "no candidate, and the text sets no bounds")
    return DocumentDate(doc_id, bounds.earliest, bounds.latest, "bounds", METHOD, bounds.detail)


def _first_update(candidates: list[DateProposal]) -> str | None:
    updates = [days_of(candidate.value) for candidate in candidates if candidate.about == "updated"]
    return min((days.last.isoformat() for days in updates if days), default=None)


def _closed(bounds: Bounds | None, updated: str | None) -> Bounds | None:
    """Bounds, the day of the first update -> bounds that end with it: nothing is updated before it is published."""
    if updated is None or (bounds is not None and updated < max(bounds.earliest or "", bounds.latest or "")):
        return bounds
    if bounds is None:
        return Bounds(None, updated, f"not after {updated}, when it was updated; no earlier bound")
    if bounds.latest is not None:
        return bounds
    return Bounds(bounds.earliest, updated, f"{bounds.detail}; not after {updated}, when it was updated")
