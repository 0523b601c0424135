"""Roles: "Foreign Minister", "the Russian defence minister", and whom they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate.mentions.name_shapes import ProperName
from sayso.annotate.page import SUBJECTS, Page, is_lost_subject
from sayso.language.names import FoundTitle, NameLists, Title
from sayso.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUT = re.compile(r"[,\n(]|\s(?:-{1,2}|[–—])(?=\s)")
"""What a noun phrase before a title does not reach over; a dateline ends with the last: "LIMA - "."""
_GAP = re.compile(r"[\s\"“”'‘’(*_\[]{0,4}")
_COMMA_GAP = re.compile(r"\s?,\s{1,2}[\"“]?")
_ARTICLE_GAP = re.compile(r"\s?[,(–—]\s{0,2}(?:(?:the|an?|its|his|her|their)\s+)?", re.IGNORECASE)
_BELONGS = re.compile(r"\s+(?:of|for|at)\s+(?:the\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?", re.IGNORECASE)
_STOPS = re.compile(r"\s*(?:[,.;:)—–!?]|$)")
MAX_PHRASE_WORDS = 9
"""More words before a title than this are not its phrase but a parser's slip."""


@dataclass(frozen=True, slots=True)
class Role:
    """A title or role in a document, and what it belongs to.

    span:         the noun phrase up to the title
    countries:    ISO 3166 alpha-3 of the countries that the phrase names, in order
    organisation: the organisation that the phrase names
    owner:        the person that the phrase names as having it ("Orlova's delegation")
    person:       the name that the phrase gives the role to, if it does
    leads_on:     whether "of" something that is no known name follows
    stands_alone: whether the phrase means somebody by itself; False of a title right before a name
    """

    span: Span
    title: Title
    head: Token
    countries: tuple[str, ...]
    organisation: ProperName | None
    owner: ProperName | None
    person: ProperName | None
    stands_alone: bool
    leads_on: bool
    why: str


def find_roles(page: Page, names: Sequence[ProperName], lists: NameLists) -> list[Role]:
    """A page and its names -> every title that means somebody, in order."""
    by_start = {name.span.start: name for name in names}
    by_end = {name.span.end: name for name in names}
    starts = sorted(by_start)
    roles = []
    for found in lists.find_titles(page.words):
        if found.title.use == "honorific" or not page.is_read(found.span) or _inside_name(found.span, starts, by_start):
            continue
        role = _role(page, found, lists, (by_start, by_end))
        if role is not None:
            roles.append(role)
    return roles


Names = tuple[Mapping[int, ProperName], Mapping[int, ProperName]]
"""Names by where they start and by where they end."""


def _inside_name(span: Span, starts: Sequence[int], by_start: Mapping[int, ProperName]) -> bool:
    at = bisect_left(starts, span.start + 1) - 1
    return at >= 0 and by_start[starts[at]].span.overlaps(span)


def _role(page: Page, found: FoundTitle, lists: NameLists, names: Names) -> Role | None:
    by_start, _ = names
    tokens = page.tokens(found.span)
    if not tokens or tokens[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    head = tokens[-1]
    phrase = _phrase(page, found.span, head)
    owners = _belongs_to(page, phrase, found.span, names)
    countries = tuple(dict.fromkeys(c for name in owners if (c := _country_of(name, lists)) is not None))
    organisation = next((name for name in owners if name.kind == "organisation"), None)
    owner = next((name for name in owners if name.kind == "person"), None)
    belongs = _BELONGS.match(page.words, found.span.end)
    leads_on = belongs is not None and not any(name.kind in ("country", "organisation", "place") for name in owners)
    role = Role(phrase, found.title, head, countries, organisation, owner, None, True, leads_on, "")
    after = by_start.get(_skip(_GAP, page, found.span.end))
    if after is not None and after.kind == "person" and not found.title.plural:
        return replace(role, person=after, stands_alone=False, why="the title stands before the name")
    before_name = after is not None and after.kind == "organisation"
    if before_name or found.title.use == "prefix" or head.dep_ in ("compound", "amod", "nmod"):
        return None
    last = max((name.span.end for name in owners if name.span.start >= found.span.end), default=found.span.end)
    person, why = _apposed(page, phrase, Span(found.span.start, last), names, head)
    return replace(role, person=person, why=why)


def _phrase(page: Page, title: Span, head: Token) -> Span:
    """A title -> its noun phrase: "the" or "Russia's" to the title."""
    first = min((child.left_edge.i for child in head.lefts if child.dep_ in _BEFORE), default=head.i)
    first = max(first, head.sent.start, head.i - MAX_PHRASE_WORDS)
    start = min(page.parse[first].idx, title.start)
    words = page.words[start : title.start]
    cuts = [cut.end() for cut in _CUT.finditer(words)]
    start += cuts[-1] if cuts else 0
    while start < title.start and not page.words[start].isalnum():
        start += 1
    span = Span(start, title.end)
    return span if page.is_read(span) else title


_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "predet"})


