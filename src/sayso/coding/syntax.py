"""Who does it, to whom, with what: the arguments of a verb, from the parse.

Labels are CLEAR style, as spaCy's English pipelines give them. Every answer is a list of the nouns at the head of the
arguments, those joined by "and" included.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from sayso.language.children import children_labelled

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS = 8
"""Verbs climbed in search of a subject; more is a runaway parse."""

MAX_JOINED = 40
"""Nouns joined by "and" that are followed; a longer list is no list of actors."""

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset({"of", "for", "from", "with", "against", "into"})
_NO_RELATION = frozenset({"according", "due", "thanks", "owing"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge"})


def children(token: Token, *labels: str) -> list[Token]:
    """The token's children with one of these labels, in order."""
    return children_labelled(token, labels)


def known_form(word: Token, known: Container[str]) -> str:
    """The form of a word that a word list knows, else its lemma; the lemmatiser makes "hop" of "hopes"."""
    lemma, text = word.lemma_.lower(), word.lower_
    if lemma not in known:
        for form in (text, text[:-1], text[:-2]):
            if form in known:
                return form
    return lemma


def joined(nouns: list[Token]) -> list[Token]:
    """Nouns -> the same and those that "and" joins to them, at most MAX_JOINED."""
    found = list(nouns)
    seen = {noun.i for noun in found}
    for noun in found:
        if len(found) >= MAX_JOINED:
            break
        new = [child for child in children(noun, "conj") if child.i not in seen]
        seen.update(child.i for child in new)
        found.extend(new)
    return found


def is_passive(verb: Token, steps: int = 0) -> bool:
    """Whether the verb's subject is the one it is done to."""
    if children(verb, *_PASSIVE_SUBJECTS, "auxpass", "agent"):
        return True
    if verb.tag_ != "VBN" or children(verb, "aux", *_SUBJECTS):
        return False
    if verb.dep_ in {"acl", "amod"}:
        return not is_main_verb(verb)
    goes_on = steps < MAX_STEPS and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not children(verb, "dobj")
    return goes_on and is_passive(verb.head, steps + 1)


def is_main_verb(verb: Token) -> bool:
    """Whether a verb read as a participle is the sentence's own: "Chad, which has a coast, called on ..."."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or children(verb, "agent") or verb.lower_[-2:] != "ed":
        return False
    between = [child for child in noun.children if noun.i < child.i < verb.i]
    return any(c.dep_ in {"relcl", "appos"} for c in between) and any(c.text == "," for c in between)


def subjects(verb: Token, steps: int = 0) -> list[Token]:
    """Who does it: the verb's own subject, "by" somebody, or whoever the clause above lets do it."""
    if steps > MAX_STEPS:
        return []
    if is_passive(verb):
        return joined([noun for agent in children(verb, "agent") for noun in children(agent, "pobj")])
    own = children(verb, *_SUBJECTS)
    if own:
        return joined(_without_pronoun(verb, own))
    return _subjects_above(verb, steps)


def objects(verb: Token, steps: int = 0) -> list[Token]:
    """To whom (or to what) it is done."""
    if steps > MAX_STEPS:
        return []
    if is_passive(verb):
        own = children(verb, *_PASSIVE_SUBJECTS)
        if own:
            return joined(_without_pronoun(verb, own))
        if verb.dep_ in {"acl", "amod"}:
            return [verb.head]
        if verb.dep_ == "conj":
            return objects(verb.head, steps + 1)
        return []
    found = children(verb, "dobj")
    if found:
        return joined(_without_pronoun(verb, found))
    for complement in children(verb, "ccomp", "xcomp"):
        bare = complement.tag_ == "VB" and not children(complement, "aux", "mark")
        if bare or complement.pos_ == "ADJ" or any(aux.lower_ == "to" for aux in children(complement, "aux")):
            found += children(complement, *_SUBJECTS, *_PASSIVE_SUBJECTS)
    return joined(found or _object_of_relative(verb))


def predicatives(verb: Token) -> list[Token]:
    """The "guilty" of "found him guilty", the "hostage" of "took him hostage"."""
    small = [child for child in children(verb, "ccomp", "xcomp") if child.pos_ in {"ADJ", "NOUN"}]
    return [*children(verb, "oprd", "acomp"), *small]


