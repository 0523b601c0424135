"""Which time expression hangs on which other one."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.annotate.times.words import Expression, Wants
from sayso.language.calendar import is_day
from sayso.language.offsets import Offset, grain_of
from sayso.spans import Span

_BACK = 6
"""Sentences back in which a day must be named for "the same day" or "at noon" to mean it."""

_FARTHEST = 200
"""So many expressions back the search ends: a text without sentences must not make it quadratic."""

_ENDED_LONG = 24
"""Code points between a length of time and its last day: "that ended on"."""

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
        if wants is not None and _is_compared(link.expression):
            done[place] = Link(_of_quarter(link.expression, done, _anchor(done, numbers, place, wants)))
            continue
        if link.expression.anchor != "time" or wants is None or link.anchor is not None:
            continue
        anchor = _anchor(done, numbers, place, wants)
        if anchor is None:
            done[place] = Link(_alone(link.expression))
        else:
            done[place] = Link(_placed(link.expression, links[anchor].expression), anchor)
    return done


def _anchor(links: Sequence[Link], numbers: Sequence[int], place: int, wants: Wants) -> int | None:
    if wants == "end":
        return _end(links, numbers, place)
    reach = {"day": _BACK, "period": 8, "quarter": 60}[wants]
    steps = range(place - 1, max(-1, place - 1 - _FARTHEST), -1)
    near = list(itertools.takewhile(lambda other: numbers[place] - numbers[other] <= reach, steps))
    if _reports(links[place].expression):
        return _reported(links, near, place, wants)
    for other in near:
        before = links[other].expression
        if _suits(before, wants) or (wants == "period" and _within(links[place].expression, before)):
            return other
    after = place + 1
    if wants == "day" and after < len(links) and numbers[after] == numbers[place]:
        reading = links[after].expression
        if reading.anchor != "time" and _suits(reading, wants):
            return after
    return None


def _end(links: Sequence[Link], numbers: Sequence[int], place: int) -> int | None:
    """The day just after "the quarter ended ..."."""
    after = place + 1
    if after == len(links) or numbers[after] != numbers[place]:
        return None
    reading, length = links[after].expression, links[after].expression.span.start - links[place].expression.span.end
    return after if length <= _ENDED_LONG and grain_of_expression(reading) == "day" else None


_MONTHS = re.compile(r"P(?:[2-9]|1[0-2])M")


def _reports(reading: Expression) -> bool:
    """Whether it is the period of a report, or one compared with it: "the latest quarter", "a year earlier"."""
    offset = reading.offset
    compares = offset is not None and (offset.shift, offset.unit, offset.grain) == (-1, "year", "anchor")
    return compares or reading.wants == "quarter"


def _reported(links: Sequence[Link], near: Sequence[int], place: int, wants: Wants) -> int | None:
    """The period that a report is of: the nearest one that is over, else the nearest not told as future."""
    one = links[place].expression
    compared = one.wants != "quarter" or one.offset is None or one.offset.unit == "year"
    second: int | None = None
    for other in near:
        before = links[other].expression
        if compared and _is_months(before):
            break
        if before.ahead or _is_compared(before) or not _suits(before, wants):
            continue
        if not _is_open(before):
            return other
        second = other if second is None else second
    return second


def _placed(reading: Expression, before: Expression) -> Expression:
    """An expression, what it hangs on -> the same, as fine as can be told.

    "the quarter ended July 31" is none of the calendar's four: three months up to that day
    """
    offset = reading.offset
    if reading.wants == "period" and offset is not None and offset.grain == "anchor" and _within(reading, before):
        # "Fifteen months later" than a day is a month, and no day.
        return replace(reading, offset=replace(offset, grain=None))
    if reading.wants != "end" or reading.timex_type != "DATE":
        return reading
    month = before.offset.month if before.offset is not None else None
    if month is None and before.anchor == "absolute":
        month = int((before.value or "")[5:7] or 0)
    if month is None or month % 3 == 0:
        return reading
    return replace(reading, timex_type="DURATION", value="P3M", offset=Offset(span=-3, unit="month"))


def _of_quarter(reading: Expression, links: Sequence[Link], anchor: int | None) -> Expression:
    """ "the 1988 period" -> the quarter of 1988 that the report is of; the year where it is of no quarter."""
    if anchor is None:
        return reading
    while (further := links[anchor].anchor) is not None:
        anchor = further
    before = links[anchor].expression
    part = before.offset.part if before.offset is not None else (before.value or "")[5:]
    if before.offset is not None and before.offset.day is not None and before.offset.month is not None:
        part = f"Q{(before.offset.month + 2) // 3}"
    if part is None or not re.fullmatch(r"Q[1-4]", part):
        return reading
    return replace(reading, value=f"{reading.value}-{part}", detail="the quarter spoken of, in a named year")


def _is_compared(reading: Expression) -> bool:
    """ "the 1988 period": itself compared with what is spoken of."""
    return reading.anchor == "absolute" and reading.wants == "quarter"


def _is_open(reading: Expression) -> bool:
    """A quarter that no verb tells as past."""
    offset = reading.offset
    return offset is not None and (offset.part or "").startswith("Q") and offset.direction == "near"


def _is_months(reading: Expression) -> bool:
    """ "the nine months": of what is compared with them nothing but the year can be told."""
    return reading.timex_type == "DURATION" and reading.definite and bool(_MONTHS.fullmatch(reading.value or ""))


def _within(reading: Expression, before: Expression) -> bool:
    """Whether "the following year", "the same month" can be counted from a date that is finer than they are."""
    offset = reading.offset
    if offset is None or before.timex_type != "DATE" or (offset.unit not in {"year", "month"} and offset.year is None):
        return False
    if before.anchor == "absolute":
        return is_day(before.value or "")
    return before.offset is not None and before.offset.day is not None and before.offset.other is None


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
    if offset.unit == "week" and offset.day is not None:
        return "week"
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
    if reading.wants == "end" and reading.timex_type == "DATE":
        return replace(_alone(replace(reading, wants="quarter")), detail=f"{reading.detail}; none is named")
    if reading.wants in {"day", "end"} or offset is None or offset.unit is None:
        return replace(reading, anchor="unknown", offset=None, detail=f"{reading.detail}; none is named near it")
    # The quarter that reports speak of, where none is named, is the last that is over.
    counted = Offset(shift=-1 if offset.unit == "quarter" else offset.shift, unit=offset.unit)
    counted = replace(counted, grain="accounts" if offset.grain == "accounts" else None)
    detail = f"{reading.detail}; none is named, so it is counted from the day of writing"
    return replace(reading, anchor="publication", offset=counted, detail=detail)
