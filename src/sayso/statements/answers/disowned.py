"""Contents that an author's words say are not so: "it is a myth that ...", "the bogus report of ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.answers.distance import (
    calls_untrue,
    is_groundless,
    is_said_of_falsely,
    is_untrue_adjective,
    scare_quoted,
)
from sayso.statements.tree import SUBJECTS, children, is_negated, objects_of, subtree_span

if TYPE_CHECKING:
    from spacy.tokens import Token

THAT_CLAUSES = ("ccomp", "acl", "relcl", "csubj", "advcl")


class Disowned(NamedTuple):
    """Some content, by its head and its span, and the word by which it is said not to be so, or only doubted."""

    head: Token
    span: Span
    word: Token
    doubted: bool = False


def disowned(token: Token, cues: CueLists) -> Iterator[Disowned]:
    """A word -> the contents that it says are not so."""
    said_so = cues.classes["so"] | cues.classes["mistaken"]
    noun = (token.lemma_.lower(), "noun") in cues.distancing and token.pos_ == "NOUN"
    if noun or is_untrue_adjective(token, cues) or token.lower_ in said_so:
        yield from _of_it(token, cues)
    if token.lemma_.lower() in cues.classes["showing"] and not is_negated(token):
        yield from _shown(token, cues)
    if token.pos_ == "NOUN" and not has_word(token, "no"):
        word = token if noun else _distance_of(token, cues)
        if word is not None:
            yield from _content_of(token, word, topics=not noun)
        elif scare_quoted(token, cues):
            yield from (found._replace(doubted=True) for found in _content_of(token, token, topics=False))
    if (token.lower_ in cues.classes["grounds"] or token.lower_ == "truth") and has_word(token, "no"):
        yield from _content_of(token, token, topics=False)
        for about in objects_of(token):
            yield from _content_of(about, token, topics=False)
    if token.lower_ == "contrary":
        for about in objects_of(token):
            yield from _content_of(about, token, topics=False)
    if token.pos_ == "VERB" and not is_negated(token):
        falsely = [word for word in children(token, "advmod") if (word.lower_, "adverb") in cues.distancing]
        falsely += [prep for prep in children(token, "prep") if is_groundless(prep, cues)]
        if falsely or (token.lemma_.lower(), "verb") in cues.distancing:
            yield from (Disowned(c, subtree_span(c), (*falsely, token)[0]) for c in _that(token, bare=True))


def _of_it(word: Token, cues: CueLists) -> Iterator[Disowned]:
    """ "It is not true that ...", "it is a lie that ...", "it would be wrong to say that ..."."""
    verb = word.head
    if word.dep_ not in {"acomp", "attr", "oprd"} or verb.pos_ not in {"AUX", "VERB"}:
        return
    if not any(subject.lower_ == "it" for subject in children(verb, *SUBJECTS, "expl")):
        return
    negated = is_negated(verb) or any(joining.lower_ == "nor" for joining in children(verb, "cc", "preconj", "advmod"))
    saying = word.lower_ in cues.classes["mistaken"]
    if negated != (word.lower_ in cues.classes["so"]):
        return
    over = [verb, word]
    if saying:
        kinds = {"say", "think", "report", "accuse", "describe"}
        over = [
            clause for near in over for clause in children(near, "xcomp", "ccomp", "acl", "relcl")
            if kinds & {entry.kind for entry in cues.verbs.get(clause.lemma_.lower(), ())}
        ]  # fmt: skip
    for clause in (c for near in over for c in _that(near, bare=saying)):
        yield Disowned(clause, subtree_span(clause), word)


def _shown(verb: Token, cues: CueLists) -> Iterator[Disowned]:
    """ "A forged photo shows the judge with a thief", "the pamphlet, a hoax, shows ..."."""
    for subject in children(verb, "nsubj"):
        for word in children(subject, "amod", "appos"):
            if calls_untrue(word, cues):
                for what in children(verb, "dobj", "ccomp"):
                    first = subtree_span(what)
                    behind = [child for child in verb.children if child.i > what.i and child.dep_ in {"prep", "advcl"}]
                    last = subtree_span(behind[-1]) if behind else first
                    yield Disowned(what, Span(first.start, max(first.end, last.end)), word)


def _distance_of(noun: Token, cues: CueLists) -> Token | None:
    """The word by which what a noun tells of is said not to be so: "bogus report", "the idea that ... is a fallacy"."""
    if noun.lemma_.lower() in cues.nouns or noun.lemma_.lower() in cues.classes["tales"]:
        for word in children(noun, "amod", "compound"):
            if is_untrue_adjective(word, cues) and word.lower_ != "unsubstantiated":
                return word
        return is_said_of_falsely(noun, cues)
    return None


def _content_of(noun: Token, word: Token, *, topics: bool) -> Iterator[Disowned]:
    """What a noun tells: "the report that the bank had closed", "the story of a secret tunnel"."""
    clauses = _that(noun, bare=False)
    for clause in clauses:
        yield Disowned(clause, subtree_span(clause), word)
    if topics and not clauses:
        for prep in children(noun, "prep"):
            for what in children(prep, "pobj", "pcomp") if prep.lower_ in {"of", "about"} else ():
                yield Disowned(what, subtree_span(what), word)


def _that(over: Token, *, bare: bool) -> list[Token]:
    """The clauses on a word that tell a content: with "that" as a conjunction, or bare right under a verb."""
    found = children(over, *THAT_CLAUSES)
    marked = [c for c in found if _is_that_clause(c)]
    if marked or not bare:
        return marked
    plain = [c for c in children(over, "ccomp") if c.i > over.i and not children(c, "mark")]
    return [c for c in plain if children(c, *SUBJECTS)]


def _is_that_clause(clause: Token) -> bool:
    """ "that" as a conjunction; a parser may take it for an object of what takes none, as in "that he was seen"."""
    that = next((child for child in clause.children if child.lower_ == "that" and child.i < clause.i), None)
    if that is None:
        return False
    whole = that.dep_ not in SUBJECTS and bool(children(clause, *SUBJECTS))
    if whole and any(thing.i != that.i for thing in children(clause, "dobj")):
        return True
    return that.dep_ == "mark" or (
        whole and (that.pos_ == "SCONJ" or bool(children(clause, "auxpass")) or that.dep_ == "attr")
    )


def has_word(noun: Token, *words: str) -> bool:
    """Whether a noun has one of these before it: "no", "not"."""
    return any(word.lower_ in words for word in children(noun, "det", "neg", "predet"))
