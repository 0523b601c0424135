"""Rules for the periods of reports: "the latest quarter", "a year-earlier loss", "the quarter ended May 4"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from sayso.annotate.times.words import (
    ENDED,
    VALUES,
    Expression,
    Rule,
    Wants,
    count_of,
    count_pattern,
    duration,
    named,
    near,
    rule,
    span_of,
)
from sayso.language.calendar import GAP, time_words
from sayso.language.offsets import Offset


@functools.cache
def report_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    return tuple(near((*time_words("unit"), "period"), _report_rules()))


def _report_rules() -> tuple[Rule, ...]:
    like = rf"(?:comparable{GAP}|corresponding{GAP})?"
    ago = rf"year(?:-|{GAP})(?:earlier|ago)"
    parts = ("months of", "half of", "quarter of", "rest of", "most of", "remainder of", "high for", "low for")
    part_of = "|".join(rf"(?<=\b{words} )" for words in parts)
    of_that = (
        rf"(?:{GAP}(?P<nth>first|second|third|fourth){GAP}quarter|{GAP}(?P<count>{count_pattern()}){GAP}months"
        rf"|{GAP}(?:quarter|period|level|month))"
    )
    return (
        rule(rf"\b(?:the{GAP})?{like}{ago}{of_that}\b|\byear-(?:earlier|ago)\b", _year_earlier),
        rule(rf"\blast{GAP}year['’]s{GAP}{like}(?:quarter|period)\b", _year_earlier),
        rule(
            rf"\bthe{GAP}(?:{like}|same{GAP}|like{GAP})(?:quarter|period)(?:,?{GAP}(?:of{GAP})?last{GAP}year|{GAP}a{GAP}{ago})\b",
            _year_earlier,
        ),
        rule(rf"\bthe{GAP}latest{GAP}(?P<unit>period)\b", unit_spoken_of),
        rule(rf"\bthe{GAP}(?P<unit>quarter)\b(?!{GAP}(?:of|century|mile|final)|-|{ENDED})", unit_spoken_of),
        rule(rf"\bthe{GAP}quarter(?={ENDED})", _quarter_ended),
        rule(rf"(?<=\bfor )the{GAP}year\b(?!-|['’]s|{GAP}\w)", _this_year),
        rule(rf"(?:{part_of})the{GAP}year\b(?!-|['’]s|{ENDED}|{GAP}\d)", _this_year),
        rule(rf"\bthe{GAP}(?:fiscal|financial|full|calendar){GAP}year\b(?!-|['’]s|{GAP}\d|{ENDED})", _this_year),
        rule(rf"\b(?:the{GAP})?year(?:['’]s{GAP}|{GAP})end\b", _year_end),
        rule(r"\byear-end\b", _last_day),
    )  # fmt: skip


# ---------------------------------------------------------------- builders


def _year_earlier(match: re.Match[str]) -> Iterator[Expression]:
    nth, count = named(match, "nth"), named(match, "count")
    if nth is not None:
        offset, detail = Offset(part=f"Q{time_words('ordinal')[nth]}", year=-1), "a quarter of the year before"
        yield Expression(span_of(match), "DATE", f"XXXX-{offset.part}", detail, "publication", offset)
        return
    if count is not None:
        value, detail = duration(count_of(count), "M"), "months of the year before"
        yield Expression(span_of(match), "DURATION", value, detail, "unknown")
        return
    offset = Offset(shift=-1, unit="year", grain="anchor")
    wants: Wants = "quarter" if "last" in match.group().lower() else "period"
    detail = "a year before the time spoken of"
    yield Expression(span_of(match), "DATE", "XXXX", detail, "time", offset, wants=wants)


def unit_spoken_of(match: re.Match[str]) -> Iterator[Expression]:
    """ "the quarter", "the latest quarter": the one that the report is of."""
    offset = Offset(shift=0, unit="quarter")
    detail = "the quarter spoken of"
    yield Expression(span_of(match), "DATE", VALUES["quarter"], detail, "time", offset, wants="quarter")


def _quarter_ended(match: re.Match[str]) -> Iterator[Expression]:
    offset, detail = Offset(shift=0, unit="quarter"), "the quarter up to the day that is named after it"
    yield Expression(span_of(match), "DATE", VALUES["quarter"], detail, "time", offset, wants="end")


def _this_year(match: re.Match[str]) -> Iterator[Expression]:
    fiscal = re.search("fiscal|financial", match.group())
    offset = Offset(shift=0, unit="year", grain="accounts" if fiscal else None)
    detail = "the year of writing, as no other is named"
    yield Expression(span_of(match), "DATE", "XXXX", detail, "publication", offset)


def _year_end(match: re.Match[str]) -> Iterator[Expression]:
    offset, detail = Offset(shift=0, unit="year"), "the end of the year of writing"
    yield Expression(span_of(match), "DATE", "XXXX", detail, "publication", offset, mod="END")


def _last_day(match: re.Match[str]) -> Iterator[Expression]:
    """The "year-end" of reports: the day on which accounts are closed."""
    offset, detail = Offset(month=12, day=31), "the last day of a year that is not named"
    yield Expression(span_of(match), "DATE", "XXXX-12-31", detail, "publication", offset, open_direction=True)
