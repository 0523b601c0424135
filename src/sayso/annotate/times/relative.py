"""Rules for times counted from the day of writing or from another time: "yesterday", "last week", "a year earlier"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

from sayso.annotate.times.reports import unit_spoken_of
from sayso.annotate.times.words import (
    VALUES,
    Expression,
    Rule,
    Wants,
    count_of,
    count_pattern,
    duration,
    named,
    near,
    plural_pattern,
    rule,
    span_of,
    unit_code,
    unit_name,
    unit_pattern,
    units_in,
)
from sayso.language.calendar import GAP, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span

_SHIFTS = (
    {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1}
    | {"this": 0, "current": 0, "same": 0, "that": 0, "latest": 0}
    | {"next": 1, "coming": 1, "following": 1, "upcoming": 1, "subsequent": 1}
)
_FROM_TEXT = frozenset({"previous", "preceding", "prior", "same", "that", "following", "subsequent", "latest"})
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


@functools.cache
def relative_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near((*_DAYS, *time_words("part"), "tonight"), _day_rules()),
        *near((*time_words("unit"), "period"), _turn_rules()),
        *near(time_words("unit"), _shift_rules()),
    )


def _day_rules() -> tuple[Rule, ...]:
    part = "(?P<part>morning|afternoon|evening|night|midnight|noon)"
    which = rf"(?P<which>this|last|that|the{GAP}(?:same|next|following|previous))"
    return (
        rule(
            rf"\b(?P<day>today|yesterday|tomorrow)\b(?!['’]s{GAP}(?:world|generation|standards|youth|society|age)\b)",
            _day,
        ),
        rule(rf"\bthe{GAP}day{GAP}(?P<side>before|after){GAP}(?P<day>yesterday|tomorrow)\b", _day),
        rule(rf"\b{which}{GAP}{part}\b", _part_of_day),
        rule(r"\b(?P<which>tonight|overnight)\b", _part_of_day),
        rule(r"(?<=\bin )the (?P<part>morning|afternoon|evening|night)\b", _part_of_that_day),
        rule(r"\bthe (?P<part>morning|afternoon|evening|night)\b", _part_of_that_day),
        rule(r"(?<=\bat )(?P<part>night|dawn|dusk|daybreak)\b", _part_of_that_day),
    )


def _turn_rules() -> tuple[Rule, ...]:
    unit = rf"(?P<unit>{unit_pattern(but='T.|1000Y')})(?<!s)"
    which = f"(?P<which>{'|'.join(_SHIFTS)})"
    return (
        rule(
            rf"\b(?P<the>the{GAP})?{which}{GAP}(?:(?P<kind>fiscal|financial|calendar|trading|full){GAP})?{unit}\b(?:{GAP}or{GAP}so\b)?",
            _turn,
        ),
        rule(rf"\bthe{GAP}(?P<unit>weekend)\b(?!{GAP}of\b|-)", _weekend),
    )


def _shift_rules() -> tuple[Rule, ...]:
    count, half = f"(?P<count>{count_pattern()})", rf"(?P<half>{GAP}and{GAP}a{GAP}half)?"
    stop = r"(?=[,.;:)\]]|\s*$)"
    way = rf"(?P<way>ago|earlier|later|from{GAP}now|hence|back|afterwards?|(?:before|after){stop})"
    more = rf"(?:{GAP}or{GAP}(?:so|more))?"
    day = unit_pattern(but="T.")
    return (
        rule(rf"\b{count}(?:{GAP}more)?(?:-|{GAP})(?P<unit>{unit_pattern()}){half}{more}{GAP}{way}\b", _shifted),
        rule(rf"\b(?P<unit>{plural_pattern()}){GAP}(?P<way>ago|earlier|later)\b", _untold_shift),
        rule(rf"\b{count}{GAP}(?P<unit>{day}){GAP}from{GAP}(?P<day>today|tomorrow)\b", _shifted_from),
    )


# ---------------------------------------------------------------- so and so many units off


def _day(match: re.Match[str]) -> Iterator[Expression]:
    shift = _DAYS[match["day"].lower()]
    if side := named(match, "side"):
        shift += 1 if side == "after" else -1
    offset = Offset(shift=shift, unit="day")
    detail = "a day counted from the day of writing"
    yield Expression(span_of(match), "DATE", VALUES["day"], detail, "publication", offset)


def _part_of_day(match: re.Match[str]) -> Iterator[Expression]:
    which = (named(match, "which") or "").removeprefix("the ")
    time = f"T{time_words('part')[named(match, 'part') or 'night']}"
    shift = {"last": -1, "next": 1, "following": 1, "previous": -1}.get(which, 0)
    offset, value = Offset(shift=shift, unit="day", time=time), f"{VALUES['day']}{time}"
    if which in {"this", "last", "tonight", "overnight"}:
        yield Expression(span_of(match), "TIME", value, "a part of the day of writing", "publication", offset)
    else:
        yield Expression(span_of(match), "TIME", value, "a part of a day named before", "time", offset, wants="day")


def _part_of_that_day(match: re.Match[str]) -> Iterator[Expression]:
    time = f"T{time_words('part')[match['part'].lower()]}"
    offset, value = Offset(shift=0, unit="day", time=time), f"{VALUES['day']}{time}"
    yield Expression(span_of(match), "TIME", value, "a part of a day named before", "time", offset, wants="day")


# ---------------------------------------------------------------- so and so many units off


def _turn(match: re.Match[str]) -> Iterator[Expression]:
    which, code, the = match["which"].lower(), unit_code(match["unit"]), bool(match["the"])
    unit = {"10Y": "decade", "100Y": "century"}.get(code, unit_name(code))
    shift, value = _SHIFTS[which], VALUES.get(unit, "XXXX")
    fiscal = named(match, "kind") in {"fiscal", "financial"} and unit != "week"
    grain: Literal["accounts"] | None = "accounts" if fiscal else None
    if which == "past" or (the and which in {"last", "coming"} and unit != "weekend"):
        length = Offset(span=(-1 if shift < 0 else 1) * units_in(code), unit=unit_name(code))
        detail = "a stretch of time up to or from the day of writing"
        yield Expression(span_of(match), "DURATION", duration(1, code), detail, "publication", length)
    elif which == "latest" and unit == "quarter":
        yield from unit_spoken_of(match)
    elif which in _FROM_TEXT or (the and which == "next"):
        offset, detail = Offset(shift=shift, unit=unit, grain=grain), f"a {unit} counted from a time named before"
        wants: Wants = "day" if unit in {"day", "week", "weekend"} else "period"
        yield Expression(span_of(match), "DATE", value, detail, "time", offset, wants=wants)
    else:
        offset, detail = Offset(shift=shift, unit=unit, grain=grain), f"a {unit} counted from the day of writing"
        yield Expression(span_of(match), "DATE", value, detail, "publication", offset)


def _weekend(match: re.Match[str]) -> Iterator[Expression]:
    offset, detail = Offset(shift=0, unit="weekend"), "the weekend near the day of writing"
    yield Expression(span_of(match), "DATE", VALUES["weekend"], detail, "publication", offset, open_direction=True)


# ---------------------------------------------------------------- so and so many units off


def _shifted(match: re.Match[str]) -> Iterator[Expression]:
    count, code, way = count_of(match["count"]), unit_code(match["unit"]), named(match, "way") or ""
    span, back, ago = (
        span_of(match),
        way in {"ago", "earlier", "back", "before"},
        way in {"ago", "from now", "hence", "back"},
    )
    unit, sign = unit_name(code), -1 if back else 1
    if count is None:
        vague = "PAST_REF" if back else "FUTURE_REF"
        yield Expression(span, "DATE", vague, "how far off is not told", "unknown")
    elif unit in {"hour", "minute", "second"}:
        detail = f"some {unit}s off"
        yield Expression(
            span,
            "DURATION",
            duration(count + (0.5 if match["half"] else 0), code),
            detail,
            "publication" if ago else "time",
            Offset(span=sign, unit=unit),
            wants="day",
        )
    else:
        # "a year and a half ago": 18 months
        total, unit = _whole((count + (0.5 if match["half"] else 0)) * units_in(code), unit)
        yield _counted(span, sign * total, unit, ago)


def _untold_shift(match: re.Match[str]) -> Iterator[Expression]:
    """ "months ago": how far off is not told."""
    vague = "FUTURE_REF" if named(match, "way") == "later" else "PAST_REF"
    yield Expression(span_of(match), "DATE", vague, "how far off is not told", "unknown")


def _whole(count: float, unit: str) -> tuple[int, str]:
    """One and a half years -> 18 months."""
    if count != int(count) and unit == "year":
        return round(count * 12), "month"
    return round(count), unit


def _counted(span: Span, shift: int, unit: str, ago: bool) -> Expression:
    value, as_fine = VALUES.get(unit, "XXXX"), unit in {"year", "month"}
    if ago and (shift, unit) == (-1, "year"):
        # "up from $3 million a year ago": reports compare a quarter with the same one a year before.
        offset = Offset(shift=-1, unit="year", grain="anchor")
        return Expression(span, "DATE", value, "a year before the quarter spoken of", "time", offset, wants="quarter")
    if ago:
        detail = f"counted in {unit}s from the day of writing"
        return Expression(span, "DATE", value, detail, "publication", Offset(shift=shift, unit=unit))
    offset = Offset(shift=shift, unit=unit, grain="anchor" if as_fine else None)
    detail = f"counted in {unit}s from a time named before"
    return Expression(span, "DATE", value, detail, "time", offset, wants="period" if as_fine else "day")


def _shifted_from(match: re.Match[str]) -> Iterator[Expression]:
    count, code = count_of(match["count"]), unit_code(match["unit"])
    if count is not None and count == int(count):
        unit, more = unit_name(code), _DAYS[match["day"].lower()] if unit_name(code) == "day" else 0
        offset = Offset(shift=int(count) * units_in(code) + more, unit=unit)
        detail = f"counted in {unit}s from the day of writing"
        yield Expression(span_of(match), "DATE", VALUES.get(unit, "XXXX"), detail, "publication", offset)
