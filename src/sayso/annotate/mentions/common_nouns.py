"""Common nouns that take up somebody or something named: "the company", "the island nation", "Orlova, a lawyer"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.annotate.mentions.last_named import named_before
from sayso.annotate.mentions.meant import History, Meant
from sayso.annotate.page import SUBJECTS, is_lost_subject
from sayso.language.children import children_labelled
from sayso.language.names import NameLists, ReferringNoun
from sayso.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_IS = frozenset({"be", "become", "remain"})
_LEFT = ("det", "amod", "compound", "poss", "nummod", "nmod", "predet")
_THE = frozenset({"the", "this", "that"})
_PLACES = frozenset({"place", "country"})
MAX_WORDS = 9
"""More words before a noun than this are not its phrase but a parser's slip."""


def referring_nouns(history: History) -> Iterator[tuple[Token, Span, ReferringNoun]]:
    """A page -> each common noun that may stand for something named, its phrase up to it, and what it may mean."""
    for token in history.page.parse:
        noun = history.lists.referring.get(token.lower_)
        if noun is not None and token.tag_ == "NN" and token.i not in history.names_by_token:
            yield token, phrase_of(token, history), noun


def phrase_of(noun: Token, history: History) -> Span:
    """A noun -> its phrase up to it: "the tiny island" + "nation"."""
    first = min((child.left_edge.i for child in children_labelled(noun, _LEFT) if child.i < noun.i), default=noun.i)
    first = max(first, noun.i - MAX_WORDS)
    span = Span(noun.doc[first].idx, noun.idx + len(noun))
    words = span.of(history.page.words)
    cut = max(words.rfind(mark) for mark in ",\n(;")
    start = span.start + cut + 1
    start += len(history.page.words[start : noun.idx]) - len(history.page.words[start : noun.idx].lstrip())
    whole = Span(start, span.end)
    return whole if history.page.is_read(whole) else Span(noun.idx, noun.idx + len(noun))


def read_noun(token: Token, span: Span, noun: ReferringNoun, history: History) -> Meant | None:
    """A noun that may stand for something named -> what it means; None where it is no mention of anything known."""
    if token.dep_ in ("compound", "amod", "npadvmod", "nmod"):
        return None
    said = _said_to_be(token, noun, history)
    if said is not None:
        meant, why = said
        _learn_sex(meant, noun, history)
        return Meant(span, "noun", meant.kind, meant.keys, why, token)
    if noun.kind == "country":
        own = _own_country(token, history)
        if own is not None:
            return Meant(span, "noun", "country", own, f"the country of whose it is: {history.name(own[0])}", token)
    if _is_definite(token, noun, history.lists):
        keys, detail = named_before(token, noun, history)
        if keys:
            return Meant(span, "noun", history.drafts[keys[0]].kind, keys, detail, token)
        return _unnamed(token, span, noun, history, detail)
    if noun.kind == "person" and token.dep_ != "attr":
        return _unnamed(token, span, noun, history, "the document does not name the person")
    return None


def _unnamed(token: Token, span: Span, noun: ReferringNoun, history: History, detail: str) -> Meant:
    """A noun for what has no name here; somebody's sex is noted for the pronouns that go on with them."""
    if noun.sex:
        history.genders.setdefault(f"noun:{token.lower_}", noun.sex)
    return Meant(span, "noun", noun.kind, (), detail, token, token.lower_ if noun.kind == "person" else "")


def _said_to_be(token: Token, noun: ReferringNoun, history: History) -> tuple[Meant, str] | None:
    """What stands beside a noun, or is said to be it: "Orlova, a lawyer", "Orlova is a lawyer"."""
    beside = [token.head] if token.dep_ == "appos" and not is_lost_subject(token) else []
    beside += [child for child in children_labelled(token, ("appos",)) if child.i > token.i]
    for other in beside:
        meant = history.name_at(other)
        if meant is not None and _may_be(noun, meant):
            return meant, "it stands beside the name"
    verb = token.head
    if token.dep_ == "attr" and verb.lemma_ in _IS and not children_labelled(verb, ("neg",)):
        for subject in children_labelled(verb, tuple(SUBJECTS)):
            meant = history.name_at(subject) or history.by_head.get(subject.i)
            if meant is not None and subject.i < token.i and _may_be(noun, meant):
                return meant, f"the sentence says that {history.name(meant.keys[0])} is this"
    return None


def _may_be(noun: ReferringNoun, meant: Meant) -> bool:
    if len(meant.keys) != 1:
        return False
    if noun.kind in _PLACES:
        return meant.kind in _PLACES
    if noun.kind == "organisation":
        return meant.kind in ("organisation", "group", "place")
    return meant.kind == noun.kind


def _learn_sex(meant: Meant, noun: ReferringNoun, history: History) -> None:
    if noun.sex and meant.kind == "person":
        history.genders.setdefault(meant.keys[0], noun.sex)


def _own_country(token: Token, history: History) -> tuple[str, ...] | None:
    """The country of a person: "his country", "Orlova's country"."""
    for owner in children_labelled(token, ("poss",)):
        meant = history.name_at(owner) or history.by_head.get(owner.i)
        if meant is None or len(meant.keys) != 1 or meant.kind in ("place", "country"):
            return None
        country = history.drafts[meant.keys[0]].country
        return history.country(country) if country is not None else None
    return None


def _is_definite(token: Token, noun: ReferringNoun, lists: NameLists) -> bool:
    """Whether a phrase takes up what is known, and says no more of it than whose it is: "the Peruvian company"."""
    determined = False
    for child in token.children if token.sent.end - token.sent.start < 300 else ():
        if child.dep_ == "det":
            determined = child.lower_ in _THE
        elif child.dep_ in ("relcl", "acl", "poss", "nummod") or (child.dep_ == "prep" and child.lower_ == "of"):
            return False
        elif child.i > token.i or child.dep_ not in ("amod", "compound", "nmod"):
            continue
        elif noun.kind == "person" or not _tells_whose(child, token, lists):
            return False
    return determined


def _tells_whose(word: Token, noun: Token, lists: NameLists) -> bool:
    """Whether a word before a noun names a country or a part of the world, or adds nothing."""
    form = lists.lookup(word.text)
    words = noun.doc[word.left_edge.i : noun.i].text
    return (
        (form is not None and form.key.startswith("country:"))
        or word.lower_ in ("same", "latter", "whole", "entire")
        or any(region in words and word.text in region for region in lists.world_regions)
        or any(child.i < word.i and lists.lookup(f"{child.text} {word.text}") for child in word.children)
        or (word.i + 1 < noun.i and lists.lookup(f"{word.text} {word.nbor(1).text}") is not None)
    )
