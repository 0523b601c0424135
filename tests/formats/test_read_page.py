"""One document's bytes -> what they are, and their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.formats import read_page
from sayso.formats.kinds import HEAD, kind_of
from sayso.formats.titled import has_entities, has_tags, titled_markup, titled_text, without_tags
from tests.case_tables import read_cases


@pytest.mark.parametrize("case", read_cases("kinds"), ids=lambda case: case["note"])
def test_what_bytes_are_hangs_on_how_they_begin(case: dict[str, str]) -> None:
    content = case["begins"].replace("|", "\n").encode().decode("unicode_escape").encode("latin-1")
    assert kind_of(content[:HEAD]).name == case["kind"]


@pytest.mark.parametrize("case", read_cases("front_matters"), ids=lambda case: case["note"])
def test_a_front_matter_is_metadata(case: dict[str, str]) -> None:
    head = case["head"].replace("|", "\n")
    content = f"---\n{head}\n---\n\nThe text.\n\n---\n\nMore.\n"
    page = read_page(content.encode(), "a.md")
    assert (
        "|".join(f"{field.name.removeprefix('record:')}={field.value}" for field in page.metadata) == case["metadata"]
    )
    title = next((field.value for field in page.metadata if field.name == "record:title"), "")
    if case["metadata"]:
        assert page.text == f"{title}\n\nThe text.\n\n---\n\nMore.\n".lstrip()
        assert page.media_type == "text/markdown"
    else:
        assert (page.text, page.media_type) == (content, "text/plain")


def test_a_front_matter_without_end_is_text() -> None:
    content = "---\n" + "title: a\n" * 10_000
    assert read_page(content.encode(), "a.md").text == content


def test_a_declared_charset_counts_where_the_page_states_none() -> None:
    bare, stating = "<html><p>Łódź</p></html>", "<html><meta charset=iso-8859-2><p>Łódź</p></html>"
    assert "Łódź" in read_page(bare.encode("cp1250"), "a", declared="windows-1250").text
    assert "Łódź" in read_page(stating.encode("iso-8859-2"), "a", declared="windows-1250").text
    assert "Łódź" in read_page(bare.encode(), "a", declared="windows-1250").text
    for no_charset in ("base64", "undefined", "x\0y", "no-such", "idna"):
        assert read_page(bare.encode("cp1250"), "a", declared=no_charset).text


@pytest.mark.parametrize("case", read_cases("markup_signs"), ids=lambda case: case["text"])
def test_markup_is_known_by_its_tags(case: dict[str, str]) -> None:
    assert has_tags(case["text"]) is (case["tags"] == "yes")
    assert has_entities(case["text"]) is (case["entities"] == "yes")
    assert without_tags(case["text"]) == case["words"]


def test_a_title_is_put_on_top_once() -> None:
    assert titled_text("A ferry", "Words.") == "A ferry\n\nWords."
    assert titled_text("A ferry", "\n# A  Ferry\n\nWords.") == "\n# A  Ferry\n\nWords."
    assert titled_text("A ferry", "A ferry came.") == "A ferry\n\nA ferry came."
    assert titled_markup("A & B", "<p>x</p>") == "<html><body>\n<h1>A &amp; B</h1>\n<p>x</p>\n</body></html>"
    assert (
        titled_markup("A & B", "<body><h1 class=x>A &amp; <i>B</i></h1>") == "<body>\n<h1 class=x>A &amp; <i>B</i></h1>"
    )


def test_an_empty_input_is_no_crash() -> None:
    assert read_page(b"", "a").text == ""


STARTS = [b"", b"%PDF-", b"PK\x03\x04", b"<rss>", b"<html>", b'{"sayso_row":', b"WARC/1.0\r\n", b"---\ntitle: a\n",
          b"From: a@b\nMIME-Version: 1.0\n", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]  # fmt: skip


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_give_a_page_or_a_reason(start: bytes, rest: bytes) -> None:
    try:
        assert read_page(start + rest, "a") == read_page(start + rest, "b")
    except InputError as error:
        assert error.source == "a"
        assert error.reason and error.mend
