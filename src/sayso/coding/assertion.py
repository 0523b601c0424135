"""Assertions: how a deed is told, from the words around its trigger and the statement that tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.coding.syntax import children, known_form
from sayso.coding.triggers import Trigger
from sayso.language.verbs import VerbLists
from sayso.tables import Certainty, LocalStatement, Polarity, Status, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_CLIMB = 12

_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_POSSIBLE = frozenset({"may", "might", "could"})
_SAYS_AGAIN = frozenset({"repeat", "reiterate"})
_ABLE = frozenset({"can", "ca"})
_IF = frozenset({"if", "unless", "provided", "should", "whether"})
_INWARD = frozenset({"xcomp", "ccomp", "pcomp", "acl", "acomp", "oprd"})


@dataclass(frozen=True)
class Assertion:
    """How a deed is told.

    wanted: it is only asked for or wished, so nothing is told; hedged: a "may" or "possible" stands by it
    """

    status: Status = "asserted"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    tense: Tense = "past"
    wanted: bool = False
    hedged: bool = False
    detail: str = ""


@dataclass(frozen=True)
class _Signs:
    future: bool = False
    pledged: bool = False
    possible: bool = False
    conditional: bool = False
    negative: bool = False
    wanted: bool = False
    finite_past: bool = False
    why: str = ""

    def add(self, why: str, **signs: bool) -> _Signs:
        return replace(self, why=f"{self.why}, {why}" if self.why else why, **signs)


def assertion_of(trigger: Trigger, statement: LocalStatement, verbs: VerbLists, factuality: float | None) -> Assertion:
    """A trigger, the statement that tells it and its predicate's factuality -> how it is told."""
    signs = _signs(trigger, verbs)
    status = _status(signs, statement, trigger)
    tense = _tense(trigger, signs, statement)
    if status in {"pledged", "predicted"}:
        tense = "future"
    return Assertion(
        status=status,
        polarity="negative" if signs.negative else "positive",
        certainty=_certainty(signs, statement, factuality),
        tense=tense,
        wanted=signs.wanted,
        hedged=signs.possible,
        detail=signs.why,
    )


def pledged_by_actor(assertion: Assertion, statement: LocalStatement, actor_ids: frozenset[str]) -> Assertion:
    """What somebody foretells of their own deeds is a pledge."""
    own = frozenset(statement.source_referent_ids)
    if assertion.status == "pledged" and own and actor_ids and not own & actor_ids:
        return replace(assertion, status="predicted", detail=_and(assertion.detail, "not by whoever says so"))
    says_it = statement.voice == "attributed" and bool(actor_ids & own)
    if assertion.status == "predicted" and says_it and not assertion.hedged:
        return replace(assertion, status="pledged", detail=_and(assertion.detail, "foretold by whoever will do it"))
    return assertion


def awaited(assertion: Assertion) -> Assertion:
    """A meeting that somebody has come for is foretold."""
    if assertion.status != "asserted":
        return assertion
    detail = _and(assertion.detail, "somebody is on the way to it")
    return replace(assertion, status="predicted", certainty="probable", tense="future", detail=detail)


def _signs(trigger: Trigger, verbs: VerbLists) -> _Signs:
    signs = _Signs()
    word = trigger.word
    if word.pos_ != "VERB":
        signs = _noun_signs(word, trigger, verbs)
        if trigger.verb is None:
            return signs
        word = trigger.verb
    for _ in range(MAX_CLIMB):
        signs = _clause_signs(word, signs)
        head = word.head
        if head.i == word.i or word.dep_ in {"relcl", "parataxis"}:
            break
        if word.dep_ == "advcl":
            if children(word, "aux") and word.tag_ == "VB" and not children(word, "mark", "nsubj"):
                signs = _purpose(head, signs, verbs)
            break
        if word.dep_ == "conj":
            misread = head.tag_ == "VB" and word.tag_ in {"VBD", "VBN", "VBZ"}
            if misread or children(word, "nsubj", "nsubjpass", "aux"):
                break
            word = head
            continue
        if word.dep_ == "prep" and head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
            if word.lower_ == "against":
                return signs.add(f"'{head.text} against'", wanted=True)
            signs = _effect(head, signs, verbs)
            word = head
            continue
        if word.dep_ not in _INWARD:
            break
        inner_finite = word.dep_ == "ccomp" and not any(a.lower_ == "to" for a in children(word, "aux"))
        if inner_finite and word.i < head.i:
            break
        signs = _effect(head, signs, verbs, only_told=inner_finite)
        if head.pos_ == "NOUN" and head.dep_ == "dobj":
            signs = _effect(head.head, signs, verbs)
        if inner_finite:
            break
        word = head
    return signs


