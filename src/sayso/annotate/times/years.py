"""Rules for years, their parts, decades and centuries, and for the hours of a clock."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.annotate.times.dates import YEAR, of_some_year
from sayso.annotate.times.words import Expression, Rule, named, near, rule, span_of
from sayso.language.calendar import GAP, any_of, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span

ACCOUNTS = Offset(grain="accounts")


@functools.cache
def year_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near("#", _year_rules()),
        *near(time_words("decade"), _spelled_decade_rules()),
        *near(("nineteen", "thousand"), _spelled_rules()),
        *near(("quarter", "half", "q"), _part_rules()),
        *near("#", _clock_rules()),
        *near(("noon", "midday", "midnight"), _named_clock_rules()),
    )


def _year_rules() -> tuple[Rule, ...]:
    fiscal = rf"(?:the{GAP})?(?:fiscal|financial){GAP}(?:year{GAP})?|the{GAP}year{GAP}"
    decade = r"(?P<decade>(?:1[0-9]|20)\d)0['’]?s|['’](?P<short>\d)0s"
    return (
        rule(rf"(?<![\d$£€.,/-])\b(?P<year>{YEAR})[-–—/](?P<until>{YEAR}|\d\d)\b(?![-–/]\d)", _year_range),
        rule(rf"\b(?P<fiscal>{fiscal})(?P<year>{YEAR})\b", _year),
        rule(
            rf"(?<![\w.:/$£€#+&=])(?<!\d[ -])(?P<year>{YEAR})\b"
            r"(?![\d$%°]|[.,:/]\d|-\w+-old|-(?!\d|era|style)|-\d\d?-\d|-(?:1\d|20)\d\d\b)",
            _bare_year,
        ),
        rule(rf"\bthe{GAP}(?:comparable{GAP}|same{GAP})?(?P<year>{YEAR}){GAP}(?:period|quarter)\b", _period_of_year),
        rule(r"(?<=\b(?:in|of|by) )['’](?P<short>\d\d)\b", _short_year),
        rule(rf"(?<![\d$£€])(?:\bthe{GAP})?(?:(?<!\w)(?:{decade}))(?!\w)", _decade),
        rule(rf"\b(?:the{GAP})?(?P<century>1\d|2[01]|[5-9])(?:th|st){GAP}century\b", _century),
    )


def _spelled_decade_rules() -> tuple[Rule, ...]:
    decades = any_of(list(time_words("decade")))
    nobody = r"(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bmy )"
    return (rule(rf"{nobody}\b(?:the|early|late|mid){GAP}(?P<spelled>{decades})\b", _spelled_decade),)


def _spelled_rules() -> tuple[Rule, ...]:
    values = {word: int(value) for word, value in time_words("number").items() if value.isdigit()}
    tens = any_of([word for word, value in values.items() if value in range(20, 100, 10)])
    ones = any_of([word for word, value in values.items() if 0 < value < 10 and len(word) > 2])
    spelled = rf"nineteen(?:{GAP}|-)(?P<tens>{tens})(?:(?:{GAP}|-)(?P<ones>{ones}))?\b(?!{GAP}(?:percent|people))"
    return (
        rule(rf"\b(?:the{GAP}year{GAP})?{spelled}", _spelled_year),
        rule(rf"\b(?:the{GAP})?year{GAP}two{GAP}thousand\b", _spelled_year),
    )


def _part_rules() -> tuple[Rule, ...]:
    nth = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
    after = (
        rf"(?:,?(?:{GAP}of)?{GAP}(?:fiscal{GAP}|the{GAP}fiscal{GAP}year{GAP})?(?P<year>{YEAR})\b"
        rf"|(?:{GAP}of)?{GAP}(?P<turn>last|this|next){GAP}year)?"
    )
    before = (
        rf"(?:(?:the{GAP})?(?P<pre>{YEAR})(?:['’]s)?{GAP}|(?P<preturn>last|this|next){GAP}year['’]s{GAP}|the{GAP})?"
    )
    fiscal = rf"(?P<kind>fiscal(?:{GAP}|-))?"
    return (
        rule(rf"\b{before}{fiscal}{nth}(?:{GAP}|-)(?:fiscal{GAP})?(?P<size>quarter)\b{after}(?!s)", _part),
        rule(rf"\b{before}{fiscal}{nth}(?:{GAP}|-)(?P<size>half)(?!s|-|{GAP}hour){after}", _half),
        rule(rf"\bthe{GAP}(?P<nth>last|latter)(?:{GAP}|-)(?P<size>half){after}", _half),
        rule(rf"\b(?P<size>Q)(?P<nth>[1-4])(?:{GAP}|/|-)?{after}(?!\w)", _part, any_case=False),
        rule(rf"\b(?P<nth>[1-4])(?P<size>Q)(?:{GAP}|/)?(?P<year>20\d\d)?(?!\w)", _part, any_case=False),
    )


def _clock_rules() -> tuple[Rule, ...]:
    zone = rf"(?:{GAP}\(?(?:{any_of(list(time_words('zone')))})\b\)?)"
    hour, minute, lone = r"(?P<hour>[01]?\d|2[0-4])", r"(?P<minute>[0-5]\d)", r"(?<![\d.:$/+-])\b"
    at = "|".join(rf"(?<=\b{word} )" for word in ("at", "by", "until", "about", "around", "before", "after"))
    half = r"(?P<half>morning|afternoon|evening)"
    return (
        rule(
            rf"(?:{at})(?P<hour>1[0-2]|0?[1-9])(?:[:.]{minute})?(?:{GAP}o['’]clock)?{GAP}in{GAP}the{GAP}{half}\b",
            _clock,
        ),
        rule(rf"{lone}(?P<hour>1[0-2]|0?[1-9])(?:[:.]{minute})?{GAP}?(?P<half>[ap])\.?m\b\.?{zone}?", _clock),
        rule(rf"{lone}{hour}[:.]{minute}{zone}", _clock),
        rule(rf"{lone}(?P<hour>[01]\d|2[0-3]):{minute}(?::[0-5]\d)?(?![\d:])", _clock),
        rule(rf"{lone}(?P<hour>[01]\d|2[0-3]){minute}{GAP}(?:gmt|utc|hours)\b", _clock),
    )


def _named_clock_rules() -> tuple[Rule, ...]:
    return (rule(r"\b(?P<name>noon|midday|midnight)\b", _clock),)


# ---------------------------------------------------------------- builders


def _year(match: re.Match[str]) -> Iterator[Expression]:
    fiscal = re.search("fiscal|financial", match["fiscal"])
    yield Expression(span_of(match), "DATE", match["year"], "a year", offset=ACCOUNTS if fiscal else None)


@functools.cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?:\d|{any_of(list(time_words('counted')))}\b)", re.I)


_LEADS_TO_YEAR = re.compile(
    r"\b(?:in|since|by|from|until|till|during|before|after|early|late|mid|circa|year|back to|of|and|to)[ \n-]$", re.I
)


def _period_of_year(match: re.Match[str]) -> Iterator[Expression]:
    """ "the 1988 period": as long as the one that it is compared with."""
    yield Expression(span_of(match), "DATE", match["year"], "a period of a named year", wants="quarter")


def _bare_year(match: re.Match[str]) -> Iterator[Expression]:
    """A bare number is a year if it is of our times or follows a word that years follow, and counts nothing."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    likely = 1900 <= int(match["year"]) <= 2059 or _LEADS_TO_YEAR.search(before)
    counts = _counted().match(match.string, match.end()) and not re.search(r"[a-z]-$", before)
    if not (counts or re.search(r"(?:[$£€#]|\bno\.) ?$", before)):
        doubtful = not likely
        yield Expression(span_of(match), "DATE", match["year"], "a year", doubtful=doubtful)


