"""Roles: a trigger -> its actors and recipients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.coding.marks import Marks
from sayso.coding.parties import (
    NOBODY,
    Party,
    home_of_site,
    owner,
    party_of,
    party_of_ids,
    place_party,
    states_before,
    the_country,
)
from sayso.coding.syntax import children, followers, givens, is_passive, objects, possessors, subjects
from sayso.coding.triggers import Trigger
from sayso.tables import LocalStatement

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOWARDS = ("to", "against", "with", "on", "upon", "at", "for", "from", "over", "into", "toward", "towards")
_SPEAKER = frozenset({"it", "they", "he", "she", "we", "i"})
_IN_QUOTATIONS = frozenset({"we", "i"})
_TOGETHER = ("with", "between", "among", "alongside")
_DESTINATION = ("to", "in", "at", "into", "on")
_ARRIVES_FOR = ("for", "to")
_BEFORE = "actor stands before the noun"
_TO_PEOPLE = frozenset({"ASSAULT", "COERCE"})
"""It is done to the people named, whatever else stands in the sentence."""
_WITH_PEOPLE = frozenset({"MOBILIZE", "RETREAT", "SANCTION"})
"""Troops are moved, staff are recalled: it is not done to them."""
_OF_WORDS_AND_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
"""What is condemned, praised, rejected or asked for is somebody's: it is said to them."""


@dataclass(frozen=True)
class Cast:
    """Who plays what in a deed, and how it was read from the sentence."""

    actors: Party = NOBODY
    recipients: Party = NOBODY
    detail: str = ""
    awaited: bool = False
    """A meeting that somebody arrives for is still to come."""
    unsaid: bool = False
    """A visit of which it is not said where."""


def cast_of(trigger: Trigger, marks: Marks) -> Cast:
    """A trigger -> its actors and recipients."""
    if trigger.roles == "mutual":
        return _mutual(trigger, marks)
    if trigger.roles == "visit":
        return _visit(trigger, marks)
    if trigger.roles == "host":
        return _host(trigger, marks)
    if trigger.roles == "self":
        return Cast(_doers(trigger, marks)[0], Party(), "actor is the subject")
    if trigger.roles == "swap":
        return _received(trigger, marks)
    return _one_to_another(trigger, marks)


def with_speaker(cast: Cast, trigger: Trigger, statement: LocalStatement, marks: Marks) -> Cast:
    """ "Poland says it will help": where nobody is known for the pronoun, it is whoever says so."""
    if cast.actors or trigger.verb is None or trigger.subject != "actor" or statement.voice == "author":
        return cast
    # In quotation marks "they" are others: whoever speaks there is "we" or "I".
    speakers = _IN_QUOTATIONS if statement.quote == "direct" else _SPEAKER
    if not any(noun.lower_ in speakers for noun in subjects(trigger.verb)):
        return cast
    speaker = party_of_ids(statement.source_referent_ids, marks)
    if trigger.roles in {"swap", "host"} or not speaker:
        return cast
    detail = f"actor is whoever says so; {cast.detail}" if cast.detail else "actor is whoever says so"
    return replace(cast, actors=speaker, recipients=cast.recipients.without(speaker), detail=detail)


def _one_to_another(trigger: Trigger, marks: Marks) -> Cast:
    actors, how = _doers(trigger, marks)
    unnamed: tuple[Party, str] | None = None
    for party, found in _done_to(trigger, marks):
        recipients = party.without(actors)
        if recipients:
            return Cast(actors, recipients, _and(how, found))
        if unnamed is None and recipients.anybody and trigger.deed.plover not in _WITH_PEOPLE:
            unnamed = recipients, found
            if trigger.deed.plover in _TO_PEOPLE:
                break
    if unnamed is not None:
        return Cast(actors, unnamed[0], _and(how, unnamed[1]))
    return Cast(actors, Party(), how)


def _mutual(trigger: Trigger, marks: Marks) -> Cast:
    """All who take part are actors."""
    everybody, how = _doers(trigger, marks)
    words = [word for word in (trigger.verb, trigger.noun) if word is not None]
    if trigger.noun is None and trigger.verb is not None:
        everybody |= party_of(objects(trigger.verb), marks)
    for word in words:
        everybody |= party_of(_after(word, _TOGETHER), marks)
    if trigger.noun is not None:
        everybody |= owner(trigger.noun, marks) | states_before(trigger.noun, marks)
    guests, awaited = _guests(trigger, marks)
    detail = "actors are all who take part"
    return Cast(everybody | guests, Party(), f"{detail} ({how})" if how else detail, awaited)


