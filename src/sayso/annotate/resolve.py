"""resolve: times, document_dates -> calendar values."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.calendar import Days, days_of
from sayso.language.offsets import Offset, read_offset, stretch_at, value_at
from sayso.tables import DocumentDate, DocumentDates, LocalTime, LocalTimes, TimeValue, TimeValues

METHOD = "resolve/1"

_OF_ACCOUNTS = "grain=accounts"

_OPEN_AFTER = frozenset({"ON_OR_AFTER", "AFTER"})
_OPEN_BEFORE = frozenset({"ON_OR_BEFORE", "BEFORE", "MORE_THAN", "EQUAL_OR_MORE"})
"""Mods of dates: what lies "more than two years ago" has no first day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and the days it covers (ISO days, null: open or unknown), before it becomes a row."""

    value: str | None
    earliest: str | None
    latest: str | None
    detail: str


def resolve(times: LocalTimes, document_dates: DocumentDates) -> TimeValues:
    """LocalTimes[n], the dates of their documents -> TimeValues[n].

    Offsets are read by `language/offsets.py`. A document dated to an interval gives a value only where its first and
    last day agree (every offset moves forward with its anchor, so the days between then agree too); else it gives the
    hull of both. An undated one leaves the value as the words have it.
    """
    dates = {row.doc_id: row for row in document_dates.rows()}
    by_id = {row.time_id: row for row in times.rows()}
    readings: dict[str, Reading] = {}
    for time in by_id.values():
        for step in _anchors_first(time, by_id, readings):
            anchor = readings.get(step.anchor_time_id) if step.anchor_time_id else None
            readings[step.time_id] = _read(step, dates.get(step.doc_id), anchor)
    return TimeValues.of(
        TimeValue(time_id, reading.value, reading.earliest, reading.latest, METHOD, reading.detail)
        for time_id, reading in readings.items()
    )


def _anchors_first(time: LocalTime, by_id: dict[str, LocalTime], done: dict[str, Reading]) -> list[LocalTime]:
    """A time expression and what it hangs on, the innermost anchor first; a circle is cut where it closes."""
    path: dict[str, LocalTime] = {}
    step: LocalTime | None = time
    while step is not None and step.time_id not in path and step.time_id not in done:
        path[step.time_id] = step
        step = by_id.get(step.anchor_time_id) if step.anchor == "time" and step.anchor_time_id else None
    return list(reversed(path.values()))


def _read(time: LocalTime, document: DocumentDate | None, anchor: Reading | None) -> Reading:
    if time.anchor == "publication":
        reading = _from_publication(time, document)
    elif time.anchor == "time":
        reading = _from_time(time, anchor)
    elif time.anchor == "absolute":
        reading = _covering(time.value, days_of(time.value) if time.value else None, "as its words say")
        reading = _of_accounts(time, reading)
    else:
        reading = Reading(time.value, None, None, "nothing in the document says what it hangs on")
    return _open_ends(reading, time.mod) if time.timex_type != "DURATION" else reading


def _from_publication(time: LocalTime, document: DocumentDate | None) -> Reading:
    first = document.published_earliest if document else None
    last = document.published_latest if document else None
    if first is None and last is None:
        return Reading(time.value, None, None, "the document's date is not known")
    if time.offset is None:
        return Reading(time.value, first, last, f"the time of writing, {first or '...'} to {last or '...'}")
    offset = read_offset(time.offset)
    ends = [_at(time, offset, end) if end else None for end in (first, last)]
    if first == last and ends[0] is not None:
        reading = _covering(ends[0][0], ends[0][1], f"counted from the document's date, {first} ({time.offset})")
        return _of_accounts(time, reading)
    return _of_accounts(time, _between(time, ends))


def _between(time: LocalTime, ends: list[tuple[str | None, Days | None] | None]) -> Reading:
    """Read from both ends of the document's interval."""
    low, high = ends
    if low is not None and high is not None and low == high:
        return _covering(low[0], low[1], "the same from every day on which the document can have been published")
    earliest = low[1].first.isoformat() if low is not None and low[1] is not None else None
    latest = high[1].last.isoformat() if high is not None and high[1] is not None else None
    return Reading(
        time.value, earliest, latest, "the document's date is an interval, and its days give different values"
    )


def _from_time(time: LocalTime, anchor: Reading | None) -> Reading:
    if anchor is None or anchor.value is None or time.offset is None:
        return Reading(time.value, None, None, "the expression it hangs on has no value")
    value, days = _at(time, read_offset(time.offset), anchor.value)
    if days is None:
        return Reading(value or time.value, None, None, "the expression it hangs on is too coarse, or has no day")
    reading = _covering(value, days, f"counted from {anchor.value} ({time.offset})")
    # A quarter that is known by its name and not by its days is one of accounts; so is what is counted from it.
    if anchor.earliest is None and anchor.latest is None and days_of(anchor.value):
        return Reading(reading.value, None, None, f"{reading.detail}, of a year of accounts")
    return _of_accounts(time, reading)


def _of_accounts(time: LocalTime, reading: Reading) -> Reading:
    """The same; of what lies in a year of accounts no days are known, as nothing says when that year begins."""
    if _OF_ACCOUNTS not in (time.offset or ""):
        return reading
    return Reading(reading.value, None, None, f"{reading.detail}; a year of accounts may begin in any month")


def _at(time: LocalTime, offset: Offset, anchor: str) -> tuple[str | None, Days | None]:
    """Value and days of an expression, seen from an anchor; the value of "the past two months" is their length."""
    if offset.span is not None:
        return time.value, stretch_at(offset, anchor)
    value = value_at(offset, anchor)
    return (value, days_of(value)) if value is not None else (time.value, None)


def _covering(value: str | None, days: Days | None, detail: str) -> Reading:
    if days is None:
        return Reading(value, None, None, detail)
    return Reading(value, days.first.isoformat(), days.last.isoformat(), detail)


def _open_ends(reading: Reading, mod: str | None) -> Reading:
    """ "as early as next week" has no last day, "no later than Friday" no first."""
    if mod in _OPEN_AFTER and reading.latest is not None:
        return Reading(reading.value, reading.earliest, None, f"{reading.detail}; it may be later")
    if mod in _OPEN_BEFORE and reading.earliest is not None:
        return Reading(reading.value, None, reading.latest, f"{reading.detail}; it may be earlier")
    return reading
