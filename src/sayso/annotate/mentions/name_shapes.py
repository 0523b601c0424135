"""Shapes of names: what a name is, where it begins and ends, and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.annotate.page import Page
from sayso.language.names import Form, NameLists
from sayso.spans import Span
from sayso.tables import EntityKind

_EDGE = " \t\n\r\u00a0\"“”„«»'‘’`*_()[]{}<>|,;:!?–—-/\\•#△"
POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|[<>{}=#|©ⓒ]|\d{3}")
_COUNTED = re.compile(r"\d\s(?:\w+\s)?[a-z]")
"""A number and what it counts: no part of a body's name."""
MAX_NAME_WORDS = {"person": 5, "organisation": 12, "place": 6, "group": 4, "country": 8}
"""More words than this are a run of capitals, not a name."""


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name in a document.

    form:    what the word lists know of it, if they do
    country: ISO 3166 alpha-3, where the name itself says it ("the Russian Embassy")
    """

    span: Span
    kind: EntityKind
    form: Form | None
    country: str | None
    detail: str


def trim_name(page: Page, span: Span, kind: EntityKind, lists: NameLists) -> Span | None:
    """A name without marks, "the", possessive 's and, before a person, titles."""
    start, end = span
    while True:
        text = page.words[start:end]
        new_start = start + len(text) - len(text.lstrip(_EDGE))
        article = _ARTICLE.match(page.words, new_start, end)
        new_start = article.end() if article else new_start
        new_end = new_start + len(page.words[new_start:end].rstrip(_EDGE))
        possessive = POSSESSIVE.search(page.words[new_start:new_end])
        if possessive:
            new_end = new_start + possessive.start()
        if kind == "person":
            new_start += leading_titles(page.words[new_start:new_end], lists)
        if (new_start, new_end) == (start, end) or new_start >= new_end:
            break
        start, end = new_start, new_end
    return Span(new_start, new_end) if new_start < new_end else None


def leading_titles(text: str, lists: NameLists) -> int:
    """How many code points of a person's name are titles before it."""
    for found in lists.find_titles(text):
        if found.span.start == 0 and found.span.end < len(text):
            return found.span.end
        break
    return 0


def is_title(text: str, lists: NameLists) -> bool:
    """Whether words are a title and nothing else."""
    return any(found.span == Span(0, len(text)) for found in lists.find_titles(text))


def is_name(page: Page, span: Span, kind: EntityKind, lists: NameLists) -> bool:
    """Whether a span can be a name of that kind: no address, run of capitals, title or word of the page's own."""
    text = span.of(page.words)
    words = text.split()
    if not any(c.isalpha() for c in text) or _NO_NAME.search(text) or len(words) > MAX_NAME_WORDS[kind]:
        return False
    if text.lower() in lists.not_names or not any(c.isupper() for c in text):
        return False
    begins = text[0].isupper() or re.split(r"[\s-]", text, maxsplit=1)[0] in lists.particles
    if kind == "person" and (len(text) < 2 or not begins or any(c.isdigit() for c in text)):
        return False
    if kind == "organisation" and _COUNTED.search(text):
        return False
    return not is_part_of_title(page, span, lists) and (not is_title(text, lists) or kind == "person")


def is_part_of_title(page: Page, span: Span, lists: NameLists) -> bool:
    """Whether a span is only a part of a title: "Defense" of "Defense Minister"."""
    near = Span(max(0, span.start - 30), span.end + 30)
    found = [title.span.shift(near.start) for title in lists.find_titles(near.of(page.words))]
    return any(title.contains(span) and title != span for title in found)


def is_headline(page: Page, span: Span) -> bool:
    """Whether a name stands in a line whose words nearly all begin with capitals, so that capitals tell nothing."""
    number = page.sentence_at(span.start)
    if number is None:
        return True
    sentence = page.sentences[number]
    line = page.words[sentence.start : sentence.end]
    if len(line) > 200 or line.rstrip(_EDGE).endswith("."):
        return False
    words = [word for word in line.split() if word[:1].isalpha() and len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
