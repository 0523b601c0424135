"""Rules for holidays: on the same day every year, or on one that moves."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.annotate.times.dates import YEAR, of_some_year
from sayso.annotate.times.words import Expression, Rule, named, near, rule, span_of
from sayso.language.calendar import GAP, any_of, time_words
from sayso.language.offsets import Offset, read_offset, value_at


@functools.cache
def holiday_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    which = rf"(?:\b(?:[Tt]his{GAP})?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming){GAP})?"
    turn = rf"(?:{GAP}(?P<turn>last|this|next){GAP}year)?"
    holiday = f"(?P<holiday>{any_of(_spellings())})(?P<week>{GAP}[Ww]eek(?!end))?"
    rules = (rule(rf"{which}\b{holiday}(?:,?{GAP}(?P<year>{YEAR})|{turn})\b", _holiday, any_case=False),)
    return tuple(near(_offsets(), rules))


def _spellings() -> list[str]:
    """The holidays with capitals, as a sentence has them."""
    forms = [form for name in _offsets() for form in (name.title(), name.capitalize())]
    return [re.sub(r"(['’])S\b", r"\1s", form) for form in forms]


@functools.cache
def _offsets() -> dict[str, Offset]:
    fixed = {name: Offset(month=int(day[:2]), day=int(day[3:])) for name, day in time_words("holiday").items()}
    return fixed | {name: read_offset(offset) for name, offset in time_words("moving").items()}


def _holiday(match: re.Match[str]) -> Iterator[Expression]:
    offset = _offsets()[named(match, "holiday") or ""]
    if match["week"]:
        offset = replace(offset, unit="week")
    if year := match["year"]:
        value = value_at(replace(offset, year=0), year)
        yield Expression(span_of(match), "DATE", value, "a holiday with its year")
    else:
        month = f"{offset.month:02d}" if offset.month is not None else "XX"
        fixed = offset.day is not None and offset.nth is None
        value = "XXXX-WXX" if match["week"] else f"XXXX-{month}-" + (f"{offset.day:02d}" if fixed else "XX")
        yield from of_some_year(match, value, offset, "a holiday")
