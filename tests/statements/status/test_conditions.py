"""On which conditions a clause hangs, by the rules alone."""

from __future__ import annotations

import pytest

from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.status.conditions import condition_of, condition_told
from tests.case_tables import read_cases
from tests.statements.reading import CUES


def condition(sentence: str, head: str) -> str:
    doc = parse_text(sentence, [Span(0, len(sentence))])
    token = next(word for word in doc if word.text == head and word.pos_ in {"VERB", "AUX"})
    return condition_of(token, CUES) or condition_told(token, None, None)


@pytest.mark.parametrize("case", read_cases("conditional"), ids=lambda case: case["note"])
def test_a_clause_hangs_on_a_condition(case: dict[str, str]) -> None:
    assert condition(case["sentence"], case["head"]) == case["condition"]


@pytest.mark.parametrize("case", read_cases("not_conditional"), ids=lambda case: case["note"])
def test_a_clause_hangs_on_nothing(case: dict[str, str]) -> None:
    assert condition(case["sentence"], case["head"]) == ""
