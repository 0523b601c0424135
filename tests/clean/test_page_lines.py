"""Single lines -> what the word list and the header rules make of them."""

from __future__ import annotations

import pytest

from sayso.clean.header import is_byline, is_date_line, names_in
from sayso.clean.lines import split_lines
from sayso.clean.tiling import Piece, tile
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
    assert unmarked("**The\u00a0ferry**\t came ") == "The ferry came"


@pytest.mark.parametrize("case", read_cases("line_ends"), ids=lambda case: case["line"][:40])
def test_a_line_ends_like_a_sentence_or_not(case: dict[str, str]) -> None:
    (line,) = split_lines(case["line"])
    assert (line.ends, line.stops) == (case["ends"] == "yes", case["stops"] == "yes"), case["note"]


def test_a_line_knows_the_blank_lines_and_the_white_space_around_it() -> None:
    lines = split_lines("Home\n\n  * News\n\tSport\n \nHome")
    seen = [
        (line.start, line.blank_before, line.blank_after, line.indented, line.repeats, line.again) for line in lines
    ]
    assert seen == [
        (0, True, True, False, 2, False),
        (10, True, False, True, 1, False),
        (16, False, True, True, 1, False),
        (24, True, True, False, 2, True),
    ]


def test_a_page_without_lines_has_no_blocks() -> None:
    assert split_lines("") == split_lines(" \n\n") == []
    assert tile("a", "", []) == ([], "")


def test_blocks_tile_a_page_and_white_space_goes_with_what_is_cut() -> None:
    page = "Home\nNews\n\n# The ferry\nIt came back.\n\nIt left.\n"
    pieces = [
        Piece(0, 4, "navigation", "a menu"), Piece(5, 9, "navigation", "a menu"),
        Piece(13, 22, "title", "a headline"), Piece(23, 36, "body", "prose"), Piece(38, 46, "body", "prose"),
    ]  # fmt: skip
    blocks, text = tile("a", page, pieces)
    assert text == "The ferry\n\nIt came back.\n\nIt left."
    assert [(page[block.raw_start : block.raw_end], block.detail) for block in blocks] == [
        ("Home\nNews\n\n# ", "a menu"), ("The ferry", "a headline"), ("\n", "white space"),
        ("It came back.", "prose"), ("\n\n", "white space"), ("It left.", "prose"), ("\n", "white space"),
    ]  # fmt: skip
    assert [text[block.start : block.end] for block in blocks if block.kept] == [
        "The ferry",
        "It came back.",
        "It left.",
    ]


def test_wire_copy_in_capitals_is_prose() -> None:
    told = "FOUR FISHERMEN WERE INJURED NEAR THE SHOAL, THE COAST GUARD SAID."
    wire, menu = split_lines(f"{told}\n\nLATEST NEWS FROM ALL OUR REGIONS AND CITIES TODAY")
    assert wire.prose or wire.lower == 1.0
    assert not menu.prose and menu.lower == 0
