"""Who the words of a source mean, and the chain from the document to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.holders.datelines import datelines
from sayso.statements.lookup import Placed
from sayso.statements.tree import RELATIVES, children, climb, noun_phrase_span, objects_of
from sayso.tables import ChainLink, LocalMention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLDING = frozenset({"person", "organisation", "country", "group"})
"""Kinds of mentions that can hold a view."""

_TOWNS = frozenset({"city", "town", "capital", "village", "district"})


class Mentions:
    """The mentions of a document, found by place.

    outlets: referents that the page itself shows to be outlets ("the daily Novy Tag")
    """

    def __init__(self, mentions: Iterable[LocalMention], referents: Mapping[str, Referent], text: str = "") -> None:
        rows = list(mentions)
        self._rows = Placed((Span(row.start, row.end), row) for row in rows)
        self.referents = referents
        self.outlets: set[str] = set()
        filed = Placed((span, None) for span in datelines(text))
        self._filed_from = frozenset(r for row in rows if filed.at(row.start) for r in row.referent_ids)

    def at(self, token: Token) -> LocalMention | None:
        """The shortest mention that contains the token."""
        around = [row for span, row in self._rows.at(token.idx) if span.end >= token.idx + len(token)]
        return min(around, key=lambda row: (row.end - row.start, row.mention_id), default=None)

    def meant(self, token: Token) -> tuple[str, ...]:
        """The referents that a word means, of the shortest mention that contains it.

        Keeps: the place from which a report was filed out, where a parse ties it to whoever is named next
        """
        row = self.at(token)
        if row is None or token.pos_ == "PROPN":
            return row.referent_ids if row is not None else ()
        town = token.lemma_.lower() in _TOWNS
        return tuple(r for r in row.referent_ids if town or not self._is_filed_from(r))

    def _is_filed_from(self, referent_id: str) -> bool:
        referent = self.referents.get(referent_id)
        return referent_id in self._filed_from and referent is not None and referent.kind == "place"

    def holding(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Indexes of the tokens that mean somebody who can hold a view."""
        return frozenset(t.i for t in tokens if (row := self.at(t)) is not None and row.kind in HOLDING)


def referents_of(source: Token | None, mentions: Mentions, cues: CueLists) -> tuple[str, ...]:
    """The head of a source -> the referents it means, in the order named: of every noun joined to it by "and"."""
    if source is None:
        return ()
    found: list[str] = []
    waiting, seen = [speaker_of(source)], 0
    while waiting and seen < 20:
        noun = waiting.pop(0)
        seen += 1
        meant = () if _is_one_of_a_people(noun) else mentions.meant(noun)
        if not meant:
            meant = next((ids for name in children(noun, "appos") if (ids := mentions.meant(name))), ())
        found += sorted(set(meant) - set(found))
        waiting += children(noun, "conj")
    speaks_for = source.lemma_.lower() in cues.cited["document_cited"] | cues.classes["mouthpieces"]
    return tuple(found) or (_spoken_for(source, mentions) if speaks_for else ())


def speaker_of(source: Token) -> Token:
    """The head of a source -> who is meant by it: of "who" and "which", the noun before them."""
    if source.tag_ in RELATIVES:
        clause = next((above for above in climb(source) if above.dep_ in {"relcl", "acl"}), None)
        if clause is not None:
            source = clause.head
    elif source.dep_ == "relcl":
        source = source.head
    elif not any(who.tag_ in RELATIVES for own in children(source, "relcl") for who in children(own, "nsubj")):
        return source
    return source.head if source.dep_ == "appos" and source.head.pos_ == "PROPN" else source


def _is_one_of_a_people(noun: Token) -> bool:
    """ "The Spaniard said", "a Dane said": somebody, and no country; "the French said" may be the country."""
    if noun.ent_type_ != "NORP" or noun.tag_ not in {"NN", "NNP"} or not children(noun, "det"):
        return False
    return not noun.lower_.endswith(("ch", "sh", "ese", "ss"))


def _spoken_for(source: Token, mentions: Mentions) -> tuple[str, ...]:
    """ "a letter by the ministry", "the king's office" -> the ministry, the king.

    Asked of writings and offices alone: the critics, the lawyer, the rival of somebody speak for themselves.
    """
    owners = [*children(source, "poss"), *objects_of(source, "by", "from")]
    owners += [owner for participle in children(source, "acl") for owner in objects_of(participle, "by")]
    return tuple(sorted({referent for owner in owners for referent in mentions.meant(owner)}))


def links_of(
    one: Attribution, text: str, referent_ids: Sequence[str], mentions: Mentions, cues: CueLists
) -> list[ChainLink]:
    """A source -> its steps in the chain: a cited writing, then whoever is named; "unnamed" where nobody is."""
    if one.source is None or one.source_span is None:
        cue = one.cue_span.of(text) if one.cue_span is not None else ""
        return [ChainLink("unnamed", f"unnamed ({cue})" if cue else "unnamed", None, None, None)]
    speaker = speaker_of(one.source)
    span, lemma = one.source_span, speaker.lemma_.lower()
    if speaker.i != one.source.i:
        span = noun_phrase_span(speaker)
    named = [_named(referent_id, speaker, mentions, cues, span) for referent_id in referent_ids]
    if lemma in cues.cited["document_cited"] and not (named and all(link.kind == "outlet" for link in named)):
        named.insert(0, ChainLink("document_cited", one_line(span.of(text)), None, span.start, span.end))
    if not named:
        outlet = lemma in cues.cited["outlet"]
        named.append(ChainLink("outlet" if outlet else "unnamed", one_line(span.of(text)), None, span.start, span.end))
    return named


def one_line(words: str) -> str:
    """Words over several lines -> in one, without marks at their ends."""
    return " ".join(words.split()).strip(" ,;:") or words


def _named(referent_id: str, source: Token, mentions: Mentions, cues: CueLists, span: Span) -> ChainLink:
    referent = mentions.referents.get(referent_id)
    if referent is None:
        return ChainLink("unnamed", source.text, referent_id, span.start, span.end)
    last_word = referent.name.lower().split()[-1:] or [""]
    media = (
        referent_id in mentions.outlets
        or referent.sector == "JRN"
        or (referent.kind == "organisation" and last_word[0] in cues.cited["outlet"])
    )
    if media and referent.kind != "person":
        return ChainLink("outlet", referent.name, referent_id, span.start, span.end)
    if referent.kind == "place":
        return ChainLink("group", referent.name, referent_id, span.start, span.end)
    return ChainLink(referent.kind, referent.name, referent_id, span.start, span.end)
