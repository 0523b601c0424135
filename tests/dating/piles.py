"""Pages in plain text -> what redate makes of them, through every stage before it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from sayso import tables as t
from sayso.ids import doc_id_of, sha256_of
from sayso.run.documents import DocumentJob, InputJob, read_document, read_input
from sayso.run.plan import Plan
from sayso.schema import Table
from sayso.stages import run_stage

Kinds = dict[type[Table[Any]], list[Table[Any]]]


@functools.cache
def plan() -> Plan:
    """The stages and their word lists, loaded once."""
    return Plan()


@functools.cache
def read_page(page: str) -> Mapping[type[Table[Any]], Table[Any]]:
    """A page -> the tables of the document stages."""
    content = page.encode()
    read = dict(read_input(plan(), InputJob(sha256_of(content), "page", content)).tables)
    read[t.Furniture] = t.Furniture.of(())
    return read | read_document(plan(), DocumentJob(doc_id_of(content), "", read)).tables


def redated(pages: list[str]) -> tuple[t.DateDecisions, t.SisterCandidates, t.DocumentDates]:
    """Pages, in any order -> what redate gives of them."""
    parts: Kinds = {}
    for page in pages:
        for kind, table in read_page(page).items():
            parts.setdefault(kind, []).append(table)
    whole = {kind: kind.join(tables) for kind, tables in parts.items()}
    for stage in plan().pile_stages:
        whole |= run_stage(stage, whole, plan().lists, plan().settings)
        if stage.name == "redate":
            break
    texts = {row.doc_id: row.text for row in whole[t.Texts].rows()}
    gave = (whole[t.DateDecisions], whole[t.SisterCandidates], whole[t.DocumentDates])
    for table in gave:
        table.check(texts=texts)
    return gave  # type: ignore[return-value]


def date_of(page: str, gave: tuple[t.DateDecisions, t.SisterCandidates, t.DocumentDates]) -> t.DocumentDate:
    """One page's date."""
    doc_id = doc_id_of(page.encode())
    return next(row for row in gave[2].rows() if row.doc_id == doc_id)
