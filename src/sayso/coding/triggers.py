"""Triggers: the words of a sentence that name an action."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sayso.coding.syntax import (
    children,
    followers,
    is_passive,
    known_form,
    objects,
    particles,
    predicatives,
    subjects,
)
from sayso.language.verbs import Deed, LightSubject, NounPattern, Roles, VerbLists, VerbPattern

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKS_OF = frozenset({"ACCUSE", "SUPPORT"})

IsSomebody: TypeAlias = "Callable[[Token, bool], bool]"
"""Whether a noun means somebody (or, asked so, a place by name)."""


@dataclass(frozen=True)
class Trigger:
    """A word that names an action.

    word:    the word itself
    verb:    the verb of its clause that has its arguments: the word itself, or a light verb ("hold talks"), or none
    noun:    the noun that has arguments of its own: the word itself, or the noun that a verb's pattern asked for
    subject: what the light verb's subject is in the action
    fitted:  the pattern asked for something, and found it
    alone:   whether it tells of an action without a time
    """

    word: Token
    verb: Token | None
    noun: Token | None
    roles: Roles
    of_actor: bool
    subject: LightSubject
    deed: Deed
    follows: str | None
    fitted: bool
    alone: bool
    detail: str


def triggers(tokens: Iterable[Token], verbs: VerbLists, somebody: IsSomebody) -> list[Trigger]:
    """The tokens of a sentence -> its triggers, in order; no word triggers twice."""
    words = list(tokens)
    found: dict[int, Trigger] = {}
    taken: set[int] = set()
    for word in words:
        if word.pos_ == "VERB" and word.dep_ not in {"amod", "compound"}:
            trigger = _verb_trigger(word, verbs, somebody)
            if trigger is not None:
                found[word.i] = trigger
                if trigger.noun is not None and not _speaks_of_deed(trigger, verbs):
                    taken.add(trigger.noun.i)
    for word in words:
        if word.pos_ in {"NOUN", "PROPN"} and word.i not in taken and word.dep_ not in {"compound", "nmod", "amod"}:
            noun_trigger = _noun_trigger(word, verbs)
            if noun_trigger is not None:
                found[word.i] = noun_trigger
    return _without_carriers([found[number] for number in sorted(found)])


def _speaks_of_deed(trigger: Trigger, verbs: VerbLists) -> bool:
    """What is condemned, investigated or praised is told as a deed of its own."""
    if trigger.deed.plover not in _SPEAKS_OF or trigger.noun is None:
        return False
    named = _noun_pattern(trigger.noun, verbs)
    return named is not None and named.deed.plover != trigger.deed.plover


def phrases(noun: Token, verbs: VerbLists) -> set[str]:
    """A noun -> the ways in which a word list may name it: "talks", "peace talks"; "two rounds of talks" are talks."""
    found: set[str] = set()
    before: list[str] = []
    for left in reversed([t for t in noun.lefts if t.dep_ in {"compound", "amod", "nmod", "nummod", "punct"}]):
        before.insert(0, left.lower_)
        found |= {" ".join([*before[-size:], form]) for form in _forms(noun) for size in (1, 2) if size <= len(before)}
    found |= _forms(noun)
    for prep, inner in followers(noun):
        for one in inner if prep == "of" else ():
            found.add(f"{noun.lemma_.lower()} of {one.lemma_.lower()}")
            if noun.lemma_.lower() in verbs.partitives or noun.pos_ == "NUM":
                found |= _forms(one) | {f"{left.lower_} {f}" for left in list(one.lefts)[-1:] for f in _forms(one)}
    return found


def governor(noun: Token, verbs: VerbLists) -> tuple[Token, LightSubject] | None:
    """The light verb that the noun depends on, and what its subject is in the action; none if there is none."""
    head = noun.head
    while noun.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:
        noun, head = head, head.head
    if noun.dep_ == "pobj" and head.head.pos_ == "NOUN" and head.head.lemma_.lower() in verbs.partitives:
        return governor(head.head, verbs)
    for verb in children(noun, "acl"):
        if is_passive(verb) and (light := verbs.lights.get((verb.lemma_, None))):
            return verb, light
    if noun.dep_ == "nsubj" and (verbs.lights.get((head.lemma_, "subject"))) and not _real_object(head):
        return head, "none"
    if noun.dep_ in {"dobj", "nsubjpass"}:
        for key in (None, *sorted(particles(head))):
            if light := verbs.lights.get((head.lemma_, key)):
                return head, light
    if noun.dep_ == "pobj":
        verb = head.head if head.head.pos_ == "VERB" else head.head.head
        if light := verbs.lights.get((verb.lemma_, head.lower_)):
            return verb, light
    return None


def _real_object(verb: Token) -> bool:
    return any(noun.lemma_ != "place" for noun in children(verb, "dobj"))


def _forms(noun: Token) -> set[str]:
    return {noun.lemma_.lower(), noun.lower_}


def _verb_trigger(verb: Token, verbs: VerbLists, somebody: IsSomebody) -> Trigger | None:
    best: tuple[int, VerbPattern, Token | None] | None = None
    for pattern in verbs.verbs.get(known_form(verb, verbs.verbs), ()):
        fit = _fit(verb, pattern, verbs, somebody)
        if fit is not None and (best is None or fit[0] > best[0]):
            best = (fit[0], pattern, fit[1])
    if best is None or best[1].deed is None:
        return None
    rank, pattern, noun = best
    asked = f"{pattern.lemma} {pattern.follows}" if pattern.follows else pattern.lemma
    detail = f"verb '{asked}'" + (f" with '{noun.text}'" if noun is not None else "")
    return Trigger(
        word=verb,
        verb=verb,
        noun=noun,
        roles=pattern.roles,
        of_actor=False,
        subject="actor",
        deed=best[1].deed,
        follows=pattern.follows,
        fitted=rank > 0,
        alone=True,
        detail=detail,
    )


def _fit(verb: Token, pattern: VerbPattern, verbs: VerbLists, somebody: IsSomebody) -> tuple[int, Token | None] | None:
    """How much of what the pattern asks for is there, and the noun it asked for; none if something is missing."""
    nouns = objects(verb)
    rank = 0
    if (pattern.armed and not _by_force(verb, verbs, somebody)) or _strives(verb, pattern):
        return None
    if pattern.follows is not None:
        after = _nouns_after(verb, pattern.follows, nouns)
        if after is None or (pattern.roles == "visit" and _moves_something(verb, somebody)):
            return None
        rank, nouns = 2, [*after, *nouns]
    if pattern.nothing:
        return None if objects(verb) or is_passive(verb) or _shares_object(verb) else (rank + 1, None)
    if not (pattern.words or pattern.somebody or pattern.somewhere):
        return rank, None
    asked = children(verb, "xcomp") if pattern.deed is None else []
    for noun in [*nouns, *predicatives(verb), *asked]:
        if pattern.words and not pattern.words.isdisjoint(phrases(noun, verbs)):
            return 5, noun
    judged = pattern.follows is None and bool(children(verb, "oprd"))
    for noun in nouns if not judged else ():
        if pattern.armed and noun.dep_ == "conj":
            continue
        if (pattern.somebody and somebody(noun, False)) or (pattern.somewhere and somebody(noun, True)):
            return rank + 1, None
    return None


def _shares_object(verb: Token) -> bool:
    """ "killed and wounded dozens": dozens hang on the last verb alone."""
    return any(children(other, "dobj") for other in children(verb, "conj"))


def _moves_something(verb: Token, somebody: IsSomebody) -> bool:
    """ "returned three boats to the port" is no visit; "left the capital for the coast" may be one."""
    return any(not somebody(noun, True) for noun in children(verb, "dobj", "nsubjpass"))


def _strives(verb: Token, pattern: VerbPattern) -> bool:
    """ "battle to win the election" is no battle."""
    fights = pattern.deed is not None and pattern.deed.plover == "ASSAULT" and pattern.roles == "mutual"
    return fights and any(aux.lower_ == "to" for goal in children(verb, "xcomp") for aux in children(goal, "aux"))


def _by_force(verb: Token, verbs: VerbLists, somebody: IsSomebody) -> bool:
    """Whether those that hit can: people, weapons or attacks, and not a crisis; nobody said counts as somebody."""
    return all(
        somebody(noun, True) or noun.lemma_.lower() in verbs.doers or _is_violent(noun, verbs) or noun.pos_ == "PRON"
        for noun in subjects(verb)
    )


def _is_violent(noun: Token, verbs: VerbLists) -> bool:
    pattern = _noun_pattern(noun, verbs)
    return noun.lemma_.lower() in verbs.weapons or (pattern is not None and pattern.deed.plover == "ASSAULT")


def _nouns_after(verb: Token, follows: str, nouns: list[Token]) -> list[Token] | None:
    """What follows the preposition ([]: it is a particle); none if it is not there."""
    if follows in particles(verb):
        return [noun for prep, after in followers(verb) if prep in {"of", "from"} for noun in after]
    for word in (verb, *nouns):
        for prep, after in followers(word):
            if prep == follows:
                return after
    bare = [child for child in children(verb, "prep") if child.lower_ == follows]
    return [noun for prep in bare for _, after in followers(prep) for noun in after] if bare else None


def _noun_trigger(noun: Token, verbs: VerbLists) -> Trigger | None:
    pattern = _noun_pattern(noun, verbs)
    if pattern is None:
        return None
    verb: Token | None = None
    subject: LightSubject = "none"
    if (governed := governor(noun, verbs)) is not None:
        verb, subject = governed
    detail = f"noun '{' '.join(pattern.words)}'" + (f" with verb '{verb.lemma_}'" if verb is not None else "")
    fitted = verb is not None or len(pattern.words) > 1
    return Trigger(
        word=noun,
        verb=verb,
        noun=noun,
        roles=pattern.roles,
        of_actor=pattern.of_actor,
        subject=subject,
        deed=pattern.deed,
        follows=None,
        fitted=fitted,
        alone=pattern.alone or verb is not None,
        detail=detail,
    )


def _noun_pattern(noun: Token, verbs: VerbLists) -> NounPattern | None:
    named = phrases(noun, verbs) if noun.lemma_.lower() not in verbs.partitives else _forms(noun)
    for form in sorted(_forms(noun)):
        for pattern in verbs.nouns.get(form, ()):
            if " ".join(pattern.words) in named:
                return pattern
    return None


def _without_carriers(found: list[Trigger]) -> list[Trigger]:
    """A verb that only carries a noun's action is no action of its own, unless its pattern asked for more."""
    carried = {trigger.verb.i for trigger in found if trigger.verb is not None and trigger.verb.i != trigger.word.i}
    return [t for t in found if not (t.word.i in carried and t.noun is None and not t.fitted)]
