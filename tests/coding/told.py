"""Sentences with marked names -> the event mentions that code gives, all other stages replaced by hand-made rows.

`{Ana Lima|BRA person}` marks a mention: its words, its country, its kind (country, if none is given). A place is also
marked as a place. Each sentence is one statement of the author's, unless the test gives others.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass
from typing import cast

from sayso.coding.code import code
from sayso.ids import content_id
from sayso.language.parse import parse_text
from sayso.language.verbs import load_verbs
from sayso.spans import Span
from sayso.tables import (
    EntityKind,
    LocalEventMention,
    LocalMention,
    LocalMentions,
    LocalPlace,
    LocalPlaces,
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

DOC = "0123456789abcdef"
_MARK = re.compile(r"\{([^|}]*)\|([A-Z]{3}) ?(\w*)\}")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_VERBS = functools.cache(load_verbs)


@dataclass(frozen=True)
class Page:
    """A text and its hand-made rows."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[LocalMention, ...]
    referents: tuple[Referent, ...]
    times: tuple[LocalTime, ...]
    places: tuple[LocalPlace, ...]

    def names(self, referent_ids: tuple[str, ...]) -> list[str]:
        """Ids of referents -> their names, sorted."""
        known = {row.referent_id: row.name for row in self.referents}
        return sorted(known[one] for one in referent_ids)


def page(marked: str) -> Page:
    """A text with marked names -> its rows; every line is a sentence."""
    text, names = _unmark(marked)
    referents = {
        _referent(name, country, kind).referent_id: _referent(name, country, kind) for _, name, country, kind in names
    }
    mentions = tuple(
        LocalMention(
            content_id("mention", DOC, span.start), DOC, span.start, span.end, span.of(text), "name", kind,
            (_referent(name, country, kind).referent_id,), "test", "",
        )
        for span, name, country, kind in names
    )  # fmt: skip
    places = tuple(
        LocalPlace(
            content_id("place", DOC, span.start), DOC, span.start, span.end, span.of(text), None, name, country, None,
            None, None, "city" if kind == "place" else "country", "test", "",
        )
        for span, name, country, kind in names
        if kind in {"place", "country"}
    )  # fmt: skip
    return Page(text, _sentences(text), mentions, tuple(referents.values()), _times(text), places)


def statement(text: str, start: int, end: int, **columns: object) -> LocalStatement:
    """A span -> the author's plain statement of it, with other columns where given."""
    plain: dict[str, object] = dict.fromkeys(field.name for field in dataclasses.fields(LocalStatement))
    plain |= {
        "statement_id": content_id("statement", DOC, start, end, str(columns)),
        "doc_id": DOC, "start": start, "end": end, "parts": ((start, end),), "text": text[start:end],
        "voice": "author", "source_referent_ids": (), "chain": (), "status": "asserted", "polarity": "positive",
        "certainty": "certain", "tense": "past", "quote": "none", "method": "test", "detail": "",
    }  # fmt: skip
    return LocalStatement(**{**plain, **columns})  # type: ignore[arg-type]


def told(on: Page, statements: list[LocalStatement] | None = None) -> list[LocalEventMention]:
    """A page -> what code tells of it, checked, in the order of the text."""
    own = [statement(on.text, s.start, s.end) for s in on.sentences] if statements is None else statements
    rows = code(
        Texts.of([Text(DOC, on.text, None, None, None, (), "en", "report", "test", "")]),
        Sentences.of(on.sentences),
        LocalMentions.of(on.mentions),
        Referents.of(on.referents),
        LocalTimes.of(on.times),
        LocalPlaces.of(on.places),
        Predicates.of(()),
        LocalStatements.of(own),
        {DOC: parse_text(on.text, [Span(s.start, s.end) for s in on.sentences])} if on.text.strip() else {},
        _VERBS(),
    )
    keys = {
        "local_statements": frozenset(s.statement_id for s in own),
        "referents": frozenset(r.referent_id for r in on.referents),
        "local_times": frozenset(t.time_id for t in on.times),
        "local_places": frozenset(p.place_id for p in on.places),
    }
    found = rows.check({DOC: on.text}, keys).rows()
    return sorted(
        found, key=lambda m: (m.trigger_start if m.trigger_start is not None else m.start, m.event_mention_id)
    )


def _unmark(marked: str) -> tuple[str, list[tuple[Span, str, str, EntityKind]]]:
    text, names, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        kind = cast(EntityKind, mark[3] or "country")
        names.append((Span(len(text), len(text) + len(mark[1])), mark[1], mark[2], kind))
        text += mark[1]
        last = mark.end()
    return text + marked[last:], names


def _referent(name: str, country: str, kind: EntityKind) -> Referent:
    shown = country if kind == "country" else name
    return Referent(
        content_id("referent", kind, shown), DOC, shown, kind, (shown,), (), country, None, None, "test", ""
    )  # fmt: skip


def _sentences(text: str) -> tuple[Sentence, ...]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Sentence(content_id("sentence", DOC, start), DOC, start, start + len(line), "body"))
        start += len(line) + 1
    return tuple(found)


def _times(text: str) -> tuple[LocalTime, ...]:
    return tuple(
        LocalTime(
            content_id("time", DOC, day.start()), DOC, day.start(), day.end(), day[0], "DATE", None, None,
            "publication", None, None, "test", "",
        )
        for day in _WEEKDAY.finditer(text)
    )  # fmt: skip
