"""state: sentences -> predicates, statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from sayso.ids import content_id
from sayso.language.cues import CueLists
from sayso.language.encoder import Encoder, ReadText
from sayso.language.parse import Parses
from sayso.spans import Span, trim
from sayso.statements.clauses import Clause, main_clauses
from sayso.statements.colons import attribute_colons
from sayso.statements.denials import denied_by_author
from sayso.statements.find import Quoted, Reading, find_cued, keep_surest, left_out_note, tokens_of
from sayso.statements.framed import attribute_frames
from sayso.statements.frames import Frame, frames_of
from sayso.statements.holders import Mentions
from sayso.statements.lookup import Placed
from sayso.statements.nesting import nested
from sayso.statements.outlets import find_outlets
from sayso.statements.predicates import is_predicate, level_of
from sayso.statements.quoted import attribute_quotations
from sayso.statements.rows import METHOD, Held, Pages, author_row, held
from sayso.statements.said_time import SaidTimes
from sayso.statements.spoken import Spoken, attribute_turns, spoken_in
from sayso.statements.tree import word_span
from sayso.statements.voice import Voice
from sayso.tables import (
    LocalMention,
    LocalMentions,
    LocalStatement,
    LocalStatements,
    LocalTime,
    LocalTimes,
    Predicate,
    Predicates,
    Quote,
    Referent,
    Referents,
    Sentence,
    Sentences,
    Text,
    Texts,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

R = TypeVar("R", Sentence, LocalMention, Referent, LocalTime)


def state(
    texts: Texts,
    sentences: Sentences,
    mentions: LocalMentions,
    referents: Referents,
    times: LocalTimes,
    parses: Parses,
    cues: CueLists,
    encoder: Encoder,
) -> tuple[Predicates, LocalStatements]:
    """Sentences[n] with their mentions, times and parse -> who holds what, and how firmly.

    Shape: every sentence gives at least one statement in the author's voice; what is attributed is a statement of its
           own, hung on the one that reports it
    Keeps: sentences in a language without a parser, as the author's, with polarity and certainty unknown
    """
    sentences_of, mentions_of = _by_document(sentences.rows()), _by_document(mentions.rows())
    referents_of, times_of = _by_document(referents.rows()), _by_document(times.rows())
    predicates: list[Predicate] = []
    statements: list[LocalStatement] = []
    for text in texts.rows():
        doc = parses.get(text.doc_id)
        names = {row.referent_id: row for row in referents_of[text.doc_id]}
        known = (Mentions(mentions_of[text.doc_id], names, text.text), SaidTimes(times_of[text.doc_id]))
        found = _document(text, sentences_of[text.doc_id], doc, known, (cues, encoder))
        predicates += found[0]
        statements += found[1]
    return Predicates.of(predicates), LocalStatements.of(statements)


def _by_document(rows: Iterable[R]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.doc_id].append(row)
    return found


def _document(
    text: Text,
    sentences: Sequence[Sentence],
    doc: Doc | None,
    known: tuple[Mentions, SaidTimes],
    knowing: tuple[CueLists, Encoder],
) -> tuple[list[Predicate], list[LocalStatement]]:
    mentions, times = known
    cues, encoder = knowing
    rows = sorted((row for row in sentences if text.text[row.start : row.end].strip()), key=lambda row: row.start)
    spans = [Span(row.start, row.end) for row in rows]
    tokens = tokens_of(doc, spans)
    readings = [Reading(s, row.kind, inside) for s, row, inside in zip(spans, rows, tokens, strict=True)]
    read = encoder.read(text.text, spans) if doc is not None else None
    frames = list(frames_of(read, encoder)) if read is not None else []
    spoken = spoken_in(text, readings, (mentions, cues))
    is_quoted = Quoted(spoken.own_words)
    _attribute(text.text, readings, (read, frames), (spoken, is_quoted), (mentions, cues))
    pages = Pages(text, mentions, times, cues, Placed((one.span, None) for one in spoken.own_words), read)
    voice = Voice(pages, is_quoted, Placed((turn.label.at, None) for turn in spoken.turns))
    for reading in readings:
        voice.take(reading)
    authors = [row for reading in readings for row in _author(reading, voice)]
    all_held = [held(one, pages) for reading in readings for one in reading.found]
    told = nested(all_held, authors, pages)
    told += denied_by_author(readings, told, pages, is_quoted)
    return _predicates(text, readings, all_held, (cues, read)), told


def _attribute(
    text: str,
    readings: list[Reading],
    seen: tuple[ReadText | None, list[Frame]],
    quoted: tuple[Spoken, Quoted],
    known: tuple[Mentions, CueLists],
) -> None:
    """Finds what is attributed in the sentences: by cues, by the encoder, by quotation marks, by turns."""
    (read, frames), (spoken, is_quoted), (mentions, cues) = seen, quoted, known
    for reading in readings:
        find_outlets(reading.tokens, mentions, cues)
        reading.found = find_cued(text, reading, cues, mentions.holding(reading.tokens), is_quoted)
    if read is not None:
        attribute_frames(text, readings, frames, (read, cues, is_quoted))
    for reading in readings:
        if not spoken.is_transcript:
            attribute_colons(text, reading, mentions.holding(reading.tokens), cues)
    if read is not None:
        attribute_quotations(text, readings, spoken.quotations, cues)
    attribute_turns(text, readings, spoken)
    if read is not None:
        for reading in readings:
            keep_surest(text, reading, read)


def _author(reading: Reading, voice: Voice) -> list[LocalStatement]:
    pages = voice.pages
    note = left_out_note(reading)
    whole = voice.of_others(reading)
    if whole is not None:
        clause = Clause(None, (trim(pages.text.text, reading.span),))
        quote: Quote = "direct" if reading.found else "none"
        return [author_row(clause, whole, pages, note, chain=(pages.document,), quote=quote)]
    return [
        author_row(clause, voice.hold(clause, reading), pages, note, chain=voice.chain(clause, reading), quote="none")
        for clause in main_clauses(pages.text.text, reading.span, reading.tokens, voice.is_quoted)
    ]


def _predicates(
    text: Text, readings: list[Reading], all_held: list[Held], known: tuple[CueLists, ReadText | None]
) -> list[Predicate]:
    cues, read = known
    contents = Placed((Span(start, end), one) for one in all_held for start, end in one.row.parts)
    return [
        _predicate(text, token, contents, (cues, read))
        for reading in readings
        for token in reading.tokens
        if is_predicate(token, cues)
    ]


def _predicate(text: Text, token: Token, contents: Placed[Held], known: tuple[CueLists, ReadText | None]) -> Predicate:
    """A predicate under its holder: the innermost statement whose content it stands in."""
    around = contents.at(token.idx)
    holder = min(around, key=lambda p: (p[0].end - p[0].start, p[1].row.statement_id))[1] if around else None
    level, reason = level_of(token, holder, *known)
    span = word_span(token)
    return Predicate(
        predicate_id=content_id("predicate", text.doc_id, span.start, span.end),
        doc_id=text.doc_id,
        start=span.start,
        end=span.end,
        text=span.of(text.text),
        factuality=level,
        holder=holder.row.statement_id if holder else "author",
        method=METHOD,
        detail=reason,
    )
