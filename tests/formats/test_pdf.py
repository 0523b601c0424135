"""PDFs -> paragraphs, properties, or the reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.formats import read_page
from sayso.tables import MetadataField
from tests.case_tables import read_cases
from tests.formats.pdf_bytes import Placed, column, pdf_of

LEFT = [
    "The minister said on Monday that the ferry would",
    "be back in the harbour before the winter, and that",
    "a long-term plan for the quay was being prepared.",
    "Few believed it.",
]
RIGHT = [
    "In other news the bridge was closed for two weeks",
    "because of high water in the river, officials said",
    "late on Tuesday. Drivers are asked to use the one",
    "tunnel that is open.",
]


def paragraphs(content: bytes) -> list[str]:
    return read_page(content, "a.pdf").text.split("\n\n")


def test_the_lines_of_a_paragraph_are_joined() -> None:
    page = [Placed(60, 740, "Ferry comes home", 18), *column(60, 700, LEFT), *column(60, 640, RIGHT)]
    assert paragraphs(pdf_of([page])) == ["Ferry comes home", " ".join(LEFT), " ".join(RIGHT)]


def test_a_line_that_ends_early_or_begins_further_right_parts_paragraphs() -> None:
    lines = [*column(60, 700, [*LEFT, *RIGHT])]
    assert paragraphs(pdf_of([lines])) == [" ".join(LEFT), " ".join(RIGHT)]
    indented = [
        *column(60, 700, RIGHT[:3]),
        Placed(72, 664, "Many of them asked for more news at"),
        *column(60, 652, LEFT),
    ]
    assert paragraphs(pdf_of([indented]))[0] == " ".join(RIGHT[:3])


@pytest.mark.parametrize("row_by_row", [False, True])
def test_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    left, right = column(40, 700, [*LEFT, *LEFT]), column(320, 700, [*RIGHT, *RIGHT])
    page = [one for pair in zip(left, right, strict=True) for one in pair] if row_by_row else [*left, *right]
    assert paragraphs(pdf_of([page])) == [" ".join(LEFT)] * 2 + [" ".join(RIGHT)] * 2


def test_a_row_of_a_table_stays_a_line() -> None:
    cells = [("Harbour", "Ships"), ("Turku", "12"), ("Oslo", "7"), ("Aarhus", "9"), ("Gdynia", "31"), ("Riga", "4")]
    page = [
        Placed(left, 700 - 12 * row, cell)
        for row, pair in enumerate(cells)
        for left, cell in zip((60, 200), pair, strict=True)
    ]
    assert paragraphs(pdf_of([page])) == [" ".join(pair) for pair in cells]


def test_running_heads_and_page_numbers_are_lines_of_their_own() -> None:
    pages = [
        [Placed(60, 780, "The Harbour Gazette"), *column(60, 700, half), Placed(300, 20, f"Page {number} of 2")]
        for number, half in enumerate((LEFT[:2], LEFT[2:]), start=1)
    ]
    assert paragraphs(pdf_of(pages)) == [
        "The Harbour Gazette", " ".join(LEFT), "Page 1 of 2", "The Harbour Gazette", "Page 2 of 2",
    ]  # fmt: skip


@pytest.mark.parametrize("case", read_cases("line_end_hyphens"), ids=lambda case: case["note"])
def test_a_broken_word_is_whole_again_only_when_it_was_broken(case: dict[str, str]) -> None:
    page = column(60, 700, case["lines"].split("|"))
    assert case["gives"] in paragraphs(pdf_of([page]))[0]


@pytest.mark.parametrize("case", read_cases("pdf_moments"), ids=lambda case: case["note"])
def test_properties_are_told_and_moments_as_iso(case: dict[str, str]) -> None:
    content = pdf_of(
        [[Placed(60, 700, "Words.")]], f"/Title (Ferry  home) /Author (ann) /CreationDate ({case['written']})"
    )
    assert read_page(content, "a.pdf").metadata == (
        MetadataField("file:title", "Ferry home"),
        MetadataField("file:author", "ann"),
        MetadataField("file:created", case["iso"]),
    )


def test_pages_without_text_are_said() -> None:
    assert "1 of its 2 pages hold no text" in read_page(pdf_of([[Placed(60, 700, "Words.")], []]), "a.pdf").detail


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf_of([[Placed(60, 700, "Words.")]], locked=True), "locked with a password"),
        (pdf_of([[]], picture=True), "pictures of text"),
        (pdf_of([[]]), "holds no text"),
        (b"%PDF-1.7\nand nothing else", "is damaged"),
    ],
    ids=["locked", "scanned", "empty", "damaged"],
)
def test_what_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_page(content, "a.pdf")
    assert caught.value.mend


WHOLE = pdf_of([column(60, 700, LEFT), column(60, 700, RIGHT)], "/Title (Ferry)")


@given(st.integers(0, len(WHOLE)), st.binary(max_size=30), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_broken_bytes_give_a_page_or_a_reason(at: int, put: bytes, taken: int) -> None:
    broken = b"%PDF-" + (WHOLE[:at] + put + WHOLE[at + taken :])[5:]
    try:
        page = read_page(broken, "a.pdf")
    except InputError:
        return
    assert page == read_page(broken, "a.pdf")
