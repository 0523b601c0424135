"""Rules for lengths of time, for repeated and for vague times: "two weeks", "every Monday", "recently"."""

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
    plural_pattern,
    rule,
    span_of,
    unit_code,
    unit_name,
    unit_pattern,
    units_in,
)
from sayso.language.calendar import GAP, any_of, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span
from sayso.tables import TimeAnchor

_BACK = frozenset({"last", "past", "previous", "latest"})
_AHEAD = frozenset({"next", "coming"})
_OLD = re.compile(rf"(?:-|{GAP})olds?\b", re.I)


@functools.cache
def length_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near(time_words("unit"), (*_rate_rules(), *_length_rules())),
        *near([form for day in time_words("weekday") for form in (day, f"{day}s")], _repeated_weekday_rules()),
        *near(time_words("repeated"), _repeated_rules()),
        *near(time_words("reference"), _vague_rules()),
    )


def _length_rules() -> tuple[Rule, ...]:
    count, half = f"(?P<count>{count_pattern()})", rf"(?P<half>{GAP}and{GAP}a{GAP}half)?"
    which = "last|past|next|coming|previous|first|final|latest|following|remaining|closing|opening|preceding"
    kind = rf"(?:(?:more|full|consecutive|straight|long|trading|business){GAP})?"
    old = rf"(?P<old>(?:-|{GAP})olds?\b)?"
    prepositions = "for|in|over|of|after|within|during|took|take|takes|last|lasted|than"
    return (
        rule(
            rf"\b(?:the{GAP})?(?P<which>{which}){GAP}(?:{count}{GAP})?(?P<unit>{unit_pattern()})\b(?:{GAP}or{GAP}so\b)?",
            _stretch,
        ),
        rule(
            rf"\b(?P<the>the{GAP})?{count}(?:(?P<hyphen>-)|{GAP}{kind})(?P<unit>{unit_pattern()}){half}\b{old}", _length
        ),
        rule(
            rf"\b(?P<count>{count_pattern()})(?:{GAP}(?:to|or){GAP}|-){count_pattern()}(?:-|{GAP})(?P<unit>{unit_pattern()})\b",
            _from_to,
        ),
        rule(rf"\b(?P<count>an?){GAP}(?P<unit>{unit_pattern()}){GAP}or{GAP}(?:two|so|more)\b", _from_to),
        rule(rf"\b(?:{prepositions}){GAP}(?P<unit>{plural_pattern()})\b", _untold_length),
        rule(rf"\b(?P<unit>decade|year|month|week|day|hour)(?P<many>s?)(?:-|{GAP})long\b", _long),
    )


def _repeated_weekday_rules() -> tuple[Rule, ...]:
    days = [name for name in time_words("weekday") if name.endswith("day")]
    weekday, capital = f"(?P<weekday>{any_of(days)})", f"(?P<weekday>{any_of([name.title() for name in days])})"
    part = rf"(?:{GAP}(?P<part>morning|afternoon|evening|night)s?)?"
    return (
        rule(rf"\b(?:every|each)(?:{GAP}other)?{GAP}{weekday}{part}\b", _every_weekday),
        rule(rf"\b{capital}s(?:{GAP}and{GAP}\w+days)?\b", _every_weekday, any_case=False),
        rule(rf"\b{weekday}{GAP}(?P<part>morning|afternoon|evening|night)s\b", _every_weekday),
    )


def _repeated_rules() -> tuple[Rule, ...]:
    return (rule(rf"\b(?P<word>{any_of(list(time_words('repeated')))})\b", _repeated),)


def _rate_rules() -> tuple[Rule, ...]:
    count = f"(?P<count>{count_pattern()})"
    no = f"ago|earlier|later|or|after|before|old|long|of|in|with|for|that|when|and{GAP}a{GAP}half"
    return (
        rule(rf"\b(?:every|each)(?P<other>{GAP}other)?(?:{GAP}{count})?{GAP}(?P<unit>{unit_pattern()})\b", _every),
        rule(rf"(?<=[\w%]) (?P<per>(?:per|an?){GAP}(?P<unit>year|month|week|day|hour))\b(?!-|{GAP}(?:{no})\b)", _per),
    )


def _vague_rules() -> tuple[Rule, ...]:
    words = any_of([word for word in time_words("reference") if word != "today"])
    counted = rf"\d|(?:few|several|couple|two|three|four|five|six|seven|eight|nine|ten|twelve|{unit_pattern()})\b"
    return (
        rule(rf"(?<!\bas )\b(?P<word>{words})\b(?!-|{GAP}(?:after|thereafter|{counted}))", _vague),
        rule(rf"\brecent{GAP}{plural_pattern()}\b", _recent),
    )


