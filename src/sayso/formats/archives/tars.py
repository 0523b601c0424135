"""Tar archives -> their members, read from the beginning to the end."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.formats.archives.account import Account, EndedError
from sayso.formats.archives.members import Member, linked, named
from sayso.formats.archives.streams import PIECE, Read, flow
from sayso.formats.parts import LeftOut

_MAX_HEADER = 1024 * 1024
"""A header that says it has more bytes than this (a name of a million characters) is damaged."""
_LOOKED_THROUGH = 256 * 1024 * 1024
"""So much of a packed archive is unpacked beforehand, ten seconds' worth of the slowest kind; what comes after is
counted as it is read. In one that is not packed every header can be looked up."""
_DAMAGE = (tarfile.TarError, ValueError, OverflowError, EOFError, RecursionError, IndexError, KeyError)
"""What tarfile raises on hostile bytes."""


class _Forward:
    """What tarfile reads from: a stream that only goes forward, in pieces of bounded size."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.last = b""

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def seek(self, place: int) -> int:
        """Goes on to a place; one before it is refused."""
        if place < self._at:
            raise tarfile.ReadError("seeking backwards")
        if self._stream.seekable():
            self._at = self._stream.seek(place)
        while self._at < place and self.read(min(place - self._at, PIECE)):
            pass
        return self._at

    def read(self, size: int) -> bytes:
        """The next bytes."""
        if size > _MAX_HEADER:
            raise tarfile.ReadError("a header that is too long")
        self.last = self._stream.read(size)
        self._at += len(self.last)
        return self.last

    def finish(self) -> None:
        """Reads a packed stream to its end, where its sums stand."""
        while not self._stream.seekable() and self._stream.read(PIECE):
            pass


def tar_members(
    open_again: Callable[[], BinaryIO], path: str, own: int, account: Account
) -> Iterator[Member | LeftOut | InputError]:
    """A tar archive of `own` bytes, which can be opened from its beginning twice -> its members, in its order.

    Raises: InputError, before the first member, if the archive as a whole is refused; EndedError, after the last, if it
            is cut or damaged
    """
    files = _count(open_again(), path, own, account)
    account.count_files(files, account.source(path))
    stream = _Forward(open_again())
    number = 0
    for tar, info in _headers(stream):
        if not info.isdir():
            number += 1
            account.count_files(int(number > files), account.source(path))
            yield _member(tar, info, stream, path, account)
    if stream.last.strip(b"\0") or len(stream.last) < tarfile.BLOCKSIZE:
        raise _ended(path, account)
    stream.finish()
    if not number:
        raise InputError(account.source(path), "the archive holds no files", "leave it out, or put the pages into it")


def _count(stream: BinaryIO, path: str, own: int, account: Account) -> int:
    """How many files the first part of an archive holds; no further is read than up to a limit."""
    number = total = 0
    before = account.unpacked
    try:
        for _, info in _headers(_Forward(stream)):
            total += max(info.size, 0)
            account.refuse_bomb(total, own, account.source(path))
            number += not info.isdir()
            is_far = total > _LOOKED_THROUGH and not stream.seekable()
            if is_far or account.files + number > account.settings.max_files:
                break
    except EndedError as error:
        if account.is_bomb(account.unpacked, account.own):
            raise InputError(account.source(path), error.reason, error.mend) from error
        # It is cut or damaged: the second reading says so, after what is whole.
    finally:
        account.unpacked = before
    return number


def _headers(stream: _Forward) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The headers up to the end, or to where the archive is cut or damaged."""
    try:
        fileobj: Any = stream
        tar: Any = tarfile.TarFile(fileobj=fileobj, encoding="utf-8", errors="surrogateescape")
        while (info := tar.next()) is not None:
            # Both would grow with every header.
            tar.members = []
            tar.pax_headers = {}
            yield tar, info
    except _DAMAGE:
        stream.last = b""


def _member(
    tar: tarfile.TarFile, info: tarfile.TarInfo, stream: _Forward, path: str, account: Account
) -> Member | LeftOut | InputError:
    place = named(info.name, path, account)
    if not isinstance(place, str):
        return place
    if info.issym():
        return linked(place, info.name, info.linkname, account)
    if info.islnk():
        return linked(place, "", info.linkname, account)
    if info.isdev():
        return LeftOut(place, "a device, a pipe or the like, not a file")
    return Member(place, info.name, flow(_reader(tar, info, stream, path, account)))


def _reader(tar: tarfile.TarFile, info: tarfile.TarInfo, stream: _Forward, path: str, account: Account) -> Read:
    """Reads a member, up to where the archive is cut."""
    sparse = tar.extractfile(info) if info.issparse() else None
    at = 0

    def read(size: int) -> bytes:
        nonlocal at
        size = min(size, info.size - at)
        try:
            if sparse is not None:
                piece = sparse.read(size)
            else:
                stream.seek(info.offset_data + at)
                piece = stream.read(size)
        except _DAMAGE as error:
            raise _ended(path, account) from error
        if size and not piece:
            raise _ended(path, account)
        at += len(piece)
        return piece

    return read


def _ended(path: str, account: Account) -> EndedError:
    source = account.source(path)
    return EndedError(source, "the tar archive is cut off or damaged in the middle", "fetch it again, whole", path)
