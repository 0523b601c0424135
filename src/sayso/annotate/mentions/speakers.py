"""Quotes of a page, and the word that names who speaks each: for "I", and because a speaker's "he" is another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.annotate.page import Page
from sayso.language.children import children_labelled
from sayso.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTE = re.compile(r"[“\"][^“”\"\n]{1,1500}(?:[\"”]|(?=\n)|\Z)")
MIN_WORDS = 4
"""Fewer words between quotation marks are a name or a word at a distance, no speech."""
REACH = 14
"""So many words from a quote may the verb be that says who speaks."""
MAX_GAP = 300
"""So many code points may lie between two quotes of one paragraph for the second to go on with the first."""


class Quotes:
    """The quotes of a page, in order.

    verbs: lemmas of the verbs that report speech
    """

    def __init__(self, page: Page, verbs: frozenset[str]) -> None:
        self._page = page
        self._verbs = verbs
        self.spans = [
            Span(*found.span()) for found in _QUOTE.finditer(page.words) if found.group().count(" ") >= MIN_WORDS - 1
        ]
        self._starts = [span.start for span in self.spans]

    def at(self, offset: int) -> int | None:
        """The number of the quote that an offset stands in."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.spans[number].end else None

    def speaker_at(self, offset: int) -> Token | None:
        """The word that names who speaks the quote at an offset."""
        number = self.at(offset)
        return self._speakers[number] if number is not None else None

    def spoken_by(self, token: Token) -> list[Span]:
        """The quotes that a word's bearer speaks."""
        return self._by_speaker.get(token.i, [])

    @cached_property
    def _by_speaker(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for span, speaker in zip(self.spans, self._speakers, strict=True):
            if speaker is not None:
                found.setdefault(speaker.i, []).append(span)
        return found

    @cached_property
    def _speakers(self) -> list[Token | None]:
        found: list[Token | None] = []
        for number, span in enumerate(self.spans):
            speaker = next(self._subjects(span), None)
            before = self.spans[number - 1] if number else None
            if speaker is None and before is not None and span.start - before.end < MAX_GAP:
                goes_on = "\n" not in self._page.words[before.end : span.start]
                speaker = found[-1] if goes_on else None
            found.append(speaker)
        return found

    def _subjects(self, quote: Span) -> Iterator[Token]:
        """Subjects of verbs of speech near a quote, those after it first."""
        tokens = self._page.tokens(quote)
        if not tokens:
            return
        doc = self._page.parse
        after = range(tokens[-1].i + 1, min(tokens[-1].i + 1 + REACH, len(doc)))
        before = range(tokens[0].i - 1, max(tokens[0].i - 1 - REACH, -1), -1)
        near = {tokens[0].sent.start, tokens[-1].sent.start}
        for place in (*after, *before):
            verb = doc[place]
            if verb.lemma_.lower() not in self._verbs or verb.pos_ != "VERB" or verb.sent.start not in near:
                continue
            for subject in children_labelled(verb, ("nsubj",)):
                if self.at(subject.idx) is None:
                    yield subject
