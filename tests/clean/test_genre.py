"""Pages -> the kind of writing."""

from __future__ import annotations

import pytest

from sayso.clean.clean import clean_document
from sayso.ingest import read_document
from sayso.language.pages import load_page_words
from tests.clean.pages import HTML, PARAGRAPHS, PLAIN

PAGE_WORDS = load_page_words()
REPORT = "\n\n".join(PARAGRAPHS)
EDITORIAL = """The ferry and the council

The council bought a ship that nobody had asked for, and the harbour paid for it. That was a foolish bargain.

The repairs took nine weeks, which means that the yard was the wrong one. It is evident that two firms were too few.

A town that lives by its harbour has no second harbour. Not only the fishermen but the schools wait for the boat.

The price of a ticket will go up in the autumn. It went up in the spring. It is reckless to hope for better.

The council needs to publish its contracts and must ask for three offers before it signs the next one.
"""
QUESTIONS = f"The ferry\n\nWhat happened?\n\n{PARAGRAPHS[0]}\n\nWhat comes next?\n\n{PARAGRAPHS[3]}\n\n{PARAGRAPHS[6]}"
LABELS = "\n\n".join(f"{key}: about {n} of the boats in this harbour." for n, key in enumerate(["Price", "Size"] * 5))


def _genre(page: str) -> tuple[str, str]:
    content = page.encode()
    _, text = clean_document(read_document(content, "page"), content, frozenset(), PAGE_WORDS)
    return text.genre, text.detail


@pytest.mark.parametrize(
    ("page", "genre"),
    [
        ("Home\nTown\nLetters\n\nThe ferry is back again\n\n" + REPORT, "report"),
        ("Home\n\nTown\n\nLetters\n\nThe ferry is back again\n\n" + REPORT, "report"),
        ("Harbour Gazette\nTown | Opinion | Sport\n\nThe ferry is back again\n\n" + REPORT, "report"),
        ("Harbour Gazette\nTown | Sport\n\nOPINION\n\nThe ferry is back again\n\n" + REPORT, "opinion"),
        ("Home > Opinion > Columns\n\nThe ferry is back again\n\n" + REPORT, "opinion"),
        ("The ferry is back again\n\nBy Ann Example, Opinion Contributor\n\n" + REPORT, "opinion"),
        ("View all alerts\n\nThe ferry is back again\n\n" + REPORT, "report"),
        (HTML.replace("/news/ferry", "/opinion/ferry"), "opinion"),
        (HTML, "report"),
        (PLAIN, "report"),
        (EDITORIAL, "opinion"),
        (QUESTIONS, "analysis"),
        ("The boats\n\n" + LABELS, "report"),
    ],
)
def test_labels_beside_the_title_and_the_writing_tell_the_genre_and_menus_do_not(page: str, genre: str) -> None:
    found, detail = _genre(page)
    assert found == genre, detail


def test_what_others_say_is_not_the_author_s_opinion() -> None:
    said = "“I think that we must act, and it is absurd that they should wait,” the head of the harbour office said."
    page = "The ferry\n\n" + "\n\n".join([*PARAGRAPHS, *[said] * 6])
    assert _genre(page)[0] == "report"


def test_the_reason_is_given_in_words() -> None:
    assert "advise" in _genre(EDITORIAL)[1]
    assert "stands right above its title" in _genre("OPINION\n\nThe ferry is back again\n\n" + REPORT)[1]
