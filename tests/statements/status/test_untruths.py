from __future__ import annotations

import pytest

from tests.case_tables import read_cases
from tests.statements.reading import read


@pytest.mark.parametrize("case", read_cases("denied"), ids=lambda case: case["note"])
def test_source_denies_all_it_holds(case: dict[str, str]) -> None:
    rows = [row for row in read(case["sentence"])[1].rows() if row.source_text == case["source"]]
    assert {(row.status, row.certainty) for row in rows} == {("denied", "certain")}


@pytest.mark.parametrize("case", read_cases("not_denied"), ids=lambda case: case["note"])
def test_nobody_denies_anything(case: dict[str, str]) -> None:
    rows = list(read(case["sentence"])[1].rows())
    assert [row.text for row in rows if row.status == "denied"] == []
    told = {row.status for row in rows if row.voice == "attributed"}
    assert told
    assert told <= set(case["status"].split())
