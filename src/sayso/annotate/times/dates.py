"""Rules for days, months, weekdays, seasons and holidays."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.annotate.times.words import Expression, Rule, named, near, rule, span_of, turn_of
from sayso.language.calendar import (
    GAP,
    any_of,
    days_of,
    find_dates,
    month_number,
    month_pattern,
    time_words,
    week_value,
    weekday_number,
    weekday_pattern,
)
from sayso.language.offsets import Offset
from sayso.spans import Span

YEAR = r"(?:1\d|20)\d\d"

WHICH_YEAR = rf"(?:(?:{GAP}of)?{GAP}(?:(?P<turn>last|this|next)|(?P<that>that(?:{GAP}same)?|the{GAP}same)){GAP}year)?"
"""After a month: whose year it is."""


def full_dates(text: str, start: int, end: int) -> Iterator[Expression]:
    """A stretch of a text -> the dates in it that name their year."""
    # A word or number that begins before the stretch would be read as if it began with it.
    start = start if start == 0 else max(text.find(" ", start, end) + 1, start)
    for found in find_dates(text[start:end]):
        yield Expression(found.span.shift(start), "DATE", found.value, "a date with its year")


@functools.cache
def date_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near(time_words("month"), _day_rules()),
        *near(time_words("weekday"), _weekday_rules()),
        *near(time_words("season"), _season_rules()),
    )


def _day_rules() -> tuple[Rule, ...]:
    month = f"(?P<month>{month_pattern()})"
    weekday = rf"(?:\b{weekday_pattern()},?{GAP})?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)"
    until = r"(?:[-–—]|\s(?:to|through|until)\s)(?P<until>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:])"
    ends = rf"(?=[.,;:)\]]|\s*$|{GAP}(?:in|at|to|for|on|by|with|when|as|during)\b)"
    list_of = rf"(?:{GAP}?[-–—]{GAP}?|,?{GAP}(?:to|through|until|and|or){GAP}(?:the{GAP})?|,{GAP})"
    which = rf"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming){GAP})?"
    week_of = rf"\bthe{GAP}week{GAP}of{GAP}"
    dd, of = rf"(?<![\d.,$£€:])\b(?:the{GAP})?{day}", rf"(?:of{GAP})?"
    return (
        rule(rf"\b{month}{GAP}{day}{until}(?:,?{GAP}(?P<year>{YEAR})\b)?", _day_range, any_case=False),
        rule(
            rf"\b{month}{GAP}{day}{GAP}(?:and|or){GAP}(?P<until>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:])"
            rf"(?:,?{GAP}(?P<year>{YEAR})\b|{ends})",
            _day_range,
            any_case=False,
        ),
        rule(
            rf"{dd}(?={list_of}[0-3]?\d(?:st|nd|rd|th)?{GAP}{of}{month}(?:,?{GAP}(?P<year>{YEAR})\b)?)",
            _first_day,
            any_case=False,
        ),
        rule(rf"{week_of}{weekday}\b{month}{GAP}{day}(?:,?{GAP}(?P<year>{YEAR})\b)?", _week_of, any_case=False),
        rule(rf"{week_of}{weekday}{dd}{GAP}{of}{month}(?:,?{GAP}(?P<year>{YEAR})\b)?", _week_of, any_case=False),
        rule(rf"\b{weekday}\b{month}{GAP}{day}(?:,?{GAP}(?P<year>{YEAR})\b|{ends})", _no_day, any_case=False),
        rule(rf"\b{weekday}{dd}{GAP}{of}{month}(?:,?{GAP}(?P<year>{YEAR})\b)?(?!\w)", _no_day, any_case=False),
        rule(rf"\b{which}{weekday}\b{month}{GAP}{day}{WHICH_YEAR}", _month_day, any_case=False),
        rule(rf"{weekday}{dd}{GAP}{of}{month}{WHICH_YEAR}(?!\w)", _month_day, any_case=False),
        rule(rf"\b{which}{month}{WHICH_YEAR}(?!\w)", _month, any_case=False),
    )  # fmt: skip


def _weekday_rules() -> tuple[Rule, ...]:
    weekday = f"(?P<weekday>{weekday_pattern()})"
    which = rf"(?:(?:[Tt]his{GAP})?(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing){GAP})?"
    week = rf"(?:{GAP}(?:of{GAP})?(?P<week>last|next|this){GAP}week)?"
    return (rule(rf"\b{which}{weekday}(?!{GAP}?\d){week}(?!\w)", _weekday, any_case=False),)


def _season_rules() -> tuple[Rule, ...]:
    season = f"(?P<season>{any_of(list(time_words('season')))})"
    return (
        rule(rf"\b(?:this{GAP})?(?P<which>last|this|next|past|coming){GAP}{season}\b", _season),
        rule(rf"\b(?:the{GAP})?{season}(?:{GAP}of)?{GAP}(?P<year>{YEAR})\b", _season),
        rule(
            rf"\bthe{GAP}(?:(?P<mod>early|mid|late)(?:-|{GAP}))?{season}\b(?!{GAP}of\b(?!{GAP}(?:last|this|next|nineteen|two{GAP}thousand))){WHICH_YEAR}",
            _season,
        ),
        rule(rf"(?<=\bin ){season}\b(?!{GAP}(?:of|season|training|break))", _season),
    )


# ---------------------------------------------------------------- builders


def of_some_year(match: re.Match[str], value: str, offset: Offset, detail: str) -> Iterator[Expression]:
    """A part of some year: of the year that is named beside it, else of the one that the tense points to."""
    span, turn, which = span_of(match), turn_of(match), named(match, "which")
    if named(match, "that"):
        placed = replace(offset, year=0)
        yield Expression(span, "DATE", value, f"{detail} of a year named before", "time", placed, wants="period")
    elif turn is not None or which == "this":
        placed = replace(offset, year=turn or 0)
        yield Expression(span, "DATE", value, f"{detail} of a year counted from that of writing", "publication", placed)
    elif which is not None:
        placed = replace(offset, shift=1 if which in {"next", "coming"} else -1)
        yield Expression(span, "DATE", value, f"{detail} counted from the day of writing", "publication", placed)
    else:
        detail = f"{detail} without its year"
        yield Expression(span, "DATE", value, detail, "publication", offset, open_direction=True)


def _month_day(match: re.Match[str]) -> Iterator[Expression]:
    month, day = month_number(match["month"]), int(match["day"])
    # 2000 was a leap year: whatever day can be, was then.
    if days_of(f"2000-{month:02d}-{day:02d}"):
        yield from of_some_year(match, f"XXXX-{month:02d}-{day:02d}", Offset(month=month, day=day), "a month's day")


def _week_of(match: re.Match[str]) -> Iterator[Expression]:
    """ "the week of March 6": the one that holds that day."""
    month, day, year = month_number(match["month"]), int(match["day"]), match["year"]
    days = days_of(f"{year or 2000}-{month:02d}-{day:02d}")
    if days is None:
        return
    detail = "the week that holds a month's day"
    if year:
        yield Expression(span_of(match), "DATE", week_value(days.first), detail)
    else:
        offset = Offset(month=month, day=day, unit="week")
        yield Expression(span_of(match), "DATE", "XXXX-WXX", detail, "publication", offset, open_direction=True)


def _no_day(match: re.Match[str]) -> Iterator[Expression]:
    """ "February 30", "February 29, 2023": kept as words, and no value is made up for them."""
    month, day = month_number(match["month"]), int(match["day"])
    if day <= 31 and not days_of(f"{match['year'] or 2000}-{month:02d}-{day:02d}"):
        yield Expression(span_of(match), "DATE", None, "no calendar has such a day", "unknown")


def _first_day(match: re.Match[str]) -> Iterator[Expression]:
    """The 28 of "28 and 29 August 1918"."""
    month, day, year = month_number(match["month"]), int(match["day"]), match["year"]
    if not days_of(f"{year or 2000}-{month:02d}-{day:02d}"):
        return
    if year:
        value = f"{year}-{month:02d}-{day:02d}"
        yield Expression(span_of(match), "DATE", value, "a day of the month named beside it, with its year")
    else:
        value, offset = f"XXXX-{month:02d}-{day:02d}", Offset(month=month, day=day)
        detail = "a day of the month named beside it, without its year"
        yield Expression(span_of(match), "DATE", value, detail, "publication", offset, open_direction=True)


def _day_range(match: re.Match[str]) -> Iterator[Expression]:
    month, year = month_number(match["month"]), match["year"]
    spans = (Span(match.start(), match.end("day")), Span(match.start("until"), match.end("year" if year else "until")))
    days = (int(match["day"]), int(match["until"]))
    if days[0] >= days[1] or not all(days_of(f"{year or 2000}-{month:02d}-{day:02d}") for day in days):
        return
    for day, span in zip(days, spans, strict=True):
        value = f"{year or 'XXXX'}-{month:02d}-{day:02d}"
        if year:
            yield Expression(span, "DATE", value, "one of several days, with its year")
        else:
            offset, detail = Offset(month=month, day=day), "one of several days, without its year"
            yield Expression(span, "DATE", value, detail, "publication", offset, open_direction=True)


_NO_DAY = re.compile(r"\b(?:3[2-9]|[4-9]\d)(?:th|nd|rd)?(?: of)?[ \n]$")


def _month(match: re.Match[str]) -> Iterator[Expression]:
    if _NO_DAY.search(match.string, max(0, match.start() - 12), match.start()):
        return  # "32 May" is no May
    month = month_number(match["month"])
    yield from of_some_year(match, f"XXXX-{month:02d}", Offset(month=month), "a month")


def _weekday(match: re.Match[str]) -> Iterator[Expression]:
    offset = Offset(weekday=weekday_number(match["weekday"]))
    value, which, span = f"XXXX-WXX-{offset.weekday}", named(match, "which"), span_of(match)
    strict = replace(offset, shift=1 if which in {"next", "coming", "following"} else -1)
    if named(match, "week"):
        placed = replace(offset, week=turn_of(match, "week"))
        yield Expression(span, "DATE", value, "a weekday of a named week", "publication", placed)
    elif which in {"last", "next", "past", "coming"}:
        detail = "a weekday before or after the day of writing"
        yield Expression(span, "DATE", value, detail, "publication", strict)
    elif which in {"previous", "following"}:
        yield Expression(span, "DATE", value, "a weekday beside a day named before", "time", strict, wants="day")
    else:
        detail = "a weekday near the day of writing"
        yield Expression(span, "DATE", value, detail, "publication", offset, open_direction=True)


def _season(match: re.Match[str]) -> Iterator[Expression]:
    season = time_words("season")[match["season"].lower()]
    if year := match.groupdict().get("year"):
        yield Expression(span_of(match), "DATE", f"{year}-{season}", "a season with its year")
    else:
        mod = time_words("mod")[which] if (which := named(match, "mod")) else None
        for one in of_some_year(match, f"XXXX-{season}", Offset(part=season), "a season"):
            yield replace(one, mod=mod)
