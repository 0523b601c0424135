"""Time expressions are found, typed and hung on what they hang on."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sayso.annotate.times.find import find_times, longest
from sayso.annotate.times.readings import readings
from sayso.spans import Span
from tests.annotate.time_reading import local_times, read
from tests.case_tables import read_cases

CASES = read_cases("times")
PIECES = [
    *("May 4, 2020", "Tuesday", "last week", "two days later", "the quarter", "at 5 p.m.", "from", "to", "2020-05-04"),
    *("May", "1914-18", "“", "\n\n", "-", ". The", "and", "between", "February 30", "44 BC", "Easter", "28", "MARCH"),
]
ENDLESS = [
    *(
        "On Tuesday, May 4, 2020, at 5 p.m., two or three weeks after the 1998 talks, it rained. ",
        "1998-",
        "May",
        "12 ",
    ),
    "In the quarter ended May 4, up from a year earlier, the 1998 period, in the weeks before the week of May 4, ",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']}: {case['note']}")
def test_expression(case: dict[str, str]) -> None:
    published = case["published"] or None
    found = read(case["text"], published, published)
    if not case["type"]:
        assert case["words"] not in found
        return
    assert case["words"] in found, sorted(found)
    row, value = found[case["words"]]
    wanted = [None if case[key] == "-" else case[key] for key in ("earliest", "latest")]
    assert (row.timex_type, value.value, row.mod or "") == (case["type"], case["value"] or None, case["mod"])
    assert [value.earliest, value.latest] == wanted
    assert row.detail
    assert value.detail


def test_expressions_do_not_overlap() -> None:
    text = (
        "Early on Tuesday morning, May 4, 2020, about two and a half years later, he left at 5 p.m. EST the same day."
    )
    spans = [Span(row.start, row.end) for row in local_times(text).rows()]
    assert spans
    assert not any(one.overlaps(other) for one in spans for other in spans if one != other)


def test_narrative_takes_the_year_named_last() -> None:
    dates = " ".join(f"On {day} May 1871 the city was shelled." for day in range(1, 10))
    found = read(f"{dates} In June the army withdrew.", None, None)
    assert found["June"][1].value == "1871-06"


def test_news_does_not_take_the_year_named_last() -> None:
    found = read("The fort was built in May 1871. In June the army withdrew.", None, None)
    assert found["June"][1].value == "XXXX-06"


def test_narrative_goes_on_over_the_year() -> None:
    dates = " ".join(f"On {day} October 1871 the city was shelled." for day in range(1, 10))
    found = read(f"{dates} In January the army withdrew. It came back in April. A play of 1923 tells it.", None, None)
    assert found["January"][1].value == "1872-01"
    assert found["April"][1].value == "1872-04"


def test_narrative_is_not_led_astray_by_a_year_it_mentions_in_passing() -> None:
    dates = " ".join(f"On {day} May 1871 the city was shelled." for day in range(1, 10))
    found = read(f"{dates} A book of 1990 tells it. In June the army withdrew. In July 1871 it was over.", None, None)
    assert found["June"][1].value == "1871-06"


@pytest.mark.parametrize("words", ENDLESS)
def test_a_paragraph_without_end_takes_time_by_its_length(words: str) -> None:
    seconds = []
    for length in (10_000, 100_000):
        text = (words * (length // len(words) + 1))[:length]
        pieces = text.split(" ")
        parse = Doc(
            Vocab(), [piece or "-" for piece in pieces], sent_starts=[place == 0 for place in range(len(pieces))]
        )
        started = time.process_time()
        rows = find_times("0" * 16, text, parse, [Span(0, length)])
        seconds.append(time.process_time() - started)
        assert all(row.text == text[row.start : row.end] for row in rows)
    assert seconds[1] < 0.5 + 40 * seconds[0]


def test_the_same_text_gives_the_same_rows() -> None:
    text = "He left on Tuesday and came back two days later."
    first = local_times(text)
    local_times.cache_clear()
    assert local_times(text).arrow.equals(first.arrow)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14).map(" ".join))
def test_readings_of_any_text_slice_back_and_stand_apart(text: str) -> None:
    kept = longest(list(readings(text)))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in kept)
    assert all(one.span.of(text).strip() == one.span.of(text) for one in kept)
    assert all(one.span.end <= other.span.start for one, other in pairwise(kept))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_rows_of_any_text_keep_their_word(text: str) -> None:
    for row, value in read(text, "2021-06-10", "2021-06-12").values():
        assert (row.anchor == "time") == (row.anchor_time_id is not None)
        assert value.earliest is None or value.latest is None or value.earliest <= value.latest
