"""Candidates for a document's date: where they are found, and what they are said to be of."""

from __future__ import annotations

import pytest

from sayso.dating.date import date
from tests.case_tables import read_cases
from tests.dating.pages import DOC, page

FIELDS = [
    ("article:published_time", "2021-01-09T08:00:00+01:00", ("published", "metadata", "2021-01-09")),
    ("datePublished", "January 9, 2021", ("published", "metadata", "2021-01-09")),
    ("DC.date.issued", "2021-01", ("published", "metadata", "2021-01")),
    ("dateModified", "2021-01-10", ("updated", "metadata", "2021-01-10")),
    ("og:updated_time", "2021-01-10", ("updated", "metadata", "2021-01-10")),
    ("last-modified", "2021-01-10", ("updated", "metadata", "2021-01-10")),
    ("time", "2021-01-09T08:00", ("published", "header", "2021-01-09")),
    ("description", "January 9, 2021", None),
    ("datePublished", "yesterday", None),
]

ADDRESSES = [
    ("https://post.example/2021/01/09/bridge", "2021-01-09"),
    ("https://post.example/news/2021-1-9-bridge", "2021-01-09"),
    ("https://post.example/2021/jan/09/bridge", "2021-01-09"),
    ("https://post.example/20210109/bridge", "2021-01-09"),
    ("https://post.example/2021/01/bridge", "2021-01"),
    ("https://post.example/2021/13/45/bridge", None),
    ("https://post.example/story/1202101099", None),
]


@pytest.mark.parametrize("case", read_cases("date_lines"), ids=lambda case: case["note"])
def test_lines(case: dict[str, str]) -> None:
    blocks = [tuple(block.split(": ", 1)) for block in case["page"].split(" / ")]
    documents, rows, texts = page([(kind, words) for kind, words in blocks])
    (text,) = texts.rows()
    found = date(documents, rows, texts).check({DOC: text.text})
    given = sorted(f"{row.about} {row.method} {row.value}" for row in found.rows())
    assert given == sorted(filter(None, case["candidates"].split(" | ")))
    assert all(row.detail for row in found.rows())


@pytest.mark.parametrize(("name", "value", "wanted"), FIELDS)
def test_metadata(name: str, value: str, wanted: tuple[str, str, str] | None) -> None:
    found = [(row.about, row.method, row.value) for row in date(*page([("body", "It fell.")], {name: value})).rows()]
    assert found == ([wanted] if wanted else [])


@pytest.mark.parametrize(("url", "value"), ADDRESSES)
def test_address(url: str, value: str | None) -> None:
    found = [(row.method, row.value) for row in date(*page([("body", "It fell.")], url=url)).rows()]
    assert found == ([("url", value)] if value else [])


def test_empty_page_has_no_candidates() -> None:
    assert len(date(*page([]))) == 0
