from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.statements.quotes import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no” twice.", ["“no”"]),
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("Don’t ask: it’s the workers’ day.", []),
        ("‘The trains don’t run,’ he said.", ["‘The trains don’t run,’"]),
        ("«Non» and „nein“ and „nej”.", ["«Non»", "„nein“", "„nej”"]),
        ("“He called it ‘mad’ twice,” she said.", ["“He called it ‘mad’ twice,”"]),
        ("“This paragraph goes on\n\n“and ends here.”", ["“This paragraph goes on", "“and ends here.”"]),
        ("A 6\" pipe and a 5' plank.", []),
        ("He left “without a close, in the middle.", []),
        ("", []),
    ],
)
def test_quotations_are_pairs_of_marks(text: str, expected: list[str]) -> None:
    assert [quotation.span.of(text) for quotation in quotations(text)] == expected


@given(st.text(alphabet="ab “”‘’'\"«».\n", max_size=80))
def test_quotations_do_not_overlap(text: str) -> None:
    found = [quotation.span for quotation in quotations(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
