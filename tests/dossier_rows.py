"""A dossier's tables as plain rows that can be asked by path: `antecedent_id.source_ids.country`.

A path follows columns; a column that holds ids leads to the rows they point at. Beside a table's own columns stand:

    text       the words at start:end, where the table does not store them (blocks: of raw_text)
    sentence   the sentence that holds the row's start
    trigger    the words at trigger_start:trigger_end
    names      an entity's name and aliases
    documents  the documents that tell an event; both documents of a relation

A document is called by its file's name up to the first "_" (000, 001 ...).
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, Protocol, get_args

from sayso import tables as t
from sayso import views as v
from sayso.schema import Column, Table, columns_of

Row = dict[str, Any]
TableClass = type[Table[Any]]

READ: dict[str, TableClass] = {
    table.name: table
    for table in (
        v.Documents, t.Blocks, v.DateCandidates, t.Failures, t.Sentences, v.Mentions, t.Entities, v.Times, v.Places,
        t.Predicates, v.Statements, v.EventMentions, t.Relations, t.Origins, v.Events, t.Agreement, t.Conflicts,
        t.Forecasts, t.Stories,
    )
}  # fmt: skip
"""The tables that can be asked, by name."""

_SHOWN_AS = {"event_groups": "events", "local_event_mentions": "event_mentions", "local_statements": "statements"}
_DOCUMENT_COLUMNS = ("doc_id", "other_doc_id", "doc_ids")
_DERIVED = {
    "blocks": ("text",),
    "sentences": ("text",),
    "entities": ("names",),
    "events": ("documents",),
    "relations": ("documents",),
    "event_mentions": ("trigger", "sentence"),
    **dict.fromkeys(("mentions", "times", "places", "predicates", "statements"), ("sentence",)),
}


class Readable(Protocol):
    """What a dossier must be able to do."""

    def read(self, table: TableClass, /) -> Table[Any]: ...


class DossierRows:
    """The rows of every table that can be asked."""

    def __init__(self, dossier: Readable) -> None:
        self._rows = {name: [dataclasses.asdict(row) for row in dossier.read(READ[name]).rows()] for name in READ}
        self._texts = {row["doc_id"]: row["text"] for row in self._rows["documents"]}
        self._raw_texts = {row["doc_id"]: row["raw_text"] for row in self._rows["documents"]}
        self._labels = {row["doc_id"]: PurePath(row["source"]).name.split("_")[0] for row in self._rows["documents"]}
        self._derive()
        self._by_key = {
            name: {row[READ[name].key[0]]: row for row in rows}
            for name, rows in self._rows.items()
            if len(READ[name].key) == 1
        }
        for row in (row for rows in self._rows.values() for row in rows):
            self._label(row)

    def of(self, table: str, document: str | None) -> list[Row]:
        """A table's rows: of one document, or (None) of the whole pile."""
        rows = self._rows[table]
        return rows if document is None else [row for row in rows if row["doc_id"] == document]

    def follow(self, table: str, row: Row, path: str) -> Any:
        """A row and a path -> the value at its end; a list, flat, where a list was passed on the way."""
        head, _, rest = path.partition(".")
        value = row[head]
        if not rest:
            return list(value) if isinstance(value, tuple) else value
        if isinstance(value, tuple):
            return [one for part in value for one in _flat(self._step(table, head, part, rest))]
        return self._step(table, head, value, rest)

    def _step(self, table: str, column: str, value: Any, rest: str) -> Any:
        if isinstance(value, dict):
            return value[rest]
        target = pointers_of(table)[column]
        row = self._by_key[target].get(value)
        return None if row is None else self.follow(target, row, rest)

    def _derive(self) -> None:
        for row in self._rows["blocks"]:
            row["text"] = self._raw_texts[row["doc_id"]][row["raw_start"] : row["raw_end"]]
        for row in self._rows["sentences"]:
            row["text"] = self._texts[row["doc_id"]][row["start"] : row["end"]]
        for row in self._rows["entities"]:
            row["names"] = (row["name"], *row["aliases"])
        for row in self._rows["relations"]:
            row["documents"] = tuple(self._labels[row[column]] for column in ("doc_id", "other_doc_id"))
        for row in self._rows["event_mentions"]:
            start, end = row["trigger_start"], row["trigger_end"]
            row["trigger"] = None if start is None else self._texts[row["doc_id"]][start:end]
        self._derive_sentences()
        self._derive_tellers()

    def _derive_sentences(self) -> None:
        spans: dict[str, list[tuple[int, int]]] = {}
        for sentence in self._rows["sentences"]:
            spans.setdefault(sentence["doc_id"], []).append((sentence["start"], sentence["end"]))
        for name in (name for name, derived in _DERIVED.items() if "sentence" in derived):
            for row in self._rows[name]:
                own = spans.get(row["doc_id"], [])
                at = bisect.bisect_right(own, (row["start"], len(self._texts[row["doc_id"]]))) - 1
                row["sentence"] = self._texts[row["doc_id"]][slice(*own[at])] if at >= 0 else None

    def _derive_tellers(self) -> None:
        tellers: dict[str, set[str]] = {}
        for mention in self._rows["event_mentions"]:
            if mention["event_id"] is not None:
                tellers.setdefault(mention["event_id"], set()).add(self._labels[mention["doc_id"]])
        for event in self._rows["events"]:
            event["documents"] = tuple(sorted(tellers.get(event["event_id"], ())))

    def _label(self, row: Row) -> None:
        for column in _DOCUMENT_COLUMNS:
            if isinstance(row.get(column), str):
                row[column] = self._labels.get(row[column], row[column])
            elif column in row:
                row[column] = tuple(self._labels.get(doc_id, doc_id) for doc_id in row[column])


@functools.cache
def pointers_of(table: str) -> Mapping[str, str]:
    """A table -> its columns that hold ids, and the table that can be asked behind each."""
    targets = {column: _SHOWN_AS.get(target, target) for column, target in READ[table].points_at.items()}
    return {column: target for column, target in targets.items() if target in READ}


def wrong_path(table: str, path: str) -> str | None:
    """A table and a path -> what is wrong with the path; None if it can be followed."""
    head, _, rest = path.partition(".")
    columns = {column.name: column for column in columns_of(READ[table].row)}
    if head not in columns and head not in _DERIVED.get(table, ()):
        return f"{table} has no column {head!r}"
    if not rest:
        return None
    if head in pointers_of(table):
        return wrong_path(pointers_of(table)[head], rest)
    inner = _struct_columns(columns[head]) if head in columns else ()
    return None if rest in inner else f"{table}.{head} leads to no {rest!r}"


def _struct_columns(column: Column) -> tuple[str, ...]:
    arguments = get_args(column.python_type)
    if arguments and dataclasses.is_dataclass(arguments[0]) and isinstance(arguments[0], type):
        return tuple(field.name for field in dataclasses.fields(arguments[0]))
    return ()


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
