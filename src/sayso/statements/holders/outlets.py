"""Outlets that pass on what somebody says: whom it was told, where it was said, who has seen the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.statements.attribution import Attribution, source_span
from sayso.statements.frames.sources import quoting
from sayso.statements.holders.mentions import Mentions, links_of, referents_of
from sayso.statements.tree import agent_of, children, is_passive, objects_of, subject_of, tokens_span
from sayso.tables import ChainLink

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset({"on", "to", "with", "in", "by", "from", "at"})
_TOLD = ("dobj", "dative")
_AGENCY = "agency"


def handed_on(one: Attribution, text: str, mentions: Mentions, cues: CueLists) -> list[ChainLink]:
    """An attribution -> whoever passes it on, where the words beside its cue or source name them.

    "told the Ledger", "said on Radio Nord", "said in an interview with the Post", "a memo seen by the agency", "the
    ministry quoted him as saying": a step of the chain before the one who speaks.
    """
    quotes = quoting(one.cue, cues)
    if quotes is not None:
        by = agent_of(quotes) if is_passive(quotes) else subject_of(quotes)
        if by is None or (one.source is not None and by.i == one.source.i):
            return []
        if not is_outlet(by, mentions, cues):
            quoted = replace(one, source=by, source_span=source_span(text, by, one.parts))
            return links_of(quoted, text, referents_of(by, mentions, cues), mentions, cues)
        return [_link(by, text, mentions, cues)]
    told = {noun.i for noun in children(one.cue, *_TOLD)} if one.cue is not None and one.cue.lemma_ == "tell" else set()
    for noun in [*_beside_cue(one.cue, cues), *_beside_source(one.source, cues)]:
        if one.source is not None and noun.i == one.source.i:
            continue
        for name in (noun, *children(noun, "appos")):
            if is_outlet(name, mentions, cues) or (noun.i in told and _is_told_to_print(name, mentions)):
                return [_link(name, text, mentions, cues)]
    return []


def _link(noun: Token, text: str, mentions: Mentions, cues: CueLists) -> ChainLink:
    row = mentions.at(noun)
    if row is not None and len(row.referent_ids) == 1 and row.referent_ids[0] in mentions.referents:
        referent = mentions.referents[row.referent_ids[0]]
        return ChainLink("outlet", referent.name, referent.referent_id, row.start, row.end)
    kind = noun.lemma_.lower()
    named = noun.pos_ == "PROPN" or kind in cues.classes["prints"] or kind == _AGENCY
    names = children(noun, "compound") if named else []
    span = tokens_span([*(word.left_edge for word in names), noun])
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
        if referent_id in mentions.outlets or (referent is not None and referent.sector == "JRN"):
            return True
    words = cues.cited["outlet"]
    named = children(noun, "compound", "nmod")
    if noun.pos_ != "PROPN":
        own = any(word.pos_ == "PROPN" or word.lower_ in cues.classes["of_a_country"] for word in named)
        of_news = noun.lemma_ == _AGENCY and any(word.lower_ in cues.classes["of_news"] for word in named)
        return own and (noun.lemma_.lower() in cues.classes["prints"] or of_news)
    beside = [noun, *named, *children(noun, "amod", "appos")]
    above = noun.head if noun.dep_ == "appos" else noun
    return any(word.lemma_.lower() in words for word in beside) or above.lemma_.lower() in cues.classes["prints"]


def _is_told_to_print(noun: Token, mentions: Mentions) -> bool:
    """ "Told The Ledger", "told NRK": the article of a title, or letters that no list knows as anything else."""
    if noun.pos_ != "PROPN":
        return False
    row = mentions.at(noun)
    known = [mentions.referents.get(r) for r in row.referent_ids] if row is not None else []
    if any(one is not None and (one.known_as or one.kind not in {"organisation", "group"}) for one in known):
        return False
    titled = any(word.text == "The" and word.i > noun.sent.start for word in children(noun, "det"))
    return titled or (noun.text.isupper() and noun.text.isalpha() and 2 < len(noun.text) < 6)


def find_outlets(tokens: Sequence[Token], mentions: Mentions, cues: CueLists) -> None:
    """Notes which referents some sentence of the page shows to be outlets: they are so in the others."""
    for token in tokens:
        if token.pos_ != "PROPN" or (row := mentions.at(token)) is None or len(row.referent_ids) != 1:
            continue
        referent = mentions.referents.get(row.referent_ids[0])
        if referent is None or referent.kind != "organisation" or referent.known_as:
            continue
        beside = [*children(token, "amod", "compound", "appos"), *([token.head] if token.dep_ == "appos" else [])]
        if any(word.lemma_.lower() in cues.classes["prints"] and not word.is_title for word in beside):
            mentions.outlets.add(row.referent_ids[0])


def _beside_cue(cue: Token | None, cues: CueLists) -> Iterator[Token]:
    if cue is None or cue.pos_ not in {"VERB", "AUX"}:
        return
    yield from children(cue, "dobj", "dative")
    for prep in children(cue, "prep", "dative", "agent"):
        if prep.lower_ in _WHERE:
            for noun in children(prep, "pobj"):
                yield noun
                yield from _beside_source(noun, cues)
                if noun.lemma_.lower() in cues.classes["talks"]:
                    yield from objects_of(noun)


def _beside_source(noun: Token | None, cues: CueLists) -> Iterator[Token]:
    """ "a note seen by the Ledger", "remarks carried by the portal"."""
    for participle in children(noun, "acl") if noun is not None else ():
        by = agent_of(participle)
        if participle.lemma_.lower() in cues.classes["handing_on"] and by is not None:
            yield by
