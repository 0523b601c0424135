"""On which days a text can have been written that tells a day so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dating.habits import Relative, written_on
from sayso.language.offsets import read_offset
from sayso.tables import LocalTime
from tests.case_tables import read_cases

OFFSETS = [
    "weekday=3;direction=past", "weekday=3;direction=future", "weekday=5;shift=-1", "shift=-1;unit=day",
    "month=6;day=9;direction=past", "month=2;day=29;direction=near", "month=6;day=9;year=-1",
]  # fmt: skip


def relative(offset: str) -> Relative:
    time = LocalTime("t", "d", 0, 1, "x", "DATE", None, None, "publication", None, offset, "test", "")
    return Relative(time, read_offset(offset))


@pytest.mark.parametrize("case", read_cases("written_on"), ids=lambda case: case["note"])
def test_written_on(case: dict[str, str]) -> None:
    days = written_on(relative(case["offset"]), dt.date.fromisoformat(case["day"]))
    found = (min(days).isoformat(), max(days).isoformat()) if days else ("", "")
    assert found == (case["first"], case["last"])


@given(st.sampled_from(OFFSETS), st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)))
def test_every_day_of_writing_reads_back(offset: str, day: dt.date) -> None:
    one = relative(offset)
    for written in written_on(one, day):
        assert one.days(written) == (day, day)
