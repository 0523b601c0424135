"""The calendar: dates written out in text, and the days that a TIMEX3 value covers."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sayso.language.lexicons import read_word_list, several
from sayso.spans import Span

Precision = Literal["day", "month", "year"]


class FoundDate(NamedTuple):
    """A date written out with its year: its place, its ISO 8601 value, how fine it is."""

    span: Span
    value: str
    precision: Precision


class Days(NamedTuple):
    """First and last day of a period, both in it."""

    first: dt.date
    last: dt.date


@functools.cache
def time_words(kind: str) -> dict[str, str]:
    """A kind of word in `resources/time_words.csv` -> each of its words, in lower case, with what it stands for."""
    rows = [row for row in read_word_list("time_words") if row["kind"] == kind]
    return {word.lower(): row["value"] for row in rows for word in several(row["words"])}


def any_of(words: list[str]) -> str:
    """Words -> a pattern that matches any of them, the longest first."""
    parts = [re.escape(word).replace(r"\ ", GAP) for word in sorted(words, key=lambda word: (-len(word), word))]
    return f"(?:{'|'.join(parts)})"


GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,3})"
"""White space inside an expression: a line may break there, a paragraph may not; bounded, so matching is linear."""


@functools.cache
def month_pattern() -> str:
    """A pattern for the name of a month, capitalised or all in capitals; a full stop belongs to its short form."""
    return _name_pattern("month")


@functools.cache
def weekday_pattern() -> str:
    """A pattern for the name of a weekday, as `month_pattern`."""
    return _name_pattern("weekday")


def _name_pattern(kind: str) -> str:
    rows = [several(row["words"]) for row in read_word_list("time_words") if row["kind"] == kind]
    long = any_of([form for words in rows for form in (words[0], words[0].upper())])
    short = any_of([form for words in rows for word in words[1:] for form in (word, word.upper())] or [r"\b\B"])
    # "August. 07, 2020": a stop after the long form is read only before a number.
    return rf"(?:{long}(?:\.(?=\s?\d))?|{short}\b\.?)"


def month_number(name: str) -> int:
    """ "Sept." -> 9."""
    return int(time_words("month")[name.rstrip(".").lower()])


def weekday_number(name: str) -> int:
    """ "Tuesday" -> 2 (ISO 8601: Monday is 1)."""
    return int(time_words("weekday")[name.rstrip(".").lower()])


@functools.cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{month_pattern()})"
    weekday = rf"(?:\b{weekday_pattern()},?{GAP})?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>[12]\d{3})(?!\d)"
    # A clock after an ISO day belongs to the same stamp; its day is the day as stated, in its own zone.
    stamp = r"(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-][0-2]\d:?[0-5]\d)?)?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{weekday}\b{month}{GAP}{day},?{GAP}{year}",
            rf"{weekday}\b(?:the{GAP})?{day}(?:{GAP}of)?(?:{GAP}|-){month}(?:,?{GAP}|-){year}",
            rf"(?<![\d./-])(?P<year>[12]\d{{3}})(?P<s>[-/.])(?P<month>[01]?\d)(?P=s)(?P<day>[0-3]?\d){stamp}(?![\d])",
            rf"(?<![\d./-])(?P<one>[0-3]?\d)(?P<s>[-/.])(?P<two>[0-3]?\d)(?P=s){year}",
            rf"\b{month},?{GAP}(?:of{GAP})?{year}",
        )
    )


def find_dates(text: str) -> list[FoundDate]:
    """Text -> every date in it that names its month and year, in order.

    Keeps: of overlapping readings the first to begin, then the longest. "03/04/2023", which two countries read
    differently, and days that no calendar has give nothing.
    """
    found = [date for pattern in _date_patterns() for date in _read_all(pattern, text)]
    found.sort(key=lambda date: (date.span.start, -date.span.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.span.start >= kept[-1].span.end:
            kept.append(date)
    return kept


def read_date(text: str) -> FoundDate | None:
    """A text that is a date ("2023-09-14T08:07:00Z", "Sept. 14, 2023", "2023") -> it; None if it holds none."""
    stripped = text.strip()
    found = find_dates(stripped)
    if found:
        return found[0]
    if re.fullmatch(r"[12]\d{3}", stripped):
        return FoundDate(Span(0, len(stripped)), stripped, "year")
    if compact := re.match(r"([12]\d{3})([01]\d)([0-3]\d)(?!\d)", stripped):
        value = "-".join(compact.groups())
        return FoundDate(Span(*compact.span()), value, "day") if is_day(value) else None
    if month := re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", stripped):
        return FoundDate(Span(*month.span()), month.group(), "month")
    return _read_stamp(stripped)


_STAMPS = (
    # Of C's asctime, with or without a zone; of RFC 822 and 850, with two digits of the year.
    re.compile(
        r"[A-Z][a-z]{2} (?P<name>[A-Z][a-z]{2}) {1,2}(?P<d>\d{1,2}) [\d:]{5,8} (?:[A-Z+\d:-]{1,6} )?(?P<y>\d{4})"
    ),
    re.compile(r"(?:[A-Z][a-z]{2,8}, )?(?P<d>\d{1,2})[ -](?P<name>[A-Z][a-z]{2})[ -](?P<y>\d\d) \d\d:\d\d"),
    # Of web archives.
    re.compile(r"(?P<y>[12]\d{3})(?P<m>[01]\d)(?P<d>[0-3]\d)[0-2]\d[0-5]\d(?:[0-6]\d)?(?!\d)"),
)


def _read_stamp(text: str) -> FoundDate | None:
    """A stamp that a machine set -> its day."""
    if seconds := re.fullmatch(r"([12]\d{9})(?:\d{3}|\.\d{1,9})?", text):
        day = dt.datetime.fromtimestamp(int(seconds[1]), dt.UTC).date()
        return FoundDate(Span(0, len(text)), day.isoformat(), "day")
    for stamp in _STAMPS:
        if (match := stamp.match(text)) is None:
            continue
        parts = match.groupdict()
        if parts.get("name") and parts["name"].lower() not in time_words("month"):
            continue
        month = month_number(parts["name"]) if parts.get("name") else int(parts["m"])
        # RFC 2822, 4.3: of two digits those below 50 are of this century.
        year = int(parts["y"]) + (0 if len(parts["y"]) == 4 else 2000 if int(parts["y"]) < 50 else 1900)
        value = f"{year:04d}-{month:02d}-{int(parts['d']):02d}"
        if is_day(value):
            return FoundDate(Span(*match.span()), value, "day")
    return None


_ZONE = re.compile(
    r"\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?\s)?\(?(Z|[+-]\d\d:?\d\d|[A-Z]{2,5})(?![\w:])"
)


def read_zone(text: str) -> str | None:
    """A stamp -> the zone that its clock is in, as it says ("+09:00", "GMT"); None if it does not say."""
    match = _ZONE.search(text)
    if match is None or match[1] in {"AM", "PM"}:
        return None
    return "UTC" if match[1] == "Z" else match[1]


def _read_all(pattern: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        value = _value_of(match.groupdict())
        if value is not None:
            yield FoundDate(Span(*match.span()), value, "day" if len(value) == 10 else "month")


def _value_of(parts: dict[str, str]) -> str | None:
    year = int(parts["year"])
    if "one" in parts:
        month, day = _unambiguous(int(parts["one"]), int(parts["two"]))
    else:
        month = int(parts["month"]) if parts["month"].isdecimal() else month_number(parts["month"])
        day = int(parts["day"]) if "day" in parts else None
    if day is None:
        return f"{year:04d}-{month:02d}" if "day" not in parts and "one" not in parts else None
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return value if is_day(value) else None


def _unambiguous(one: int, two: int) -> tuple[int, int | None]:
    """The two numbers before a year -> month and day, if only one reading is possible."""
    if one == two or two > 12:
        return one, two
    return (two, one) if one > 12 else (one, None)


def is_day(value: str) -> bool:
    """Whether a value is a day of the calendar."""
    try:
        return len(value) == 10 and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


# ---------------------------------------------------------------- the days of a value


@functools.lru_cache(maxsize=20_000)  # a page's date is tried against its expressions day by day: the same few values
def days_of(value: str) -> Days | None:
    """A TIMEX3 value ("2023-09-13", "2023-W37", "2023-09", "2023-Q3", "199") -> its days; None if it names none.

    A range ("2023-09-10/2023-09-13") has the days of both of its ends and all between.

    Keeps: the time of day is dropped. Seasons are those of the north, by whole months; a winter, of which it is not
    said at which end of the year it lies, covers both.
    """
    first, slash, last = value.partition("/")
    if slash:
        ends = (days_of(first), days_of(last))
        return Days(ends[0].first, ends[1].last) if ends[0] and ends[1] and ends[0].first <= ends[1].last else None
    head = re.sub(r"T.*$", "", value) if value[:4].isdecimal() else value
    try:
        return _read_days(head)
    except (ValueError, OverflowError):
        return None


def _read_days(value: str) -> Days | None:
    if not value.isascii() or not re.match(r"\d{2,4}(-|$)", value):
        return None
    if value.isdecimal():
        zeros = 10 ** (4 - len(value))
        first = max(1, int(value) * zeros)
        return Days(dt.date(first, 1, 1), dt.date(int(value) * zeros + zeros - 1, 12, 31))
    year, rest = int(value[:4]), value[5:]
    if re.fullmatch(r"\d\d-\d\d", rest):
        day = dt.date.fromisoformat(value)
        return Days(day, day)
    if rest.isdecimal():
        return _months(year, int(rest), 1)
    if week := re.fullmatch(r"W(\d\d)(?:-([1-7]|WE))?", rest):
        return _week_days(year, int(week[1]), week[2])
    if part := re.fullmatch(r"(Q)([1-4])|(H)([12])", rest):
        length, number = (3, int(part[2])) if part[1] else (6, int(part[4]))
        return _months(year, (number - 1) * length + 1, length)
    seasons = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (1, 14)}
    return _months(year, *seasons[rest]) if rest in seasons else None


def _week_days(year: int, week: int, part: str | None) -> Days:
    if part == "WE":
        return Days(dt.date.fromisocalendar(year, week, 6), dt.date.fromisocalendar(year, week, 7))
    if part:
        day = dt.date.fromisocalendar(year, week, int(part))
        return Days(day, day)
    return Days(dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7))


def _months(year: int, month: int, length: int) -> Days:
    first = dt.date(year, month, 1)
    return Days(first, add_months(first, length) - dt.timedelta(days=1))


def add_months(day: dt.date, months: int) -> dt.date:
    """A day, months later or (negative) earlier; the last day of a month that is too short for it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return dt.date(year, month + 1, last)
            except ValueError:
                if not 1 <= year <= 9999:
                    raise
    raise ValueError(f"no day {months} months from {day}")


def week_value(day: dt.date) -> str:
    """A day -> its ISO week: "2023-W37"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: dt.date) -> str:
    """A day -> its quarter: "2023-Q3"."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


# ---------------------------------------------------------------- days that move from year to year


def nth_weekday(year: int, month: int, weekday: int, nth: int, since: int = 1) -> dt.date:
    """A month, a weekday (Monday is 1), which one in it (-1: the last) -> the day: 2023, 11, 4, 4 is November 23.

    Keeps: counted from the day `since` of the month; "the Tuesday after the first Monday" is the first from the 2nd on
    """
    if nth < 0:
        last = add_months(dt.date(year, month, 1), 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = dt.date(year, month, since)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> dt.date:
    """A year -> its Easter Sunday in the western churches.

    Source: the anonymous algorithm of Nature 13 (1876), 487, in Meeus, Astronomical Algorithms, ch. 8
    """
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
