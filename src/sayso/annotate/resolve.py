"""resolve: times, document_dates -> calendar values."""

from __future__ import annotations

from sayso.tables import DocumentDates, LocalTimes, TimeValues


def resolve(times: LocalTimes, document_dates: DocumentDates) -> TimeValues:
    """LocalTimes[n], the dates of their documents -> TimeValues[n]."""
    return TimeValues.of(())
