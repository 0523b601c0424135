"""Full dates: the days that a text names with their year, or whose year follows from others that it names."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.language.calendar import any_of, days_of, is_day, weekday_number, weekday_pattern
from sayso.language.lexicons import read_word_list, several
from sayso.language.offsets import read_offset
from sayso.tables import LocalTime

LEAD = 800
"""So far from its beginning a text tells its own news rather than what went before."""
MOST_DATES = 40
"""So many full dates, and so many months with a day, of a text are weighed: a chronicle names thousands."""

MOST_YEARS = 3
"""So many years, the latest that a text names, bound one that it does not name."""

_POST = re.compile(r"\(@\w{1,20}\)[\s,·-]{1,3}(?:on )?$")
"""What stands before the date of a post that a page shows."""
_YEAR = re.compile(r"(?<![\d$€£.,/-])(?:19|20)\d\d(?![\d-]|,\d|\.\d|\s+block)")

DateStyle = Literal["post", "news", "lead", "plain", "fits"]


@dataclass(frozen=True, slots=True)
class FullDate:
    """A day that a text names, and how it does so.

    style: post (of a post that the page shows), news (with its weekday or hour), lead (in the first lines), plain;
           fits (without its year, its weekday agrees with one of the years that the text bounds)
    """

    day: dt.date
    style: DateStyle
    time: LocalTime


def full_dates(text: str, times: Iterable[LocalTime]) -> list[FullDate]:
    """A text, its time expressions -> the days among them whose year is known.

    Keeps: a month and day whose year nothing bounds is left out, not guessed
    """
    told = list(times)
    found = [
        FullDate(days.first, _style(text, time), time)
        for time in told
        if time.anchor == "absolute" and time.value and (days := days_of(time.value)) and days.first == days.last
    ]
    return [*found[:MOST_DATES], *itertools.islice(_with_year(text, told), MOST_DATES)]


def _style(text: str, time: LocalTime) -> DateStyle:
    if _POST.search(text[max(0, time.start - 30) : time.start]):
        return "post"
    if time.timex_type == "TIME" or weekday_in(time.text) is not None:
        return "news"
    return "lead" if time.start < LEAD else "plain"


def _with_year(text: str, times: Iterable[LocalTime]) -> Iterator[FullDate]:
    """ "Monday, June 12" in a text that names 2016 -> June 12, 2017, which is a Monday as that of 2016 is not."""
    years = sorted({int(match.group()) for match in _YEAR.finditer(text)})[-MOST_YEARS:]
    if not years:
        return
    for time in times:
        weekday = weekday_in(time.text)
        if time.anchor != "publication" or not time.offset or weekday is None:
            continue
        offset = read_offset(time.offset)
        if offset.month is None or offset.day is None or offset.year is not None:
            continue
        # What is told in a year names the years up to it, not always its own.
        values = [f"{year:04d}-{offset.month:02d}-{offset.day:02d}" for year in sorted({*years, years[-1] + 1})]
        days = [dt.date.fromisoformat(value) for value in values if is_day(value)]
        fit = [day for day in days if day.isoweekday() == weekday]
        if len(fit) == 1:
            yield FullDate(fit[0], "fits", time)


def later_steps(text: str) -> int:
    """A text -> how many words in its first lines tell of what follows long after a deed."""
    return len(set(_later_pattern().findall(text[:LEAD].lower())))


@functools.cache
def _later_pattern() -> re.Pattern[str]:
    words = [word for row in read_word_list("later_steps") for word in several(row["words"])]
    return re.compile(rf"\b{any_of(words)}\b")


def weekday_in(words: str) -> int | None:
    """The weekday that an expression names: "Tuesday, May 24" -> 2."""
    match = re.search(rf"\b{weekday_pattern()}", words)
    return weekday_number(match.group()) if match else None
