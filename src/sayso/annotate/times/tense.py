"""What a parse says about the words of a time expression: whether they are one, and the tense of their clause."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.times.names import is_time
from sayso.annotate.times.words import Expression
from sayso.language.calendar import time_words
from sayso.spans import Span
from sayso.tables import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_MODALS = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca"})
_NO_TIME = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
_UP_TO = frozenset({"to", "through", "until", "till", "by", "before", "for", "as", "of"})
_STEPS = 8
"""So many heads up, a verb still governs the expression."""


class Told(NamedTuple):
    """The tense of the clause around an expression, and how the expression hangs on its verb.

    direct: it says when the verb happens, not up to when, and is not what the verb is done to
    before: the verb is a past perfect: nothing of it lies ahead
    plans:  the verb plans something, which lies ahead whatever its own tense
    attribute: it stands before a noun, and says of that when it was: "the June agreement"
    """

    tense: Tense | None
    direct: bool
    before: bool = False
    plans: bool = False
    attribute: bool = False


class Reader:
    """A parse, asked by places in the text."""

    def __init__(self, parse: Doc) -> None:
        self._parse = parse
        self._starts: list[int] = parse.to_array("IDX").tolist() if len(parse) else []
        self._persons = frozenset(name[-1].lower_ for name in parse.ents if name.label_ == "PERSON" and len(name) > 1)

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with the span."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        return [token for token in self._parse[first:last] if not token.is_space]

    def allows(self, text: str, expression: Expression) -> bool:
        """Whether words that are also other words ("May", "March", "Sat", "USA Today") mean a time here."""
        return is_time(text, expression, self.tokens(expression.span), self._persons)

    def told(self, span: Span) -> Told:
        """The tense of the clause that a span stands in."""
        tokens = self.tokens(span)
        inside = {token.i for token in tokens}
        root = next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), None)
        if root is None:
            return Told(None, False)
        owner = next((token for token in reversed(tokens) if token.dep_ == "poss" and token.head.i not in inside), None)
        if owner is not None:
            return Told(_tense_of_owned(owner.head), False)
        step, direct = root, root.dep_ not in _NO_TIME
        for height in range(_STEPS):
            if step.pos_ in {"VERB", "AUX"} and (tense := tense_of(step)) is not None:
                return _told_by(step, tense, direct)._replace(attribute=_is_attribute(root))
            if step.head.i == step.i:
                break
            direct = direct and (height == 0 or (height == 1 and step.dep_ == "prep" and step.lower_ not in _UP_TO))
            step = step.head
        return Told(None, False)


def _tense_of_owned(noun: Token) -> Tense:
    """ "Wednesday's ruling" is over unless its own verb says "will": so are all 20 in TimeBank and AQUAINT."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    ahead = any(child.dep_ == "aux" and child.lower_ in _FUTURE_MODALS | _MODALS for child in verb.children)
    return "future" if ahead else "past"


def _is_attribute(word: Token) -> bool:
    return word.dep_ in {"compound", "nmod", "amod"} and word.head.i > word.i and word.head.pos_ == "NOUN"


def _told_by(verb: Token, tense: Tense, direct: bool) -> Told:
    """The tense of the verb that governs a time, as that of the time: what had been does not lie ahead."""
    # What somebody was made to do, or was set to happen, lies after that: "was told to testify on June 4".
    direct = direct and not any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)
    before = _had_been(verb)
    if before:
        return Told("past", direct, before)
    if tense == "future" and _could_not(verb):
        return Told("past", direct)
    lemma = verb.lemma_.lower()
    set_for = lemma == "set" and verb.tag_ == "VBN" and any(child.lower_ == "for" for child in verb.children)
    plans = lemma in time_words("plans") or set_for
    return Told(tense, direct, plans=plans)


def _had_been(verb: Token) -> bool:
    """ "had said", "had been due to expire"."""
    for _ in range(_STEPS):
        if any(child.dep_ in {"aux", "auxpass"} and child.lower_ in {"had", "'d", "’d"} for child in verb.children):
            return any(child.lower_ in {"had", "'d", "’d"} and child.tag_ == "VBD" for child in verb.children)
        if verb.dep_ not in {"xcomp", "acomp", "auxpass", "conj"} or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _could_not(verb: Token) -> bool:
    """ "could not be reached" is told as past, "could be signed" as future."""
    if not any(child.lower_ == "could" for child in verb.children):
        return False
    near = [child for child in verb.children if child.dep_ in {"neg", "nsubj", "nsubjpass", "preconj"}]
    near += [child for subject in near for child in subject.children]
    return any(word.dep_ == "neg" or word.lower_ in {"neither", "none", "nobody", "no"} for word in near)


def tense_of(verb: Token, steps: int = _STEPS) -> Tense | None:
    """A verb with its auxiliaries -> its tense; None for a form that has none of its own ("saying").

    steps: how far up the tree an infinitive may ask
    """
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    had = any(child.lemma_ == "have" for child in auxiliaries)
    if words & _FUTURE_MODALS:
        return "future"
    if words & _MODALS and verb.tag_ != "VBD":
        return "past" if had else "future"
    if "to" in words:
        return _tense_of_infinitive(verb, had, steps)
    return _tense_of_form(verb, auxiliaries, had)


def _tense_of_infinitive(verb: Token, had: bool, steps: int) -> Tense | None:
    head = verb.head
    if had:
        return "past"
    # spaCy makes a token anew each time it is asked for: only its number says which it is.
    if head.i == verb.i or not steps or head.lemma_.lower() in time_words("ahead"):
        return "future"
    if head.lemma_ == "be":
        return "future" if head.tag_ in {"VBZ", "VBP"} else tense_of(head, steps - 1)
    return (
        tense_of(head, steps - 1)
        if head.pos_ in {"VERB", "AUX"} and "to" not in {c.lower_ for c in head.children}
        else "future"
    )


def _tense_of_form(verb: Token, auxiliaries: list[Token], had: bool) -> Tense | None:
    if verb.tag_ == "VBD" or had or any(child.tag_ == "VBD" for child in auxiliaries):
        return "past"
    if verb.tag_ == "VBN":
        return "present" if any(child.tag_ in {"VBZ", "VBP"} for child in auxiliaries) else "past"
    if verb.tag_ == "VBG":
        return (
            "future"
            if any(re.fullmatch(r"is|are|am|'s|'re|’s|’re|'m", child.lower_) for child in auxiliaries)
            else None
        )
    return "present" if verb.tag_ in {"VBZ", "VBP"} else None
