"""Proper names: what the word lists know and what the parser found, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.annotate.mentions.echoes import echoes
from sayso.annotate.mentions.name_shapes import ProperName, is_headline, is_name, is_part_of_title, trim_name
from sayso.annotate.mentions.parsed_names import after_titles, parsed_names, settle_kinds, with_region_word
from sayso.annotate.mentions.person_signs import with_persons
from sayso.annotate.page import Page
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span

_IN_BRACKETS = re.compile(r"\s?\(([A-Z][A-Za-z.&-]{1,9})\)")


def find_proper_names(page: Page, lists: NameLists, gazetteer: Gazetteer) -> list[ProperName]:
    """A page -> its names, in order, none overlapping another."""
    listed = [
        ProperName(
            found.span, lists.known[found.form.key].kind, found.form, None, f"in the word lists, by {found.form.form}"
        )
        for found in lists.find(page.words)
        if page.is_read(found.span)
    ]
    candidates = [name for name in parsed_names(page, lists) if not _is_of_a_region(page, name, lists)]
    parsed = settle_kinds(page, with_persons(page, candidates, lists, gazetteer), lists, gazetteer)
    parsed += after_titles(page, parsed, lists)
    listed = _without_surnames(page, listed, parsed, lists)
    names = [with_region_word(page, name, lists) for name in _merge(page, listed, parsed, lists)]
    names = _drop_headline_words(page, names, lists, gazetteer)
    names = sorted(names + _acronyms(page, names), key=lambda name: name.span)
    return sorted(names + echoes(page, names, lists), key=lambda name: name.span)


def _is_of_a_region(page: Page, name: ProperName, lists: NameLists) -> bool:
    """Whether a name is only "East Asian" before a noun ("the East Asian nation"), or a part of that."""
    rest = page.words[name.span.end : name.span.end + 20].split()[:1] if name.kind == "place" else []
    words = name.span.of(page.words)
    return words in lists.world_regions or any(f"{words} {word}" in lists.world_regions for word in rest)


def _without_surnames(
    page: Page, listed: Sequence[ProperName], parsed: Sequence[ProperName], lists: NameLists
) -> list[ProperName]:
    """Listed names -> without surnames of those named before in full: "Paris" after "Lea Paris", not "in Paris"."""
    named: dict[str, int] = {}
    for one in parsed:
        words = one.span.of(page.words).split()
        if one.kind == "person" and len(words) > 1:
            named[words[-1]] = min(one.span.end, named.get(words[-1], one.span.end))
    kept = []
    for name in listed:
        text = name.span.of(page.words)
        before = page.words[max(0, name.span.start - 12) : name.span.start].split()
        locative = bool(before) and lists.is_place_word(before[-1], "locative")
        one_word = name.kind == "country" and name.form is not None and name.form.form in ("name", "capital")
        if locative or not one_word or named.get(text, name.span.start) >= name.span.start:
            kept.append(name)
    return kept


def _merge(page: Page, listed: list[ProperName], parsed: list[ProperName], lists: NameLists) -> list[ProperName]:
    """Names by list and by parser -> one reading, none overlapping another.

    A listed name wins, unless it is part of a longer name ("Bank of China", "Paris Hilton").
    """
    listed = sorted(listed, key=lambda name: name.span)
    kept: list[ProperName] = []
    gone: set[Span] = set()
    at = 0
    for name in sorted(parsed, key=lambda name: (name.span.start, -name.span.end)):
        if kept and kept[-1].span.overlaps(name.span):
            continue
        while at < len(listed) and listed[at].span.end <= name.span.start:
            at += 1
        inside = _up_to(listed, at, name.span.end)
        whole = _longer_name(page, name, inside, lists)
        if whole is not None:
            kept.append(whole)
            gone |= {other.span for other in inside if whole.span.overlaps(other.span)}
    return kept + [name for name in listed if name.span not in gone]


def _up_to(listed: Sequence[ProperName], at: int, end: int) -> list[ProperName]:
    """The names from number `at` on that begin before `end`."""
    last = at
    while last < len(listed) and listed[last].span.start < end:
        last += 1
    return list(listed[at:last])


def _longer_name(page: Page, name: ProperName, inside: Sequence[ProperName], lists: NameLists) -> ProperName | None:
    """A parsed name and the listed ones it overlaps -> the name to keep beside them, or None if they say it all."""
    if not inside:
        return name
    first = inside[0]
    if any(not name.span.contains(other.span) or other.span == name.span for other in inside):
        return None
    if name.kind == "person":
        return _person_with_listed(page, name, first, lists)
    between = page.words[name.span.start : name.span.end]
    for other in inside:
        between = between.replace(other.span.of(page.words), " ", 1)
    if not any(c.isalpha() for c in between) or _hyphen_joins(page, inside):
        return None
    rest = trim_name(page, Span(first.span.end, name.span.end), name.kind, lists)
    if rest is None or _only_titles(rest.of(page.words), lists) or is_part_of_title(page, rest, lists):
        return None
    at_start = first.span.start == name.span.start
    if at_start and first.kind != "country":
        return None
    if name.kind == "group" or (
        first.form is not None and first.form.form == "demonym" and rest.of(page.words).islower()
    ):
        return None
    country = lists.known[first.form.key].country if first.form is not None else None
    return replace(name, country=country, detail=f"{name.detail}; its name says {first.span.of(page.words)}")


def _person_with_listed(page: Page, name: ProperName, first: ProperName, lists: NameLists) -> ProperName | None:
    """A person whose name has a listed one in it: "Russian Ivan Orlov" -> "Ivan Orlov", but "Paris Martin" stays."""
    if first.span.start != name.span.start or first.form is None or first.form.form == "capital":
        return name
    rest = trim_name(page, Span(first.span.end, name.span.end), "person", lists)
    single = rest is None or " " not in rest.of(page.words)
    if first.form.form == "name" and single and first.kind == "country":
        return name
    if rest is None or not is_name(page, rest, "person", lists):
        return None
    return replace(name, span=rest)


def _hyphen_joins(page: Page, inside: Sequence[ProperName]) -> bool:
    """Whether two known names have only a hyphen between them: "Japan-Chile Talks"."""
    return any(page.words[a.span.end : b.span.start].strip() in ("-", "–", "/") for a, b in pairwise(inside))


def _only_titles(text: str, lists: NameLists) -> bool:
    covered = sum(found.span.end - found.span.start for found in lists.find_titles(text))
    return covered >= len(text.replace(" ", "")) - 1 and covered > 0


def acronym_after(page: Page, name: ProperName) -> Span | None:
    """The short form that a name gives itself: "Orbital Safety Board (OSB)"."""
    match = _IN_BRACKETS.match(page.words, name.span.end)
    if match is None:
        return None
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.span.of(page.words)))
    letters = [c for c in match[1] if c.isalpha()]
    rest = iter(initials.upper())
    return Span(*match.span(1)) if all(letter.upper() in rest for letter in letters) else None


def _acronyms(page: Page, names: Sequence[ProperName]) -> list[ProperName]:
    """Every further place where a short form that the document explains is used, if no name is there yet."""
    explained = {short.of(page.words): name for name in names if (short := acronym_after(page, name)) is not None}
    if not explained:
        return []
    taken = {at for name in names for at in range(*name.span)}
    any_of = re.compile(r"\b(?:" + "|".join(re.escape(short) for short in sorted(explained)) + r")\b")
    return [
        ProperName(span, explained[match.group()].kind, None, None, "a short form that the document explains")
        for match in any_of.finditer(page.words)
        if (span := Span(*match.span())).start not in taken and page.is_read(span)
    ]


def _drop_headline_words(
    page: Page, names: list[ProperName], lists: NameLists, gazetteer: Gazetteer
) -> list[ProperName]:
    """Names -> without those that only a headline's capitals make: neither known nor met in running text."""
    in_text: set[str] = set()
    doubtful: set[Span] = set()
    for name in names:
        if name.form is None and is_headline(page, name.span):
            doubtful.add(name.span)
        else:
            key = plain_key(name.span.of(page.words))
            in_text |= {key, *key.split()}

    def is_met(name: ProperName) -> bool:
        key = plain_key(name.span.of(page.words))
        if name.kind == "person" and 1 < len(key.split()) < 4 and lists.sex_of(key.split()[0].capitalize()) is not None:
            return True
        return key in in_text or (name.kind == "person" and bool(key) and key.split()[-1] in in_text)

    return [
        name
        for name in names
        if name.span not in doubtful
        or is_met(name)
        or (name.kind == "place" and gazetteer.candidates(name.span.of(page.words)))
    ]
