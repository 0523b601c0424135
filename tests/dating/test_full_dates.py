"""The days that a text names with a year that is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dating.full_dates import full_dates, weekday_in
from tests.annotate.time_reading import local_times
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("told_dates"), ids=lambda case: case["note"])
def test_told_dates(case: dict[str, str]) -> None:
    found = full_dates(case["text"], local_times(case["text"]).rows())
    assert " | ".join(f"{one.style} {one.day.isoformat()}" for one in found) == case["told"]


@given(st.text(max_size=40))
def test_any_words_name_a_weekday_or_none(words: str) -> None:
    assert weekday_in(f"Tuesday, {words}") in range(1, 8)
    assert weekday_in(words) is None or weekday_in(words) in range(1, 8)
