"""What time expressions are made of: counts, units, and the expression that a rule gives."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.language.calendar import GAP, any_of, time_words
from sayso.language.offsets import Offset
from sayso.spans import Span
from sayso.tables import TimeAnchor, TimexType

Wants = Literal["day", "period", "quarter", "end"]
"""How fine the expression must be on which another hangs: a period is a month or longer, an end the day after it."""

VALUES = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "decade": "XXX",
    "century": "XX",
}
"""Unit -> what the words alone give of its value."""

ENDED = rf"{GAP}(?:(?:that|which){GAP})?end(?:ed|ing|s)\b"
"""After a length of time: the words that lead to its last day."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression as a rule reads it, before its neighbours are asked.

    open_direction: the offset's direction is for the tense of its clause to say
    wants:          for anchor "time": what the expression must be that it hangs on
    doubtful:       it is one only where its neighbours bear it out
    ahead:          its clause is told as future
    definite:       a length of time that is one in particular: "the nine months"
    """

    span: Span
    timex_type: TimexType
    value: str | None
    detail: str
    anchor: TimeAnchor = "absolute"
    offset: Offset | None = None
    mod: str | None = None
    open_direction: bool = False
    wants: Wants | None = None
    doubtful: bool = False
    ahead: bool = False
    definite: bool = False


Builder = Callable[[re.Match[str]], Iterator[Expression]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its matches mean.

    folded: it is matched with the text's A to Z in lower case. Python tries the words of an alternation several times
            faster without its flag for any case.
    near:   words of which every match holds one ("#": a number)
    """

    pattern: re.Pattern[str]
    build: Builder
    folded: bool
    near: frozenset[str] = frozenset()


def rule(pattern: str, build: Builder, *, any_case: bool = True) -> Rule:
    """A pattern with GAP between its words (all in lower case, where any case will do) -> a rule."""
    return Rule(re.compile(pattern), build, any_case)


def near(words: Iterable[str], rules: Iterable[Rule]) -> Iterator[Rule]:
    """Rules of which every match holds one of the words (of several words in a row: the longest) -> the same."""
    held = frozenset(max(re.findall(r"[a-z]+|#", word.lower()), key=len) for word in words)
    return (replace(one, near=held) for one in rules)


_TO_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def fold(text: str) -> str:
    """Text -> as many code points, A to Z in lower case; `str.lower` may lengthen a text."""
    return text.translate(_TO_LOWER)


def span_of(match: re.Match[str]) -> Span:
    """A match -> its span, without white space at its ends."""
    words = match.group()
    return Span(match.start() + len(words) - len(words.lstrip()), match.end() - len(words) + len(words.rstrip()))


def named(match: re.Match[str], group: str) -> str | None:
    """The words of a group in lower case; None where the pattern has no such group, or it took no part."""
    found = match.groupdict().get(group)
    return re.sub(r"\s+", " ", found.lower()) if found else None


_TURNS = {"last": -1, "this": 0, "next": 1}


def turn_of(match: re.Match[str], *groups: str) -> int | None:
    """ "last", "this" or "next" in one of the groups -> -1, 0 or 1."""
    turn = next((word for group in groups or ("turn", "preturn") if (word := named(match, group))), None)
    return None if turn is None else _TURNS[turn]


_UNIT_NAMES = {
    "TS": "second", "TM": "minute", "TH": "hour", "D": "day", "W": "week", "2W": "week", "WE": "weekend", "M": "month",
    "Q": "quarter", "Y": "year", "10Y": "year", "100Y": "year", "1000Y": "year",
}  # fmt: skip


@functools.cache
def unit_pattern(*, but: str = "") -> str:
    """A pattern for the units, those in `but` (a pattern over their codes) left out."""
    units = time_words("unit")
    return any_of([word for word, code in units.items() if not (but and re.fullmatch(but, code))])


@functools.cache
def plural_pattern() -> str:
    """A pattern for the units in the plural."""
    return any_of([word for word in time_words("unit") if word.endswith(("s", "ia")) and len(word) > 3])


@functools.cache
def count_pattern() -> str:
    """A pattern for a number, in digits or words, with its halves: "2 1/2", "four and a half", "several"."""
    values = time_words("number")
    tens = any_of([word for word, value in values.items() if value in {"20", "30", "40", "50", "60", "70", "80", "90"}])
    ones = any_of([word for word, value in values.items() if value.isdigit() and 0 < int(value) < 10 and len(word) > 2])
    large = any_of([word for word, value in values.items() if value in {"100", "1000"}])
    digits = rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}(?:\.\d{{1,2}})?(?:{GAP}[1-3]/[2-4])?"
    words = rf"{tens}(?:-|{GAP}){ones}|(?:{ones}(?:-|{GAP}))?{large}|{any_of(list(values))}"
    return rf"(?:(?:{digits}|{words})(?:{GAP}and{GAP}a{GAP}half)?)"


def count_of(words: str) -> float | None:
    """ "twenty-four" -> 24.0; None for what is counted but not told ("several").

    Raises: KeyError for what is no number
    """
    plain = re.sub(r"\s+", " ", words.strip().lower())
    half = 0.5 if plain.endswith(" and a half") else 0.0
    plain = plain.removesuffix(" and a half")
    if plain[:1].isdigit():
        whole, _, fraction = plain.partition(" ")
        top, _, bottom = fraction.partition("/")
        return float(whole.replace(",", "")) + half + (int(top) / int(bottom) if bottom else 0.0)
    total = _count_words(plain)
    return None if total is None else total + half


def _count_words(plain: str) -> float | None:
    numbers = time_words("number")
    if plain in numbers:
        return None if numbers[plain] == "X" else float(numbers[plain])
    total = 0.0
    for word in re.split(r"[ -]", plain):
        value = numbers[word]
        if value == "X":
            return None
        total = total * float(value) if float(value) >= 100 and total else total + float(value)
    return total


def unit_code(word: str) -> str:
    """ "Years" -> "Y"."""
    return time_words("unit")[re.sub(r"\s+", " ", word.lower())]


def unit_name(code: str) -> str:
    """ "10Y" -> "year": the unit that offsets count in."""
    return _UNIT_NAMES[code]


def units_in(code: str) -> int:
    """ "10Y" -> 10: how many of `unit_name` a unit has."""
    return int(re.match(r"\d*", code).group() or 1)  # type: ignore[union-attr]


def duration(count: float | None, code: str) -> str:
    """A count (None: not told) of a unit -> the TIMEX3 duration: 4.5 years is "P4Y6M"."""
    letter = code.lstrip("0123456789T")
    clock = "T" if code.startswith("T") else ""
    if letter == "WE":
        return "P1WE" if count == 1 else "PXWE"
    if count is None:
        long = {"10Y": "PXDE", "100Y": "PXCE", "1000Y": "PXML"}
        return long.get(code, f"P{clock}X{letter}")
    total = count * units_in(code)
    if total != int(total):
        smaller = {("", "Y"): (12, "M"), ("T", "H"): (60, "M"), ("T", "M"): (60, "S")}.get((clock, letter))
        if smaller is None:
            return f"P{clock}{total:g}{letter}"
        rest = round((total - int(total)) * smaller[0])
        return f"P{clock}{int(total)}{letter}{rest}{smaller[1]}" if total >= 1 else f"P{clock}{rest}{smaller[1]}"
    return f"P{clock}{int(total)}{letter}"
