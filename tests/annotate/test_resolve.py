"""Values are counted from the date of publication, or from another time; what cannot be told stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.annotate.resolve import resolve
from sayso.tables import LocalTimes
from tests.annotate.time_reading import dated, local_times, read

INTERVALS = [
    ("He came last year.", "last year", "2021-03-01", "2021-09-30", ("2020", "2020-01-01", "2020-12-31")),
    ("He came last year.", "last year", "2020-12-30", "2021-01-02", ("XXXX", "2019-01-01", "2020-12-31")),
    ("He came on Friday.", "Friday", "2021-06-12", "2021-06-16", ("2021-06-11", "2021-06-11", "2021-06-11")),
    ("He came on Friday.", "Friday", "2021-06-10", "2021-06-12", ("XXXX-WXX-5", "2021-06-04", "2021-06-11")),
    ("He came on Friday.", "Friday", "2021-06-10", None, ("XXXX-WXX-5", "2021-06-04", None)),
    ("He came on Friday.", "Friday", None, "2021-06-10", ("XXXX-WXX-5", None, "2021-06-04")),
    ("He came on Friday.", "Friday", None, None, ("XXXX-WXX-5", None, None)),
    (
        "It will run from Friday to Sunday.",
        "Friday to Sunday",
        "2021-06-14",
        "2021-06-16",
        ("2021-06-18/2021-06-20", "2021-06-18", "2021-06-20"),
    ),
    (
        "It will run from Friday to Sunday.",
        "Friday to Sunday",
        "2021-06-17",
        "2021-06-19",
        ("XXXX-WXX-5/XXXX-WXX-7", "2021-06-18", "2021-06-27"),
    ),
    ("It ran from 2019 to 2020.", "2019 to 2020", None, None, ("2019/2020", "2019-01-01", "2020-12-31")),
    ("He is now here.", "now", "2021-06-10", "2021-06-12", ("PRESENT_REF", "2021-06-10", "2021-06-12")),
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest", "wanted"), INTERVALS)
def test_interval(
    text: str, words: str, earliest: str | None, latest: str | None, wanted: tuple[str | None, ...]
) -> None:
    _, value = read(text, earliest, latest)[words]
    assert (value.value, value.earliest, value.latest) == wanted


def test_what_hangs_on_an_unresolved_time_stays_open() -> None:
    found = read("He fled on Tuesday. Two days later, he was caught.", None, None)
    time, value = found["Two days later"]
    assert time.anchor == "time"
    assert (value.earliest, value.latest) == (None, None)


def test_every_expression_has_a_value_row() -> None:
    times = local_times("He fled on Tuesday, at noon, two years ago, every day, for weeks, recently.")
    assert {row.time_id for row in resolve(times, dated(None, None)).rows()} == {row.time_id for row in times.rows()}


def test_a_circle_of_anchors_ends() -> None:
    first, second, *_ = local_times("He fled on Tuesday. He was caught on Friday.").rows()
    circle = [
        replace(first, anchor="time", anchor_time_id=second.time_id),
        replace(second, anchor="time", anchor_time_id=first.time_id),
    ]
    values = list(resolve(LocalTimes.of(circle), dated("2021-06-10", "2021-06-10")).rows())
    assert len(values) == 2
    assert all(value.earliest is None for value in values)


def test_a_long_chain_of_anchors_is_followed() -> None:
    (start, *_) = local_times("He fled on May 4, 2020.").rows()
    chain = [start]
    for number in range(3000):
        step = replace(start, time_id=f"{number:016x}", anchor="time", anchor_time_id=chain[-1].time_id)
        chain.append(replace(step, value="XXXX-XX-XX", offset="shift=1;unit=day"))
    values = {row.time_id: row for row in resolve(LocalTimes.of(chain), dated(None, None)).rows()}
    assert values[chain[-1].time_id].value == "2028-07-21"


def test_rows_hang_on_no_order() -> None:
    times = local_times("On May 4, 2020, he fled. Two days later, he was caught. On the same day, a bomb went off.")
    turned = LocalTimes(times.arrow.take(list(reversed(range(len(times))))))
    assert resolve(times, dated(None, None)).arrow.equals(resolve(turned, dated(None, None)).arrow)