def _guests(trigger: Trigger, marks: Marks) -> tuple[Party, bool]:
    """ "flew to Oman for talks": whoever flew takes part, and the talks are still to come."""
    noun = trigger.word
    head = noun.head
    if noun.dep_ != "pobj" or head.lower_ not in _ARRIVES_FOR or head.head.pos_ != "VERB":
        return Party(), False
    verb = head.head
    if (verb.lemma_, head.lower_) in marks.verbs.lights:
        return Party(), False
    moves = any(p.deed is not None and p.deed.mode == "visit" for p in marks.verbs.verbs.get(verb.lemma_, ()))
    return (party_of(subjects(verb), marks), verb.lemma_ not in {"visit", "host"}) if moves else (Party(), False)


def _visit(trigger: Trigger, marks: Marks) -> Cast:
    visitors, how = _doers(trigger, marks)
    for host, found in _destinations(trigger, visitors, marks):
        stays_home = not host.referent_ids and bool(host.countries & visitors.countries)
        recipients = host.without(visitors) if host.referent_ids else host
        if recipients and not stays_home:
            return Cast(visitors, recipients, f"visitor: {how}; host: {found}")
    noun = trigger.noun
    told_of = noun is not None and noun is trigger.word and not _after(noun, _DESTINATION[:4])
    unsaid = told_of and how != _BEFORE
    return Cast(visitors, Party(), _and(f"visitor: {how}", "it is not said where" if unsaid else ""), unsaid=unsaid)


def _host(trigger: Trigger, marks: Marks) -> Cast:
    verb = trigger.verb
    hosts = party_of(subjects(verb), marks) if verb is not None else Party()
    guests = party_of(objects(verb), marks) if verb is not None else Party()
    if trigger.noun is not None:
        guests |= owner(trigger.noun, marks) | party_of(_after(trigger.noun, (*_TOGETHER, "by", "from")), marks)
    if not guests:
        return Cast(hosts, Party(), "actor is the subject, who hosts")
    return Cast(guests.without(hosts) or guests, hosts, "host is the subject, visitor the object")


def _received(trigger: Trigger, marks: Marks) -> Cast:
    verb = trigger.verb
    if verb is None:
        return Cast()
    words = [word for word in (verb, trigger.noun) if word is not None]
    givers = party_of([noun for word in words for noun in _after(word, ("from", "by"))], marks)
    if not givers and trigger.noun is not None:
        givers = states_before(trigger.noun, marks)
    takers = party_of(subjects(verb), marks)
    return Cast(givers.without(takers), takers, "recipient is the subject; actor stands after 'from'")


def _doers(trigger: Trigger, marks: Marks) -> tuple[Party, str]:
    """Who does it: the verb's subject, else whoever the noun belongs to."""
    if trigger.verb is not None and trigger.subject == "actor":
        party = party_of(subjects(trigger.verb), marks)
        if party.anybody:
            return party, f"actor is the subject of '{trigger.verb.text}'"
    noun = trigger.noun
    if noun is None or (trigger.word is not noun and trigger.roles != "mutual"):
        return Party(), ""
    for nouns, how in (
        (possessors(noun) if not _suffered(trigger, marks) else [], "the possessor"),
        (_after(noun, ("by",)), "after 'by'"),
        (_after(noun, ("of",)) if trigger.of_actor else [], "after 'of'"),
    ):
        if (party := party_of(nouns, marks)).anybody:
            return party, f"actor is {how}" if how == "the possessor" else f"actor stands {how}"
    if party := states_before(noun, marks):
        return party, _BEFORE
    party = party_of(_after(noun, ("from",)), marks)
    return party, "actor stands after 'from'" if party else ""


def _suffered(trigger: Trigger, marks: Marks) -> bool:
    """Whether "Lima's" killing or arrest was done to Lima: a person owns it, and no "of" names another."""
    noun = trigger.noun
    if noun is None or noun is not trigger.word or trigger.of_actor or trigger.deed.plover not in _TO_PEOPLE:
        return False
    owners = party_of(possessors(noun), marks).referent_ids
    persons = {one for one in owners if one in marks.referents and marks.referents[one].kind == "person"}
    return bool(persons) and not _after(noun, ("of",))


