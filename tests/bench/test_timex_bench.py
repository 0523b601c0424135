"""timex: how expressions and their values are counted."""

from __future__ import annotations

import pytest

from bench.timex import Timex, count, units
from sayso.spans import Span

RANGES = [
    ("from Sunday to Wednesday", "2023-09-10/2023-09-13", [("from Sunday", "2023-09-10"), ("Wednesday", "2023-09-13")]),
    ("May 4-7, 2020", "2020-05-04/2020-05-07", [("May 4", "2020-05-04"), ("7, 2020", "2020-05-07")]),
    ("mid-May to June", "2020-05/2020-06", [("mid-May", "2020-05"), ("June", "2020-06")]),
    ("1914-18", "1914/1918", [("1914", "1914"), ("18", "1918")]),
    ("Sunday", "2023-09-10", [("Sunday", "2023-09-10")]),
    ("Sunday", None, [("Sunday", None)]),
]


@pytest.mark.parametrize(("words", "value", "wanted"), RANGES)
def test_a_range_is_two_expressions_of_the_gold(
    words: str, value: str | None, wanted: list[tuple[str, str | None]]
) -> None:
    text = f"It ran {words}."
    found = units(Timex(Span(7, 7 + len(words)), value), words)
    assert [(one.span.of(text), one.value) for one in found] == wanted


def test_counts() -> None:
    gold = [Timex(Span(0, 6), "2023-09-10"), Timex(Span(10, 14), "2023"), Timex(Span(20, 24), "2024")]
    given = [Timex(Span(2, 6), "2023-09-10"), Timex(Span(10, 14), "2022"), Timex(Span(30, 34), "2024")]
    tally = count(gold, given)
    assert (tally.gold, tally.answers, tally.relaxed_gold, tally.relaxed_answers) == (3, 3, 2, 2)
    assert (tally.strict, tally.same_value, tally.days, tally.days_right) == (1, 1, 1, 1)
    assert tally.figures()["value_f1"] == pytest.approx(33.33, abs=0.02)
