"""Zip and tar archives: what is in them, whatever they are called, however they lie."""

from __future__ import annotations

import ast
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as run_settings
from hypothesis import strategies as st

from sayso.formats.archives.account import Account
from sayso.formats.names import legible, place_of
from tests.case_tables import read_cases
from tests.formats.archive_bytes import SMALL, Files, Unpacked, streamed_zip_of, tar_entry, tar_of, zip_of

PAGES = [("a.html", b"<html>one</html>"), ("day/b.txt", b"two words"), ("day/c.txt", b"three more words")]
MANY = [(f"{number:03}.txt", f"The ferry to island {number} was late. ".encode() * 40) for number in range(40)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_gives_its_files_in_order(method: int) -> None:
    assert Unpacked(zip_of(PAGES, method)).files == PAGES


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files_in_order(mode: str) -> None:
    found = Unpacked(tar_of([("./day/", b""), *PAGES], mode))  # type: ignore[arg-type]
    assert found.files[-3:] == PAGES and not found.errors


def test_a_tar_from_before_tars_said_so_is_known_by_its_sum() -> None:
    entry = tar_entry("a.txt", size=5).tobuf(tarfile.USTAR_FORMAT)
    old = bytearray(entry[:257] + bytes(255))
    old[148:156] = b"%06o\0 " % (sum(old[:148]) + sum(old[156:]) + 8 * 32)
    assert Unpacked(bytes(old) + b"words".ljust(512, b"\0") + bytes(1024)).files == [("a.txt", b"words")]


def test_folders_give_nothing_and_hidden_files_are_left_out() -> None:
    names = ["day/", ".git/config", "__MACOSX/._a.html", "day/Thumbs.db", "a.html"]
    found = Unpacked(zip_of([(name, b"x" * (not name.endswith("/"))) for name in names]))
    assert [part.name for part in found.parts] == ["a.html"]
    assert sorted(found.left_out) == [".git/config", "__MACOSX/._a.html", "day/Thumbs.db"]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("case", read_cases("archive_names"), ids=lambda case: case["note"])
def test_name(case: dict[str, str]) -> None:
    name, path = (ast.literal_eval(f"'{case[column]}'") for column in ("name", "path"))
    place = place_of(name)
    assert (legible("/".join(place)) if place is not None else "") == path


@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_an_entry_that_leads_out_is_one_error_and_the_rest_is_read(make: object) -> None:
    files = [("../../up.txt", b"up"), ("/etc/root.txt", b"root"), ("C:\\drive.txt", b"drive"), *PAGES]
    found = Unpacked(make(files))  # type: ignore[operator]
    assert found.files == PAGES
    assert [error.source for error in found.errors] == [
        "input/../../up.txt", "input//etc/root.txt", "input/C:\\drive.txt",
    ]  # fmt: skip
    assert all("outside the archive" in error.reason for error in found.errors)


@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_the_same_name_twice_is_two_documents(make: object) -> None:
    found = Unpacked(make([("a.txt", b"one"), ("a.txt (2)", b"two"), ("a.txt", b"three")]))  # type: ignore[operator]
    assert found.files == [("a.txt", b"one"), ("a.txt (2)", b"two"), ("a.txt (3)", b"three")]


def test_long_names_are_cut_in_the_middle_and_stay_apart() -> None:
    found = Unpacked(zip_of([("x" * 10_000 + "a.txt", b"one"), ("x" * 10_001 + "a.txt", b"two")]))
    names = [part.name for part in found.parts]
    assert len(set(names)) == 2 and all(len(name) < 1_100 for name in names)


def test_names_in_other_encodings_are_read() -> None:
    tar = tar_of([("caf\udce9.txt", b"latin")])
    zipped = zip_of([("xyz.txt", b"utf-8")]).replace(b"xyz", "ы".encode() + b"z")
    old = zip_of([("xyz.txt", b"old")]).replace(b"xyz", b"x\x81z")
    assert [Unpacked(content).parts[0].name for content in (tar, zipped, old)] == ["caf\\xe9.txt", "ыz.txt", "xüz.txt"]


# ---------------------------------------------------------------- what is no file


def test_links_and_devices_in_a_tar() -> None:
    def link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
        return tar_entry(name, type=kind, linkname=to)

    entries = [
        link("day/in", "../a.html"), link("day/out", "../../a.html"), link("root", "/etc/passwd"),
        link("day/hard", "day/b.txt", tarfile.LNKTYPE), link("hard", "../b.txt", tarfile.LNKTYPE),
        tar_entry("pipe", type=tarfile.FIFOTYPE), tar_entry("disk", type=tarfile.BLKTYPE),
    ]  # fmt: skip
    found = Unpacked(tar_of(PAGES, more=entries))
    assert found.files == PAGES
    assert sorted(found.left_out) == ["day/hard", "day/in", "disk", "pipe"]
    assert [error.source for error in found.errors] == ["input/day/out", "input/root", "input/hard"]


def test_links_in_a_zip() -> None:
    inside, outside = zipfile.ZipInfo("day/in"), zipfile.ZipInfo("day/out")
    for link in (inside, outside):
        link.create_system, link.external_attr = 3, 0o120777 << 16
    found = Unpacked(zip_of([(inside, b"b.txt"), (outside, b"../../x"), *PAGES]))  # type: ignore[list-item]
    assert found.files == PAGES
    assert list(found.left_out) == ["day/in"] and found.error.source == "input/day/out"


def test_locked_entries() -> None:
    locked = _with_flags(zip_of(PAGES), 0, 1)
    found = Unpacked(locked)
    assert [part.name for part in found.parts] == ["day/b.txt", "day/c.txt"]
    assert (found.error.source, found.error.reason) == ("input/a.html", "the entry is locked with a password")
    for number in (1, 2):
        locked = _with_flags(locked, number, 1)
    assert Unpacked(locked).error.source == "input"


def _with_flags(archive: bytes, number: int, flags: int) -> bytes:
    """A zip archive with these flags set on an entry, in its header and in the directory."""
    changed = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        for _ in range(number + 1):
            at = archive.index(signature, at + 1)
        changed[at + place] |= flags
    return bytes(changed)


def test_an_entry_packed_in_an_unknown_way_is_one_error() -> None:
    archive = bytearray(zip_of(PAGES))
    archive[8:10] = struct.pack("<H", 97)
    at = archive.index(b"PK\x01\x02")
    archive[at + 10 : at + 12] = struct.pack("<H", 97)
    found = Unpacked(bytes(archive))
    assert found.files == PAGES[1:] and "method 97" in found.error.reason


def test_a_damaged_entry_is_one_error_and_the_rest_is_read() -> None:
    archive = bytearray(zip_of(PAGES, zipfile.ZIP_STORED))
    archive[archive.index(b"two words")] ^= 1
    found = Unpacked(bytes(archive))
    assert [part.name for part in found.parts] == ["a.html", "day/c.txt"]
    assert (found.error.source, found.error.reason) == ("input/day/b.txt", "the entry is damaged")


# ---------------------------------------------------------------- too much


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_a_bomb_is_refused_before_anything_is_read(mode: str) -> None:
    files = [("first.txt", b"words"), *((f"{number}.txt", bytes(190_000)) for number in range(12))]
    content = zip_of(files) if mode == "zip" else tar_of(files, mode)  # type: ignore[arg-type]
    found = Unpacked(content)
    if mode == "w":  # It holds no more than its own bytes.
        assert len(found.parts) == 13
    else:
        assert not found.parts and "as bombs do" in found.error.reason and found.error.source == "input"


def test_a_tar_that_says_it_holds_ten_gigabytes_is_refused_by_its_first_header() -> None:
    entry = tar_entry("zeros.txt", size=10 * 1024**3).tobuf()
    assert "10,737,418,240 bytes" in Unpacked(entry + bytes(4096), settings=replace(SMALL, max_ratio=10)).error.reason


def test_a_zip_that_says_it_holds_ten_gigabytes_is_refused_by_its_directory() -> None:
    archive = bytearray(zip_of([("a.txt", b"words"), ("zeros.txt", bytes(1000))]))
    sizes = archive.rindex(b"PK\x01\x02") + 24
    archive[sizes : sizes + 4] = struct.pack("<L", 4_000_000_000)
    assert "as bombs do" in Unpacked(bytes(archive)).error.reason


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz"])
def test_too_many_files_are_one_error(mode: str) -> None:
    files = [(f"{number}.txt", b"x") for number in range(51)]
    found = Unpacked(zip_of(files) if mode == "zip" else tar_of(files, mode))  # type: ignore[arg-type]
    assert not found.parts and found.error.reason == "the archive holds more than 50 files"


def test_a_zip_of_very_many_files_is_refused() -> None:
    archive = zip_of((f"{number}.txt", b"") for number in range(20_000))
    found = Unpacked(archive, settings=replace(SMALL, max_files=10_000))
    assert not found.parts and found.error.reason == "the archive holds more than 10,000 files"


def test_a_directory_in_the_manner_of_large_archives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    archive = zip_of(MANY)
    assert b"PK\x06\x06" in archive
    assert Unpacked(archive).files == MANY
    assert "more than 39 files" in Unpacked(archive, settings=replace(SMALL, max_files=39)).error.reason


@pytest.mark.parametrize("mode", ["zip", "w", "w:gz"])
def test_a_file_that_is_too_large_is_one_error_and_the_rest_is_read(mode: str) -> None:
    files = [*PAGES, ("large.txt", b"words " * 40_000), ("last.txt", b"last")]
    found = Unpacked(zip_of(files) if mode == "zip" else tar_of(files, mode))  # type: ignore[arg-type]
    assert found.files == [*PAGES, ("last.txt", b"last")]
    assert (found.error.source, found.error.reason) == ("input/large.txt", "the input has more than 200,000 bytes")


def test_entries_that_lie_in_one_another_are_refused() -> None:
    archive = bytearray(zip_of([("a.txt", b"x" * 500), ("b.txt", b"y" * 500)], zipfile.ZIP_STORED))
    second = archive.rindex(b"PK\x01\x02")
    archive[second + 42 : second + 46] = struct.pack("<L", 0)
    found = Unpacked(bytes(archive))
    assert not found.parts and "lie in one another" in found.error.reason


def test_a_header_that_asks_for_gigabytes_is_damage() -> None:
    pax = tar_entry("x", type=tarfile.XHDTYPE, size=900_000_000).tobuf()
    found = Unpacked(tar_of(PAGES)[:3072] + pax + bytes(4096), settings=replace(SMALL, max_ratio=10**9))
    assert found.files == PAGES and "cut off or damaged" in found.error.reason


# ---------------------------------------------------------------- cut


@pytest.mark.parametrize("mode", ["zip", "stored zip", "streamed zip", "w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("share", [0.05, 0.3, 0.7, 0.97])
def test_what_is_whole_in_a_cut_archive_is_given_then_one_error(mode: str, share: float) -> None:
    makers: dict[str, Callable[[Files], bytes]] = {
        "zip": zip_of, "streamed zip": streamed_zip_of, "stored zip": lambda files: zip_of(files, zipfile.ZIP_STORED),
    }  # fmt: skip
    content = makers[mode](MANY) if mode in makers else tar_of(MANY, mode)  # type: ignore[arg-type]
    found = Unpacked(content[: int(len(content) * share)])
    assert found.files == MANY[: len(found.files)]
    if mode == "w" and share > 0.9:  # Only padding is lost.
        assert found.files == MANY and not found.errors
        return
    assert found.error.source == "input" and "cut off" in found.error.reason
    if mode in {"w", "zip", "stored zip", "streamed zip"} and share > 0.2:
        assert len(found.files) >= len(MANY) * share * 0.6


def test_a_zip_that_lost_its_directory_gives_every_file() -> None:
    for archive in (zip_of(MANY), streamed_zip_of(MANY)):
        found = Unpacked(archive[: archive.index(b"PK\x01\x02")])
        assert found.files == MANY
        assert "the directory at its end is missing, after 40 of its files" in found.error.reason


def test_an_archive_cut_inside_another_costs_only_itself() -> None:
    inner = tar_of(MANY[:3])[:3000]
    found = Unpacked(zip_of([("a.txt", b"a"), ("inner.tar", inner), ("z.txt", b"z")]))
    assert [part.name for part in found.parts] == ["a.txt", "inner.tar/000.txt", "z.txt"]
    assert found.error.source == "input/inner.tar"


def test_an_archive_around_another_that_is_cut_is_told_of_once() -> None:
    content = tar_of([("a.txt", b"a"), ("inner.zip", zip_of(MANY, zipfile.ZIP_STORED))])
    found = Unpacked(content[:20_000])
    assert found.files == [("a.txt", b"a")] and found.error.source == "input"


def test_archives_without_a_file() -> None:
    for content in (zip_of([]), zip_of([("day/", b"")]), tar_of([], more=[tar_entry("day", type=tarfile.DIRTYPE)])):
        assert Unpacked(content).error.reason == "the archive holds no files"


# ---------------------------------------------------------------- anything

SEEDS = [
    zip_of(PAGES),
    zip_of(PAGES, 0),
    streamed_zip_of(PAGES),
    tar_of(PAGES),
    tar_of(PAGES, "w:gz"),
    tar_of(PAGES, "w:xz"),
]


@given(st.sampled_from(SEEDS), st.data())
@run_settings(max_examples=150, deadline=None)
def test_broken_bytes_never_crash(archive: bytes, data: st.DataObject) -> None:
    broken = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    del broken[data.draw(st.integers(1, len(broken))) :]
    found = Unpacked(bytes(broken))
    assert found.parts or found.left_out or found.errors
    names = [part.name for part in found.parts]
    assert len(set(names)) == len(names)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=40), st.binary(max_size=40)), min_size=1, max_size=8))
@run_settings(max_examples=60, deadline=None)
def test_every_file_is_told_of_under_a_name_of_its_own(files: list[tuple[str, bytes]]) -> None:
    usable = [(f"{name}~", b"words " + content) for name, content in files if name.isprintable()]
    found = Unpacked(zip_of(usable)) if usable else None
    if found:
        told = [part.name for part in found.parts] + list(found.left_out) + [error.source for error in found.errors]
        assert len(told) == len(usable) == len(set(told))


def test_many_files_of_one_name_are_told_apart_at_once() -> None:
    account = Account("input", 1, SMALL)
    began = time.process_time()
    names = [account.fresh("a.txt") for _ in range(30_000)]
    assert time.process_time() - began < 5, "trying every number again for every file takes a minute"
    assert len(set(names)) == 30_000 and names[:3] == ["a.txt", "a.txt (2)", "a.txt (3)"]
    assert account.fresh("a.txt (3)") == "a.txt (3) (2)"
