"""Numbers: how many of what a telling gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.coding.syntax import children, clause_of, followers, is_passive
from sayso.coding.triggers import Trigger
from sayso.language.verbs import VerbLists
from sayso.tables import NumberTold

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?")
_CASUALTIES = frozenset({"killed", "injured", "casualties", "missing"})


@dataclass(frozen=True)
class Count:
    """A number that counts something, and the verb that says so."""

    number: NumberTold
    verb: Token | None


def counts_in(sentence: list[Token], verbs: VerbLists) -> list[Count]:
    """The tokens of a sentence -> the numbers in it that count something, in order."""
    found: list[Count] = []
    for token in sentence:
        each_other = token.lower_ == "one" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "another"
        if token.pos_ != "NUM" or each_other or (token.i > 0 and _goes_on(token)):
            continue
        value, last = _value(token, verbs)
        told = _what(token, verbs) if value is not None else None
        if told is not None and value is not None:
            found.append(Count(NumberTold(told[0], value, token.idx, last.idx + len(last)), told[1]))
    return found


def numbers_of(trigger: Trigger, counts: list[Count], verbs_told: frozenset[int]) -> tuple[NumberTold, ...]:
    """A trigger and what its sentence counts -> the numbers told of it: its verb's, and of an attack the victims.

    verbs_told: the verbs that tell a deed of their own: whom these count are no other deed's victims
    """
    verb = trigger.verb
    if verb is None and trigger.word.dep_ in {"nsubj", "nsubjpass"}:
        verb = clause_of(trigger.word)
    own = {word.i for word in (verb, trigger.word) if word is not None} if verb is not None else set()
    violent = trigger.deed.plover == "ASSAULT"
    return tuple(
        count.number
        for count in counts
        if (count.verb is not None and count.verb.i in own)
        or (violent and count.number.what in _CASUALTIES and (count.verb is None or count.verb.i not in verbs_told))
    )


def _goes_on(token: Token) -> bool:
    """Whether the word before belongs to the same number."""
    before = token.nbor(-1)
    if before.text == "-" and token.i > 1:
        return token.nbor(-2).pos_ == "NUM" and token.nbor(-2).is_alpha
    return before.pos_ == "NUM" and before.head.i in {token.i, token.head.i} and before.is_alpha


def _value(first: Token, verbs: VerbLists) -> tuple[float | None, Token]:
    """The first word of a number -> its value and its last word."""
    total, current, last, seen = 0.0, 0.0, first, False
    token: Token | None = first
    while token is not None:
        word = token.lower_
        if _NUMERAL.fullmatch(word) and not seen:
            current = float(word.replace(",", ""))
        elif "-" in word and all(part in verbs.numerals for part in word.split("-")):
            current += sum(verbs.numerals[part] for part in word.split("-"))
        elif word in verbs.numerals:
            current += verbs.numerals[word]
        elif word in verbs.multiples:
            current = (current or 1.0) * verbs.multiples[word]
            if verbs.multiples[word] >= 1000:
                total, current = total + current, 0.0
        elif word == "-" and last.lower_ in verbs.numerals:
            token = token.nbor(1) if token.i + 1 < len(token.doc) else None
            continue
        else:
            break
        seen, last = True, token
        token = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (total + current if seen else None), last


def _what(number: Token, verbs: VerbLists) -> tuple[str, Token | None] | None:
    """A number -> what it counts and the verb that says so."""
    noun = number.head if number.dep_ in {"nummod", "quantmod", "compound"} else number
    if noun.dep_ in {"nummod", "quantmod"}:
        noun = noun.head
    verb = clause_of(noun)
    counted_by_verb = _verb_counts(noun, verbs)
    if counted_by_verb is not None:
        return counted_by_verb
    named = [noun, *[one for prep, nouns in followers(noun) if prep == "of" for one in nouns]]
    for word in [*named, *children(noun, "amod"), *noun.children]:
        if word.dep_ not in {"nummod", "det"} and (what := _counted(word, verbs)):
            return what, verb
    for word in [n for prep in number.head.children if prep.dep_ == "prep" for n in children(prep, "pobj")]:
        if word.i == number.i and (what := _counted(number.head, verbs)):
            return what, verb
    if number.dep_ == "pobj" and (what := _counted(number.head.head, verbs)):
        return what, verb
    return None


def _counted(word: Token, verbs: VerbLists) -> str | None:
    return verbs.counted.get(word.lemma_.lower()) or verbs.counted.get(word.lower_)


def _verb_counts(noun: Token, verbs: VerbLists) -> tuple[str, Token] | None:
    """ "12 people were killed", "killed 12", "left 12 people dead"."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        noun = noun.head
    above = noun.head
    if noun.dep_ == "nsubj" and above.dep_ == "ccomp" and above.pos_ == "ADJ":
        return (what, above.head) if (what := _counted(above, verbs)) else None
    if above.pos_ != "VERB":
        return None
    for adjective in children(above, "oprd", "acomp", "xcomp"):
        if noun.dep_ == "dobj" and (what := _counted(adjective, verbs)):
            return what, above
    is_object = noun.dep_ in {"dobj", "nsubjpass"} and not (noun.dep_ == "dobj" and is_passive(above))
    intransitive = noun.dep_ == "nsubj" and above.lemma_ in verbs.counts_subject
    what_verb = verbs.counts.get(above.lemma_) if is_object else verbs.counts_subject.get(above.lemma_)
    return (what_verb, above) if what_verb and (is_object or intransitive) else None
