"""Rules for repeated times and rates: "every Monday", "each July", "3% a year"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.times.words import (
    Expression,
    Rule,
    count_of,
    count_pattern,
    duration,
    named,
    near,
    rule,
    span_of,
    unit_code,
    unit_pattern,
)
from sayso.language.calendar import GAP, any_of, month_number, month_pattern, time_words
from sayso.spans import Span


@functools.cache
def repeated_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near(time_words("unit"), _rate_rules()),
        *near([form for day in time_words("weekday") for form in (day, f"{day}s")], _repeated_weekday_rules()),
        *near(time_words("repeated"), _repeated_rules()),
        *near((*time_words("month"), *time_words("season")), _every_part_rules()),
    )


def _repeated_weekday_rules() -> tuple[Rule, ...]:
    days = [name for name in time_words("weekday") if name.endswith("day")]
    weekday, capital = f"(?P<weekday>{any_of(days)})", f"(?P<weekday>{any_of([name.title() for name in days])})"
    part = rf"(?:{GAP}(?P<part>morning|afternoon|evening|night)s?)?"
    return (
        rule(rf"\b(?:every|each)(?:{GAP}other)?{GAP}{weekday}{part}\b", _every_weekday),
        rule(rf"\b{capital}s(?:{GAP}and{GAP}\w+days)?\b", _every_weekday, any_case=False),
        rule(rf"\b{weekday}{GAP}(?P<part>morning|afternoon|evening|night)s\b", _every_weekday),
        rule(
            rf"\b{weekday}{GAP}and{GAP}(?P<last>{any_of(days)}){GAP}(?P<part>morning|afternoon|evening|night)s\b",
            _several_weekdays,
        ),
    )


def _repeated_rules() -> tuple[Rule, ...]:
    return (rule(rf"\b(?P<word>{any_of(list(time_words('repeated')))})\b", _repeated),)


def _every_part_rules() -> tuple[Rule, ...]:
    part = rf"(?P<part>{month_pattern()}|{any_of(list(time_words('season')))})"
    return (rule(rf"\b(?:[Ee]very|[Ee]ach){GAP}{part}(?!\w|{GAP}\d)", _every_part, any_case=False),)


def _rate_rules() -> tuple[Rule, ...]:
    count = f"(?P<count>{count_pattern()})"
    no = f"ago|earlier|later|or|after|before|old|long|of|in|with|for|that|when|and{GAP}a{GAP}half"
    return (
        rule(rf"\b(?:every|each)(?P<other>{GAP}other)?(?:{GAP}{count})?{GAP}(?P<unit>{unit_pattern()})\b", _every),
        rule(rf"(?<=[\w%]) (?P<per>(?:per|an?){GAP}(?P<unit>year|month|week|day|hour))\b(?!-|{GAP}(?:{no})\b)", _per),
    )


# ---------------------------------------------------------------- builders


def _every(match: re.Match[str]) -> Iterator[Expression]:
    count = count_of(match["count"]) if match["count"] else (2.0 if match["other"] else 1.0)
    value = duration(count, unit_code(match["unit"]))
    yield Expression(span_of(match), "SET", value, "a repeated time", "unknown")


def _every_weekday(match: re.Match[str]) -> Iterator[Expression]:
    weekday, part = time_words("weekday")[match["weekday"].rstrip(".").lower()], named(match, "part")
    time = f"T{time_words('part')[part]}" if part else ""
    yield Expression(span_of(match), "SET", f"XXXX-WXX-{weekday}{time}", "a weekday, repeated", "unknown")


def _every_part(match: re.Match[str]) -> Iterator[Expression]:
    part = match["part"].rstrip(".").lower()
    value = time_words("season").get(part) or f"{month_number(part):02d}"
    yield Expression(span_of(match), "SET", f"XXXX-{value}", "a part of the year, repeated", "unknown")


def _several_weekdays(match: re.Match[str]) -> Iterator[Expression]:
    """ "Monday and Tuesday nights": each of them is repeated."""
    time = f"T{time_words('part')[named(match, 'part') or '']}"
    for group, end in (("weekday", match.end("weekday")), ("last", match.end())):
        weekday = time_words("weekday")[(named(match, group) or "").rstrip(".")]
        value = f"XXXX-WXX-{weekday}{time}"
        yield Expression(Span(match.start(group), end), "SET", value, "a weekday, repeated", "unknown")


def _repeated(match: re.Match[str]) -> Iterator[Expression]:
    value = time_words("repeated")[match["word"].lower()]
    yield Expression(span_of(match), "SET", value, "a repeated time", "unknown")


_RATE = re.compile(
    r"(?:\d|%|percent|per cent|times?|twice|once|\w+illion|thousand|hundred|dollars|tons|tonnes|barrels)$", re.I
)


def _per(match: re.Match[str]) -> Iterator[Expression]:
    """ "3% a year" is a rate, "after a year" a length."""
    per = match["per"].lower().startswith("per")
    if per or _RATE.search(match.string[max(0, match.start() - 24) : match.start()]):
        value = duration(1, unit_code(match["unit"]))
        yield Expression(Span(*match.span("per")), "SET", value, "a rate", "unknown")
