"""Page: one document's text, parse and sentences, as the finders of this stage read it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.language.children import children_labelled
from sayso.spans import Span
from sayso.tables import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

METHOD = "annotate/1"

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Labels of a clause's subject."""

_FINITE = ("VBD", "VBZ", "VBP")


@dataclass(frozen=True)
class Page:
    """One document, its parse, and the sentences that are read."""

    doc_id: str
    text: str
    parse: Doc
    sentences: tuple[Sentence, ...]

    @cached_property
    def words(self) -> str:
        """The text with its markup blanked: as long as the text."""
        return self.parse.text

    @cached_property
    def _tokens(self) -> dict[int, list[Token]]:
        return {}

    @cached_property
    def _subjects(self) -> dict[int, list[Token]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that an offset stands in."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.sentences[number].end else None

    def is_read(self, span: Span) -> bool:
        """Whether a span lies in one sentence."""
        number = self.sentence_at(span.start)
        return number is not None and span.end <= self.sentences[number].end

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with a span."""
        found = self.parse.char_span(span.start, span.end, alignment_mode="expand")
        return list(found) if found is not None else []

    def tokens_of(self, number: int) -> list[Token]:
        """The tokens of a sentence."""
        if number not in self._tokens:
            sentence = self.sentences[number]
            self._tokens[number] = self.tokens(Span(sentence.start, sentence.end))
        return self._tokens[number]

    def subjects_of(self, number: int) -> list[Token]:
        """The subjects of a sentence and its clauses, in order."""
        if number not in self._subjects:
            self._subjects[number] = [token for token in self.tokens_of(number) if token.dep_ in SUBJECTS]
        return self._subjects[number]

    def head(self, span: Span) -> Token | None:
        """The token of a span that the others hang on."""
        found = self.parse.char_span(span.start, span.end, alignment_mode="expand")
        return found.root if found is not None and len(found) else None


def first_of_coordination(token: Token) -> Token:
    """A token -> the first that "and" joins it to, which plays its part: "Lima" of "in Quito and Lima" -> "Quito"."""
    for _ in range(8):
        if token.dep_ != "conj" or token.head.i >= token.i:
            break
        token = token.head
    return token


def is_lost_subject(token: Token) -> bool:
    """Whether a noun that the parser hangs on a name beside it is rather the subject that the next verb lacks.

    "According to Ana Orlova, a lawyer called": the verb has no other subject.
    """
    node = token.head
    for _ in range(6):
        if node.tag_ in _FINITE or node.head.i == node.i:
            break
        node = node.head
    return (
        node.tag_ in _FINITE
        and node.i > token.i
        and not children_labelled(node, ("nsubj", "nsubjpass", "expl", "csubj"))
    )
