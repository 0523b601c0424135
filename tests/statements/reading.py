"""Reads a few sentences the way the pipeline does, with the parser's names as mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.language.cues import load_cues
from sayso.language.encoder import load_encoder
from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.state import state
from sayso.tables import (
    EntityKind,
    Genre,
    LocalMention,
    LocalMentions,
    LocalStatement,
    LocalStatements,
    LocalTime,
    LocalTimes,
    Predicates,
    Referent,
    Referents,
    Sentence,
    Sentences,
    Text,
    Texts,
)

CUES = load_cues()
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
KINDS: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "country", "NORP": "group"}


def read(
    text: str,
    *,
    times: Sequence[tuple[str, str]] = (),
    language: str = "en",
    publisher: str | None = None,
    genre: Genre = "report",
    authors: tuple[str, ...] = (),
    titled: bool = False,
) -> tuple[Predicates, LocalStatements]:
    """A text -> its predicates and statements, both checked. times: (time_id, words) of time expressions in it.

    titled: its first sentence is its title
    """
    doc = parse_text(text, [Span(*found.span()) for found in _PARAGRAPH.finditer(text)])
    sentences = [Sentence(f"s{s.start}", "d", s.start_char, s.end_char, "body") for s in doc.sents if s.text.strip()]
    if titled:
        sentences[0] = replace(sentences[0], kind="title")
    names = [e for e in doc.ents if e.label_ in KINDS and e.text.strip() == e.text]
    referents = {
        e.text: Referent(e.text, "d", e.text, KINDS[e.label_], (e.text,), (), None, None, None, "", "") for e in names
    }
    mentions = [
        LocalMention(f"m{e.start}", "d", e.start_char, e.end_char, e.text, "name", KINDS[e.label_], (e.text,), "", "")
        for e in names
    ]
    rows = [
        LocalTime(i, "d", text.index(w), text.index(w) + len(w), w, "DATE", None, None, "unknown", None, None, "", "")
        for i, w in times
    ]
    predicates, statements = state(
        Texts.of([Text("d", text, None, publisher, None, authors, language, genre, "", "")]),
        Sentences.of(sentences),
        LocalMentions.of(mentions),
        Referents.of(referents.values()),
        LocalTimes.of(rows),
        {"d": doc} if language == "en" else {},
        CUES,
        load_encoder(),
    )
    ids = frozenset(row.statement_id for row in statements.rows())
    keys = {"local_statements": ids, "referents": frozenset(referents), "local_times": frozenset(i for i, _ in times)}
    return predicates.check({"d": text}), statements.check({"d": text}, keys)


def statement(text: str, cue: str) -> LocalStatement:
    """A text -> the attributed statement whose cue has this word in it; of several the one with the shortest cue."""
    found = [row for row in read(text)[1].rows() if row.voice == "attributed" and cue in (row.cue_text or "")]
    return min(found, key=lambda row: len(row.cue_text or ""))
