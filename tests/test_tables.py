"""Tables keep their word: what `check()` refuses, what survives a round trip, and the contract that readers rely on."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, get_args

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import tables as t
from sayso import views as v
from sayso.errors import SpanError, TableError
from sayso.schema import Column, SpanColumns, Table, arrow_schema, columns_of
from sayso.stages import STAGES
from tests.case_tables import read_cases

TABLES: list[type[Table[Any]]] = [
    table for table in vars(t).values() if isinstance(table, type) and issubclass(table, Table) and table is not Table
]
BY_NAME: dict[str, type[Table[Any]]] = {table.name: table for table in (*TABLES, *v.VIEWS)}
CONTRACT = read_cases("contract")


# ---------------------------------------------------------------- a table to break


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    word_id: str
    doc_id: str
    start: Annotated[int | None, "first code point"]
    end: int | None
    text: str | None
    tone: Literal["high", "low"]
    heard_in: tuple[str, ...]
    loudness: float


class Words(Table[Word]):
    """Words, each in the rooms where it is heard."""

    name, row, stage, key = "words", Word, "test", ("word_id",)
    spans = (SpanColumns(),)
    points_at: ClassVar = {"doc_id": "pages", "heard_in": "rooms"}


PAGE = "Rain fell on Oslo – all day."
GOOD: dict[str, Any] = {
    "word_id": "w1",
    "doc_id": "p1",
    "start": 13,
    "end": 17,
    "text": "Oslo",
    "tone": "low",
    "heard_in": ["kitchen", "hall"],
    "loudness": 0.5,
}
ROOMS = frozenset({"kitchen", "hall"})


def words(*rows: Mapping[str, Any]) -> Words:
    """Rows as they are, good or bad -> the table, unchecked."""
    return Words(pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(Word)))


def check(table: Words) -> Words:
    """All checks at once."""
    return table.check(texts={"p1": PAGE}, keys={"pages": frozenset({"p1"}), "rooms": ROOMS})


def test_check_passes_what_keeps_its_word() -> None:
    table = words(GOOD, {**GOOD, "word_id": "w2", "start": None, "end": None, "text": None, "heard_in": []})
    assert check(table) is table


@pytest.mark.parametrize(
    ("column", "value", "error", "says"),
    [
        ("tone", None, TableError, "is null"),
        ("heard_in", None, TableError, "is null"),
        ("loudness", None, TableError, "is null"),
        ("tone", "middling", TableError, "'middling', not one of high, low"),
        ("heard_in", ["hall", None], TableError, "has a null in its list"),
        ("heard_in", ["hall", "attic"], TableError, "points at 'attic', which is not in rooms"),
        ("word_id", "w1", TableError, "repeats a key"),
        ("end", None, SpanError, "a start without an end"),
        ("start", None, SpanError, "an end without a start"),
        ("start", -4, SpanError, "outside a text of 28 code points"),
        ("end", 29, SpanError, "outside a text of 28 code points"),
        ("end", 13, SpanError, "13:13"),
        ("start", 12, SpanError, "reads ' Oslo', the row says 'Oslo'"),
        ("text", "oslo", SpanError, "reads 'Oslo', the row says 'oslo'"),
        ("text", None, SpanError, "the row says None"),
        ("doc_id", "p9", SpanError, "document 'p9', which has no text"),
    ],
)
def test_check_refuses(column: str, value: object, error: type[TableError], says: str) -> None:
    broken = words(GOOD, {**GOOD, "word_id": "w2", column: value})
    with pytest.raises(error) as caught:
        check(broken)
    message = str(caught.value)
    assert says in message
    row_id = "w1" if column == "word_id" else "w2"
    named = "start" if error is SpanError else column
    assert message.startswith(f"table words, column {named}, row 1 (word_id='{row_id}')")


def test_check_names_the_id_that_points_nowhere() -> None:
    with pytest.raises(TableError, match=r"table words, column doc_id, row 0 .* points at 'p1', which is not in pages"):
        words(GOOD).check(keys={"pages": frozenset()})


def test_check_leaves_alone_what_it_is_not_given() -> None:
    astray = words({**GOOD, "start": 0, "doc_id": "p9"})
    assert astray.check() is astray
    assert astray.check(keys={"rooms": ROOMS}) is astray


def test_check_refuses_an_unknown_column() -> None:
    arrow = words(GOOD).arrow.append_column("colour", pa.array(["red"]))
    with pytest.raises(TableError, match=r"table words has an unknown column 'colour'"):
        Words(arrow).check()


def test_check_refuses_a_missing_column() -> None:
    with pytest.raises(TableError, match=r"table words lacks the column 'tone'"):
        Words(words(GOOD).arrow.drop_columns(["tone"])).check()


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("start", pa.array(["13"]), "holds string where int64 belongs"),
        ("loudness", pa.array([1]), "holds int64 where double belongs"),
        ("heard_in", pa.array(["hall"]), "holds string where list<"),
    ],
)
def test_check_refuses_a_wrong_type(column: str, values: pa.Array, says: str) -> None:
    arrow = words(GOOD).arrow
    arrow = arrow.set_column(arrow.schema.get_field_index(column), column, values)
    with pytest.raises(TableError, match=re.escape(f"table words, column {column} {says}")):
        Words(arrow).check()


# ---------------------------------------------------------------- round trips


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """A column -> values that it can hold."""
    values = st.sampled_from(column.choices) if column.choices else values_of_type(column.python_type)
    return st.none() | values if column.nullable else values


def values_of_type(python_type: Any) -> st.SearchStrategy[Any]:
    """The Python type of a column -> values that it can hold."""
    if dataclasses.is_dataclass(python_type) and isinstance(python_type, type):
        return rows_of(python_type)
    inner = get_args(python_type)
    if inner:
        return st.lists(values_of_type(inner[0]), max_size=3).map(tuple)
    plain: dict[type, st.SearchStrategy[Any]] = {
        str: st.text(max_size=8),
        bytes: st.binary(max_size=8),
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False),
    }
    return plain[python_type]


def rows_of(row: type) -> st.SearchStrategy[Any]:
    """A row dataclass -> rows of it."""
    return st.builds(row, **{column.name: values_of(column) for column in columns_of(row)})


@pytest.mark.parametrize("table", [Words, *BY_NAME.values()], ids=lambda table: table.name)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
@given(draw=st.data())
def test_rows_survive_the_table(table: type[Table[Any]], draw: st.DataObject) -> None:
    rows = draw.draw(st.lists(rows_of(table.row), max_size=3))
    written = table.of(rows)
    assert Counter(map(repr, written.rows())) == Counter(map(repr, rows))
    assert written.arrow.schema == arrow_schema(table.row)
    assert table.of(written.rows()).arrow == written.arrow


@given(st.lists(rows_of(Word), max_size=6, unique_by=lambda word: word.word_id), st.randoms())
def test_order_of_rows_does_not_count(rows: list[Word], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    half = len(rows) // 2
    assert Words.of(shuffled).arrow == Words.of(rows).arrow
    assert list(Words.join([Words.of(shuffled[:half]), Words.of(shuffled[half:])]).rows()) == list(
        Words.of(rows).rows()
    )


@given(st.lists(rows_of(Word), max_size=6, unique_by=lambda word: word.word_id))
def test_what_the_row_class_allows_passes_check(rows: list[Word]) -> None:
    assert len(Words.of(rows).check()) == len(rows)


# ---------------------------------------------------------------- the tables of Sayso


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_one_writing_stage(table: type[Table[Any]]) -> None:
    writers = [stage.name for stage in STAGES for written in stage.writes if written is table]
    assert writers == ([] if table.stage == "run" else [table.stage])


def test_every_table_is_written_before_it_is_read() -> None:
    written: set[type[Table[Any]]] = {t.Inputs}
    for stage in STAGES:
        assert [table.name for table in stage.reads if table not in written] == [], stage.name
        written.update(stage.writes)


def test_document_stages_read_no_link_table_of_the_pile() -> None:
    from_the_pile = {table for stage in STAGES if stage.scope == "pile" for table in stage.writes}
    read = {table for stage in STAGES if stage.scope == "document" for table in stage.reads}
    assert {table.name for table in read & from_the_pile} == {"furniture"}


def test_names_are_unique() -> None:
    names = [table.name for table in (*TABLES, *v.VIEWS)]
    assert [name for name, number in Counter(names).items() if number > 1] == []


@pytest.mark.parametrize("table", list(BY_NAME.values()), ids=lambda table: table.name)
def test_a_declaration_names_its_own_columns(table: type[Table[Any]]) -> None:
    columns = {column.name: column for column in columns_of(table.row)}
    assert all(not columns[name].nullable for name in table.key)
    for span in table.spans:
        assert {span.start, span.end, "doc_id"} <= columns.keys()
        assert span.text is None or span.text in columns
    for column, target in table.points_at.items():
        assert column in columns
        assert target in BY_NAME or target in {stored.name for stored in TABLES}


@pytest.mark.parametrize("table", [table for table in TABLES if table.stage != "run"], ids=lambda table: table.name)
def test_what_was_decided_says_why(table: type[Table[Any]]) -> None:
    columns = {column.name for column in columns_of(table.row)}
    not_decided = {"originals", "readings", "sentences"}
    assert table.name in not_decided or "detail" in columns


@pytest.mark.parametrize("line", CONTRACT, ids=lambda line: f"{line['table']}.{line['column']}")
def test_contract(line: dict[str, str]) -> None:
    columns = {column.name: column for column in columns_of(BY_NAME[line["table"]].row)}
    assert line["column"] in columns
    column = columns[line["column"]]
    assert line["nullable"] == "yes" or not column.nullable
    assert set(line["choices"].split("|")) <= {*column.choices, ""}


def test_check_looks_inside_structs() -> None:
    link: dict[str, Any] = {"kind": "document", "name": None, "referent_id": None, "start": None, "end": None}
    schema = arrow_schema(t.LocalStatement)
    row: dict[str, Any] = dict.fromkeys(schema.names) | {
        "statement_id": "s", "doc_id": "d", "start": 0, "end": 1, "parts": [[0, 1]], "text": "x", "voice": "author",
        "source_referent_ids": [], "chain": [link], "status": "asserted", "polarity": "positive",
        "certainty": "certain", "tense": "past", "quote": "none", "method": "m", "detail": "",
    }  # fmt: skip
    with pytest.raises(TableError, match=r"column chain, row 0 .* has a name that is null"):
        t.LocalStatements(pa.Table.from_pylist([row], schema=schema)).check()
    link["name"], link["kind"] = "a page", "rumour"
    with pytest.raises(TableError, match="has a kind that is 'rumour', not one of document, outlet"):
        t.LocalStatements(pa.Table.from_pylist([row], schema=schema)).check()
