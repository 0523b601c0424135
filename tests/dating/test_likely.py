"""The likeliest days of writing, weighed by their signs."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dating.full_dates import full_dates
from sayso.dating.habits import Relative
from sayso.dating.likely import ANSWER_DAYS, chances_of, days_thought_of, likely_days, sign_weights
from sayso.dating.signs import Told, signs_against_all, signs_of
from sayso.dating.sisters import Near
from sayso.dating.votes import Heard, Vote
from sayso.language.offsets import read_offset
from tests.annotate.time_reading import local_times

TEXT = "The mill burned on Monday night, and police said on Tuesday that nobody was hurt."
MONDAY = dt.date(2021, 3, 1)


def _told(text: str, placed: dt.date | None = None, near: tuple[dt.date, ...] = (), chance: float = 0.9) -> Told:
    """A text, the day on which sisters put its first expression, their days -> all that is told."""
    times = sorted(local_times(text).rows(), key=lambda time: time.start)
    relatives = [
        Relative(time, read_offset(time.offset)) for time in times if time.anchor == "publication" and time.offset
    ]
    heard = [Heard(relatives[0], {placed: {"s": Vote(chance, "so")}})] if placed else []
    return Told(relatives, full_dates(text, times), heard, [Near(f"s{n}", 9.0, day) for n, day in enumerate(near)])


def test_news_of_monday_and_tuesday_is_of_that_week() -> None:
    found = likely_days(_told(TEXT, MONDAY, (MONDAY + dt.timedelta(days=1),)))
    assert found is not None
    assert found.first <= MONDAY + dt.timedelta(days=1) <= found.last
    assert found.because


def test_what_is_told_beside_the_deed_came_after_it() -> None:
    """Found on Saturday, named on Wednesday: on Monday that Wednesday would lie before the Saturday."""
    text = "A man was found on Saturday morning. He was named on {} as the miller."
    saturday = dt.date(2021, 3, 6)
    later, soon = (_told(text.format(day), saturday, (saturday,)) for day in ("Wednesday", "Sunday"))
    assert "order: before the deed" in signs_of(dt.date(2021, 3, 8), later)
    assert "order: before the deed" not in signs_of(dt.date(2021, 3, 11), later)
    found, other = likely_days(later), likely_days(soon)
    assert found is not None
    assert other is not None
    assert other.first <= dt.date(2021, 3, 7) <= other.last
    assert found.chance < other.chance - 0.1


def test_last_week_is_the_week_before() -> None:
    told = _told("A girl was found last week. Police said on Tuesday who it is. She was lost on Thursday.", None)
    thursday = next(relative for relative in told.relatives if relative.offset.weekday == 4)
    placed = Told(told.relatives, (), [Heard(thursday, {dt.date(2021, 3, 4): {"s": Vote(0.9, "so")}})], ())
    assert "last week: fits" in signs_of(dt.date(2021, 3, 9), placed)
    assert "last week: errs" in signs_of(dt.date(2021, 3, 5), placed)


def test_nothing_told_gives_nothing() -> None:
    assert likely_days(_told(TEXT)) is None
    assert likely_days(Told((), (), (), ())) is None


@given(
    st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), max_size=4),
    st.one_of(st.none(), st.just(MONDAY), st.just(MONDAY + dt.timedelta(days=350))),
    st.floats(0, 1),
)
def test_chances_are_chances(near: list[dt.date], placed: dt.date | None, chance: float) -> None:
    told = _told(TEXT, placed, tuple(near), chance)
    days = days_thought_of(told)
    chances = chances_of([signs_of(day, told) for day in days], signs_against_all(told), sign_weights())
    assert all(0 <= one <= 1 for one in chances)
    assert sum(chances) <= 1.0001
    found = likely_days(told)
    assert (found is None) == (not days)
    if found is not None:
        assert 0 <= (found.last - found.first).days < ANSWER_DAYS
        assert found.first <= found.middle <= found.last
        assert 0 <= found.chance <= 1.0001


def test_the_end_of_the_calendar_is_no_crash() -> None:
    likely_days(_told(TEXT, None, (dt.date.max, dt.date.min)))


def test_every_sign_has_one_weight() -> None:
    text = files("sayso").joinpath("resources", "date_signs.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert len({row["sign"] for row in rows}) == len(rows)
    assert all(set(row) == {"sign", "weight", "meaning"} for row in rows)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Shots at the mill. — Ann Lee (@annlee) March 2, 2021. The mill burned on Monday night, police said.",
            "2021-03-02",
        ),
        ("Mill burns. The mill burned on Monday night, March 1, 2021, police said. Nobody was hurt.", "2021-03-02"),
    ],
)
def test_a_bare_clipping(text: str, day: str) -> None:
    """A careful person dates it by the day that it names and the weekday beside it."""
    found = likely_days(_told(text))
    assert found is not None
    assert found.first <= dt.date.fromisoformat(day) <= found.last
