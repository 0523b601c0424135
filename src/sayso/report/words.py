"""How values of the tables are put to a reader: days, standings, hostile characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sayso.tables import Status

STANDINGS: Mapping[str, str] = {
    "contested": "somebody reports it and somebody else denies it",
    "denied": "somebody denies it, and nobody else is known to report it",
    "corroborated": "two or more origins report it, each by itself or through somebody who is no party to it",
    "single_origin": "what reports it comes from one origin, from the parties themselves, or from nameless sources",
    "doubted": "it is told only at a distance or as speculation",
    "forecast_only": "it was foretold or promised, and nothing in the pile says that it happened",
}
"""Every standing in the order in which a reader should see them, and what it means."""

RELATIONS: Mapping[str, str] = {
    "exact": "same text as",
    "near": "nearly the same text as",
    "partial": "shares passages with",
    "rewrite": "the same text rewritten:",
    "update": "another version of",
    "wire": "carries the same wire text as",
    "same_publisher": "same publisher as",
}
"""Relations between documents, the closest first."""

SCOPES: Mapping[str, str] = {
    "document": "all of it",
    "passage": "a passage",
    "part": "some part, the page does not say which",
}
"""How much of a document a wire is credited for."""

OUTCOMES: Mapping[str, str] = {
    "happened_differently": "happened differently",
    "happened": "happened",
    "did_not_happen": "did not happen",
    "open": "open: nothing in the pile tells what became of it",
}
"""What became of a forecast, the most telling first."""

STANCES: Mapping[str, str] = {
    "denies": "denies it",
    "reports": "reports it",
    "doubts": "doubts it",
    "foretells": "foretells it",
    "pledges": "pledges it",
}
"""What a holder says of an event."""

POLARITIES: Mapping[str, str] = {
    "positive": "affirmative",
    "negative": "negative",
    "unknown": "affirmative or negative: unknown",
}
CERTAINTIES: Mapping[str, str] = {
    "certain": "certain",
    "probable": "probable",
    "possible": "possible",
    "unknown": "certainty unknown",
}

UNCERTAINTIES: Mapping[str, tuple[str, ...]] = {
    "certain": (),
    "probable": ("probable",),
    "possible": ("possible",),
    "unknown": ("certainty unknown",),
}
"""What is said of a certainty beside a status: nothing where it is certain."""

STATUSES: Mapping[Status, str] = {
    "asserted": "the holder says that it is so",
    "denied": "the holder says that it is not so",
    "conditional": "it hangs on something else: if, unless, only when",
    "pledged": "the holder promises, plans or threatens an act of its own",
    "predicted": "it is foretold",
    "speculated": "it is not held as certain",
    "opinion": "a judgement or advice that nothing could settle",
}
"""Every status of a statement, and what it means."""

QUOTES: Mapping[str, str] = {
    "direct": "quoted",
    "indirect": "not quoted",
    "mixed": "partly quoted",
    "none": "",
}
"""Whose words a statement's are."""

OPEN = "Open on one side"
LONG = "Over more than one year"
"""Headings of the timeline for what has no month and no year; they come last."""

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
"""Control characters, overrides of the writing direction, lone surrogates: they could hide or reorder what is shown."""

_LINKABLE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?([/?#][^\s<>\"'\\]*)?", re.ASCII)


def shown(value: object) -> object:
    """A value on its way to the page -> the same, with characters that no reader can see named instead."""
    if isinstance(value, str) and type(value) is str:
        return _UNSHOWABLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", value.replace("\r\n", "\n"))
    return value


def linkable(url: str | None) -> str | None:
    """An address that a page states -> itself if it is a plain web address, else nothing."""
    return url if url is not None and _LINKABLE.fullmatch(url) else None


def day_words(day: str) -> str:
    """2024-05-17 -> 17 May 2024; what is no day stays as it is."""
    try:
        value = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{value.day} {value:%B} {value.year}"


def minute_words(moment: str) -> str:
    """2024-06-01T08:00:59.5+00:00 -> 1 June 2024, 08:00 UTC; what is no moment stays as it is."""
    try:
        value = datetime.fromisoformat(moment).astimezone(UTC)
    except ValueError:
        return moment
    return f"{value.day} {value:%B} {value.year}, {value:%H:%M} UTC"


def interval_words(earliest: str | None, latest: str | None) -> str:
    """First and last day, either of them open -> words."""
    if earliest is None and latest is None:
        return "date unknown"
    if latest is None:
        return f"{day_words(str(earliest))} or later"
    if earliest is None:
        return f"{day_words(latest)} or earlier"
    if earliest == latest:
        return day_words(earliest)
    return f"{day_words(earliest)} to {day_words(latest)}"


def period_words(earliest: str | None, latest: str | None) -> str:
    """First and last day -> the heading of the timeline that they stand under: a month, a year, or what is longer."""
    if earliest is None or latest is None:
        return OPEN
    if earliest[:7] == latest[:7]:
        try:
            return f"{date.fromisoformat(earliest):%B %Y}"
        except ValueError:
            return earliest[:7]
    if earliest[:4] == latest[:4]:
        return f"{earliest[:4]}, over more than one month"
    return LONG


def counted(number: int, one: str, many: str | None = None) -> str:
    """How many of what: (2, "document") -> 2 documents."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def clipped(words: str, limit: int) -> str:
    """Words -> their first `limit` code points, and how many were left out."""
    if len(words) <= limit:
        return words
    return f"{words[:limit]} … ({len(words) - limit:,} more characters)"
