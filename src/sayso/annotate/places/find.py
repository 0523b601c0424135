"""Places: which mentions are meant as a place, and where it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.annotate.page import METHOD, Page, first_of_coordination
from sayso.annotate.places.located import Asked, Located
from sayso.annotate.places.reader import PlaceReader
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.spans import Span
from sayso.tables import LocalMention, LocalPlace, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE = 20
"""Code points before a name in which the word for its part can stand."""
_BEFORE_PART = re.compile(r"\b(?P<part>[a-z]+) $")
_DATELINE = re.compile(r"\s?(?:\(|[—–]|--| - |,\s+\w+\.?\s+\d{1,2})")


def place_use(page: Page, span: Span, lists: NameLists) -> str | None:
    """Why a name is meant as a place where it stands ("after 'in'"), or None if it may act."""
    head = page.head(span)
    if head is None:
        return None
    number = page.sentence_at(span.start)
    if number is not None and page.sentences[number].start == span.start and _DATELINE.match(page.words, span.end):
        return "it opens the sentence like a dateline"
    named = _named_as_place(page, span, head, lists)
    if named is not None:
        return named
    head = first_of_coordination(head)
    if head.dep_ == "pobj":
        return _after_preposition(head.head, lists)
    if head.dep_ in ("dobj", "nsubjpass") and lists.is_place_word(head.head.lemma_, "goal_verb"):
        return f"one does '{head.head.lemma_}' a place"
    if head.dep_ in ("poss", "compound", "nmod") and lists.is_place_word(head.head.lemma_, "place_noun"):
        return f"'{head.head.text}' belongs to a place"
    return None


def _named_as_place(page: Page, span: Span, head: Token, lists: NameLists) -> str | None:
    """Why the words around a name make it a place's, whatever it does: "central Lima", "Lima province"."""
    part = _BEFORE_PART.search(page.words, max(0, span.start - BEFORE), span.start)
    if part is not None and head.dep_ != "amod" and lists.is_place_word(part["part"], "part"):
        return f"'{part['part']}' says which part of it"
    kind = head.head
    if head.dep_ in ("compound", "nmod") and kind.i == head.i + 1 and kind.dep_ != "compound" and kind.text.islower():
        return f"called a {kind.text}" if lists.is_place_word(kind.text, "division") else None
    return None


def _after_preposition(preposition: Token, lists: NameLists) -> str | None:
    word = preposition.lower_
    if lists.is_place_word(word, "locative"):
        return f"after '{word}'"
    governor = preposition.head
    if governor.dep_ == "prep":  # "from within"
        governor = governor.head
    lemma = governor.lemma_
    if lists.is_place_word(word, "origin_or_goal") and lists.is_place_word(lemma, "motion"):
        return f"after '{governor.text} {word}'"
    if word == "of" and lists.is_place_word(lemma, "place_noun"):
        return f"after '{governor.text} of'"
    return None


def find_places(
    page: Page,
    mentions: Sequence[LocalMention],
    referents: Mapping[str, Referent],
    publisher: str | None,
    lists: NameLists,
    gazetteer: Gazetteer,
) -> list[LocalPlace]:
    """A page's mentions and referents -> those that are meant as a place, located."""
    reader = PlaceReader(page, mentions, referents, publisher, lists, gazetteer)
    places = []
    for mention in mentions:
        if mention.form != "name" or len(mention.referent_ids) != 1:
            continue
        referent = referents[mention.referent_ids[0]]
        span = Span(mention.start, mention.end)
        use = place_use(page, span, lists)
        if referent.kind == "country":
            use = use or reader.use_beside(Asked(mention.text, span, referent.country))
            if use is None:
                continue
            located = _country(reader, mention, referent, gazetteer)
        elif referent.kind == "place":
            located = reader.locate(Asked(referent.name, span, referent.country))
        else:
            continue
        places.append(_row(mention, referent, located, use))
    return places


def _country(reader: PlaceReader, mention: LocalMention, referent: Referent, gazetteer: Gazetteer) -> Located:
    """A country, or what has its name where the document means that: "Georgia" beside "Atlanta", "Cuba, Illinois"."""
    asked = Asked(mention.text, Span(mention.start, mention.end))
    located = reader.locate(asked)
    if located.geonames_id is not None and (located.precision == "region" or reader.lies_beside(asked)):
        return located
    country = gazetteer.countries.get(referent.country or "")
    lat, lon, geonames_id = (
        (country.lat, country.lon, country.geonames_id) if country is not None else (None, None, None)
    )
    return Located(referent.name, referent.country, lat, lon, geonames_id, "country", "a country")


def _row(mention: LocalMention, referent: Referent, located: Located, use: str | None) -> LocalPlace:
    return LocalPlace(
        place_id=content_id("place", mention.doc_id, mention.start, mention.end),
        doc_id=mention.doc_id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        referent_id=referent.referent_id,
        name=located.name,
        country=located.country,
        lat=located.lat,
        lon=located.lon,
        geonames_id=located.geonames_id,
        precision=located.precision,
        method=METHOD,
        detail=f"{use or 'a name of a place'}; {located.why}",
    )
