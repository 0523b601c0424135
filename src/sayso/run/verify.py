"""verify: a dossier -> everything in it that is not as it was written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso import tables as t
from sayso import views as v
from sayso.config import settings_from
from sayso.errors import TableError
from sayso.ids import doc_id_of, sha256_of
from sayso.language.knowledge import Knowledge
from sayso.run.layout import ALL_KINDS, STORED, digest_of, keys_of, single_keyed
from sayso.run.store import Dossier
from sayso.stages import STAGES, run_stage


def verify(dossier: Dossier | str | Path) -> list[str]:
    """A dossier, or its path -> what is wrong in it, a sentence each; empty: nothing.

    Looks at the file itself, the bytes of every input and what is read from them, how blocks make up a text, every
    span, every id that points at a row, and the digests that the last build left.
    """
    if not isinstance(dossier, Dossier):
        with Dossier(dossier) as opened:
            return verify(opened)
    damage = _damage(dossier)
    return damage or [*_last_run(dossier), *_originals(dossier), *_blocks(dossier), *_tables(dossier)]


def _damage(dossier: Dossier) -> list[str]:
    """What SQLite finds wrong with the file; nothing in a damaged file is worth a closer look."""
    try:
        lines = [str(row[0]) for row in dossier.connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        lines = [str(error)]
    return [f"The file is damaged: {line}; go back to a copy of it." for line in lines if line != "ok"]


def _last_run(dossier: Dossier) -> Iterator[str]:
    runs = list(dossier.read(t.Runs).rows())
    if not runs or runs[-1].finished_at is None:
        yield "The last build was not finished: give the same build command again, and it goes on to the end."
        return
    digests = json.loads(runs[-1].digests)
    for kind in STORED:
        if kind.name in digests and digests[kind.name] != digest_of(dossier.connection, kind):
            yield f"The table {kind.name} is not as build {int(runs[-1].run_id)} left it."


def _originals(dossier: Dossier) -> Iterator[str]:
    """The stored bytes against their hashes, and what ingest reads from them against what is stored."""
    read = {row[0] for row in dossier.connection.execute("SELECT sha256 FROM local_documents")}
    stored = [row[0] for row in dossier.connection.execute("SELECT sha256 FROM originals ORDER BY 1")]
    for sha256 in sorted(read - set(stored)):
        yield f"The bytes {sha256} of a document are not stored."
    for sha256 in stored:
        original = next(iter(dossier.select(t.Originals, "WHERE sha256 = ?", sha256).rows()))
        if sha256_of(original.content) != sha256:
            yield f"The bytes stored as {sha256} have another SHA-256: {sha256_of(original.content)}."
        elif sha256 in read:
            yield from _read_again(dossier, original)


_SETTINGS = "SELECT settings FROM runs ORDER BY run_id DESC LIMIT 1"


def _read_again(dossier: Dossier, original: t.Original) -> Iterator[str]:
    settings = settings_from(json.loads(dossier.connection.execute(_SETTINGS).fetchone()[0]))
    inputs = t.Inputs.of([t.Input(original.sha256, original.content)])
    again = list(run_stage(STAGES[0], {t.Inputs: inputs}, Knowledge(), settings)[t.LocalDocuments].rows())
    before = list(dossier.select(t.LocalDocuments, "WHERE sha256 = ?", original.sha256).rows())
    if [row.doc_id for row in before] != [doc_id_of(original.content)]:
        yield f"The document of the bytes {original.sha256} has another id than they give."
    if again != before:
        yield f"The document {doc_id_of(original.content)} reads otherwise than its bytes do today."


def _blocks(dossier: Dossier) -> Iterator[str]:
    """Blocks must tile raw_text without gaps, and those that are kept must make up the text."""
    sql = "SELECT d.doc_id, d.raw_text, x.text FROM local_documents d JOIN texts x USING (doc_id) ORDER BY 1"
    for doc_id, raw_text, text in dossier.connection.execute(sql):
        blocks = list(dossier.select(t.Blocks, "WHERE doc_id = ?", doc_id).rows())
        edges = [0, *(block.raw_end for block in blocks)]
        if [block.raw_start for block in blocks] != edges[:-1] or edges[-1] != len(raw_text):
            yield f"The blocks of document {doc_id} do not tile its raw text."
        for block in blocks:
            if block.kept and block.start is not None and block.end is not None:
                yield from _kept_block(block, raw_text, text)
        if "\n\n".join(text[block.start : block.end] for block in blocks if block.kept) != text:
            yield f"The kept blocks of document {doc_id}, joined by two line breaks, are not its text."


def _kept_block(block: t.Block, raw_text: str, text: str) -> Iterator[str]:
    words = raw_text[block.raw_start : block.raw_end]
    if text[block.start : block.end] not in words:
        yield f"The block at {block.raw_start} of document {block.doc_id} does not give the words of its text."


def _tables(dossier: Dossier) -> Iterator[str]:
    """Every column, span and pointer of every table and view."""
    keys = {kind.name: keys_of(dossier.connection, kind) for kind in single_keyed(ALL_KINDS)}
    texts = dict(dossier.connection.execute("SELECT doc_id, text FROM texts"))
    for kind in ALL_KINDS:
        table: Any = dossier.read(kind)
        try:
            table.check(texts=texts, keys=keys)
        except TableError as error:
            yield f"{error}."
    lost = dossier.count(t.Texts) - dossier.count(v.Documents)
    if lost:
        yield f"{lost} texts are not among the documents."
