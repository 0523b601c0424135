"""Rules for lengths of time: "two weeks", "the past two months", "the six months ended May 4"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.times.words import (
    ENDED,
    Expression,
    Rule,
    count_of,
    count_pattern,
    duration,
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

_BACK = frozenset({"last", "past", "previous", "latest"})
_AHEAD = frozenset({"next", "coming"})
_OLD = re.compile(rf"(?:-|{GAP})olds?\b", re.I)


@functools.cache
def length_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return tuple(near(time_words("unit"), _length_rules()))


def _length_rules() -> tuple[Rule, ...]:
    count, half = f"(?P<count>{count_pattern()})", rf"(?P<half>{GAP}and{GAP}a{GAP}half)?"
    which = "last|past|next|coming|previous|first|final|latest|following|remaining|closing|opening|preceding"
    kind = rf"(?:(?:more|full|consecutive|straight|long|trading|business){GAP})?"
    old = rf"(?P<old>(?:-|{GAP})olds?\b)?"
    bounded = "of|in|since|when|that|which|to|between|after|before|following|ahead"
    beside = "before|after|since|following|preceding|that followed|that preceded|leading up to|prior to"
    aged = any_of(list(time_words("aged")))
    prepositions = "for|in|over|follows|followed|(?<!matter )of|after|within|during|took|take|takes|last|lasted|than"
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
        rule(
            rf"(?<=\bover )the{GAP}(?P<unit>{plural_pattern()})\b(?!{GAP}(?:{bounded})\b|{GAP}\d|-)",
            _whole_untold_length,
        ),
        rule(rf"\b(?:in|during|over){GAP}the{GAP}(?P<unit>{plural_pattern()})(?={GAP}(?:{beside})\b)", _untold_length),
        rule(rf"\bthe{GAP}(?P<unit>{plural_pattern()}){GAP}(?:ahead|to{GAP}come)\b", _whole_untold_length),
        rule(rf"\b(?:another|an{GAP}(?:additional|extra)){GAP}(?P<unit>{unit_pattern()})(?<!s)\b", _one_more),
        rule(rf"\b(?P<count>{count_pattern()})-(?P<unit>{unit_pattern()})-old\b(?={GAP}{aged}\b)", _age),
    )


# ---------------------------------------------------------------- builders


def _stretch(match: re.Match[str]) -> Iterator[Expression]:
    """ "the past two months": how long it is, and where it lies."""
    which, code, span = match["which"].lower(), unit_code(match["unit"]), span_of(match)
    if match["count"] is None and not match["unit"].lower().endswith(("s", "ia")):
        return
    if match["count"] is None and which == "past":
        yield Expression(span, "DATE", "PAST_REF", "a vague time before the day of writing", "unknown")
        return
    count = count_of(match["count"]) if match["count"] else None
    value = duration(count, code)
    if count is not None and count == int(count) and which in _BACK | _AHEAD:
        offset = Offset(span=(1 if which in _AHEAD else -1) * int(count) * units_in(code), unit=unit_name(code))
        detail = "a stretch of time up to or from the day of writing"
        yield Expression(span, "DURATION", value, detail, "publication", offset, definite=True)
    else:
        yield Expression(span, "DURATION", value, "a stretch of time", "unknown", definite=which in {"first", "latest"})


@functools.cache
def _ended() -> re.Pattern[str]:
    return re.compile(ENDED, re.I)


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
    span, value, definite = Span(start, match.end()), duration(count, code), bool(match["the"])
    if definite and count is not None and count == int(count) and _ended().match(match.string, match.end()):
        offset = Offset(span=-int(count) * units_in(code), unit=unit_name(code))
        detail = "a length of time up to the day that is named after it"
        yield Expression(span, "DURATION", value, detail, "time", offset, wants="end", definite=True)
    else:
        yield Expression(span, "DURATION", value, "a length of time", "unknown", definite=definite)


def _from_to(match: re.Match[str]) -> Iterator[Expression]:
    """ "two to three weeks": at least the two."""
    if _OLD.match(match.string, match.end()):
        return
    value, detail = duration(count_of(match["count"]), unit_code(match["unit"])), "a length of time, its lower bound"
    yield Expression(span_of(match), "DURATION", value, detail, "unknown", mod="EQUAL_OR_MORE")


def _untold_length(match: re.Match[str]) -> Iterator[Expression]:
    value = duration(None, unit_code(match["unit"]))
    yield Expression(Span(*match.span("unit")), "DURATION", value, "a length of time that is not told", "unknown")


def _whole_untold_length(match: re.Match[str]) -> Iterator[Expression]:
    """ "the weeks ahead", all of the words."""
    value = duration(None, unit_code(match["unit"]))
    yield Expression(span_of(match), "DURATION", value, "a length of time that is not told", "unknown")


def _one_more(match: re.Match[str]) -> Iterator[Expression]:
    value = duration(1, unit_code(match["unit"]))
    yield Expression(span_of(match), "DURATION", value, "a length of time, added to another", "unknown")


def _age(match: re.Match[str]) -> Iterator[Expression]:
    """ "the eight-month-old truce": what lasts has a length, who lives has an age."""
    value = duration(count_of(match["count"]), unit_code(match["unit"]))
    yield Expression(span_of(match), "DURATION", value, "how long something has lasted", "unknown")


def _long(match: re.Match[str]) -> Iterator[Expression]:
    value = duration(None if match["many"] else 1, unit_code(match["unit"]))
    yield Expression(span_of(match), "DURATION", value, "a length of time", "unknown")
