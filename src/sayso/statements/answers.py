"""Statements that answer others: what a denial denies, and what an author disowns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.tree import SUBJECTS, children, is_negated, word_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_POINTERS = frozenset(
    {"the", "this", "that", "these", "those", "such", "any", "all", "its", "their", "his", "her", "both"}
)
_REPLYING = frozenset(
    {
        "reply",
        "respond",
        "answer",
        "retort",
        "counter",
        "rebut",
        "refute",
        "rebuff",
        "object",
        "protest",
        "shoot",
        "hit",
    }
)
_REPLIES = frozenset({"response", "reply", "answer", "retort"})
_GROUNDS = frozenset({"foundation", "basis", "merit", "substance"})


def points_back(one: Attribution, cues: CueLists) -> bool:
    """Whether the content only points at what somebody said before: "the claims", "it", "any such report"."""
    head = one.head
    if head.lower_ in _POINTING and head.pos_ in {"PRON", "DET"}:
        return True
    if head.pos_ != "NOUN" or head.lemma_.lower() not in cues.nouns:
        return False
    return not children(head, "acl", "relcl") and (
        any(child.lower_ in _POINTERS for child in children(head, "det", "predet", "amod", "poss"))
        or head.tag_ == "NNS"
    )


def replies(one: Attribution) -> bool:
    """Whether the cue says that it answers somebody: "replied that", "in response, ... said"."""
    if one.cue is None:
        return False
    if one.cue.lemma_.lower() in _REPLYING:
        return True
    return any(
        prep.lower_ == "in" and any(noun.lower_ in _REPLIES for noun in children(prep, "pobj"))
        for prep in children(one.cue, "prep")
    )


def disowning_word(one: Attribution, cues: CueLists) -> Token | None:
    """The word by which the author says that a statement is not so: "the fake story that ...", "falsely said"."""
    if one.cue is None:
        return None
    named = [child for child in one.source.children if child.dep_ == "amod"] if one.source is not None else []
    aside = disowning_aside(one.cue, one.source, cues)
    if aside is not None:
        return aside
    for child in [*one.cue.children, *named]:
        word = child.lower_
        if child.dep_ == "advmod" and (word, "adverb") in cues.distancing:
            return child
        if child.dep_ in {"amod", "compound"} and (word, "adjective") in cues.distancing:
            return child
    if one.cue.pos_ != "NOUN":
        return None
    if (one.cue.lemma_.lower(), "noun") in cues.distancing:
        return one.cue
    return is_said_of_falsely(one.cue, cues) if one.cue.dep_ in {"nsubj", "nsubjpass"} else None


def disowning_aside(cue: Token, source: Token | None, cues: CueLists) -> Token | None:
    """The word of distance set in beside who says something: "the study, later debunked, claimed"."""
    for over in (cue, source) if source is not None else (cue,):
        for word in children(over, "advcl", "acl"):
            bare = word.tag_ == "VBN" and word.i < cue.i and not children(word, *SUBJECTS, "agent")
            if bare and (word.lower_, "adjective") in cues.distancing and not is_negated(word):
                return word
    return None


def is_said_of_falsely(noun: Token, cues: CueLists) -> Token | None:
    """ "The claim that ... is false", "the notion that ... was debunked", "... is without foundation"."""
    verb = noun.head
    if is_negated(verb):
        return None
    turned = [clause for clause in children(verb, "xcomp", "ccomp") if clause.lemma_ == "be" or verb.lemma_ == "turn"]
    for word in [word for over in (verb, *turned) for word in children(over, "acomp", "attr", "oprd")]:
        if {(word.lower_, "adjective"), (word.lemma_.lower(), "noun")} & cues.distancing:
            return word
    if (verb.lower_, "adjective") in cues.distancing and noun.dep_ == "nsubjpass":
        return verb
    up = [particle for particle in children(verb, "prt") if particle.lower_ == "up"]
    if verb.lower_ == "made" and up and noun.dep_ == "nsubjpass":
        return verb
    return next((prep for prep in children(verb, "prep") if is_groundless(prep)), None)


def is_groundless(prep: Token) -> bool:
    """ "without foundation"."""
    return prep.lower_ == "without" and any(what.lower_ in _GROUNDS for what in children(prep, "pobj"))


def scare_quoted(one: Attribution, text: str) -> bool:
    """Whether the author puts the cue noun itself between quotation marks: the “evidence” that ..."""
    if one.cue is None or one.cue.pos_ != "NOUN":
        return False
    span = word_span(one.cue)
    return text[max(0, span.start - 1) : span.start] in {"“", '"', "‘", "'"} and text[span.end : span.end + 1] in {
        "”", '"', "’", "'",
    }  # fmt: skip
