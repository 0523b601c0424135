"""Places: what is meant as a place, and where it lies."""

from __future__ import annotations

import pytest

from tests.annotate.reading import read
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("places"), ids=lambda case: case["note"])
def test_where_it_is(case: dict[str, str]) -> None:
    places = [row for row in read(case["text"]).places.rows() if row.text == case["words"]]
    assert len(places) == 1
    (place,) = places
    assert (place.name, place.country or "", place.precision) == (case["name"], case["country"], case["precision"])
    assert (place.lat is not None) == (case["located"] == "yes")
    assert (place.lat is None) == (place.lon is None)


@pytest.mark.parametrize(
    "text", ["Canada accused Peru of spying.", "Ottawa rejected the report.", "The Kremlin's answer was short."]
)
def test_who_acts_is_no_place(text: str) -> None:
    assert len(read(text).places) == 0
