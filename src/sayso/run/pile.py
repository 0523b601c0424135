"""The stages that read the whole pile: what they are given, and what they gave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from sayso import tables as t
from sayso.clean.lines import split_lines
from sayso.run.documents import Stopped, stopped_by
from sayso.run.layout import TableType, keys_of, read_rows, single_keyed
from sayso.run.plan import Plan
from sayso.run.progress import Progress
from sayso.run.writing import Writer
from sayso.schema import Table
from sayso.stages import run_stage

T = TypeVar("T", bound=Table[Any])

REPORT_PILE = "Please report it; until it is mended, what this stage and those after it say of the pile is missing."

COUNTING = "WHERE doc_id IN (SELECT doc_id FROM sources WHERE state = 'current')"


def furniture_of_pile(plan: Plan, writer: Writer) -> tuple[t.Furniture, list[Stopped]]:
    """The documents that count -> the lines the pile repeats; if the stage stops: none, and why."""
    if plan.furniture is None:
        return t.Furniture.of(()), []
    try:
        documents = read_counting(writer, t.LocalDocuments)
        gave = run_stage(plan.furniture, {t.LocalDocuments: documents}, plan.lists, plan.settings)
    except Exception as error:
        return t.Furniture.of(()), [stopped_by(plan.furniture.name, error, REPORT_PILE)]
    furniture = gave[t.Furniture]
    assert isinstance(furniture, t.Furniture)
    return furniture, []


def own_furniture(raw_text: str, furniture: t.Furniture) -> t.Furniture:
    """The pile's furniture -> what of it stands in one document, all that cleaning it can hang on."""
    if not len(furniture):
        return furniture
    lines = pa.array({line.normal for line in split_lines(raw_text)}, pa.string())
    return t.Furniture(furniture.arrow.filter(pc.is_in(furniture.arrow.column("line"), lines)))


def read_pile(plan: Plan, writer: Writer, progress: Progress) -> tuple[dict[TableType, Table[Any]], list[Stopped]]:
    """The documents that count -> every table of the pile stages.

    Keeps: if a stage stops, its tables and those of the stages after it are empty, and why is said once
    """
    stages = plan.pile_stages
    gave: dict[TableType, Table[Any]] = {}
    known: dict[TableType, Table[Any]] = {}
    keys = {kind.name: keys_of(writer.connection, kind) for kind in single_keyed(_pointed_at(plan))}
    for number, stage in enumerate(stages):
        progress("comparing", number, len(stages))
        try:
            for kind in stage.reads:
                if kind not in known:
                    known[kind] = read_counting(writer, kind)
            written = run_stage(stage, known, plan.lists, plan.settings)
            keys |= {kind.name: _keys(table) for kind, table in written.items() if len(kind.key) == 1}
            for table in written.values():
                table.check(keys=keys)
        except Exception as error:
            empty = {kind: kind.of(()) for later in stages[number:] for kind in later.writes}
            return gave | empty, [stopped_by(stage.name, error, REPORT_PILE)]
        gave |= written
        known |= written
    progress("comparing", len(stages), len(stages))
    return gave, []


def read_counting(writer: Writer, kind: type[T]) -> T:
    """The rows of a document table that belong to documents that count."""
    return read_rows(writer.connection, kind, COUNTING)


def _pointed_at(plan: Plan) -> Iterable[TableType]:
    """The tables that the document stages wrote."""
    return (t.LocalDocuments, t.Originals, *plan.document_tables)


def _keys(table: Table[Any]) -> frozenset[str]:
    return frozenset(table.arrow.column(table.key[0]).to_pylist())
