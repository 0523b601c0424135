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
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Generic, Literal, NamedTuple, Self, TypeVar, Union, get_args, get_origin

import pyarrow as pa

from sayso.errors import SpanError, TableError


class Shape(NamedTuple):
    """How a value is built up: a list of something, a row of its own, or neither (a plain value).

    inner: the shape of a list's parts
    row:   the dataclass of a struct
    """

    inner: Shape | None = None
    row: type | None = None

    @property
    def plain(self) -> bool:
        """Whether Arrow gives and takes the value as it is."""
        return self.inner is None and self.row is None


class Column(NamedTuple):
    """One column of a table, read off its row dataclass.

    `choices` are the only values allowed (empty: any); `meaning` is what the data dictionary prints; `shape` says how a
    value is built up.
    """

    name: str
    type: pa.DataType
    nullable: bool
    choices: tuple[str, ...]
    meaning: str
    python_type: Any
    shape: Shape


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
        ordered = sorted(rows, key=lambda row: [_sortable(getattr(row, k)) for k in cls.key])
        arrays = [pa.array(_cells(ordered, c), type=c.type) for c in columns_of(cls.row)]
        return cls(pa.Table.from_arrays(arrays, schema=arrow_schema(cls.row)))

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
        cells = [_typed_cells(self.arrow.column(c.name).to_pylist(), c.shape) for c in columns_of(self.row)]
        for values in zip(*cells, strict=True):
            yield self.row(*values)

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
        _check_values(self)
        _check_key(self)
        if texts is not None:
            for span in self.spans:
                _check_span(self, span, texts)
        for column, other in self.points_at.items():
            if keys is not None and other in keys:
                _check_pointer(self, column, other, keys[other])
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
    return Column(name, _arrow_type(bare), nullable, choices, meaning, bare, _shape(bare))


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


def _shape(bare: Any) -> Shape:
    bare, _ = _split_annotation(bare)
    if get_origin(bare) is tuple:
        return Shape(inner=_shape(get_args(bare)[0]))
    return Shape(row=bare if dataclasses.is_dataclass(bare) and isinstance(bare, type) else None)


def _cells(rows: list[Any], column: Column) -> list[Any]:
    values = list(map(attrgetter(column.name), rows))
    return values if column.shape.plain else [_to_arrow(value, column.shape) for value in values]


def _to_arrow(value: Any, shape: Shape) -> Any:
    if value is None or shape.plain:
        return value
    if shape.inner is not None:
        return value if shape.inner.plain else [_to_arrow(part, shape.inner) for part in value]
    assert shape.row is not None
    return {c.name: _to_arrow(getattr(value, c.name), c.shape) for c in columns_of(shape.row)}


def _typed_cells(cells: list[Any], shape: Shape) -> list[Any]:
    return cells if shape.plain else [_typed(cell, shape) for cell in cells]


def _typed(value: Any, shape: Shape) -> Any:
    if value is None or shape.plain:
        return value
    if shape.inner is not None:
        return tuple(value) if shape.inner.plain else tuple(_typed(part, shape.inner) for part in value)
    assert shape.row is not None
    return shape.row(*[_typed(value[c.name], c.shape) for c in columns_of(shape.row)])


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value)


def _place(table: Table[Any], column: str, number: int) -> str:
    (row,) = table.arrow.slice(number, 1).to_pylist()
    key = ", ".join(f"{k}={row.get(k)!r}" for k in table.key)
    return f"table {table.name}, column {column}, row {number} ({key})"


def _check_columns(table: Table[Any]) -> None:
    expected = arrow_schema(table.row)
    found = table.arrow.schema
    if found.equals(expected):
        return
    for name in found.names:
        if name not in expected.names:
            raise TableError(f"table {table.name} has an unknown column {name!r}")
    for name in expected.names:
        if name not in found.names:
            raise TableError(f"table {table.name} lacks the column {name!r}")
        if found.field(name).type != expected.field(name).type:
            got, want = found.field(name).type, expected.field(name).type
            raise TableError(f"table {table.name}, column {name} holds {got} where {want} belongs")


def _check_values(table: Table[Any]) -> None:
    for column in columns_of(table.row):
        cells = table.arrow.column(column.name)
        if column.shape.plain and not column.choices and (column.nullable or not cells.null_count):
            continue
        for number, value in enumerate(cells.to_pylist()):
            wrong = _wrong_with(value, column)
            if wrong:
                raise TableError(f"{_place(table, column.name, number)} {wrong}")


def _wrong_with(value: Any, column: Column) -> str | None:
    """What breaks a column's promise in a value, the fields of its structs included; None: nothing."""
    if value is None:
        return None if column.nullable else "is null"
    if column.choices and value not in column.choices:
        return f"is {value!r}, not one of {', '.join(column.choices)}"
    if column.shape.inner is None:
        return None
    if any(part is None for part in value):
        return "has a null in its list"
    if column.shape.inner.row is None:
        return None
    wrongs = (
        f"has a {field.name} that {wrong}"
        for part in value
        for field in columns_of(column.shape.inner.row)
        if (wrong := _wrong_with(part[field.name], field))
    )
    return next(wrongs, None)


def _check_key(table: Table[Any]) -> None:
    seen: set[tuple[Any, ...]] = set()
    for number, key in enumerate(zip(*(table.arrow.column(k).to_pylist() for k in table.key), strict=True)):
        if key in seen:
            raise TableError(f"{_place(table, table.key[0], number)} repeats a key")
        seen.add(key)


def _check_span(table: Table[Any], span: SpanColumns, texts: Mapping[str, str]) -> None:
    names = ["doc_id", span.start, span.end, *([] if span.text is None else [span.text])]
    cells = (table.arrow.column(name).to_pylist() for name in names)
    for number, (doc_id, start, end, *words) in enumerate(zip(*cells, strict=True)):
        wrong = _wrong_with_span(start, end, doc_id, texts.get(doc_id))
        if wrong is None and start is not None and words not in ([], [texts[doc_id][start:end]]):
            wrong = f"reads {texts[doc_id][start:end]!r}, the row says {words[0]!r}"
        if wrong:
            raise SpanError(f"{_place(table, span.start, number)} {wrong}")


def _wrong_with_span(start: int | None, end: int | None, doc_id: str, text: str | None) -> str | None:
    if start is None and end is None:
        return None
    if start is None or end is None:
        return "has a start without an end, or an end without a start"
    if text is None:
        return f"points into document {doc_id!r}, which has no text"
    if not 0 <= start < end <= len(text):
        return f"is {start}:{end}, outside a text of {len(text)} code points"
    return None


def _check_pointer(table: Table[Any], column: str, other: str, known: frozenset[str]) -> None:
    for number, value in enumerate(table.arrow.column(column).to_pylist()):
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one not in known:
                raise TableError(f"{_place(table, column, number)} points at {one!r}, which is not in {other}")
