"""Bytes -> documents, or one failure with a reason."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.ids import doc_id_of
from sayso.ingest import ingest, read_document
from sayso.tables import Input, Inputs
from tests.case_tables import read_cases

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry returns | Harbour Gazette</title>
<meta property="og:title" content="Ferry returns"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2021-03-03T08:00:00Z">
<link rel="canonical" href="https://www.harbour.example/ferry">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferry returns",
"datePublished": "2021-03-03", "author": [{"name": "Ann Example"}], "publisher": {"name": "Harbour Gazette"}}]}</script>
<style>p {color: red}</style></head><body><nav><ul><li>Home</li><li>Sport</li></ul></nav><h1>Ferry returns</h1>
<time datetime="2021-03-03">3 March</time><p>The ferry   came
back <b>on</b> Monday.</p><p>It<br>was late.</p><div hidden>never seen</div>
<p style="display: none">nor this</p><script>var x = "nor this";</script></body></html>"""


@pytest.mark.parametrize("case", read_cases("encodings"), ids=lambda case: case["note"] or case["written_as"])
def test_text_is_read_in_the_encoding_it_was_written_in(case: dict[str, str]) -> None:
    document = read_document(case["text"].encode(case["written_as"]), "a.txt")
    assert (document.raw_text, document.encoding) == (case["text"], case["read_as"])


def test_line_ends_become_one_kind_and_controls_become_spaces() -> None:
    assert read_document(b"one\r\ntwo\rthree\x0bfour", "a.txt").raw_text == "one\ntwo\nthree four"


def test_a_few_broken_bytes_are_replaced_and_said() -> None:
    document = read_document("é è ê ë à â ä".encode() + b" \xff end", "a.txt")
    assert document.raw_text == "é è ê ë à â ä \ufffd end"
    assert "1 broken" in document.detail


def test_html_gives_its_visible_text_in_reading_order() -> None:
    document = read_document(PAGE.encode(), "ferry")
    lines = [line for line in document.raw_text.split("\n") if line]
    assert lines == ["Home", "Sport", "Ferry returns", "3 March", "The ferry came back on Monday.", "It", "was late."]
    assert document.media_type == "text/html"


def test_html_says_of_itself_in_document_order() -> None:
    said = [(field.name, field.value) for field in read_document(PAGE.encode(), "ferry").metadata]
    assert said == [
        ("lang", "en"),
        ("title", "Ferry returns | Harbour Gazette"),
        ("og:title", "Ferry returns"),
        ("author", "Ann Example"),
        ("article:published_time", "2021-03-03T08:00:00Z"),
        ("canonical", "https://www.harbour.example/ferry"),
        ("headline", "Ferry returns"),
        ("datePublished", "2021-03-03"),
        ("author", "Ann Example"),
        ("publisher", "Harbour Gazette"),
        ("h1", "Ferry returns"),
        ("time", "2021-03-03"),
    ]


def test_the_charset_that_a_page_states_is_used() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Wałęsa przyjechał do Łodzi</p></body></html>'
    document = read_document(page.encode("iso-8859-2"), "page")
    assert (document.raw_text, document.encoding) == ("Wałęsa przyjechał do Łodzi", "iso8859-2")


def test_what_a_page_is_hangs_on_its_bytes_not_its_name() -> None:
    assert read_document(PAGE.encode(), "a.txt") == read_document(PAGE.encode(), "b.html")
    assert read_document(b"# Ferry <b>returns</b>\n\nIt came.", "c.html").media_type == "text/plain"


def test_nesting_without_end_is_read_whole() -> None:
    page = "<html><body><p>above</p>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000 + "<p>below</p></body></html>"
    assert read_document(page.encode(), "deep").raw_text.split() == ["above", "deep", "below"]


def test_a_page_that_only_a_script_shows_is_read_with_its_hidden_parts() -> None:
    page = "<html><body><div hidden><p>The whole story stands here.</p></div></body></html>"
    assert read_document(page.encode(), "page").raw_text == "The whole story stands here."


