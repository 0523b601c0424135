"""Marks: what the earlier stages marked in one document, found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from sayso.language.verbs import VerbLists
from sayso.spans import Span
from sayso.tables import LocalMention, LocalPlace, LocalStatement, LocalTime, Predicate, Referent, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Spanned(Protocol):
    """A row with a span."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True)
class Marks:
    """What is marked in one document.

    starts:     the offset of each token
    mentions:   token number -> the mentions that cover it, shortest first
    times, places: sentence_id -> those in the sentence, in order
    statements: in the order of their content; statements_in: sentence_id -> those with content in the sentence
    said_ids:   the time expressions that say when something was said
    factuality: token number -> its predicate's factuality
    doers:      lemma of a noun that acts -> the numbers of its tokens, in order
    """

    doc_id: str
    text: str
    doc: Doc
    starts: list[int]
    verbs: VerbLists
    sentences: tuple[Sentence, ...]
    mentions: Mapping[int, tuple[LocalMention, ...]]
    referents: Mapping[str, Referent]
    times: Mapping[str, tuple[LocalTime, ...]]
    places: Mapping[str, tuple[LocalPlace, ...]]
    statements: tuple[LocalStatement, ...]
    statements_in: Mapping[str, tuple[LocalStatement, ...]]
    said_ids: frozenset[str]
    factuality: Mapping[int, float]
    doers: Mapping[str, list[int]]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with the span."""
        return tokens_in(self.doc, self.starts, span)


@dataclass(frozen=True)
class MarkedRows:
    """The rows of one document, as the tables hold them."""

    sentences: Iterable[Sentence] = ()
    mentions: Iterable[LocalMention] = ()
    referents: Iterable[Referent] = ()
    times: Iterable[LocalTime] = ()
    places: Iterable[LocalPlace] = ()
    predicates: Iterable[Predicate] = ()
    statements: Iterable[LocalStatement] = ()


def mark(doc_id: str, text: str, doc: Doc, verbs: VerbLists, rows: MarkedRows) -> Marks:
    """The rows of one document and its parse -> its marks."""
    starts = [token.idx for token in doc]
    sentences = tuple(sorted(rows.sentences, key=lambda s: s.start))
    factuality = {
        token.i: row.factuality for row in rows.predicates for token in tokens_in(doc, starts, Span(row.start, row.end))
    }
    statements = tuple(sorted(rows.statements, key=lambda s: (s.start, s.end, s.statement_id)))
    return Marks(
        doc_id=doc_id,
        text=text,
        doc=doc,
        starts=starts,
        verbs=verbs,
        sentences=sentences,
        mentions=_by_token(doc, starts, rows.mentions),
        referents={row.referent_id: row for row in rows.referents},
        times=_by_sentence(sentences, rows.times),
        places=_by_sentence(sentences, rows.places),
        statements=statements,
        statements_in=_reaching(sentences, statements),
        said_ids=frozenset(s.said_time_id for s in statements if s.said_time_id is not None),
        factuality=factuality,
        doers=_doers(doc, verbs),
    )


def tokens_in(doc: Doc, starts: list[int], span: Span) -> list[Token]:
    """The tokens that share a code point with the span; spaces are left out."""
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_left(starts, span.end)
    found = [doc[i] for i in range(first, last)]
    return [token for token in found if token.idx + len(token) > span.start and not token.is_space]


def head_of(tokens: list[Token]) -> Token | None:
    """The token on which the others hang."""
    inside = {token.i for token in tokens}
    for token in tokens:
        is_top = token.head.i not in inside or token.head.i == token.i
        if is_top and (token.dep_ not in {"det", "case", "punct", "prep"} or len(tokens) == 1):
            return token
    return tokens[-1] if tokens else None


def _doers(doc: Doc, verbs: VerbLists) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for token in doc:
        if token.pos_ == "NOUN" and (lemma := token.lemma_.lower()) in verbs.doers:
            found.setdefault(lemma, []).append(token.i)
    return found


def _by_token(doc: Doc, starts: list[int], mentions: Iterable[LocalMention]) -> dict[int, tuple[LocalMention, ...]]:
    found: dict[int, list[LocalMention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.end - m.start, m.start, m.mention_id)):
        for token in tokens_in(doc, starts, Span(mention.start, mention.end)):
            found.setdefault(token.i, []).append(mention)
    return {number: tuple(several) for number, several in found.items()}


def _by_sentence(sentences: tuple[Sentence, ...], rows: Iterable[S]) -> dict[str, tuple[S, ...]]:
    starts = [sentence.start for sentence in sentences]
    found: dict[str, list[S]] = {}
    for row in sorted(rows, key=lambda r: (r.start, r.end)):
        number = bisect_right(starts, row.start) - 1
        if number >= 0 and row.end <= sentences[number].end:
            found.setdefault(sentences[number].sentence_id, []).append(row)
    return {sentence_id: tuple(several) for sentence_id, several in found.items()}


def _reaching(
    sentences: tuple[Sentence, ...], statements: tuple[LocalStatement, ...]
) -> dict[str, tuple[LocalStatement, ...]]:
    """Statements by each sentence that a piece of their content reaches into."""
    starts = [sentence.start for sentence in sentences]
    found: dict[str, dict[str, LocalStatement]] = {}
    for statement in statements:
        for start, end in statement.parts:
            first = max(0, bisect_right(starts, start) - 1)
            for sentence in sentences[first : bisect_left(starts, end)]:
                if start < sentence.end:
                    found.setdefault(sentence.sentence_id, {})[statement.statement_id] = statement
    return {sentence_id: tuple(several.values()) for sentence_id, several in found.items()}
