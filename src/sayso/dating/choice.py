"""Which of a document's own candidates its date rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.language.calendar import days_of
from sayso.tables import DateProposal

RANKS = {"metadata": 0, "url": 1, "header": 2, "dateline": 3}
"""Kinds of candidates on which a date may rest, the firmest first; a date in the text is evidence only."""

REFUTABLE = frozenset({"header", "dateline"})
"""What a page prints may be its clock; what its file or address says is written once, when it is published."""

_FINE = {"day": 0, "week": 1, "month": 2, "year": 3}


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that a document's date rests on, and those that speak against it."""

    candidate: DateProposal
    against: tuple[DateProposal, ...]


def choose(candidates: Sequence[DateProposal], refused: Collection[str] = ()) -> Choice | None:
    """A document's candidates -> the firmest for its publication; None if none can carry its date.

    Of equally firm ones: the value that most of them have, the finer, the earlier day.

    refused: values that the pile has shown to be wrong
    """
    able = [c for c in candidates if c.about == "published" and c.method in RANKS and c.value not in refused]
    if not able:
        return None

    def order(candidate: DateProposal) -> tuple[int, int, int, str, int, str]:
        alike = sum(other.method == candidate.method and other.value == candidate.value for other in able)
        place = -1 if candidate.start is None else candidate.start
        rank, fine = RANKS[candidate.method], _FINE[candidate.precision]
        return rank, fine, -alike, candidate.value, place, candidate.candidate_id

    best = min(able, key=order)
    return Choice(best, tuple(other for other in able if not agree(other, best)))


def agree(one: DateProposal, other: DateProposal) -> bool:
    """Whether two candidates can both be right: their days overlap."""
    mine, yours = days_of(one.value), days_of(other.value)
    return mine is not None and yours is not None and mine.first <= yours.last and yours.first <= mine.last


def reason(candidate: DateProposal, choice: Choice | None, refused: dict[str, str]) -> str:
    """A candidate, the choice that was made -> why it was accepted or not.

    refused: value -> why the pile refuses it
    """
    if candidate.about == "updated":
        return "a date of an update, not of publication"
    if candidate.about == "page_clock":
        return "closes the interval: published no later" if candidate.closes else "a clock, not the document's date"
    if candidate.method not in RANKS:
        return "a date that the text speaks of; evidence only"
    if candidate.value in refused:
        return refused[candidate.value]
    assert choice is not None
    best = choice.candidate
    if candidate.candidate_id == best.candidate_id:
        if not choice.against:
            return f"the firmest candidate ({best.method}), contradicted by none"
        others = ", ".join(sorted({f"{other.method} {other.value}" for other in choice.against}))
        return f"the firmest candidate ({best.method}), though contradicted by {others}"
    if agree(candidate, best):
        return f"says the same as the accepted {best.method} {best.value}"
    return f"contradicts the firmer {best.method} {best.value}"
