"""On which side of the day of writing a time lies that does not say so itself: by the tense of its clause."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.annotate.times.tense import Told
from sayso.annotate.times.words import Expression
from sayso.language.offsets import Direction, Offset

_AHEAD = re.compile(
    r"\b(?:until|till|by|due|payable|effective"
    r"|set for|ahead of|(?:scheduled|slated|planned|due|expected)(?: \w{1,20}){0,2}? (?:for|on|in))\s$",
    re.I,
)
"""Words before a date that let it lie ahead even where the verb is past: "extended until Friday"."""


_BEHIND = re.compile(r"\bsince(?: \w{1,20}){0,3} $", re.I)
"""Words before a date of which it can but lie behind: "since shortly after the October 23 fire"."""

_AS_WHAT = re.compile(r"\s(?:as|to be)\s(?:an?|the|its|their|his|her)\b", re.I)
"""Words after a date that is not when the verb happens: "set June 30 as the deadline"."""


def turn(text: str, reading: Expression, told: Told) -> Expression | None:
    """An expression, the tense of its clause -> the expression with its direction; None for a "soon" told as past.

    Source: in TimeBank and AQUAINT 282 of 310 bare weekdays are the most recent ones, that of writing included
    """
    reading = replace(reading, ahead=told.tense == "future")
    offset, past = reading.offset, told.direct and told.tense == "past"
    if reading.anchor == "absolute" and past and reading.timex_type == "DATE":
        return replace(
            reading, offset=replace(offset or Offset(), direction="past"), detail=f"{reading.detail}, told as past"
        )
    if reading.value == "FUTURE_REF" and told.tense == "past" and reading.span.of(text).lower() == "soon":
        return None
    if offset is None:
        return reading
    if offset.year == 0 and reading.anchor == "publication" and past:
        return replace(reading, offset=replace(offset, direction="past"), detail=f"{reading.detail}, told as past")
    if not reading.open_direction:
        return reading
    if _AS_WHAT.match(text, reading.span.end):
        told = told._replace(direct=False)
    before = text[max(0, reading.span.start - 60) : reading.span.start]
    ahead = not told.before and (told.plans or bool(_AHEAD.search(before)))
    behind = bool(_BEHIND.search(before))
    direction = "past" if behind else _direction(offset, told, ahead)
    reason = f"its clause is told in the {told.tense}" if told.tense else "no verb tells its tense"
    reason = "its verb or the words before it look ahead" if ahead else reason
    reason = "the words before it look back" if behind else reason
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
        return "ahead" if told.tense == "future" else "near"
    if told.attribute:
        return "near"
    if told.tense == "past":
        return "past" if told.direct else "near"
    return "future" if told.tense == "future" else "near"
