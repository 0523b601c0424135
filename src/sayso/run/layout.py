"""How tables lie in a dossier's SQLite file: their SQL, and rows on the way in and out.

Everything is generated from the table classes; lists and structs are canonical JSON text, truth values are 0 and 1.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import pyarrow as pa

from sayso import tables as t
from sayso.ids import sha256_of
from sayso.schema import Column, Table, arrow_schema, columns_of
from sayso.views import VIEWS, View

APPLICATION_ID = 0x53415953
"""In the file's header, so that `file` and we can tell a dossier from other SQLite files: "SAYS"."""

LAYOUT = 2
"""The file's user_version: raised when originals, sources or runs change."""

T = TypeVar("T", bound=Table[Any])
TableType = type[Table[Any]]

NOT_STORED = (t.Inputs, t.Readings)
KEPT = (t.Originals.name, t.Sources.name, t.Runs.name, "sayso_unread")
"""The tables that stay when the rest is laid out anew and made again."""

STORED: tuple[TableType, ...] = tuple(
    kind
    for kind in vars(t).values()
    if isinstance(kind, type) and issubclass(kind, Table) and kind is not Table and kind not in NOT_STORED
)

INTERNAL = (
    """CREATE TABLE sayso_marks (
        doc_id TEXT PRIMARY KEY, read_by TEXT NOT NULL, fingerprint TEXT,
        stage TEXT, error TEXT, detail TEXT) STRICT""",
    """CREATE TABLE sayso_unread (
        path TEXT PRIMARY KEY, source TEXT NOT NULL, error TEXT NOT NULL, detail TEXT NOT NULL, inside TEXT) STRICT""",
    "CREATE INDEX sayso_unread_by_inside ON sayso_unread (inside)",
    """CREATE TABLE sayso_containers (
        sha256 TEXT, kind TEXT, read_by TEXT NOT NULL, PRIMARY KEY (sha256, kind)) STRICT""",
    """CREATE TABLE sayso_parts (
        sha256 TEXT, kind TEXT, name TEXT, doc_id TEXT, error TEXT, detail TEXT, place INTEGER,
        PRIMARY KEY (sha256, kind, place)) STRICT""",
    "CREATE TABLE sayso_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
"""What the runner notes for itself: how far every document has come, which paths could not be read, what
was in archives and other inputs of many documents, what is done."""

INDEXED = ("doc_id", "event_id", "statement_id", "inside")
"""Columns that rows are looked up by; keys are indexed anyway."""


def layout_sql() -> list[str]:
    """The statements that lay out an empty dossier."""
    tables = [sql for kind in STORED for sql in table_sql(kind)]
    return [*tables, *INTERNAL, *(f"CREATE VIEW {view.name} AS {view.sql}" for view in VIEWS)]


def layout_digest() -> str:
    """A hash that changes whenever a table or view does."""
    return sha256_of("\n".join(layout_sql()).encode())


def table_sql(kind: TableType) -> list[str]:
    """A table class -> the statements that create its table and indexes."""
    columns = columns_of(kind.row)
    lines = [f'"{c.name}" {_sqlite_type(c)}{"" if c.nullable else " NOT NULL"}' for c in columns]
    lines.append(f"PRIMARY KEY ({_quoted(kind.key)})")
    indexes = [
        f'CREATE INDEX {kind.name}_by_{c.name} ON {kind.name} ("{c.name}")'
        for c in columns
        if c.name in INDEXED and c.name != kind.key[0]
    ]
    return [f"CREATE TABLE {kind.name} ({', '.join(lines)}) STRICT", *indexes]


def insert_rows(connection: sqlite3.Connection, table: Table[Any], verb: str = "INSERT") -> None:
    """Writes a table's rows; `verb` may be INSERT OR IGNORE or INSERT OR REPLACE."""
    columns = columns_of(table.row)
    marks = ", ".join("?" for _ in columns)
    names = _quoted(c.name for c in columns)
    connection.executemany(f"{verb} INTO {table.name} ({names}) VALUES ({marks})", _sqlite_rows(table))


def read_rows(connection: sqlite3.Connection, kind: type[T], rest: str = "", values: Iterable[Any] = ()) -> T:
    """A table or view as stored -> the typed table, in the order of its key.

    rest: SQL that follows the table's name: WHERE, or an ORDER BY of its own, or LIMIT
    """
    columns = columns_of(kind.row)
    order = "" if "ORDER BY" in rest else f"ORDER BY {_quoted(kind.key)}"
    where, limit, count = rest.partition("LIMIT")
    sql = f"SELECT {_quoted(c.name for c in columns)} FROM {kind.name} {where} {order} {limit}{count}"
    rows = connection.execute(sql, tuple(values)).fetchall()
    by_column: Iterable[Any] = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [_arrow_column(column, cells) for column, cells in zip(columns, by_column, strict=True)]
    return kind(pa.Table.from_arrays(arrays, schema=arrow_schema(kind.row)))


def digest_of(connection: sqlite3.Connection, kind: TableType) -> str:
    """SHA-256 over a stored table's rows in the order of its key."""
    digest = hashlib.sha256()
    names = _quoted(c.name for c in columns_of(kind.row))
    for row in connection.execute(f"SELECT {names} FROM {kind.name} ORDER BY {_quoted(kind.key)}"):
        cells = [sha256_of(cell) if isinstance(cell, bytes) else cell for cell in row]
        digest.update(json.dumps(cells).encode() + b"\n")
    return digest.hexdigest()


def keys_of(connection: sqlite3.Connection, kind: TableType) -> frozenset[str]:
    """The values of a stored table's or view's key, which must be one column."""
    (column,) = kind.key
    return frozenset(row[0] for row in connection.execute(f'SELECT "{column}" FROM {kind.name}'))


def single_keyed(kinds: Iterable[TableType]) -> list[TableType]:
    """Those that others can point at."""
    return [kind for kind in kinds if len(kind.key) == 1]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _sqlite_type(column: Column) -> str:
    if pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        return "INTEGER"
    if pa.types.is_floating(column.type):
        return "REAL"
    return "BLOB" if pa.types.is_binary(column.type) else "TEXT"


def _is_json(column: Column) -> bool:
    return bool(pa.types.is_nested(column.type))


def _sqlite_rows(table: Table[Any]) -> Iterator[tuple[Any, ...]]:
    by_column = []
    for column in columns_of(table.row):
        cells = table.arrow.column(column.name).to_pylist()
        by_column.append([_to_json(cell) for cell in cells] if _is_json(column) else cells)
    return zip(*by_column, strict=True)


def _to_json(cell: Any) -> str | None:
    return None if cell is None else json.dumps(cell, ensure_ascii=False, separators=(",", ":"))


def _arrow_column(column: Column, cells: Iterable[Any]) -> pa.Array:
    if _is_json(column):
        cells = [None if cell is None else json.loads(cell) for cell in cells]
    elif pa.types.is_boolean(column.type):
        cells = [None if cell is None else bool(cell) for cell in cells]
    return pa.array(list(cells), type=column.type)


ALL_KINDS: tuple[type[Table[Any]] | type[View[Any]], ...] = (*STORED, *VIEWS)
