"""Whom a pronoun means that speaks, where the page gives no name: "The minister shook her head. 'No,' she said." """

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.cues.verbs import can_hold
from sayso.statements.holders.mentions import Mentions, one_line
from sayso.statements.lookup import Placed
from sayso.statements.tree import SUBJECTS, noun_phrase_span, within
from sayso.tables import ChainLink

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "it": frozenset({"organisation", "country"}),
    "they": frozenset({"group", "person", "organisation"}),
}
"""Of a pronoun: what a mention may be for which it stands."""

_PLURAL = frozenset({"NNS", "NNPS"})

SENTENCES_BACK = 2
"""How many sentences before that of the pronoun are looked through."""


def speaker_before(
    text: str, pronoun: Token, content: Sequence[Span], mentions: Mentions, cues: CueLists, quoted: Placed[None]
) -> ChainLink | None:
    """A pronoun that nothing named stands for -> the noun that it most likely means: the subject nearest before it.

    Keeps: a noun in what is said, or in a quotation, out
    """
    kinds = KINDS.get(pronoun.lower_)
    if kinds is None:
        return None
    sentences_left = SENTENCES_BACK
    for at in range(pronoun.i - 1, -1, -1):
        noun = pronoun.doc[at]
        said = within(content, noun) or bool(quoted.at(noun.idx))
        if not said and noun.dep_ in SUBJECTS and _may_be(noun, pronoun, kinds, mentions, cues):
            span = noun_phrase_span(noun)
            words = one_line(span.of(text))
            return ChainLink("unnamed", words, None, span.start, span.end)
        if noun.is_sent_start:
            if not sentences_left:
                return None
            sentences_left -= 1
    return None


def _may_be(noun: Token, pronoun: Token, kinds: frozenset[str], mentions: Mentions, cues: CueLists) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN"} or (noun.tag_ in _PLURAL) != (pronoun.lower_ == "they"):
        return False
    row = mentions.at(noun)
    if row is not None:
        return row.kind in kinds
    person = noun.ent_type_ == "PERSON"
    return person == ("person" in kinds) and can_hold(noun, cues, frozenset())