def givens(verb: Token) -> list[Token]:
    """The "them" of "sent them weapons"."""
    return joined(children(verb, "dative"))


def followers(word: Token) -> Iterator[tuple[str, list[Token]]]:
    """Every preposition that hangs on the word, with its nouns; "due to" and "out of" count as their last word."""
    for prep in children(word, "prep", "dative"):
        yield from _inside(prep)


def particles(verb: Token) -> set[str]:
    """The particles of a phrasal verb."""
    return {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"} and len(child) < 6}


def possessors(noun: Token) -> list[Token]:
    """The "Iran" of "Iran's visit"."""
    return joined(children(noun, "poss"))


def modifiers(noun: Token) -> list[Token]:
    """The "Iranian" of "the Iranian visit", the "US" and "Iran" of "US-Iran talks"."""
    found: list[Token] = []
    for child in children(noun, "amod", "compound", "nmod"):
        found += [child, *[below for below in child.subtree if below.i != child.i and below.dep_ != "punct"]]
    return found


def clause_of(word: Token) -> Token | None:
    """The nearest verb above the word."""
    for _ in range(4 * MAX_STEPS):
        if word.head.i == word.i:
            return None
        word = word.head
        if word.pos_ in {"VERB", "AUX"}:
            return word
    return None


def _inside(prep: Token) -> Iterator[tuple[str, list[Token]]]:
    if prep.lower_ in _NO_RELATION:
        return
    nouns = children(prep, "pobj")
    if nouns:
        yield prep.lower_, joined(nouns)
    for deeper in children(prep, "prep"):
        yield from _inside(deeper)


def _without_pronoun(verb: Token, nouns: list[Token]) -> list[Token]:
    """In a relative clause, "who" is whoever the clause is about."""
    if verb.dep_ == "relcl" and any(noun.lower_ in _RELATIVE for noun in nouns):
        return [verb.head if noun.lower_ in _RELATIVE else noun for noun in nouns]
    return nouns


def _object_of_relative(verb: Token) -> list[Token]:
    """ "the bridge they destroyed": the bridge."""
    has_subject = bool(children(verb, *_SUBJECTS))
    only_that = all(noun.lower_ not in _RELATIVE for noun in children(verb, *_SUBJECTS))
    return [verb.head] if verb.dep_ == "relcl" and has_subject and only_that else []


def _subjects_above(verb: Token, steps: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "conj":
        return _doer_or_done(head, steps)
    if verb.dep_ in {"xcomp", "ccomp"}:
        done_to = objects(head, steps + 1)
        if verb.dep_ == "xcomp" and done_to and head.lemma_ not in _SUBJECT_CONTROL:
            return done_to
        return _doer_or_done(head, steps)
    if verb.dep_ == "pcomp":
        return _subjects_of_gerund(head, steps)
    if is_main_verb(verb):
        return joined([head])
    if verb.dep_ in {"acl", "relcl"}:
        return [head] if verb.tag_ == "VBG" else _subjects_of_infinitive(head, steps)
    return _doer_or_done(head, steps) if verb.dep_ == "advcl" else []


def _doer_or_done(head: Token, steps: int) -> list[Token]:
    """The subject of the verb above, be it active or passive."""
    if head.pos_ not in {"VERB", "AUX"}:
        above = clause_of(head)
        return _doer_or_done(above, steps + 1) if above is not None and steps < MAX_STEPS else []
    if is_passive(head):
        return objects(head, steps + 1)
    return subjects(head, steps + 1)


def _subjects_of_gerund(prep: Token, steps: int) -> list[Token]:
    """ "accused X of providing": X; "ended by attacking": whoever ended."""
    verb = prep.head
    if verb.pos_ in {"NOUN", "PROPN"}:
        return possessors(verb) or _subjects_of_infinitive(verb, steps)
    done_to = objects(verb, steps + 1)
    if done_to and prep.lower_ in _OBJECT_CONTROL:
        return done_to
    return _doer_or_done(verb, steps)


def _subjects_of_infinitive(noun: Token, steps: int) -> list[Token]:
    """ "Kim's plan to visit": Kim; "has accepted an offer to visit": whoever accepted."""
    above = noun.head
    owners = possessors(noun)
    if above.pos_ == "VERB" and noun.dep_ in {"dobj", "attr"} and (not owners or above.lemma_ == "accept"):
        return subjects(above, steps + 1)
    return owners
