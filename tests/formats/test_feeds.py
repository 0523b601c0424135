"""Feeds -> entries that stand alone -> pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import IngestSettings
from sayso.errors import InputError
from sayso.formats import read_page
from sayso.formats.feeds.entries import feed_parts
from tests.case_tables import read_cases

FRAMES = {
    "rss": (
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:a='http://www.w3.org/2005/Atom'>"
        "<channel><title>Gazette</title><a:link rel='self' href='https://news.example/feed'/>"
        "<link>https://news.example/</link><language>en</language>{0}</channel></rss>",
        "<item>{0}</item>",
    ),
    "atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Gazette</title><link rel='self' href='/feed'/>"
        "<link href='https://news.example/'/><author><name>The Desk</name></author>{0}</feed>",
        "<entry>{0}</entry>",
    ),
    "rdf": (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>Gazette</title>"
        "<link>https://news.example/</link><dc:language>ja</dc:language></channel>{0}</rdf:RDF>",
        "<item rdf:about='y'>{0}</item>",
    ),
}


def feed_of(kind: str, *entries: str, prolog: str = "<?xml version='1.0'?>\n", extra: str = "") -> bytes:
    feed, entry = FRAMES[kind]
    return (prolog + feed.format(extra + "\n".join(entry.format(one) for one in entries))).encode()


def parts_of(content: bytes) -> list[tuple[str, bytes]]:
    return list(feed_parts(content, "f.rss"))


@pytest.mark.parametrize("case", read_cases("feed_entries"), ids=lambda case: case["note"])
def test_an_entry_gives_a_page(case: dict[str, str]) -> None:
    ((_, own),) = parts_of(feed_of(case["kind"], case["entry"]))
    page = read_page(own, "f.rss/1")
    assert page.text == case["text"].replace("|", "\n")
    assert (
        "|".join(f"{field.name.removeprefix('record:')}={field.value}" for field in page.metadata) == case["metadata"]
    )
    assert page.media_type == "application/rss+xml"


@pytest.mark.parametrize("kind", FRAMES)
def test_entries_are_named_and_stand_alone(kind: str) -> None:
    entries = (
        "<title>One &amp;amp; two</title>",
        "<title>" + "long " * 40 + "</title>",
        "<link>https://n.example</link>",
    )
    parts = parts_of(feed_of(kind, *entries))
    assert [name[:12] for name, _ in parts] == ["1 One & two", "2 long long ", "3"]
    assert max(len(name) for name, _ in parts) < 90
    for name, own in parts:
        assert parts_of(own) == [(f"1{name[1:]}", own)]


@pytest.mark.parametrize("kind", FRAMES)
def test_an_entry_is_the_same_bytes_in_tomorrows_feed(kind: str) -> None:
    entry = "<title>One</title>{0}<description>It came.</description>"
    first = feed_of(
        kind, entry.format("<slash:comments>3</slash:comments>"), extra="<lastBuildDate>Monday</lastBuildDate>"
    )
    later = feed_of(kind, "<title>New</title>", entry.format("\n"), extra="<ttl>5</ttl><updated>2022</updated>\n")
    assert parts_of(first)[0][1] == parts_of(later)[1][1]


def test_entities_are_left_out_and_never_become_anything() -> None:
    bomb = "".join(f"<!ENTITY e{n + 1} '&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};&e{n};'>" for n in range(12))
    outside = "<!ENTITY file SYSTEM 'file:///etc/hostname'><!ENTITY % more SYSTEM 'https://h.example/x.dtd'> %more;"
    prolog = f"<?xml version='1.0'?><!-- ' --><!DOCTYPE rss [<!-- ]> ' --><!ENTITY e0 'x>y'>{bomb}{outside}]>"
    ((_, own),) = parts_of(
        feed_of("rss", "<title>&e12; &file;</title><description a='&e12;'>It came.</description>", prolog=prolog)
    )
    assert read_page(own, "f").text == "&e12; &file;\n\nIt came."
    assert len(own) < 1_000


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_encodings_are_read_by_their_mark_or_by_what_the_feed_states(mark: str) -> None:
    feed = feed_of("rss", "<title>Fähre</title>", prolog="").decode()
    assert parts_of(feed.encode(mark))[0][0] == "1 Fähre"
    stated = "<?xml version='1.0' encoding='iso-8859-2'?>" + feed.replace("ä", "ł")
    assert parts_of(stated.encode("iso-8859-2"))[0][0] == "1 Fłhre"


@pytest.mark.parametrize(
    ("content", "says", "whole"),
    [
        (b"no feed at all", "not XML", 0),
        (b"<html><body>no</body></html>", "not XML", 0),
        (b"<!DOCTYPE rss [<!ENTITY a 'x'>", "not XML", 0),
        (feed_of("rss"), "no entry", 0),
        (feed_of("rss", "<title>One</title>", "<title>Two</title>")[:-40], "cut off after 1 whole", 1),
        (feed_of("rss", "<title>One</title>", "<title>Two</title>")[:-12], "cut off after 2 whole", 2),
        (feed_of("rss", "<title>One</title>", "<a>" * 300 + "</a>" * 300), "cut off after 1 whole", 1),
    ],
    ids=["words", "html", "doctype", "empty", "in an entry", "after an entry", "deep"],
)
def test_what_cannot_be_read_says_why_after_what_can(content: bytes, says: str, whole: int) -> None:
    parts = feed_parts(content, "f.rss")
    assert len([next(parts) for _ in range(whole)]) == whole
    with pytest.raises(InputError, match=says):
        next(parts)


def test_a_feed_that_is_too_large_for_a_tree_is_refused() -> None:
    with pytest.raises(InputError, match="more than 100 bytes"):
        next(feed_parts(feed_of("rss", "<title>One</title>"), "f.rss", IngestSettings(max_markup=100)))


def test_a_whole_feed_is_no_page() -> None:
    with pytest.raises(InputError, match="2 entries where one"):
        read_page(feed_of("rss", "<title>One</title>", "<title>Two</title>"), "f.rss")


PIECES = st.lists(
    st.sampled_from(
        ["<item>", "</item>", "<title>", "</title>", "<media:x y='1'>", "<a:b xmlns:a='?\u00fc x'>", "<link/>", "&amp;",
         "&x;", "<![CDATA[", "]]>", "<!--", "<!DOCTYPE x>", "words ", "\x01", "<content:encoded>", "<entry>",
         "</entry>", "<>", "'"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(st.sampled_from(["rss", "atom", "rdf"]), PIECES)
def test_any_feed_gives_entries_that_stand_alone_or_a_reason(kind: str, inside: str) -> None:
    parts = feed_parts(feed_of(kind, "<title>One</title>", inside), "f")
    try:
        for _, own in parts:
            assert [again for _, again in feed_parts(own, "g")] == [own]
            assert read_page(own, "f") == read_page(own, "g")
    except InputError as error:
        assert error.source == "f"
