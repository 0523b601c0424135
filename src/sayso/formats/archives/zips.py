"""Zip archives -> their members, by the directory at their end."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, BinaryIO

from sayso.errors import InputError
from sayso.formats.archives.account import TRUST, Account, RefusedError
from sayso.formats.archives.members import Member, linked, named
from sayso.formats.archives.streams import PIECE, Read, flow
from sayso.formats.parts import LeftOut

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s24x3H12x")
_LEAST_HEADER = 30
_MAX_COMMENT = 0xFFFF
_IS_LOCKED = 0x1
_IS_UTF8 = 0x800
_MAX_LINK = 4_096
_SMALL_PIECE = 4_096
"""bzip2 and lzma entries are unpacked so many packed bytes at a time, since zipfile bounds what goes in and not what
comes out; a piece of zeros gives 80 MB."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, ValueError, RuntimeError, IndexError,
)  # fmt: skip
"""What zipfile raises on hostile bytes."""


def open_zip(stream: BinaryIO, source: str, account: Account) -> zipfile.ZipFile | None:
    """A zip archive -> the same with its directory read; None if the directory is missing or broken.

    Raises: InputError if it lists too many files; a directory is only kept in memory once they are known to be few
    """
    try:
        directory = _directory(stream)
        if directory is None:
            return None
        if _entries(stream, *directory, account.settings.max_files) > account.settings.max_files:
            account.count_files(account.settings.max_files + 1, source)
        return zipfile.ZipFile(stream)
    except _DAMAGE:
        return None


def zip_members(
    archive: zipfile.ZipFile, path: str, own: int, account: Account
) -> Iterator[Member | LeftOut | InputError]:
    """An opened zip archive of `own` bytes -> its members, in the directory's order.

    Raises: InputError, before the first member, if the archive as a whole is refused
    """
    source = account.source(path)
    files = [info for info in archive.filelist if not _is_folder(info)]
    account.refuse_bomb(sum(info.file_size for info in files), own, source)
    _refuse_overlap(archive, source)
    account.count_files(len(files), source)
    if not files:
        raise InputError(source, "the archive holds no files", "leave it out, or put the pages into it")
    if all(info.flag_bits & _IS_LOCKED for info in files):
        raise InputError(source, "the archive is locked with a password", "unpack it with the password, and give that")
    for info in files:
        yield _member(archive, info, path, account)


def entry_name(raw: bytes, flags: int) -> str:
    """The bytes of an entry's name -> the name; many writers of UTF-8 forget to say so."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape") if flags & _IS_UTF8 else raw.decode("cp437")


def locked(source: str) -> InputError:
    """The error for an entry that is encrypted."""
    return InputError(source, "the entry is locked with a password", "unpack it with the password, and give that")


def unread_method(source: str, method: int) -> InputError:
    """The error for an entry that is packed in a way that nobody here can unpack."""
    return InputError(
        source, f"the entry is packed in a way that is not read (method {method})", "unpack the archive, and give that"
    )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, account: Account
) -> Member | LeftOut | InputError:
    name = _name(info)
    place = named(name, path, account)
    if not isinstance(place, str):
        return place
    source = account.source(place)
    if info.flag_bits & _IS_LOCKED:
        return locked(source)
    if info.compress_type not in {STORED, DEFLATED, BZIP2, LZMA}:
        return unread_method(source, info.compress_type)
    stream = flow(_reader(archive, info, source, account))
    if stat.S_ISLNK(info.external_attr >> 16):
        try:
            target = entry_name(stream.read(_MAX_LINK), _IS_UTF8)
        except InputError as error:
            return error
        return linked(place, name, target, account)
    return Member(place, name, stream)


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, account: Account) -> Read:
    """Reads an entry; it is opened once it is read."""
    most = PIECE if info.compress_type in {STORED, DEFLATED} else _SMALL_PIECE
    opened: list[IO[bytes]] = []

    def read(size: int) -> bytes:
        try:
            if not opened:
                opened.append(archive.open(info))
            piece = opened[0].read(min(size, most))
        except MemoryError as error:
            raise InputError(source, "unpacking the entry takes too much memory", TRUST) from error
        except _DAMAGE as error:
            raise InputError(source, "the entry is damaged", "fetch the archive again, whole") from error
        account.count_bytes(len(piece))
        return piece

    return read


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _IS_UTF8:
        return info.orig_filename
    return entry_name(info.orig_filename.encode("cp437", "replace"), info.flag_bits)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith("/") or (info.orig_filename.endswith("\\") and not info.file_size)


def _refuse_overlap(archive: zipfile.ZipFile, source: str) -> None:
    spans = sorted(
        (info.header_offset, info.header_offset + _LEAST_HEADER + info.compress_size) for info in archive.filelist
    )
    if any(end > start for (_, end), (start, _) in pairwise([*spans, (archive.start_dir, 0)])):
        raise RefusedError(source, "entries of the archive lie in one another, as in bombs", TRUST)


def _directory(stream: BinaryIO) -> tuple[int, int] | None:
    """Where an archive's directory begins, and how many bytes it has; None if there is none."""
    size = stream.seek(0, 2)
    tail_at = max(0, size - _MAX_COMMENT - _END.size)
    stream.seek(tail_at)
    tail = stream.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        return None
    end_at = tail_at + found
    length = _END.unpack_from(tail, found)[5]
    if end_at >= _LOCATOR_64.size:
        stream.seek(end_at - _LOCATOR_64.size)
        signature, _, end_64_at, _ = _LOCATOR_64.unpack(stream.read(_LOCATOR_64.size))
        if signature == b"PK\x06\x07":
            stream.seek(end_64_at)
            end_at, length = end_64_at, _END_64.unpack(stream.read(_END_64.size))[8]
    return (end_at - length, length) if 0 <= length <= end_at else None


def _entries(stream: BinaryIO, start: int, length: int, most: int) -> int:
    """How many entries a directory lists; not more than one above `most` are counted."""
    at, number = start, 0
    while at + _ENTRY.size <= start + length and number <= most:
        stream.seek(at)
        entry = stream.read(_ENTRY.size)
        if len(entry) < _ENTRY.size or not entry.startswith(b"PK\x01\x02"):
            break
        at += _ENTRY.size + sum(_ENTRY.unpack(entry)[1:])
        number += 1
    return number
