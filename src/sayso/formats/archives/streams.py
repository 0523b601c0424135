"""Streams that are read once, from their beginning to their end."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from sayso.errors import InputError

Read = Callable[[int], bytes]
"""Gives the next bytes, at most so many; none at the end."""

PIECE = 64 * 1024
_KEPT = 16 * 1024 * 1024


class Flow(io.RawIOBase):
    """A stream made of a function that reads; what it raises comes after the bytes that came before."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._error: InputError | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer, unless the stream ends or breaks before."""
        if self._error is not None:
            raise self._error
        done = 0
        while done < len(buffer):
            try:
                piece = self._read(min(len(buffer) - done, PIECE))
            except InputError as error:
                if not done:
                    raise
                self._error = error
                break
            if not piece:
                break
            buffer[done : done + len(piece)] = piece
            done += len(piece)
        return done


def flow(read: Read) -> io.BufferedReader:
    """A function that reads -> a stream that can be looked into ahead (`peek`) and read by lines."""
    return io.BufferedReader(Flow(read), PIECE)


class _Kept(io.RawIOBase):
    """A stream that only goes forward, but for its beginning, which is kept."""

    def __init__(self, stream: io.BufferedReader, source: str) -> None:
        self._stream = stream
        self._source = source
        self._beginning: bytearray | None = bytearray()
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """As far as its beginning goes."""
        return True

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def seek(self, place: int, whence: int = 0) -> int:
        """Goes to a place in the beginning."""
        if place != self._at or whence:
            if self._beginning is None or whence or place > len(self._beginning):
                reason = f"its first rows have more than {_KEPT:,} bytes, too many to be looked at in a packed table"
                raise InputError(self._source, reason, "unpack it, and give that")
            self._at = place
        return place

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer, as far as the next bytes come at once."""
        piece = bytes(self._beginning[self._at : self._at + len(buffer)]) if self._beginning else b""
        if not piece:
            piece = self._stream.read1(len(buffer))
            if self._beginning is not None:
                self._beginning += piece
                if len(self._beginning) > _KEPT:
                    self._beginning = None
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def kept(stream: io.BufferedReader, source: str) -> io.BufferedReader:
    """A stream that only goes forward -> the same, in whose first 16 MB one can go back."""
    return io.BufferedReader(_Kept(stream, source), PIECE)
