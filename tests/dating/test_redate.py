"""Which candidate a document's date rests on, and what its own text says where there is none."""

from __future__ import annotations

import pytest

from sayso import tables as t
from sayso.dating.date import date
from sayso.dating.redate import redate
from sayso.tables import DateDecision, DocumentDate, LocalTimes
from tests.annotate.time_reading import local_times
from tests.dating.pages import page

Blocks = list[tuple[str, str]]

BODY = ("body", "The old bridge fell.")
LINE = ("dateline", "January 11, 2021")
RANKS: list[tuple[dict[str, str], str | None, Blocks, tuple[str, str]]] = [
    ({"datePublished": "2021-01-09"}, "https://a.example/2021/01/10/x", [LINE, BODY], ("2021-01-09", "metadata")),
    ({}, "https://a.example/2021/01/10/x", [LINE, BODY], ("2021-01-10", "url")),
    ({}, "https://a.example/2021/01/x", [LINE, BODY], ("2021-01", "url")),
    ({}, None, [LINE, ("body", "OSLO, Jan. 12, 2021 - It fell.")], ("2021-01-11", "header")),
    ({}, None, [("body", "OSLO, Jan. 12, 2021 - It fell.")], ("2021-01-12", "dateline")),
    ({"dateModified": "2021-01-15"}, None, [LINE, BODY], ("2021-01-11", "header")),
]  # fmt: skip

BOUNDS = [
    ("The bridge fell on January 9, 2021.", "2021-01-09", None),
    ("The bridge will fall on January 9, 2031.", None, None),
    ("The plan for 2031 was signed in 2020.", "2020-01-01", None),
    ("The bridge fell.", None, None),
    ("Owner sentenced. He was sent to prison on Friday for the fire of April 27, 2013.", None, None),
    ("The bridge was built on June 1, 1950, and nobody has mended it.", "1950-06-01", None),
    ("The bridge fell on January 9 last year. On January 9, 2021, rain fell.", "2022-01-01", "2022-12-31"),
    (
        "The bridge fell on January 9 last year. January 9, 2021: rain. It was rebuilt on May 4 this year.",
        "2022-05-04",
        "2022-12-31",
    ),
    ("It fell on January 9 last year. It fell on January 9, 2021. It fell on January 9, 2019.", "2021-01-09", None),
    (
        "The bridge fell on January 9 last year. On January 9, 2021, rain fell. It was rebuilt on May 4.",
        "2022-05-04",
        "2022-12-31",
    ),
]


def _dated(
    blocks: Blocks, metadata: dict[str, str] | None = None, url: str | None = None, times: LocalTimes | None = None
) -> tuple[list[DateDecision], DocumentDate]:
    documents, rows, texts = page(list(blocks), metadata, url)
    decisions, sisters, dates = redate(
        texts, t.Relations.of(()), date(documents, rows, texts), times or LocalTimes.of(()),
        t.LocalEventMentions.of(()), t.LocalPlaces.of(()), t.Entities.of(()), t.ReferentEntities.of(()),
    )  # fmt: skip
    assert len(sisters) == 0
    (document_date,) = dates.check().rows()
    return list(decisions.check().rows()), document_date


@pytest.mark.parametrize(("metadata", "url", "blocks", "wanted"), RANKS)
def test_firmest_candidate(metadata: dict[str, str], url: str | None, blocks: Blocks, wanted: tuple[str, str]) -> None:
    value, method = wanted
    decisions, found = _dated(blocks, metadata, url)
    assert found.published_method == method
    assert found.published_earliest is not None
    assert found.published_earliest.startswith(value)
    assert sum(decision.accepted for decision in decisions) == 1
    assert all(decision.detail for decision in decisions)


def test_contradiction_is_told() -> None:
    _, found = _dated([("dateline", "January 11, 2021"), BODY], {"datePublished": "2021-01-09"})
    assert "contradicted by header 2021-01-11" in found.detail


def test_an_update_closes_the_interval() -> None:
    text = "The bridge fell on January 9, 2021."
    _, found = _dated([("body", text)], {"dateModified": "2021-02-01"}, times=local_times(text))
    assert (found.published_earliest, found.published_latest) == ("2021-01-09", "2021-02-01")
    assert found.published_method == "bounds"


def test_a_saved_page_closes_the_interval() -> None:
    text = "The bridge fell on January 9, 2021."
    _, found = _dated([("body", text)], {"capture:date": "2021-02-01T10:00:00Z"}, times=local_times(text))
    assert (found.published_earliest, found.published_latest) == ("2021-01-09", "2021-02-01")
    assert "saved" in found.detail


SAVED = [("2021-01-09", None), ("2021-01-10", "2021-01-11"), ("2021-01-12", "2021-01-11")]


@pytest.mark.parametrize(("saved", "earliest"), SAVED)
def test_a_header_after_the_saving_is_refused(saved: str, earliest: str | None) -> None:
    """One day is left to the zones of who saves and who publishes."""
    decisions, found = _dated([LINE, BODY], {"capture:date": saved})
    assert found.published_earliest == earliest
    assert any("before it" in decision.detail for decision in decisions) == (earliest is None)


def test_month_gives_an_interval() -> None:
    _, found = _dated([BODY], {"datePublished": "2021-02"})
    assert (found.published_earliest, found.published_latest) == ("2021-02-01", "2021-02-28")


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    decisions, found = _dated([("body", text)], times=local_times(text))
    assert (found.published_earliest, found.published_latest) == (earliest, latest)
    assert found.published_method == ("bounds" if earliest else None)
    assert not any(decision.accepted for decision in decisions)
