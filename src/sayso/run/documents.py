"""One document at a time: its bytes -> what ingest reads; what was read -> the tables of every document stage."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso import tables as t
from sayso.errors import InputError
from sayso.formats import LeftOut, Part, unpack
from sayso.language.parse import Parses, parse_texts
from sayso.run.layout import TableType, single_keyed
from sayso.run.plan import Plan
from sayso.schema import Table
from sayso.stages import Stage, run_stage

MAX_PARSED = 500_000
"""Code points of text that are read sentence by sentence: a long book, about a minute on one core of a laptop."""

MORE_MEMORY = "split it into pages, one file a page, or raise run.max_memory in the settings"

REPORT = "Please report it, with the document if you may share it; the rest of the pile is not affected."

Read = dict[TableType, Table[Any]]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a stage stopped on a document: what is wrong, what mends it, a sentence each.

    again: whether the same bytes may do better another time: it was time or memory that did not suffice
    """

    stage: str
    error: str
    detail: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class InputJob:
    """One document's bytes to read."""

    sha256: str
    source: str
    content: bytes


@dataclass(frozen=True, slots=True)
class UnpackJob:
    """A file that may hold many documents.

    path: where its bytes lie
    name: its name, as far as that tells what it is
    """

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class InputResult:
    """What ingest gave: its tables, or why there are none."""

    tables: Read = field(default_factory=dict)
    stopped: Stopped | None = None


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """A document to read: what ingest gave of it, and the furniture it is cleaned by.

    fingerprint: names what its rows hang on; None: it does not count, only its text is kept
    """

    doc_id: str
    fingerprint: str | None
    tables: Read


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What the document stages gave; where one stopped, what those before it gave."""

    tables: Read = field(default_factory=dict)
    stopped: Stopped | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def unpack_file(plan: Plan, job: UnpackJob) -> Iterator[Part | LeftOut | InputError]:
    """A file -> every document in it, what is left out, what cannot be read."""
    try:
        with Path(job.path).open("rb") as stream:
            yield from unpack(stream, job.name, plan.settings.ingest)
    except MemoryError:
        yield InputError(job.name, "opening it takes more memory than a process may have", MORE_MEMORY)
    except Exception as error:
        if isinstance(error, OSError) and error.strerror:
            yield InputError(job.name, f"the system cannot read it ({error.strerror})", "check the disk and the path")
            return
        words = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        yield InputError(job.name, f"opening it stopped by a fault of Sayso's own ({words})", REPORT.rstrip("."))


def read_input(plan: Plan, job: InputJob) -> InputResult:
    """An input's bytes -> the tables of ingest."""
    inputs = t.Inputs.of([t.Input(job.source, job.content)])
    try:
        read = run_stage(plan.ingest, {t.Inputs: inputs}, plan.lists, plan.settings)
        keys = _keys(read)
        for table in read.values():
            table.check(keys=keys)
    except Exception as error:
        return InputResult(stopped=stopped_by(plan.ingest.name, error))
    failures = read[t.Failures].rows()
    for failure in failures:
        return InputResult(stopped=Stopped(failure.stage, failure.error, failure.detail))
    return InputResult(read)


def read_document(plan: Plan, job: DocumentJob) -> DocumentResult:
    """A document -> the tables of every document stage, checked against its text and each other.

    Keeps: where a stage stops, the tables of the stages before it, which are whole by themselves
    """
    tables = dict(job.tables)
    written: Read = {}
    seconds: dict[str, float] = {}
    parses: Parses | None = None
    for stage in plan.document_stages:
        began = time.perf_counter()
        try:
            if "parses" in stage.uses and parses is None:
                stopped = _too_long(stage, tables)
                if stopped is not None:
                    return DocumentResult(written, stopped, seconds)
                parses = _parse(tables)
                seconds["parse"] = time.perf_counter() - began
                began = time.perf_counter()
            gave = run_stage(stage, tables, plan.lists, plan.settings, parses)
            tables |= gave
            _check(gave, tables)
        except Exception as error:
            return DocumentResult(written, stopped_by(stage.name, error), seconds)
        written |= gave
        seconds[stage.name] = time.perf_counter() - began
    return DocumentResult(written, None, seconds)


def stopped_by(stage: str, error: Exception, mend: str = REPORT) -> Stopped:
    """An error that nobody foresaw -> what the failures table says of it."""
    if isinstance(error, MemoryError):
        return Stopped(stage, "It takes more memory than a process may have.", sentence(MORE_MEMORY), True)
    words = " ".join(str(error).split())[:300]
    return Stopped(
        stage, f"The stage {stage} stopped by a fault of Sayso's own ({type(error).__name__}: {words}).", mend
    )


def sentence(words: str) -> str:
    """Words of an error -> the same as a sentence."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _parse(tables: Read) -> Parses:
    texts, blocks = tables[t.Texts], tables[t.Blocks]
    assert isinstance(texts, t.Texts) and isinstance(blocks, t.Blocks)
    return parse_texts(texts, blocks)


def _too_long(stage: Stage, tables: Read) -> Stopped | None:
    length = max((len(text.as_py()) for text in tables[t.Texts].arrow.column("text")), default=0)
    if length <= MAX_PARSED:
        return None
    return Stopped(
        stage.name,
        f"The text has {length:,} characters, more than the {MAX_PARSED:,} that are read sentence by sentence.",
        "Split the input into pages, one file a page.",
    )


def _check(gave: Read, tables: Read) -> None:
    texts = {}
    if t.Texts in tables:
        arrow = tables[t.Texts].arrow
        texts = dict(zip(arrow.column("doc_id").to_pylist(), arrow.column("text").to_pylist(), strict=True))
    keys = _keys(tables)
    for table in gave.values():
        table.check(texts=texts, keys=keys)


def _keys(tables: Read) -> dict[str, frozenset[str]]:
    return {kind.name: frozenset(tables[kind].arrow.column(kind.key[0]).to_pylist()) for kind in single_keyed(tables)}
