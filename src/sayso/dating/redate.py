"""redate: candidates -> the date of every document."""

from __future__ import annotations

from sayso.tables import DateDecisions, DateProposals, DocumentDates, LocalTimes, Texts


def redate(texts: Texts, proposals: DateProposals, times: LocalTimes) -> tuple[DateDecisions, DocumentDates]:
    """Texts[n] and their candidates -> a decision on every candidate, a date (or none) for every document."""
    return DateDecisions.of(()), DocumentDates.of(())
