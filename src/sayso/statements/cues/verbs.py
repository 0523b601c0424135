"""Verbs that report: a verb of the cue list and what hangs on it -> an attribution."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from sayso.language.cues import CueLists, SpeechCue
from sayso.spans import Span
from sayso.statements.attribution import NOBODY, Attribution, attribution, clause_without, is_first_person
from sayso.statements.cues.silences import quotes_as_saying, tells_nothing
from sayso.statements.status.meaning import is_said
from sayso.statements.tree import (
    RELATIVES,
    agent_of,
    children,
    has_to,
    is_negated,
    is_passive,
    is_under,
    noun_phrase_span,
    subject_of,
    subtree_span,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

Content: TypeAlias = "tuple[Token, list[Span]]"

_NOT_PREDICATES = frozenset({"amod", "compound", "prep", "det", "nmod", "case", "mark", "aux", "auxpass"})
_OBJECT_IS_CONTENT = frozenset({"accuse", "describe"})
_ADDRESSEE_ACTS = frozenset({"order", "ask", "warn", "wish", "predict", "think"})
_NO_ASIDES = frozenset({"order", "ask", "wish", "intend"})
"""What "as the law requires" adds to a sentence is a reason, not that the law says the rest."""

_MAY_BE_NEGATED = frozenset({"think", "predict", "wish", "intend", "know"})
_HOLDER_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def verb_attribution(
    text: str, verb: Token, cues: CueLists, holders: Collection[int], quoted: bool
) -> Attribution | None:
    """A verb -> what it reports, by the first entry of the cue list that fits how it is used.

    holders: indexes of tokens that mean a person, organisation, country or group
    quoted: whether the verb itself stands in a quotation: only there "I said" is not the author
    """
    if verb.dep_ in _NOT_PREDICATES or verb.pos_ not in {"VERB", "AUX"} or quotes_as_saying(verb):
        return None
    if tells_nothing(verb, cues):
        return None
    lemma = verb.lemma_.lower()
    after = [f"{lemma} {word.lower_}" for word in children(verb, "prt", "prep", "advmod") if word.i == verb.i + 1]
    for entry in (entry for words in (*after, lemma) for entry in cues.verbs.get(words, ())):
        content = _content(verb, entry, cues)
        if content is None or (is_negated(verb) and entry.kind not in _MAY_BE_NEGATED):
            continue
        source = agent_of(verb) if is_passive(verb) else subject_of(verb)
        if source is not None and source.lower_ in NOBODY and (source.lower_ != "it" or _needs_holder(entry)):
            if _needs_holder(entry) or not is_passive(verb):
                return None
            source = None
        if source is not None and is_first_person(source) and not quoted:
            return None
        if _needs_holder(entry) and (sums_up(verb) or not can_hold(source, cues, holders)):
            return None
        if source is not None and any(is_under(source, c) for c in children(verb, "ccomp")):
            source = None
        detail = f"the verb {verb.lemma_!r} reports it ({entry.kind})"
        made = attribution(text, entry, verb, source, content, detail)
        return replace(made, negated=is_negated(verb)) if made is not None else None
    return None


def can_hold(noun: Token | None, cues: CueLists, holders: Collection[int]) -> bool:
    """Whether a noun can hold a view: people, bodies, countries, and writings that are cited."""
    if noun is None:
        return False
    if noun.pos_ == "PRON":
        return noun.lower_ not in NOBODY
    lemma = noun.lemma_.lower()
    if any(name.i in holders for name in children(noun, "appos")):
        return True
    return (
        noun.i in holders
        or noun.ent_type_ in _HOLDER_KINDS
        or any(lemma in words for kind, words in cues.cited.items() if kind != "label")
    )


def _needs_holder(entry: SpeechCue) -> bool:
    return "holder" in entry.takes


def sums_up(verb: Token) -> bool:
    """ "..., indicating that": not the subject indicates it, but all that was told before."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i < verb.i


def _content(verb: Token, entry: SpeechCue, cues: CueLists) -> Content | None:
    found = (
        _otherwise(verb, entry, cues)
        or _clause(verb, entry)
        or _infinitive(verb, entry)
        or _prepositional(verb, entry)
        or _main_clause(verb, entry)
        or _object(verb, entry)
    )
    if found and entry.kind == "reject" and found[0].dep_ in {"dobj", "nsubjpass"} and not is_said(found[0], cues):
        return None
    return found


