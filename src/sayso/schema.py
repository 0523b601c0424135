"""What a table is: row dataclass -> Arrow schema, typed rows and `check()`.

The tables themselves are declared in `tables.py`; nothing here knows any of them.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Generic, Literal, NamedTuple, Self, TypeVar, Union, get_args, get_origin

import pyarrow as pa

from sayso.errors import SpanError, TableError


class Column(NamedTuple):
    """One column of a table, read off its row dataclass.

    `choices` are the only values allowed (empty: any); `meaning` is what the data dictionary prints.
    """

    name: str
    type: pa.DataType
    nullable: bool
    choices: tuple[str, ...]
    meaning: str
    python_type: Any


class SpanColumns(NamedTuple):
    """Names of the columns that hold a span into `documents.text`, and its verbatim text if stored."""

    start: str = "start"
    end: str = "end"
    text: str | None = "text"


R = TypeVar("R")

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
}


@dataclass(frozen=True)
class Table(Generic[R]):
    """Rows of one kind around an Arrow table.

    A subclass states its name, the dataclass of its rows, its key, the stage that alone writes it, its spans, and
    which columns point at which table's key.
    """

    arrow: pa.Table

    name: ClassVar[str]
    row: ClassVar[type]
    stage: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    spans: ClassVar[tuple[SpanColumns, ...]] = ()
    points_at: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def of(cls, rows: Iterable[R]) -> Self:
        """Typed rows -> this table, ordered by its key."""
        values = [_plain(row) for row in rows]
        values.sort(key=lambda value: tuple(_sortable(value[k]) for k in cls.key))
        return cls(pa.Table.from_pylist(values, schema=arrow_schema(cls.row)))

    @classmethod
    def join(cls, tables: Iterable[Self]) -> Self:
        """Tables of one kind -> one table, ordered by key."""
        parts = [table.arrow for table in tables]
        if not parts:
            return cls.of(())
        whole = pa.concat_tables(parts)
        return cls(whole.sort_by([(k, "ascending") for k in cls.key]))

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def rows(self) -> Iterator[R]:
        """Each row as its dataclass; lists come as tuples."""
        columns = columns_of(self.row)
        for value in self.arrow.to_pylist():
            yield self.row(**{c.name: _typed(value[c.name], c.python_type) for c in columns})

    def check(
        self,
        texts: Mapping[str, str] | None = None,
        keys: Mapping[str, frozenset[str]] | None = None,
    ) -> Self:
        """Returns the table itself when every row keeps its word.

        texts:  doc_id -> documents.text; given, every span must slice back to its text
        keys:   table name -> the values of its key; given, every id must point at one of them
        Raises: TableError naming table, column and row; SpanError for a span
        """
        _check_columns(self)
        rows = self.arrow.to_pylist()
        _check_values(self, rows)
        if texts is not None:
            _check_spans(self, rows, texts)
        if keys is not None:
            _check_pointers(self, rows, keys)
        return self


@functools.cache
def columns_of(row: type) -> tuple[Column, ...]:
    """A row dataclass -> its columns in order."""
    hints = typing.get_type_hints(row, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in dataclasses.fields(row))


@functools.cache
def arrow_schema(row: type) -> pa.Schema:
    """A row dataclass -> its Arrow schema."""
    return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in columns_of(row)])


def _column(name: str, hint: Any) -> Column:
    bare, meaning = _split_annotation(hint)
    nullable = False
    if get_origin(bare) in (Union, types.UnionType):
        (bare,) = [arg for arg in get_args(bare) if arg is not type(None)]
        nullable = True
        bare, inner_meaning = _split_annotation(bare)
        meaning = meaning or inner_meaning
    choices: tuple[str, ...] = get_args(bare) if get_origin(bare) is Literal else ()
    return Column(name, _arrow_type(bare), nullable, choices, meaning, bare)


def _split_annotation(hint: Any) -> tuple[Any, str]:
    if get_origin(hint) is Annotated:
        bare, *notes = get_args(hint)
        return bare, str(notes[0])
    return hint, ""


def _arrow_type(bare: Any) -> pa.DataType:
    bare, _ = _split_annotation(bare)
    if bare in _SCALARS:
        return _SCALARS[bare]
    if get_origin(bare) is Literal:
        return pa.string()
    if get_origin(bare) is tuple:
        return pa.list_(_arrow_type(get_args(bare)[0]))
    if dataclasses.is_dataclass(bare) and isinstance(bare, type):
        return pa.struct([pa.field(c.name, c.type, nullable=c.nullable) for c in columns_of(bare)])
    raise TypeError(f"a column cannot hold {bare!r}")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _typed(value: Any, python_type: Any) -> Any:
    if isinstance(value, list):
        inner, _ = _split_annotation(get_args(python_type)[0])
        return tuple(_typed(part, inner) for part in value)
    if isinstance(value, dict):
        columns = columns_of(python_type)
        return python_type(**{c.name: _typed(value[c.name], c.python_type) for c in columns})
    return value


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value)


def _place(table: Table[Any], column: str, number: int, row: Mapping[str, Any]) -> str:
    key = ", ".join(f"{k}={row.get(k)!r}" for k in table.key)
    return f"table {table.name}, column {column}, row {number} ({key})"


def _check_columns(table: Table[Any]) -> None:
    expected = arrow_schema(table.row)
    found = table.arrow.schema
    for name in found.names:
        if name not in expected.names:
            raise TableError(f"table {table.name} has an unknown column {name!r}")
    for name in expected.names:
        if name not in found.names:
            raise TableError(f"table {table.name} lacks the column {name!r}")
        if found.field(name).type != expected.field(name).type:
            got, want = found.field(name).type, expected.field(name).type
            raise TableError(f"table {table.name}, column {name} holds {got} where {want} belongs")


def _check_values(table: Table[Any], rows: list[dict[str, Any]]) -> None:
    columns = columns_of(table.row)
    seen: set[tuple[Any, ...]] = set()
    for number, row in enumerate(rows):
        for column in columns:
            _check_value(table, column, number, row)
        key = tuple(row[k] for k in table.key)
        if key in seen:
            raise TableError(f"{_place(table, table.key[0], number, row)} repeats a key")
        seen.add(key)


def _check_value(table: Table[Any], column: Column, number: int, row: Mapping[str, Any]) -> None:
    wrong = _wrong_with(row[column.name], column)
    if wrong:
        raise TableError(f"{_place(table, column.name, number, row)} {wrong}")


def _wrong_with(value: Any, column: Column) -> str | None:
    """What breaks a column's promise in a value, the fields of its structs included; None: nothing."""
    if value is None:
        return None if column.nullable else "is null"
    if column.choices and value not in column.choices:
        return f"is {value!r}, not one of {', '.join(column.choices)}"
    if not isinstance(value, list):
        return None
    if any(part is None for part in value):
        return "has a null in its list"
    inner, _ = _split_annotation(get_args(column.python_type)[0])
    if not dataclasses.is_dataclass(inner) or not isinstance(inner, type):
        return None
    wrongs = (
        f"has a {field.name} that {wrong}"
        for part in value
        for field in columns_of(inner)
        if (wrong := _wrong_with(part[field.name], field))
    )
    return next(wrongs, None)


