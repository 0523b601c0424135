"""Datelines: "PARIS, May 3 (Reuters) - ". Where and when a report was filed; nobody says so, and it says nothing."""

from __future__ import annotations

import re

from sayso.spans import PARAGRAPH, Span

_FILED = re.compile(
    r"\s{0,4}(?P<place>[^\W\d_a-z][\w.’'’ ,/-]{1,40}?)[ ,]{0,2}"
    r"(?P<day>(?:\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)\)?[ ,]{0,2})?"
    r"(?P<wire>[(\[/][^()\[\]/\n]{2,40}[)\]/][ ,]{0,2})?"
    r"\s{0,2}(?:--|[-–—―])\s{1,3}(?=\S)",
)
_SMALL = frozenset({"of", "the", "de", "la", "le", "el", "al", "del", "du", "da", "do", "di", "and", "on", "near"})
_MOST_WORDS = 6


def dateline_end(text: str, start: int) -> int:
    """Where the dateline ends that stands at the start of a sentence; the start itself where none does."""
    found = _FILED.match(text, start, min(len(text), start + 160))
    if found is None:
        return start
    words = re.split(r"[ ,/]+", found["place"].strip(" ,"))
    names = [word for word in words if word.lower().strip(".") not in _SMALL]
    if len(words) > _MOST_WORDS or not all(word[:1].isupper() for word in names):
        return start
    capitals = names[0].isupper() and sum(letter.isalpha() for letter in names[0]) > 1
    return found.end() if capitals or found["wire"] or found["day"] else start


def datelines(text: str) -> list[Span]:
    """A text -> the datelines at the heads of its paragraphs."""
    heads = [0, *(gap.end() for gap in PARAGRAPH.finditer(text))]
    return [Span(start, end) for start in heads if (end := dateline_end(text, start)) > start]
