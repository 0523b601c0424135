"""A pipeline of a few lines, so that the runner can be tried without a parser: lines, capitalised words, names.

A page with RAISE makes a stage stop, with DIE it ends the process that reads it, with SLOW it takes a while, with HANG
it takes for ever, and one that begins with HANG keeps ingest from reading it.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections import Counter
from dataclasses import replace

from sayso import tables as t
from sayso.config import FurnitureSettings, IngestSettings, Settings
from sayso.ids import content_id
from sayso.ingest import ingest
from sayso.language.pages import normal_line
from sayso.run.plan import Plan
from sayso.stages import STAGES, Stage


def read(inputs: t.Inputs, settings: IngestSettings) -> tuple[t.LocalDocuments, t.Originals, t.Readings, t.Failures]:
    """The real ingest, but for pages that keep it."""
    for row in inputs.rows():
        _misbehave("HANG" if row.content.startswith(b"HANG") else "")
    return ingest(inputs, settings)


def furniture(documents: t.LocalDocuments, settings: FurnitureSettings) -> t.Furniture:
    """Lines that recur."""
    times: Counter[str] = Counter()
    for row in documents.rows():
        times.update({normal_line(line) for line in row.raw_text.split("\n") if line.strip()})
    recur = [(line, n) for line, n in times.items() if n >= settings.min_documents]
    return t.Furniture.of(t.FurnitureLine(line, n, "fake/1", "recurs") for line, n in recur)


def clean(documents: t.LocalDocuments, cut: t.Furniture) -> tuple[t.Blocks, t.Texts]:
    """Every line a block; those that recur are cut."""
    recurring = {row.line for row in cut.rows()}
    blocks, texts = [], []
    for row in documents.rows():
        raw_start, start, kept = 0, 0, []
        for line in row.raw_text.splitlines(keepends=True):
            words = line.strip()
            keep = bool(words) and normal_line(words) not in recurring
            own_start, own_end = (start, start + len(words)) if keep else (None, None)
            raw_end = raw_start + len(line)
            kind: t.BlockKind = "body" if keep else "other"
            blocks.append(t.Block(row.doc_id, raw_start, raw_end, own_start, own_end, kind, keep, "fake/1", "a line"))
            if keep:
                kept.append(words)
                start += len(words) + 2
            raw_start = raw_end
        text = "\n\n".join(kept)
        texts.append(t.Text(row.doc_id, text, None, None, None, (), "en", "report", "fake/1", ""))
    return t.Blocks.of(blocks), t.Texts.of(texts)


def annotate(texts: t.Texts) -> tuple[t.Sentences, t.Referents]:
    """Every paragraph a sentence, every capitalised word a referent."""
    sentences, names = [], set()
    for row in texts.rows():
        _misbehave(row.text)
        for match in re.finditer(r"[^\n]+", row.text):
            sentence_id = content_id("sentence", row.doc_id, match.start())
            sentences.append(t.Sentence(sentence_id, row.doc_id, match.start(), match.end(), "body"))
        names |= {(row.doc_id, name) for name in re.findall(r"[A-Z][a-z]+", row.text)}
    referents = [
        t.Referent(
            content_id("referent", doc_id, name), doc_id, name, "person", (name,), (), None, None, None, "fake/1", ""
        )
        for doc_id, name in names
    ]
    return t.Sentences.of(sentences), t.Referents.of(referents)


def link(referents: t.Referents) -> tuple[t.Entities, t.ReferentEntities]:
    """The same name is the same person."""
    rows = list(referents.rows())
    if any(row.name == "Chaos" for row in rows):
        raise ValueError("chaos cannot be linked")
    ids = {row.name: content_id("entity", row.name) for row in rows}
    entities = [
        t.Entity(entity_id, name, "person", None, None, (), (), None, None, None, "fake/1", "")
        for name, entity_id in ids.items()
    ]
    links = [t.ReferentEntity(row.referent_id, ids[row.name], 1.0, "fake/1", "same name") for row in rows]
    return t.Entities.of(entities), t.ReferentEntities.of(links)


def _misbehave(text: str) -> None:
    if "SLOW" in text:
        time.sleep(0.05)
    if "HANG" in text:
        time.sleep(600)
    if "RAISE" in text:
        raise ValueError("this page is meant to stop the stage")
    if "DIE" in text:
        os.kill(os.getpid(), signal.SIGKILL)


def fake_plan(settings: Settings | None = None, code: str = "fake/1") -> Plan:
    """The real ingest, then the stages of this module."""
    stages = (
        replace(STAGES[0], function=read),
        Stage("furniture", furniture, "pile", (t.LocalDocuments,), (t.Furniture,), (), ""),
        Stage("clean", clean, "document", (t.LocalDocuments, t.Furniture), (t.Blocks, t.Texts), (), ""),
        Stage("annotate", annotate, "document", (t.Texts,), (t.Sentences, t.Referents), (), ""),
        Stage("link", link, "pile", (t.Referents,), (t.Entities, t.ReferentEntities), (), ""),
    )
    return Plan(settings or Settings(), None, stages, code)
