"""Words and neighbours that belong to a time expression: "early", "as early as", "5 p.m. Friday", "Tuesday morning"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.times.words import Expression
from sayso.language.calendar import GAP, any_of, is_day, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span

_REACH = 40
"""Code points before an expression in which words that belong to it are looked for."""

_OWNS = re.compile(r"['’]s\b")
"""What is got around, or is about, is "Wednesday's ruling", not a day near Wednesday."""

_SIDES = frozenset({"BEFORE", "AFTER"})
_QUANTITY = frozenset({"APPROX", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "MORE_THAN", "LESS_THAN"})


@functools.cache
def _modifier_pattern() -> re.Pattern[str]:
    mods = any_of(list(time_words("mod")))
    return re.compile(rf"(?:^|(?<=[\s(\"'“‘—–-]))(?P<words>(?:the{GAP})?(?P<mod>{mods}))(?:{GAP}|-)$", re.I)


def with_modifier(text: str, reading: Expression) -> Expression:
    """An expression -> the same with the words before it that belong to it: "early next year", "nearly two years"."""
    before = text[max(0, reading.span.start - _REACH) : reading.span.start]
    match = _modifier_pattern().search(before)
    if match is None or reading.timex_type == "SET" or reading.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
        return reading
    words = re.sub(r"\s+", " ", match["mod"].lower())
    mod = time_words("mod")[words]
    first = reading.span.of(text)[:4].lower()
    measured = reading.timex_type == "DURATION" or re.search(r"(?:ago|earlier|later)$", reading.span.of(text))
    if mod in _QUANTITY and not measured and words not in {"around", "about", "circa"}:
        return reading
    if words in {"earlier", "later"} and not re.match(r"(?:this|that|the|same|in)\b", reading.span.of(text), re.I):
        return reading
    if words in {"around", "about"} and _OWNS.match(text, reading.span.end):
        return reading
    if words == "over" and "X" in (reading.value or ""):
        return reading
    if words in {"over", "under", "some", "within", "about"} and (
        first.startswith(("the ", "that", "this")) or not measured
    ):
        return reading
    if mod in {"START", "MID", "END"} and measured:
        return reading
    if mod in _SIDES and (not match[0].endswith("-") or reading.anchor != "absolute"):
        return reading
    start = reading.span.start - len(before) + match.start("mod" if mod in _SIDES else "words")
    return replace(reading, span=Span(start, reading.span.end), mod=mod)


def join_clocks(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Neighbours of which one says the day and one the time of that day -> one: "5 p.m. Friday", "Tuesday morning"."""
    joined: list[Expression] = []
    for reading in found:
        last = joined[-1] if joined else None
        if last is not None and (one := _joined(text, last, reading)) is not None:
            joined[-1] = one
        else:
            joined.append(reading)
    return list(_with_bare_parts(text, joined))


_BETWEEN = re.compile(rf"{GAP}|,{GAP}|{GAP}(?:on|of){GAP}")


def _joined(text: str, first: Expression, second: Expression) -> Expression | None:
    if not _BETWEEN.fullmatch(text[first.span.end : second.span.start]):
        return None
    for clock, day in ((first, second), (second, first)):
        if clock.timex_type == "TIME" and clock.offset is not None and clock.offset.time and clock.anchor == "time":
            whole = Span(first.span.start, second.span.end)
            if (one := at_time(day, clock.offset.time, whole)) is not None:
                return one
    return None


def _with_bare_parts(text: str, found: Sequence[Expression]) -> Iterator[Expression]:
    for reading in found:
        match = _part_pattern().match(text, reading.span.end)
        part = time_words("part")[match["part"].lower()] if match else None
        one = at_time(reading, f"T{part}", Span(reading.span.start, match.end())) if match else None
        yield one or reading


@functools.cache
def _part_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:,?{GAP})(?P<part>morning|afternoon|evening|night|noon|midnight)\b", re.I)


def at_time(day: Expression, time: str, whole: Span) -> Expression | None:
    """An expression for a day, a time of day -> that time on that day; None if the expression is no day."""
    if day.timex_type != "DATE" or day.value is None:
        return None
    if day.anchor == "absolute":
        if not is_day(day.value):
            return None
        return replace(
            day, span=whole, timex_type="TIME", value=f"{day.value}{time}", detail=f"{day.detail}, and its hour"
        )
    offset = day.offset
    if offset is None or not is_of_day(offset) or offset.time is not None:
        return None
    placed = replace(offset, time=time)
    return replace(
        day,
        span=whole,
        timex_type="TIME",
        value=f"{day.value}{time}",
        offset=placed,
        detail=f"{day.detail}, and its hour",
    )


def is_of_day(offset: Offset) -> bool:
    """Whether an offset leads to one day."""
    if offset.unit == "week" and offset.day is not None:
        return False
    return offset.weekday is not None or offset.day is not None or offset.unit == "day"
