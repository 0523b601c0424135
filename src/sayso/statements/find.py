"""Sentences -> what is attributed in them, by cue words and by quotation marks."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.language.cues import CueLists
from sayso.language.encoder import ReadText
from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.noun_cues import adverb_attribution, noun_attribution, phrase_attribution
from sayso.statements.quotes import Quotation
from sayso.statements.tree import top_of, within
from sayso.statements.verb_cues import verb_attribution
from sayso.tables import SentenceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_ATTRIBUTIONS = 40
"""In one sentence; more than about ten never stand in real prose."""

MAX_NAMED = 12
"""Of the cues that were left out: how many are named."""


@dataclass(slots=True)
class Reading:
    """A sentence, its tokens and what has been found in it.

    own: what the author holds in the first person, and nobody else; left_out: cues past
    the limit
    """

    span: Span
    kind: SentenceKind
    tokens: list[Token]
    found: list[Attribution] = field(default_factory=list)
    own: list[Attribution] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def inside(self, parts: Sequence[Span]) -> list[Token]:
        """The tokens of the sentence that begin in one of some pieces."""
        return [token for token in self.tokens if within(parts, token)]

    def head_of(self, piece: Span) -> Token | None:
        """The word of a piece of the sentence on which its other words hang; None where it has none."""
        return top_of(self.inside((piece,)))


def keep_surest(text: str, reading: Reading, read: ReadText) -> None:
    """Keeps of what was found in a sentence the `MAX_ATTRIBUTIONS` surest, in their order; notes the others' cues."""
    if len(reading.found) <= MAX_ATTRIBUTIONS:
        return
    sure = [1.0 if one.cue is None else read.cue_at(one.cue.idx) for one in reading.found]
    ranked = sorted(range(len(sure)), key=lambda n: (-sure[n], n))
    kept, cut = sorted(ranked[:MAX_ATTRIBUTIONS]), sorted(ranked[MAX_ATTRIBUTIONS:])
    reading.left_out = [one.cue_span.of(text) for n in cut if (one := reading.found[n]).cue_span is not None]
    reading.found = [reading.found[n] for n in kept]


def left_out_note(reading: Reading) -> str:
    """Which cues of a sentence were left out, in words; empty where none was."""
    if not reading.left_out:
        return ""
    named = ", ".join(repr(cue) for cue in sorted(set(reading.left_out))[:MAX_NAMED])
    return f"{len(reading.left_out)} further cue words left out, the least certain: {named}"


class Quoted:
    """Asks whether a place in the text is quoted. spans: the quotations, in order, without overlap."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._starts = [quotation.span.start for quotation in quotations]
        self._ends = [quotation.span.end for quotation in quotations]

    def __call__(self, token: Token) -> bool:
        at = bisect.bisect_right(self._starts, token.idx) - 1
        return at >= 0 and token.idx < self._ends[at]


def tokens_of(doc: Doc | None, spans: Sequence[Span]) -> list[list[Token]]:
    """A parse and the spans of sentences -> the tokens that begin in each."""
    if doc is None:
        return [[] for _ in spans]
    starts = [token.idx for token in doc]
    return [list(doc[bisect.bisect_left(starts, s.start) : bisect.bisect_left(starts, s.end)]) for s in spans]


def find_cued(
    text: str, reading: Reading, cues: CueLists, holders: Collection[int], is_quoted: Quoted
) -> list[Attribution]:
    """A sentence -> what its verbs, nouns, adverbs and phrases attribute, in the order of the cue words."""
    found: list[Attribution] = []
    for at, token in enumerate(reading.tokens):
        one = (
            phrase_attribution(text, reading.tokens, at, cues)
            or verb_attribution(text, token, cues, holders, is_quoted(token))
            or noun_attribution(text, token, cues, holders, is_quoted(token))
            or adverb_attribution(text, token, cues)
        )
        inside = _inside(one, reading.span) if one else None
        if inside is not None:
            found.append(inside)
    return found


def _inside(one: Attribution, bounds: Span) -> Attribution | None:
    """An attribution without what lies outside its sentence (a parse may join two)."""
    parts = tuple(
        Span(max(part.start, bounds.start), min(part.end, bounds.end)) for part in one.parts if part.overlaps(bounds)
    )
    if not parts:
        return None
    if one.source_span is not None and not bounds.contains(one.source_span):
        one = replace(one, source=None, source_span=None)
    return replace(one, parts=parts)
