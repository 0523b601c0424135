"""Bad input: no text stops the stage that annotates it, and none is given a day or a person that it does not name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.reading import read
from tests.annotate.time_reading import read as read_times
from tests.case_tables import read_cases


def cases(*failing: str) -> list[object]:
    """The cases; those that fail in one of these ways are known not to hold yet."""
    return [
        pytest.param(case, id=case["note"], marks=[pytest.mark.xfail(strict=True)] if case["fails"] in failing else [])
        for case in read_cases("hostile_text")
    ]


LONG_PARAGRAPH = (
    "On May 4 the minister met officials in Lima and the two sides agreed to talk again on Tuesday, February 30, in "
    "1998 rooms; he said 3-2 was fair, and on the same day Peru and Chile denied it while May said she may march in "
    "March with the Sunday Times for 12 years, 24/7 and call 555-2020 "
)
PIECES = [
    *("MAY", "march", "February 30", "Sunday Times", "3-2", "24/7", "1998", "Mr", "the two", "Q:", "A:", "“"),
    *("in", "Lima", "LIMA", "Paris, Texas", "of", "Old", "state", "central", "and", "'s", '"', "—", ",", "(", ")"),
    *("Quibbleton Gate", "the port of", "\n\n", "٣", "İ", "\u200b", "🇵🇪", "2020年5月4日", "9" * 40),
]


@pytest.mark.parametrize("case", cases("value", "crash"))
def test_no_value_is_invented(case: dict[str, str]) -> None:
    published = case["published"] or None
    found = read_times(case["text"], published, published)
    valued = {
        f"{words}={value.earliest or ''}/{value.latest or ''}"
        for words, (row, value) in found.items()
        if (value.earliest or value.latest) and row.value not in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
    }
    assert valued == {one for one in case["times"].split("|") if one}


@pytest.mark.parametrize("case", cases("crash"))
def test_every_stage_of_annotation_reads_it(case: dict[str, str]) -> None:
    annotated = read(case["text"])
    assert len(annotated.sentences) >= 1
    named = {row.text for row in annotated.mentions.rows() if row.kind == "person" and row.form == "name"}
    assert not named & {"May", "MAY", "March", "MARCH", "Sunday", "February", "Today"}


def test_a_paragraph_without_a_full_stop_is_read_to_its_end() -> None:
    text = LONG_PARAGRAPH * 40
    annotated = read(text)
    assert max(row.end for row in annotated.times.rows()) > len(text) - len(LONG_PARAGRAPH)
    assert {row.country for row in annotated.places.rows() if row.text == "Lima"} == {"PER"}
    assert not {row.value for row in annotated.times.rows() if row.text == "February 30"} - {None}


@pytest.mark.parametrize(
    "text", ["", " ", "May", ".", "—", "\u200b", "9" * 2_000, "MAY " * 300, "“" * 300, "A. " * 300]
)
def test_next_to_nothing_gives_no_places(text: str) -> None:
    assert len(read(text).places) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join))
def test_no_mixture_of_bad_input_stops_it(text: str) -> None:
    annotated = read(text)
    for row in annotated.places.rows():
        assert (row.lat is None) == (row.lon is None)
        assert row.detail