# ---------------------------------------------------------------- lengths


def _stretch(match: re.Match[str]) -> Iterator[Expression]:
    """ "the past two months": how long it is, and where it lies."""
    which, code, span = match["which"].lower(), unit_code(match["unit"]), span_of(match)
    if match["count"] is None and not match["unit"].lower().endswith(("s", "ia")):
        return
    if match["count"] is None and which in {"coming", "past"}:
        vague = "FUTURE_REF" if which == "coming" else "PAST_REF"
        yield Expression(span, "DATE", vague, "a vague time around the day of writing", "unknown")
        return
    count = count_of(match["count"]) if match["count"] else None
    value = duration(count, code)
    if count is not None and count == int(count) and which in _BACK | _AHEAD:
        offset = Offset(span=(1 if which in _AHEAD else -1) * int(count) * units_in(code), unit=unit_name(code))
        detail = "a stretch of time up to or from the day of writing"
        yield Expression(span, "DURATION", value, detail, "publication", offset)
    else:
        yield Expression(span, "DURATION", value, "a stretch of time", "unknown")


def _length(match: re.Match[str]) -> Iterator[Expression]:
    count, code, told = count_of(match["count"]), unit_code(match["unit"]), match["count"].lower()
    plural = match["unit"].lower().endswith(("s", "ia"))
    adjective = bool(match["hyphen"]) or (not plural and told not in {"a", "an", "one", "half a", "half an"})
    # "four years old" is nobody's time, "three-quarters" no time at all, "a second" mostly the one after the first.
    if (
        match["old"]
        or (code == "Q" and not match["the"] and count is not None and count < 4)
        or (code == "TS" and not plural)
    ):
        return
    # "the 1945 year", "three-weeks", "a days"
    if adjective and (plural or (told[0].isdigit() and not match["hyphen"])):
        return
    if plural and told in {"a", "an"}:
        return
    count = None if count is None else count + (0.5 if match["half"] else 0)
    start = match.start("count") if adjective else match.start()
    yield Expression(Span(start, match.end()), "DURATION", duration(count, code), "a length of time", "unknown")


def _from_to(match: re.Match[str]) -> Iterator[Expression]:
    """ "two to three weeks": at least the two."""
    if _OLD.match(match.string, match.end()):
        return
    value, detail = duration(count_of(match["count"]), unit_code(match["unit"])), "a length of time, its lower bound"
    yield Expression(span_of(match), "DURATION", value, detail, "unknown", mod="EQUAL_OR_MORE")


def _untold_length(match: re.Match[str]) -> Iterator[Expression]:
    value = duration(None, unit_code(match["unit"]))
    yield Expression(Span(*match.span("unit")), "DURATION", value, "a length of time that is not told", "unknown")


def _long(match: re.Match[str]) -> Iterator[Expression]:
    value = duration(None if match["many"] else 1, unit_code(match["unit"]))
    yield Expression(span_of(match), "DURATION", value, "a length of time", "unknown")


# ---------------------------------------------------------------- repeated times


def _every(match: re.Match[str]) -> Iterator[Expression]:
    count = count_of(match["count"]) if match["count"] else (2.0 if match["other"] else 1.0)
    value = duration(count, unit_code(match["unit"]))
    yield Expression(span_of(match), "SET", value, "a repeated time", "unknown")


def _every_weekday(match: re.Match[str]) -> Iterator[Expression]:
    weekday, part = time_words("weekday")[match["weekday"].rstrip(".").lower()], named(match, "part")
    time = f"T{time_words('part')[part]}" if part else ""
    yield Expression(span_of(match), "SET", f"XXXX-WXX-{weekday}{time}", "a weekday, repeated", "unknown")


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


# ---------------------------------------------------------------- vague times


def _vague(match: re.Match[str]) -> Iterator[Expression]:
    word = named(match, "word") or ""
    value = time_words("reference")[word]
    start = match.start() + (3 if word.startswith("in the") else 0)
    anchor: TimeAnchor = "publication" if value == "PRESENT_REF" else "unknown"
    yield Expression(Span(start, match.end()), "DATE", value, "a vague time around the day of writing", anchor)


def _recent(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", "PAST_REF", "a vague time before the day of writing", "unknown")
