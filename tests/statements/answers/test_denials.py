from __future__ import annotations

import pytest

from sayso.statements.answers import denials, overlap
from sayso.tables import LocalStatement
from tests.case_tables import read_cases
from tests.statements.answers.verdict_cases import check_verdict
from tests.statements.reading import read

REPEATS = 60
PER_PARAGRAPH = 12
"""Comparisons of two contents that a paragraph may cost: with those beside it, not with those of the whole page."""


@pytest.mark.parametrize("case", read_cases("author_denials"), ids=lambda case: case["note"])
def test_author_denies_the_content(case: dict[str, str]) -> None:
    check_verdict(case)


def test_contents_are_compared_with_their_neighbours_only(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def are_one(row: LocalStatement, other: LocalStatement) -> bool:
        nonlocal compared
        compared += 1
        return overlap.are_one(row, other)

    monkeypatch.setattr(denials, "are_one", are_one)
    paragraph = "Trolls spread the fake story that the mayor is ill. The Echo said that he had fled. He had not."
    rows = list(read("\n\n".join([paragraph] * REPEATS))[1].rows())
    assert sum(row.status == "denied" for row in rows) >= 2 * REPEATS
    assert 0 < compared <= PER_PARAGRAPH * REPEATS
