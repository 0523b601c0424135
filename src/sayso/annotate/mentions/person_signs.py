"""Signs of persons: names that the words around them show to be a person's, whatever the parser took them for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.mentions.name_shapes import ProperName
from sayso.annotate.page import Page
from sayso.language.children import children_labelled
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.wording import plain_key

_AGE = re.compile(r"\s?,\s(?:aged\s)?[1-9]\d(?:,|\.|$)|\s?\((?:born|née|b\.)\s|\s?\([1-9]\d\)")
_MOST_WORDS = 4
_BIG = 100_000
"""A town with more people than this is meant by its bare name, whatever persons bear it."""


def with_persons(page: Page, names: Sequence[ProperName], lists: NameLists, gazetteer: Gazetteer) -> list[ProperName]:
    """Names -> the same; what was read as a body or place is a person where a sign says so, and its surname with it.

    "Brock Tarnell, 26," or "Tarnell's wife" makes persons of every "Brock Tarnell" and "Tarnell".
    """
    signs: dict[str, str] = {}
    for name in names:
        if _may_be_person(page, name, lists, gazetteer):
            sign = _sign(page, name, lists)
            if sign:
                signs.setdefault(_last(page, name), sign)
    return [
        replace(name, kind="person", detail=f"{name.detail}, but {signs[_last(page, name)]}")
        if name.kind != "person"
        and _last(page, name) in signs
        and _may_be_person(page, name, lists, gazetteer)
        else name
        for name in names
    ]  # fmt: skip


def _last(page: Page, name: ProperName) -> str:
    words = plain_key(name.span.of(page.words)).split()
    return words[-1] if words else ""


def _may_be_person(page: Page, name: ProperName, lists: NameLists, gazetteer: Gazetteer) -> bool:
    """Whether a name has the shape of a person's: a few capitalised words, no body, no town, no "the"."""
    words = name.span.of(page.words).split()
    if name.kind == "group" or not 1 <= len(words) <= _MOST_WORDS or page.words[: name.span.start].endswith(" the "):
        return False
    text = " ".join(words)
    if any(word in lists.sectors or not word[:1].isupper() or word.isupper() for word in words):
        return False
    if any(lists.is_place_word(words[-1], kind) for kind in ("facility", "region")) or lists.lookup(text) is not None:
        return False
    places = gazetteer.candidates(text) if name.kind == "place" else ()
    return not any(place.population > _BIG for place in places)


def _sign(page: Page, name: ProperName, lists: NameLists) -> str:
    """Why a name is a person's where it stands; empty: nothing says so."""
    head = page.head(name.span)
    if head is None:
        return ""
    verb = head.head
    for label, use in (("nsubj", "does"), ("nsubjpass", "undergoes"), ("poss", "has")):
        if head.dep_ == label and lists.is_person_sign(verb.lemma_, use):
            return f"'{verb.text}' is said of persons"
    if _AGE.match(page.words, name.span.end) and name.kind != "place":
        return "an age follows"
    said = [child for child in children_labelled(verb, ("attr",)) if head.dep_ == "nsubj" and verb.lemma_ == "be"]
    for noun in said:
        referring = lists.referring.get(noun.lower_)
        if referring is not None and referring.kind == "person":
            return f"it is said to be a {noun.text}"
    return ""
