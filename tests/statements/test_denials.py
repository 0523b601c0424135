from __future__ import annotations

import re

import pytest

from tests.case_tables import read_cases
from tests.statements.reading import read


@pytest.mark.parametrize("case", read_cases("author_denials"), ids=lambda case: case["note"])
def test_author_denies_the_content(case: dict[str, str]) -> None:
    rows = list(read(case["sentence"])[1].rows())
    denied = [row for row in rows if row.voice == "author" and row.cue_text is not None]
    if not case["content"]:
        assert denied == []
        return
    (row,) = denied
    assert (row.status, row.cue_text) == ("denied", case["word"])
    assert set(re.findall(r"\w+", row.text)) | {"that"} == set(re.findall(r"\w+", case["content"])) | {"that"}
    same = {other.statement_id for other in rows if other.voice == "attributed" and other.parts == row.parts}
    assert not same or row.antecedent_id in same
