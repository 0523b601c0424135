"""What a page states, and its lines -> its title."""

from __future__ import annotations

import pytest

from sayso.clean.lines import split_lines
from sayso.clean.title import stated_title, title_line
from sayso.tables import MetadataField
from tests.case_tables import read_cases

TEXT = "A first paragraph that goes on for more than ten words and ends with a stop."


@pytest.mark.parametrize("case", read_cases("titles"), ids=lambda case: case["note"])
def test_the_title_is_the_line_that_the_page_states_else_what_it_states(case: dict[str, str]) -> None:
    stated = [tuple(part.split("=", 1)) for part in case["stated"].split(";")]
    metadata = [MetadataField(name, value) for name, value in stated]
    lines = split_lines(f"{case['line']}\n\n{TEXT}")
    at = title_line(lines, metadata, len(lines) - 1)
    found = lines[at].plain if at is not None else stated_title(metadata)
    assert (found or "") == case["title"], case["note"]
