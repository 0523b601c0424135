"""Rules for vague times: "recently", "in coming months", "for some time", "will one day"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.times.words import (
    Expression,
    Rule,
    duration,
    named,
    near,
    plural_pattern,
    rule,
    span_of,
    unit_code,
    unit_pattern,
)
from sayso.language.calendar import GAP, any_of, time_words
from sayso.spans import Span
from sayso.tables import TimeAnchor


@functools.cache
def vague_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return (
        *near(("day",), _someday_rules()),
        *near(("while", "time"), _some_time_rules()),
        *near((*time_words("reference"), "later"), _vague_rules()),
    )


def _someday_rules() -> tuple[Rule, ...]:
    modal = "|".join(rf"(?<=\b{word} )" for word in ("will", "would", "could", "may", "might", "can", "should"))
    return (rule(rf"(?:{modal})one{GAP}day\b", _future),)


def _some_time_rules() -> tuple[Rule, ...]:
    return (rule(rf"(?<=\bfor )(?:a{GAP}(?:short{GAP}|long{GAP}|little{GAP})?while|some{GAP}time)\b", _some_time),)


def _vague_rules() -> tuple[Rule, ...]:
    words = any_of([word for word in time_words("reference") if word != "today"])
    counted = rf"\d|(?:few|several|couple|two|three|four|five|six|seven|eight|nine|ten|twelve|{unit_pattern()})\b"
    return (
        rule(rf"(?<!\bas )\b(?P<word>{words})\b(?!-|{GAP}(?:after|thereafter|{counted}))", _vague),
        rule(rf"\brecent{GAP}(?P<unit>{plural_pattern()})\b", _recent),
        rule(rf"\bfuture{GAP}{plural_pattern()}\b", _future),
        rule(rf"(?<=\bat )a{GAP}later{GAP}date\b", _future),
    )


# ---------------------------------------------------------------- builders


def _vague(match: re.Match[str]) -> Iterator[Expression]:
    word = named(match, "word") or ""
    value = time_words("reference")[word]
    start = match.start() + (3 if word.startswith("in the") else 0)
    anchor: TimeAnchor = "publication" if value == "PRESENT_REF" else "unknown"
    yield Expression(Span(start, match.end()), "DATE", value, "a vague time around the day of writing", anchor)


def _future(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", "FUTURE_REF", "a vague time after the day of writing", "unknown")


def _recent(match: re.Match[str]) -> Iterator[Expression]:
    value, detail = duration(None, unit_code(match["unit"])), "a length of time up to the day of writing"
    yield Expression(span_of(match), "DURATION", value, detail, "unknown")


def _some_time(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DURATION", "PXX", "a length of time, neither its unit nor number told", "unknown")
