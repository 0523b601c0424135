"""Which time expression hangs on which other one."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.annotate.times.words import Expression, Wants
from sayso.language.offsets import Offset, grain_of
from sayso.spans import Span

_BACK = 6
"""Sentences back in which a day must be named for "the same day" or "at noon" to mean it."""

_FARTHEST = 200
"""So many expressions back the search ends: a text without sentences must not make it quadratic."""

_PERIODS = frozenset({"month", "quarter", "half", "season", "year"})


@dataclass(frozen=True, slots=True)
class Link:
    """An expression, and the place in the list of the one that it hangs on."""

    expression: Expression
    anchor: int | None = None


def link_anchors(links: Sequence[Link], sentences: Sequence[Span]) -> list[Link]:
    """Each expression that wants another one -> with the nearest that can be it."""
    starts = [sentence.start for sentence in sentences]
    numbers = [bisect.bisect_right(starts, link.expression.span.start) for link in links]
    done = list(links)
    for place, link in enumerate(links):
        wants = link.expression.wants
        if link.expression.anchor != "time" or wants is None or link.anchor is not None:
            continue
        anchor = _anchor(done, numbers, place, wants)
        done[place] = Link(link.expression, anchor) if anchor is not None else Link(_alone(link.expression))
    return done


def _anchor(links: Sequence[Link], numbers: Sequence[int], place: int, wants: Wants) -> int | None:
    reach = {"day": _BACK, "period": 8, "quarter": 60}[wants]
    for other in range(place - 1, max(-1, place - 1 - _FARTHEST), -1):
        if numbers[place] - numbers[other] > reach:
            break
        if _suits(links[other].expression, wants):
            return other
    after = place + 1
    if wants == "day" and after < len(links) and numbers[after] == numbers[place]:
        reading = links[after].expression
        if reading.anchor != "time" and _suits(reading, wants):
            return after
    return None


def _suits(reading: Expression, wants: Wants) -> bool:
    if reading.timex_type not in {"DATE", "TIME"}:
        return False
    # What is itself "a year earlier" compares; the next comparison is with the same period, not with that one.
    if reading.offset is not None and reading.offset.grain == "anchor":
        return False
    grain = grain_of_expression(reading)
    if wants == "period":
        return grain in _PERIODS
    return grain == wants


def grain_of_expression(reading: Expression) -> str | None:
    """An expression -> how fine it is; None for what is no piece of the calendar."""
    if reading.anchor == "absolute":
        return grain_of(reading.value.rpartition("/")[2]) if reading.value else None
    offset = reading.offset
    if offset is None or offset.span is not None:
        return None
    if offset.weekday is not None or offset.day is not None or offset.easter is not None or offset.time is not None:
        return "day"
    if offset.month is not None:
        return "month"
    if offset.part is not None:
        return {"Q": "quarter", "H": "half"}.get(offset.part[0], "season")
    return offset.unit


def _alone(reading: Expression) -> Expression:
    """An expression that hangs on another one, of which the text has none."""
    offset = reading.offset
    if reading.wants == "day" or offset is None or offset.unit is None:
        return replace(reading, anchor="unknown", offset=None, detail=f"{reading.detail}; none is named near it")
    # The quarter that reports speak of, where none is named, is the last that is over.
    counted = Offset(shift=-1 if offset.unit == "quarter" else offset.shift, unit=offset.unit)
    detail = f"{reading.detail}; none is named, so it is counted from the day of writing"
    return replace(reading, anchor="publication", offset=counted, detail=detail)