def _done_to(trigger: Trigger, marks: Marks) -> Iterable[tuple[Party, str]]:
    """To whom it may be done, the likeliest first."""
    verb, noun = trigger.verb, trigger.noun
    if verb is not None and verb is trigger.word:
        yield party_of(givens(verb), marks), "recipient is the indirect object"
        if trigger.follows is not None:
            yield party_of(_after(verb, (trigger.follows,)), marks), f"recipient stands after '{trigger.follows}'"
        moved = trigger.noun if trigger.deed.plover == "MOBILIZE" else None
        yield party_of([one for one in objects(verb) if one is not moved], marks), "recipient is the object"
        yield from _struck(objects(verb), trigger, marks)
    elif noun is not None and _suffered(trigger, marks):
        yield party_of(possessors(noun), marks), "recipient is the possessor"
    elif verb is not None and trigger.subject == "recipient":
        yield party_of(subjects(verb), marks), f"recipient is the subject of '{verb.text}'"
    things = objects(verb) if verb is not None and verb is trigger.word else []
    if trigger.deed.plover in _OF_WORDS_AND_DEEDS:
        yield from _owners(things, marks)
    words = [w for w in (noun, verb, *things) if w is not None]
    for word in words:
        yield from _after_prepositions(word, _TOWARDS, trigger, marks)
    for word in words:
        yield from _after_prepositions(word, ("of",), trigger, marks)
    yield from _owners(things, marks)
    if verb is not None and verb is trigger.word:
        yield from _in_complement(verb, trigger, marks)


def _owners(things: list[Token], marks: Marks) -> Iterable[tuple[Party, str]]:
    for thing in things:
        yield owner(thing, marks), f"recipient is whose '{thing.text}' it is"


def _after_prepositions(
    word: Token, prepositions: tuple[str, ...], trigger: Trigger, marks: Marks
) -> Iterable[tuple[Party, str]]:
    skipped = {"of"} if word is trigger.noun and trigger.of_actor else set()
    for preposition in prepositions:
        nouns = [] if preposition in skipped else _after(word, (preposition,))
        if party := party_of(nouns, marks):
            yield party, f"recipient stands after '{preposition}'"
        elif preposition in {"on", "against", "at", "of"}:
            yield from _struck(nouns, trigger, marks)


def _struck(nouns: list[Token], trigger: Trigger, marks: Marks) -> Iterable[tuple[Party, str]]:
    """A place that is struck or taken stands for the country it lies in."""
    if trigger.deed.plover in {"ASSAULT", "COERCE", "MOBILIZE"}:
        for noun in nouns:
            yield place_party(noun, marks), f"recipient is the country of '{noun.text}'"


def _in_complement(verb: Token, trigger: Trigger, marks: Marks) -> Iterable[tuple[Party, str]]:
    """ "demanded that Iran stop": Iran; "threatened to act if Iran did not stop": Iran."""
    if trigger.deed.plover not in {"REQUEST", "ACCUSE", "THREATEN"}:
        return
    for clause in children(verb, "ccomp") if trigger.deed.plover != "THREATEN" else ():
        inner = objects(clause) if is_passive(clause) else subjects(clause)
        yield party_of(inner, marks), f"recipient is the subject of '{clause.text}'"
    if trigger.deed.plover == "THREATEN":
        for below in verb.subtree:
            if below.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in children(below, "mark")):
                yield party_of(subjects(below), marks), f"recipient is whoever '{below.text}' is about"


def _destinations(trigger: Trigger, visitors: Party, marks: Marks) -> Iterable[tuple[Party, str]]:
    verb = trigger.verb
    nouns: list[Token] = []
    if verb is not None and verb is trigger.word:
        nouns += objects(verb) if trigger.follows is None and trigger.noun is None else []
        nouns += [trigger.noun] if trigger.noun is not None and trigger.follows is None else []
    for word in (trigger.noun, verb):
        nouns += _after(word, _DESTINATION) if word is not None else []
    for noun in nouns:
        yield party_of([noun], marks), f"'{noun.text}'"
        yield place_party(noun, marks), f"the country of '{noun.text}'"
        yield home_of_site(noun, marks), f"the country that '{noun.text}' belongs to"
        yield the_country(noun, visitors, marks), "the last country named before"
        for inner in [*_after(noun, ("in", "of")), *possessors(noun)]:
            yield party_of([inner, *possessors(inner)], marks), f"'{inner.text}'"
            yield place_party(inner, marks), f"the country of '{inner.text}'"
    if trigger.noun is not None and possessors(trigger.noun):
        yield states_before(trigger.noun, marks), "the country before the noun"


def _after(word: Token, prepositions: tuple[str, ...]) -> list[Token]:
    return [noun for prep, nouns in followers(word) if prep in prepositions for noun in nouns]


def _and(first: str, second: str) -> str:
    return f"{first}; {second}" if first else second
