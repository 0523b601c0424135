"""Rules for years before Christ, their months and seasons, decades and centuries."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.times.words import Expression, Rule, near, rule, span_of
from sayso.language.calendar import GAP, any_of, month_number, month_pattern, time_words

_MARK = rf"{GAP}(?:BCE?\b|B\.{GAP}?C\.?(?:{GAP}?E\.)?)"


@functools.cache
def ancient_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    season = any_of([form for name in time_words("season") for form in (name, name.capitalize())])
    part = rf"(?:(?:the{GAP})?(?:(?P<month>{month_pattern()})|(?P<season>{season})),?{GAP}(?:of{GAP})?)?"
    until = rf"(?={GAP}?[-–—]{GAP}?\d{{1,4}}{_MARK}|,?{GAP}(?:to|until|and|or){GAP}\d{{1,4}}{_MARK})"
    century = r"(?P<century>[1-9]\d?)(?:st|nd|rd|th)"
    rules = (
        rule(rf"\b{part}(?P<year>[1-9]\d{{0,3}}){_MARK}", _year, any_case=False),
        rule(rf"\b{part}(?P<year>[1-9]\d{{0,3}}){until}", _year, any_case=False),
        rule(rf"\b(?:the{GAP})?(?P<decade>[1-9]\d{{0,2}})0s{_MARK}", _decade, any_case=False),
        rule(rf"\b(?:the{GAP})?{century}{GAP}century{_MARK}", _century, any_case=False),
    )
    return tuple(near(("bc", "bce", "b"), rules))


def _year(match: re.Match[str]) -> Iterator[Expression]:
    value = f"BC{int(match['year']):04d}"
    if match["month"]:
        value = f"{value}-{month_number(match['month']):02d}"
    elif match["season"]:
        value = f"{value}-{time_words('season')[match['season'].lower()]}"
    yield Expression(span_of(match), "DATE", value, "a time before Christ")


def _decade(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", f"BC{int(match['decade']):03d}", "a decade before Christ")


def _century(match: re.Match[str]) -> Iterator[Expression]:
    yield Expression(span_of(match), "DATE", f"BC{int(match['century']) - 1:02d}", "a century before Christ")
