"""What a parse says about the words of a time expression: whether they are one, and the tense of their clause."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.time_words import Expression
from sayso.language.calendar import time_words
from sayso.spans import Span
from sayso.tables import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_MODALS = frozenset({"would", "could", "may", "might", "should", "can", "must", "ca"})
_AMBIGUOUS = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "sun", "sat", "mon", "wed"})
_STEPS = 8
"""So many heads up, a verb still governs the expression."""


class Told(NamedTuple):
    """The tense of the clause around an expression, and whether the expression hangs on that verb itself."""

    tense: Tense | None
    direct: bool


class Reader:
    """A parse, asked by places in the text."""

    def __init__(self, parse: Doc) -> None:
        self._parse = parse
        self._starts = [token.idx for token in parse]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with the span."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        return [token for token in self._parse[first:last] if not token.is_space]

    def allows(self, text: str, expression: Expression) -> bool:
        """Whether words that are also other words ("May", "March", "Sat", "USA Today") mean a time here."""
        words = expression.span.of(text)
        plain = words.rstrip(".").lower()
        tokens = self.tokens(expression.span)
        if not tokens:
            return True
        if plain == "today" and words[0] == "T" and tokens[0].ent_type_ in {"ORG", "PRODUCT", "WORK_OF_ART"}:
            return False
        if plain not in _AMBIGUOUS:
            return True
        if len(plain) == 3 and plain != "may":
            return words.endswith(".") or tokens[0].ent_type_ == "DATE"
        return tokens[0].pos_ == "PROPN" and tokens[0].ent_type_ not in {"PERSON", "ORG", "WORK_OF_ART"}

    def told(self, span: Span) -> Told:
        """The tense of the clause that a span stands in."""
        tokens = self.tokens(span)
        inside = {token.i for token in tokens}
        root = next((token for token in tokens if token.head.i not in inside or token.head is token), None)
        if root is None:
            return Told(None, False)
        step, direct = root, True
        for height in range(_STEPS):
            if step.pos_ in {"VERB", "AUX"} and (tense := tense_of(step)) is not None:
                return Told(tense, direct)
            if step.head is step:
                break
            direct = height == 0 or (height == 1 and step.dep_ == "prep" and direct)
            step = step.head
        return Told(None, False)


def tense_of(verb: Token) -> Tense | None:
    """A verb with its auxiliaries -> its tense; None for a form that has none of its own ("saying")."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    had = any(child.lemma_ == "have" for child in auxiliaries)
    if words & _FUTURE_MODALS:
        return "future"
    if words & _MODALS:
        return "past" if had else "future"
    if "to" in words:
        return _tense_of_infinitive(verb, had)
    return _tense_of_form(verb, auxiliaries, had)


def _tense_of_infinitive(verb: Token, had: bool) -> Tense | None:
    head = verb.head
    if had:
        return "past"
    if head is verb or head.lemma_.lower() in time_words("ahead"):
        return "future"
    if head.lemma_ == "be":
        return "future" if head.tag_ in {"VBZ", "VBP"} else tense_of(head)
    return (
        tense_of(head) if head.pos_ in {"VERB", "AUX"} and "to" not in {c.lower_ for c in head.children} else "future"
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
