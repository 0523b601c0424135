"""Times: the time expressions of a text, and what each hangs on.

Rules (`time_dates`, `time_years`, `time_relative`, `time_lengths`) read expressions one by one; here the longest of
overlapping readings is kept, words around it ("early", "nearly", "as early as") are joined to it, neighbours are put
together ("5 p.m. Friday"), and the tense of the clause says on which side of the day of writing a bare "Friday" lies.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.time_dates import date_rules, full_dates
from sayso.annotate.time_lengths import length_rules
from sayso.annotate.time_links import join_ranges, link_anchors
from sayso.annotate.time_relative import relative_rules
from sayso.annotate.time_tense import Reader
from sayso.annotate.time_turns import as_narrative, turn
from sayso.annotate.time_words import Expression, fold
from sayso.annotate.time_years import year_rules
from sayso.ids import content_id
from sayso.language.calendar import GAP, any_of, is_day, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span
from sayso.tables import LocalTime

if TYPE_CHECKING:
    from spacy.tokens import Doc

METHOD = "annotate/1"


def find_times(doc_id: str, text: str, parse: Doc, sentences: Sequence[Span]) -> list[LocalTime]:
    """A text, its parse, its sentences -> its time expressions, in order; none overlaps another.

    Keeps: what hangs on something that cannot be told has anchor 'unknown'
    """
    reader = Reader(parse)
    found = [reading for reading in readings(text) if reader.allows(text, reading)]
    found = join_clocks(text, [with_modifier(text, reading) for reading in longest(found)])
    found = longest(found)
    turned = [turn(text, reading, reader.told(reading.span)) for reading in found]
    linked = link_anchors(join_ranges(text, as_narrative(turned)), sentences)
    ids = [content_id("time", doc_id, *link.expression.span) for link in linked]
    return [
        _row(doc_id, text, link.expression, ids[place], ids[link.anchor] if link.anchor is not None else None)
        for place, link in enumerate(linked)
    ]


def _row(doc_id: str, text: str, found: Expression, time_id: str, anchor_time_id: str | None) -> LocalTime:
    return LocalTime(
        time_id=time_id,
        doc_id=doc_id,
        start=found.span.start,
        end=found.span.end,
        text=found.span.of(text),
        timex_type=found.timex_type,
        value=found.value,
        mod=found.mod,
        anchor=found.anchor,
        anchor_time_id=anchor_time_id,
        offset=str(found.offset) if found.offset is not None else None,
        method=METHOD,
        detail=found.detail,
    )


def readings(text: str) -> Iterator[Expression]:
    """Text -> every reading of every rule; they may overlap."""
    yield from full_dates(text)
    folded = fold(text)
    for rule in (*date_rules(), *year_rules(), *relative_rules(), *length_rules()):
        for match in rule.pattern.finditer(folded if rule.folded else text):
            yield from rule.build(match)


def longest(found: Sequence[Expression]) -> list[Expression]:
    """Readings -> those that overlap no longer one, in order; of equally long ones the first."""
    kept: list[Expression] = []
    starts: list[int] = []
    for reading in sorted(found, key=lambda reading: (reading.span.start - reading.span.end, reading.span.start)):
        place = bisect.bisect_left(starts, reading.span.start)
        neighbours = kept[max(0, place - 1) : place + 1]
        if reading.span.start < reading.span.end and not any(reading.span.overlaps(other.span) for other in neighbours):
            kept.insert(place, reading)
            starts.insert(place, reading.span.start)
    return kept


# ---------------------------------------------------------------- words around an expression

_REACH = 40
"""Code points before an expression in which words that belong to it are looked for."""

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
    if words == "over" and "X" in (reading.value or ""):
        return reading
    if words in {"over", "under", "some", "within", "about"} and (
        first.startswith(("the ", "that", "this")) or not measured
    ):
        return reading
    if mod in {"START", "MID", "END"} and measured:
        return reading
    start = reading.span.start - len(before) + match.start("words")
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
    return offset.weekday is not None or offset.day is not None or offset.unit == "day"
