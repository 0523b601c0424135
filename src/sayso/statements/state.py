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
from sayso.statements.answers.denials import denied_by_author
from sayso.statements.clauses import Clause, main_clauses
from sayso.statements.cues.rules import find_cued, keep_surest, left_out_note
from sayso.statements.frames.frames import Frame, frames_of
from sayso.statements.frames.joining import attribute_frames
from sayso.statements.holders.mentions import Mentions
from sayso.statements.holders.outlets import find_outlets
from sayso.statements.holders.said_time import SaidTimes
from sayso.statements.lookup import Placed
from sayso.statements.nesting import nested
from sayso.statements.page import Page
from sayso.statements.quotations.colons import attribute_colons
from sayso.statements.quotations.speakers import attribute_quotations
from sayso.statements.quotations.spoken import attribute_turns, spoken_in
from sayso.statements.readings import Quoted, Reading, tokens_of
from sayso.statements.rows import METHOD, Held, author_row, held
from sayso.statements.status.predicates import is_predicate, level_of
from sayso.statements.status.voice import Voice
from sayso.statements.tree import word_span
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
        doc, rows = parses.get(text.doc_id), sentences_of[text.doc_id]
        names = {row.referent_id: row for row in referents_of[text.doc_id]}
        readings = _readings(text, rows, doc)
        read = encoder.read(text.text, [reading.span for reading in readings]) if doc is not None else None
        mentioned = Mentions(mentions_of[text.doc_id], names, text.text)
        page = _page(text, readings, mentioned, SaidTimes(times_of[text.doc_id]), cues, read)
        frames = list(frames_of(page.read, encoder)) if page.read is not None else []
        happening, held_rows = _document(page, frames)
        predicates += happening
        statements += held_rows
    return Predicates.of(predicates), LocalStatements.of(statements)


def _by_document(rows: Iterable[R]) -> defaultdict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.doc_id].append(row)
    return found


def _readings(text: Text, sentences: Sequence[Sentence], doc: Doc | None) -> list[Reading]:
    rows = sorted((row for row in sentences if text.text[row.start : row.end].strip()), key=lambda row: row.start)
    spans = [Span(row.start, row.end) for row in rows]
    tokens = tokens_of(doc, spans)
    return [Reading(s, row.kind, inside) for s, row, inside in zip(spans, rows, tokens, strict=True)]


def _page(
    text: Text, readings: list[Reading], mentions: Mentions, times: SaidTimes, cues: CueLists, read: ReadText | None
) -> Page:
    spoken = spoken_in(text, readings, mentions, cues)
    quoted = Placed((one.span, None) for one in spoken.own_words)
    return Page(text, readings, mentions, times, cues, read, spoken, quoted, Quoted(spoken.own_words))


def _document(page: Page, frames: Sequence[Frame]) -> tuple[list[Predicate], list[LocalStatement]]:
    _attribute(page, frames)
    voice = Voice(page, Placed((turn.label.at, None) for turn in page.spoken.turns))
    for reading in page.readings:
        voice.take(reading)
    authors = [row for reading in page.readings for row in _author(reading, voice)]
    all_held = [held(one, reading.found, page) for reading in page.readings for one in reading.found]
    told = nested(all_held, authors, page)
    told += denied_by_author(page, told)
    return _predicates(page, all_held), told


def _attribute(page: Page, frames: Sequence[Frame]) -> None:
    """Finds what is attributed in the sentences: by cues, by the encoder, by quotation marks, by turns."""
    text, readings, spoken = page.text.text, page.readings, page.spoken
    for reading in readings:
        find_outlets(reading.tokens, page.mentions, page.cues)
        holders = page.mentions.holding(reading.tokens)
        reading.found = find_cued(text, reading, page.cues, holders, page.is_quoted)
    if page.read is not None:
        attribute_frames(text, readings, frames, page.read, page.cues, page.is_quoted)
    for reading in readings:
        if not spoken.is_transcript:
            attribute_colons(text, reading, page.mentions.holding(reading.tokens), page.cues)
    if page.read is not None:
        attribute_quotations(text, readings, spoken.quotations, page.cues)
    attribute_turns(text, readings, spoken)
    if page.read is not None:
        for reading in readings:
            keep_surest(text, reading, page.read)


def _author(reading: Reading, voice: Voice) -> list[LocalStatement]:
    page = voice.page
    note = left_out_note(reading)
    whole = voice.of_others(reading)
    if whole is not None:
        clause = Clause(None, (trim(page.text.text, reading.span),))
        quote: Quote = "direct" if reading.found else "none"
        return [author_row(clause, whole, page, note, chain=(page.document,), quote=quote)]
    return [
        author_row(clause, voice.hold(clause, reading), page, note, chain=voice.chain(clause, reading), quote="none")
        for clause in main_clauses(page.text.text, reading.span, reading.tokens, voice.page.is_quoted)
    ]


def _predicates(page: Page, all_held: list[Held]) -> list[Predicate]:
    contents = Placed((Span(start, end), one) for one in all_held for start, end in one.row.parts)
    return [
        _predicate(page, token, contents)
        for reading in page.readings
        for token in reading.tokens
        if is_predicate(token, page.cues)
    ]


def _predicate(page: Page, token: Token, contents: Placed[Held]) -> Predicate:
    """A predicate under its holder: the innermost statement whose content it stands in."""
    around = contents.at(token.idx)
    holder = min(around, key=lambda p: (p[0].end - p[0].start, p[1].row.statement_id))[1] if around else None
    level, reason = level_of(token, holder, page.cues, page.read)
    span = word_span(token)
    return Predicate(
        predicate_id=content_id("predicate", page.text.doc_id, span.start, span.end),
        doc_id=page.text.doc_id,
        start=span.start,
        end=span.end,
        text=span.of(page.text.text),
        factuality=level,
        holder=holder.row.statement_id if holder else "author",
        method=METHOD,
        detail=reason,
    )