def _noun_signs(noun: Token, trigger: Trigger, verbs: VerbLists) -> _Signs:
    signs = _Signs()
    for child in noun.children:
        if child.dep_ in {"amod", "compound"} and (effect := verbs.effects.get(child.lower_)):
            if effect in {"future", "possible", "wanted"}:
                signs = signs.add(f"'{child.text}'", **{effect: True})
        elif child.dep_ in {"neg", "det"} and child.lower_ in {"no", "neither"}:
            signs = signs.add(f"'{child.text}'", negative=True)
    if trigger.verb is not None:
        return signs
    head = noun.head
    if noun.dep_ == "pobj":
        if head.lower_ == "without":
            return signs.add("'without'", negative=True)
        head = head.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and head.pos_ in {"VERB", "AUX"}:
        effect = verbs.effects.get(known_form(head, verbs.effects))
        if effect == "future" and noun.dep_ == "nsubjpass":
            signs = signs.add(f"'{head.text}'", future=True)
        return signs
    effect = verbs.effects.get(known_form(head, verbs.effects)) if noun.dep_ in {"dobj", "pobj"} else None
    if effect in {"wanted", "negative"}:
        return signs.add(f"only what '{head.text}' is about", wanted=True)
    if effect in {"future", "pledged"}:
        return signs.add(f"'{head.text}'", future=True)
    return signs.add(f"'{head.text}'", possible=True) if effect == "possible" else signs


def _clause_signs(word: Token, signs: _Signs) -> _Signs:
    for child in word.children:
        if child.dep_ == "neg" and word.lemma_ in _SAYS_AGAIN:
            signs = signs.add(f"not to {word.lemma_} is no denial", wanted=True)
        elif child.dep_ == "neg" or (child.lower_ == "longer" and any(left.lower_ == "no" for left in child.lefts)):
            signs = signs.add(f"'{child.text}'", negative=not signs.negative)
        elif child.dep_ == "aux" and child.lower_ in _FUTURE:
            signs = signs.add(f"'{child.text}'", future=True)
        elif child.dep_ == "aux" and child.lower_ == "would":
            signs = signs.add("'would'", future=True)
        elif child.dep_ == "aux" and child.lower_ in _POSSIBLE:
            perfect = any(aux.lower_ == "have" for aux in children(word, "aux"))
            signs = signs.add(f"'{child.text}'", possible=True, future=signs.future or not perfect)
        elif child.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in children(child, "mark")):
            signs = signs.add("an 'if' hangs on it", conditional=True)
    if word.dep_ == "advcl" and any(m.lower_ in _IF for m in children(word, "mark", "aux")):
        signs = signs.add("inside an 'if'", conditional=True)
    about_to = word.dep_ == "xcomp" and word.head.lemma_ in {"be", "go"} and word.head.tag_ in {"VBZ", "VBP", "VBG"}
    if about_to and any(aux.lower_ == "to" for aux in children(word, "aux")):
        signs = signs.add(f"'{word.head.text} to'", future=True)
    if any(aux.lower_ in _ABLE for aux in children(word, "aux")) and children(word, "neg"):
        signs = signs.add("what cannot be", wanted=True)
    past = word.tag_ == "VBD" or any(
        aux.lower_ in {"have", "has", "had", "was", "were", "did"} for aux in word.children
    )
    return replace(signs, finite_past=True) if past else signs


def _effect(head: Token, signs: _Signs, verbs: VerbLists, only_told: bool = False) -> _Signs:
    """What the word above says of its complement; of a full clause, only that it is foretold, wanted or threatened."""
    effect = verbs.effects.get(head.lower_) or verbs.effects.get(known_form(head, verbs.effects))
    if effect is None:
        return signs
    why = f"'{head.text}'"
    if effect == "negative":
        return signs if only_told else signs.add(why, negative=not signs.negative)
    if effect == "pledged":
        return signs.add(why, pledged=True, wanted=False) if not only_told or signs.future else signs
    return signs.add(why, **{effect: True})


def _purpose(head: Token, signs: _Signs, verbs: VerbLists) -> _Signs:
    """ "called on them to leave" asks; "flew there to meet them" tells no more than that it was meant."""
    effect = verbs.effects.get(known_form(head, verbs.effects))
    if effect in {"wanted", "pledged", "future", "negative"}:
        return _effect(head, signs, verbs)
    return signs.add("what it was done for", future=True)


def _status(signs: _Signs, statement: LocalStatement, trigger: Trigger) -> Status:
    if statement.status == "denied":
        return "denied"
    if signs.conditional:
        return "conditional"
    if signs.pledged:
        return "pledged"
    if signs.future:
        return "predicted"
    if signs.possible:
        return "speculated"
    if signs.finite_past and statement.status in {"conditional", "pledged", "predicted"}:
        return "asserted"
    if trigger.verb is None and statement.status in {"opinion", "conditional", "pledged", "predicted"}:
        return "asserted"
    return statement.status


def _certainty(signs: _Signs, statement: LocalStatement, factuality: float | None) -> Certainty:
    if signs.possible:
        return "possible"
    if factuality is not None and factuality != 0:
        strength = abs(factuality)
        return "certain" if strength >= 2.5 else "probable" if strength >= 1.5 else "possible"
    return statement.certainty


def _tense(trigger: Trigger, signs: _Signs, statement: LocalStatement) -> Tense:
    if signs.future or signs.pledged or (signs.conditional and not signs.finite_past):
        return "future"
    if signs.finite_past:
        return "past"
    word = trigger.verb
    if word is None:
        return "past" if statement.tense == "past" else "present"
    if word.tag_ in {"VBZ", "VBP"}:
        return "present"
    return "past" if word.tag_ in {"VBD", "VBN"} else statement.tense


def _and(first: str, second: str) -> str:
    return f"{first}, {second}" if first else second
