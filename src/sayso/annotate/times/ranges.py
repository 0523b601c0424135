"""Time expressions that share something with their neighbour: the two ends of a range, months that share a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.times.words import Expression
from sayso.language.calendar import days_of
from sayso.language.offsets import Offset
from sayso.spans import Span

_TO = re.compile(r"\s{0,3}(?:to|through|thru|until|till|[-–—])(?:\s{1,3}the)?\s{0,3}", re.I)
_AND = re.compile(r"\s{1,3}and(?:\s{1,3}the)?\s{1,3}", re.I)
_BESIDE = re.compile(r"\s{0,3}(?:,|/|,?\s(?:and|or)|[-–—]|(?:to|until|through))\s{0,3}", re.I)
_BETWEEN = re.compile(r"\bbetween(?:\s{1,3}the)?\s{1,3}$", re.I)
_MOVED = re.compile(
    r"\b(?:mov|postpon|delay|reschedul|push|chang|shift|brought|bring|amend)\w{0,4}(?:\s{1,3}\w{1,20}){0,4}\s{1,3}from\s$",
    re.I,
)
"""What is moved from Friday to Monday does not last from Friday to Monday."""

_YEAR_LONG = 4
_CALENDAR = re.compile(r"(?:BC)?\d{4}(?:-.*)?")


def join_ranges(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Expressions in order -> the same, the two ends of a range put together: "from Sunday to Wednesday"."""
    joined: list[Expression] = []
    for reading in found:
        whole = _range(text, joined[-1], reading) if joined else None
        if whole is None:
            joined.append(reading)
        else:
            joined[-1] = whole
    return joined


def share_years(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Expressions in order -> the same; in "March and April 1918" the year is that of March too."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        first, second = shared[place], shared[place + 1]
        between = text[first.span.end : second.span.start]
        if len(between) > 12 or not _BESIDE.fullmatch(between) or not _lacks_year(first) or _is_range(second):
            continue
        if (value := _in_year_of(first, second)) is not None:
            detail = "without its year: that of the date beside it"
            shared[place] = replace(first, anchor="absolute", value=value, offset=None, detail=detail)
    return shared


def join_spelled_years(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Expressions in order -> the same; a month or season and the year in words after it are one.

    "January nineteen ninety-seven", as broadcasters' scripts have it
    """
    joined: list[Expression] = []
    for reading in found:
        last = joined[-1] if joined else None
        if last is not None and _is_spelled_year_of(text, last, reading):
            span, value = Span(last.span.start, reading.span.end), f"{reading.value}{(last.value or '')[_YEAR_LONG:]}"
            detail = "without its year: that in words beside it"
            joined[-1] = replace(reading, span=span, value=value, mod=last.mod, detail=detail)
        else:
            joined.append(reading)
    return joined


def _is_spelled_year_of(text: str, part: Expression, year: Expression) -> bool:
    between = text[part.span.end : year.span.start]
    spelled = bool(re.fullmatch(r"\d{4}", year.value or "")) and not any(map(str.isdigit, year.span.of(text)))
    return spelled and _lacks_year(part) and bool(re.fullmatch(r",?\s(?:of\s)?", between))


def _range(text: str, first: Expression, second: Expression) -> Expression | None:
    """The two as one interval; None if they are none."""
    if not _connected(text, first.span, second.span) or {first.timex_type, second.timex_type} != {"DATE"}:
        return None
    if _is_range(first) or _is_range(second):
        return None
    span = Span(first.span.start, second.span.end)
    mod = "APPROX" if first.mod or second.mod else None
    if (value := _absolute(first, second)) is not None:
        offset = Offset(direction="past") if second.offset is not None else None
        detail = "a range, from its first to its last end"
        return Expression(span, "DATE", value, detail, "absolute", offset, mod)
    offset = _between(first, second)
    if offset is None:
        return None
    detail = f"a range; its {'first' if _ahead(offset) else 'last'} end: {second.detail}"
    value = f"{first.value}/{second.value}"
    return Expression(span, "DATE", value, detail, "publication", offset, mod)


def _connected(text: str, first: Span, second: Span) -> bool:
    between = text[first.end : second.start]
    if len(between) > 12:
        return False
    before = text[max(0, first.start - 80) : first.start]
    if _TO.fullmatch(between):
        return not _MOVED.search(before)
    return bool(_AND.fullmatch(between) and _BETWEEN.search(before[-16:]))


def _is_range(reading: Expression) -> bool:
    return "/" in (reading.value or "")


def _lacks_year(reading: Expression) -> bool:
    """A month, or a day of a month, of which nothing but the tense says whose year it is."""
    offset = reading.offset
    if reading.anchor != "publication" or offset is None or offset.direction is None or reading.timex_type != "DATE":
        return False
    return offset.month is not None or offset.part is not None


def _absolute(first: Expression, second: Expression) -> str | None:
    """ "1941 to 1945", "June 26 to August 4, 1952" -> "1941/1945", "1952-06-26/1952-08-04"."""
    ends = [first.value if first.anchor == "absolute" else None, second.value if second.anchor == "absolute" else None]
    if ends[1] is not None and ends[0] is None and _lacks_year(first):
        ends[0] = _in_year_of(first, second, back=True)
    elif ends[0] is not None and ends[1] is None and _lacks_year(second):
        ends[1] = _in_year_of(second, first, on=True)
    if ends[0] is None or ends[1] is None or not (_CALENDAR.fullmatch(ends[0]) and _CALENDAR.fullmatch(ends[1])):
        return None
    value = "/".join((ends[0], ends[1]))
    if value.startswith("BC"):
        return value if ends[1].startswith("BC") and ends[0][2:6] >= ends[1][2:6] else None
    days = [days_of(end) for end in ends if end is not None]
    return value if None not in days and days[0].first < days[1].first else None  # type: ignore[union-attr]


def _in_year_of(reading: Expression, other: Expression, *, back: bool = False, on: bool = False) -> str | None:
    """A date without its year, one with its year -> the first with that year.

    back, on: it may be of the year before, or after, where it does not fit otherwise: "November to March 1920"
    """
    value, year = reading.value or "", other.value or ""
    if other.anchor != "absolute" or not value.startswith("XXXX-") or not _CALENDAR.fullmatch(year):
        return None
    if year.startswith("BC"):
        return year[:6] + value[_YEAR_LONG:]
    dated = year[:_YEAR_LONG] + value[_YEAR_LONG:]
    one, two = days_of(dated), days_of(year)
    if one is None or two is None or (len(year) == _YEAR_LONG and on):
        return None
    turned = 0
    if not on and one.first > two.last:
        turned = -1
    elif on and one.first < two.first:
        turned = 1
    if turned and not (back or on):
        return None
    return f"{int(year[:_YEAR_LONG]) + turned:04d}{value[_YEAR_LONG:]}"


def _between(first: Expression, second: Expression) -> Offset | None:
    """Both ends hang on the day of writing by their directions, or the last by its year: the offset of the range."""
    one, two = first.offset, second.offset
    if one is None or two is None or first.anchor != "publication" or second.anchor != "publication":
        return None
    if one.direction is None or (one.weekday is None) != (two.weekday is None) or one.unit or two.unit:
        return None
    if two.year is not None and two.direction in {None, "past"}:
        return replace(two, direction=None, other=replace(one, direction="past"))
    if two.direction is None or two.shift is not None or one.shift is not None:
        return None
    if one.direction == "future" or two.direction == "future":
        return replace(one, direction="future", other=replace(two, direction="future"))
    return replace(two, other=replace(one, direction="past"))


def _ahead(offset: Offset) -> bool:
    return offset.direction == "future"
