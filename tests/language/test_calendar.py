"""Dates written out in text, and the days that values cover."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.calendar import add_months, days_of, find_dates, quarter_value, read_date, week_value
from tests.case_tables import read_cases

VALUES = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-02", "2021-02-01", "2021-02-28"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("2020-W53", "2020-12-28", "2021-01-03"),
    ("2021-W24-WE", "2021-06-19", "2021-06-20"),
    ("2021-Q4", "2021-10-01", "2021-12-31"),
    ("2021-H2", "2021-07-01", "2021-12-31"),
    ("2021-SU", "2021-06-01", "2021-08-31"),
    ("199", "1990-01-01", "1999-12-31"),
    ("19", "1900-01-01", "1999-12-31"),
    ("2021-06-10TMO", "2021-06-10", "2021-06-10"),
    ("2021-06-10T17:00", "2021-06-10", "2021-06-10"),
]


@pytest.mark.parametrize("case", read_cases("full_dates"), ids=lambda case: f"{case['text']}: {case['note']}")
def test_full_date(case: dict[str, str]) -> None:
    found = [(date.span.of(case["text"]), date.value, date.precision) for date in find_dates(case["text"])]
    assert found == ([(case["words"], case["value"], case["precision"])] if case["value"] else [])


@pytest.mark.parametrize(("value", "first", "last"), VALUES)
def test_days_of_value(value: str, first: str, last: str) -> None:
    days = days_of(value)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "XXXX-09-13",
        "2023-WXX",
        "P2D",
        "PT4H",
        "PRESENT_REF",
        "2023-02-30",
        "2023-W54",
        "BC0241",
        "0000",
        "２０２３",
    ],
)
def test_value_without_days(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021", "2021"),
        ("20210303", "2021-03-03"),
        ("2021-03", "2021-03"),
        ("2021-03-03T10:00:00Z", "2021-03-03"),
        ("soon", None),
    ],
)
def test_whole_text_as_date(text: str, value: str | None) -> None:
    found = read_date(text)
    assert (found.value if found else None) == value


@given(st.text(alphabet="0123456789 -/.,:TZMarchSeptof\n", max_size=60))
def test_dates_of_any_text_slice_back(text: str) -> None:
    for date in find_dates(text):
        assert date.span.of(text)
        assert days_of(date.value) is not None


@given(st.dates(dt.date(1000, 1, 1), dt.date(3000, 1, 1)), st.integers(-1000, 1000))
def test_months_move_as_the_calendar_counts_them(day: dt.date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(days=1)).day == 1)


@given(st.dates(dt.date(1000, 1, 1), dt.date(3000, 1, 1)))
def test_day_lies_in_its_week_and_quarter(day: dt.date) -> None:
    for value in (week_value(day), quarter_value(day)):
        days = days_of(value)
        assert days is not None
        assert days.first <= day <= days.last


@pytest.mark.parametrize("case", read_cases("machine_stamps"), ids=lambda case: case["note"])
def test_machine_stamps(case: dict[str, str]) -> None:
    found = read_date(case["stamp"])
    assert (found.value if found else "") == case["day"]
