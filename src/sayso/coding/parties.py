"""Parties: who is meant by the nouns of an argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.coding.marks import Marks
from sayso.coding.syntax import children, followers, modifiers, possessors
from sayso.spans import Span, hull
from sayso.tables import LocalMention

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_DEPTH = 4
"""Nouns within nouns ("a member of a group of officials of ...") followed in search of somebody."""

MAX_BACK = 5
"""Earlier uses of the same noun asked for the country of "the fishermen"."""

TOKENS_BACK = 80
"""Words that "the country" may reach back."""

_COUNTRY = frozenset({"country", "nation", "republic"})
_HOME = frozenset({"of", "from", "in"})
_DEFINITE = frozenset({"the", "these", "those"})


@dataclass(frozen=True)
class Party:
    """Whom some words mean: referents where the words name them, else the country and sector they belong to.

    It is true when it is known who, or of which country; `anybody` when the words mean people at all.
    """

    referent_ids: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.referent_ids or self.countries)

    @property
    def anybody(self) -> bool:
        """Whether the words mean somebody, if only "fishermen"."""
        return bool(self or self.sectors)

    def __or__(self, other: Party) -> Party:
        return Party(
            self.referent_ids | other.referent_ids,
            self.countries | other.countries,
            self.sectors | other.sectors,
            tuple(sorted({*self.spans, *other.spans})),
            tuple(sorted({*self.notes, *other.notes})),
        )

    def overlaps(self, other: Party) -> bool:
        """Whether the two may be the same."""
        if self.referent_ids & other.referent_ids:
            return True
        if self.sectors and other.sectors and not self.sectors & other.sectors:
            return False
        one_has_no_name = not (self.referent_ids and other.referent_ids)
        return one_has_no_name and bool(self.countries & other.countries)

    def without(self, other: Party) -> Party:
        """The party less those referents of the other."""
        if not self.overlaps(other):
            return self
        left = self.referent_ids - other.referent_ids
        return replace(self, referent_ids=left, countries=self.countries - other.countries) if left else Party()


NOBODY = Party()


def party_of(nouns: Iterable[Token], marks: Marks) -> Party:
    """Nouns -> whom they mean, together."""
    party = Party()
    for noun in nouns:
        party |= somebody(noun, marks)
    return party


def somebody(noun: Token, marks: Marks, depth: int = 0) -> Party:
    """A noun -> whom it means: its own mention, else the country that the words around it give."""
    mention = mention_at(noun, marks)
    if mention is not None and mention.referent_ids:
        return _named(mention, marks)
    if depth >= MAX_DEPTH:
        return Party()
    for other in children(noun, "appos"):
        if party := somebody(other, marks, depth + 1):
            return party
    if noun.lemma_.lower() in marks.verbs.partitives or noun.pos_ in {"NUM", "DET", "PRON"}:
        inner = [one for prep, nouns in followers(noun) if prep == "of" for one in nouns]
        party = Party()
        for one in inner:
            party |= somebody(one, marks, depth + 1)
        if party:
            return party
    if mention is None and not _is_people(noun, marks):
        return Party()
    return _home(noun, marks)


def owner(noun: Token, marks: Marks) -> Party:
    """A noun that is no person ("Iran's plan", "the Iranian plan", "the plan of Iran") -> whose it is."""
    party = party_of(possessors(noun), marks)
    if not party:
        party = party_of([m for m in modifiers(noun) if _is_state(m, marks)], marks)
    if not party:
        party = _after(noun, {"by"}, marks) or _after(noun, {"of", "from"}, marks)
    return party


def _after(noun: Token, prepositions: set[str], marks: Marks) -> Party:
    return party_of([one for prep, nouns in followers(noun) if prep in prepositions for one in nouns], marks)


def states_before(noun: Token, marks: Marks) -> Party:
    """The countries and organisations among the words before a noun: "Iranian strikes", "US-Iran talks"."""
    return party_of([word for word in modifiers(noun) if _is_state(word, marks)], marks)


def mention_at(noun: Token, marks: Marks) -> LocalMention | None:
    """The mention that a noun heads: the shortest over it that has a referent, else the shortest."""
    over = [m for m in marks.mentions.get(noun.i, ()) if m.kind != "place"]
    return next((m for m in over if m.referent_ids), over[0] if over else None)


def place_at(noun: Token, marks: Marks) -> LocalMention | None:
    """The mention of a place that a noun heads, if it is one."""
    over = marks.mentions.get(noun.i, ())
    return next((m for m in over if m.kind == "place"), None)


def place_party(noun: Token, marks: Marks) -> Party:
    """A noun that means a place -> the country it lies in, as a party without a name."""
    mention = place_at(noun, marks)
    if mention is None:
        return Party()
    known = {marks.referents[r].country for r in mention.referent_ids if r in marks.referents}
    countries = frozenset(country for country in known if country)
    return Party(countries=countries, spans=(Span(mention.start, mention.end),)) if countries else Party()


def home_of_site(noun: Token, marks: Marks) -> Party:
    """ "a Russian university" -> Russia, as a party without a name."""
    return replace(states_before(noun, marks), referent_ids=frozenset(), sectors=frozenset())


def the_country(noun: Token, but: Party, marks: Marks) -> Party:
    """ "the country", where nobody has said which -> the last one named before that is not the other party's own."""
    if noun.lemma_.lower() not in _COUNTRY or not any(child.lower_ in {"the", "that"} for child in noun.lefts):
        return Party()
    for number in range(noun.i - 1, max(-1, noun.i - TOKENS_BACK), -1):
        for mention in marks.mentions.get(number, ()):
            if mention.kind == "country" and mention.form == "name" and len(mention.referent_ids) == 1:
                found = _named(mention, marks)
                if found.countries and not found.countries & but.countries:
                    note = f"'the {noun.text}' is the last country named before, {mention.text}"
                    return replace(found, spans=(Span(noun.idx, noun.idx + len(noun)),), notes=(note,))
    return Party()


