"""What a sentence in the present tells of a time to come, by the rules alone."""

from __future__ import annotations

import pytest

from sayso.language.parse import parse_text
from sayso.spans import Span
from sayso.statements.status.tenses import tense_of
from tests.case_tables import read_cases
from tests.statements.reading import CUES


@pytest.mark.parametrize("case", read_cases("told_ahead"), ids=lambda case: case["note"])
def test_a_sentence_tells_of_a_time(case: dict[str, str]) -> None:
    (sentence,) = parse_text(case["sentence"], [Span(0, len(case["sentence"]))]).sents
    assert tense_of(sentence.root, CUES) == case["tense"]
