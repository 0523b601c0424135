"""Tables -> rows, each with bytes of its own; what is broken is said row by row."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats import read_page
from sayso.formats.tables.rows import MOST_BROKEN, csv_parts, json_parts
from tests.case_tables import read_cases

SETTINGS = IngestSettings()


def json_rows(content: bytes, settings: IngestSettings = SETTINGS) -> list[tuple[str, bytes] | InputError]:
    return collected(json_parts(io.BytesIO(content), "t.jsonl", settings))


def csv_rows(content: bytes, settings: IngestSettings = SETTINGS) -> list[tuple[str, bytes] | InputError]:
    return collected(csv_parts(io.BytesIO(content), "t.csv", settings))


def collected(parts: Iterator[tuple[str, bytes] | InputError]) -> list[tuple[str, bytes] | InputError]:
    """What a table gives, the failure that ends it last."""
    found = []
    try:
        for part in parts:
            found.append(part)
    except InputError as error:
        found.append(error)
    return found


def told(parts: list[tuple[str, bytes] | InputError]) -> list[str]:
    """Rows as "name: text", failures as "source! reason"."""
    return [
        f"{part.source}! {part.reason}" if isinstance(part, InputError) else f"{part[0]}: {read_page(part[1], '').text}"
        for part in parts
    ]


@pytest.mark.parametrize("case", read_cases("table_columns"), ids=lambda case: case["note"])
def test_columns_are_known_by_their_usual_names(case: dict[str, str]) -> None:
    ((_, record),) = json_rows(case["row"].encode())  # type: ignore[misc]
    page = read_page(record, "t.jsonl/line 1")
    assert page.text == case["text"].replace("|", "\n")
    assert "|".join(f"{field.name}={field.value}" for field in page.metadata) == case["metadata"]
    assert page.media_type == "application/json"


def test_the_settings_say_what_columns_mean() -> None:
    settings = IngestSettings(columns=(("text", "Col B"), ("date", "c")))
    ((_, record),) = csv_rows(b"text,Col B,c\nno,yes,today\n", settings)  # type: ignore[misc]
    page = read_page(record, "row")
    assert (page.text, page.metadata[0].value) == ("yes", "today")
    assert "text: Col B" in page.detail


def test_a_column_that_the_settings_name_must_be_there() -> None:
    (error,) = csv_rows(b"text,b\nyes,no\n", IngestSettings(columns=(("text", "main"),)))
    assert isinstance(error, InputError)
    assert error.reason == "there is no column main; the columns are text, b"
    assert "--column text=NAME" in error.mend


@pytest.mark.parametrize(
    ("content", "gives"),
    [
        (b'{"text": "a"}\n\n{"text": "b"}', ["line 1: a", "line 3: b"]),
        (b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "b"}\r\n', ["line 1: a", "line 2: b"]),
        ('{"text": "ä"}\n'.encode("utf-16"), ["line 1: ä"]),
        ('{"text": "ä"}\n'.encode("cp1252"), ["line 1: ä"]),
        (b'[{"text": "a"},\n {"text": "b"}]', ["row 1: a", "row 2: b"]),
        (b'{\n "text": "a",\n "n": {}\n}\n', ["row 1: a"]),
        (b'{"status": 1,\n "answer": {"pages": [{"text": "a"}, {"text": "b"}]}}', ["row 1: a", "row 2: b"]),
        (b'{"text": "a \\ud800 b"}', ["line 1: a \ud800 b"]),
        (b'{"text": "a"}\n{bad\n3\n{"text": "b"}', [
            "line 1: a",
            "t.jsonl/line 2! the line is not JSON (expecting property name enclosed in double quotes, at character 2)",
            "t.jsonl/line 3! the row is no JSON object with names and values",
            "line 4: b",
        ]),
        (b'{"x": 1}\n{"text": "b"}\n{"x": 2}', [
            "t.jsonl/line 1! the row has no text", "line 2: b", "t.jsonl/line 3! the row has no text",
        ]),
        (b'[{"text": "a"}, {"text": ', ["row 1: a",
            "t.jsonl/row 2! the row is not JSON (expecting value, at character 10); the rest was not read"]),
        (b'[{"text": "a"}', ["row 1: a", "t.jsonl/the end! the list has no end: the file is cut off"]),
        (b'{"a": 1, "b": 2}\n' * 3, ["t.jsonl! no column is known to hold the text; the columns are a, b"]),
        (b" \n", ["t.jsonl! the table has no rows"]),
    ],
    ids=["lines", "mark", "utf-16", "cp1252", "array", "object", "wrapped", "surrogate", "broken lines", "without text",
         "cut row", "cut list", "no column", "empty"],
)  # fmt: skip
def test_json_is_read_row_by_row(content: bytes, gives: list[str]) -> None:
    assert told(json_rows(content)) == gives


@pytest.mark.parametrize(
    ("content", "gives"),
    [
        ("title;body\nA;one, two\nB;three\n", ["row 2: A\n\none, two", "row 3: B\n\nthree"]),
        ("title\tbody\nA\tone\n", ["row 2: A\n\none"]),
        ("title|body\nA|one\n", ["row 2: A\n\none"]),
        ("body\none\n", ["row 2: one"]),
        ('title,body\r\nA,"one\r\ntwo ""three"""\r\n\r\nB,four', [
            "row 2: A\n\none\ntwo \"three\"", "row 4: B\n\nfour",
        ]),
        ("body,n\rone,1\rtwo,2\r", ["row 2: one", "row 3: two"]),
        ("\ufeffbody,body\none,two\n", ["row 2: one"]),
        ("body,n\none,1,2\ntwo,2\nthree\n,\n", [
            "t.csv/row 2! it has 3 cells, the header 2", "row 3: two", "row 4: three",
        ]),
        ("body,n\n,1\ntwo,2\n", ["t.csv/row 2! the row has no text", "row 3: two"]),
        ('body,n\none,1\n"two,2\nthree,3\n', [
            "row 2: one", "t.csv/row 3! a quotation mark is not closed; the rest was not read",
        ]),
        ("a,b\n1,2\n", ["t.csv! no column is known to hold the text; the columns are a, b"]),
        ("body,n\n", ["t.csv! the table has no rows"]),
        ("", ["t.csv! the table has no rows"]),
    ],
    ids=["semicolon", "tab", "bar", "one column", "quoted", "carriage returns", "two names", "cells", "no text",
         "unclosed", "no column", "header", "empty"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_csv_is_read_row_by_row(content: str, gives: list[str], encoding: str) -> None:
    assert told(csv_rows(content.encode(encoding))) == gives


def test_csv_in_another_encoding_is_read() -> None:
    assert told(csv_rows("titel,text\nFähre,Grüße aus Köln\n".encode("cp1252"))) == ["row 2: Grüße aus Köln"]


def test_after_many_broken_rows_the_rest_is_left() -> None:
    found = json_rows(b'{"text": "a"}\n' + b"broken\n" * 500)
    assert len(found) == MOST_BROKEN + 2
    assert "nothing after line 21 was read" in str(found[-1])


def test_a_long_table_is_read_as_it_comes() -> None:
    stream = io.BytesIO(b'{"text": "again"}\n' * 300_000)
    assert len(list(islice(json_parts(stream, "t.jsonl", SETTINGS), 1_000))) == 1_000
    assert stream.tell() < 100_000
    stream = io.BytesIO(b"[" + b'{"text": "again"},\n' * 300_000)
    assert len(list(islice(json_parts(stream, "t.json", SETTINGS), 1_000))) == 1_000
    assert stream.tell() < 500_000
    stream = io.BytesIO(b"text,n\n" + b"again,1\n" * 300_000)
    assert len(list(islice(csv_parts(stream, "t.csv", SETTINGS), 1_000))) == 1_000
    assert stream.tell() < 100_000


def test_the_order_of_columns_does_not_change_a_record() -> None:
    assert csv_rows(b"body,b,c\none,2,3\n") == csv_rows(b"c,body,b\n3,one,2\n")


def test_a_row_longer_than_a_document_may_be_is_passed_over() -> None:
    small = IngestSettings(max_bytes=100)
    assert told(json_rows(b'{"text": "' + b"a" * 200 + b'"}\n{"text": "b"}\n', small)) == [
        "t.jsonl/line 1! the line is longer than 100 bytes", "line 2: b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [b'{"sayso_row":', b'{"sayso_row":3}', b'{"sayso_row":{}} x', b'{"sayso_row":' + b"[" * 9_000]
)
def test_a_damaged_record_says_so(content: bytes) -> None:
    with pytest.raises(InputError, match="the row of a table"):
        read_page(content, "row")


NAMES = st.sampled_from(["text", "title", "date", "author", "source", "x", "html"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_row_gives_a_page_or_a_reason(row: dict[str, object]) -> None:
    for part in json_rows(json.dumps(row).encode()):
        assert isinstance(part, InputError) or read_page(part[1], "row") == read_page(part[1], "other name")


@given(st.binary(max_size=200), st.sampled_from([b"text,b\n", b"[", b"{", b'{"text": "a"}\n', b""]))
def test_any_bytes_give_rows_or_reasons(content: bytes, start: bytes) -> None:
    for part in json_rows(start + content) + csv_rows(start + content):
        assert isinstance(part, InputError) or read_page(part[1], "row")
