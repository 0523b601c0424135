"""Single lines -> what the word list and the header rules make of them."""

from __future__ import annotations

import pytest

from sayso.clean.header import is_byline, is_date_line, names_in
from sayso.language.pages import load_page_words, normal_line, unmarked
from tests.case_tables import read_cases

PAGE_WORDS = load_page_words()


@pytest.mark.parametrize("case", read_cases("page_lines"), ids=lambda case: case["line"][:40])
def test_a_page_line_is_known_by_its_words(case: dict[str, str]) -> None:
    found = PAGE_WORDS.find(case["line"])
    assert (found.kind if found else "") == case["kind"], case["note"]


@pytest.mark.parametrize("case", read_cases("header_lines"), ids=lambda case: case["line"][:40])
def test_a_header_line_is_a_byline_a_date_or_neither(case: dict[str, str]) -> None:
    line = case["line"]
    what = "byline" if is_byline(line) else "date" if is_date_line(line) else "other"
    assert what == case["what"], case["note"]
    if what == "byline":
        assert "|".join(names_in(line)) == case["names"]


def test_lines_compare_without_markup_bullets_case_and_curly_quotes() -> None:
    assert normal_line("  • **Editor’s**   [Picks](#top) ") == "editor's picks"
    assert unmarked(r"## \*\*Big\*\* news") == "Big news"