def party_of_ids(referent_ids: Iterable[str], marks: Marks, spans: tuple[Span, ...] = ()) -> Party:
    """Referents -> the party they are."""
    known = [marks.referents[r] for r in referent_ids if r in marks.referents]
    return Party(
        frozenset(row.referent_id for row in known),
        frozenset(row.country for row in known if row.country),
        frozenset(row.sector for row in known if row.sector),
        spans,
    )


def _named(mention: LocalMention, marks: Marks) -> Party:
    return party_of_ids(mention.referent_ids, marks, (Span(mention.start, mention.end),))


def _home(noun: Token, marks: Marks) -> Party:
    """ "the Russian minister", "forces of Chad", "fishermen" -> their country and sector, if the words say so."""
    party = _stated_home(noun, marks)
    sector = marks.verbs.doers.get(noun.lemma_.lower())
    if not party and sector is not None and any(child.lower_ in _DEFINITE for child in noun.lefts):
        party = _home_told_before(noun, marks)
    own = Party(sectors=frozenset({sector} if sector else ()), spans=(Span(noun.idx, noun.idx + len(noun)),))
    return party | own if party or sector else Party()


def _stated_home(noun: Token, marks: Marks) -> Party:
    words = [*modifiers(noun), *possessors(noun)]
    words += [one for prep, nouns in followers(noun) if prep in _HOME for one in nouns]
    for word in words:
        found = _named(mention, marks) if (mention := mention_at(word, marks)) is not None else Party()
        if found.countries:
            spans = (Span(noun.idx, noun.idx + len(noun)), *found.spans)
            return Party(countries=found.countries, spans=(hull([*spans]),))
    return Party()


def _home_told_before(noun: Token, marks: Marks) -> Party:
    """ "the fishermen" are the "14 Tanzanian fishermen" told of before."""
    same = marks.doers.get(noun.lemma_.lower(), ())
    before = [number for number in same if number < noun.i and marks.doc[number].tag_ == noun.tag_]
    for number in reversed(before[-MAX_BACK:]):
        if found := _stated_home(marks.doc[number], marks):
            note = f"'{noun.text}' are those of {', '.join(sorted(found.countries))} told of before"
            return Party(countries=found.countries, notes=(note,))
    return Party()


def _is_state(word: Token, marks: Marks) -> bool:
    mention = mention_at(word, marks)
    return mention is not None and mention.kind in {"country", "organisation"}


def _is_people(noun: Token, marks: Marks) -> bool:
    """Whether a noun that nobody marked still means people or machines that act: forces, officials, jets."""
    return noun.lemma_.lower() in marks.verbs.doers
