"""Candidates of one page seen beside each other: what one of them says may tell what another is of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.dating.page_fields import Candidate
from sayso.language.calendar import FoundDate, read_zone

_UTC = frozenset({"UTC", "GMT", "+00:00", "+0000", "-00:00"})
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?P<half> ?[ap]\.?m\b)?", re.I)
_FARTHEST_WEST = 12
"""Hours after midnight UTC at which it is still the day before somewhere; after `_FARTHEST_EAST` it is the next one."""
_FARTHEST_EAST = 10
_SAME_UPDATE = 2
"""Days between two stamps of one update: systems publish a page again when it is saved."""


def seen_together(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A page's candidates -> the same, each of what the others show it to be of.

    Keeps: their number and order; whose day or meaning changes says why in its detail
    """
    found = list(candidates)
    for look in (_made_before, _local_day, _stamped_by_update):
        found = [look(candidate, found) for candidate in found]
    return found


def _made_before(candidate: Candidate, beside: Sequence[Candidate]) -> Candidate:
    """A day on which a page was made in its system, where the page also says when it was published."""
    if not candidate.made or not any(_is_stated(other) and not other.made for other in beside):
        return candidate
    detail = f"{candidate.detail}: the page was begun then; another field says when it was published"
    return replace(candidate, about="page_clock", detail=detail)


def _local_day(candidate: Candidate, beside: Sequence[Candidate]) -> Candidate:
    """A stamp of world time -> the day that it was where the page is from, if the page or its address says which."""
    if not _is_stated(candidate) or candidate.date.precision != "day" or read_zone(candidate.words) not in _UTC:
        return candidate
    clock = _TIME.search(candidate.words)
    day = dt.date.fromisoformat(candidate.date.value)
    hour = _hour(clock) if clock is not None else None
    said = {other.date.value for other in beside if other.method != "metadata" and _publishes(other)}
    for step, may_be in ((-1, range(_FARTHEST_WEST)), (1, range(_FARTHEST_EAST, 24))):
        local = (day + dt.timedelta(days=step)).isoformat()
        if local in said and candidate.date.value not in said and hour in may_be:
            detail = f"{candidate.detail}, when it was {local} where the page is from, as the page or its address says"
            return replace(candidate, date=FoundDate(candidate.date.span, local, "day"), detail=detail)
    return candidate


def _hour(clock: re.Match[str]) -> int:
    """A time of day -> its hour by a clock of 24."""
    hour, half = int(clock[1]), (clock["half"] or "").strip().lower()
    return hour % 12 + (12 if half.startswith("p") else 0) if half else hour


def _stamped_by_update(candidate: Candidate, beside: Sequence[Candidate]) -> Candidate:
    """A stamp of publication that is the last update's, where a line of the page says that it was published before."""
    if not _is_stated(candidate) or not any(_is_near(candidate, other) for other in beside if other.about == "updated"):
        return candidate
    lines = [other for other in beside if other.labelled and other.method == "header" and _publishes(other)]
    days = [line.date.value for line in lines if line.date.precision == "day"]
    earlier = min(days, default=candidate.date.value)
    if earlier >= candidate.date.value:
        return candidate
    detail = f"{candidate.detail}, but that is the day of an update: a line of the page says published on {earlier}"
    return replace(candidate, about="updated", detail=detail, closes=True)


def _publishes(candidate: Candidate) -> bool:
    return candidate.about == "published" and candidate.method in {"metadata", "url", "header", "dateline"}


def _is_stated(candidate: Candidate) -> bool:
    return _publishes(candidate) and candidate.method == "metadata"


def _is_near(one: Candidate, other: Candidate) -> bool:
    if one.date.precision != "day" or other.date.precision != "day":
        return False
    days = dt.date.fromisoformat(one.date.value) - dt.date.fromisoformat(other.date.value)
    return abs(days.days) <= _SAME_UPDATE
