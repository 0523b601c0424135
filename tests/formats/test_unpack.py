"""Any input: the documents in it, each once, with its own bytes, and one error for what cannot be read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as run_settings
from hypothesis import strategies as st

from sayso.formats import unpack
from tests.formats.archive_bytes import SMALL, Unpacked, tar_of, zip_of

PAGE = b"<!DOCTYPE html><html><body><p>The bridge was closed on Friday.</p></body></html>"
PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}


@given(st.binary(min_size=1, max_size=300))
@run_settings(max_examples=60, deadline=None)
def test_what_is_no_container_is_one_document(content: bytes) -> None:
    found = Unpacked(b"The words " + content, "page.txt")
    assert found.files == [("", b"The words " + content)] and not found.errors


def test_an_input_that_is_too_large_is_one_error() -> None:
    found = Unpacked(b"words " * 40_000)
    assert (found.error.source, found.error.reason) == ("input", "the input has more than 200,000 bytes")


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_page_is_that_page(kind: str) -> None:
    packed = PACKERS[kind](PAGE)
    assert Unpacked(packed).files == [("", PAGE)]
    assert (
        Unpacked(packed[:-1] if kind != "gzip" else packed[:-5]).error.reason
        == f"the {kind} file is cut off in the middle"
    )
    halves = PACKERS[kind](PAGE[:30]) + PACKERS[kind](PAGE[30:])
    assert Unpacked(halves).files == [("", PAGE)]


@pytest.mark.parametrize("kind", PACKERS)
def test_a_damaged_file_is_one_error(kind: str) -> None:
    packed = bytearray(PACKERS[kind](PAGE * 50))
    packed[len(packed) // 2] ^= 0xFF
    assert "damaged" in Unpacked(bytes(packed)).error.reason


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_bomb_is_one_error(kind: str) -> None:
    bomb = PACKERS[kind](bytes(3_000_000))
    assert Unpacked(bomb, "zeros.txt.gz").error.reason == "the input has more than 200,000 bytes"
    assert "as bombs do" in Unpacked(bomb, "zeros.txt.gz", replace(SMALL, max_bytes=10**9)).error.reason


def test_archives_lie_in_archives() -> None:
    inner = tar_of([("day/a.html", PAGE), ("b.txt.gz", gzip.compress(b"words"))], "w:gz")
    found = Unpacked(zip_of([("first.txt", b"first"), ("week.tar.gz", inner), ("last.txt", b"last")]))
    assert found.files == [
        ("first.txt", b"first"), ("week.tar.gz/day/a.html", PAGE), ("week.tar.gz/b.txt.gz", b"words"),
        ("last.txt", b"last"),
    ]  # fmt: skip


def nested(depth: int, wide: int = 1) -> bytes:
    content = b"the innermost words"
    for level in range(depth):
        content = zip_of([*((f"{number}.zip", content) for number in range(wide)), (f"{level}.txt", b"words")])
    return content


def test_an_archive_that_lies_too_deep_is_one_error_and_the_rest_is_read() -> None:
    assert not Unpacked(nested(4)).errors
    found = Unpacked(nested(7))
    assert [part.name.count("/") for part in found.parts] == [3, 2, 1, 0]
    assert found.error.source == "input/0.zip/0.zip/0.zip/0.zip"
    assert found.error.reason == "an archive lies in 4 others, too deep to be opened"


def test_many_archives_that_lie_too_deep_are_told_of_once() -> None:
    found = Unpacked(nested(6, wide=3), settings=replace(SMALL, max_files=1_000))
    assert found.error.reason == "81 archives, this one first, lie in 4 others, too deep to be opened"
    assert len(found.parts) == 1 + 3 + 9 + 27


def test_the_files_of_all_archives_in_an_input_are_counted_together() -> None:
    files = [(f"{number}.txt", b"x") for number in range(20)]
    found = Unpacked(zip_of([(f"{number}.zip", zip_of(files)) for number in range(4)]))
    assert len(found.parts) == 40 and found.error.source == "input/2.zip"
    assert found.error.reason.endswith("; 1 more was not opened after it")


def test_packed_files_in_packed_files_end() -> None:
    content = PAGE
    for _ in range(4):
        content = gzip.compress(content)
    assert Unpacked(content).files == [("", PAGE)]
    assert "too deep" in Unpacked(gzip.compress(content)).error.reason


def test_archives_in_archives_may_together_hold_as_much_as_one_document() -> None:
    words = bytes(range(256)) * 700
    large = zip_of([("a.txt", words)], zipfile.ZIP_STORED)
    assert Unpacked(zip_of([("a.zip", large), ("b.zip", large)], zipfile.ZIP_STORED)).errors == []
    found = Unpacked(zip_of([("a.zip", zip_of([("b.zip", large)], zipfile.ZIP_STORED)), ("b.txt", b"b")]))
    assert found.files == [("b.txt", b"b")] and "too large to be opened inside another" in found.error.reason


def test_a_bomb_in_pieces_is_found_out_while_it_is_read() -> None:
    pieces = [(f"{number}.txt.gz", gzip.compress(bytes(150_000))) for number in range(10)]
    found = Unpacked(zip_of(pieces, zipfile.ZIP_STORED))
    assert len(found.parts) == 6 and found.error.source == "input"
    assert found.error.reason.startswith("it unpacks to more than") and found.error.reason.endswith(
        "after 6 of its files"
    )


WORD_DOCUMENT = [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]


def test_a_word_document_is_one_document_wherever_it_lies() -> None:
    document = zip_of(WORD_DOCUMENT)
    assert Unpacked(document).files == [("", document)]
    assert Unpacked(zip_of([("a.docx", document)])).files == [("a.docx", document)]
    cut = document[: document.index(b"PK\x01\x02")]
    assert Unpacked(cut).files == [("", cut)]
    assert Unpacked(zip_of([("draft/word/document.xml", b"<w:document/>")])).parts[0].name == "draft/word/document.xml"


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")], "an Excel workbook"),
        ([("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")], "a PowerPoint presentation"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text")], "an OpenDocument text"),
        ([("mimetype", b"application/epub+zip"), ("a.xhtml", PAGE)], "an e-book (EPUB)"),
        ([("[Content_Types].xml", b""), ("visio/document.xml", b"")], "a document of an office program"),
    ],
)
def test_other_office_documents_are_one_error(files: list[tuple[str, bytes]], what: str) -> None:
    error = Unpacked(zip_of(files, zipfile.ZIP_STORED)).error
    assert error.reason == f"the input is {what}, which is not read" and error.mend.startswith("save ")


@pytest.mark.parametrize(
    "head", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\x00", b"\x28\xb5\x2f\xfd", b"filedesc://a.arc"]
)
def test_archives_of_other_kinds_are_one_error(head: bytes) -> None:
    for content, source in ((head + bytes(50), "input"), (zip_of([("a", head + bytes(50))]), "input/a")):
        error = Unpacked(content).error
        assert (error.source, error.mend) == (source, "unpack it, and give that")
        assert error.reason.endswith(", which is not opened")


# ---------------------------------------------------------------- lists of documents

ROWS = b"".join(
    json.dumps({"text": f"Words of page {number}.", "title": "A page"}).encode() + b"\n" for number in range(3)
)


@pytest.mark.parametrize("name", ["posts.jsonl", "posts.jsonl.gz", "posts.jsonl.xz"])
def test_a_table_gives_its_rows(name: str) -> None:
    packer = {"posts.jsonl.gz": "gzip", "posts.jsonl.xz": "xz"}.get(name)
    content = PACKERS[packer](ROWS) if packer else ROWS
    assert [part.name for part in Unpacked(content, name).parts] == ["line 1", "line 2", "line 3"]
    inside = Unpacked(zip_of([(name, content)]))
    assert [part.name for part in inside.parts] == [f"{name}/line {number}" for number in (1, 2, 3)]


def test_a_row_is_itself_again_when_it_is_given_alone() -> None:
    for part in Unpacked(ROWS, "posts.jsonl").parts:
        assert Unpacked(part.content, "x").files == [("", part.content)]


def test_a_table_that_is_cut_gives_its_whole_rows_and_one_error() -> None:
    table = b"".join(
        json.dumps({"text": f"Words {zlib.crc32(b'%d' % number)}"}).encode() + b"\n" for number in range(5_000)
    )
    found = Unpacked(gzip.compress(table)[:20_000], "posts.jsonl.gz")
    assert len(found.parts) > 500 and found.error.reason == "the gzip file is cut off in the middle"


def test_a_table_inside_a_cut_archive_is_told_of_once() -> None:
    found = Unpacked(tar_of([("a.txt", b"a"), ("posts.jsonl", ROWS * 20)])[:3500])
    assert len(found.parts) > 1 and found.error.source == "input"


def test_a_feed_gives_its_entries() -> None:
    entries = "".join(
        f"<item><title>Ferry {n}/{n}</title><description>Words of {n}.</description></item>" for n in (1, 2)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{entries}</channel></rss>'.encode()
    found = Unpacked(tar_of([("news.rss", feed)]))
    assert [part.name for part in found.parts] == ["news.rss/1 Ferry 1/1", "news.rss/2 Ferry 2/2"]


MAIL = (
    b"From: Ann <ann@harbour.example>\nMIME-Version: 1.0\nSubject: The ferry\nMessage-ID: <1@harbour.example>\n"
    b'Content-Type: multipart/mixed; boundary="=="\n\n--==\nContent-Type: text/plain\n\nSee the pages.\n'
)


def attached(*files: tuple[str, bytes]) -> bytes:
    parts = b"".join(
        b'--==\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="%b"\n'
        b"Content-Transfer-Encoding: base64\n\n%b\n" % (name.encode(), io_base64(content))
        for name, content in files
    )
    return MAIL + parts + b"--==--\n"


def io_base64(content: bytes) -> bytes:
    import base64

    return base64.encodebytes(content)


def test_a_mail_gives_itself_and_what_is_attached() -> None:
    mail = attached(("a.html", PAGE), ("../../b.html", PAGE + b" "), ("pages.zip", zip_of([("c.txt", b"words")])))
    found = Unpacked(mail)
    assert found.files == [("", mail), ("a.html", PAGE), ("b.html", PAGE + b" "), ("pages.zip/c.txt", b"words")]


def test_a_mailbox_gives_its_mails() -> None:
    mails = [
        b"From ann@harbour.example Tue Mar  2 10:00:0%d 2021\n" % n + attached(("a.html", PAGE)) + b"\n" for n in (1, 2)
    ]
    found = Unpacked(b"".join(mails))
    assert [part.name for part in found.parts] == ["mail 1", "mail 1/a.html", "mail 2", "mail 2/a.html"]
    assert found.files[0][1] == mails[0] and found.files[2][1] == mails[1]


# ---------------------------------------------------------------- memory


def test_no_more_than_a_document_is_in_memory() -> None:
    files = [(f"{number}.txt", bytes(range(256)) * 4_000) for number in range(24)]
    content = tar_of(files, "w:gz")
    settings = replace(SMALL, max_bytes=2_000_000, max_unpacked=10**9)
    tracemalloc.start()
    seen = sum(1 for _ in unpack(io.BytesIO(content), "input", settings))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen == 24 and peak < 5_000_000