def test_html_in_a_wrapping_says_what_both_say() -> None:
    mail = b"From: Ann <a@h.example>\nSubject: Ferry\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    document = read_document(mail + PAGE.encode(), "ferry.eml")
    said = [(field.name, field.value) for field in document.metadata]
    assert said[:3] == [("record:title", "Ferry"), ("record:author", "Ann"), ("lang", "en")]
    assert [line for line in document.raw_text.split("\n") if line][:3] == ["Ferry", "Home", "Sport"]
    assert document.media_type == "message/rfc822"


def test_lone_surrogates_become_a_sign_that_can_be_stored_and_are_said() -> None:
    row = b'{"sayso_row":{"text":"a \\ud800 b","title":"\\udc00"},"columns":{}}'
    document = read_document(row, "row")
    assert document.raw_text == "\ufffd\n\na \ufffd b"
    assert [field.value for field in document.metadata] == ["\ufffd"]
    assert "2 broken characters" in document.detail


def test_control_characters_that_markup_names_become_spaces() -> None:
    assert read_document(b"<html><body><p>a&#8;b&#x2028;c&#xD800;d</p></body></html>", "a").raw_text == "a b\nc\ufffdd"


def test_right_to_left_marks_stay_in_the_text() -> None:
    assert read_document("a\u202eb".encode(), "a").raw_text == "a\u202eb"


def test_markup_that_is_too_much_is_refused_wrapped_or_not() -> None:
    page = b"<html><body>" + b"<p>word</p>\n" * 1_000 + b"</body></html>"
    mail = b"From: a@h.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + page
    for content in (page, mail):
        assert read_document(content, "a").raw_text
        with pytest.raises(InputError, match="bytes of HTML"):
            read_document(content, "a", IngestSettings(max_markup=10_000))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "the PDF is damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG image"),
        (b"abc\x00\x01\x02" * 100, "binary"),
        (random.Random(3).randbytes(3_000), "binary"),
        (bytes(range(128, 256)) * 50, "broken encoding"),
        (b"<html><body><script>1</script></body></html>", "no visible text"),
        (b"word " * 30_000, "one line has 150,000 characters"),
        (b"word\n" * 100_000, "500,000 bytes"),
    ],
    ids=["no bytes", "white space", "pdf", "png", "nuls", "noise", "no encoding", "no text", "long line", "large"],
)
def test_what_cannot_be_read_is_a_failure_with_a_reason(content: bytes, says: str) -> None:
    limits = IngestSettings(max_bytes=400_000, max_line=100_000)
    documents, originals, readings, failures = ingest(Inputs.of([Input("bad", content)]), limits)
    assert (len(documents), len(originals), len(readings)) == (0, 0, 0)
    (failure,) = failures.rows()
    assert says.lower() in failure.error.lower()
    assert failure.error.endswith(".")
    assert failure.detail.endswith(".")


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    inputs = Inputs.of([Input("a", b"The same."), Input("b", b"The same."), Input("c", b"Another.")])
    documents, originals, readings, failures = ingest(inputs)
    assert (len(documents), len(originals), len(readings), len(failures)) == (2, 2, 3, 0)
    assert {row.source: row.doc_id for row in readings.rows()}["b"] == doc_id_of(b"The same.")


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_a_reason(content: bytes) -> None:
    try:
        document = read_document(content, "any")
    except InputError as error:
        assert error.reason and error.mend
    else:
        assert document.raw_text.strip()
        assert not set(document.raw_text) & {"\r", "\x00"}


@given(st.text(alphabet="<>/abp divscript=\"'!-&;# \n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_a_document_or_a_reason(markup: str) -> None:
    documents, _, _, failures = ingest(Inputs.of([Input("any", b"<html><body>" + markup.encode())]))
    assert len(documents) + len(failures) == 1


@pytest.mark.parametrize("hiding", ["<div hidden>", "<div style='display:none'>", "<button>"])
def test_what_hides_paragraphs_is_read_and_what_hides_a_word_is_not(hiding: str) -> None:
    prose = "The ferry came back on Monday, and the harbour master said that nobody on board had been hurt. "
    page = f"<html><body><p>{prose * 4}</p>{hiding}<p>{prose}</p><p>{prose}</p></div></body></html>"
    assert read_document(page.encode(), "page").raw_text.count("ferry") == 6
    page = f"<html><body><p>{prose * 4}</p>{hiding}<p>Close</p></div></body></html>"
    assert "Close" not in read_document(page.encode(), "page").raw_text
