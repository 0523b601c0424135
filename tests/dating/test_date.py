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
    ("record:date", "Sat, 9 Jan 2021 23:30:00 -0500", ("published", "metadata", "2021-01-09")),
    ("record:updated", "2021-01-10T00:30:00+09:00", ("updated", "metadata", "2021-01-10")),
    ("file:created", "2021-01-08T10:00:00Z", ("page_clock", "metadata", "2021-01-08")),
    ("file:modified", "2021-01-08", ("page_clock", "metadata", "2021-01-08")),
    ("capture:date", "20210111093000", ("page_clock", "metadata", "2021-01-11")),
    ("http:last-modified", "Sun, 10 Jan 2021 08:00:00 GMT", ("page_clock", "metadata", "2021-01-10")),
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


TOGETHER = [
    ({"dateCreated": "2021-01-02", "datePublished": "2021-01-09"}, "9 January 2021", {"2021-01-09"}),
    ({"dateCreated": "2021-01-02"}, "by", {"2021-01-02"}),
    ({"uploadDate": "2021-01-02"}, "by", set()),
    ({"datePublished": "2021-01-10T03:05:00Z"}, "9 January 2021", {"2021-01-09"}),
    ({"datePublished": "2021-01-08T16:05:00Z"}, "9 January 2021", {"2021-01-09"}),
    ({"datePublished": "2021-01-10T16:05:00Z"}, "9 January 2021", {"2021-01-09", "2021-01-10"}),
    ({"datePublished": "2021-01-10T03:05:00+09:00"}, "9 January 2021", {"2021-01-09", "2021-01-10"}),
    ({"datePublished": "January 9, 2021 9:30 PM GMT"}, "8 January 2021", {"2021-01-08", "2021-01-09"}),
    ({"datePublished": "2021-05-09", "dateModified": "2021-05-09"}, "Published January 2021",
     {"2021-01", "2021-05-09"}),
    ({"datePublished": "2021-05-09", "dateModified": "2021-05-09"}, "Published 9 January 2021", {"2021-01-09"}),
    ({"datePublished": "2021-05-09", "dateModified": "2021-06-09"}, "Published 9 January 2021",
     {"2021-01-09", "2021-05-09"}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "line", "days"), TOGETHER)
def test_what_one_date_says_may_tell_what_another_is_of(fields: dict[str, str], line: str, days: set[str]) -> None:
    pages = page([("title", "The Bridge"), ("dateline", line), ("body", "It fell.")], fields)
    assert {row.value for row in date(*pages).rows() if row.about == "published"} == days


def test_a_line_below_the_text_that_says_published_counts_unless_there_are_several() -> None:
    below = [("title", "The Bridge"), ("body", "It fell."), ("other", "Posted on 9 January 2021")]
    assert [row.value for row in date(*page(below)).rows()] == ["2021-01-09"]
    assert not len(date(*page([*below, ("other", "Posted on 8 January 2021")])))
    assert not len(date(*page([*below[:2], ("other", "8 January 2021")])))


ZONES = [
    ("2021-01-09T23:30:00+09:00", "+09:00"),
    ("2021-01-09T23:30:00.123Z", "UTC"),
    ("Sat, 09 Jan 2021 23:30:00 GMT", "GMT"),
    ("January 9, 2021 11:30 PM EST", "EST"),
    ("January 9, 2021 11:30 PM", None),
    ("2021-01-09", None),
]


@pytest.mark.parametrize(("value", "zone"), ZONES)
def test_the_zone_is_told(value: str, zone: str | None) -> None:
    """The day is that of the stamp's own zone, and the reason names the zone."""
    (row,) = date(*page([("body", "It fell.")], {"datePublished": value})).rows()
    assert row.value == "2021-01-09"
    assert (f"by a clock in {zone}" in row.detail) if zone else ("clock" not in row.detail)


def test_what_was_saved_closes() -> None:
    """A page is published before it is saved or updated; a file's own stamps say neither."""
    names = ("capture:date", "record:updated", "file:created", "file:modified", "http:last-modified", "record:date")
    found = date(*page([("body", "It fell.")], dict.fromkeys(names, "2021-01-09"))).rows()
    assert sorted(row.detail.split("(")[0] for row in found if row.closes) == [
        "the page was saved then: the document was published no later",
        "the record that the document came in was updated then ",
    ]


@pytest.mark.parametrize(("url", "value"), ADDRESSES)
def test_address(url: str, value: str | None) -> None:
    found = [(row.method, row.value) for row in date(*page([("body", "It fell.")], url=url)).rows()]
    assert found == ([("url", value)] if value else [])


def test_empty_page_has_no_candidates() -> None:
    assert len(date(*page([]))) == 0