def _belongs_to(page: Page, phrase: Span, title: Span, names: Names) -> list[ProperName]:
    """Whose title it is: names before it in its phrase, right before the phrase, or after "of"."""
    by_start, by_end = names
    owners = [by_start[at] for at in range(phrase.start, title.start) if at in by_start]
    before = by_end.get(phrase.start - len(_tail(page.words[max(0, phrase.start - 4) : phrase.start])))
    if not owners and before is not None and before.kind != "person" and before.span.end < phrase.start:
        owners = [before]
    at: int = title.end
    link: re.Pattern[str] | None = _BELONGS
    while link is not None and (match := link.match(page.words, at)) and match.end() in by_start:
        if link is _LISTED and by_start[match.end()].kind == "person":
            break
        owners.append(by_start[match.end()])
        at = owners[-1].span.end
        link = _LISTED
    return owners


def _country_of(name: ProperName, lists: NameLists) -> str | None:
    known = lists.known.get(name.form.key) if name.form is not None else None
    return name.country or (known.country if known is not None else None)


def _tail(before: str) -> str:
    """The possessive and spaces at the end of what stands before a phrase."""
    match = re.search(r"(?:['’]s?)?\s+$", before)
    return match.group() if match else ""


def _apposed(page: Page, phrase: Span, title: Span, names: Names, head: Token) -> tuple[ProperName | None, str]:
    """The name that a phrase beside it explains: "the minister, Ana Orlova," or "Ana Orlova, the minister,"."""
    by_start, by_end = names
    comma = _COMMA_GAP.match(page.words, title.end)
    after = by_start.get(comma.end()) if comma else None
    if after is not None and after.kind == "person" and _STOPS.match(page.words, after.span.end):
        return after, "the name stands beside it"
    for length in range(1, 8):
        before = by_end.get(phrase.start - length)
        if before is not None:
            gap = _ARTICLE_GAP.fullmatch(page.words, before.span.end, phrase.start)
            apposed = head.dep_ == "appos" and not is_lost_subject(head)
            free = apposed or (head.dep_ not in (*SUBJECTS, "appos") and _ends_soon(page, title))
            if before.kind == "person" and gap and free:
                return before, "it stands beside the name"
            break
    subject = next((child for child in head.head.lefts if child.dep_ == "nsubj"), None)
    if head.dep_ == "attr" and head.head.lemma_ == "be" and subject is not None:
        named = by_end.get(subject.idx + len(subject))
        if named is not None and named.kind == "person":
            return named, "the sentence says that the person is this"
    return None, ""


def _ends_soon(page: Page, title: Span) -> bool:
    """Whether a phrase goes on with "of ..." or ends with a comma."""
    return bool(_BELONGS.match(page.words, title.end) or _STOPS.match(page.words, title.end))


def _skip(pattern: re.Pattern[str], page: Page, start: int) -> int:
    match = pattern.match(page.words, start)
    return match.end() if match else start


def plain_role(title: str) -> str:
    """A role -> what its spellings have in common: "Defence Minister" -> "defense minister"."""
    return title.lower().replace("defence", "defense").replace("adviser", "advisor").replace("-", " ")
