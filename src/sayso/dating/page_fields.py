"""Candidates from what a file says of itself: its metadata, and those of its wrapper; its address."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.language.calendar import FoundDate, is_day, month_number, read_date, read_zone, time_words
from sayso.language.lexicons import read_word_list
from sayso.spans import Span
from sayso.tables import DateAbout, DateMethod, LocalDocument

MAX_VALUE = 100
"""Code points of a field in which its date is looked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that was found, before it becomes a row.

    labelled: whether the words beside it say what it is of
    closes:   the document was published no later
    made:     the page was begun then, if another date says when it was published
    """

    about: DateAbout
    date: FoundDate
    method: DateMethod
    words: str
    detail: str
    in_text: bool = False
    labelled: bool = False
    closes: bool = False
    made: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What a field's name says that its date is of.

    detail: in words; {name} stands for the field's name
    """

    about: DateAbout
    closes: bool
    detail: str
    made: bool


def of_metadata(document: LocalDocument) -> Iterator[Candidate]:
    """A document's metadata -> its dates, each of the day as stated in its own zone."""
    seen: set[str] = set()
    for stated in document.metadata:
        words = stated.value[:MAX_VALUE]
        found = read_date(words)
        # The first field of a name speaks of the page itself, a later one perhaps of a page that it links to.
        if found is None or stated.name in seen:
            continue
        seen.add(stated.name)
        zone = f", by a clock in {zone}" if (zone := read_zone(words)) else ""
        if field := _field(stated.name):
            detail = field.detail.format(name=stated.name) + zone
            yield Candidate(field.about, found, "metadata", words, detail, closes=field.closes, made=field.made)
        elif re.search(r"\btime\b|datetime", stated.name, re.I):
            # A <time> element may belong to a list of other articles: it counts no more than a line of the header.
            yield Candidate("published", found, "header", words, f"a time mark on the page says so{zone}")


@functools.cache
def _fields() -> dict[str, Field]:
    abouts: dict[str, DateAbout] = {"updated": "updated", "page_clock": "page_clock"}
    return {
        row["name"]: Field(
            abouts.get(row["about"], "published"),
            row["closes"] == "yes",
            row["detail"] or "the page's field {name} says so",
            row["about"] == "made",
        )
        for row in read_word_list("date_fields")
    }


def _field(name: str) -> Field | None:
    letters = re.sub(r"[^a-z]", "", name.lower())
    known = _fields()
    return next((known[letters[at:]] for at in range(len(letters)) if letters[at:] in known), None)


@functools.cache
def _address_patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(time_words("month"), key=len, reverse=True))
    return (
        re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?!\d)"),
        re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)[/-](?P<name>{names})[/-](?P<d>[0-3]?\d)(?!\d)", re.I),
        re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
        re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)"),
    )


def of_address(document: LocalDocument, url: str | None) -> Iterator[Candidate]:
    """A document, its address -> the dates in that and in its canonical one."""
    canonical = (field.value for field in document.metadata if "canonical" in field.name or field.name == "og:url")
    for address in sorted({address for address in (url, *canonical) if address}):
        for pattern in _address_patterns():
            if match := pattern.search(address[:500]):
                found = _date_of_address(match)
                if found is not None:
                    yield Candidate("published", found, "url", match.group(), "the page's address carries this date")
                    break


def _date_of_address(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    month = month_number(parts["name"]) if parts.get("name") else int(parts["m"])
    span = Span(*match.span())
    if not parts.get("d"):
        return FoundDate(span, f"{parts['y']}-{month:02d}", "month")
    value = f"{parts['y']}-{month:02d}-{int(parts['d']):02d}"
    return FoundDate(span, value, "day") if is_day(value) else None
