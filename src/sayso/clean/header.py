"""The lines around an article's title: who wrote it, and when."""

from __future__ import annotations

import functools
import re

from sayso.language.lexicons import read_word_list

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    rf"|{_MONTH}\s+\d{{4}})"
)
_DIGIT = re.compile(r"\d")
_DATED = re.compile(_DATE, re.I)
_TIME_WORDS = re.compile(
    rf"{_DATE}|\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?|\d{{1,2}}\s*(?:am|pm)\b|\b(?:a\.m|p\.m|am|pm)\b\.?|\b(?:mon|tue|tues|wed|"
    r"thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b\.?|\b[A-Z]{2,4}T\b|\bUTC\b|\bGMT(?:[+-]\d+)?|"
    r"\b(?:first|last|published|posted|updated|modified|created|issued|date|dated|time|at|on|by|edt|est|kst|ist)\b",
    re.I,
)
_DATE_LABEL = re.compile(
    r"^(?:first |last |originally )?(?:published|posted|updated|modified|release[d]?|issued|date)\b", re.I
)
_BY = re.compile(
    r"^(?:(?:written|reported|story|text|words|article|reporting|posted|published|updated|analysis|opinion|commentary)\s+)?"
    r"by(?:\s*:\s*|\s+)(?=\S)",
    re.I,
)
_DATE_BY = re.compile(rf"^(?:[a-z]+:?\s+)?(?:on\s+)?{_DATE}[^a-z]{{0,20}}\bby:?\s+(?=\S)", re.I)
"""A byline that begins with its date: "Published March 3, 2021 by Ann Example"."""
_BY_ALONE = re.compile(
    r"^(?:(?:written|reported|story|words|text|article|posted|published)\s+)?by\s*:?$|^authors?\s*:?$", re.I
)
_AUTHOR_LABEL = re.compile(
    r"^(?:author|authors|reporter|writer|written by|articles by|about the author)\s*:\s*(?=\S)", re.I
)
_SIGNATURE = re.compile(r"^(?:(?:this (?:post|article|story) was )?written|article|story|words) by:?\s+(?=[A-Z])", re.I)
_NAME_WORD = r"(?:[A-Z][\w'’.-]*|[A-Z]\.|de|del|der|van|von|bin|al|el|la|le|da|dos|di|ibn)"
_NAME = re.compile(rf"^[A-Z][\w'’.-]*(?:\s+{_NAME_WORD}){{1,4}}$")
_NAME_BREAK = re.compile(
    r"\s*(?:,|;|\||/|&|\band\b|\bwith\b|\bin\b|\bfor\b|\bat\b|\bof\b|–|—|•|·| - |\(|\d|<)\s*", re.I
)
_ROLE = re.compile(
    r"\b(?:staff|senior|chief|special|political|foreign|guest|contributing|views?|opinions?|columnist|reporter|editor|"
    r"correspondent|writer|contributor|journalist|analyst|author|producer|bureau|desk|newsroom|follow|updated|published|"
    r"posted|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|comments?|min|read|email|twitter|associated|press|news)\b.*$",
    re.I,
)
_EMAIL = re.compile(r"\S+@[\w-]+\.\S+|@\S+")
_AFTER_NAMES = re.compile(r"\s(?:on|at)\s*(?=\d|$)|\s*(?:[|•·⋅(<\d]|\s[–—-]\s)")
"""Where a byline's names are over and outlet, date or place begins."""
_JOB = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|columnist|contributor|analyst|director|manager|professor|founder|"
    r"author|host|producer|expert|specialist|fellow|lawyer|university|staff)s?\b",
    re.I,
)
_GLUED = re.compile(r"(?<=[a-z]{4})(?=[A-Z])")
_CAPITALS = re.compile(r"(?<=[a-z]\s)(?!(?:II|III|IV|JR|SR)\b)[A-Z]{2,}\b.*$")
_NEVER_NAMES = re.compile(
    r"\b(?:the|and|for|with|this|that|our|your|global|research|times|post|daily|today|am|pm|est|edt|gmt|utc|whatsapp|"
    r"facebook|twitter|house)\b",
    re.I,
)


def is_date_line(plain: str) -> bool:
    """Whether a line is nothing but a date, perhaps with "Posted", an outlet's name or a clock time."""
    if len(plain) > 140 or not _DIGIT.search(plain) or _DATED.search(plain) is None:
        return False
    rest = re.findall(r"[^\W\d_]+", _TIME_WORDS.sub(" ", plain))
    limit = 6 if _DATE_LABEL.match(plain) else 4
    return len(rest) <= limit and all(word[0].isupper() or len(word) <= 3 for word in rest)


def is_byline(plain: str) -> bool:
    """Whether a line names who wrote: "By A. Person and B. Person"."""
    if len(plain) > 160 or not (":" in plain or "by" in plain.lower()):
        return False
    return bool(_BY.match(plain) or _DATE_BY.match(plain) or _AUTHOR_LABEL.match(plain)) and bool(names_in(plain))


def is_by_alone(plain: str) -> bool:
    """Whether a line only announces the name that stands below it: "Written by"."""
    return len(plain) <= 20 and bool(_BY_ALONE.match(plain))


def is_name(plain: str) -> bool:
    """Whether a line is nothing but somebody's name."""
    return len(plain) <= 60 and bool(_NAME.match(plain)) and _NEVER_NAMES.search(plain) is None and plain[-1] != "."


def is_persons_name(plain: str) -> bool:
    """Whether a line is nothing but a person's name that begins with a known given name."""
    return is_name(plain) and 2 <= len(plain.split()) <= 4 and plain.partition(" ")[0] in _given_names()


def is_signature(plain: str) -> bool:
    """Whether a line says in so many words who wrote the article, wherever it stands."""
    return len(plain) <= 100 and bool(_SIGNATURE.match(plain)) and bool(names_in(_SIGNATURE.sub("by ", plain)))


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_word_list("given_names"))


def names_in(byline: str) -> tuple[str, ...]:
    """A byline -> the names in it: "By Ann Lee, Staff Writer, and Bo Oh" -> ("Ann Lee", "Bo Oh").

    Keeps: what stands before a bar, a dash, a date or a bracket; if no name is there, what stands behind it
    """
    rest = _AUTHOR_LABEL.sub("", _BY.sub("", _DATE_BY.sub("", byline)))
    rest = " ".join(_EMAIL.sub(" | ", rest).split())
    head = _AFTER_NAMES.split(rest, maxsplit=1)[0]
    return _names(head) or _names(rest)


def _names(words: str) -> tuple[str, ...]:
    names: list[str] = []
    for part in _NAME_BREAK.split(words):
        if names and _JOB.search(part):
            continue
        name = _GLUED.split(_ROLE.sub("", part).strip(" .,:-"))[0]
        name = name.title() if name.isupper() and len(name) > 4 else _CAPITALS.sub("", name).strip()
        if is_name(name) and name not in names:
            names.append(name)
    return tuple(names)
