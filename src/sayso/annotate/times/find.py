"""Times: the time expressions of a text, and what each hangs on.

Rules (`time_readings` names them) read expressions one by one; words that mean something else are left out
(`time_names`), the longest of overlapping readings is kept, words around it ("early", "nearly", "as early as") are
joined to it and neighbours put together ("5 p.m. Friday": `time_around`; "from Sunday to Wednesday": `time_ranges`).
The tense of the clause says on which side of the day of writing a bare "Friday" lies (`time_turns`), and what was named
before gives a year, or a day, to what lacks it (`time_carry`, `time_narrative`, `time_links`).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.annotate.times.around import join_clocks, with_modifier
from sayso.annotate.times.carry import carry_years
from sayso.annotate.times.links import Link, link_anchors
from sayso.annotate.times.narrative import as_narrative
from sayso.annotate.times.ranges import join_ranges, join_spelled_years, share_years
from sayso.annotate.times.readings import readings
from sayso.annotate.times.tense import Reader
from sayso.annotate.times.turns import turn
from sayso.annotate.times.words import Expression
from sayso.ids import content_id
from sayso.spans import Span
from sayso.tables import LocalTime

if TYPE_CHECKING:
    from spacy.tokens import Doc

METHOD = "annotate/1"


def find_times(doc_id: str, text: str, parse: Doc, sentences: Sequence[Span]) -> list[LocalTime]:
    """A text, its parse, its sentences -> its time expressions, in order; none overlaps another.

    Keeps: what hangs on something that cannot be told has anchor 'unknown'
    """
    reader = Reader(parse)
    found = [reading for reading in readings(text) if reader.allows(text, reading)]
    found = without_doubtful(longest(found))
    found = join_clocks(text, [with_modifier(text, reading) for reading in found])
    found = longest(found)
    turned = [one for reading in found if (one := turn(text, reading, reader.told(reading.span))) is not None]
    together = join_ranges(text, share_years(text, join_spelled_years(text, turned)))
    told = as_narrative(together) or [(reading, None) for reading in carry_years(text, together, sentences)]
    linked = link_anchors([Link(*reading) for reading in told], sentences)
    ids = [content_id("time", doc_id, *link.expression.span) for link in linked]
    return [
        _row(doc_id, text, link.expression, ids[place], ids[link.anchor] if link.anchor is not None else None)
        for place, link in enumerate(linked)
    ]


def _row(doc_id: str, text: str, found: Expression, time_id: str, anchor_time_id: str | None) -> LocalTime:
    return LocalTime(
        time_id=time_id,
        doc_id=doc_id,
        start=found.span.start,
        end=found.span.end,
        text=found.span.of(text),
        timex_type=found.timex_type,
        value=found.value,
        mod=found.mod,
        anchor=found.anchor,
        anchor_time_id=anchor_time_id,
        offset=str(found.offset) if found.offset is not None else None,
        method=METHOD,
        detail=found.detail,
    )


def longest(found: Sequence[Expression]) -> list[Expression]:
    """Readings -> those that overlap no longer one, in order; of equally long ones the first."""
    kept: list[Expression] = []
    starts: list[int] = []
    for reading in sorted(found, key=lambda reading: (reading.span.start - reading.span.end, reading.span.start)):
        place = bisect.bisect_left(starts, reading.span.start)
        neighbours = kept[max(0, place - 1) : place + 1]
        if reading.span.start < reading.span.end and not any(reading.span.overlaps(other.span) for other in neighbours):
            kept.insert(place, reading)
            starts.insert(place, reading.span.start)
    return kept


_NEAR_YEARS = 20
"""So many years apart, a year that is sure bears out a number that may be one."""


def without_doubtful(found: Sequence[Expression]) -> list[Expression]:
    """Readings -> the same without numbers that are years only if the text names others near them, and it does not."""
    sure = sorted({int(match[0]) for reading in found if (match := _sure_year(reading))})

    def borne_out(reading: Expression) -> bool:
        year = int(reading.value or 0)
        place = bisect.bisect_left(sure, year)
        return any(abs(other - year) <= _NEAR_YEARS for other in sure[max(0, place - 1) : place + 1])

    return [reading for reading in found if not reading.doubtful or borne_out(reading)]


def _sure_year(reading: Expression) -> re.Match[str] | None:
    return None if reading.doubtful or reading.timex_type != "DATE" else re.match(r"\d{4}", reading.value or "")
