"""On which side of the day of writing a time lies that does not say so itself: by the tense of its clause."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.annotate.time_tense import Told
from sayso.annotate.time_words import Expression
from sayso.language.offsets import Direction, Offset

_AHEAD = re.compile(
    r"\b(?:until|till|by|due|payable|effective"
    r"|(?:scheduled|set|slated|planned|due|expected)(?: \w{1,20}){0,2}? (?:for|on|in))\s$",
    re.I,
)
"""Words before a date that let it lie ahead even where the verb is past: "extended until Friday"."""


def turn(text: str, reading: Expression, told: Told) -> Expression:
    """An expression, the tense of its clause -> the expression with its direction.

    Source: in TimeBank and AQUAINT 282 of 310 bare weekdays are the most recent ones, that of writing included
    """
    offset, past = reading.offset, told.direct and told.tense == "past"
    if reading.anchor == "absolute" and past and reading.timex_type == "DATE":
        return replace(reading, offset=Offset(direction="past"), detail=f"{reading.detail}, told as past")
    if offset is None:
        return reading
    if offset.year == 0 and reading.anchor == "publication" and past:
        return replace(reading, offset=replace(offset, direction="past"), detail=f"{reading.detail}, told as past")
    if not reading.open_direction:
        return reading
    ahead = bool(_AHEAD.search(text[max(0, reading.span.start - 60) : reading.span.start]))
    direction = _direction(offset, told, ahead)
    reason = f"its clause is told in the {told.tense}" if told.tense else "no verb tells its tense"
    reason = "the words before it look ahead" if ahead else reason
    placed = replace(offset, direction=direction)
    if offset.unit == "weekend":
        placed = replace(offset, shift=-1 if direction == "past" else 0)
    return replace(reading, offset=placed, detail=f"{reading.detail}; {reason}")


def _direction(offset: Offset, told: Told, ahead: bool) -> Direction:
    """Weekdays: back, unless something looks ahead. Parts of a year: the closer one, unless the verb says otherwise."""
    if offset.weekday is not None or offset.unit == "weekend":
        return "future" if ahead or told.tense == "future" else "past"
    if offset.part is not None:
        return "past" if told.tense == "past" else "near"
    if ahead:
        return "near"
    if told.tense == "past":
        return "past" if told.direct else "near"
    return "future" if told.tense == "future" else "near"


# ---------------------------------------------------------------- narratives

_MANY_DATES = 8
"""So many dates with their year, half as many of them with their month, and hardly any counted from the day of writing,
make a text a narrative of the past; with this the value F1 on WikiWars rises from 61 to 82, and that on news stays."""


def as_narrative(found: list[Expression]) -> list[Expression]:
    """The expressions of a text -> the same; in a narrative, months and days hang on the last year that was named."""
    dates = [reading for reading in found if reading.anchor == "absolute"]
    fine = [reading for reading in dates if len(reading.value or "") >= len("2023-09")]
    hung = [
        reading for reading in found if reading.anchor == "publication" and reading.offset and not _lacks_year(reading)
    ]
    if len(dates) < _MANY_DATES or len(fine) * 2 < _MANY_DATES or len(hung) * 10 > len(dates):
        return found
    return [_hung_on_year(reading) if _lacks_year(reading) else reading for reading in found]


def _counts_from_writing(reading: Expression) -> bool:
    return reading.anchor == "publication" and reading.offset is not None and not _lacks_year(reading)


def _lacks_year(reading: Expression) -> bool:
    offset = reading.offset
    return reading.open_direction and offset is not None and (offset.month is not None or offset.part is not None)


def _hung_on_year(reading: Expression) -> Expression:
    assert reading.offset is not None
    offset = replace(reading.offset, direction=None, year=0)
    detail = "without its year, in a narrative: of the year that was named last"
    return replace(reading, anchor="time", offset=offset, wants="year", detail=detail)
