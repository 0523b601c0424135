"""Offsets are written, read and counted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.calendar import days_of
from sayso.language.offsets import Offset, grain_of, read_offset, stretch_at, value_at

CASES = [
    ("shift=-1;unit=year", "2021-06-10", "2020"),
    ("shift=-1;unit=month", "2021-03-31", "2021-02"),
    ("shift=1;unit=day", "2021-06", None),
    ("shift=-1;unit=year;grain=anchor", "2021-Q3", "2020-Q3"),
    ("weekday=2;direction=past", "2021-06-08", "2021-06-08"),
    ("weekday=2;direction=future", "2021-06-09", "2021-06-15"),
    ("weekday=2;shift=-1", "2021-06-08", "2021-06-01"),
    ("weekday=2;week=-1", "2021-06-08", "2021-06-01"),
    ("weekday=2;direction=past;time=TMO", "2021-06-08", "2021-06-08TMO"),
    ("month=2;day=29;direction=past", "2023-06-10", "2020-02-29"),
    ("month=2;day=29;year=0", "2023-06-10", None),
    ("month=9;direction=past", "2021-09-01", "2021-09"),
    ("month=9;shift=-1", "2021-09-01", "2020-09"),
    ("month=12;day=28;direction=near", "2021-01-03", "2020-12-28"),
    ("month=1;day=28;direction=near", "2021-11-03", "2022-01-28"),
    ("part=Q3;direction=past", "2021-10-20", "2021-Q3"),
    ("weekday=4;month=11;nth=4;direction=past", "2000-01-07", "1999-11-25"),
    ("weekday=1;month=5;nth=-1;year=0", "2021", "2021-05-31"),
    ("weekday=2;month=11;day=2;nth=1;year=0", "2022", "2022-11-08"),
    ("month=3;day=6;unit=week;direction=near", "2000-02-24", "2000-W10"),
    ("unit=week;year=0;easter=0", "2021", "2021-W13"),
    ("month=1;day=14;direction=ahead", "2000-01-15", "2000-01-14"),
    ("month=8;direction=ahead", "1998-02-13", "1998-08"),
    ("month=8;direction=near", "1998-02-13", "1997-08"),
    ("year=-1;easter=1", "2024-02-01", "2023-04-10"),
    ("direction=future;easter=0", "2024-04-01", "2025-04-20"),
    ("weekday=7;direction=future/weekday=3;direction=future", "2023-09-06", "2023-09-10/2023-09-13"),
    ("weekday=4;direction=past/weekday=1;direction=past", "2021-06-12", "2021-06-07/2021-06-10"),
    ("weekday=4;direction=past/weekday=1;direction=past", "2021-06", None),
    ("shift=2;unit=day", "2021-06-07/2021-06-10", "2021-06-12"),
    ("month=4;year=0", "BC0480", "BC0480-04"),
    ("part=WI;year=1", "BC0480-08", "BC0479-WI"),
    ("shift=1;unit=year", "BC0480", "BC0479"),
    ("shift=1;unit=day", "BC0480", None),
    ("month=4;year=0", "1915-WI", "1915-04"),
    ("shift=1;unit=year", "9999-06-10", None),
    ("shift=-3;unit=century", "0100-06-10", None),
    ("direction=past", "2021-06-10", None),
    ("shift=-1;unit=year", "PRESENT_REF", None),
]

offsets = st.one_of(
    st.builds(Offset, weekday=st.integers(1, 7), direction=st.sampled_from(["past", "future"])),
    st.builds(
        Offset,
        month=st.integers(1, 12),
        day=st.integers(1, 28),
        direction=st.sampled_from(["past", "future", "near", "ahead"]),
    ),
    st.builds(Offset, month=st.integers(1, 12), year=st.integers(-3, 3)),
    st.builds(Offset, easter=st.integers(-60, 60), direction=st.sampled_from(["past", "future", "near"])),
    st.builds(
        Offset,
        weekday=st.integers(1, 7),
        month=st.integers(1, 12),
        nth=st.sampled_from([-1, 1, 2, 3, 4]),
        direction=st.sampled_from(["past", "future", "near"]),
    ),
    st.builds(
        Offset,
        weekday=st.integers(1, 7),
        direction=st.just("past"),
        other=st.builds(Offset, weekday=st.integers(1, 7), direction=st.just("past")),
    ),
    st.builds(
        Offset, shift=st.integers(-20, 20), unit=st.sampled_from(["day", "week", "month", "quarter", "year", "decade"])
    ),
)


@pytest.mark.parametrize(("offset", "anchor", "value"), CASES)
def test_value(offset: str, anchor: str, value: str | None) -> None:
    assert value_at(read_offset(offset), anchor) == value


@given(offsets)
def test_reading_is_the_reverse_of_writing(offset: Offset) -> None:
    assert read_offset(str(offset)) == offset


@given(offsets, st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 400))
def test_a_later_anchor_gives_no_earlier_value(offset: Offset, day: dt.date, more: int) -> None:
    """Resolve reads an interval from its two ends; that is right only if offsets keep the order of their anchors."""
    first = value_at(offset, day.isoformat())
    second = value_at(offset, (day + dt.timedelta(days=more)).isoformat())
    assert first is not None
    assert second is not None
    low, high = days_of(first), days_of(second)
    assert low is not None
    assert high is not None
    assert low.first <= high.first


def test_unknown_words_are_refused() -> None:
    with pytest.raises(TypeError):
        read_offset("fortnight=2")


@pytest.mark.parametrize(
    ("value", "grain"),
    [("2021", "year"), ("2021-06", "month"), ("2021-W20", "week"), ("2021-SU", "season"), ("P2D", None)],
)
def test_grain(value: str, grain: str | None) -> None:
    assert grain_of(value) == grain


def test_stretch() -> None:
    days = stretch_at(Offset(span=-2, unit="month"), "2021-06-10")
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == ("2021-04-10", "2021-06-10")