def _otherwise(verb: Token, entry: SpeechCue, cues: CueLists) -> Content | None:
    """ "says otherwise", "claims the opposite": the word alone stands for what is held instead."""
    if entry.kind != "say":
        return None
    for word in children(verb, "advmod", "dobj"):
        if word.i > verb.i and word.lower_ in cues.classes["contrary"]:
            return word, [subtree_span(word)]
    return None


def _clause(verb: Token, entry: SpeechCue) -> Content | None:
    """ "said that ...", "“...,” she said"."""
    if "clause" not in entry.takes:
        return None
    clauses = children(verb, "ccomp")
    if not clauses:
        return None
    pieces = [subtree_span(clause) for clause in clauses]
    if entry.kind in _ADDRESSEE_ACTS and children(verb, "dobj"):
        pieces += [subtree_span(noun) for noun in children(verb, "dobj")]
    return clauses[0], sorted(pieces)


def _infinitive(verb: Token, entry: SpeechCue) -> Content | None:
    """ "vowed to ...", "is expected to ...", "urged her to ...", "denied taking ..."."""
    for inner in children(verb, "xcomp", "ccomp", "advcl"):
        to = has_to(inner)
        gerund = inner.tag_ == "VBG" and "gerund" in entry.takes
        right_behind = gerund and inner.left_edge.i == verb.i + len(entry.lemma.split())
        if inner.dep_ == "advcl" and not right_behind and not (to and entry.kind in {"order", "threaten"}):
            continue
        if not gerund and not (to and ("infinitive" in entry.takes or is_passive(verb))):
            continue
        pieces = [subtree_span(inner)]
        if is_passive(verb):
            pieces += [subtree_span(noun) for noun in _passive_subject(verb)]
        elif entry.kind in _ADDRESSEE_ACTS:
            pieces += [subtree_span(noun) for noun in children(verb, "dobj")]
        return inner, sorted(pieces)
    return None


def _prepositional(verb: Token, entry: SpeechCue) -> Content | None:
    """ "accused X of ...", "warned against ...", "described X as ..."."""
    for prep in children(verb, "prep"):
        if prep.lower_ not in entry.takes:
            continue
        inner = [child for child in prep.children if child.dep_ in {"pobj", "pcomp", "amod", "prep", "advcl"}]
        if not inner:
            continue
        pieces = [subtree_span(prep) if prep.lower_ == "as" else subtree_span(inner[0])]
        if entry.kind in _OBJECT_IS_CONTENT:
            objects = _passive_subject(verb) if is_passive(verb) else children(verb, "dobj")
            if objects:
                pieces += [subtree_span(noun) for noun in objects if not is_under(prep, noun)]
            elif verb.dep_ == "acl":
                pieces.append(noun_phrase_span(verb.head))
            else:
                continue
        return inner[0], sorted(pieces)
    return None


def _main_clause(verb: Token, entry: SpeechCue) -> Content | None:
    """ "The bridge, officials say, is safe", "as the minister acknowledged": the content is what the verb hangs on."""
    if "clause" not in entry.takes or children(verb, "dobj") or entry.kind in _NO_ASIDES:
        return None
    aside = verb.dep_ == "parataxis"
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.children)
    if not (aside or as_clause) or verb.head.i == verb.i:
        return None
    if not (children(verb, "nsubj") or agent_of(verb) is not None):
        return None
    return verb.head, clause_without(verb.head, subtree_span(verb))


def _object(verb: Token, entry: SpeechCue) -> Content | None:
    """ "deny the claims", "announced a ceasefire", "called him a liar"."""
    if "object" not in entry.takes or children(verb, "dative"):
        return None
    objects = _passive_subject(verb) if is_passive(verb) else children(verb, "dobj")
    second = children(verb, "oprd")
    small = children(verb, "ccomp") if entry.kind == "describe" else []
    if entry.kind == "describe" and not second and not small:
        return None
    pieces = [subtree_span(noun) for noun in [*objects, *second, *small]]
    heads = [*second, *small, *objects]
    if not heads or heads[0].tag_ in RELATIVES or heads[0].lower_.endswith(("self", "selves")):
        return None
    return heads[0], sorted(pieces)


def _passive_subject(verb: Token) -> list[Token]:
    return [noun for noun in children(verb, "nsubjpass", "csubjpass") if noun.lower_ not in NOBODY]
