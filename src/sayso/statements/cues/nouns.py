"""Nouns, adverbs and phrases that report: "speculation that", "reportedly", "according to"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists, SpeechCue
from sayso.spans import Span
from sayso.statements.attribution import Attribution, attribution, clause_without, is_first_person
from sayso.statements.tree import (
    children,
    clause_of,
    has_to,
    is_passive,
    objects_of,
    subject_of,
    subtree_span,
    tokens_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_SET_PHRASES = frozenset({"in", "on", "under"})
"""Before a bare noun: "in hopes of", "on suspicion of", "under threat of" tell nobody's words."""


def noun_attribution(
    text: str, noun: Token, cues: CueLists, holders: Collection[int], quoted: bool
) -> Attribution | None:
    """A noun that holds content ("her claim that ...", "fears of ...") -> what it holds and whose it is."""
    if noun.pos_ != "NOUN":
        return None
    for entry in cues.nouns.get(noun.lemma_.lower(), ()):
        content = _noun_content(noun, entry, cues)
        if content is None:
            continue
        source = _noun_source(noun, content[0], cues, holders)
        if source is not None and is_first_person(source) and not quoted:
            return None
        detail = f"the noun {noun.lemma_!r} holds it ({entry.kind})"
        return attribution(text, entry, noun, source, content, detail)
    return None


def adverb_attribution(text: str, adverb: Token, cues: CueLists) -> Attribution | None:
    """ "reportedly", "allegedly" -> what they stand with, held by somebody unnamed."""
    for entry in cues.adverbs.get(adverb.lower_, ()):
        if adverb.dep_ != "advmod" or adverb.head.i == adverb.i:
            return None
        content = (adverb.head, clause_without(adverb.head, subtree_span(adverb)))
        return attribution(text, entry, adverb, None, content, f"{adverb.lower_!r}: nobody is named who says so")
    return None


def phrase_attribution(text: str, tokens: list[Token], at: int, cues: CueLists) -> Attribution | None:
    """ "according to the ministry" at tokens[at] -> the clause it stands with, held by the one it names."""
    start = tokens[at].lower_
    for phrase in cues.phrases:
        words = tokens[at : at + len(phrase)]
        if phrase[0] != start or tuple(word.lower_ for word in words) != phrase:
            continue
        named = children(words[-1], "pobj", "dobj", "pcomp")
        first = words[0]
        if not named or first.head.i == first.i:
            continue
        clause = clause_of(first.head)
        reporting = cues.verbs.get(clause.lemma_.lower()) and children(clause, "ccomp")
        inner = reporting[0] if reporting and phrase == ("citing",) else clause
        entry = SpeechCue(" ".join(phrase), "say", frozenset(), "certain", False)
        hole = Span(subtree_span(first).start, max(subtree_span(first).end, subtree_span(named[0]).end))
        content = (inner, clause_without(inner, hole))
        found = attribution(text, entry, first, named[0], content, f"{entry.lemma!r} names who says so")
        if found is None:
            return None
        by = clause.i if inner is not clause else None
        return replace(found, cue_span=tokens_span(words), reported_by=by)
    return None


def _noun_content(noun: Token, entry: SpeechCue, cues: CueLists) -> tuple[Token, list[Span]] | None:
    clauses = children(noun, "acl", "relcl", "ccomp", "xcomp")
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clauses += children(noun.head, "ccomp")
    for clause in clauses:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if marks & {"that", "whether"} or (has_to(clause) and "infinitive" in entry.takes):
            return clause, [subtree_span(clause)]
    if not is_set_phrase(noun):
        for prep in children(noun, "prep"):
            if prep.lower_ in entry.takes:
                for inner in children(prep, "pobj", "pcomp"):
                    if entry.kind == "order" and inner.lemma_.lower() in cues.classes["asked_for"]:
                        return None
                    return inner, [subtree_span(inner)]
    return None


def is_set_phrase(noun: Token) -> bool:
    """Whether a noun stands bare in a turn of phrase ("on suspicion of theft") that puts nothing in anybody's mouth."""
    phrase = noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ in _SET_PHRASES
    return phrase and not children(noun, "det", "poss", "amod", "acl", "ccomp")


def _noun_source(noun: Token, head: Token, cues: CueLists, holders: Collection[int]) -> Token | None:
    for owner in children(noun, "poss"):
        return owner
    for owner in objects_of(noun, "by", "from", "among"):
        return owner
    for participle in children(noun, "acl"):
        if participle.i != head.i and is_passive(participle):
            for owner in objects_of(participle, "by"):
                return owner
    for owner in children(noun, "compound", "amod", "nmod"):
        if owner.i in holders:
            return owner
    verb = noun.head
    if noun.dep_ == "dobj" and (verb.lemma_ in cues.light_verbs or verb.lemma_ in cues.verbs):
        return subject_of(verb)
    return None
