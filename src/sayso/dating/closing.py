"""What closes a document's interval at its end: nothing is updated, or saved, before it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sayso.dating.bounds import Bounds
from sayso.dating.choice import REFUTABLE
from sayso.language.calendar import Days, days_of
from sayso.tables import DateProposal

ZONES = dt.timedelta(days=1)
"""By so much the day may differ between the zone of who saves a page and that of who publishes it."""


def closed(bounds: Bounds | None, candidates: Iterable[DateProposal]) -> Bounds | None:
    """Bounds that the text sets, a document's candidates -> the bounds, closed at the first that closes them."""
    closing = min(((days.last.isoformat(), what) for days, what in _closing(candidates)), default=None)
    if closing is None:
        return bounds
    day, what = closing
    if bounds is not None and day < max(bounds.earliest or "", bounds.latest or ""):
        return bounds
    if bounds is None:
        return Bounds(None, day, f"not after {day}, when it was {what}; no earlier bound")
    if bounds.latest is not None:
        return bounds
    return Bounds(bounds.earliest, day, f"{bounds.detail}; not after {day}, when it was {what}")


def _closing(candidates: Iterable[DateProposal]) -> Iterator[tuple[Days, str]]:
    for candidate in candidates:
        if (candidate.about == "updated" or candidate.closes) and (days := days_of(candidate.value)):
            yield days, "updated" if candidate.about == "updated" else "saved"


def later_than_saved(candidates: Sequence[DateProposal]) -> dict[str, str]:
    """A document's candidates -> those of its header that lie after the day on which its page was saved, and why they
    are refused."""
    saved = [days.last for days, what in _closing(candidates) if what == "saved"]
    if not saved:
        return {}
    first = min(saved)
    return {
        candidate.value: f"refused: the page was saved on {first.isoformat()}, before it"
        for candidate in candidates
        if candidate.method in REFUTABLE
        and candidate.about == "published"
        and (days := days_of(candidate.value))
        and days.first > first + ZONES
    }
