"""The sentences of a page in order, found by place."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.spans import Span, in_one_paragraph
from sayso.statements.attribution import joined
from sayso.statements.frames.pieces import stands_alone
from sayso.statements.readings import Quoted, Reading
from sayso.statements.tree import tidy

if TYPE_CHECKING:
    from spacy.tokens import Token


class Readings:
    """Sentences in the order of the text, and what of it is quoted."""

    def __init__(self, text: str, readings: Sequence[Reading], is_quoted: Quoted) -> None:
        self.text = text
        self.rows = readings
        self.is_quoted = is_quoted
        self._starts = [reading.span.start for reading in readings]

    def number_at(self, place: int) -> int:
        """The number of the last sentence that begins at a place or before it; -1 where none does."""
        return bisect.bisect_right(self._starts, place) - 1

    def words_of(self, pieces: tuple[Span, ...]) -> list[Token]:
        """The words of what stands in one sentence: the one in which its first piece begins."""
        return self.rows[max(0, self.number_at(pieces[0].start))].inside(pieces) if pieces else []

    def by_sentence(self, pieces: tuple[Span, ...]) -> list[tuple[int, tuple[Span, ...]]]:
        """The pieces of some content -> by the number of the sentence they stand in, cut where one ends."""
        found: dict[int, list[Span]] = {}
        for piece in pieces:
            n = max(0, self.number_at(piece.start))
            while n < len(self.rows) and self.rows[n].span.start < piece.end:
                sentence = self.rows[n].span
                for words in tidy(self.text, [Span(max(piece.start, sentence.start), min(piece.end, sentence.end))]):
                    found.setdefault(n, []).append(words)
                n += 1
        return [(n, joined(self.text, parts)) for n, parts in sorted(found.items())]

    def said_where(self, n: int, pieces: tuple[Span, ...]) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """The number of a cue's sentence, its content -> the numbers of those that the content stands in, and where.

        Keeps: out what is too little of a sentence without a cue, or cannot go on with what the cue's own says
        """
        for m, parts in self.by_sentence(pieces):
            alone = m == n or stands_alone(self.text, self.rows[m], parts)
            if alone and (m == n or self._goes_on(self.rows[n], self.rows[m], parts)):
                yield m, parts

    def _goes_on(self, said: Reading, other: Reading, parts: tuple[Span, ...]) -> bool:
        """Whether a sentence may go on with what is said in another: in its paragraph, or in quotation marks.

        A headline is nobody's but the page's.
        """
        if said.kind != other.kind:
            return False
        if in_one_paragraph(self.text, said.span.start, other.span.start):
            return True
        return all(self.is_quoted(token) for token in other.inside(parts) if token.is_alpha)
