"""What became of what was foretold or pledged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sayso.agreement.positions import stance_of
from sayso.tables import EventGroup, Forecast, ForecastOutcome
from sayso.tellings import Days, Telling, fit_days, fit_parties, fit_spots, shift

METHOD = "compare/1"
LATE_DAYS = 60
"""What happens further than this from the foretold days, or after the forecast, is not taken for what was foretold."""


def judge_forecasts(told_by: Mapping[str, list[Telling]], events: Mapping[str, EventGroup]) -> list[Forecast]:
    """The tellings of every event -> an outcome for each that foretells or pledges."""
    happened: dict[tuple[str, bool], list[tuple[str, list[Telling]]]] = {}
    denied: set[str] = set()
    for event_id, tellings in sorted(told_by.items()):
        reports = [t for t in tellings if stance_of(t.mention) == "reports"]
        if reports:
            happened.setdefault(reports[0].kind, []).append((event_id, reports))
        elif any(stance_of(t.mention) == "denies" and t.mention.tense != "future" for t in tellings):
            denied.add(event_id)
    rows = []
    for event_id, tellings in sorted(told_by.items()):
        for telling in tellings:
            if telling.mention.status in ("predicted", "pledged"):
                rows.append(_judge(telling, event_id in denied, happened.get(telling.kind, []), events))
    return rows


def _judge(
    telling: Telling,
    denied: bool,
    candidates: list[tuple[str, list[Telling]]],
    events: Mapping[str, EventGroup],
) -> Forecast:
    mention_id = telling.mention.event_mention_id
    if telling.mention.polarity == "negative":
        why = "it was foretold that this would not happen; whether it did is not judged yet"
        return Forecast(mention_id, "open", (), None, METHOD, why)
    found: list[tuple[int, int, str, tuple[str, ...]]] = []
    for event_id, reports in candidates:
        slots = _differs(telling, reports)
        if slots is not None and _in_time(telling, events[event_id]):
            found.append((len(slots), _days_off(telling, events[event_id]), event_id, slots))
    if found:
        *_, event_id, slots = min(found)
        outcome: ForecastOutcome = "happened_differently" if slots else "happened"
        why = f"it happened, but with another {' and '.join(slots)}" if slots else "a later telling reports it"
        return Forecast(mention_id, outcome, slots, event_id, METHOD, why)
    if denied:
        return Forecast(mention_id, "did_not_happen", (), None, METHOD, "it is said not to have happened")
    return Forecast(mention_id, "open", (), None, METHOD, "the pile does not tell what became of it")


def _differs(foretold: Telling, reports: list[Telling]) -> tuple[str, ...] | None:
    """In what an event, as reported, differs from what was foretold; None if it is another matter."""
    if all(fit_parties(foretold, report) != "same" for report in reports):
        return None
    fits = {
        "date": {fit_days(foretold.days, report.days) for report in reports},
        "place": {fit_spots(foretold.spot, report.spot) for report in reports},
    }
    return tuple(slot for slot, found in fits.items() if "apart" in found and "same" not in found)


def _days_off(foretold: Telling, event: EventGroup) -> int:
    """How many days an event lies from when it was foretold for, or foretold."""
    expected = foretold.days.earliest or foretold.days.latest or foretold.published.earliest
    if expected is None or event.earliest is None:
        return 0
    return abs((date.fromisoformat(event.earliest) - date.fromisoformat(expected)).days)


def _in_time(foretold: Telling, event: EventGroup) -> bool:
    """Whether the event lies after the forecast was made, and not long after what was foretold."""
    if event.earliest is None or event.latest is None:
        return False
    made = foretold.published.earliest
    if made is not None and event.latest < made:
        return False
    last = foretold.days.latest or foretold.days.earliest or foretold.published.latest
    window = Days(shift(foretold.days.earliest, -LATE_DAYS), shift(last, LATE_DAYS))
    return bool(window) and fit_days(window, Days(event.earliest, event.latest)) != "apart"
