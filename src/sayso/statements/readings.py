"""Sentences, their tokens, and what has been found in them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.spans import Span
from sayso.statements.attribution import Attribution
from sayso.statements.quotations.marks import Quotation
from sayso.statements.tree import top_of, within
from sayso.tables import SentenceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
