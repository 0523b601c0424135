"""Packed files (gzip, bzip2, xz) and packed content -> what they hold, in pieces of bounded size."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from sayso.formats.archives.account import Account, EndedError
from sayso.formats.archives.streams import PIECE, Read, flow
from sayso.formats.kinds import Kind

_MAX_DICTIONARY = 512 * 1024 * 1024
"""So many bytes may an xz file ask for to be unpacked; those that xz itself writes ask for 65 MB at most."""


class Decompressor(Protocol):
    """What unpacks one packed stream, never more than `max_length` bytes at a time."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Inflate:
    """zlib's decompressor, with the manners of those of bz2 and lzma."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end of the packed stream was met."""
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        """What came after the end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Packed bytes -> the next bytes that they hold."""
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self.needs_input = not self._zlib.unconsumed_tail and len(out) < max_length
        return out


class Brotli:
    """Brotli's decompressor, with the manners of those of bz2 and lzma."""

    unused_data = b""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the end of the packed stream was met."""
        return bool(self._brotli.is_finished())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Packed bytes -> the next bytes that they hold, about `max_length` at most."""
        try:
            out = bytes(self._brotli.process(data, output_buffer_limit=max_length))
        except brotli.error as error:
            raise ValueError(str(error)) from error
        self.needs_input = len(out) < max_length
        return out


GZIP_WINDOW = 16 + zlib.MAX_WBITS
MAKERS: dict[Kind, Callable[[], Decompressor]] = {
    Kind.gzip: lambda: Inflate(GZIP_WINDOW),
    Kind.bzip2: bz2.BZ2Decompressor,
    Kind.xz: lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MAX_DICTIONARY),
}
"""How each kind of packed file is unpacked."""


def unpacked(read: Read, kind: Kind, path: str, account: Account) -> io.BufferedReader:
    """A gzip, bzip2 or xz file -> the stream of what it holds, at whatever size never more than pieces of it in memory.

    Raises: EndedError, while it is read, if the file is cut or damaged, or holds too much
    """
    return flow(Unpacked(read, MAKERS[kind], str(kind), path, account).read)


class Unpacked:
    """Reads what packed streams that follow one another hold."""

    def __init__(
        self, read: Read, make: Callable[[], Decompressor], what: str, path: str, account: Account, *, many: bool = True
    ) -> None:
        self._packed = read
        self._make = make
        self._one = make()
        self._waiting = b""
        self._what = what
        self._path = path
        self._account = account
        self._many = many

    @property
    def left(self) -> int:
        """How many bytes were read of what comes after the packed stream."""
        return len(self._one.unused_data)

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        while not self._one.eof or (self._many and self._begin_next()):
            packed = b""
            if self._one.needs_input:
                packed, self._waiting = self._waiting or self._packed(PIECE), b""
                if not packed:
                    raise self._ended("cut off in the middle")
            try:
                piece = self._one.decompress(packed, size)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
                raise self._ended("damaged") from error
            if piece:
                self._account.count_bytes(len(piece))
                return piece
        return b""

    def _begin_next(self) -> bool:
        """Whether another packed stream follows; zeros between two are padding."""
        rest = self._one.unused_data.lstrip(b"\0")
        while not rest:
            piece = self._packed(PIECE)
            if not piece:
                self._waiting = b""
                return False
            rest = piece.lstrip(b"\0")
        self._one, self._waiting = self._make(), rest
        return True

    def _ended(self, how: str) -> EndedError:
        source = self._account.source(self._path)
        thing = self._what.removeprefix("an ").removeprefix("a ")
        return EndedError(source, f"the {thing} is {how}", "fetch it again, whole", self._path)
