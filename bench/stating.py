"""Raw text -> what the product's stages say of it: sentences, predicates, statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sayso.config import Settings
from sayso.ids import doc_id_of
from sayso.language.knowledge import Knowledge
from sayso.language.parse import parse_texts
from sayso.schema import Table
from sayso.spans import Span
from sayso.stages import STAGES, TableType, run_stage
from sayso.tables import (
    Block,
    BlockKind,
    Blocks,
    LocalStatement,
    LocalStatements,
    Predicate,
    Predicates,
    Sentences,
    Text,
    Texts,
)

AT_ONCE = 50
"""Documents whose tables are held in memory together."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A text of a benchmark. name: unique in one reading. titled: whether its first paragraph is its title."""

    name: str
    text: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """What the product says of one text: spans of its sentences in order, its predicates, its statements."""

    sentences: tuple[Span, ...]
    predicates: tuple[Predicate, ...]
    statements: tuple[LocalStatement, ...]


def state_texts(raws: Iterable[Raw], knowledge: Knowledge) -> Iterator[Stated]:
    """Texts[n] -> what `annotate` and `state` say of each, in the same order."""
    waiting = iter(raws)
    while some := list(islice(waiting, AT_ONCE)):
        yield from _stated(some, knowledge)


def _stated(raws: list[Raw], knowledge: Knowledge) -> Iterator[Stated]:
    keys = [doc_id_of(raw.name.encode()) for raw in raws]
    texts = Texts.of([_text(key, raw.text) for key, raw in zip(keys, raws, strict=True)])
    blocks = Blocks.of([block for key, raw in zip(keys, raws, strict=True) for block in _blocks(key, raw)])
    parses = parse_texts(texts, blocks)
    tables: dict[TableType, Table[Any]] = {Texts: texts, Blocks: blocks}
    for stage in STAGES:
        if stage.name in {"annotate", "state"}:
            tables.update(run_stage(stage, tables, knowledge, Settings(), parses))
    sentences, predicates, statements = (_by_document(tables[it]) for it in (Sentences, Predicates, LocalStatements))
    for key in keys:
        spans = sorted(Span(row.start, row.end) for row in sentences[key])
        yield Stated(tuple(spans), tuple(predicates[key]), tuple(statements[key]))


def _by_document(table: Table[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in table.rows():
        found[row.doc_id].append(row)
    return found


def _text(doc_id: str, text: str) -> Text:
    return Text(doc_id, text, None, None, None, (), "en", "report", "bench/1", "as given")


def _blocks(doc_id: str, raw: Raw) -> Iterator[Block]:
    """A text -> its paragraphs, between blank lines."""
    for at, found in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", raw.text)):
        kind: BlockKind = "title" if raw.titled and at == 0 else "body"
        yield Block(doc_id, *found.span(), *found.span(), kind, True, "bench/1", "a paragraph")