def _year_range(match: re.Match[str]) -> Iterator[Expression]:
    first, until = match["year"], match["until"]
    last = until if len(until) == 4 else first[:2] + until
    # "2013-05" is a month of 2013 to some, and no range of years to anybody.
    if int(first) < int(last) <= int(first) + 150:
        yield Expression(Span(*match.span("year")), "DATE", first, "the first year of a range")
        yield Expression(Span(*match.span("until")), "DATE", last, "the last year of a range")


def _short_year(match: re.Match[str]) -> Iterator[Expression]:
    century = "19" if int(match["short"]) > 40 else "20"
    yield Expression(span_of(match), "DATE", f"{century}{match['short']}", "a year without its century")


def _spelled_year(match: re.Match[str]) -> Iterator[Expression]:
    parts = [word for word in (named(match, "tens"), named(match, "ones")) if word]
    year = 1900 + sum(int(time_words("number")[word]) for word in parts) if parts else 2000
    yield Expression(span_of(match), "DATE", str(year), "a year in words")


def _decade(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", match["decade"] or f"19{match['short']}", "a decade")


def _spelled_decade(match: re.Match[str]) -> Iterator[Expression]:
    """ "the nineties": the last ones that are over or under way when most news was written."""
    span = span_of(match)
    start = span.start if match.group()[:3].lower() == "the" else match.start("spelled")
    value = time_words("decade")[match["spelled"].lower()]
    yield Expression(Span(start, span.end), "DATE", value, "a decade in words")


def _century(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", f"{int(match['century']) - 1:02d}", "a century")


def _part(match: re.Match[str]) -> Iterator[Expression]:
    nth, fiscal = match["nth"].lower(), "fiscal" in match.group().lower()
    part = f"{match['size'][0].upper()}{time_words('ordinal').get(nth, '2' if nth.startswith('la') else nth)}"
    # "the third-quarter results": the article is that of the results.
    span = span_of(match)
    if match.string[match.end("nth")] == "-" and not (named(match, "preturn") or named(match, "pre")):
        span = Span(match.start("kind" if named(match, "kind") else "nth"), span.end)
    if year := (match.groupdict().get("year") or match.groupdict().get("pre")):
        yield Expression(span, "DATE", f"{year}-{part}", "a part of a named year", offset=ACCOUNTS if fiscal else None)
    else:
        offset = Offset(part=part, grain="accounts" if fiscal else None)
        for one in of_some_year(match, f"XXXX-{part}", offset, "a part of the year"):
            yield replace(one, span=span)


def _half(match: re.Match[str]) -> Iterator[Expression]:
    """Only halves of a named year: matches and wars have halves too."""
    beside = [match.groupdict().get(name) for name in ("year", "pre", "turn", "preturn")]
    if any(beside) and match["nth"].lower() in {"first", "second", "1st", "2nd", "last", "latter"}:
        yield from _part(match)


def _clock(match: re.Match[str]) -> Iterator[Expression]:
    name = named(match, "name")
    if name is not None:
        clock = time_words("part")[name]
    else:
        hour, minute = int(match["hour"]), match.groupdict().get("minute") or "00"
        if half := named(match, "half"):
            hour = hour % 12 + (12 if half in {"p", "afternoon", "evening"} else 0)
        clock = f"{hour:02d}:{minute}"
    offset = Offset(shift=0, unit="day", time=f"T{clock}")
    yield Expression(span_of(match), "TIME", f"XXXX-XX-XXT{clock}", "a time of day", "time", offset, wants="day")
