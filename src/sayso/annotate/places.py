"""Places: which mentions are meant as a place, and where it lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.page import METHOD, Page, first_of_coordination
from sayso.ids import content_id
from sayso.language.gazetteer import Gazetteer, GazetteerPlace
from sayso.language.names import NameLists
from sayso.language.wording import plain_key
from sayso.spans import Span
from sayso.tables import LocalMention, LocalPlace, PlacePrecision, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTRY_AFTER = re.compile(r"\s?,\s+(?:the\s+)?")
_DATELINE = re.compile(r"\s?(?:\(|[—–]|--| - |,\s+\w+\.?\s+\d{1,2})")
MIN_ALTERNATE_POPULATION = 500_000
"""People from which on a town in a country that the document does not name may be meant by another of its names."""


def place_use(page: Page, span: Span, lists: NameLists) -> str | None:
    """Why a name is meant as a place where it stands ("after 'in'"), or None if it may act."""
    head = page.head(span)
    if head is None:
        return None
    number = page.sentence_at(span.start)
    if number is not None and page.sentences[number].start == span.start and _DATELINE.match(page.words, span.end):
        return "it opens the sentence like a dateline"
    head = first_of_coordination(head)
    if head.dep_ == "pobj":
        return _after_preposition(head.head, lists)
    if head.dep_ in ("dobj", "nsubjpass") and lists.is_place_word(head.head.lemma_, "goal_verb"):
        return f"one does '{head.head.lemma_}' a place"
    if head.dep_ in ("poss", "compound", "nmod") and lists.is_place_word(head.head.lemma_, "place_noun"):
        return f"'{head.head.text}' belongs to a place"
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


class Located(NamedTuple):
    """Where a name lies, as far as it can be told."""

    name: str
    country: str | None
    place: GazetteerPlace | None
    precision: PlacePrecision
    why: str


def find_places(
    page: Page,
    mentions: Sequence[LocalMention],
    referents: Mapping[str, Referent],
    lists: NameLists,
    gazetteer: Gazetteer,
) -> list[LocalPlace]:
    """A page's mentions and referents -> those that are meant as a place, located."""
    named = Counter(
        referents[rid].country
        for mention in mentions
        for rid in mention.referent_ids
        if referents[rid].kind == "country"
    )
    countries = [country for country, _ in sorted(named.items(), key=lambda kv: (-kv[1], kv[0] or "")) if country]
    by_start = {mention.start: mention for mention in mentions if mention.form == "name"}
    places = []
    for mention in mentions:
        if mention.form != "name" or len(mention.referent_ids) != 1:
            continue
        referent = referents[mention.referent_ids[0]]
        span = Span(mention.start, mention.end)
        use = place_use(page, span, lists)
        if referent.kind == "country" and use is not None:
            located = Located(referent.name, referent.country, None, "country", "a country")
        elif referent.kind == "place":
            beside = _country_beside(page, mention, by_start, referents)
            located = locate(referent, beside, countries, lists, gazetteer)
        else:
            continue
        places.append(_row(mention, referent, located, use, gazetteer))
    return places


def _country_beside(
    page: Page, mention: LocalMention, by_start: Mapping[int, LocalMention], referents: Mapping[str, Referent]
) -> str | None:
    """The country that stands right after a place: "Vladivostok, Russia"."""
    comma = _COUNTRY_AFTER.match(page.words, mention.end)
    after = by_start.get(comma.end()) if comma is not None else None
    if after is None or len(after.referent_ids) != 1:
        return None
    referent = referents[after.referent_ids[0]]
    return referent.country if referent.kind == "country" else None


def locate(
    referent: Referent, beside: str | None, countries: Sequence[str], lists: NameLists, gazetteer: Gazetteer
) -> Located:
    """A place, the country beside it, the document's countries (most named first) -> where it lies."""
    words = referent.name.split()
    plain = plain_key(referent.name)
    own = referent.country or beside or lists.regions.get(plain)
    if len(words) > 1 and (lists.is_place_word(words[-1], "facility") or lists.is_place_word(words[0], "facility")):
        return Located(
            referent.name, own, None, "exact", "a facility, under its own name; its coordinates are not known"
        )
    if plain in lists.regions or (len(words) > 1 and lists.is_place_word(words[-1], "region")):
        return Located(referent.name, own, None, "region", "a region, under its own name")
    state = gazetteer.regions.get(plain)
    if state is not None:
        return Located(referent.name, state, None, "region", "a state of the United States")
    found, why = _choose(referent.name, own, countries, gazetteer)
    if found is not None:
        return Located(found.name, found.country, found, "city", why)
    return Located(referent.name, own, None, "region", f"{why}; kept under its own name")


def _choose(
    name: str, own: str | None, countries: Sequence[str], gazetteer: Gazetteer
) -> tuple[GazetteerPlace | None, str]:
    candidates = gazetteer.candidates(name)
    if not candidates:
        return None, "not in the gazetteer"
    if own is not None:
        here = [place for place in candidates if place.country == own]
        return (
            (here[0], f"the largest of that name in {own}, the country it is said to be in")
            if here
            else (
                None,
                f"the gazetteer knows none of that name in {own}",
            )
        )
    named = [place for place in candidates if place.country in countries]
    certain = gazetteer.by_name.get(plain_key(name), ())
    if named and (not certain or named[0] in certain or named[0].population >= certain[0].population):
        place = max(named, key=lambda place: (place in certain, place.population))
        return place, f"the largest of that name in a country the document names ({place.country})"
    if certain:
        return certain[0], f"the largest of {len(certain)} of that name"
    if candidates[0].population >= MIN_ALTERNATE_POPULATION:
        return candidates[0], "a large town that is also called so"
    return None, f"the gazetteer knows it only as another name of {candidates[0].name}, {candidates[0].country}"


def _row(
    mention: LocalMention, referent: Referent, located: Located, use: str | None, gazetteer: Gazetteer
) -> LocalPlace:
    place = located.place
    country_id = gazetteer.country_ids.get(located.country or "") if located.precision == "country" else None
    return LocalPlace(
        place_id=content_id("place", mention.doc_id, mention.start, mention.end),
        doc_id=mention.doc_id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        referent_id=referent.referent_id,
        name=located.name,
        country=located.country,
        lat=place.lat if place is not None else None,
        lon=place.lon if place is not None else None,
        geonames_id=place.geonames_id if place is not None else country_id,
        precision=located.precision,
        method=METHOD,
        detail=f"{use or 'a name of a place'}; {located.why}",
    )
