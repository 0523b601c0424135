"""The weights of signs: what is fitted, and how it is written down."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.dating_pages import Page
from sayso.language.lexicons import read_word_list
from training import dating_signs
from training.dating_signs import Asked, Matrix, fit, held_out, write

NAMES = ["told", "noise", "none"]


def _asked(number: int) -> Asked:
    """Three days, of which the told one is right; every fifth document was written on none of them."""
    days = ("2021-03-01", "2021-03-05", "2021-03-09")
    right = days[number % 3]
    signs = tuple({"told": float(day == right), "noise": float((number + n) % 2)} for n, day in enumerate(days))
    day = "2020-01-01" if number % 5 == 0 else right
    return Asked(Page(f"d{number}", f"i{number}", day, b""), True, days, (*signs, {"none": 1.0}))


ASKED = [_asked(number) for number in range(60)]


def test_what_goes_with_the_right_day_weighs() -> None:
    weights = fit(ASKED, NAMES)
    assert weights["told"] > 1
    assert abs(weights["noise"]) < 0.3


def test_the_fit_is_the_best() -> None:
    """No small step from it makes the right days likelier."""
    weights = fit(ASKED, NAMES)
    matrix, at = Matrix(ASKED, NAMES), np.array([weights[name] for name in NAMES])
    assert np.abs(matrix.slope(at)[1]).max() < 0.05
    chances = matrix.chances(at)
    assert np.add.reduceat(chances, matrix.starts) == pytest.approx(1)


def test_answers_are_held_out() -> None:
    found = held_out(ASKED, NAMES)
    assert len(found) == len(ASKED)
    assert sum(right for _, right, _ in found) == 48


def test_written_weights_keep_their_meanings(tmp_path: Path) -> None:
    rows = read_word_list("date_signs")
    path = tmp_path / "date_signs.csv"
    path.write_text(dating_signs.WEIGHTS.read_text(encoding="utf-8"), encoding="utf-8")
    write({row["sign"]: float(row["weight"]) for row in rows}, path)
    assert path.read_text(encoding="utf-8") == dating_signs.WEIGHTS.read_text(encoding="utf-8")
