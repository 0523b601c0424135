"""Turns of phrase in a clause, by the lemmas of its words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_WORDS = 60
"""Of a clause, in which turns of phrase are looked for; chosen by hand."""


def turn_of_phrase(words: Iterable[Token], phrases: frozenset[str]) -> str:
    """Which of these phrases stands among some words, "one's" for his, her, its; empty if none does."""
    lemmas = ["one's" if token.tag_ == "PRP$" else token.lemma_.lower() for token in islice(words, MAX_WORDS)]
    said = f" {' '.join(lemmas)} "
    return next((phrase for phrase in sorted(phrases) if f" {phrase} " in said), "")


def own_words(head: Token) -> list[Token]:
    """The words that hang on a head, without the clauses that only tell more of a thing in it ("who had lost")."""
    words = list(islice(head.subtree, MAX_WORDS))
    asides = [(word.left_edge.i, word.right_edge.i) for word in words if word.dep_ == "relcl" and word.i != head.i]
    return [word for word in words if not any(first <= word.i <= last for first, last in asides)]
