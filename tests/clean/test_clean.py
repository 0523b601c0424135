"""Pages -> blocks that tile them, and the text of their articles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.clean.clean import clean, clean_document
from sayso.clean.furniture import furniture
from sayso.errors import InputError
from sayso.ingest import ingest, read_document
from sayso.language.pages import load_page_words, unmarked
from sayso.tables import Block, Blocks, Furniture, FurnitureLine, Input, Inputs, Text, Texts
from tests.clean.pages import CAPTION, HTML, PARAGRAPHS, PLAIN, TITLE

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
PAGE_WORDS = load_page_words()


def _cleaned(*pages: str, repeated: tuple[str, ...] = ()) -> tuple[Blocks, Texts, dict[str, str]]:
    documents, originals, _, _ = ingest(Inputs.of(Input(str(i), page.encode()) for i, page in enumerate(pages)))
    lines = (
        Furniture.of(FurnitureLine(line, 3, "test/1", "") for line in repeated) if repeated else furniture(documents)
    )
    blocks, texts = clean(documents, originals, lines, PAGE_WORDS)
    blocks.check({row.doc_id: row.text for row in texts.rows()})
    return blocks, texts.check(), {row.doc_id: row.raw_text for row in documents.rows()}


def _one(page: str, repeated: tuple[str, ...] = ()) -> tuple[Text, list[tuple[str, str]]]:
    """A page -> its text row, and the kind and words of every block."""
    blocks, texts, raw = _cleaned(page, repeated=repeated)
    (text,) = texts.rows()
    return text, [(row.kind, raw[row.doc_id][row.raw_start : row.raw_end].strip()) for row in blocks.rows()]


def _assert_tiles(blocks: list[Block], raw_text: str, text: str) -> None:
    assert [row.raw_start for row in blocks] == [0, *(row.raw_end for row in blocks[:-1])]
    assert blocks[-1].raw_end == len(raw_text)
    assert all(row.detail and row.raw_end > row.raw_start for row in blocks)
    kept = [row for row in blocks if row.kept]
    words = [raw_text[row.raw_start : row.raw_end] for row in kept]
    assert "\n\n".join(words) == text
    assert words == [text[row.start : row.end] for row in kept]
    assert all(word == word.strip() for word in words)


def test_of_a_scrape_the_article_is_kept_whole_and_nothing_else() -> None:
    text, _ = _one(PLAIN)
    head = [TITLE, "By [Ann Example](#)", "Harbour Gazette, March 3, 2021"]
    assert text.text.split("\n\n") == [*head, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:]]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (TITLE, "title"),
        ("By [Ann Example](#)", "byline"),
        ("Harbour Gazette, March 3, 2021", "dateline"),
        (CAPTION, "caption"),
        (PARAGRAPHS[5], "body"),
        ("Skip to main content", "navigation"),
        ("Share this article", "navigation"),
        ("Ann Example is a reporter", "other"),
        ("Bakery wins prize", "related"),
        ("School opens its doors", "related"),
        ("The views expressed here", "legal"),
    ],
)
def test_every_part_of_a_scrape_has_its_kind(words: str, kind: str) -> None:
    _, blocks = _one(PLAIN)
    assert [found for found, block in blocks if words in block] == [kind]


def test_a_scrape_says_who_wrote_and_published_it() -> None:
    text, _ = _one(PLAIN)
    assert (text.title, text.authors, text.publisher, text.url) == (TITLE, ("Ann Example",), "harbour.example", None)
    assert (text.language, text.genre) == ("en", "report")


def test_of_html_the_article_is_kept_by_its_markup() -> None:
    text, _ = _one(HTML)
    assert text.text.split("\n\n") == [TITLE, "By Ann Example", "March 3, 2021", *PARAGRAPHS]
    assert (text.url, text.publisher) == ("https://www.harbour.example/news/ferry", "harbour.example")
    assert (text.title, text.authors) == (TITLE, ("Ann Example",))


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ('<figure><img src="a"><figcaption>The ship at the quay <span>Bo Sample</span></figcaption></figure>', True),
        ('<div><img src="a"><p class="wp-caption-text">The ship at the quay Bo Sample</p></div>', True),
        ('<figure><figcaption><a href="/b">The ship at the quay Bo Sample</a></figcaption></figure>', False),
        ("<aside><figure><figcaption>The ship at the quay Bo Sample</figcaption></figure></aside>", False),
    ],
)
def test_of_html_captions_are_kept_and_cards_that_lead_elsewhere_are_not(markup: str, kept: bool) -> None:
    page = HTML.replace(f"<p>{PARAGRAPHS[6]}</p>", f"{markup}<p>{PARAGRAPHS[6]}</p>")
    text, blocks = _one(page)
    assert (("caption", "The ship at the quay Bo Sample") in blocks) is kept
    assert ("The ship at the quay" in text.text) is kept


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        ("<p>Written by</p><p>Bo Sample</p>", ("Bo Sample",)),
        ("<p>Published March 3, 2021 by Bo Sample</p>", ("Bo Sample",)),
        ('<p class="author">Bo Sample</p>', ("Bo Sample",)),
        ('<p><a rel="author" href="/b">Bo Sample</a></p>', ("Bo Sample",)),
        ("<p>admin</p>", ()),
    ],
)
def test_of_html_the_author_is_found_however_the_page_names_them(markup: str, authors: tuple[str, ...]) -> None:
    bare = HTML.replace('<meta name="author" content="Ann Example">', "").replace("<p>By Ann Example</p>", markup)
    assert _one(bare)[0].authors == authors


def test_of_a_scrape_a_row_of_share_buttons_is_no_author() -> None:
    page = PLAIN.replace("By [Ann Example](#)", "By staff").replace("Share this article", "Share   Tweet   Email")
    assert _one(page)[0].authors == ()


def test_html_without_an_article_falls_back_on_its_lines() -> None:
    text, _ = _one("<html><body>" + "<div>" * 1_200 + "The ferry came back." + "</div>" * 1_200 + "</body></html>")
    assert text.text == "The ferry came back."


def test_cleaning_a_clean_text_changes_nothing() -> None:
    for page in (PLAIN, HTML):
        once, _ = _one(page)
        again, _ = _one(once.text)
        assert (again.text, again.title, again.authors) == (once.text, once.title, once.authors)


def test_lines_that_the_pile_repeats_are_cut_with_that_reason() -> None:
    line = "All ferry news is brought to readers by the harbour trust of the northern towns."
    page = PLAIN.replace("***", line)
    assert line in _one(page)[0].text
    blocks, texts, _ = _cleaned(page, repeated=(line.casefold(),))
    (text,) = texts.rows()
    assert line not in text.text
    assert any("pile" in row.detail for row in blocks.rows())


def test_a_page_that_the_pile_repeats_whole_is_not_emptied() -> None:
    text, _ = _one(PARAGRAPHS[0], repeated=(PARAGRAPHS[0].casefold(),))
    assert text.text == PARAGRAPHS[0]


def test_comments_below_are_not_the_article_though_they_are_longer() -> None:
    comments = "\n\n".join(
        f"Reader {i}\n\nI saw the ship come in, and {words}" for i, words in enumerate(PARAGRAPHS * 3)
    )
    text, _ = _one(PLAIN.replace("Most read", f"Leave a comment\n\n{comments}\n\nMost read"))
    assert text.text == _one(PLAIN)[0].text


def test_paragraphs_broken_by_hand_are_one_block() -> None:
    broken = (
        "The ferry between the two towns returned on Monday after nine\n"
        "weeks in dock, the harbour office said, and many people waited\n"
        "on the quay to see it."
    )
    _, blocks = _one(f"Ferry returns\n\n{broken}\n\n{PARAGRAPHS[6]}")
    assert ("body", broken) in blocks


@pytest.mark.parametrize(
    ("page", "genre"),
    [
        ("Opinion\n\nThe ferry\n\n" + PARAGRAPHS[0], "opinion"),
        ("Analysis: the ferry\n\n" + PARAGRAPHS[0], "analysis"),
        (
            "The ferry\n\n" + "\n\n".join(f"Q: Was it {i} weeks late?\n\nA: {i}: {PARAGRAPHS[4]}" for i in range(3)),
            "interview",
        ),
        ("The ferry\n\n" + "I think that we must act, and it is absurd that they should wait. " * 4, "opinion"),
        ("The ferry\n\n" + PARAGRAPHS[0], "report"),
        ("The ferry is back.", "other"),
    ],
)
def test_the_kind_of_writing_is_told_by_general_signs(page: str, genre: str) -> None:
    assert _one(page)[0].genre == genre


def test_of_a_page_without_paragraphs_the_longest_line_is_kept() -> None:
    text, _ = _one("Home\n\nTwo men charged after the fire at the old mill\n\nShare this article\n\n5:03")
    assert text.text == "Two men charged after the fire at the old mill"


@pytest.mark.parametrize("page", ["hello", "***", "• a\n• b\n• c", "[x](#)\n\n[y](#)", "。", "word\n" * 500])
def test_any_page_has_a_text_row_and_blocks_that_tile_it(page: str) -> None:
    blocks, texts, raw = _cleaned(page)
    (text,) = texts.rows()
    _assert_tiles(list(blocks.rows()), raw[text.doc_id], text.text)


@given(
    st.lists(st.sampled_from([*PLAIN.split("\n"), *PARAGRAPHS, "", "", "▲", "Comments", "\u2003x\u200b"]), max_size=40)
)
@example(PLAIN.split("\n"))
@settings(max_examples=80, deadline=None)
def test_pages_of_any_lines_are_tiled_and_their_spans_slice_back(lines: list[str]) -> None:
    page = "\n".join(lines)
    try:
        read_document(page.encode(), "page")
    except InputError:
        return
    blocks, texts, raw = _cleaned(page)
    (text,) = texts.rows()
    _assert_tiles(list(blocks.rows()), raw[text.doc_id], text.text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the first users' pages are not here")
def test_the_first_users_pages_lose_their_furniture_and_no_paragraph() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text, blocks = _one(path.read_text(encoding="utf-8"))
        kept = [words for kind, words in blocks if kind in {"title", "body"}]
        assert text.title
        assert all(PAGE_WORDS.find(words) is None for words in kept)
        cut = [words for kind, words in blocks if kind in {"related", "navigation", "other"}]
        lost = [unmarked(line) for words in cut for line in words.split("\n") if len(line.split()) > 25]
        assert all(PAGE_WORDS.find(line) is not None or " is " in line for line in lost)


def test_clean_does_not_hang_on_the_order_or_the_company_of_documents() -> None:
    pages = [PLAIN, HTML, *PARAGRAPHS]
    shuffled = random.Random(1).sample(pages, len(pages))
    whole = {row.doc_id: row for row in _cleaned(*pages, repeated=("x",))[1].rows()}
    assert {row.doc_id: row for row in _cleaned(*shuffled, repeated=("x",))[1].rows()} == whole
    assert _cleaned(HTML, repeated=("x",))[1].arrow.to_pylist()[0]["text"] in {row.text for row in whole.values()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The ferry came back.", None),
        ("Паром вернулся в понедельник, и никто не пострадал, сообщил начальник порта.", "(ru) cannot be read yet"),
        ("Ferry Oslo", "its language cannot be told"),
    ],
)
def test_a_text_that_cannot_be_read_says_so(words: str, said: str | None) -> None:
    content = words.encode()
    _, text = clean_document(read_document(content, "page"), content, frozenset(), PAGE_WORDS)
    assert text.text == words
    assert (said in text.detail) if said else ("nothing is taken" not in text.detail)
