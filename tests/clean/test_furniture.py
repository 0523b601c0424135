"""A pile of pages -> the lines that it repeats."""

from __future__ import annotations

import random

from sayso.clean.furniture import furniture
from sayso.ingest import ingest
from sayso.language.pages import normal_line
from sayso.tables import Input, Inputs
from tests.plain_words import WORDS

MENU = "Home\nTown\nSea and sky"
FOOT = "Every picture on these pages may be bought from the agency on the quay."


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(14)).capitalize() + "."


def _article(seed: int, paragraphs: int = 5) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(_sentence(chance) for _ in range(3)) for _ in range(paragraphs)]


def _lines(*pages: str) -> dict[str, int]:
    documents, *_ = ingest(Inputs.of(Input(str(i), page.encode()) for i, page in enumerate(pages)))
    return {row.line: row.documents for row in furniture(documents).check().rows()}


def test_menu_and_foot_of_one_site_are_furniture_and_its_articles_are_not() -> None:
    pages = [f"{MENU}\n\nHeadline {i}\n\n" + "\n\n".join([*_article(i), FOOT]) for i in range(20)]
    assert _lines(*pages) == {"home": 20, "town": 20, "sea and sky": 20, normal_line(FOOT): 20}


def test_copies_of_one_text_count_once() -> None:
    bodies = {i: _article(i) for i in range(5)}
    pages = ["\n\n".join([f"{MENU}", *bodies[i % 5], f"Saved as number {i}"]) for i in range(100)]
    assert _lines(*pages) == {"home": 5, "town": 5, "sea and sky": 5}


def test_a_text_that_many_sites_print_is_no_furniture() -> None:
    body = _article(1)
    assert _lines(*["\n\n".join([f"Site {i}", *body, *_article(10 + i, 2)]) for i in range(9)]) == {}


def test_a_stock_paragraph_inside_different_articles_stays() -> None:
    stock = "The two states have had no treaty since the war of the winter before last."
    pages = [_article(i) for i in range(12)]
    assert _lines(*["\n\n".join([*page[:2], stock, *page[2:]]) for page in pages]) == {}


def test_two_pages_are_too_few() -> None:
    assert _lines(*[f"{MENU}\n\n" + "\n\n".join(_article(i)) for i in range(2)]) == {}


def test_an_empty_pile_repeats_nothing() -> None:
    assert _lines() == {}


def test_furniture_does_not_hang_on_the_order_of_pages() -> None:
    pages = [f"{MENU}\n\n" + "\n\n".join(_article(i // 2)) for i in range(12)]
    assert _lines(*pages) == _lines(*reversed(pages))
