"""Outlets that pass on what somebody says: whom it was told, where it was said, who has seen the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution
from sayso.statements.holders import Mentions
from sayso.statements.tree import agent_of, children, tokens_span, word_span
from sayso.tables import ChainLink

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset({"on", "to", "with", "in", "by", "from", "at"})
_HANDED_ON = frozenset({"see", "obtain", "review", "carry", "publish", "quote", "cite", "air", "broadcast", "print"})
_TALKS = frozenset({"interview", "remark", "comment", "column", "broadcast", "programme", "program", "show", "essay"})


def handed_on(one: Attribution, text: str, mentions: Mentions, cues: CueLists) -> list[ChainLink]:
    """An attribution -> the outlet that passes it on, where the words beside its cue or source name one.

    "told the Ledger", "said on Radio Nord", "said in an interview with the Post", "a memo seen by the agency": the
    outlet is a step of the chain before the one who speaks.
    """
    for noun in [*_beside_cue(one.cue), *_beside_source(one.source)]:
        if is_outlet(noun, mentions, cues) and (one.source is None or noun.i != one.source.i):
            return [_link(noun, text, mentions)]
    return []


def _link(noun: Token, text: str, mentions: Mentions) -> ChainLink:
    row = mentions.at(noun)
    if row is not None and len(row.referent_ids) == 1 and row.referent_ids[0] in mentions.referents:
        referent = mentions.referents[row.referent_ids[0]]
        return ChainLink("outlet", referent.name, referent.referent_id, row.start, row.end)
    span = tokens_span([*children(noun, "compound"), noun]) if noun.pos_ == "PROPN" else word_span(noun)
    return ChainLink("outlet", span.of(text), None, span.start, span.end)


def is_outlet(noun: Token, mentions: Mentions, cues: CueLists) -> bool:
    """Whether a noun names an outlet: by the lists, or by a word of its name or beside it ("the daily Novy Tag")."""
    if noun.pos_ not in {"PROPN", "NOUN"}:
        return False
    row = mentions.at(noun)
    for referent_id in row.referent_ids if row is not None else ():
        referent = mentions.referents.get(referent_id)
        if referent is not None and referent.kind in {"person", "country", "place"}:
            return False
        if referent is not None and referent.sector == "JRN":
            return True
    if noun.pos_ != "PROPN":
        return False
    beside = [noun, *children(noun, "compound", "amod", "appos", "nmod")]
    return any(word.lemma_.lower() in cues.cited["outlet"] for word in beside)


def _beside_cue(cue: Token | None) -> Iterator[Token]:
    if cue is None or cue.pos_ not in {"VERB", "AUX"}:
        return
    yield from children(cue, "dobj", "dative")
    for prep in children(cue, "prep", "dative", "agent"):
        if prep.lower_ in _WHERE:
            for noun in children(prep, "pobj"):
                yield noun
                yield from _beside_source(noun)
                if noun.lemma_.lower() in _TALKS:
                    yield from (name for inner in children(noun, "prep") for name in children(inner, "pobj"))


def _beside_source(noun: Token | None) -> Iterator[Token]:
    """ "a note seen by the Ledger", "remarks carried by the portal"."""
    for participle in children(noun, "acl") if noun is not None else ():
        by = agent_of(participle)
        if participle.lemma_.lower() in _HANDED_ON and by is not None:
            yield by