def _check_spans(table: Table[Any], rows: list[dict[str, Any]], texts: Mapping[str, str]) -> None:
    for span in table.spans:
        for number, row in enumerate(rows):
            start, end = row[span.start], row[span.end]
            place = _place(table, span.start, number, row)
            if (start is None) != (end is None):
                raise SpanError(f"{place} has a start without an end, or an end without a start")
            if start is None:
                continue
            text = texts.get(row["doc_id"])
            if text is None:
                raise SpanError(f"{place} points into document {row['doc_id']!r}, which has no text")
            if not 0 <= start < end <= len(text):
                raise SpanError(f"{place} is {start}:{end}, outside a text of {len(text)} code points")
            if span.text is not None and row[span.text] != text[start:end]:
                raise SpanError(f"{place} reads {text[start:end]!r}, the row says {row[span.text]!r}")


def _check_pointers(table: Table[Any], rows: list[dict[str, Any]], keys: Mapping[str, frozenset[str]]) -> None:
    for column, other in table.points_at.items():
        if other not in keys:
            continue
        for number, row in enumerate(rows):
            value = row[column]
            for one in value if isinstance(value, list) else [value]:
                if one is not None and one not in keys[other]:
                    place = _place(table, column, number, row)
                    raise TableError(f"{place} points at {one!r}, which is not in {other}")
