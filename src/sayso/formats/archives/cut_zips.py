"""Zip archives that have lost their directory -> the members before the break, by what stands before each."""

from __future__ import annotations

import struct
import zlib
from bz2 import BZ2Decompressor
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sayso.errors import InputError
from sayso.formats.archives.account import Account, EndedError
from sayso.formats.archives.members import Member, named
from sayso.formats.archives.packed import Decompressor, Inflate, Unpacked
from sayso.formats.archives.streams import PIECE, Read, flow
from sayso.formats.archives.zips import BZIP2, DEFLATED, STORED, entry_name, locked, unread_method
from sayso.formats.parts import LeftOut

_HEADER = struct.Struct("<4s2x2H8x2L2H")
_IS_LOCKED = 0x1
_IS_STREAMED = 0x8
_IN_EXTRA = 0xFFFFFFFF
_MAKERS: dict[int, Callable[[], Decompressor]] = {DEFLATED: lambda: Inflate(-zlib.MAX_WBITS), BZIP2: BZ2Decompressor}


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands before an entry; `size` is how many packed bytes follow at `at`, None if that is said behind them."""

    name: str
    flags: int
    method: int
    at: int
    size: int | None


class _Stretch:
    """A stretch of a stream, read from its beginning; without a size it goes on to the stream's end."""

    def __init__(self, stream: BinaryIO, at: int, size: int | None) -> None:
        self._stream = stream
        self._end = None if size is None else at + size
        self.at = at

    def read(self, size: int) -> bytes:
        """The next bytes; none where the stretch ends or the stream breaks off."""
        if self._end is not None:
            size = min(size, self._end - self.at)
        self._stream.seek(self.at)
        piece = self._stream.read(size)
        self.at += len(piece)
        return piece


def cut_members(stream: BinaryIO, path: str, account: Account) -> Iterator[Member | LeftOut | InputError]:
    """A zip archive without a directory -> its members, as far as they are whole.

    Raises: EndedError, after the last
    """
    at = 0
    while (header := _header(stream, at)) is not None:
        if header.size is None and (header.method == STORED or header.flags & _IS_LOCKED):
            break
        read, end = _reader(stream, header, path, account)
        if not header.name.endswith("/"):
            account.count_files(1, account.source(path))
            yield _member(header, read, path, account)
        at = _after(stream, end(), header)
    source = account.source(path)
    raise EndedError(
        source, "the archive is cut off: the directory at its end is missing", "fetch it again, whole", path
    )


def first_name(stream: BinaryIO) -> str:
    """The name of a zip archive's first entry; "" if it has none."""
    header = _header(stream, 0)
    return header.name if header else ""


def _member(header: _Header, read: Read, path: str, account: Account) -> Member | LeftOut | InputError:
    place = named(header.name, path, account)
    if not isinstance(place, str):
        return place
    if header.flags & _IS_LOCKED:
        return locked(account.source(place))
    if header.method != STORED and header.method not in _MAKERS:
        return unread_method(account.source(place), header.method)
    return Member(place, header.name, flow(read))


def _reader(stream: BinaryIO, header: _Header, path: str, account: Account) -> tuple[Read, Callable[[], int]]:
    """What reads an entry, and what tells where it ends."""
    stretch = _Stretch(stream, header.at, header.size)
    if header.method in _MAKERS and not header.flags & _IS_LOCKED:
        unpacked = Unpacked(stretch.read, _MAKERS[header.method], "a zip archive", path, account, many=False)

        def end_of_packed() -> int:
            if header.size is not None:
                return header.at + header.size
            while unpacked.read(PIECE):
                pass
            return stretch.at - unpacked.left

        return unpacked.read, end_of_packed

    def read(size: int) -> bytes:
        piece = stretch.read(size)
        if not piece and size and stretch.at < end():
            source = account.source(path)
            raise EndedError(source, "the zip archive is cut off in the middle", "fetch it again, whole", path)
        return piece

    def end() -> int:
        return header.at + (header.size or 0)

    return read, end


def _header(stream: BinaryIO, at: int) -> _Header | None:
    stream.seek(at)
    fixed = stream.read(_HEADER.size)
    if len(fixed) < _HEADER.size:
        return None
    signature, flags, method, packed, _, name_length, extra_length = _HEADER.unpack(fixed)
    if signature != b"PK\x03\x04":
        return None
    name, extra = stream.read(name_length), stream.read(extra_length)
    if len(extra) < extra_length or len(name) < name_length:
        return None
    size: int | None = _size_in(extra) if packed == _IN_EXTRA else packed
    if flags & _IS_STREAMED and not packed:
        size = None
    return _Header(entry_name(name, flags), flags, method, at + _HEADER.size + name_length + extra_length, size)


def _size_in(extra: bytes) -> int | None:
    """The packed size that stands in the extra field of an entry of more than 4 GB."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1 and length >= 16:
            return int.from_bytes(extra[12:20], "little")
        extra = extra[4 + length :]
    return None


def _after(stream: BinaryIO, end: int, header: _Header) -> int:
    """Where the next header begins: a streamed entry's sizes stand behind it, in 4 or 8 bytes each."""
    if not header.flags & _IS_STREAMED:
        return end
    stream.seek(end)
    behind = stream.read(26)
    start = 4 if behind.startswith(b"PK\x07\x08") else 0
    return end + start + (20 if behind[start + 20 : start + 22] == b"PK" else 12)
