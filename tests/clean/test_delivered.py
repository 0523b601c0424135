"""Pages that somebody delivers as records or files: their title, author and address, and that they are kept whole."""

from __future__ import annotations

import pytest

from sayso.clean.about import authors_of, language_of, url_of
from sayso.clean.clean import clean_document
from sayso.clean.lines import split_lines
from sayso.clean.running import running_lines
from sayso.ids import doc_id_of, sha256_of
from sayso.language.pages import load_page_words
from sayso.tables import Block, LocalDocument, MetadataField, Text
from tests.clean.pages import PARAGRAPHS, TITLE

PAGE_WORDS = load_page_words()


def _clean(raw: str, media_type: str = "text/plain", **stated: str) -> tuple[list[Block], Text]:
    metadata = tuple(MetadataField(name.replace("_", ":", 1), value) for name, value in stated.items())
    content = raw.encode()
    document = LocalDocument(
        doc_id_of(content), sha256_of(content), media_type, "utf-8", raw, metadata, "test/1", "as given"
    )
    return clean_document(document, b"", frozenset(), PAGE_WORDS)


def _kinds(raw: str, blocks: list[Block]) -> dict[str, str]:
    return {raw[row.raw_start : row.raw_end].strip(): row.kind for row in blocks}


def test_a_records_title_is_its_first_line_and_its_text_is_kept_whole() -> None:
    raw = f"{TITLE}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[6]}"
    blocks, text = _clean(raw, record_title=TITLE, record_author="Ann Example", record_url="https://harbour.example/7")
    assert text.text == raw
    assert _kinds(raw, blocks)[TITLE] == "title"
    assert (text.title, text.authors, text.url, text.publisher) == (
        TITLE, ("Ann Example",), "https://harbour.example/7", "harbour.example",
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_clipping_of_a_few_paragraphs_loses_none(count: int) -> None:
    raw = "\n\n".join(PARAGRAPHS[:1] + PARAGRAPHS[6:] + PARAGRAPHS[4:5])[: 10_000 * count]
    blocks, text = _clean(raw)
    assert text.text == raw
    assert {row.kind for row in blocks if row.kept} == {"body"}


def test_a_sign_in_page_has_no_text() -> None:
    raw = (
        "Subscribe to continue reading this story and support our work.\n\n"
        "Already a subscriber? Sign in to your account here.\n\n"
        "You have reached your limit of free articles for this month."
    )
    assert _clean(raw)[1].text == ""


def test_running_heads_and_page_numbers_of_a_file_are_cut_with_that_reason() -> None:
    pages = [
        f"Harbour Office Annual Report\n\n{PARAGRAPHS[0]} ({n})\n\n{PARAGRAPHS[6]} ({n})\n\nPage {n} of 4"
        for n in range(1, 5)
    ]
    raw = "\n\n".join(pages)
    blocks, text = _clean(raw, media_type="application/pdf")
    assert "Page 2 of 4" not in text.text
    assert "Annual Report" not in text.text
    assert text.text.count(PARAGRAPHS[6]) == 4
    assert any("printed page" in row.detail for row in blocks)
    assert not any("printed page" in row.detail for row in _clean(raw)[0])


def test_lines_that_recur_close_together_are_no_running_heads() -> None:
    lines = split_lines("Grain\n\n12\n\nGrain\n\nOil\n\nGrain\n\nTin")
    assert [lines[i].plain for i in sorted(running_lines(lines))] == ["12"]


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ({"record:author": "Ann Example", "author": "Bo Sample"}, ("Ann Example",)),
        ({"author": "Harbour Gazette", "og:site_name": "Harbour Gazette", "byline": "By Bo Sample"}, ("Bo Sample",)),
        ({"author": "Harbour Gazette", "og:site_name": "Harbour Gazette"}, ("Harbour Gazette",)),
        ({"byline": "By the Harbour Team"}, ("the Harbour Team",)),
        ({"byline": "Name *"}, ()),
        ({"file:author": "jsmith"}, ()),
        ({"file:author": "Ann Example"}, ("Ann Example",)),
    ],
)
def test_authors_are_those_of_the_record_then_of_the_page_then_of_the_file(
    stated: dict[str, str], authors: tuple[str, ...]
) -> None:
    assert authors_of([], [MetadataField(name, value) for name, value in stated.items()]) == authors


def test_the_address_a_page_was_saved_from_counts_where_it_states_none() -> None:
    saved = MetadataField("capture:url", "https://harbour.example/saved")
    stated = MetadataField("canonical", "https://harbour.example/stated")
    assert url_of([saved]) == saved.value
    assert url_of([saved, stated]) == stated.value


def test_the_language_of_a_short_text_is_that_of_its_record() -> None:
    assert language_of("Hav", [MetadataField("record:language", "da")]) == "da"
    assert language_of(" ".join(PARAGRAPHS), []) == "en"
    assert (
        language_of("Le bateau est revenu lundi au port, a dit la mairie, et les habitants sont contents.", []) == "fr"
    )
