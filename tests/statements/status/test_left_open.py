"""Which words leave open whether something happens, by the rules alone."""

from __future__ import annotations

import pytest

from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.status.predicates import factuality
from tests.case_tables import read_cases
from tests.statements.reading import CUES


@pytest.mark.parametrize("case", read_cases("left_open"), ids=lambda case: case["note"])
def test_a_word_leaves_it_open(case: dict[str, str]) -> None:
    doc = parse_text(case["sentence"], [Span(0, len(case["sentence"]))])
    token = next(word for word in doc if word.text == case["word"])
    assert factuality(token, CUES, None).left_open == (case["left_open"] == "yes")
