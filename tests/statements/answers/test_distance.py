from __future__ import annotations

import pytest

from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.answers.distance import whole_word
from tests.case_tables import read_cases
from tests.statements.answers.verdict_cases import check_verdict


@pytest.mark.parametrize("case", read_cases("distance"), ids=lambda case: case["note"])
def test_author_stands_back_from_what_others_hold(case: dict[str, str]) -> None:
    check_verdict(case)


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [
        ("the so-called proof", "called", "so-called"),
        ("a made-up tale", "made", "made-up"),
        ("a fake tale", "fake", "fake"),
        ("the so - called proof", "called", "called"),
        ("- fake", "fake", "fake"),
        ("fake-", "fake", "fake"),
    ],
)
def test_hyphens_join_a_word(text: str, word: str, whole: str) -> None:
    doc = parse_text(text, [Span(0, len(text))])
    assert whole_word(next(token for token in doc if word in token.text)).text.rstrip("-") == whole


def test_row_of_hyphens_is_cut_short() -> None:
    text = "so-" * 900 + "so"
    doc = parse_text(text, [Span(0, len(text))])
    assert max(len(whole_word(token)) for token in doc) <= 9
