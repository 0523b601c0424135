"""Rules for what lies in the unit spoken of, or beside it: "earlier in the year", "the day before"."""

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
    duration,
    named,
    near,
    rule,
    span_of,
    unit_code,
    unit_name,
)
from sayso.language.calendar import GAP, any_of, time_words
from sayso.language.offsets import Offset

_UNIT = r"(?P<unit>day|week|month|quarter|year|decade|century)"
_STOP = r"(?=[,.;:)\]]|\s*$)"


@functools.cache
def part_rules() -> tuple[Rule, ...]:
    """The rules, made once."""
    side = r"(?P<side>before|after|following)"
    part = "(?P<part>morning|afternoon|evening)"
    rules = (
        rule(rf"\b(?P<mod>earlier|later|late|early){GAP}in{GAP}the{GAP}{_UNIT}\b(?!-|{GAP}of\b)", _inside),
        rule(rf"\b(?:the{GAP}(?P<mod>{_ends()}){GAP})the{GAP}{_UNIT}\b(?!-|['’]s|{GAP}of\b)", _inside),
        rule(rf"(?<=\bat ){_UNIT}['’]s{GAP}(?P<mod>end|start)\b", _inside),
        rule(rf"\bthe{GAP}day{GAP}{side}\b{_STOP}", _beside),
        rule(rf"\bthe{GAP}(?:(?:fiscal|financial){GAP})?(?P<unit>year)(?={ENDED})", _ended),
        rule(rf"\b(?P<mod>mid|early|late)(?:-|{GAP}){part}\b", _part_of_day),
    )
    return tuple(near((*time_words("unit"), *time_words("part")), rules))


def _ends() -> str:
    """ "end of", "middle of": what stands before a unit, without its article."""
    return any_of([words.removeprefix("the ") for words in time_words("mod") if words.endswith(" of")])


def _inside(match: re.Match[str]) -> Iterator[Expression]:
    """Some time in the year, month or day spoken of; where none is, that of writing."""
    unit = unit_name(unit_code(match["unit"])) if match["unit"] not in {"decade", "century"} else match["unit"]
    words = named(match, "mod") or ""
    mod = time_words("mod").get(words) or {"end": "END", "start": "START"}.get(words)
    wants: Wants = "day" if unit in {"day", "week"} else "period"
    detail = f"a part of the {unit} spoken of"
    offset = Offset(shift=0, unit=unit)
    yield Expression(span_of(match), "DATE", VALUES.get(unit, "XXXX"), detail, "time", offset, mod, wants=wants)


def _beside(match: re.Match[str]) -> Iterator[Expression]:
    offset = Offset(shift=-1 if named(match, "side") == "before" else 1, unit="day")
    yield Expression(
        span_of(match), "DATE", VALUES["day"], "the day beside one named before", "time", offset, wants="day"
    )


def _ended(match: re.Match[str]) -> Iterator[Expression]:
    offset, detail = Offset(span=-1, unit="year"), "a year up to the day that is named after it"
    yield Expression(span_of(match), "DURATION", duration(1, "Y"), detail, "time", offset, wants="end")


def _part_of_day(match: re.Match[str]) -> Iterator[Expression]:
    """ "mid-afternoon": of the day that is named beside it or before."""
    time = f"T{time_words('part')[match['part'].lower()]}"
    mod = time_words("mod")[match["mod"].lower()]
    offset, value = Offset(shift=0, unit="day", time=time), f"{VALUES['day']}{time}"
    yield Expression(span_of(match), "TIME", value, "a part of a day named before", "time", offset, mod, wants="day")
