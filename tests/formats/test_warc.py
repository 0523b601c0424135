"""Web archives: every page a document of its own, everything else left out with its reason."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace

import brotli
import pytest
from hypothesis import given
from hypothesis import settings as run_settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.formats import read_page
from tests.case_tables import read_cases
from tests.formats.archive_bytes import SMALL, Unpacked, tar_of, zip_of

HTML = "<!DOCTYPE html><html><body><p>The café by the harbour was closed on Friday.</p></body></html>"
PAGE = HTML.encode()
URL = "https://harbour.example/cafe"


def record(
    content: bytes = b"", kind: str = "response", url: str = URL, line_end: bytes = b"\r\n", **more: str
) -> bytes:
    """A record of a web archive."""
    headers = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2021-03-02T10:00:00Z"}
    headers |= {"Content-Length": str(len(content))} | {name.replace("_", "-"): value for name, value in more.items()}
    lines = [b"WARC/1.1", *(f"{name}: {value}".encode() for name, value in headers.items()), b"", content, b"", b""]
    return line_end.join(lines)


def answer(content: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", **more: str) -> bytes:
    """What a web server answers."""
    headers = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + content


INFO = record(b"software: a crawler\r\n", "warcinfo", "")
PAGES = [record(answer(PAGE.replace(b"Friday", b"day %d" % n)), url=f"{URL}/{n}") for n in range(12)]


WHOLE = {
    "plain": b"".join([INFO, *PAGES]),
    "packed as a whole": gzip.compress(b"".join([INFO, *PAGES])),
    "packed record by record": b"".join(map(gzip.compress, [INFO, *PAGES])),
}


@pytest.mark.parametrize("how", WHOLE)
def test_every_page_is_a_document_with_its_record_as_its_bytes(how: str) -> None:
    found = Unpacked(WHOLE[how], "crawl.warc.gz")
    assert found.files == [(f"{n + 2} {URL}/{n}", page) for n, page in enumerate(PAGES)]
    assert found.left_out == {"1": "what the crawler says of the archive"} and not found.errors


@pytest.mark.parametrize("case", read_cases("warc_records"), ids=lambda case: case["note"])
def test_what_a_record_is(case: dict[str, str]) -> None:
    body = case["body"].encode().decode("unicode_escape").encode("latin-1")
    if case["status"]:
        body = answer(body, case["status"], case["media_type"])
    found = Unpacked(record(body, case["type"], case["url"], Content_Type="" if case["status"] else case["media_type"]))
    told = [*found.left_out.values(), *("a page" for _ in found.parts), *(error.reason for error in found.errors)]
    assert told == [case["told"]]


def test_a_record_given_alone_gives_its_own_bytes_again() -> None:
    folded = record(answer()).replace(b"WARC-Date:", b"X-Long: one\r\n  two  \r\nWARC-Date:")
    for content in (record(answer()), record(answer(), line_end=b"\n"), folded, record(answer()) + b"\r\n\n"):
        (part,) = Unpacked(content).parts
        assert Unpacked(part.content).files == [(f"1 {URL}", part.content)]


TOKEN = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)


@given(st.dictionaries(TOKEN.filter(lambda name: ":" not in name), TOKEN, max_size=4), st.binary(max_size=200))
@run_settings(max_examples=100, deadline=None)
def test_unpacking_what_was_unpacked_changes_nothing(more: dict[str, str], content: bytes) -> None:
    headers = "".join(f"{name}: {value}\r\n" for name, value in more.items())
    once = Unpacked(record(answer(b"words " + content)).replace(b"WARC-Date", headers.encode() + b"WARC-Date", 1))
    for part in once.parts:
        assert [again.content for again in Unpacked(part.content).parts] == [part.content]


# ---------------------------------------------------------------- the page in a record

SENT = {
    "as it is": (PAGE, {}),
    "gzip": (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
    "deflate": (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
    "bare deflate": (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
    "brotli": (brotli.compress(PAGE), {"Content_Encoding": "br"}),
    "twice": (gzip.compress(brotli.compress(PAGE)), {"Content_Encoding": "br, gzip"}),
    "in chunks": (b"10\r\n" + PAGE[:16] + b"\r\n%x\r\n" % len(PAGE[16:]) + PAGE[16:] + b"\r\n0\r\n\r\n",
                  {"Transfer_Encoding": "chunked"}),
    "unpacked by the crawler": (PAGE, {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
    "unpacked from brotli": (PAGE, {"Content_Encoding": "br"}),
}  # fmt: skip


@pytest.mark.parametrize("how", SENT)
def test_a_page_is_read_however_it_was_sent(how: str) -> None:
    content, headers = SENT[how]
    (part,) = Unpacked(record(answer(content, **headers))).parts
    page = read_page(part.content, "a")
    assert (page.text, page.is_markup, page.media_type) == (HTML, True, "application/warc")
    assert page.detail.startswith("saved by a crawler")


def test_a_record_says_of_which_address_and_when() -> None:
    page = read_page(record(answer(Last_Modified="Mon, 01 Mar 2021 09:00:00 GMT")), "a")
    assert [(field.name, field.value) for field in page.metadata[:3]] == [
        ("capture:url", URL),
        ("capture:date", "2021-03-02T10:00:00Z"),
        ("http:last-modified", "Mon, 01 Mar 2021 09:00:00 GMT"),
    ]


def test_the_charset_of_the_answer_counts_where_the_page_states_none() -> None:
    words = "<html><body><p>Пароход опоздал на два часа.</p></body></html>"
    page = read_page(record(answer(words.encode("koi8-r"), kind="text/html; charset=KOI8-R")), "a")
    assert (page.text, page.encoding) == (words, "koi8-r")
    stated = words.replace("<body>", '<meta charset="windows-1251"><body>')
    page = read_page(record(answer(stated.encode("cp1251"), kind="text/html; charset=KOI8-R")), "a")
    assert page.text == stated


def test_other_records_with_pages() -> None:
    plain = read_page(record(b"Words that were drawn from a page.", "conversion", Content_Type="text/plain"), "a")
    assert (plain.text, plain.is_markup) == ("Words that were drawn from a page.", False)
    assert read_page(record(PAGE, "resource", Content_Type="text/html"), "a").text == HTML


def test_packed_content_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    long = b"<html><body>" + b"".join(b"<p>%d words</p>" % zlib.crc32(b"%d" % n) for n in range(20_000))
    page = read_page(record(answer(gzip.compress(long)[:-5_000], Content_Encoding="gzip")), "a")
    assert long.startswith(page.text.encode()) and len(page.text) > 10_000
    assert "breaks off" in page.detail


@pytest.mark.parametrize(
    ("content", "headers", "reason"),
    [
        (gzip.compress(bytes(300_000)), {"Content_Encoding": "gzip"}, "the page unpacks to more than 200,000 bytes"),
        (brotli.compress(bytes(300_000)), {"Content_Encoding": "br"}, "the page unpacks to more than 200,000 bytes"),
        (b"\x28\xb5\x2f\xfd.", {"Content_Encoding": "zstd"}, "the page is packed with Zstandard, which is not read"),
        (b" \n", {}, "the saved page is empty"),
        (record(answer()), {}, "a web archive lies in the record of another"),
    ],
)
def test_a_record_without_a_page_to_read(content: bytes, headers: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read_page(record(answer(content, **headers)), "a", SMALL)
    assert caught.value.reason == reason


def test_a_feed_in_a_record_gives_its_entries() -> None:
    entries = "".join(f"<item><title>Ferry {n}</title><description>Words of {n}.</description></item>" for n in (1, 2))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{entries}</channel></rss>'.encode()
    found = Unpacked(record(answer(gzip.compress(feed), kind="application/rss+xml", Content_Encoding="gzip")))
    assert [part.name for part in found.parts] == [f"1 {URL}/1 Ferry 1", f"1 {URL}/2 Ferry 2"]
    assert all(part.content.startswith(b"<?xml") for part in found.parts)


# ---------------------------------------------------------------- cut, damaged, too large


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_gives_its_whole_records_and_one_error(packed: bool) -> None:
    pages = [gzip.compress(page) for page in PAGES] if packed else PAGES
    content = b"".join(pages)
    for size in range(98, len(content), 97):
        whole = sum(len(b"".join(pages[: n + 1])) <= size for n in range(12))
        found = Unpacked(content[:size], "crawl.warc.gz")
        read = len(found.parts)
        assert [part.content for part in found.parts] == PAGES[:read]
        assert read in {whole, whole + 1}, "a record may be whole while what stands behind it is cut"
        if len(b"".join(pages[:whole])) < size - 4:
            assert found.error.source == "crawl.warc.gz"
            assert found.error.reason.endswith(f"is cut off in the middle, after {read} whole records")


def test_a_record_that_is_too_large_is_one_error_and_the_rest_is_read() -> None:
    large = record(answer(PAGE * 3_000), url=f"{URL}/large")
    found = Unpacked(PAGES[0] + large + PAGES[1])
    assert [part.content for part in found.parts] == PAGES[:2]
    assert (found.error.source, found.error.reason) == (
        f"input/2 {URL}/large",
        "the record has more than 200,000 bytes",
    )


@pytest.mark.parametrize("damage", [b"no record at all\r\n", b"WARC/1.1\r\nX: " + b"x" * 300_000 + b"\r\n\r\n"])
def test_what_belongs_to_no_record_is_gone_past(damage: bytes) -> None:
    found = Unpacked(PAGES[0] + damage + PAGES[1])
    assert [part.content for part in found.parts] == PAGES[:2]
    assert found.error.source == "input/after 1" and "bytes that belong to no record" in found.error.reason


@pytest.mark.parametrize("length", ["", "-5", "many", "9" * 30])
def test_a_record_of_unknown_length_is_one_error_and_the_rest_is_read(length: str) -> None:
    lost = record(answer(), url=f"{URL}/lost", Content_Length=length)
    found = Unpacked(PAGES[0] + lost + PAGES[1])
    assert [part.content for part in found.parts] == PAGES[:2]
    assert (found.error.source, found.error.reason) == (f"input/2 {URL}/lost", "the record does not say how long it is")


def test_an_address_cannot_steer_a_terminal() -> None:
    (part,) = Unpacked(record(answer(), url="https://harbour.example/\x1b[31m\u202e")).parts
    assert part.name == "1 https://harbour.example/\\x1b[31m\\u202e"
    assert read_page(part.content, "a").metadata[0].value == "https://harbour.example/\\x1b[31m\\u202e"


def test_of_a_web_archive_in_a_zip_only_the_records_are_read() -> None:
    files = [
        ("datapackage.json", b"{}"), ("archive/data.warc.gz", gzip.compress(b"".join(PAGES[:2]))),
        ("archive/more.warc", PAGES[2]), ("indexes/index.cdx", b"words"), ("pages/pages.jsonl", b'{"text": "words"}'),
    ]  # fmt: skip
    found = Unpacked(zip_of(files), "crawl.wacz")
    assert [part.name for part in found.parts] == [
        f"archive/data.warc.gz/1 {URL}/0", f"archive/data.warc.gz/2 {URL}/1", f"archive/more.warc/1 {URL}/2",
    ]  # fmt: skip
    assert sorted(found.left_out) == ["datapackage.json", "indexes/index.cdx", "pages/pages.jsonl"]


def test_a_web_archive_in_another_archive_is_read_whatever_its_size() -> None:
    found = Unpacked(tar_of([("a.warc", b"".join(PAGES)), ("b.warc.gz", gzip.compress(PAGES[0]))], "w:gz"), "week.tgz",
                     replace(SMALL, max_bytes=1_000))  # fmt: skip
    assert [part.content for part in found.parts] == [*PAGES, PAGES[0]] and not found.errors


@given(st.data())
@run_settings(max_examples=150, deadline=None)
def test_broken_bytes_never_crash(data: st.DataObject) -> None:
    broken = bytearray(b"".join([INFO, *PAGES[:2], record(answer(SENT["in chunks"][0], Transfer_Encoding="chunked"))]))
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    del broken[data.draw(st.integers(1, len(broken))) :]
    for part in Unpacked(bytes(broken), "crawl.warc").parts:
        try:
            assert read_page(part.content, "a").detail
        except InputError as error:
            assert error.reason
