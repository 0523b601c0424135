"""A document for tests: a text of body paragraphs, annotated."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sayso.annotate.annotate import annotate
from sayso.language.gazetteer import Gazetteer, load_gazetteer
from sayso.language.names import NameLists, load_names
from sayso.language.parse import parse_texts
from sayso.tables import (
    Block,
    BlockKind,
    Blocks,
    LocalMentions,
    LocalPlaces,
    LocalTimes,
    Referents,
    Sentences,
    Text,
    Texts,
)

DOC_ID = "d" * 16


@functools.cache
def names() -> NameLists:
    return load_names()


@functools.cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@dataclass(frozen=True)
class Annotated:
    """What annotate made of a text."""

    text: str
    sentences: Sentences
    mentions: LocalMentions
    referents: Referents
    times: LocalTimes
    places: LocalPlaces

    def meant(self, words: str) -> tuple[str, str, tuple[str, ...], str]:
        """The last mention of these words: form, kind, names of those meant, detail."""
        by_id = {row.referent_id: row.name for row in self.referents.rows()}
        row = max((row for row in self.mentions.rows() if row.text == words), key=lambda row: row.start)
        return row.form, row.kind, tuple(sorted(by_id[key] for key in row.referent_ids)), row.detail


def document(*blocks: str, kinds: tuple[BlockKind, ...] = ()) -> tuple[Texts, Blocks]:
    """Blocks -> the tables of one document."""
    text = "\n\n".join(blocks)
    rows = []
    start = 0
    for number, words in enumerate(blocks):
        kind: BlockKind = kinds[number] if kinds else "body"
        end = start + len(words)
        if words:
            rows.append(Block(DOC_ID, start, end, start, end, kind, True, "test", ""))
        start = end + 2
    return Texts.of([Text(DOC_ID, text, None, None, None, (), "en", "report", "test", "")]), Blocks.of(rows)


def read(*blocks: str, kinds: tuple[BlockKind, ...] = (), lists: NameLists | None = None) -> Annotated:
    """Blocks -> what annotate makes of them, every span and id checked."""
    texts, rows = document(*blocks, kinds=kinds)
    tables = annotate(texts, rows, parse_texts(texts, rows), lists or names(), gazetteer())
    (text,) = texts.rows()
    keys = {
        "texts": frozenset({DOC_ID}),
        "referents": frozenset(row.referent_id for row in tables[2].rows()),
        "local_times": frozenset(row.time_id for row in tables[3].rows()),
    }
    for table in tables:
        table.check({DOC_ID: text.text}, keys)
    return Annotated(text.text, *tables)
