"""The lines around a text -> whose the page is."""

from __future__ import annotations

import pytest

from sayso.clean.publisher import publisher_of
from sayso.tables import MetadataField
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("publishers"), ids=lambda case: case["lines"][:40])
def test_a_page_is_its_host_s_or_its_owner_s(case: dict[str, str]) -> None:
    assert (publisher_of(case["lines"].split("|"), (), None) or "") == case["publisher"], case["note"]


def test_what_a_page_states_comes_before_what_it_prints() -> None:
    named = (MetadataField("og:site_name", "Harbour Gazette"),)
    assert publisher_of(["two.example"], named, "https://www.one.example/news") == "one.example"
    assert publisher_of(["two.example"], named, None) == "Harbour Gazette"


def test_a_long_row_of_hosts_and_stops_is_read_in_no_time() -> None:
    assert publisher_of(["a." * 50_000, "© " * 50_000, "© 2021 " + "x" * 50_000], (), None) is None
