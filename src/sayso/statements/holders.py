"""Who the words of a source mean, and the chain from the document to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.lookup import Placed
from sayso.statements.tree import children
from sayso.tables import ChainLink, LocalMention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

HOLDING = frozenset({"person", "organisation", "country", "group"})
"""Kinds of mentions that can hold a view."""


_OFFICES = frozenset({"office", "camp", "campaign", "administration", "media"})
"""What speaks for its owner, besides writings."""


class Mentions:
    """The mentions of a document, found by place."""

    def __init__(self, mentions: Iterable[LocalMention], referents: Mapping[str, Referent]) -> None:
        self._rows = Placed((Span(row.start, row.end), row) for row in mentions)
        self.referents = referents

    def at(self, token: Token) -> LocalMention | None:
        """The shortest mention that contains the token."""
        around = [row for span, row in self._rows.at(token.idx) if span.end >= token.idx + len(token)]
        return min(around, key=lambda row: (row.end - row.start, row.mention_id), default=None)

    def holding(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Indexes of the tokens that mean somebody who can hold a view."""
        return frozenset(t.i for t in tokens if (row := self.at(t)) is not None and row.kind in HOLDING)


def referents_of(source: Token | None, mentions: Mentions, cues: CueLists) -> tuple[str, ...]:
    """The head of a source -> the referents it means, sorted: of every noun joined to it by "and"."""
    if source is None:
        return ()
    found: set[str] = set()
    waiting, seen = [source], 0
    while waiting and seen < 20:
        noun = waiting.pop()
        seen += 1
        row = mentions.at(noun)
        if row is None or not row.referent_ids:
            named = [mentions.at(name) for name in children(noun, "appos")]
            row = next((other for other in named if other is not None), row)
        if row is not None:
            found.update(row.referent_ids)
        waiting += children(noun, "conj")
    speaks_for = source.lemma_.lower() in cues.cited["document_cited"] | _OFFICES
    return tuple(sorted(found)) or (_spoken_for(source, mentions) if speaks_for else ())


def _spoken_for(source: Token, mentions: Mentions) -> tuple[str, ...]:
    """ "a letter by the ministry", "the king's office" -> the ministry, the king.

    Asked of writings and offices alone: the critics, the lawyer, the rival of somebody speak for themselves.
    """
    owners = list(children(source, "poss"))
    for by in children(source, "prep", "agent"):
        if by.lower_ in {"by", "from"}:
            owners += children(by, "pobj")
    for participle in children(source, "acl"):
        for by in children(participle, "agent"):
            owners += children(by, "pobj")
    rows = [row for owner in owners if (row := mentions.at(owner)) is not None]
    return tuple(sorted({referent for row in rows for referent in row.referent_ids}))


def links_of(
    one: Attribution, text: str, referent_ids: Sequence[str], mentions: Mentions, cues: CueLists
) -> list[ChainLink]:
    """A source -> its steps in the chain: a cited writing, then whoever is named; "unnamed" where nobody is."""
    if one.source is None or one.source_span is None:
        cue = one.cue_span.of(text) if one.cue_span is not None else ""
        return [ChainLink("unnamed", f"unnamed ({cue})" if cue else "unnamed", None, None, None)]
    span, lemma = one.source_span, one.source.lemma_.lower()
    links = []
    if lemma in cues.cited["document_cited"]:
        links.append(ChainLink("document_cited", span.of(text), None, span.start, span.end))
    for referent_id in referent_ids:
        links.append(_named(referent_id, one.source, mentions, cues, span))
    if not links:
        outlet = lemma in cues.cited["outlet"]
        links.append(ChainLink("outlet" if outlet else "unnamed", span.of(text), None, span.start, span.end))
    return links


def _named(referent_id: str, source: Token, mentions: Mentions, cues: CueLists, span: Span) -> ChainLink:
    referent = mentions.referents.get(referent_id)
    if referent is None:
        return ChainLink("unnamed", source.text, referent_id, span.start, span.end)
    last_word = referent.name.lower().split()[-1:] or [""]
    media = referent.sector == "JRN" or (referent.kind == "organisation" and last_word[0] in cues.cited["outlet"])
    if media and referent.kind != "person":
        return ChainLink("outlet", referent.name, referent_id, span.start, span.end)
    if referent.kind == "place":
        return ChainLink("group", referent.name, referent_id, span.start, span.end)
    return ChainLink(referent.kind, referent.name, referent_id, span.start, span.end)
